"""What is made of the table of keys: bindings, and what footer and help show."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from textual.binding import Binding, BindingType

from ovh_explorer.translation import _, language
from ovh_explorer.tui.key_bindings.dialog_keys import DIALOG_KEYS
from ovh_explorer.tui.key_bindings.general_keys import MAIN_KEYS
from ovh_explorer.tui.key_bindings.key import TITLES, Key, Where
from ovh_explorer.tui.key_bindings.names import joined_keys
from ovh_explorer.tui.key_bindings.request_keys import REQUEST_KEYS
from ovh_explorer.tui.key_bindings.response_keys import RESPONSE_KEYS

__all__ = [
    "KEYS",
    "FooterKey",
    "bindings",
    "bindings_in_fields",
    "footer_keys",
    "help_sections",
    "key_in_fields",
    "only_moves",
]

KEYS: tuple[Key, ...] = (*MAIN_KEYS, *REQUEST_KEYS, *RESPONSE_KEYS)
"""What the keys do while no dialog is open."""

# What listens wherever the focus is on the main screen.
_MAIN: tuple[Where, ...] = ("everywhere", "panes")
# What only shows something, moves the cursor or the focus, or leaves.
_MOVES = (
    "show_pane(", "zoom", "find", "next_branch", "next_mistake", "correct_form", "step_tab(",
    "show_help",
    "cursor_", "row(", "first_row", "last_row",
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


def key_in_fields(action: str) -> str:
    """The key of an action of the main screen, as people write it, that works inside of fields too:
    for what is said beside them.

    Raises:
        LookupError: where the table has none.
    """
    for item in KEYS:
        if item.action == action and (item.in_fields or not item.is_text):
            return item.written_in_fields or item.written
    raise LookupError(action)


def _binding(item: Key, key: str, shown: str) -> Binding:
    return Binding(
        key, item.action, item.label, show=False, key_display=shown, priority=item.above_fields
    )


class FooterKey(NamedTuple):
    """A key in the footer: Textual's name, the key as people write it, a word about it,
    the action of the part it works in, and Textual's names of all that are written, in their order.
    """

    key: str
    shown: str
    label: str
    action: str
    names: tuple[str, ...] = ()


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
            names = tuple(keys.split(","))
            found.append(FooterKey(names[0], joined_keys(shown), item.word, item.action, names))
    return found


def help_sections(
    *first: Where, works: Callable[[Key], bool] = lambda _key: True
) -> list[tuple[str, list[Key]]]:
    """All keys, by where they work, under a title for people; those of `first` before the
    others.

    Args:
        works: whether a key that works on the whole main screen does the same where the user is;
            those that don't stand under a title of their own.
    """
    # One without a line is a second use of a key, which the line of the first tells.
    keys = [item for item in (*KEYS, *DIALOG_KEYS) if item.help]
    elsewhere = [item for item in keys if item.where in _MAIN and not works(item)]
    sections = [
        (
            _(TITLES[where]),
            [
                _with_own_letter(item)
                for item in keys
                if item.where == where and item not in elsewhere
            ],
        )
        for where in dict.fromkeys((*first, *TITLES))
    ]
    return [*sections, (_("On the main screen"), elsewhere)] if elsewhere else sections


def _with_own_letter(item: Key) -> Key:
    """A key with the letter of the user's language before its own: o for oui."""
    if language() != "fr":
        return item
    own = [
        key.shown
        for key in DIALOG_KEYS
        if key.where == f"{item.where} in French" and key.label == item.label
    ]
    return item._replace(shown=" ".join([*own, item.shown]))


def only_moves(key: str) -> bool:
    """Whether a key shows something or moves the cursor, wherever it is pressed, and does nothing
    else.
    """
    actions = [
        item.action for item in KEYS if key in (*item.keys.split(","), *item.in_fields.split(","))
    ]
    return bool(actions) and all(action.startswith(_MOVES) for action in actions)
