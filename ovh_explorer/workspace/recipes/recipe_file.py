"""Recipes as files: TOML that people read, and that may come from somebody else.

A file says requests, and nothing of where they go, who signs them, or what runs: a name of an
endpoint, keys, a file or a command is an unknown key like any other.
"""

import json
import math
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from ovh_explorer.call import operation_title
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.translation import _, number
from ovh_explorer.workspace.recipes.recipe import NO_BODY, Recipe, RecipeParameter, RecipeStep
from ovh_explorer.workspace.recipes.recipe_checks import mistakes_of, placed
from ovh_explorer.workspace.recipes.toml import load_toml

__all__ = ["MAX_RECIPE_BYTES", "RecipeFileError", "read_recipe", "write_recipe"]

MAX_RECIPE_BYTES = 1024 * 1024
"""The largest file that is read as a recipe."""

_FORMAT = 1
_KEYS = ("format", "title", "description", "parameters", "steps")
_PARAMETER_KEYS = ("description", "example", "choices", "secret")
_STEP_KEYS = ("id", "call", "path", "query", "headers", "body", "note", "until")
_MAX_DEPTH = 50
# More are the same mistake again.
_MAX_MISTAKES = 50
# What is wrong may quote a text of any length.
_MAX_CHARACTERS = 500


