"""The one table of keys: bindings, footer, help and documentation are made from it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

__all__ = [
    "DIALOG_KEYS",
    "KEYS",
    "FooterKey",
    "Key",
    "Where",
    "bindings",
    "bindings_in_fields",
    "footer_keys",
    "help_sections",
    "only_moves",
]

Where = Literal[
    "everywhere", "panes", "tree", "form", "field", "view", "response", "table", "code", "outline",
    "search",
    # Dialogs and parts of them.
    "dialog", "results", "history", "compare", "columns", "columns list", "menu", "question",
    "text editor", "help", "link", "save keys", "tool key", "rights", "account keys",
    "account keys list", "token value",
]  # fmt: skip

TITLES: dict[str, str] = {
    "everywhere": "Everywhere",
    "panes": "Outside fields",
    "tree": "In the products",
    "form": "In the form",
    "field": "In a field",
    "view": "In the response",
    "response": "In a response",
    "table": "In a table",
    "code": "In code",
    "outline": "In a schema",
    "search": "In the search",
    "dialog": "In a dialog",
    "results": "In a search",
    "history": "In the history",
    "columns": "In the columns of a table",
    "menu": "In a menu",
    "question": "In a question",
    "text editor": "In the editor of a text",
    "link": "Where a link is to be opened",
    "rights": "In the rights of a key",
    "account keys": "In the account's keys",
}
"""The sections of the help; a part of the screen that has none says itself what its keys are."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does.

    Attributes:
        where: the part of the screen that listens.
        keys: Textual's names, several parted by commas.
        shown: as people write it.
        action: the action of the part that listens; empty where a widget of Textual's own does it.
        label: a word for the footer.
        help: a line for the help.
        footer: its place in the footer, lowest first; 0 for none.
        in_fields: keys that do the same inside of a field too, where the plain one is a letter; an
            action of theirs is one of the main screen.
        in_fields_shown: as people write those.
        above_fields: whether it means the same where a text field has a use of its own for it.
    """

    where: Where
    keys: str
    shown: str
    action: str
    label: str
    help: str
    footer: int = 0
    in_fields: str = ""
    in_fields_shown: str = ""
    above_fields: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the key is a character, which a text field takes as one."""
        return self.where != "field" and len(self.shown) == 1


