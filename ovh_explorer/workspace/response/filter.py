"""Filters a response by a JMESPath expression."""

from difflib import get_close_matches
from mmap import mmap
from typing import Any

__all__ = ["FilterError", "check_filter", "filter_body"]


class FilterError(ValueError):
    """An expression that can't be read or doesn't fit the response; the message says what is
    wrong, and where.
    """


def check_filter(expression: str) -> None:
    """Raises :class:`FilterError` for what is no JMESPath expression, or fits no input whatever
    that is.
    """
    import jmespath
    from jmespath.exceptions import JMESPathError

    try:
        parsed = jmespath.compile(expression).parsed
    except JMESPathError as error:
        raise FilterError(_words(error)) from None
    _check_node(parsed)


def _check_node(node: Any, in_call: bool = False) -> None:
    """Check the functions of a parsed expression: their names, and how many and what kind of
    arguments they get.
    """
    if not isinstance(node, dict):
        return
    is_call = node.get("type") == "function_expression"
    if node.get("type") == "expref" and not in_call:
        raise FilterError(
            "An expression with & before it is for functions such as sort_by;"
            " it gives no value itself."
        )
    if is_call:
        _check_call(str(node["value"]), node["children"])
    for child in node.get("children", ()):
        _check_node(child, is_call)


def _check_call(name: str, arguments: list[dict[str, Any]]) -> None:
    from jmespath.functions import Functions

    known = Functions.FUNCTION_TABLE
    if name not in known:
        near = get_close_matches(name, known, 1)
        hint = f" Did you mean {near[0]}()?" if near else f" There are: {', '.join(sorted(known))}."
        raise FilterError(f"JMESPath has no function {name}().{hint}")
    signature = known[name]["signature"]
    is_variadic = bool(signature) and bool(signature[-1].get("variadic"))
    if len(arguments) < len(signature) or (len(arguments) > len(signature) and not is_variadic):
        least = "at least " if is_variadic else ""
        plural = "" if len(signature) == 1 else "s"
        count = f"{least}{len(signature)} argument{plural}"
        raise FilterError(f"The function {name}() takes {count}, not {len(arguments)}.")
    for number, argument in enumerate(arguments):
        types = signature[min(number, len(signature) - 1)].get("types", [])
        wants_expression = "expref" in types
        if bool(types) and wants_expression != (argument.get("type") == "expref"):
            words = (
                "an expression such as &name"
                if wants_expression
                else "a value, not an expression (&)"
            )
            raise FilterError(f"Argument {number + 1} of {name}() has to be {words}.")
        if (
            argument.get("type") == "literal"
            and types
            and _kind(argument["value"]) not in _plain(types)
        ):
            kinds = " or ".join(sorted(_plain(types)))
            raise FilterError(
                f"Argument {number + 1} of {name}() has to be {kinds},"
                f" not {_kind(argument['value'])}."
            )


def _plain(types: list[str]) -> set[str]:
    """The kinds of values that a function takes, without what lists have to hold: ``array-number``
    is ``array``.
    """
    return {kind.partition("-")[0] for kind in types}


def _kind(value: object) -> str:
    if value is None:
        return "null"
    kinds = {bool: "boolean", int: "number", float: "number", str: "string", list: "array"}
    return kinds.get(type(value), "object")


def filter_body(content: bytes | mmap, expression: str) -> bytes:
    """Filter a response; the result is indented JSON.

    Numbers are those of Python then: ``1.10`` becomes ``1.1``; integers of any size stay as they
    are.

    Raises:
        FilterError: for an expression that can't be used, or a response that is no JSON.
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
    """An error of JMESPath in one line, with the place of the error where it is known."""
    from jmespath.exceptions import IncompleteExpressionError, LexerError, ParseError

    if isinstance(error, IncompleteExpressionError):
        return "This is no JMESPath expression yet: it ends too early."
    text = " ".join(str(error).split())
    if isinstance(error, (LexerError, ParseError)):
        place = getattr(error, "lex_position", None)
        where = f" at character {place + 1}" if isinstance(place, int) and place >= 0 else ""
        what = getattr(error, "token_value", "") or getattr(error, "lexer_value", "")
        return (
            f"This is no JMESPath expression{where}: {what!r} is not expected there."
            if what
            else text
        )
    return text
