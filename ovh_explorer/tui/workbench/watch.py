"""Watching a GET: it is sent again and again, and each response takes the place of the one before.

A task is watched until it is over, any other response until it is as the user wants it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from ovh_explorer.text import printable
from ovh_explorer.translation import _, ngettext, number
from ovh_explorer.tui.messages import Milestone
from ovh_explorer.tui.response.continued import NO_CHANGE
from ovh_explorer.workspace.calls.wait import LATER, Outcome, Pause, Wait, WaitResult
from ovh_explorer.workspace.navigation.states import is_over, state_of_response
from ovh_explorer.workspace.response.filter import FilterError
from ovh_explorer.workspace.response.service import ReadError

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.widget import Widget

    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.form import Form
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.open_operation import OpenOperation
    from ovh_explorer.tui.response.pane import ResponsePane
    from ovh_explorer.workspace.calls.wait import WatchWish
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ResponseWatch"]

Learn = Callable[["Form", "RenderedResponse", Sequence[str]], None]  # not for people
"""Finds out what a response means, and adds that."""

# Seconds between two requests for a task: they grow from the first to the last.
_MIN_WAIT_SECONDS, _MAX_WAIT_SECONDS = 2.0, 15.0
_SLOWER = 1.5
_GONE = 404


class _NoResponse(Exception):
    """None came, or it can't be shown; the pane says why."""


class ResponseWatch:
    """Sends a GET until its response is as wished.

    Args:
        owner: the widget that shows toasts.
        workspace: sends, reads and keeps.
        state: the operation that is open.
        response: shows what comes back.
        learn: finds out what a response means.
    """

    def __init__(
        self,
        owner: "Widget",
        workspace: "Workspace",
        state: "OpenOperation",
        response: "ResponsePane",
        learn: Learn,
    ) -> None:
        self._owner = owner
        self._workspace = workspace
        self._state = state
        self._pane = response
        self._learn = learn
        # The response that was shown last.
        self._found: RenderedResponse | None = None

    async def task(self, form: "Form", call: "Call", is_over_at: Callable[[str], bool]) -> None:
        """Watch a task, or an object that is being made, until it is over at its state."""

        async def is_done(response: "Response") -> bool:
            state = state_of_response(response)
            return not state or is_over_at(state)

        try:
            result = await self._run(
                form, call, is_done, _MIN_WAIT_SECONDS, _SLOWER, _MAX_WAIT_SECONDS
            )
        except _NoResponse:
            return
        words = _end_of_task(result) if is_over_at is is_over else _end_of_object(result)
        if words:
            self._state.did(call)
            self._owner.notify(printable(words), timeout=6, markup=False)

    async def response(self, form: "Form", call: "Call", wish: "WatchWish") -> None:
        """Watch a response until a condition is true of it, where there is one."""

        async def is_met(response: "Response") -> bool:
            # A recipe that goes on reads it for its next steps.
            self._owner.post_message(Milestone("send"))
            if not wish.condition:
                return False
            content = response.content if response.stored is None else response.stored.path
            return await self._workspace.reader.is_met(content, wish.condition)

        try:
            result = await self._run(form, call, is_met, wish.every, limit=wish.timeout)
        except _NoResponse:
            self._say(_("Stopped watching: the request failed."), is_bad=True)
        except FilterError as error:
            self._say(_("Stopped watching: {problem}").format(problem=error), is_bad=True)
        else:
            self._say_end(result, wish)

    def _say(self, words: str, *, is_bad: bool = False) -> None:
        severity: SeverityLevel = "warning" if is_bad else "information"
        self._owner.notify(printable(words), severity=severity, timeout=10, markup=False)

    def _say_end(self, result: WaitResult, wish: "WatchWish") -> None:
        condition = wish.condition
        if result.outcome is Outcome.TIMED_OUT:
            words = ngettext(
                "Not met in {seconds} s ({count} request): {condition}. Press ^r to go on waiting.",
                "Not met in {seconds} s ({count} requests): {condition}. "
                "Press ^r to go on waiting.",
                result.requests,
            )
            seconds, count = f"{result.seconds:.0f}", number(result.requests)
            words = words.format(seconds=seconds, count=count, condition=condition)
            self._say(words, is_bad=True)
            return
        if result.outcome is not Outcome.MET:
            response = result.response
            said = f"{response.status} {response.reason}" if response is not None else ""
            words = _("Stopped watching: the API returned {status}.").format(status=said.strip())
            self._say(words, is_bad=True)
            return
        now = datetime.now().strftime("%H:%M:%S")
        # A step that had nothing to wait for is done like any other.
        if result.requests > 1 or wish.timeout is None:
            words = ngettext(
                "The condition is met: {condition} ({count} request).",
                "The condition is met: {condition} ({count} requests).",
                result.requests,
            )
            self._say(words.format(condition=condition, count=number(result.requests)))
        if self._found is not None and (kept := self._state.latest_of(self._found)):
            words = _("met at {time}: {condition}").format(time=now, condition=condition)
            if kept.changed not in ("", NO_CHANGE, _(NO_CHANGE)):
                words = f"{words} · {kept.changed}"
            self._state.put_in_place(replace(kept, watched=words))
            self._pane.follow()

    # The requests

    async def _run(
        self,
        form: "Form",
        call: "Call",
        is_met: Callable[["Response"], Awaitable[bool]],
        every: float,
        slower: float = 1.0,
        max_every: float = 3600.0,
        limit: float | None = None,
    ) -> WaitResult:
        """Wait for it. The first request is in the history, the others are not."""
        self._found = None
        count = 0

        async def fetch() -> "Response":
            nonlocal count
            count += 1
            return await self._fetch(form, call, is_first=count == 1)

        return await Wait(
            fetch,
            is_met,
            every=every,
            timeout=limit,
            clock=monotonic,
            sleep=asyncio.sleep,
            tell=lambda pause: self._pane.wait(call, self._words(pause)),
            slower=slower,
            max_every=max_every,
        ).run()

    async def _fetch(self, form: "Form", call: "Call", *, is_first: bool) -> "Response":
        from ovh_explorer.client.errors import ClientError

        workspace, pane = self._workspace, self._pane
        has_response = self._state.response_to(call) is not None
        pane.begin(call, again=has_response)
        if has_response:
            # What is said of the last change stays in sight.
            changed = "" if self._found is None else self._found.changed
            pane.say_doing(changed or _("checking again"))
        problem = ""
        response: Response | None = None
        try:
            response = await workspace.send(call, pane.receive)
            # One that asks to come later takes no other's place.
            if response.status not in LATER or not has_response:
                self._found = await pane.show_response(call, response, again=True)
                self._learn(form, self._found, ())
        except ClientError as error:
            problem = str(error)
            pane.fail(call, problem)
            raise _NoResponse from None
        except ReadError as error:
            words = _("The response can't be shown.")
            pane.fail(call, f"{words} {error}")
            raise _NoResponse from None
        except asyncio.CancelledError:
            problem = "" if response is not None else "cancelled"
            if not has_response:
                pane.fail(call, _("Cancelled."))
            raise
        finally:
            if is_first:
                workspace.recorder.record(call, response, problem)
            elif response is not None and response.ok:
                workspace.recorder.record_again(call, response)
        return response

    def _words(self, pause: Pause) -> str:
        response, found = pause.response, self._found
        later = _("{status}: later").format(status=response.status)
        parts = [later if not response.ok else _state_of(response)]
        again = _("read again in {seconds} s").format(seconds=f"{pause.seconds:.0f}")
        # What changed may be longer than the line: it is the last.
        parts += [again, _("esc stops"), "" if found is None else found.changed]
        return " · ".join(filter(None, parts))