class RecipeFileError(ValueError):
    """A file that is no recipe; `mistakes` are all of them, each with its place."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = list(mistakes)
        super().__init__("\n".join(self.mistakes))


def read_recipe(content: bytes | str) -> Recipe:
    """The recipe that a file holds.

    Raises:
        RecipeFileError: with every mistake.
    """
    document = _document(content)
    reader = _Reader()
    recipe = reader.recipe(document)
    known = {mistake.partition(":")[0] for mistake in reader.mistakes}
    # What can't be read isn't said to be missing too.
    more = [item for item in mistakes_of(recipe) if item.partition(":")[0] not in known]
    found = reader.mistakes + more
    if len(found) > _MAX_MISTAKES:
        more_words = _("… and {count} more.").format(count=number(len(found) - _MAX_MISTAKES))
        found = [*found[:_MAX_MISTAKES], more_words]
    if found:
        raise RecipeFileError(map(_shortened, found))
    return recipe


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_CHARACTERS else f"{text[:_MAX_CHARACTERS]}…"


def _document(content: bytes | str) -> dict[str, Any]:
    if len(content) > MAX_RECIPE_BYTES:
        words = _("This is larger than {count} KiB: no recipe.")
        raise RecipeFileError([words.format(count=MAX_RECIPE_BYTES // 1024)])
    try:
        text = content if isinstance(content, str) else content.decode("utf-8")
        return load_toml(text.removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        words = _("This is not UTF-8, from byte {position} on.")
        raise RecipeFileError([words.format(position=error.start + 1)]) from None
    except tomllib.TOMLDecodeError as error:
        words = _("This is not TOML: {error}").format(error=error)
        raise RecipeFileError([words]) from None
    except RecursionError:
        raise RecipeFileError([_("This is nested too deeply.")]) from None
    except ValueError as error:  # an integer of thousands of digits, a name of hundreds of parts
        words = _("This can't be read: {error}").format(error=error)
        raise RecipeFileError([words]) from None


class _Reader:
    """Reads the parts of a document, and notes what is wrong with them."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []

    def recipe(self, document: dict[str, Any]) -> Recipe:
        if document.get("format") != _FORMAT or isinstance(document["format"], bool):
            words = _("write {line}; this version reads no other.")
            self._note("format", words.format(line=f"format = {_FORMAT}"))
        self._refuse_unknown("", document, _KEYS)
        steps = document.get("steps", [])
        if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
            self._note("steps", _("write each step under [[steps]]."))
            steps = []
        title, description = self._text("title", document), self._text("description", document)
        parameters = tuple(
            self._parameter(name, self._table(f"parameters.{name}", table))
            for name, table in self._table("parameters", document.get("parameters", {})).items()
        )
        numbered = tuple(
            self._step(f"steps[{number}]", step) for number, step in enumerate(steps, 1)
        )
        return Recipe(title, numbered, parameters, description)

    def _parameter(self, name: str, table: dict[str, Any]) -> RecipeParameter:
        place = f"parameters.{name}"
        self._refuse_unknown(f"{place}.", table, _PARAMETER_KEYS)
        secret = table.get("secret", False)
        if not isinstance(secret, bool):
            self._note(f"{place}.secret", _("write true or false."))
        return RecipeParameter(
            name,
            self._text("description", table, f"{place}."),
            self._text("example", table, f"{place}."),
            self._text("choices", table, f"{place}."),
            secret is True,
        )

    def _step(self, place: str, table: dict[str, Any]) -> RecipeStep:
        self._refuse_unknown(f"{place}.", table, _STEP_KEYS)
        method, _blank, path = self._text("call", table, f"{place}.").partition(" ")
        if not path.startswith("/"):
            self._note(
                f"{place}.call",
                _("write method and path: {examples}.").format(
                    examples="POST /domain/zone/{zoneName}/record, GET /v2/iam/policy"
                ),
            )
        is_v2 = path.startswith("/v2/")
        return RecipeStep(
            "v2" if is_v2 else "v1",
            method,
            path.removeprefix("/v2") if is_v2 else path,
            self._text("id", table, f"{place}."),
            dict(self._pairs(f"{place}.path", table.get("path", {}))),
            self._pairs(f"{place}.query", table.get("query", {}), may_repeat=True),
            self._pairs(f"{place}.headers", table.get("headers", {})),
            self._body(f"{place}.body", table["body"]) if "body" in table else NO_BODY,
            self._text("note", table, f"{place}."),
            self._text("until", table, f"{place}."),
        )

    def _pairs(
        self, place: str, value: Any, *, may_repeat: bool = False
    ) -> tuple[tuple[str, Any], ...]:
        """Names and values; with `may_repeat` a value may be a list, and the whole a list of
        names with their values.
        """
        if may_repeat and isinstance(value, list):
            if not all(_is_pair(pair) for pair in value):
                self._note(place, _('write name = "value", or a list of ["name", "value"].'))
                return ()
            given = [(name, item) for name, item in value]
        else:
            given = [
                (name, item)
                for name, items in self._table(place, value).items()
                for item in (items if may_repeat and isinstance(items, list) else [items])
            ]
        for name, item in given:
            if not isinstance(item, str | int | float) or not _is_finite(item):
                self._note(f"{place}.{name}", _("write a text, a number, true or false."))
        return tuple(given)

    def _body(self, place: str, value: Any) -> Any:
        if isinstance(value, str):
            try:
                value = read_json(value)
            except JsonTextError as error:
                self._note(place, str(error))
                return NO_BODY
        if words := _json_problem(value):
            self._note(place, words)
            return NO_BODY
        return value

    def _table(self, place: str, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self._note(place, _("write a table: names with their values."))
        return {}

    def _text(self, key: str, table: Mapping[str, Any], place: str = "") -> str:
        value = table.get(key, "")
        if isinstance(value, str):
            return value
        self._note(f"{place}{key}", _("write a text, in quotes."))
        return ""

    def _refuse_unknown(self, place: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                near = get_close_matches(key, known, 1, 0.75)
                words = _("unknown key. There are: {keys}.").format(keys=", ".join(known))
                if near:
                    words = _("unknown key. Did you mean {key}?").format(key=near[0])
                self._note(f"{place}{key}", words)

    def _note(self, place: str, words: str) -> None:
        self.mistakes.append(placed(place, words))


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str)


def _is_finite(value: Any) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


def _json_problem(value: Any, depth: int = 0) -> str:
    """Why a value of TOML is none of JSON; "" where it is one."""
    if depth > _MAX_DEPTH:
        return _("this is nested too deeply.")
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return next(filter(None, (_json_problem(item, depth + 1) for item in inner)), "")
    if not (value is None or isinstance(value, str | int | float)):
        return _("JSON has no dates and times: write {value} in quotes.").format(value=value)
    return "" if _is_finite(value) else _("JSON has no number {value}.").format(value=value)


# Writing


def write_recipe(recipe: Recipe) -> str:
    """The text of a file that :func:`read_recipe` makes the same recipe of.

    Raises:
        RecipeFileError: for a recipe with mistakes.
    """
    if found := mistakes_of(recipe):
        raise RecipeFileError(found)
    head = {"format": _FORMAT, "title": recipe.title, "description": recipe.description}
    parameters = {item.name: _parameter_table(item) for item in recipe.parameters}
    parts = [_dumped(_without_empty(head))]
    if parameters:
        parts.append(_dumped({"parameters": parameters}))
    return "\n".join([*parts, *map(_step_text, recipe.steps)])


def _parameter_table(parameter: RecipeParameter) -> dict[str, Any]:
    return _without_empty(
        {
            "description": parameter.description,
            "example": parameter.example,
            "choices": parameter.choices,
            "secret": parameter.is_secret,
        }
    )


def _step_text(step: RecipeStep) -> str:
    head = {
        "id": step.id,
        "call": operation_title(step.branch, step.method, step.path),
        "note": step.note,
        "until": step.until,
    }
    tables: dict[str, Any] = {
        "path": dict(step.path_values),
        "headers": dict(step.headers),
    }
    query = _query(step.query)
    lines = _dumped(_without_empty(head))
    if isinstance(query, dict):
        tables["query"] = query
    else:
        lines += _dumped({"query": query})
    tables = _without_empty(tables)
    if isinstance(step.body, dict) and _is_table(step.body):
        tables["body"] = step.body
    elif step.body is not NO_BODY:
        lines += f"body = '''\n{_json_text(step.body)}\n'''\n"
    rest = _dumped({"steps": tables}) if tables else ""
    return f"[[steps]]\n{lines}" + (f"\n{rest}" if rest else "")


def _query(pairs: tuple[tuple[str, Any], ...]) -> dict[str, Any] | list[list[Any]]:
    """A table, where that keeps the order; else names with their values."""
    table: dict[str, list[Any]] = {}
    for name, value in pairs:
        table.setdefault(name, []).append(value)
    if tuple((name, value) for name, values in table.items() for value in values) != pairs:
        return [list(pair) for pair in pairs]
    return {name: values if len(values) > 1 else values[0] for name, values in table.items()}


def _without_empty(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value not in ("", {}, False)}


def _is_table(body: dict[str, Any]) -> bool:
    """Whether a table of TOML says the same body: it has no null, and tables in it come last."""
    if _has_null(body):
        return False
    again = tomllib.loads(_dumped({"body": body}))["body"]
    return json.dumps(again) == json.dumps(body)


def _has_null(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(map(_has_null, value.values() if isinstance(value, dict) else value))
    return value is None


def _json_text(value: Any) -> str:
    """JSON that can stand between three single quotes, which take no DEL and no three of them."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.replace("\x7f", "\\u007f").replace("''", "'\\u0027")


def _dumped(table: dict[str, Any]) -> str:
    import tomli_w

    return tomli_w.dumps(table)
