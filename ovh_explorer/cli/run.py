"""``run``: a recipe, step by step; it changes nothing unless it is told so."""

import argparse
import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ovh_explorer.call import operation_title
from ovh_explorer.cli.calls import explain, refuse_read_only, say_settings
from ovh_explorer.cli.mistake_lines import mistake_lines
from ovh_explorer.cli.open_workspace import CommandError, open_workspace, run_async
from ovh_explorer.cli.recipe_values import values_of
from ovh_explorer.cli.result import write_content
from ovh_explorer.cli.streams import put, tell
from ovh_explorer.cli.terminal import fail, say, write_plain
from ovh_explorer.cli.until import wait_until
from ovh_explorer.text import printable
from ovh_explorer.translation import _, ngettext, number
from ovh_explorer.workspace.navigation.target import Target, TargetError
from ovh_explorer.workspace.recipes.library import RecipeNotFound, find_recipe
from ovh_explorer.workspace.recipes.recipe import Recipe
from ovh_explorer.workspace.recipes.recipe_checks import placed
from ovh_explorer.workspace.recipes.recipe_file import RecipeFileError
from ovh_explorer.workspace.recipes.run import RecipeRun, StepError, StepPreview
from ovh_explorer.workspace.response.output import OutputError, shaped
from ovh_explorer.workspace.sync.fetch import CatalogUnavailable, locate
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response

__all__ = ["run_recipe"]

Say = Callable[[str], None]


def run_recipe(options: argparse.Namespace) -> int:
    """Run a recipe, or print what it would send."""
    try:
        try:
            recipe = find_recipe(options.recipe)
        except RecipeFileError as error:
            lines = "".join(f"\n  {line}" for line in error.mistakes)
            words = _("{recipe} has mistakes. Nothing was sent.").format(recipe=options.recipe)
            raise CommandError(f"{words}{lines}") from None
        except RecipeNotFound as error:
            raise CommandError(str(error)) from None
        values = values_of(recipe, options.parameters)
        return run_async(_run(options, recipe, values))
    except CommandError as error:
        return fail(str(error), error.code)


async def _run(options: argparse.Namespace, recipe: Recipe, values: dict[str, str]) -> int:
    async with open_workspace(options) as workspace:
        await _check_catalog(workspace, recipe)
        run = RecipeRun(recipe, values, workspace.forms.new)
        previews = _previews(run)
        changing = [
            step for step in enumerate(previews, 1) if recipe.steps[step[0] - 1].method != "GET"
        ]
        if options.dry_run or (changing and not options.yes):
            _print_steps(workspace, enumerate(previews, 1), lambda line: put(printable(line)))
            count = len(previews)
            said = ngettext(
                "Nothing was sent: this is the request.",
                "Nothing was sent: these are the {count} requests.",
                count,
            ).format(count=number(count))
            if options.dry_run:
                say(said)
                return 0
            hint = _("Say --yes to send them.")
            say(f"{said} {hint}")
            return 2
        for call in (step[1].call for step in changing):
            if call is not None:
                await refuse_read_only(workspace, call)
        if changing:
            said = ngettext(
                "{count} request of {total} will change something:",
                "{count} requests of {total} will change something:",
                len(changing),
            )
            say(said.format(count=number(len(changing)), total=number(len(previews))))
            _print_steps(workspace, changing, say)
        if (call := _strictest_call(previews)) is not None:
            say_settings(workspace, call)
        return await _Sender(options, workspace, run).send_all()


async def _check_catalog(workspace: Workspace, recipe: Recipe) -> None:
    """Look up each operation, the documents that tell of them fetched where they aren't there.

    Raises:
        CommandError: naming those that the catalog doesn't have, and the nearest ones.
    """
    wrong = []
    for index, step in enumerate(recipe.steps, 1):
        target = Target(step.branch, step.method, step.path)
        title = operation_title(step.branch, step.method, step.path)
        try:
            found = await locate(workspace.catalog, lambda: workspace.session, target)
        except CatalogUnavailable as error:
            words = _("Failed to fetch the catalog: {error}").format(error=error)
            nothing = _("Nothing was sent.")
            # Some of its words end so already.
            words = words if words.endswith(nothing) else f"{words} {nothing}"
            raise CommandError(words, 1) from None
        except TargetError as error:
            near = "".join(f"\n    {item}" for item in error.nearest)
            wrong.append((index, title, near))
            continue
        if (found.branch, found.path) != (step.branch, step.path):
            there = operation_title(found.branch, found.method, found.path)
            wrong.append((index, title, f"\n    {there}"))
    if wrong:
        lines = [_("This recipe was made for another catalog. Nothing was sent.")]
        for index, title, near in wrong:
            problem = _("there is no {operation}.").format(operation=title)
            if near:
                nearest = _("The nearest:")
                problem = f"{problem} {nearest}{near}"
            place = f"steps[{index}].call"
            lines.append(f"  {placed(place, problem)}")
        raise CommandError("\n".join(lines))


