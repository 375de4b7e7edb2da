"""What is wrong where a text stops being JSON, in words that say what to write instead."""

import re

from ovh_explorer.translation import N_, _

__all__ = ["mistake", "plain_mistake"]

# What Python's `json` says, and its words of other versions, where nothing better is known.
_REASONS = {
    "expecting value": N_("a value is missing"),
    "expecting property name enclosed in double quotes": N_("a name in double quotes is missing"),
    "expecting ':' delimiter": N_("a colon is missing after the name"),
    "expecting ',' delimiter": N_("a comma is missing"),
    "unterminated string starting at": N_('this text has no end: a " is missing'),
    "invalid control character at": N_(
        "a text can't hold a line end, a tab or another control character: write \\n or \\t"
    ),
    "invalid \\escape": N_("\\ stands before a character that can't follow it: write \\\\"),
    "invalid \\uxxxx escape": N_("\\u stands before four digits or letters from a to f"),
    "extra data": N_("there is more after its end"),
    "illegal trailing comma before end of object": N_("there is a comma too many"),
    "illegal trailing comma before end of array": N_("there is a comma too many"),
}
_NAME = "expecting property name"  # not for people
_EXTRA = "extra data"  # not for people
_COMMA = "expecting ','"
_QUOTES = "'`´‘’‚‛“”„‟«»‹›"
_CLOSING = {"{": "}", "[": "]"}
_COMMENTS = ("//", "/*", "#")
# A word without quotes: a text, a date, an address; what a number is written with is in it too.
_WORD = re.compile(r"[^\s,:;=|{}\[\]\"()<>&\\/]+")
_VALUE = re.compile(r"[^\s,;|{}\[\]\"()<>&\\]+")
_NUMBER = re.compile(r"[-+]?[\d_]+(\.[\d_]*)?([eExX][\da-fA-F+-]*)?|[-+]?\.\d+")
# What other languages write for what JSON has a word for.
_CONSTANTS = {
    "true": "true",
    "yes": "true",
    "on": "true",
    "false": "false",
    "no": "false",
    "off": "false",
    "null": "null",
    "none": "null",
    "nil": "null",
    "undefined": "null",
}
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_MAX_WORD = 30
# What may stand between the parts of JSON.
_BLANKS = " \t\r\n"
_DIGITS = "0123456789.eE+-"


def mistake(text: str, said: str, at: int) -> str:
    """What is wrong with a text.

    Args:
        said: what Python's decoder says of it.
        at: the index of the character that it says it of.
    """
    said = said.lower()
    if said.startswith("unterminated"):
        return _(_REASONS["unterminated string starting at"])
    if not text[at:].strip(_BLANKS):
        return _end(text)
    for reason in (_unseen, _quote, _comment, _comma, _sign, _word):
        if words := reason(text, said, at):
            return words
    known = next((words for start, words in _REASONS.items() if said.startswith(start)), None)
    return said if known is None else _(known)


def plain_mistake(text: str, said: str, at: int) -> str:
    """The same in words that have nothing of the text in them, which may be a secret."""
    said = said.lower()
    if said.startswith("unterminated") or not text[at:].strip(_BLANKS):
        return mistake(text, said, at)
    if said.startswith("expecting value"):  # not for people
        return _("put a text in double quotes")
    known = next((words for start, words in _REASONS.items() if said.startswith(start)), None)
    return said if known is None else _(known)


def _end(text: str) -> str:
    """Of a text that ends too early: with what closes what is open in it."""
    if not text.strip():
        return _("it is empty")
    opened: list[str] = []
    for sign in _STRING.sub("", text):
        if sign in _CLOSING:
            opened.append(_CLOSING[sign])
        elif opened and sign == opened[-1]:
            opened.pop()
    if text.rstrip()[-1] in ":,":
        return _("it ends before a value")
    if not opened:
        return _("it ends too early")
    closing = "".join(reversed(opened[-_MAX_WORD:]))
    return _("it ends too early: {closing} is missing").format(closing=closing)


