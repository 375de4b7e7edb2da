"""The line at the bottom: the keys that work here, as ``footer=`` in `key_bindings` says."""

from collections.abc import Mapping

from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.pane_titles import middle_cut
from ovh_explorer.tui.drawing.styles import component_style
from ovh_explorer.tui.key_bindings import FooterKey, Where, footer_keys
from ovh_explorer.tui.terminal.key_presses import press_key

__all__ = ["FooterBar", "parts_of"]

# By the part's id, or that of what it is in.
_OWN: dict[str, tuple[Where, ...]] = {
    "tree": ("tree",),
    "operations": ("tree",),
    "form": ("form",),
    "editor": ("field",),
    "view": ("view", "response"),
    "response-code": ("code",),
    "request-outline": ("outline",),
    "find": ("find",),
    "filter": ("filter",),
    "request-find": ("find",),
    "response-outline": ("outline",),
    "table": ("view", "response", "table"),
}

# The help, and to another operation; where nobody is signed in, to that. On a narrow footer they
# stay, and so do the commands, but beside a field, where the keys of the field come first.
_SIGN_IN = "sign_in"
_WAYS_OUT = ("open_operation", "show_help", _SIGN_IN)
_COMMANDS = "command_palette"
# What is done with the operation that is open.
_COPY = "copy_response"
_OF_OPERATION = ("try_call", "step_tab(1)", _COPY)
# What is done with the object that is shown: where a label names them, they stay too, and stand
# before the menu of all that can be done.
_OF_OBJECT = ("change_object", "delete_object")
# What mends an error stays too. What was gone back from is there at times.
_CORRECT, _FORWARD = "correct_form", "go_forward"
_FIRST_OF_OBJECT = {"try_call": 0, "choose": 1, **dict.fromkeys(_OF_OBJECT, 2), "": 3}
# Of a response these stay too, as far as they fit, the first before the others: its menu, its
# other view, what reads it anew.
_COLUMNS = "left"
_WISHED = ("actions", "act", _COLUMNS, "toggle_table", "try_call")
# What opens a value has the value in its label; a long one makes room for other keys.
_OPENS, _MIN_VALUE_COLUMNS = "choose", 4
# What this key does differs from line to line: no other place tells it, so it stays.
_ENTER = "enter"
# Keys that open one menu, where they have one word: they stand together.
_MENU_KEYS = (_OPENS, "actions", "act")
# Beside a response stand its headers, its schema and the code: the key stands before what is done
# with the response, behind the way back.
_NEXT_TAB, _BACK = "step_tab(1)", "backspace"
# Of those that stay, these make room for the others: the help names all that are left out.
_GIVING_WAY = (_NEXT_TAB, "open_operation", _BACK)


# What stands under the pointer after it is another thing: a double click does it once.
_ONCE = ("remove",)


def parts_of(focused: Widget | None) -> tuple[Where, ...]:
    """The parts of the screen whose keys are those of the widget with the focus alone."""
    for widget in (focused, focused.parent if focused is not None else None):
        own = _OWN.get((widget.id or "") if widget is not None else "")
        if own is not None:
            return own
    return ()


