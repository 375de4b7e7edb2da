"""Lines are wrapped at blanks that may end one: not at the narrow ones before a French sign."""

import re
from collections.abc import Callable

from rich import _wrap

__all__ = ["wrap_at_words"]

# U+00A0 and U+202F are blanks to Python, and to the library that wraps.
_BLANK = r"[^\S\u00a0\u202f]"
_WORD = re.compile(rf"{_BLANK}*(?:\S|[\u00a0\u202f])+{_BLANK}*")


def wrap_at_words(cut_word: Callable[[str, int], list[str]]) -> None:
    """Have no line begin with ``;`` or ``:``: the blank before it is one that doesn't break. A word
    that is wider than a line is cut by `cut_word`.
    """
    _wrap.re_word = _WORD
    _wrap.chop_cells = cut_word  # type: ignore[assignment, attr-defined]
