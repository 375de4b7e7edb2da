"""The call that the words of ``try`` and ``code`` spell. What is given twice is refused, never
chosen from.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ovh_explorer.call import CLIENT_HEADERS, METHODS, Call, CallError, canonical_json
from ovh_explorer.catalog.resolve import Core, Models
from ovh_explorer.catalog.secrets import holds_private_key, is_secret, secret_pointers
from ovh_explorer.cli.body_text import read_body
from ovh_explorer.cli.environment_values import values_from
from ovh_explorer.cli.mistake_lines import mistake_lines
from ovh_explorer.cli.open_workspace import CommandError
from ovh_explorer.cli.terminal import say
from ovh_explorer.form import Field, Form, FormInvalid, Mistake
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.form.secret_texts import mark_secrets
from ovh_explorer.translation import N_, _, pgettext, quoted
from ovh_explorer.workspace.navigation.target import Target, TargetError, parse_target
from ovh_explorer.workspace.sync.fetch import CatalogUnavailable, locate
from ovh_explorer.workspace.workspace import Workspace

__all__ = ["call_of"]

_Location = Literal["path", "query", "header"]
# What the form has no field for: names and values.
_Beside = dict[_Location, list[tuple[str, str]]]
_UNKNOWN_PARAMETER: dict[_Location, str] = {
    "path": N_("{operation} has no path parameter {name}; it has: {known}."),
    "query": N_("{operation} has no query parameter {name}; it has: {known}."),
    "header": N_("{operation} has no header parameter {name}; it has: {known}."),
}


@dataclass(frozen=True, slots=True)
class _GivenValue:
    """A value of a parameter, and the option that gave it: ``-p``; "" for the path."""

    name: str
    value: str
    option: str
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class _Values:
    """Everything that the command line gives for one request, each thing as it was typed."""

    path: tuple[_GivenValue, ...]
    query: tuple[_GivenValue, ...]
    headers: tuple[_GivenValue, ...]
    body: str | None

    @property
    def secrets(self) -> set[str]:
        """The values that are never shown."""
        given = (*self.path, *self.query, *self.headers)
        return {item.value for item in given if item.is_secret}

    def with_target(
        self, values: Sequence[tuple[str, str]], query: Sequence[tuple[str, str]]
    ) -> "_Values":
        """The same, after what the PATH itself holds."""
        return _Values(
            (*_from_path(values), *self.path),
            (*_from_path(query), *self.query),
            self.headers,
            self.body,
        )


async def call_of(options: argparse.Namespace, workspace: Workspace) -> Call:
    """The call that the options spell, through the operation's form; ``--raw`` makes it where the
    form refuses.

    Raises:
        CommandError: when there is no such call, or the catalog that would tell can't be fetched.
    """
    method = options.method.upper()
    if method not in METHODS:
        raise CommandError(
            _("{method} is not a method of this API. Methods: {methods}.").format(
                method=options.method, methods=", ".join(METHODS)
            )
        )
    hidden = _from_environment(options.from_env)
    given = _Values(
        (*_pairs(options.path_values, "-p"), *hidden["path"]),
        (*_pairs(options.query, "-q"), *hidden["query"]),
        (*_pairs(options.headers, "-H"), *hidden["header"]),
        read_body(options.data),
    )
    try:
        target = parse_target(f"{method} {options.path}")
    except TargetError as error:
        raise CommandError(str(error)) from None
    if target.method != method:
        # What is sent is what was typed, whatever the link is for.
        raise CommandError(
            _("This link is for {method} {path}, not for {typed}.").format(
                method=target.method, path=target.path, typed=method
            )
        )
    try:
        found = await locate(workspace.catalog, lambda: workspace.session, target)
    except TargetError as error:
        if options.raw:
            return _raw(target, given)
        hint = _raw_hint() if _raw_works(target, given) else ""
        if isinstance(error, CatalogUnavailable):
            hint = hint if error.is_reachable else ""
            words = _("Failed to fetch the catalog: {error}").format(error=error)
            raise CommandError(f"{words}{hint}", 1) from None
        near = "".join(f"\n  {item}" for item in error.nearest)
        words = str(error)
        if near:
            nearest = _("The nearest:")
            words = f"{words} {nearest}{near}"
        raise CommandError(f"{words}{hint}") from None
    form = workspace.form(found.branch, found.method, found.path)
    assert form is not None
    form.trailing_slash = target.trailing_slash
    return _filled(form, given.with_target(found.values, found.query), raw=options.raw)


def _filled(form: Form, given: _Values, *, raw: bool) -> Call:
    """The call of a form with what is given typed into it; with `raw` what the form has no place
    for is sent too.
    """
    beside: _Beside = {"path": [], "query": [], "header": []}
    _fill(form, "path", given.path, beside, raw=raw)
    _fill(form, "query", given.query, beside, raw=raw)
    _fill(form, "header", given.headers, beside, raw=raw)
    form.secret_texts |= given.secrets
    body = _raw_body(form, given.body, raw=raw)
    _refuse_unknown(form, beside, raw=raw)
    try:
        call = form.call(anyway=raw)
        for remark in form.remarks:
            say(remark)
        if not beside["query"] and not beside["header"] and body is None:
            return call
        whole = Call.make(
            call.branch,
            call.method,
            call.path,
            path_values=dict(call.path_values),
            query=[*call.query, *beside["query"]],
            headers=[*call.headers, *beside["header"]],
            body=call.body if body is None else body,
            authenticated=call.authenticated,
            sensitive=call.sensitive,
            trailing_slash=call.trailing_slash,
        )
        return mark_secrets(_with_secrets(whole), given.secrets)
    except CallError as error:
        raise CommandError(str(error)) from None
    except FormInvalid as error:
        lines = "\n".join(mistake_lines([_mistake_line(item) for item in error.mistakes]))
        raise CommandError(f"{lines}{'' if raw else _hint(form)}") from None


def _hint(form: Form) -> str:
    """That ``--raw`` sends what is refused; "" where it refuses that too, such as a path value that
    is missing.
    """
    return "" if form.said() is None else _raw_hint()


def _raw_hint() -> str:
    words = _("Use --raw to skip this check.")
    return f"\n{words}"


def _raw_body(form: Form, text: str | None, *, raw: bool) -> bytes | None:
    """Type a body into the form; with `raw` the body itself, where the form doesn't take it."""
    if text is None or (form.has_body and form.type_body(text)):
        return None
    problem = form.body_problem
    form.clear_body()
    if raw:
        return _json_body(text)
    if not form.has_body:
        words = _("{operation} takes no body: leave out -d.").format(operation=form.operation.title)
        raise CommandError(f"{words}{_hint(form)}")
    raise CommandError(problem)


