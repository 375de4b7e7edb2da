"""``try`` and ``code``: one request, without a screen."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.call import BRANCHES, METHODS, Call, CallError, canonical_json
from ovh_explorer.cli.place import CommandError, opened, run_async
from ovh_explorer.cli.streams import put, put_bytes
from ovh_explorer.cli.terminal import (
    ask,
    asks_for,
    fail,
    interruptible,
    is_interactive,
    say,
    write_plain,
    write_pretty,
)
from ovh_explorer.form import Form, FormInvalid
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.workspace.catalog import fetch_one
from ovh_explorer.workspace.danger import danger_of
from ovh_explorer.workspace.doctor import how_it_ended
from ovh_explorer.workspace.reading.filtering import FilterError, check_filter, filtered
from ovh_explorer.workspace.reading.layout import human_size, lay_out
from ovh_explorer.workspace.target import Opened, TargetError, find_target, parse_target
from ovh_explorer.workspace.workspace import ReadOnlyError, Workspace

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["code", "try_call"]

# Bytes up to which an answer is indented and coloured on a terminal.
_MOST_LAID_OUT = 64_000_000


def try_call(options: argparse.Namespace) -> int:
    """Send a request and print its answer."""
    try:
        return run_async(_try(options))
    except CommandError as error:
        return fail(str(error), error.code)


def code(options: argparse.Namespace) -> int:
    """Print the code of a request."""
    from ovh_explorer.snippets import LANGUAGES, SnippetError, language_of
    from ovh_explorer.workspace.code import can_follow_pages

    async def run() -> str:
        async with opened(options) as workspace:
            call = await _call(options, workspace)
            language = language_of(options.language)
            operation = workspace.store.operation(call.branch, call.method, call.path)
            if options.pages and (operation is None or not can_follow_pages(language, operation)):
                raise SnippetError(
                    "--pages is for lists that declare X-Pagination-Cursor, such as GET /v2/iam/policy, in: "
                    + ", ".join(name for name, item in LANGUAGES.items() if item.pages)
                )
            return workspace.code(
                language, call, call_only=options.call_only, configured=options.from_config, pages=options.pages
            )

    try:
        text = run_async(run())
    except SnippetError as error:
        return fail(str(error) or f"Languages: {', '.join(LANGUAGES)}")
    except CommandError as error:
        return fail(str(error), error.code)
    put(text)
    return 0


async def _try(options: argparse.Namespace) -> int:
    from ovh_explorer.client.errors import ClientError

    if options.filter:
        try:
            check_filter(options.filter)
        except FilterError as error:
            raise CommandError(f"{error} Nothing was sent.") from None
    async with opened(options) as workspace:
        call = await _call(options, workspace)
        try:
            workspace.check(call)
        except ReadOnlyError as error:
            raise CommandError(str(error)) from None
        for line in workspace.settings.problem.splitlines():
            say(f"ovh-explorer: {line}")
        if call.method != "GET" and not options.yes:
            _agree(workspace, call)
        try:
            response = await workspace.send(call)
        except ClientError as error:
            # Said at once: what ends this may wait for a name server that doesn't answer.
            return fail(str(error), 1)
        _print(response, options.filter)
        return 0 if response.ok else 1


def _agree(workspace: Workspace, call: Call) -> None:
    if not is_interactive():
        raise CommandError(f"{call.method} changes things: say --yes to send it without being asked.")
    shown = call.masked()
    say(f"{shown.method} {workspace.url(shown)}")
    if shown.body is not None:
        for line in json.dumps(shown.json, indent=2, ensure_ascii=False).split("\n"):
            say(line)
    danger = danger_of(call)
    if danger is not None:
        agreed = asks_for(danger.word, f"This {danger.what}. Type {danger.word} to send it:")
    else:
        agreed = ask("Send this request?")
    if not agreed:
        raise CommandError("Not sent.")


def _print(response: "Response", expression: str = "") -> None:
    query_id = f"  query id {response.query_id}" if response.query_id else ""
    size = human_size(response.size)
    say(f"{response.status} {response.reason}  {response.elapsed * 1000:.0f} ms  {size}{query_id}")
    if words := how_it_ended(response.status, response.method):
        say(words)
    # A large answer is never in memory as a whole.
    pieces = response.pieces()
    if expression and response.ok:
        try:
            pieces = iter([filtered(response.read(), expression) + b"\n"])
        except FilterError as error:
            # The answer isn't lost for that.
            say(f"Not filtered. {error}")
    if not sys.stdout.isatty():
        for piece in pieces:
            put_bytes(piece)
    elif response.size > _MOST_LAID_OUT:
        write_plain(pieces)
    else:
        answer = lay_out(b"".join(pieces), response.content_type)
        if answer.note:
            say(answer.note)
        if answer.text:
            write_pretty(answer.text.decode("utf-8", "replace").removesuffix("\n").split("\n"), answer.language)


async def _call(options: argparse.Namespace, workspace: Workspace) -> Call:
    """The call that the options spell, through the operation's form; `--raw` makes it without one."""
    method = options.method.upper()
    if method not in METHODS:
        raise CommandError(f"{options.method} is not a method of this API: {', '.join(METHODS)}.")
    values, query, headers = (_pairs(options.path_values), _pairs(options.query), _pairs(options.headers))
    body = _body(options.data)
    try:
        target = parse_target(f"{method} {options.path}")
        if target.method != method:
            # What is sent is what was typed, whatever the link is for.
            raise CommandError(f"This link is for {target.method} {target.path}, not for {method}.")
        branches = [target.branch] if target.branch else list(BRANCHES)
        await fetch_one(workspace, branches, target.path)
        found = find_target(workspace.store, target)
    except TargetError as error:
        if options.raw:
            return _raw(options, values, query, headers, body)
        near = "".join(f"\n  {item}" for item in error.nearest)
        raise CommandError(f"{error}{f' The nearest:{near}' if near else ''}\n--raw sends it all the same.") from None
    form = workspace.form(found.branch, found.method, found.path)
    assert form is not None
    try:
        return _filled(form, found, values, query, headers, body, anyway=options.raw)
    except FormInvalid as error:
        lines = "\n".join(
            f"{mistake.field.name}: {mistake.message}"
            if mistake.field is not None and mistake.field.is_given
            else mistake.message
            for mistake in error.mistakes
        )
        raise CommandError(f"{lines}\n--raw sends it all the same.") from None