# Bytes of a response whose state is said.
_MAX_STATE_BYTES = 20_000


def _state_of(response: "Response") -> str:
    """The state that a response says, where that is read at once."""
    return state_of_response(response) if response.size <= _MAX_STATE_BYTES else ""


def _end_of_object(result: WaitResult) -> str:
    """What to say of an object that is ready; "" for one that the API refuses to show."""
    response = result.response
    state = "" if response is None else state_of_response(response)
    if result.outcome is not Outcome.MET or not state:
        return ""
    words = ngettext(
        "It is {state}; asked {count} time.", "It is {state}; asked {count} times.", result.requests
    )
    return words.format(state=state, count=number(result.requests))


def _end_of_task(result: WaitResult) -> str:
    """What to say of a task that is over; "" for one that the API refuses to show."""
    response = result.response
    if response is None or result.outcome is not Outcome.MET:
        is_gone = result.requests > 1 and response is not None and response.status == _GONE
        return _("The task is gone: it is done.") if is_gone else ""
    state = state_of_response(response)
    words = (
        ngettext(
            "The task is {state}; asked {count} time.",
            "The task is {state}; asked {count} times.",
            result.requests,
        )
        if state
        else ngettext(
            "The response names no state; asked {count} time.",
            "The response names no state; asked {count} times.",
            result.requests,
        )
    )
    return words.format(state=state, count=number(result.requests))