def _refuse_unknown(form: Form, beside: _Beside, *, raw: bool) -> None:
    """Refuse parameters that the operation doesn't have; with `raw` only those of the path.

    Raises:
        CommandError: naming the first, and those that there are.
    """
    for location, pairs in beside.items():
        if pairs and (location == "path" or not raw):
            known = ", ".join(item.name for item in form.placed(location))
            is_ours = location == "header" and any(
                pair[0].lower() in CLIENT_HEADERS for pair in pairs
            )
            hint = "" if location == "path" or is_ours else _hint(form)
            words = _(_UNKNOWN_PARAMETER[location]).format(
                operation=form.operation.title,
                name=quoted(pairs[0][0]),
                known=known or pgettext("parameters", "none"),
            )
            raise CommandError(f"{words}{hint}")


def _mistake_line(mistake: Mistake) -> str:
    field = mistake.field
    # What no schema knows is named by its message.
    if field is not None and field.is_given and not field.schema.is_unknown:
        words = _("{place}: {problem}")
        return words.format(place=field.name, problem=mistake.message)
    return mistake.message


def _fill(
    form: Form,
    location: _Location,
    given: Sequence[_GivenValue],
    beside: _Beside,
    *,
    raw: bool,
) -> None:
    """Type values into the fields of one location; those that have no field go `beside`. With `raw`
    they are what was typed, with the blanks around it.
    """
    fields = [(_field(form, location, item.name), item) for item in given]
    # What the schema doesn't know may be a list; only the user can tell.
    _refuse_twice(
        location,
        [
            item
            for field, item in fields
            if location != "query" or (field is not None and field.kind != "list")
        ],
    )
    for field, item in fields:
        if field is None:
            beside[location].append((item.name, item.value))
        elif field.kind == "list":
            entry = field.add_part(item.value)
            if raw and item.value:
                entry.type_text(item.value, as_it_is=True)
        else:
            field.type_text(item.value, as_it_is=raw)
            if not item.value and location != "path":
                field.take("")


