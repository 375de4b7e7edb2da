"""Which language is spoken: the one asked for, else that of the environment, as gettext has it."""

import os
import sys
from collections.abc import Mapping, Sequence

from ovh_explorer.translation import language, set_language
from ovh_explorer.translation.languages import LANGUAGES

__all__ = ["CHILDS_LANGUAGE", "choose", "inherit", "language_of", "option_of"]

CHILDS_LANGUAGE = "EXPLORER_LANGUAGE"
"""The variable that tells processes of ours the language. Nobody sets it: there is ``--lang``."""

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_OPTION = "--lang"
_MIN_OPTION = 4
# Terminals with a fixed, small set of signs.
_FEW_SIGNS = ("linux", "vt")


def choose(arguments: Sequence[str] = ()) -> None:
    """Speak the language of ``--lang``, else that of the environment. The parser refuses one that
    isn't known, in the language of the environment.
    """
    asked = option_of(arguments) or ""
    _speak(asked if asked in LANGUAGES else language_of(os.environ))


def inherit() -> None:
    """Speak the language of the process that started this one."""
    name = os.environ.get(CHILDS_LANGUAGE, "")
    if name in LANGUAGES and name != language():
        _speak(name)


def _speak(name: str) -> None:
    set_language(name, few_signs=name != "en" and _has_few_signs())


def _has_few_signs() -> bool:
    """Whether the terminal has a fixed, small set of signs, or an encoding that isn't UTF-8."""
    encoding = getattr(sys.stderr, "encoding", None) or "ascii"
    is_utf8 = encoding.lower().replace("-", "") == "utf8"
    return os.environ.get("TERM", "").startswith(_FEW_SIGNS) or not is_utf8


def option_of(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang`` in a command line, before it is parsed: the parser itself speaks a
    language. None where there is none.
    """
    for index, word in enumerate(arguments):
        if word == "--":
            return None
        option, equals, value = word.partition("=")
        if len(option) >= _MIN_OPTION and _OPTION.startswith(option):
            return value if equals else next(iter(arguments[index + 1 : index + 2]), "")
    return None


def language_of(environ: Mapping[str, str]) -> str:
    """The first language that the environment asks for and that there is; English where it asks
    for none.

    The first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that is set is the locale. Where it is C,
    it is English; else ``LANGUAGE`` comes before it, a list in the order that is wanted.
    """
    locale = next(filter(None, (environ.get(name, "") for name in _LOCALES)), "")
    if locale in ("", "C", "POSIX"):
        return "en"
    wanted = [*environ.get("LANGUAGE", "").split(":"), locale]
    codes = (_code(name) for name in wanted)
    return next((code for code in codes if code in LANGUAGES), "en")


def _code(locale: str) -> str:
    """The language of a locale: ``fr`` of ``fr_CA.UTF-8@euro``."""
    for end in ".@_-":
        locale = locale.partition(end)[0]
    return locale.lower()