# fmt: off
KEYS: tuple[Key, ...] = (
    Key("everywhere", "ctrl+r", "^r", "try_call", "try",
        "TRY: send the request; anything but GET asks first", 1),
    Key("everywhere", "ctrl+f", "^f", "open_operation", "open",
        "open an operation: search, a path, a console link", 2, above_fields=True),
    Key("everywhere", "ctrl+p", "^p", "command_palette", "commands", "every command by name", 9),
    Key("everywhere", "ctrl+g", "^g", "jump", "jump",
        "jump: a letter over every tab, field and pane"),
    Key("everywhere", "ctrl+s", "^s", "save_response", "write", "write what is shown to a file"),
    Key("everywhere", "ctrl+t", "^t", "next_state", "absent/null",
        "step a field through absent, null, empty, set"),
    Key("everywhere", "f4", "F4", "edit_outside", "editor",
        "edit the field or the body in $EDITOR"),
    Key("everywhere", "escape", "esc", "escape", "back",
        "close, leave the field, cancel the request; never quits"),
    Key("everywhere", "ctrl+z", "^z", "app.suspend_process", "suspend",
        "stop for the shell; fg goes on"),
    Key("everywhere", "ctrl+q", "^q", "quit", "quit", "quit"),
    Key("panes", "1", "1", "show_pane('products')", "products", "the products", in_fields="f5",
        in_fields_shown="F5"),
    Key("panes", "2", "2", "show_pane('request')", "request", "the request", in_fields="f6",
        in_fields_shown="F6"),
    Key("panes", "3", "3", "show_pane('response')", "response", "the response", in_fields="f7",
        in_fields_shown="F7"),
    Key("panes", "0", "0", "zoom", "zoom",
        "the whole width for the pane with the focus; again: all panes", in_fields="ctrl+o",
        in_fields_shown="^o"),
    Key("panes", "slash", "/", "find", "find", "find in this pane", 5, in_fields="f3",
        in_fields_shown="F3"),
    Key("panes", "y", "y", "copy_response", "copy", "copy what is shown", 3, in_fields="ctrl+y",
        in_fields_shown="^y"),
    Key("panes", "Y,shift+y", "Y", "copy_call", "copy call",
        "copy the call alone, in the language shown"),
    Key("panes", "b", "b", "next_branch", "branch", "the other branch: v1, v2", 4, in_fields="f10",
        in_fields_shown="F10"),
    Key("panes", "left_square_bracket", "[", "step_tab(-1)", "tab", "the tab before",
        in_fields="f9", in_fields_shown="F9"),
    Key("panes", "right_square_bracket", "]", "step_tab(1)", "tab", "the next tab", 6,
        in_fields="ctrl+n", in_fields_shown="^n"),
    Key("panes", "question_mark", "?", "show_help", "help", "this help", 10, in_fields="f1",
        in_fields_shown="F1"),
    Key("tree", "enter", "enter", "", "open", "open an operation, open or close a node"),
    Key("tree", "j,down", "j ↓", "cursor_down", "down", "the next line"),
    Key("tree", "k,up", "k ↑", "cursor_up", "up", "the line before"),
    Key("tree", "l,right", "l →", "unfold", "open", "open a node"),
    Key("tree", "h,left", "h ←", "fold", "close", "close a node, or go to what holds it"),
    Key("form", "j,down", "j ↓", "row(1)", "down", "the next row"),
    Key("form", "k,up", "k ↑", "row(-1)", "up", "the row before"),
    Key("form", "tab", "tab", "field(1)", "next", "the next field, to type into"),
    Key("form", "shift+tab", "shift tab", "field(-1)", "previous", "the field before"),
    Key("form", "l,right", "l →", "unfold", "open", "show the parts of a model, list or map"),
    Key("form", "h,left", "h ←", "fold", "close", "hide them, or go to what holds the row"),
    Key("form", "", "a b c", "", "edit", "any character, on a text field: start to type into it"),
    Key("form", "enter", "enter", "enter", "edit",
        "edit the row; open or close its parts; on TRY, send", 7),
    Key("form", "a,plus", "a", "add", "add", "one more entry of the list or map",
        in_fields="insert", in_fields_shown="ins"),
    Key("form", "space", "space", "toggle_value", "toggle", "step a true/false through its values"),
    Key("form", "delete", "del", "remove", "clear",
        "clear a field, take an entry out of a list or map"),
    Key("form", "backspace", "backspace", "erase", "back",
        "clear a field that holds something; else back"),
    Key("form", "e", "e", "fill_example", "example",
        "fill what is required and missing with examples", 8, in_fields="f2", in_fields_shown="F2"),
    Key("form", "E,shift+e", "E", "fill_field", "example",
        "fill the field under the cursor with an example", in_fields="f14,shift+f2",
        in_fields_shown="shift F2"),
    Key("form", "C,shift+c", "C", "clear_form", "clear all", "clear the whole form", in_fields="f8",
        in_fields_shown="F8"),
    Key("form", "u", "u", "undo", "undo",
        "back to before the last example, paste, edited text or clearing",
        in_fields="ctrl+underscore,ctrl+slash", in_fields_shown="^_"),
    Key("panes", "backspace", "backspace", "go_back", "back", "back to where one followed from",
        in_fields="f19,shift+f7", in_fields_shown="shift F7"),
    Key("panes", "greater_than_sign", ">", "next_step", "next",
        "what usually follows: refresh, a task, the list"),
    Key("panes", "equals_sign", "=", "compare", "compare", "what differs from the response before"),
    Key("panes", "r", "r", "replacement", "replacement",
        "open what replaces a deprecated operation"),
    Key("panes", "S,shift+s", "S", "sign_in", "sign in",
        "sign in: keys, profiles, rights, regions"),
    Key("panes", "F,shift+f", "F", "show_favourites", "favourites",
        "favourites: open one, keep what is open under a name"),
    Key("panes", "H,shift+h", "H", "show_history", "history",
        "what was tried: find, open again, send again", in_fields="ctrl+l", in_fields_shown="^l"),
    Key("panes", "L,shift+l", "L", "show_links", "links",
        "links: to the web console, a command line of ours"),
    Key("panes", "K,shift+k", "K", "show_account_keys", "keys",
        "the account's keys: rules, last use, revoking"),
    Key("panes", "R,shift+r", "R", "toggle_read_only", "read-only",
        "send nothing but GET; again: everything", in_fields="f12", in_fields_shown="F12"),
    Key("form", "home,g", "g", "first_row", "first", "the first row"),
    Key("form", "end,G,shift+g", "G", "last_row", "last", "the last row"),
    Key("form", "pageup", "page up", "page(-1)", "page up", "a page up"),
    Key("form", "pagedown", "page down", "page(1)", "page down", "a page down"),
    Key("field", "tab", "tab", "next_field", "next", "the next field; never TRY"),
    Key("field", "enter", "enter", "enter", "next",
        "the next field; the values, where one has to be chosen first"),
    Key("field", "shift+tab", "shift tab", "previous_field", "previous", "the field before"),
    Key("field", "down", "↓", "choices", "choices",
        "what can be chosen, also from the account; else the next field"),
    Key("field", "up", "↑", "up", "up", "up in the choices; else the field before"),
    Key("view", "j,down", "j ↓", "scroll_down", "down", "a line down"),
    Key("view", "k,up", "k ↑", "scroll_up", "up", "a line up"),
    Key("view", "l,right", "l →", "unfold", "open", "open what is folded; else to the right"),
    Key("view", "h,left", "h ←", "fold", "fold",
        "fold what the line opens, or go to what holds it; else to the left"),
    Key("response", "z", "z", "fold_all", "fold all",
        "then 1 to 9: fold everything at that depth; 0: open everything"),
    Key("response", "colon", ":", "go_to", "go to",
        "go to a line, or to a path such as items[3].name"),
    Key("response", "c", "c", "copy_part", "copy part",
        "copy the value with all below it, the path, or code"),
    Key("response", "w", "w", "toggle_raw", "raw", "the response as it was received, or indented"),
    Key("response", "m", "m", "more", "more", "more of a list: pages, the details of its items"),
    Key("response", "f", "f", "filter", "filter", "narrow the response by a JMESPath expression"),
    Key("response", "t", "t", "toggle_table", "table",
        "the list around the cursor as a table, or as JSON again"),
    Key("table", "s", "s", "sort", "sort", "sort by the column: upwards, downwards, as it came", 7),
    Key("table", "o", "o", "columns", "columns",
        "which columns are shown; y and ^s take them as CSV", 8),
    Key("view", "W,shift+w", "W", "toggle_wrap", "wrap", "wrap long lines, or not"),
    Key("view", "enter", "enter", "choose", "follow",
        "open what the line names, or what can be done with it"),
    Key("view", "g,home", "g", "scroll_home", "top", "the first line"),
    Key("view", "G,shift+g,end", "G", "scroll_end", "end", "the last line"),
    Key("view", "pageup", "page up", "page_up", "page up", "a page up"),
    Key("view", "pagedown", "page down", "page_down", "page down", "a page down"),
    Key("code", "c", "c", "toggle_configured", "keys",
        "placeholders, or keys from ovh.conf and the environment"),
    Key("code", "p", "p", "toggle_pages", "pages",
        "one page of a list, or all of them (Python, PHP)"),
    Key("outline", "j,down", "j ↓", "row(1)", "down", "a line down"),
    Key("outline", "k,up", "k ↑", "row(-1)", "up", "a line up"),
    Key("outline", "l,right", "l →", "unfold", "open", "show what is in the line"),
    Key("outline", "h,left", "h ←", "fold", "close", "hide it, or go to what holds the line"),
    Key("outline", "enter", "enter", "follow", "follow", "go to the model, or to the operation", 7),
    Key("outline", "backspace", "backspace", "back", "back", "back from a model", 8),
    Key("outline", "y", "y", "copy_line", "copy", "copy the line: a name, a value, an IAM action"),
    Key("outline", "g,home", "g", "first_row", "top", "the first line"),
    Key("outline", "G,shift+g,end", "G", "last_row", "end", "the last line"),
    Key("outline", "pageup", "page up", "page(-1)", "page up", "a page up"),
    Key("outline", "pagedown", "page down", "page(1)", "page down", "a page down"),
    Key("search", "tab", "tab", "turn(1)", "next of it",
        "the next operation of the thing: list, create, change…"),
    Key("search", "shift+tab", "shift tab", "turn(-1)", "previous of it",
        "the operation of the thing before"),
    Key("outline", "n", "n", "find_next(1)", "next", "the next match"),
    Key("outline", "N,shift+n", "N", "find_next(-1)", "previous", "the match before"),
    Key("view", "n", "n", "find_next(1)", "next", "the next match"),
    Key("view", "N,shift+n", "N", "find_next(-1)", "previous", "the match before"),
)

