"""Texts and comments of PHP."""

from ovh_explorer.snippets.language import SnippetContext, one_line

__all__ = ["comment", "literal", "stop"]

_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", '"': '\\"', "$": "\\$"}


def literal(text: str) -> str:
    """A string literal of PHP: single quotes where all is readable, else double quotes with
    escapes.
    """
    if text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    return char if char.isprintable() else f"\\u{{{ord(char):X}}}"


def stop(context: SnippetContext) -> str:
    """What ends a script before it sends anything; empty where it isn't to."""
    if not context.stop:
        return ""
    return f"\nfwrite(STDERR, {literal(context.stop)} . PHP_EOL);\nexit(1);\n"


def comment(text: str) -> str:
    """A line of a comment."""
    # Even in a comment, ?> would end the code.
    return f"// {one_line(text).replace('?>', '? >')}\n"
