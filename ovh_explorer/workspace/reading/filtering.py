"""Narrowing an answer by a JMESPath expression."""

from mmap import mmap

__all__ = ["FilterError", "check_filter", "filtered"]


class FilterError(ValueError):
    """An expression that can't be read or doesn't fit the answer; the message says what is wrong, and where."""


def check_filter(expression: str) -> None:
    """Raises :class:`FilterError` for what is no JMESPath expression."""
    import jmespath
    from jmespath.exceptions import JMESPathError

    try:
        jmespath.compile(expression)
    except JMESPathError as error:
        raise FilterError(_words(error)) from None


def filtered(content: bytes | mmap, expression: str) -> bytes:
    """The indented JSON that is left of an answer.

    Numbers are those of Python then: ``1.10`` becomes ``1.1``; integers of any size stay as they are.

    Raises:
        FilterError: for an expression that can't be used, or an answer that is no JSON.
    """
    import jmespath
    import msgspec
    from jmespath.exceptions import JMESPathError

    try:
        value = msgspec.json.decode(content)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise FilterError(f"The answer is no JSON that can be filtered: {error}") from None
    try:
        found = jmespath.search(expression, value)
    except JMESPathError as error:
        raise FilterError(_words(error)) from None
    except (TypeError, ValueError, RecursionError) as error:
        raise FilterError(f"The filter doesn't fit this answer: {error}") from None
    try:
        return msgspec.json.format(_encoded(found), indent=2)
    except (msgspec.DecodeError, TypeError, ValueError, RecursionError) as error:
        # Also for what is no value, as the expression `&@` gives.
        raise FilterError(f"What the filter gives can't be shown: {error}") from None


def _encoded(value: object) -> bytes:
    import msgspec

    try:
        return msgspec.json.encode(value)
    except (OverflowError, TypeError, ValueError):
        # Integers of more than 64 bits.
        import json

        return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _words(error: Exception) -> str:
    """An error of JMESPath in one line, with the place marked where it tells one."""
    from jmespath.exceptions import IncompleteExpressionError, LexerError, ParseError

    if isinstance(error, IncompleteExpressionError):
        return "This is no JMESPath expression yet: it ends too early."
    text = " ".join(str(error).split())
    if isinstance(error, (LexerError, ParseError)):
        place = getattr(error, "lex_position", None)
        where = f" at character {place + 1}" if isinstance(place, int) and place >= 0 else ""
        what = getattr(error, "token_value", "") or getattr(error, "lexer_value", "")
        return f"This is no JMESPath expression{where}: {what!r} is not expected there." if what else text
    return text