def _previews(run: RecipeRun) -> list[StepPreview]:
    """Every step as far as it is known.

    Raises:
        CommandError: with everything that is wrong with them.
    """
    previews = [run.preview(index) for index in range(len(run.recipe.steps))]
    wrong = [mistake for preview in previews for mistake in preview.mistakes]
    if wrong:
        lines = "".join(f"\n  {line}" for line in mistake_lines(wrong))
        words = _("These values can't be sent. Nothing was sent.")
        raise CommandError(f"{words}{lines}")
    return previews


def _print_steps(
    workspace: Workspace, steps: Iterable[tuple[int, StepPreview]], write: Say
) -> None:
    for place, preview in steps:
        write(f"{place}. {preview.title}")
        if preview.call is None:
            continue
        shown = preview.call.masked()
        if shown.body is not None:
            for line in json.dumps(shown.json, indent=2, ensure_ascii=False).split("\n"):
                write(f"   {line}")
        effects = workspace.effects(shown)
        for words in (effects.question, effects.words):
            if words:
                write(f"   {words}")


def _strictest_call(previews: Iterable[StepPreview]) -> "Call | None":
    """A call that asks most of the settings: signed, and no GET, where there is one."""
    calls = [preview.call for preview in previews if preview.call is not None]
    return max(calls, key=lambda call: (call.authenticated, call.method != "GET"), default=None)


class _Sender:
    """Sends the steps of a run, one after the other."""

    def __init__(self, options: argparse.Namespace, workspace: Workspace, run: RecipeRun) -> None:
        from ovh_explorer.cli.exchange import Exchange

        self._options = options
        self._workspace = workspace
        self._run = run
        self._exchange = Exchange(options, workspace)
        self._done: list[str] = []
        self._code = 0

    async def send_all(self) -> int:
        """Send them; the exit code. What is done is said where not all of it is."""
        count = len(self._run.recipe.steps)
        try:
            for index in range(count):
                if code := await self._send(index, count):
                    return code
        finally:
            if len(self._done) < count:
                self._say_where_it_stopped(count)
        return self._code

    async def _send(self, index: int, count: int) -> int:
        from ovh_explorer.client.errors import ClientError

        step = self._run.recipe.steps[index]
        try:
            call = self._run.call(index)
        except StepError as error:
            return fail("\n".join(mistake_lines(str(error).splitlines())), 1)
        title = operation_title(call.branch, call.method, call.shown_target)
        code = 0
        try:
            if step.until:
                response, code = await wait_until(
                    self._exchange,
                    call,
                    step.until,
                    every=self._options.every,
                    limit=self._options.wait,
                )
            else:
                response = await self._exchange.send(call)
        except ClientError as error:
            place = f"{index + 1}/{count} {title}"
            return fail(_("{place}: {problem}").format(place=place, problem=error), 1)
        if response is None:
            return code
        took = f"{response.elapsed * 1000:.0f} ms"  # not for people: a unit
        status = f"{response.status} {response.reason}  {took}"
        say(f"{index + 1}/{count}  {status}  {title}")
        if not response.ok:
            await self._explain(call, response)
            return code or 1
        await explain(self._workspace, call, response, looks_up=None)
        if code == 0:
            self._done.append(f"{index + 1}. {title}")
        self._print(index, response)
        try:
            self._run.note(index, response)
        except StepError as error:
            sent = _("The request was sent.")
            return fail(f"{error} {sent}", 1)
        return code

    def _print(self, index: int, response: "Response") -> None:
        output = self._options.output
        content = response.read()
        if content.strip() in (b"", b"null"):
            # JSON has a line for each step, whatever it returns.
            content = b"null" if output == "compact" else b""
        try:
            printed = shaped(content, output)
        except OutputError as error:
            # What follows is sent all the same: a form of printing is no reason to stop halfway.
            reason = str(error).rstrip(".")
            words = _("Failed to print it as {output}: {reason}. As it came:")
            fail(f"steps[{index + 1}]: {words.format(output=output, reason=reason)}")
            self._code = 1
            printed = content
        if printed and not printed.endswith(b"\n"):
            printed += b"\n"
        write_content(printed)

    async def _explain(self, call: "Call", response: "Response") -> None:
        await explain(self._workspace, call, response, looks_up=None)
        write_plain(response.pieces(), tell)
        if not response.read().endswith(b"\n"):
            tell("")

    def _say_where_it_stopped(self, count: int) -> None:
        words = ngettext(
            "Stopped: {done} of {count} step done.", "Stopped: {done} of {count} steps done.", count
        )
        say(words.format(done=number(len(self._done)), count=number(count)))
        for line in self._done:
            say(f"  {line}")
