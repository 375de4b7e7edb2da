"""TOML of a stranger: what takes all the memory of the machine is refused before it is read."""

import re
from typing import Any

from ovh_explorer.translation import _

__all__ = ["load_toml"]

# The parser takes memory by the square of the number of parts: 100 KB of them are 40 GB. Parts of
# 200 characters and more can't be that many.
_LONG_NAME = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]{1,200}+|"(?:[^"\\\n]|\\.){0,200}+"|'[^'\n]{0,200}+')"""
    r"""[ \t]{0,9}\.[ \t]{0,9}+){100}"""
)

# A comment, or a text of one line or more; what is not closed ends the document for the parser too,
# at the line's end or its own.
_TEXT = re.compile(
    r'''#[^\n]*+|"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}|'''
    r"""'''(?:[^']|'(?!''))*+'{3,5}|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'""",
    re.DOTALL,
)


def load_toml(text: str) -> dict[str, Any]:
    """The document that a text is.

    Raises:
        ValueError: where it is none, as :func:`tomllib.loads` does; RecursionError is raised too.
    """
    import tomllib

    if _LONG_NAME.search(text) and _LONG_NAME.search(_TEXT.sub(_without_dots, text)):
        raise ValueError(_("it has a name of more than 100 parts with dots between them."))
    return tomllib.loads(text)


def _without_dots(text: re.Match[str]) -> str:
    """A text as the part of a name that it may be; no dot in it parts names."""
    quote = text[0][0]
    return "" if quote == "#" else f"{quote}_{quote}"
