"""What is hidden in fields whatever the schema says: it stays so when fields are made anew."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from ovh_explorer.catalog.secrets import holds_private_key

__all__ = ["HiddenPath", "hidden_paths", "hide_paths", "is_to_hide"]

HiddenPath = tuple[str, ...]
"""What leads to a hidden field. All entries of a list have one name: another may be in its place
by then.
"""


class _Part(Protocol):
    """A :class:`~ovh_explorer.form.field.Field`, which imports this module."""

    text: str
    is_hidden: bool
    hides: Callable[[str], bool] | None

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def key(self) -> "_Part | None": ...
    @property
    def parent(self) -> "_Part | None": ...
    @property
    def is_structured(self) -> bool: ...
    @property
    def made_parts(self) -> "Sequence[_Part]": ...


def hidden_paths(whole: _Part) -> set[HiddenPath]:
    """Where a field has something hidden, itself (``()``) or inside of it."""
    found: set[HiddenPath] = set()
    waiting: list[tuple[_Part, HiddenPath]] = [(whole, ())]
    while waiting:
        part, path = waiting.pop()
        if part.is_hidden:
            found.add(path)
        waiting += [(inner, (*path, _name(part, inner))) for inner in part.made_parts]
    return found


def hide_paths(whole: _Part, paths: Iterable[HiddenPath]) -> None:
    """Hide what is in these places now; what has parts no more is hidden as a whole."""
    waiting: list[tuple[_Part, HiddenPath]] = [(whole, path) for path in paths]
    while waiting:
        part, path = waiting.pop()
        parts = part.made_parts if part.is_structured else ()
        if path and part.is_structured:
            waiting += [(inner, path[1:]) for inner in parts if _name(part, inner) == path[0]]
        elif parts:
            # Behind the end of a path everything is hidden.
            waiting += [(inner, ()) for inner in parts]
        else:
            part.is_hidden = True


def is_to_hide(part: _Part) -> bool:
    """Whether what a field holds now is secret wherever it stands."""
    if part.kind != "json" and holds_private_key(part.text):
        # In any JSON the key alone is masked.
        return True
    root = part
    while root.parent is not None:
        root = root.parent
    return root.hides is not None and root.hides(part.text)


def _name(whole: _Part, part: _Part) -> str:
    if whole.kind == "list":
        return ""
    return part.name if part.key is None else part.key.text
