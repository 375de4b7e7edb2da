"""Code that sends the very request a call says, in the languages people use with the API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ovh_explorer.call import Call
from ovh_explorer.snippets import curl, php, python
from ovh_explorer.snippets.context import SnippetContext

__all__ = ["LANGUAGES", "Language", "SnippetContext", "SnippetError", "snippet"]


class SnippetError(ValueError):
    """A language there is no code for; the message names those there are."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language code is written in.

    Attributes:
        name: as it is asked for; `title` as it is shown.
        lexer: the name Pygments highlights it by.
        extension: of a file with such code, without a dot.
        write: the code of a call.
    """

    name: str
    title: str
    lexer: str
    extension: str
    write: Callable[[Call, SnippetContext], str]


LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        language.name: language
        for language in (
            Language("python", "Python", "python", "py", python.write),
            Language("php", "PHP", "php", "php", php.write),
            Language("curl", "curl", "bash", "sh", curl.write),
        )
    }
)
"""The languages, in the order they are shown."""

_ALIASES = {"py": "python", "sh": "curl", "bash": "curl", "shell": "curl"}


def snippet(language: str, call: Call, context: SnippetContext | None = None) -> str:
    """The code of `call` in `language`, ending with a line end.

    Raises:
        SnippetError: when there is no such language.
    """
    name = language.lower()
    found = LANGUAGES.get(_ALIASES.get(name, name))
    if found is None:
        raise SnippetError(f"There is no code in {language!r}: ask for {', '.join(LANGUAGES)}.")
    return found.write(call, context or SnippetContext())
