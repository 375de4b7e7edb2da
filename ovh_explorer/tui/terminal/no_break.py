"""Lines are wrapped at blanks that may end one: not at the narrow ones before a French sign."""

import re

from rich import _wrap

__all__ = ["keep_signs_with_words"]

# U+00A0 and U+202F are blanks to Python, and to the library that wraps.
_BLANK = r"[^\S\u00a0\u202f]"
_WORD = re.compile(rf"{_BLANK}*(?:\S|[\u00a0\u202f])+{_BLANK}*")


def keep_signs_with_words() -> None:
    """Have no line begin with ``;`` or ``:``: the blank before it is one that doesn't break."""
    _wrap.re_word = _WORD