def _field(form: Form, location: _Location, name: str) -> Field | None:
    if location != "header":
        return form.field(location, name)
    return next(
        (item for item in form.placed(location) if item.name.casefold() == name.casefold()), None
    )


def _refuse_twice(location: _Location, given: Sequence[_GivenValue]) -> None:
    """Refuse what two of the words say of one parameter; which of them is meant, only the user can
    tell.

    Raises:
        CommandError: naming both.
    """
    seen: dict[str, _GivenValue] = {}
    for item in given:
        # Names of headers are the same in any case.
        first = seen.setdefault(item.name.casefold() if location == "header" else item.name, item)
        if first is not item:
            raise CommandError(_given_twice(first, item))


def _given_twice(first: _GivenValue, second: _GivenValue) -> str:
    """That one parameter has two values, and where they stand: what the path says is the first."""
    if second.is_secret or first.is_secret:
        words = (
            _("{name} is given twice: by the path and by {option}. Give it once.")
            if first.option == ""
            else _("{name} is given twice: by {first_option} and by {option}. Give it once.")
        )
        return words.format(name=second.name, first_option=first.option, option=second.option)
    if second.option == "":
        words = _(
            "{name} is given twice: {first} by the path and {second} by the path. Give it once."
        )
    elif first.option == "":
        words = _(
            "{name} is given twice: {first} by the path and {second} by {option}. Give it once."
        )
    else:
        words = _(
            "{name} is given twice: {first} by {option} and {second} by {option}. Give it once."
        )
    return words.format(
        name=second.name,
        first=quoted(first.value),
        second=quoted(second.value),
        option=second.option,
    )


def _raw(target: Target, given: _Values) -> Call:
    """The call as it is typed, of an operation that no catalog tells about."""
    _refuse_twice("path", given.path)
    _refuse_twice("header", given.headers)
    given = given.with_target((), target.query)
    try:
        call = Call.make(
            target.branch or "v1",
            target.method,
            target.path,
            path_values={item.name: item.value for item in given.path},
            query=[(item.name, item.value) for item in given.query],
            headers=[(item.name, item.value) for item in given.headers],
            body=None if given.body is None else _json_body(given.body),
            trailing_slash=target.trailing_slash,
        )
    except CallError as error:
        raise CommandError(str(error)) from None
    return mark_secrets(_with_secrets(call), given.secrets)


def _with_secrets(call: Call) -> Call:
    """The same call, where what no schema tells about is a secret by its name or
    by what it begins with.
    """
    found = {
        (place, name)
        for place, pairs in (("query", call.query), ("header", call.headers))
        for name, value in pairs
        if is_secret(name, Core("string")) or holds_private_key(value)
    }
    if call.body is not None:
        found |= {("body", where) for where in secret_pointers(Models({}), "any", call.json)}
    return replace(call, sensitive=call.sensitive | found)


def _raw_works(target: Target, given: _Values) -> bool:
    try:
        _raw(target, given)
    except CommandError:
        return False
    return True


def _from_path(pairs: Sequence[tuple[str, str]]) -> tuple[_GivenValue, ...]:
    return tuple(_GivenValue(name, value, "") for name, value in pairs)


def _pairs(texts: Sequence[str], option: str) -> tuple[_GivenValue, ...]:
    pairs = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise CommandError(_("{text} is not NAME=VALUE.").format(text=quoted(text)))
        pairs.append(_GivenValue(name, value, option))
    return tuple(pairs)


def _from_environment(texts: Sequence[str]) -> dict[_Location, list[_GivenValue]]:
    found: dict[_Location, list[_GivenValue]] = {"path": [], "query": [], "header": []}
    for item in values_from(texts):
        found[item.location].append(
            _GivenValue(item.name, item.value, "--from-env", is_secret=True)
        )
    return found


def _json_body(text: str) -> bytes:
    try:
        return canonical_json(read_json(text))
    except JsonTextError as error:
        raise CommandError(str(error)) from None
