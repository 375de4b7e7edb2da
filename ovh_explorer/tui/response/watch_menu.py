"""How a response is to be watched: until when, and how often."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ovh_explorer.catalog.resolve import Enum, Listed, Object
from ovh_explorer.translation import N_, _, number
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.workspace.calls.wait import WatchWish
from ovh_explorer.workspace.navigation.states import STATES, is_over, state_of_response
from ovh_explorer.workspace.response.filter import FilterError, check_filter

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.client.response import Response
    from ovh_explorer.form import Form
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.response.outlet import RequestSender

__all__ = ["WatchMenu", "conditions_for"]

_DEFAULT_SECONDS = 5.0
_MIN_SECONDS, _MAX_SECONDS = 1.0, 3600.0
_MAX_SUGGESTED = 8
# Bytes of a response whose state is looked for here.
_MAX_READ_BYTES = 100_000
_CONDITION_WORDS = N_(
    "A JMESPath expression on the whole response, such as status=='done'. It is met when it is "
    "true: not false, null, or empty."
)


class WatchMenu:
    """Asks until when and how often, and begins.

    Args:
        app: shows dialogs and toasts.
        sender: gives what sends.
    """

    def __init__(self, app: "App[Any]", sender: "Callable[[], RequestSender]") -> None:
        self._app = app
        self._sender = sender
        self._every = _DEFAULT_SECONDS
        # What was typed last, by operation.
        self._typed: dict[tuple[str, str, str], str] = {}

    async def ask(self, form: "Form", found: "RenderedResponse") -> None:
        """Ask how the response that is shown is to be watched, and begin."""
        if problem := _problem(found):
            self._app.notify(problem, severity="warning", timeout=6)
            return
        key = form.operation.key
        suggested = conditions_for(form, found.response)
        typed = self._typed.get(key, "")
        if typed and typed not in suggested:
            suggested.insert(0, typed)
        start = "esc"
        while True:
            chosen = await self._choose(form, suggested, start)
            if chosen == "every":
                await self._ask_seconds()
                start = "every"
                continue
            if chosen == "other":
                condition = await self._ask_condition(typed)
                if condition is None:
                    start = "other"
                    continue
                self._typed[key] = condition
                chosen = f"until:{condition}"
            break
        if chosen is not None:
            condition = chosen.removeprefix("until:") if chosen != "esc" else ""
            self._sender().watch_response(form, found.call, WatchWish(condition, self._every))

    async def _choose(self, form: "Form", suggested: list[str], start: str) -> str | None:
        seconds = f"{self._every:g} s"
        entries = [
            Entry(
                _("Until you press esc"),
                _("refresh every {seconds}").format(seconds=seconds),
                "esc",
            ),
            *(
                Entry(_("Until {condition}").format(condition=item), "", f"until:{item}")
                for item in suggested
            ),
            Entry(_("Until another condition…"), _("a JMESPath expression"), "other"),
            Entry(
                _("Every {seconds}…").format(seconds=seconds),
                _("change how often it is sent"),
                "every",
            ),
        ]
        title = _("Watch · {operation}").format(operation=form.operation.title)
        menu: MenuScreen = MenuScreen(title, entries, start=start)
        return await self._app.push_screen_wait(menu)

    async def _ask_seconds(self) -> None:
        words = _("Seconds between two requests, {least} to {most}:")
        words = words.format(least=number(_MIN_SECONDS), most=number(_MAX_SECONDS))
        prompt = PromptScreen(_("Watch"), words, _seconds_problem, value=f"{self._every:g}")
        typed = await self._app.push_screen_wait(prompt)
        if typed is not None:
            self._every = float(typed)

    async def _ask_condition(self, typed: str) -> str | None:
        words = _(_CONDITION_WORDS)
        prompt = PromptScreen(_("Watch until"), words, _condition_problem, value=typed)
        return await self._app.push_screen_wait(prompt)


def _problem(found: "RenderedResponse") -> str:
    """Why a response can't be watched; "" where it can."""
    if found.call.method != "GET":
        words = _("Only a GET can be watched. {method} is sent once.")
        return words.format(method=found.call.method)
    # Of a list whose details are shown, the list itself is watched: sent otherwise, its details
    # would come again.
    if found.gathered and found.details is None:
        return _("This was put together of several responses. Send the request, then watch it.")
    return ""


def _seconds_problem(words: str) -> str:
    try:
        seconds = float(words)
    except ValueError:
        return _("Type a number of seconds, such as 5.")
    if not _MIN_SECONDS <= seconds <= _MAX_SECONDS:
        words = _("The number must be between {least} and {most}.")
        return words.format(least=number(_MIN_SECONDS), most=number(_MAX_SECONDS))
    return ""


def _condition_problem(words: str) -> str:
    if not words:
        return _("Type an expression. To watch without one, press esc and choose the first line.")
    try:
        check_filter(words)
    except FilterError as error:
        return str(error)
    return ""


def conditions_for(form: "Form", response: "Response") -> list[str]:
    """Conditions that fit what an operation returns: that its state is another one than it has now,
    those first that end a task.
    """
    models = form.models
    shape = models.shape(form.operation.response)
    is_list = isinstance(shape, Listed)
    if isinstance(shape, Listed):
        shape = models.shape(shape.item)
    if not isinstance(shape, Object):
        return []
    for name in STATES:
        part = next((item for item in shape.model.properties if item.name == name), None)
        if part is None:
            continue
        kinds = (models.shape(kind) for kind in (part.full_type, part.type))
        kind = next((item for item in kinds if isinstance(item, Enum)), None)
        if kind is not None:
            now = "" if is_list or response.size > _MAX_READ_BYTES else state_of_response(response)
            values = [str(value) for value in kind.values if str(value) != now]
            values.sort(key=lambda value: not is_over(value))
            made = [_condition(name, value, is_list=is_list) for value in values[:_MAX_SUGGESTED]]
            return [*([f"{name}!={_quoted(now)}"] if now else []), *made]
    return []


def _condition(name: str, value: str, *, is_list: bool) -> str:
    wanted = _quoted(value)
    return f"@ && ![?{name}!={wanted}]" if is_list else f"{name}=={wanted}"


def _quoted(value: str) -> str:
    """A text as JMESPath has it."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
