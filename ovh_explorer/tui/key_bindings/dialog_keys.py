"""Keys of dialogs, and of parts of them."""

from ovh_explorer.tui.key_bindings.key import Key

__all__ = ["DIALOG_KEYS"]

# fmt: off
DIALOG_KEYS: tuple[Key, ...] = (
    Key("dialog", "escape", "esc", "dismiss", "close", "close; nothing is done", 2),
    Key("results", "down", "↓", "move(1)", "down", "the next line"),
    Key("results", "up", "↑", "move(-1)", "up", "the previous line"),
    Key("results", "pagedown", "page down", "move(10)", "page down", "ten lines down"),
    Key("results", "pageup", "page up", "move(-10)", "page up", "ten lines up"),
    Key("results", "enter", "enter", "", "open", "open what the line names", 1),
    Key("history", "ctrl+r", "^r", "send", "send", "open the request and send it again", 3),
    # Not to the next field, of which there is none.
    Key("history", "tab", "tab", "mark", "mark", "mark the request, or not", 4, above_fields=True),
    Key("history", "f5", "F5", "compare", "compare", "compare the two marked", 5),
    Key("history", "f6", "F6", "show_rights", "rights", "copy the rights that they need", 6),
    Key("history", "f7", "F7", "write_script", "script", "write a script of them", 7),
    Key("history", "f8", "F8", "clear", "forget", "delete all requests", 8),
    Key("compare", "q", "q", "dismiss", "close", ""),
    Key("columns", "j", "j", "down", "down", "the next column"),
    Key("columns", "k", "k", "up", "up", "the previous column"),
    Key("columns", "space", "space", "", "show", "show or hide the column"),
    Key("columns", "a", "a", "all", "all", "show all"),
    Key("columns", "n", "n", "none", "none", "show none"),
    # The list itself would step the column.
    Key("columns list", "enter", "enter", "screen.take", "take", ""),
    Key("menu", "j", "j", "step(1, 'j')", "down", "the next line"),
    Key("menu", "k", "k", "step(-1, 'k')", "up", "the previous line"),
    Key("menu", "backspace", "backspace", "take_back", "back", "delete a letter of the search"),
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
    Key("tool key", "escape", "esc", "leave", "close", "close; asks if the key would be lost"),
    Key("rights", "left,h", "h ←", "move(-1)", "left", "the previous method"),
    Key("rights", "right,l", "l →", "move(1)", "right", "the next method"),
    Key("rights", "space,enter", "space", "switch", "switch", "allow the method, or not"),
    Key("rights", "g", "g", "switch(0)", "GET", "allow GET, or not"),
    Key("rights", "p", "p", "switch(1)", "POST", "allow POST, or not"),
    Key("rights", "u", "u", "switch(2)", "PUT", "allow PUT, or not"),
    Key("rights", "d", "d", "switch(3)", "DELETE", "allow DELETE, or not"),
    Key("account keys", "escape", "esc", "leave", "close", "end the filter; stop to read; close"),
    Key("account keys", "D,shift+d,delete", "D del", "revoke", "revoke",
        "revoke, after a question"),
    Key("account keys", "r", "r", "reload", "again", "reload the lists"),
    Key("account keys", "m", "m", "more", "more", "load more"),
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
