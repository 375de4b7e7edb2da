"""The commands of what is open, each with what people call it too: form, response, code."""

from ovh_explorer.tui.main.command import Command

__all__ = ["OPERATION_COMMANDS"]

OPERATION_COMMANDS: tuple[Command, ...] = (
    Command(
        "TRY",
        "Send the request",
        "try_call",
        "send run execute call submit send_request run_request execute_request make_call "
        "test_request launch",
    ),
    Command(
        "Open an operation",
        "By words, a path, a URL, a curl command",
        "open_operation",
        "search find go import curl find_operation search_operation search_api find_endpoint "
        "open_url paste_url paste_curl import_curl go_path",
    ),
    Command("Jump", "A letter over every tab, field and pane", "jump", "hints go_pane focus"),
    Command(
        "Find in this pane",
        "",
        "find",
        "search find_text search_text search_response find_word search_pane",
    ),
    Command(
        "Fill with an example",
        "The required fields that are still empty",
        "fill_example",
        "sample autofill prefill fill_form example_values sample_data",
    ),
    Command(
        "Show the current values",
        "In the form of a PUT: reads what is there now",
        "load_current",
        "load read prefill get_current load_values present fill_current",
    ),
    Command(
        "Fill the field with an example",
        "The one under the cursor",
        "fill_field",
        "sample fill_field example_value",
    ),
    Command(
        "Add an entry",
        "To the list or map under the cursor",
        "add",
        "insert new add_item add_row add_line append",
    ),
    Command(
        "Not set, null, empty or a value",
        "For the field under the cursor",
        "next_state",
        "state unset unset_field null_value remove_value",
    ),
    Command(
        "Edit in $EDITOR",
        "The field or the body",
        "edit_outside",
        "editor vim nano external_editor open_editor edit_body edit_text emacs",
    ),
    Command(
        "Next error",
        "In the form: wrong or missing values",
        "next_mistake",
        "mistake errors wrong invalid required missing problems validation find_mistakes "
        "check_form",
    ),
    Command(
        "Undo",
        "Takes back the last example, paste, edit or clear",
        "undo",
        "revert take_back undo_change cancel_change",
    ),
    Command("Redo", "Makes the change again that undo took back last", "redo", "again repeat"),
    Command(
        "Back",
        "To the operation you came from",
        "go_back",
        "return previous go_back previous_operation",
    ),
    Command(
        "Forward",
        "To the operation you went back from",
        "go_forward",
        "again next go_forward next_operation",
    ),
    Command(
        "Clear the form",
        "Everything that was typed into it; u or ^_ undoes that",
        "clear_form",
        "reset empty reset_form empty_form erase_form",
    ),
    Command(
        "Open the replacement",
        "Of a deprecated operation",
        "replacement",
        "deprecated new_version successor instead",
    ),
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
        "next task next_step follow_up",
    ),
    Command(
        "Recipes",
        "Series of requests, opened step by step and filled in",
        "show_recipes",
        "scenario scénario workflow series runbook recette how_to how-to run_recipe "
        "open_recipe list_recipes start_recipe workflows runbooks step_step examples "
        "ready-made",
    ),
    Command(
        "Compare with the previous response",
        "Of the same call, in this run",
        "compare",
        "diff changes difference compare_responses what_changed",
    ),
    Command(
        "Change the object",
        "Its PUT, beside the current values",
        "in_response('change_object')",
        "edit put update modify edit_object edit_this change_this",
    ),
    Command(
        "Delete this",
        "The object, or the item under the cursor: its DELETE, filled in; asks first",
        "in_response('delete_object')",
        "remove supprimer effacer erase destroy delete_object delete_item remove_item",
    ),
    Command(
        "Actions",
        "What can be done with the object that is shown: change it, delete it",
        "in_response('actions')",
        "menu related what_do possible_actions",
    ),
    Command(
        "Filter the response",
        "By a JMESPath expression",
        "in_response('filter')",
        "jq jmespath query filter_json extract search_json filter_result",
    ),
    Command(
        "Table",
        "The list around the cursor, or JSON again",
        "in_response('toggle_table')",
        "columns rows grid json table_view spreadsheet show_columns",
    ),
    Command(
        "Act on the marked rows",
        "Of a table: delete or change each; space marks a row",
        "in_response('act_on_rows')",
        "several bulk batch mark selected rows multiple bulk_delete mass_delete "
        "delete_several select_rows mark_rows bulk_action",
    ),
    Command(
        "Load more of the list",
        "Its next pages, or the details of its items",
        "in_response('more')",
        "details pages all next_page next_pages all_pages load_all more_results all_items rest",
    ),
    Command(
        "Go to a line or a path",
        "Such as items[3].name",
        "in_response('go_to')",
        "line jsonpath go_line line_number",
    ),
    Command(
        "Copy a part",
        "The value under the cursor, its path",
        "in_response('copy_part')",
        "clipboard yank value path copy_value copy_path copy_cell copy_id",
    ),
    Command(
        "Watch the response",
        "Send the GET every few seconds, until a condition is true or esc",
        "in_response('watch')",
        "poll refresh wait until follow repeat reload auto-refresh monitor every_seconds "
        "repeat_request keep_sending",
    ),
    Command(
        "Try with other profiles",
        "The open GET with the keys of several accounts, in one table",
        "in_response('other_profiles')",
        "accounts several all customers clients multiple other_accounts several_accounts "
        "all_accounts",
    ),
    Command(
        "As received",
        "Or indented again",
        "in_response('toggle_raw')",
        "raw pretty indent raw_json pretty_print unformatted",
    ),
    Command(
        "Copy what is shown",
        "To the clipboard",
        "copy_response",
        "clipboard yank copy_response copy_result copy_json copy_all copy_answer copy_output",
    ),
    Command(
        "Language of the code",
        "A menu of the languages, those used last first",
        "in_code('choose_language')",
        "snippet programming settings preferences options configuration code_language "
        "programming_language change_language code_snippet generate_code python php javascript "
        "typescript perl csharp golang powershell",
    ),
    Command(
        "Copy only the call",
        "In the language shown",
        "copy_call",
        "code snippet copy_code copy_snippet copy_curl copy_command",
    ),
    Command(
        "Write what is shown to a file",
        "",
        "save_response",
        "save export download csv save_response save_result save_output save_file save_disk "
        "export_csv download_json download_response",
    ),
)