def _filled(
    form: Form,
    found: Opened,
    values: list[tuple[str, str]],
    query: list[tuple[str, str]],
    headers: list[tuple[str, str]],
    body: str | None,
    *,
    anyway: bool,
) -> Call:
    for place, pairs in (("path", [*found.values, *values]), ("query", [*found.query, *query]), ("header", headers)):
        for name, value in pairs:
            field = form.field(place, name)  # type: ignore[arg-type]
            if field is None:
                known = ", ".join(item.name for item in form.placed(place)) or "none"  # type: ignore[arg-type]
                raise CommandError(f"{form.operation.title} has no {place} parameter {name!r}; it has: {known}.")
            if field.kind == "list":
                field.add_part(value)
            else:
                field.type_text(value)
                if not value and place == "query":
                    field.take("")
    if body is not None:
        if not form.has_body:
            raise CommandError(f"{form.operation.title} takes no body: leave out -d.")
        if not form.type_body(body):
            raise CommandError(form.body_problem)
    call = form.call(anyway=anyway)
    for remark in form.remarks:
        say(remark)
    return call


def _raw(
    options: argparse.Namespace,
    values: list[tuple[str, str]],
    query: list[tuple[str, str]],
    headers: list[tuple[str, str]],
    body: str | None,
) -> Call:
    try:
        target = parse_target(f"{options.method} {options.path}")
        return Call.make(
            target.branch or "v1",
            target.method,
            target.path,
            path_values=dict(values),
            query=[*target.query, *query],
            headers=headers,
            body=None if body is None else canonical_json(read_json(body)),
        )
    except (CallError, JsonTextError, TargetError) as error:
        raise CommandError(str(error)) from None


def _pairs(texts: list[str]) -> list[tuple[str, str]]:
    pairs = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise CommandError(f"{text!r} is not NAME=VALUE.")
        pairs.append((name, value))
    return pairs


def _body(data: str | None) -> str | None:
    if data is None:
        return None
    try:
        if data == "-":
            with interruptible():
                return sys.stdin.read()
        if data.startswith("@"):
            return Path(data[1:]).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"The body can't be read: {error}") from None
    return data
