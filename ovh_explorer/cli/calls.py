"""``try`` and ``code``: one request, without a screen."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.cli.open_workspace import (
    CommandError,
    open_workspace,
    run_async,
    workspace_of,
)
from ovh_explorer.cli.request import call_of
from ovh_explorer.cli.result import print_each, print_result
from ovh_explorer.cli.streams import put
from ovh_explorer.cli.terminal import ask, asks_for, fail, is_interactive, say
from ovh_explorer.cli.try_checks import check_options
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.workspace.calls.error_doctor import how_it_ended, without_screen
from ovh_explorer.workspace.calls.word_to_send import end_of, start_of, whole_of
from ovh_explorer.workspace.response.format import human_size
from ovh_explorer.workspace.workspace import ReadOnlyError, Workspace

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["code", "explain", "refuse_read_only", "say_settings", "try_call"]


def try_call(options: argparse.Namespace) -> int:
    """Send a request and print its response."""
    try:
        check_options(options)
        run = _try_each if len(options.profiles) > 1 else _try
        return run_async(run(options))
    except CommandError as error:
        return fail(str(error), error.code)


def code(options: argparse.Namespace) -> int:
    """Print the code of a request."""
    from ovh_explorer.snippets import LANGUAGES, SnippetError, language_of
    from ovh_explorer.workspace.calls.code import CodeChoices, can_follow_pages, can_wait

    async def run() -> str:
        # Before anything is downloaded for it.
        language = language_of(options.language)
        async with open_workspace(options) as workspace:
            call = await call_of(options, workspace)
            operation = workspace.store.operation(call.branch, call.method, call.path)
            if options.pages and (operation is None or not can_follow_pages(language, operation)):
                names = ", ".join(name for name, item in LANGUAGES.items() if item.pages)
                raise SnippetError(
                    _(
                        "--pages is for lists that declare X-Pagination-Cursor, such as GET "
                        "/v2/iam/policy, in: {names}"
                    ).format(names=names)
                )
            if options.wait and (
                operation is None or not can_wait(language, workspace.store, operation)
            ):
                names = ", ".join(name for name, item in LANGUAGES.items() if item.waits)
                raise SnippetError(
                    _(
                        "--wait is for operations that answer with a task which the catalog shows, "
                        "in: {names}"
                    ).format(names=names)
                )
            if options.es_module and not LANGUAGES[language].modules:
                raise SnippetError(_("--es-module is for node alone."))
            choices = CodeChoices(
                call_only=options.call_only,
                configured=options.from_config,
                pages=options.pages,
                modules=options.es_module,
                parameters=options.parameters,
                waits=options.wait,
            )
            return workspace.code_writer.code(language, call, choices)

    try:
        text = run_async(run())
    except SnippetError as error:
        names = ", ".join(LANGUAGES)
        return fail(str(error) or _("Languages: {names}").format(names=names))
    except CommandError as error:
        return fail(str(error), error.code)
    put(text)
    return 0


async def _try(options: argparse.Namespace) -> int:
    async with open_workspace(options) as workspace:
        response, code = await _fetch(options, workspace)
        return code if response is None else max(code, print_result(response, options))


async def _try_each(options: argparse.Namespace) -> int:
    """Send a request with the keys of each profile, one after the other."""
    said = {name: argparse.Namespace(**vars(options)) for name in options.profiles}
    for name, one in said.items():
        one.profile = name
        workspace_of(one)  # Says what is wrong with a profile before anything is sent.
    responses: dict[str, Response] = {}
    codes = []
    for name, one in said.items():
        say(_("Profile {name}:").format(name=name))
        try:
            async with open_workspace(one) as workspace:
                response, code = await _fetch(one, workspace)
        except CommandError as error:
            response, code = None, fail(str(error), error.code)
        if response is not None and response.ok:
            responses[name] = response
        codes.append(code if response is None or response.ok else 1)
    if not responses:
        # 2 where nothing was sent for any of them.
        return min(codes)
    return max(min(1, max(codes)), print_each(responses, options))


async def _fetch(
    options: argparse.Namespace, workspace: Workspace
) -> "tuple[Response | None, int]":
    """The response to the request that the options spell, and the exit code so far; None where none
    came, which was said.

    Raises:
        CommandError: when nothing is sent.
    """
    from ovh_explorer.cli.exchange import Exchange
    from ovh_explorer.cli.lists import ListLoader
    from ovh_explorer.cli.until import wait_until
    from ovh_explorer.client.errors import ClientError, ResponseTooLarge

    exchange = Exchange(options, workspace)
    call = await _ready_call(options, workspace)
    if options.diff:
        from ovh_explorer.cli.difference import print_difference

        await print_difference(workspace, call, is_sent=options.yes)
        if not options.yes:
            return None, 0
    loader = ListLoader.make(options, workspace, call)
    if call.method != "GET" and not options.yes:
        _agree(workspace, call)
    code = 0
    response: Response | None
    try:
        if options.until is not None:
            response, code = await wait_until(
                exchange,
                call,
                options.until,
                every=options.every,
                limit=options.wait,
                name="--until",
            )
        else:
            response = await exchange.send(call)
            if response.ok:
                response, code = await loader.load(workspace, exchange, call, response)
    except ClientError as error:
        # Said at once: what ends this may wait for a name server that doesn't answer.
        words = [str(error)]
        if isinstance(error, ResponseTooLarge):
            words.append(_("To take a larger one, say --max-size, such as --max-size 2GB."))
        return None, fail(" ".join(words), 1)
    if response is not None:
        _say_status(response)
        await explain(workspace, call, response, looks_up=options.explain)
    return response, code


async def _ready_call(options: argparse.Namespace, workspace: Workspace) -> Call:
    """The call that the options spell, which may be sent with these settings.

    Raises:
        CommandError: when it may not.
    """
    call = await call_of(options, workspace)
    if options.diff:
        from ovh_explorer.cli.difference import check_is_put

        check_is_put(call)
    if options.yes or not options.diff:
        await refuse_read_only(workspace, call)
    say_settings(workspace, call)
    return call


async def refuse_read_only(workspace: Workspace, call: Call) -> None:
    """Refuse what may not be sent while only GET is.

    Raises:
        CommandError: saying how to turn that off.
    """
    try:
        await workspace.check(call)
    except ReadOnlyError as error:
        words = [str(error)]
        if error.can_be_lifted:
            words.append(_("Press R in the explorer to turn it off."))
        raise CommandError(" ".join(words)) from None


def say_settings(workspace: Workspace, call: Call) -> None:
    """Say what is wrong with the settings that a call is sent by.

    Raises:
        CommandError: where it would leave without a signature.
    """
    if call.method != "GET" and (note := workspace.read_only_note):
        unknown = _("Whether this profile is read-only is not known.")
        say(f"ovh-explorer: {note} {unknown}")
    for finding in workspace.settings.findings:
        say(f"ovh-explorer: {finding}")
    if call.authenticated and (problem := workspace.settings.signing_problem):
        words = _("The request would leave without a signature. Nothing was sent.")
        raise CommandError(f"{problem}\n{words}")
    for line in workspace.settings.problem.splitlines():
        say(f"ovh-explorer: {line}")


async def explain(
    workspace: Workspace, call: Call, response: "Response", *, looks_up: bool | None
) -> None:
    """Say what an error means and what mends it; of a success, what was refused all the same.

    Args:
        looks_up: the API is asked too, with GETs, where only it knows; None where the command has
            no option for that.
    """
    doctor = workspace.error_doctor
    if looks_up:
        lines = await doctor.explain(call, response)
    else:
        lines = doctor.explain_at_once(call, response)
        if looks_up is not None and doctor.knows_more(call, response):
            lines.append(_("--explain looks up why, by GETs with these keys."))
    if sys.stdout.isatty() and not response.ok:
        # The response itself, which stands below, begins with that.
        lines = lines[1:]
    ended = how_it_ended(response, response.method)
    for line in without_screen(lines):
        if line != ended:
            say(printable(line))


def _agree(workspace: Workspace, call: Call) -> None:
    if not is_interactive():
        raise CommandError(
            _("{method} changes things: say --yes to send it without being asked.").format(
                method=call.method
            )
        )
    shown = call.masked()
    effects = workspace.effects(call)
    say(effects.question)
    if effects.values:
        say(effects.values)
    say(f"{shown.method} {workspace.url(shown)}")
    if shown.body is not None:
        for line in json.dumps(shown.json, indent=2, ensure_ascii=False).split("\n"):
            say(line)
    say(effects.words)
    if effects.is_grave:
        words, name = _("Type {word} to send it:"), end_of(effects.word, call)
        if name:
            words = _("Type {word} (the last {count} characters of {name}) to send it:")
        elif name := start_of(effects.word, call):
            words = _("Type {word} (the beginning of {name}) to send it:")
        words = words.format(word=effects.word, count=len(effects.word), name=name)
        agreed = asks_for({effects.word, whole_of(effects.word, call)} - {""}, words)
    else:
        agreed = ask(_("Send this request?"))
    if not agreed:
        raise CommandError(_("Not sent."))


def _say_status(response: "Response") -> None:
    took = f"{response.elapsed * 1000:.0f} ms"  # not for people: a unit
    parts = [f"{response.status} {response.reason}", took, human_size(response.size)]
    if response.query_id:
        parts.append(_("query id {query_id}").format(query_id=response.query_id))
    say("  ".join(parts))
    if words := how_it_ended(response, response.method):
        say(words)
