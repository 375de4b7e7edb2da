"""Keys of the response: its JSON, tables, code and schemas."""

from ovh_explorer.tui.key_bindings.key import Key

__all__ = ["RESPONSE_KEYS"]

# fmt: off
RESPONSE_KEYS: tuple[Key, ...] = (
    Key("view", "j,down", "j ↓", "scroll_down", "down", "a line down"),
    Key("view", "k,up", "k ↑", "scroll_up", "up", "a line up"),
    Key("view", "l,right", "l →", "unfold", "open", "open what is folded; else to the right"),
    Key("view", "h,left", "h ←", "fold", "fold",
        "fold what the line opens, or go to what holds it; else to the left"),
    Key("view", "enter", "enter", "choose", "follow",
        "fetch what the line names, or open what can be done with it", 2),
    # Of the main screen, and said where it is looked for.
    Key("view", "backspace", "backspace", "", "back", "back to where one followed from", 9),
    Key("view", "g,home", "g", "scroll_home", "top", "the first line"),
    Key("view", "G,shift+g,end", "G", "scroll_end", "end", "the last line"),
    Key("view", "pageup", "page up", "page_up", "page up", "a page up"),
    Key("view", "pagedown", "page down", "page_down", "page down", "a page down"),
    Key("view", "W,shift+w", "W", "toggle_wrap", "wrap", "wrap long lines, or not"),
    Key("view", "n", "n", "find_next(1)", "next", "the next match"),
    Key("view", "N,shift+n", "N", "find_next(-1)", "previous", "the match before"),
    Key("response", "z", "z", "fold_all", "fold all",
        "then 1 to 9: fold everything at that depth; 0: open everything"),
    Key("response", "colon", ":", "go_to", "go to",
        "go to a line, or to a path such as items[3].name"),
    Key("response", "c", "c", "copy_part", "copy part",
        "copy the value with all below it, the path, or code", 6),
    Key("response", "w", "w", "toggle_raw", "raw", "the response as it was received, or indented"),
    Key("response", "m", "m", "more", "all details",
        "more of a list: pages, the details of its items", 5),
    Key("response", "f", "f", "filter", "filter",
        "narrow the response by a JMESPath expression", 3),
    Key("response", "t", "t", "toggle_table", "table",
        "the list around the cursor as a table, or as JSON again", 4),
    Key("table", "s", "s", "sort", "sort", "sort by the column: upwards, downwards, as it came", 7),
    Key("table", "o", "o", "columns", "columns",
        "which columns are shown; y and ^s take them as CSV", 8),
    Key("code", "c", "c", "toggle_configured", "keys", "placeholders, or keys as configured", 2),
    Key("code", "p", "p", "toggle_pages", "pages", "one page of a list, or all of them", 3),
    Key("code", "o", "o", "choose_options", "options", "what else the code says and does", 4),
    Key("outline", "j,down", "j ↓", "row(1)", "down", "a line down"),
    Key("outline", "k,up", "k ↑", "row(-1)", "up", "a line up"),
    Key("outline", "l,right", "l →", "unfold", "open", "show what is in the line"),
    Key("outline", "h,left", "h ←", "fold", "close", "hide it, or go to what holds the line"),
    Key("outline", "enter", "enter", "follow", "follow", "go to the model, or to the operation", 2),
    Key("outline", "backspace", "backspace", "back", "back", "back from a model", 3),
    Key("outline", "y", "y", "copy_line", "copy", "copy the line: a name, a value, an IAM action"),
    Key("outline", "g,home", "g", "first_row", "top", "the first line"),
    Key("outline", "G,shift+g,end", "G", "last_row", "end", "the last line"),
    Key("outline", "pageup", "page up", "page(-1)", "page up", "a page up"),
    Key("outline", "pagedown", "page down", "page(1)", "page down", "a page down"),
    Key("outline", "n", "n", "find_next(1)", "next", "the next match"),
    Key("outline", "N,shift+n", "N", "find_next(-1)", "previous", "the match before"),
)
# fmt: on