DIALOG_KEYS: tuple[Key, ...] = (
    Key("dialog", "escape", "esc", "dismiss", "close", "close; nothing is done", 2),
    Key("results", "down", "↓", "move(1)", "down", "the next line"),
    Key("results", "up", "↑", "move(-1)", "up", "the line before"),
    Key("results", "pagedown", "page down", "move(10)", "page down", "ten lines down"),
    Key("results", "pageup", "page up", "move(-10)", "page up", "ten lines up"),
    Key("results", "enter", "enter", "", "open", "open what the line names", 1),
    Key("history", "ctrl+r", "^r", "send", "send", "open the request and send it again", 3),
    # Not to the next field, of which there is none.
    Key("history", "tab", "tab", "mark", "mark", "mark the request", 4, above_fields=True),
    Key("history", "f5", "F5", "compare", "compare", "compare the two marked", 5),
    Key("history", "f6", "F6", "show_rights", "rights", "the rights that they need", 6),
    Key("history", "f7", "F7", "write_script", "script", "a script of them", 7),
    Key("history", "f8", "F8", "clear", "forget", "forget all requests", 8),
    Key("compare", "q", "q", "dismiss", "close", ""),
    Key("columns", "j", "j", "down", "down", "the next column"),
    Key("columns", "k", "k", "up", "up", "the column before"),
    Key("columns", "space", "space", "", "show", "show or hide the column"),
    Key("columns", "a", "a", "all", "all", "show all"),
    Key("columns", "n", "n", "none", "none", "show none"),
    # The list itself would step the column.
    Key("columns list", "enter", "enter", "screen.take", "take", ""),
    Key("menu", "j", "j", "step(1, 'j')", "down", "the next line"),
    Key("menu", "k", "k", "step(-1, 'k')", "up", "the line before"),
    Key("menu", "backspace", "backspace", "take_back", "back", "take back a letter to find by"),
    Key("question", "escape,n", "esc n", "refuse", "cancel", "no"),
    Key("question", "y", "y", "agree", "yes", "yes, where no word is to be typed"),
    Key("question", "left,right", "← →", "other_button", "other button", "the other button"),
    Key("question", "down,j", "j ↓", "scroll(1)", "down", "a line down"),
    Key("question", "up,k", "k ↑", "scroll(-1)", "up", "a line up"),
    Key("question", "pagedown", "page down", "scroll(10)", "page down", "ten lines down"),
    Key("question", "pageup", "page up", "scroll(-10)", "page up", "ten lines up"),
    # A text area that tab indents keeps esc for itself, to go on to a next field, of which there
    # is none.
    Key("text editor", "escape", "esc", "done", "done", "take the text", above_fields=True),
    Key("text editor", "ctrl+s", "^s", "done", "done", "take the text"),
    Key("text editor", "f4", "F4", "external", "$EDITOR", "edit it in $EDITOR"),
    Key("help", "question_mark,f1,q", "?", "dismiss", "close", ""),
    Key("link", "f2", "F2", "open_link", "open link", "open the link in a browser"),
    Key("link", "f3", "F3", "copy_link", "copy link", "copy the link"),
    Key("save keys", "y", "y", "save", "save", ""),
    Key("tool key", "escape", "esc", "leave", "close", "close, after a question where it is lost"),
    Key("rights", "left,h", "h ←", "move(-1)", "left", "the method before"),
    Key("rights", "right,l", "l →", "move(1)", "right", "the next method"),
    Key("rights", "space,enter", "space", "switch", "switch", "allow the method, or not"),
    Key("rights", "g", "g", "switch(0)", "GET", "allow GET, or not"),
    Key("rights", "p", "p", "switch(1)", "POST", "allow POST, or not"),
    Key("rights", "u", "u", "switch(2)", "PUT", "allow PUT, or not"),
    Key("rights", "d", "d", "switch(3)", "DELETE", "allow DELETE, or not"),
    Key("account keys", "escape", "esc", "leave", "close", "end the filter; stop to read; close"),
    Key("account keys", "D,shift+d,delete", "D del", "revoke", "revoke",
        "revoke, after a question"),
    Key("account keys", "r", "r", "reload", "again", "read them again"),
    Key("account keys", "m", "m", "more", "more", "read more of them"),
    Key("account keys", "y", "y", "copy", "copy", "copy the id, or the application key"),
    Key("account keys", "slash", "/", "find", "find", "find by words"),
    Key("account keys", "pagedown,J,shift+j", "J", "scroll_details(5)", "down", "details down"),
    Key("account keys", "pageup,K,shift+k", "K", "scroll_details(-5)", "up", "details up"),
    Key("account keys", "t", "t", "new_token", "new token", "make a personal access token"),
    Key("token value", "escape", "esc", "close", "close", ""),
    Key("token value", "y", "y", "copy", "copy", ""),
    Key("token value", "s", "s", "save", "save", ""),
    Key("token value", "v", "v", "show", "show", ""),
    Key("account keys list", "j", "j", "cursor_down", "down", ""),
    Key("account keys list", "k", "k", "cursor_up", "up", ""),
    Key("account keys list", "home,g", "g", "scroll_top", "first", ""),
    Key("account keys list", "end,G,shift+g", "G", "scroll_bottom", "last", ""),
)
# fmt: on
"""What the keys do while a dialog is open, or in a part of one."""


