"""Narrowing a response by a JMESPath expression."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from mmap import mmap
from typing import Any

from ovh_explorer.translation import N_, _, ngettext, quoted
from ovh_explorer.workspace.response.growth import copies_of, repeats_join

__all__ = ["FilterError", "check_filter", "filtered", "is_met", "is_plain_word", "rows_with"]

# A name, an id, an address: what is typed by who looks for a word.
_PLAIN_WORD = re.compile(r"[\w./:-]+")
# A table of dozens of columns is less; a value that doubles again and again is more.
_MAX_COPIES = 1000


class FilterError(ValueError):
    """An expression that can't be read or doesn't fit the response; the message says what is wrong,
    and where.
    """


def check_filter(expression: str) -> None:
    """Raises :class:`FilterError` for what is no JMESPath expression, fits no input whatever that
    is, or makes a value of many copies of its input: ``[@,@] | [@,@] | …`` doubles it again and
    again, and takes the memory of the machine.
    """
    import jmespath
    from jmespath.exceptions import JMESPathError

    try:
        parsed = jmespath.compile(expression).parsed
        _check_node(parsed)
        _check_growth(parsed)
    except JMESPathError as error:
        raise FilterError(_words(error)) from None
    except RecursionError:
        raise FilterError(_("The expression is nested too deeply.")) from None


def is_plain_word(words: str) -> bool:
    """Whether a filter is a word alone: the name of a field, or a text to look for."""
    return _PLAIN_WORD.fullmatch(words) is not None


def rows_with(word: str) -> str:
    """The expression for the rows of a list that contain a plain word, in whatever field."""
    return f"[?contains(to_string(@), '{word}')]"


def _check_growth(parsed: Any) -> None:
    if copies_of(parsed, _MAX_COPIES) > _MAX_COPIES:
        raise FilterError(_("The expression repeats its values too often. Write a simpler one."))
    if repeats_join(parsed):
        raise FilterError(
            _("Write the text between the parts of join() itself: join(', ', names).")
        )


def _check_node(node: Any, in_call: bool = False) -> None:
    """Check the functions of a parsed expression: their names, and how many and what kind of
    arguments they get.
    """
    if not isinstance(node, dict):
        return
    is_call = node.get("type") == "function_expression"
    if node.get("type") == "expref" and not in_call:
        raise FilterError(
            _(
                "An expression with & before it is for functions such as sort_by; it gives no "
                "value itself."
            )
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
        if near:
            words = _("JMESPath has no function {name}(). Did you mean {near}()?")
            raise FilterError(words.format(name=name, near=near[0]))
        words = _("JMESPath has no function {name}(). There are: {functions}.")
        raise FilterError(words.format(name=name, functions=", ".join(sorted(known))))
    signature = known[name]["signature"]
    is_variadic = bool(signature) and bool(signature[-1].get("variadic"))
    if len(arguments) < len(signature) or (len(arguments) > len(signature) and not is_variadic):
        takes = len(signature)
        if is_variadic:
            words = ngettext(
                "The function {name}() takes at least {count} argument, not {given}.",
                "The function {name}() takes at least {count} arguments, not {given}.",
                takes,
            )
        else:
            words = ngettext(
                "The function {name}() takes {count} argument, not {given}.",
                "The function {name}() takes {count} arguments, not {given}.",
                takes,
            )
        raise FilterError(words.format(name=name, count=takes, given=len(arguments)))
    for index, argument in enumerate(arguments):
        types = signature[min(index, len(signature) - 1)].get("types", [])
        wants_expression = "expref" in types
        if bool(types) and wants_expression != (argument.get("type") == "expref"):
            words = (
                _("Argument {number} of {name}() has to be an expression such as &name.")
                if wants_expression
                else _("Argument {number} of {name}() has to be a value, not an expression (&).")
            )
            raise FilterError(words.format(number=index + 1, name=name))
        if (
            argument.get("type") == "literal"
            and types
            and _kind(argument["value"]) not in _plain(types)
        ):
            words = _("Argument {number} of {name}() has to be {kinds}, not {kind}.").format(
                number=index + 1,
                name=name,
                kinds=_any_of(sorted(_plain(types))),
                kind=_(_TYPES[_kind(argument["value"])]),
            )
            raise FilterError(words)


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


def filtered(content: bytes | mmap, expression: str) -> bytes:
    """The indented JSON that is left of a response.

    Numbers are those of Python then: ``1.10`` becomes ``1.1``; integers of any size stay as they
    are.

    Raises:
        FilterError: for an expression that can't be used, or a response that is not JSON.
    """
    import msgspec

    found = _search(content, expression)
    try:
        return msgspec.json.format(_encoded(found), indent=2)
    except (msgspec.DecodeError, TypeError, ValueError, RecursionError) as error:
        # Also for what is no value, as the expression `&@` gives.
        raise FilterError(
            _("The result of the filter can't be shown: {error}").format(error=error)
        ) from None


def is_met(content: bytes | mmap, expression: str) -> bool:
    """Whether an expression is true of a response, as JMESPath has it: false, null, "", [] and {}
    are not; 0 is.

    Raises:
        FilterError: as :func:`filtered` does.
    """
    found = _search(content, expression)
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    return is_number or bool(found)


def _search(content: bytes | mmap, expression: str) -> Any:
    import jmespath
    import msgspec
    from jmespath.exceptions import JMESPathError

    try:
        value = msgspec.json.decode(content)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise FilterError(_("The response is not JSON: {error}").format(error=error)) from None
    try:
        compiled = jmespath.compile(expression)
        # One that is kept was checked by another version perhaps.
        _check_growth(compiled.parsed)
        return compiled.search(value)
    except JMESPathError as error:
        raise FilterError(_words(error)) from None
    except TypeError:
        # Of max_by and min_by, which compare a text with a number.
        words = _(
            "Values of different types are compared there: all have to be numbers, or all texts."
        )
        raise FilterError(words) from None
    except (ValueError, RecursionError) as error:
        words = _("A value of the response doesn't fit: {error}").format(error=error)
        raise FilterError(words) from None


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
    from jmespath.exceptions import (
        IncompleteExpressionError,
        JMESPathTypeError,
        LexerError,
        ParseError,
    )

    if isinstance(error, IncompleteExpressionError):
        return _("The JMESPath expression is not complete.")
    if isinstance(error, JMESPathTypeError):
        return _wrong_type(error.function_name, error.expected_types, error.actual_type)
    text = " ".join(str(error).split())
    if isinstance(error, (LexerError, ParseError)):
        place = getattr(error, "lex_position", None)
        what = getattr(error, "token_value", "") or getattr(error, "lexer_value", "")
        if what and isinstance(place, int) and place >= 0:
            return _(
                "The JMESPath expression is not valid at character {place}: unexpected {what}."
            ).format(place=place + 1, what=quoted(str(what)))
        if what:
            return _("The JMESPath expression is not valid: unexpected {what}.").format(
                what=quoted(str(what))
            )
    return text


# The types of JMESPath, in words.
_TYPES = {
    "array": N_("a list"),
    "array-number": N_("a list of numbers"),
    "array-string": N_("a list of texts"),
    "boolean": N_("true or false"),
    "expref": N_("an expression such as &name"),
    "null": "null",
    "number": N_("a number"),
    "object": N_("an object"),
    "string": N_("a text"),
}
# Of an item of a list, as Python calls them.
_ITEMS = {
    "NoneType": N_("null among them"),
    "bool": N_("true or false among them"),
    "dict": N_("an object among them"),
    "float": N_("a number among them"),
    "int": N_("a number among them"),
    "list": N_("a list among them"),
    "str": N_("a text among them"),
}


def _wrong_type(function: str, wanted: Sequence[str], found: str) -> str:
    """What a function of the filter needs, and what it got: ``null``, where the response has no
    such thing.
    """
    has = _(_ITEMS[found]) if found in _ITEMS else _(_TYPES.get(found, found))
    return _("{function}() needs {kinds} there; the response has {has}.").format(
        function=function, kinds=_any_of(wanted), has=has
    )


def _any_of(kinds: Iterable[str]) -> str:
    *others, last = [_(_TYPES.get(kind, kind)) for kind in kinds]
    if not others:
        return last
    return _("{kinds} or {last}").format(kinds=", ".join(others), last=last)
