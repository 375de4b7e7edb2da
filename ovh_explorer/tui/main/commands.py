"""The commands of the palette: a name for each action, the words it is also looked for by, and its
key.
"""

from dataclasses import dataclass

from ovh_explorer.text import folded
from ovh_explorer.translation import _, language, pgettext
from ovh_explorer.tui.key_bindings import KEYS

__all__ = ["ALL_COMMANDS", "COMMANDS", "Command"]


@dataclass(frozen=True, slots=True)
class Command:
    """A command.

    Attributes:
        name: what it is called, in English; see :attr:`title`.
        words: what it does, where the name doesn't say it all; see :attr:`explanation`.
        action: the main screen's action.
        synonyms: other words that find it, parted by blanks; ``_`` stands for a blank in one; see
            :attr:`other_words`.
    """

    name: str
    words: str
    action: str
    synonyms: str = ""

    @property
    def key(self) -> str:
        """Its keys, as people write them; "" for none."""
        action = self.action
        if action.startswith(("in_response('", "in_code('")):
            action = action.partition("('")[2].removesuffix("')")
        if action == "app.quit":
            action = "quit"
        found = next((key for key in KEYS if key.action == action), None)
        if found is None:
            return ""
        own, more = found.written, found.written_in_fields
        if more and more != own:
            return _("{key} or {other}").format(key=own, other=more)
        return own

    @property
    def title(self) -> str:
        """Its name in the user's language."""
        return pgettext("command", self.name)

    @property
    def explanation(self) -> str:
        """What it does, in the user's language; "" where the name says it all."""
        return _(self.words)

    @property
    def other_words(self) -> tuple[str, ...]:
        """The words that find it beside its title: in the user's language and in English, with
        accents and without.
        """
        found = self.synonyms.split()
        if language() != "en":
            own = [*pgettext("synonyms", self.synonyms).split(), self.title.lower()]
            found += [*own, *map(folded, own), self.name.lower()]
        return tuple(dict.fromkeys(word.replace("_", " ") for word in found))