# What only shows something, moves the cursor or the focus, or leaves.
_MOVES = (
    "show_pane(", "zoom", "find", "next_branch", "step_tab(", "show_help", "cursor_", "row(",
    "first_row", "last_row",
    "scroll_", "page", "fold", "unfold", "open_operation", "command_palette", "jump", "quit",
)  # fmt: skip


def bindings(*where: Where, only: Collection[str] = ()) -> list[BindingType]:
    """Textual's bindings for the parts named; keys without an action are a widget's own.

    With `only`, just the keys of these names.
    """
    return [
        _binding(item, key, item.shown)
        for item in (*KEYS, *DIALOG_KEYS)
        if item.where in where and item.action and item.action not in ("quit", "command_palette")
        for key in item.keys.split(",")
        if not only or key in only
    ]


def bindings_in_fields() -> list[BindingType]:
    """The bindings, for the main screen, of all keys that work inside of fields where the plain one
    is a letter.
    """
    return [
        _binding(item, key, item.in_fields_shown)
        for item in KEYS
        if item.in_fields
        for key in item.in_fields.split(",")
    ]


def _binding(item: Key, key: str, shown: str) -> Binding:
    return Binding(
        key, item.action, item.label, show=False, key_display=shown, priority=item.above_fields
    )


@dataclass(frozen=True, slots=True)
class FooterKey:
    """A key in the footer: Textual's name, the key as people write it, a word about it."""

    key: str
    shown: str
    label: str


def footer_keys(*where: Where, typing: bool = False) -> list[FooterKey]:
    """The keys the footer shows while the parts named listen, in its order.

    While characters are text (`typing`), only those that work all the same.
    """
    found = []
    for item in sorted(
        (item for item in (*KEYS, *DIALOG_KEYS) if item.footer and item.where in where),
        key=lambda item: item.footer,
    ):
        keys, shown = item.keys, item.shown
        if typing and item.is_text:
            keys, shown = item.in_fields, item.in_fields_shown
        if keys:
            found.append(FooterKey(keys.split(",")[0], shown, item.label))
    return found


def help_sections() -> list[tuple[str, list[Key]]]:
    """All keys, by where they work, under a title for people."""
    return [
        (title, [item for item in (*KEYS, *DIALOG_KEYS) if item.where == where])
        for where, title in TITLES.items()
    ]


def only_moves(key: str) -> bool:
    """Whether a key shows something or moves the cursor, wherever it is pressed, and does nothing
    else.
    """
    actions = [
        item.action for item in KEYS if key in (*item.keys.split(","), *item.in_fields.split(","))
    ]
    return bool(actions) and all(action.startswith(_MOVES) for action in actions)
