"""Texts and values of YAML, as Ansible reads it: what looks like a template is marked as none."""

import re
from typing import Any

from ovh_explorer.snippets.text_literal import by_number

__all__ = ["block", "can_be_written", "entry", "is_template", "scalar"]

_WIDTH = 150
"""Longer lines are broken: ansible-lint allows 160 columns."""

# Words that are texts for every reader of YAML: a date or a number begins otherwise.
_WORD = r"[A-Za-z0-9_/.?=&%~+-]+(?::[A-Za-z0-9_/.?=&%~+-]+)*"
_PLAIN = re.compile(rf"(?=[A-Za-z]){_WORD}(?: {_WORD})*")
_OTHER = re.compile(r"y|n|yes|no|on|off|true|false|null|none|nan|inf", re.IGNORECASE)
_ESCAPE = by_number((0x100, "\\x{:02x}"), (0x10000, "\\u{:04x}"), (0x110000, "\\U{:08x}"))
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", '"': '\\"'}
_TEMPLATE = re.compile(r"\{[{%#]")
_MAX_KEY_COLUMNS = 100
"""Longer keys, as they are written, are marked as such: YAML takes no more than one line and 1,024
characters for others.
"""


def is_template(text: str) -> bool:
    """Whether Jinja would take a text for more than that."""
    return _TEMPLATE.search(text) is not None


def can_be_written(value: Any) -> bool:
    """Whether a JSON value can be written in YAML and come back as it is; Ansible makes templates
    of keys, and YAML has no text for half a character.
    """
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str) and any("\ud800" <= char <= "\udfff" for char in found):
            return False
        if isinstance(found, dict):
            if any(is_template(key) or len(_written(key)) > _MAX_KEY_COLUMNS for key in found):
                return False
            waiting += [*found, *found.values()]
        elif isinstance(found, list):
            waiting += found
    return True


def scalar(text: str, before: str = "", *, marked: bool = True) -> str:
    """A text after what stands `before` it on its line.

    Args:
        marked: whether a text that looks like a template is marked as none; else it is one.
    """
    if marked and is_template(text):
        before += "!unsafe "
    return _fitting(text, _written(text), before)


def entry(key: str, margin: str) -> str:
    """What stands before the value of a key in a mapping."""
    written = _written(key)
    if len(written) <= _MAX_KEY_COLUMNS:
        return f"{margin}{written}: "  # not for people
    marked = _fitting(key, written, f"{margin}? ")
    return f"{marked}\n{margin}: "  # not for people


def _written(text: str) -> str:
    """A text as it is written on one line."""
    if _PLAIN.fullmatch(text) and not _OTHER.fullmatch(text):
        return text
    if text.isprintable() and ("'" not in text or '"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    return f'"{_escaped(text)}"'


def _fitting(text: str, written: str, before: str) -> str:
    if len(before + written) <= _WIDTH:
        return before + written
    margin = " " * (len(before) - len(before.lstrip(" ")) + 2)
    lines: list[str] = []
    line = f'{before}"'
    for char in text:
        piece = _escaped(char)
        # White space at the beginning of a line would be left out.
        if len(line) + len(piece) > _WIDTH:
            lines.append(f"{line}\\")
            line = margin + ("\\" if piece == " " else "")
        line += piece
    return "\n".join([*lines, f'{line}"'])


def _escaped(text: str) -> str:
    return "".join(
        _SHORT.get(char) or (char if char.isprintable() else _ESCAPE(char)) for char in text
    )


def block(value: Any, before: str) -> list[str]:
    """The lines of a JSON value, of which the first begins with what stands `before` it: a key, or
    the mark of an item. Lines below are indented by two more than that.
    """
    margin = " " * (len(before) - len(before.lstrip(" ")) + 2)
    if isinstance(value, dict) and value:
        lines = [before.rstrip()]
        for key, inner in value.items():
            lines += block(inner, entry(key, margin))
        return lines if not before.endswith("- ") else _begun(before, lines[1:])
    if isinstance(value, list) and value:
        lines = [before.rstrip()]
        for inner in value:
            lines += block(inner, f"{margin}- ")
        return lines if not before.endswith("- ") else _begun(before, lines[1:])
    return [scalar(value, before) if isinstance(value, str) else before + _plain(value)]


def _begun(before: str, lines: list[str]) -> list[str]:
    """Lines of an item, the first of which stands beside its mark."""
    first, *others = lines
    return [before + first.lstrip(" "), *others]


def _plain(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float):
        # Without a point YAML takes a number with an exponent for a text.
        whole, mark, exponent = repr(value).partition("e")
        return (whole if "." in whole else f"{whole}.0") + mark + exponent
    return {"[]": "[]", "{}": "{}"}.get(repr(value), repr(value))
