"""The languages in which there are programs."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ovh_explorer.snippets import (
    program_go,
    program_node,
    program_php,
    program_python,
    program_shell,
)
from ovh_explorer.snippets.language import SnippetContext, check_levels
from ovh_explorer.snippets.program import Program

__all__ = ["PROGRAM_LANGUAGES", "write"]

_WRITERS: Mapping[str, Callable[[Program, SnippetContext], str]] = {
    "python": program_python.write,
    "php": program_php.write,
    "node": program_node.write,
    "go": program_go.write,
    "try": program_shell.write,
}

PROGRAM_LANGUAGES = tuple(_WRITERS)
"""Names of the languages, in the order they are shown."""


def write(language: str, program: Program, context: SnippetContext) -> str:
    """A program in a language of :data:`PROGRAM_LANGUAGES`. It follows no pages.

    Raises:
        SnippetError: when it can't be written in it.
    """
    for call in program.calls:
        check_levels(call)
    return _WRITERS[language](program, replace(context, pages=False, call_only=False))