class FooterBar(Widget):
    """Keys with a word each, as many as fit; a click presses one."""

    STAYS_CLEAR = True
    COMPONENT_CLASSES = {"footer--key", "footer--word"}
    DEFAULT_CSS = """
    FooterBar {
        height: 1; background: $panel;
        & > .footer--key { color: $text-accent; text-style: bold; }
        & > .footer--word { color: $text-muted; }
    }
    """

    keys: reactive[tuple[FooterKey, ...]] = reactive(())

    _stay: set[str] = set(_WAYS_OUT)
    _wished: tuple[str, ...] = _WISHED

    def follow(
        self,
        focused: Widget | None,
        *,
        typing: bool = False,
        sends: bool = False,
        signs_in: bool = False,
        is_empty: bool = False,
        goes_forward: bool = False,
        copies: str = "",
    ) -> None:
        """Show the keys of the part that has the focus.

        Args:
            typing: whether characters are text: then the keys that aren't.
            sends: whether enter sends the request.
            signs_in: whether nobody is signed in, and the key for that is said.
            is_empty: whether no operation is open: what is done with one isn't offered.
            goes_forward: whether there is something that one went back from.
            copies: what the key that copies does where the focus isn't in the response.
        """
        # A form and views of lines have other words for some; they are imported when one opens.
        labels: Mapping[str, str] = getattr(focused, "key_labels", {})
        if focused is not None and not labels:
            labels = getattr(focused.parent, "key_labels", {})
        found: list[FooterKey] = []
        parts = parts_of(focused)
        if not _is_in_response(parts):
            labels = {**labels, _COPY: copies}
        keys = footer_keys("everywhere", "panes", *parts, typing=typing)
        for key in _with_tab_first(keys) if "response" in parts else keys:
            is_try = sends and key.key == "enter"
            label = _("try") if is_try else labels.get(key.action or key.key, key.label)
            if key.action == _SIGN_IN and not signs_in:
                continue
            if (is_empty and key.action in _OF_OPERATION) or (
                key.action == _FORWARD and not goes_forward
            ):
                continue
            if not label or not _is_offered(focused, key):
                continue
            # What sends everywhere stands first: enter is another key of that here.
            if is_try and found and found[0].label == label:
                found[0] = found[0]._replace(shown=f"{found[0].shown}/{key.shown}")
            elif key.action in _MENU_KEYS and found and _is_same_menu(found[-1], label):
                found[-1] = _joined(found[-1], key)
            else:
                found.append(key._replace(label=label))
        of_object = [action for action in _OF_OBJECT if labels.get(action)]
        kept = [action for action in (*_OF_OBJECT, _CORRECT) if labels.get(action)]
        self._stay = {*_WAYS_OUT, *kept} | (set() if typing else {_COMMANDS})
        self._wished = getattr(focused, "wished_keys", _WISHED)
        if "table" in parts:
            # Another key leads out of it.
            self._wished = (*_WISHED, _NEXT_TAB)
        elif "response" in parts:
            self._stay.add(_NEXT_TAB)
        if of_object:
            # One came to an object from another one.
            self._stay.add(_BACK)
            found.sort(key=_rank_beside_object)
        self.keys = tuple(found)

    def render_line(self, y: int) -> Strip:
        base = self.visual_style.rich_style
        key_style = base + component_style(self, "footer--key")
        word_style = base + component_style(self, "footer--word")
        segments = []
        for _start, _end, key in self._places():
            segments += [Segment(f" {key.shown}", key_style), Segment(f" {key.label} ", word_style)]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _places(self) -> list[tuple[int, int, FooterKey]]:
        """Where each key stands that there is room for: first for the ways out, of which the help
        tells all keys that are left out, for what is done with the object that is shown, and for
        what enter does.
        """
        keys = [_shortened(key) for key in self.keys]
        kept = self._staying(keys)
        spare = self.size.width - sum(map(_width, kept))
        names = self._wished
        wished = [key for key in keys if (key.action or key.key) in names]
        for key in sorted(wished, key=lambda key: names.index(key.action or key.key)):
            if key not in kept and _width(key) <= spare:
                kept.append(key)
                spare -= _width(key)
        room = self.size.width - sum(map(_width, kept))
        is_full = False
        shown: list[FooterKey] = []
        for key in keys:
            if key not in kept:
                room -= _width(key)
                is_full = is_full or room < 0
            if key in kept or not is_full:
                shown.append(key)
        spare = max(0, self.size.width - sum(map(_width, shown)))
        whole = next((key for key in self.keys if key.action == _OPENS), None)
        places = []
        at = 0
        for key in shown:
            if whole is not None and key.action == _OPENS:
                key = _shortened(whole, _MIN_VALUE_COLUMNS + spare)
            end = at + _width(key)
            if end <= self.size.width:
                places.append((at, end, key))
            at = end
        return places

    def _staying(self, keys: list[FooterKey]) -> list[FooterKey]:
        """The keys that stay on a narrow footer, as far as they fit."""
        kept = [key for key in keys if (key.action or key.key) in self._stay or _is_enter(key)]
        for action in _GIVING_WAY:
            if sum(map(_width, kept)) > self.size.width:
                kept = [key for key in kept if (key.action or key.key) != action]
        return kept

    async def on_click(self, event: events.Click) -> None:
        for start, end, key in self._places():
            if start <= event.x < end:
                if event.chain > 1 and key.action in _ONCE:
                    return
                press_key(self.app, _key_at(key, event.x - start))
                return


def _key_at(key: FooterKey, x: int) -> str:
    """The key that is written at a column of its part of the footer; on its word, and behind it,
    the last of them: of two arrows the one that goes on.
    """
    # A blank stands before the first, a stroke between two.
    at = f" {key.shown}"[: max(0, x)].count("/")
    return (key.names or (key.key,))[: at + 1][-1]


def _is_enter(key: FooterKey) -> bool:
    return _ENTER in (key.key, *key.names)


def _is_in_response(parts: tuple[Where, ...]) -> bool:
    return not {"view", "code", "outline"}.isdisjoint(parts)


def _is_same_menu(key: FooterKey, label: str) -> bool:
    return key.action in _MENU_KEYS and key.label == label


def _joined(one: FooterKey, other: FooterKey) -> FooterKey:
    """Two keys that do the same, written as one; it is that of the second."""
    names = (one.key, other.key)
    return one._replace(shown=f"{one.shown}/{other.shown}", action=other.action, names=names)


def _with_tab_first(keys: list[FooterKey]) -> list[FooterKey]:
    """The keys of a response, that of its next tab right behind the way back."""
    tab = [key for key in keys if key.action == _NEXT_TAB]
    others = [key for key in keys if key.action != _NEXT_TAB]
    back = next((at for at, key in enumerate(others, 1) if key.key == _BACK), len(others))
    return [*others[:back], *tab, *others[back:]]


def _rank_beside_object(key: FooterKey) -> int:
    """Where a key stands beside an object: the menu of all actions behind those that have a key."""
    if key.action == _NEXT_TAB:
        return 4
    is_back = key.key == _BACK
    return _FIRST_OF_OBJECT.get(key.action, 5) if key.action or is_back else 5


def _shortened(key: FooterKey, columns: int = _MIN_VALUE_COLUMNS) -> FooterKey:
    """A key that opens a value, with the value cut to so many columns; any other as it is."""
    if key.action != _OPENS:
        return key
    longest = max(key.label.split(), key=len)
    return key._replace(label=key.label.replace(longest, middle_cut(longest, columns)))


def _is_offered(focused: Widget | None, key: FooterKey) -> bool:
    """Whether the part with the focus has now what the key is for."""
    return focused is None or bool(focused.check_action(key.action, ()))


def _width(key: FooterKey) -> int:
    return len(key.shown) + len(key.label) + 3
