"""Keys of the form and of its fields."""

from ovh_explorer.tui.key_bindings.key import Key

__all__ = ["REQUEST_KEYS"]

# fmt: off
REQUEST_KEYS: tuple[Key, ...] = (
    Key("form", "down", "↓", "row(1)", "down", "the next row"),
    Key("form", "up", "↑", "row(-1)", "up", "the previous row"),
    Key("form", "tab", "tab", "field(1)", "next", "the next field, to type into; never TRY"),
    Key("form", "shift+tab", "shift tab", "field(-1)", "previous", "the previous field"),
    Key("form", "right", "→", "unfold", "open", "show the parts of a model, list or map"),
    Key("form", "left", "←", "fold", "close", "hide them, or go to the parent row"),
    Key("form", "", "a b c", "", "edit",
        "any character: start to type into a text; on a choice, list the values that have it"),
    Key("form", "enter", "enter", "enter", "edit",
        "edit the row; open or close its parts; on TRY, send", 2),
    Key("form", "a,plus", "a", "add", "add",
        "one more entry of the list or map; where a text is typed: ins, or enter",
        in_fields="insert", in_fields_shown="ins"),
    Key("form", "space", "space", "toggle_value", "values",
        "show the values that a field can take, also the account's; step a true/false", 2),
    Key("form", "y", "y/n", "", "true/false", "set a true/false that is highlighted", 2),
    Key("form", "delete", "del", "remove", "clear",
        "clear a field, take an entry out of a list or map", 3),
    Key("form", "backspace", "backspace", "erase", "back",
        "clear a field that has a value; else go back"),
    Key("form", "e", "e", "fill_form", "example",
        "fill what is required and missing with examples; in a PUT, show the current values", 3,
        in_fields="f2", in_fields_shown="F2"),
    Key("form", "E,shift+e", "E", "fill_field", "example",
        "fill the field under the cursor with an example", in_fields="f14,shift+f2",
        in_fields_shown="shift F2"),
    Key("form", "C,shift+c", "C", "clear_form", "clear all", "clear the whole form", in_fields="f8",
        in_fields_shown="F8"),
    Key("form", "u", "u", "undo", "undo",
        "undo the last example, paste, edit or clear",
        in_fields="ctrl+underscore,ctrl+slash", in_fields_shown="^_"),
    # The last of those in fields only where the terminal tells it from ^z.
    Key("form", "U,shift+u", "U", "redo", "redo", "redo what undo took back last",
        in_fields="ctrl+circumflex_accent,ctrl+6,ctrl+shift+z", in_fields_shown="^^"),
    Key("form", "n", "n", "find_next(1)", "next", "the next match, where no text is highlighted"),
    Key("form", "N,shift+n", "N", "find_next(-1)", "previous", "the match before"),
    # Of the pane, so that it goes on from a field too; as the line of the words says.
    Key("found in request", "f3", "F3", "find_again", "next", ""),
    Key("form", "home", "home", "first_row", "first", "the first row"),
    Key("form", "end", "end", "last_row", "last", "the last row"),
    Key("form", "pageup", "page up", "page(-1)", "page up", "a page up"),
    Key("form", "pagedown", "page down", "page(1)", "page down", "a page down"),
    Key("field", "tab", "tab", "next_field", "next", "the next field; never TRY", 3),
    Key("field", "enter", "enter", "enter", "next",
        "the next required field that is empty, or TRY; first opens the values of a required one",
        2),
    Key("field", "shift+tab", "shift tab", "previous_field", "previous", "the previous field"),
    Key("field", "down", "↓", "choices", "values",
        "show the possible values, also the account's; else the next field", 2),
    Key("field", "down", "↓", "down", "next", ""),
    Key("field", "up", "↑", "up", "up", "up in the list of values; else the previous field"),
    # Of the main screen, and said where they are looked for.
    Key("field", "escape", "esc", "", "leave", "leave the field; its text stays", 4),
    Key("field", "ctrl+t", "^t", "", "not set/null", "switch: not set, null, empty, value", 5),
)
# fmt: on