def _unseen(text: str, said: str, at: int) -> str:
    """Of what a page or an editor puts between words: a no-break space, a byte-order mark."""
    sign = text[at]
    if said.startswith("invalid") or (sign.isprintable() and not sign.isspace()):
        return ""
    if sign in _BLANKS:
        return ""
    return _("remove the invisible character U+{code:04X}").format(code=ord(sign))


def _quote(text: str, said: str, at: int) -> str:
    sign = text[at]
    if said.startswith("invalid"):
        return ""
    if sign == "\\":
        return _("remove the \\ before {sign}").format(sign=text[at + 1 : at + 2] or "it")
    if sign not in _QUOTES:
        return ""
    if not text[:at].strip() and text[at + 1 :].lstrip()[:1] in ("{", "["):
        return _("remove the {sign} before and after it").format(sign=sign)
    return _('put names and texts in double quotes ("), not in {sign}').format(sign=sign)


def _comment(text: str, _said: str, at: int) -> str:
    sign = next((sign for sign in _COMMENTS if text.startswith(sign, at)), "")
    return _("JSON has no comments: remove what {sign} begins").format(sign=sign) if sign else ""


def _comma(text: str, said: str, at: int) -> str:
    before, sign = text[:at].rstrip()[-1:], text[at]
    if sign in "}]" and before == ",":
        return _("there is a comma too many before {sign}").format(sign=sign)
    if sign == ",":
        if before in ("", "{", "[", ",", ":"):
            return _("there is a comma too many, or a value is missing before it")
        return ""
    if not said.startswith(_COMMA):
        return ""
    if sign in "}]":
        return _("{sign} closes what was not opened by its other half").format(sign=sign)
    return ""


def _word(text: str, said: str, at: int) -> str:
    """Of a name, a text or a number that is not written as JSON's are."""
    if said.startswith(("expecting ':'", "invalid")):
        return ""
    is_name = said.startswith(_NAME)
    # A number may have been read to the middle of what was written.
    start = at
    if text[at - 1 : at].isdigit() and not said.startswith(_EXTRA):
        start = at - len(text[:at]) + len(text[:at].rstrip(_DIGITS))
    found = (_WORD if is_name else _VALUE).match(text, start)
    if found is None or found.end() <= at:
        return ""
    word = found[0]
    constant = _CONSTANTS.get(word.lower(), "")
    if constant and not is_name:
        return _("write {constant}, not {word}").format(constant=constant, word=word)
    is_next = start == at and said.startswith((_COMMA, _EXTRA))
    if _NUMBER.fullmatch(word) and not is_name and not is_next:
        return _of_number(word)
    name = _WORD.match(text, start)
    if not text[:start].strip() and name and re.match(r"\s*[:=]", text[name.end() :]):
        return _("put names and values in { }")
    if is_next:
        return ""
    if is_name:
        return _("put the name in double quotes: {word}").format(word=f'"{_shortened(word)}"')
    # Not the text itself: it may be a secret, and what is said stands in logs.
    return _("put a text in double quotes")


def _shortened(word: str) -> str:
    return word if len(word) <= _MAX_WORD else f"{word[:_MAX_WORD]}…"


def _of_number(word: str) -> str:
    if word.startswith(("+", ".")):
        return _("a number begins with a digit or with -")
    if re.match(r"-?0\d", word):
        return _("a number of several digits doesn't begin with 0")
    return _("a number is written such as 10, 2.5 or 1e3")


def _sign(text: str, said: str, at: int) -> str:
    """Of a sign of another notation in the place of a colon or a comma."""
    sign = text[at]
    if sign == "<" and not text[:at].strip():
        return _("it looks like HTML or XML")
    if said.startswith("expecting ':'") and sign in "=-":
        return _("put a colon between name and value, not {sign}").format(sign=sign)
    if said.startswith(_COMMA) and sign in ";|":
        return _("put a comma between values, not {sign}").format(sign=sign)
    if said.startswith(_EXTRA) and sign in ":=":
        return _("put names and values in { }")
    if said.startswith(_EXTRA) and sign == ",":
        return _("put several values in [ ], and names with values in { }")
    return ""
