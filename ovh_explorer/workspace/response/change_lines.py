"""A change in lines: a sign and the path, then the values; in pieces, for a screen to colour."""

import json
from typing import Any, Literal, Protocol

from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _

__all__ = ["NOT_SHOWN", "ChangePiece", "PieceKind", "change_lines"]

PieceKind = Literal["added", "removed", "changed", "hidden", "path", "before", "after", "between"]
"""What a piece is: the sign of a change, by the change's kind, or a part of the line."""

ChangePiece = tuple[PieceKind, str]

NOT_SHOWN = N_("(not shown by the API)")
"""Stands for a value that only the API knows; translated where it is shown."""

_SIGNS: dict[str, str] = {"added": "+", "removed": "-", "changed": "~", "hidden": "?"}


class _Change(Protocol):
    @property
    def kind(self) -> Literal["added", "removed", "changed", "hidden"]: ...

    @property
    def path(self) -> str: ...

    @property
    def before(self) -> Any: ...

    @property
    def after(self) -> Any: ...


def change_lines(change: _Change, whole: str) -> list[list[ChangePiece]]:
    """The lines of a change, safe for a terminal: short values stand beside their path, others
    below it.

    Args:
        whole: what the path is called where it is empty.
    """
    head: list[ChangePiece] = [
        (change.kind, f"{_SIGNS[change.kind]} "),
        ("path", printable(change.path or whole)),
    ]
    before = [] if change.kind == "added" else _value(change.before)
    if change.kind == "hidden":
        before = [_(NOT_SHOWN)]
    after = [] if change.kind == "removed" else _value(change.after)
    if len(before) <= 1 and len(after) <= 1:
        old: list[ChangePiece] = [("before", before[0])] if before else []
        new: list[ChangePiece] = [("after", after[0])] if after else []
        arrow: list[ChangePiece] = [("between", " → ")] if old and new else []
        return [[*head, ("between", "  "), *old, *arrow, *new]]
    removed: list[list[ChangePiece]] = [[("before", f"    - {line}")] for line in before]
    added: list[list[ChangePiece]] = [[("after", f"    + {line}")] for line in after]
    return [head, *removed, *added]


def _value(value: Any) -> list[str]:
    return [printable(line) for line in json.dumps(value, indent=2, ensure_ascii=False).split("\n")]