COMMANDS: tuple[Command, ...] = (
    Command("TRY", "Send the request", "try_call", "send run execute call"),
    Command(
        "Open an operation",
        "By words, a path, a URL, a curl command",
        "open_operation",
        "search find go import curl",
    ),
    Command("Jump", "A letter over every tab, field and pane", "jump"),
    Command("Find in this pane", "", "find", "search"),
    Command(
        "Fill with an example", "The required fields that are still empty", "fill_example", "sample"
    ),
    Command("Fill the field with an example", "The one under the cursor", "fill_field", "sample"),
    Command("Add an entry", "To the list or map under the cursor", "add", "insert new"),
    Command(
        "Not set, null, empty or a value",
        "For the field under the cursor",
        "next_state",
        "state unset",
    ),
    Command("Edit in $EDITOR", "The field or the body", "edit_outside", "editor vim nano"),
    Command(
        "Next error",
        "In the form: wrong or missing values",
        "next_mistake",
        "mistake errors wrong invalid required missing",
    ),
    Command(
        "Undo", "Takes back the last example, paste, edit or clear", "undo", "revert take_back"
    ),
    Command("Redo", "Makes the change again that undo took back last", "redo", "again repeat"),
    Command("Back", "To the operation you came from", "go_back", "return previous"),
    Command("Forward", "To the operation you went back from", "go_forward", "again next"),
    Command(
        "Clear the form",
        "Everything that was typed into it; u or ^_ undoes that",
        "clear_form",
        "reset empty",
    ),
    Command("Open the replacement", "Of a deprecated operation", "replacement", "deprecated"),
    Command(
        "Schemas version of v2",
        "The version of the schemas that v2 uses",
        "choose_schemas_version",
        "api alpha beta",
    ),
    Command(
        "Do what usually comes next",
        "Refresh a zone, follow a task, view the list after adding to it",
        "next_step",
        "next task",
    ),
    Command(
        "Recipes",
        "Series of requests, opened step by step and filled in",
        "show_recipes",
        "scenario scénario workflow series runbook recette how_to how-to",
    ),
    Command(
        "Compare with the previous response",
        "Of the same call, in this run",
        "compare",
        "diff changes",
    ),
    Command(
        "Change the object",
        "Its PUT, beside the current values",
        "in_response('change_object')",
        "edit put update modify",
    ),
    Command(
        "Delete this",
        "The object, or the item under the cursor: its DELETE, filled in; asks first",
        "in_response('delete_object')",
        "remove supprimer effacer erase destroy",
    ),
    Command(
        "Actions",
        "What can be done with the object that is shown: change it, delete it",
        "in_response('actions')",
        "menu related",
    ),
    Command(
        "Filter the response",
        "By a JMESPath expression",
        "in_response('filter')",
        "jq jmespath query",
    ),
    Command(
        "Table",
        "The list around the cursor, or JSON again",
        "in_response('toggle_table')",
        "columns rows grid json",
    ),
    Command(
        "Act on the marked rows",
        "Of a table: delete or change each; space marks a row",
        "in_response('act_on_rows')",
        "several bulk batch mark selected rows multiple",
    ),
    Command(
        "Load more of the list",
        "Its next pages, or the details of its items",
        "in_response('more')",
        "details pages all",
    ),
    Command(
        "Go to a line or a path", "Such as items[3].name", "in_response('go_to')", "line jsonpath"
    ),
    Command(
        "Copy a part",
        "The value under the cursor, its path",
        "in_response('copy_part')",
        "clipboard yank value path",
    ),
    Command(
        "Watch the response",
        "Send the GET every few seconds, until a condition is true or esc",
        "in_response('watch')",
        "poll refresh wait until follow repeat reload",
    ),
    Command(
        "Try with other profiles",
        "The open GET with the keys of several accounts, in one table",
        "in_response('other_profiles')",
        "accounts several all customers clients multiple",
    ),
    Command("As received", "Or indented again", "in_response('toggle_raw')", "raw pretty indent"),
    Command("Copy what is shown", "To the clipboard", "copy_response", "clipboard yank"),
    Command(
        "Language of the code",
        "A menu of the languages, those used last first",
        "in_code('choose_language')",
        "snippet programming settings preferences options configuration",
    ),
    Command("Copy only the call", "In the language shown", "copy_call", "code snippet"),
    Command("Write what is shown to a file", "", "save_response", "save export download csv"),
    Command("Products", "The left pane", "show_pane('products')", "pane tree"),
    Command(
        "List of paths",
        "A product's operations as a flat list, or the tree again",
        "toggle_list",
        "flat tree operations",
    ),
    Command(
        "Request", "The pane with the form", "show_pane('request')", "pane form parameters body"
    ),
    Command(
        "Response", "The pane with the response", "show_pane('response')", "pane result answer"
    ),
    Command("Next tab", "Of the pane with the focus", "step_tab(1)"),
    Command("Previous tab", "Of the pane with the focus", "step_tab(-1)"),
    Command("Zoom", "Give this pane the whole width, or show all panes", "zoom", "maximize full"),
    Command("Other branch", "v1, v2", "next_branch", "version"),
    Command(
        "Read only",
        "Send nothing but GET to this endpoint, or allow every method again",
        "toggle_read_only",
        "read-only readonly safe protect settings preferences options configuration",
    ),
    Command(
        "Sign in",
        "Keys found, tokens, consumer keys, service accounts, profiles",
        "sign_in",
        "login log-in authenticate credentials account rights permissions access api_key "
        "request_a_key",
    ),
    Command(
        "Sign out",
        "Forget or revoke the keys, remove them from ovh.conf",
        "sign_out",
        "logout log-out",
    ),
    Command(
        "A key for a tool",
        "certbot, lego, Terraform, one zone only: its rights, in its file format",
        "make_tool_key",
        "rights permissions access tokens api_key request_a_key",
    ),
    Command(
        "Make a service account",
        "With a policy that defines its rights",
        "make_service_account",
        "rights permissions access tokens policy oauth2 client",
    ),
    Command(
        "Links",
        "To the web console; or the command that opens this here",
        "show_links",
        "url share browser console manager",
    ),
    Command(
        "Favourites",
        "Operations saved under a name; save the open one",
        "show_favourites",
        "bookmarks favorites",
    ),
    Command(
        "History",
        "Past requests: find one, open it filled in, send it again",
        "show_history",
        "recent requests",
    ),
    Command(
        "Script or recipe of past requests",
        "Opens the history: mark some with tab, then press F7",
        "show_history",
        "program make_script make_recipe",
    ),
    Command(
        "Keys of the account",
        "Applications, consumer keys, service accounts: rules, last use, revoke",
        "show_account_keys",
        "tokens revoke rights permissions access credentials applications consumer_keys",
    ),
    Command(
        "Choose a region",
        "EU, CA, US: each has its own accounts and keys",
        "choose_region",
        "endpoint europe canada account",
    ),
    Command(
        "Open the demo", "A local sandbox, nothing leaves this machine", "open_demo", "sandbox"
    ),
    Command(
        "Layout",
        "Request and response side by side, or stacked",
        "toggle_layout",
        "stack side panes settings preferences options configuration",
    ),
    Command(
        "Wider", "The pane with the focus; drag its frame likewise", "resize_pane(1)", "grow resize"
    ),
    Command("Narrower", "The pane with the focus", "resize_pane(-1)", "shrink resize"),
    Command(
        "Sizes as at first",
        "Of all panes, where they were changed",
        "reset_layout",
        "reset layout default width",
    ),
    Command(
        "What's new",
        "Operations, parameters and values that came, went or are deprecated",
        "show_news",
        "changes changelog news deprecated added removed",
    ),
    Command("Refresh the catalog", "Download every document again", "refresh_catalog", "reload"),
    Command(
        "Tour",
        "Five steps on the demo; again: its next step",
        "tour",
        "tutorial guide learn introduction first_steps steps",
    ),
    Command("End the tour", "Close its line", "end_tour", "stop"),
    Command("Keys and help", "", "show_help", "shortcuts bindings keyboard manual"),
    Command("Stop for the shell", "fg goes on", "app.suspend_process", "suspend background"),
    Command("Quit", "", "app.quit", "exit close leave"),
)

# Not one of them: it shows them. No screen has all settings, each is a command.
ALL_COMMANDS = Command(
    "All commands",
    "Settings among them: themes, layout, read only, profiles",
    "app.command_palette",
    "settings preferences options configuration commands palette themes profiles",
)
