"""What is wrong with JSON, in words: those of the library that reads it are English."""

import re

from ovh_explorer.translation import N_, _

__all__ = ["json_problem"]

_MALFORMED = re.compile(r"JSON is malformed: (?P<what>.*) \(byte (?P<byte>\d+)\)")
_EXPECTED = re.compile(r"expected (?P<signs>.*)")
_SIGN = re.compile(r"'(.)'")
# As the library says them.
_KINDS = {
    "trailing comma in array": N_("a comma too many at byte {byte}"),
    "trailing comma in object": N_("a comma too many at byte {byte}"),
    "invalid number": N_("a wrong number at byte {byte}"),
    "invalid character": N_("a wrong character at byte {byte}"),
    "trailing characters": N_("more after its end, at byte {byte}"),
    "invalid escaped character": N_("a wrong escape at byte {byte}"),
    "invalid character in unicode escape": N_("a wrong escape at byte {byte}"),
}


def json_problem(error: Exception) -> str:
    """Why bytes are no JSON, by the error that said so; one that isn't known in its own words."""
    if isinstance(error, RecursionError):
        return _("nested too deeply")
    if isinstance(error, UnicodeDecodeError):
        return _("not UTF-8 at byte {byte}").format(byte=error.start)
    said = str(error)
    if said == "Input data was truncated":
        return _("cut off at its end")
    malformed = _MALFORMED.fullmatch(said)
    if malformed is None:
        return said
    what, byte = malformed["what"], malformed["byte"]
    if what in _KINDS:
        return _(_KINDS[what]).format(byte=byte)
    expected = _EXPECTED.fullmatch(what)
    if expected is None:
        return said
    signs = " ".join(_SIGN.findall(expected["signs"]))
    return _("{signs} expected at byte {byte}").format(signs=signs, byte=byte)
