"""The lines above a response: what is under way, else what the tab says of what it shows."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from ovh_explorer.call import Call
from ovh_explorer.catalog.links import detail_of
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.drawing.pane_titles import response_title, with_call
from ovh_explorer.tui.drawing.request_names import request_name
from ovh_explorer.tui.drawing.response_status import (
    RequestProgress,
    failure_text,
    note_text,
    status_text,
)
from ovh_explorer.tui.messages import CopyText
from ovh_explorer.tui.open_operation import OpenOperation, Shown
from ovh_explorer.tui.terminal.lifetime import stays
from ovh_explorer.tui.widgets.fitted_line import cut_between_words
from ovh_explorer.tui.widgets.frames import FramedPane, is_framed
from ovh_explorer.tui.widgets.key_names import key_now
from ovh_explorer.tui.widgets.key_words import do_key_at, press_part_at

if TYPE_CHECKING:
    from ovh_explorer.client.response import PartialResponse
    from ovh_explorer.workspace.navigation.next_steps import NextStep
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ResponseStatus", "ResponseSummary"]

# An item, and the brackets.
_MIN_LIST_LINES = 3
_EXAMPLE = N_("Example, not a response")
_GAP = 2


class ResponseSummary:
    """What came of the request, and what goes on, in two lines.

    Args:
        state: the operation that is open.
        workspace: has the catalog.
        status: shows it; says what is under way for another operation, and whether status, time
            and size stand in the frame.

    Attributes:
        waiting: a call that is sent again after a while, and words for that; None for none.
    """

    def __init__(
        self, state: OpenOperation, workspace: "Workspace", status: "ResponseStatus"
    ) -> None:
        self._state = state
        self._workspace = workspace
        # By operation: whether another one shows an item of its list.
        self._details: dict[tuple[str, str, str], bool] = {}
        self._status = status
        self.waiting: tuple[Call, str] | None = None

    def steps(self, shown: Shown) -> "list[NextStep]":
        """What usually follows the response that is shown; nothing for one that is not to what the
        form says.
        """
        return [] if shown.found is None or shown.about else self._state.steps(shown.found)

    def text(self, shown: Shown, place: str = "") -> Text:
        """Both lines, one where the frame has a title; `place` says where the cursor is."""
        if shown.form is None:
            return Text()
        second = self._second_line(shown, place)
        if not self._status.is_titled:
            outcome = _outcome_text(shown)
            # No frame beside this one says what it is a response to.
            room = self._status.size.width - outcome.cell_len - _GAP
            if name := request_name(_sent(shown) or shown.form.operation, room):
                outcome.append(f"{' ' * _GAP}{name}", "dim")
            return Text("\n").join([outcome, second])
        # One line, whatever is said: what is read below stays where it is.
        if shown.found is None or shown.about:
            return second if self._status.elsewhere else _outcome_text(shown)
        if shown.is_outdated:
            return Text("  ").join(line for line in (_outcome_text(shown), second) if line)
        left = self._status.size.width - second.cell_len - _GAP if second else None
        return Text("  ").join(line for line in (note_text(shown.found, left), second) if line)

    def _second_line(self, shown: Shown, place: str) -> Text:
        """What goes on, where the cursor is, what follows, or the query id: the first of these that
        there is.
        """
        found = shown.found
        if elsewhere := self._status.elsewhere:
            return Text(elsewhere, "bold")
        if found is None:
            return Text()
        if self.waiting is not None and self.waiting[0] == found.call:
            return Text(printable(self.waiting[1]), "bold")
        if place:
            return Text(printable(place), "dim")
        recipe = self._state.recipe_words(self._status.next_key)
        if recipe and found.response.ok and not shown.about:
            return Text(printable(self._with_task(recipe, shown)), "bold")
        left_out = Text(printable(self._left_out(shown)), "dim")
        only = Text(self._narrowed(shown), "dim")
        if steps := self.steps(shown):
            step = Text(printable(self._status.follows(steps[0].title)), "bold")
            return Text("  ").join(words for words in (step, only, left_out) if words)
        if not left_out and self._lists_ids(shown):
            left_out = Text.from_markup(self._menu_words(shown))
        if only or left_out:
            return Text("  ").join(words for words in (only, left_out) if words)
        query_id = found.response.query_id
        if not query_id:
            return Text()
        return Text(_query_words(query_id), "dim")

    def _menu_words(self, shown: Shown) -> str:
        """The key that has more of a list of ids, as markup."""
        from ovh_explorer.tui.response.pagination import has_pages

        form, found = shown.form, shown.found
        if form is not None and found is not None and has_pages(form, found):
            return _("[bold]m[/bold] opens the menu to load more, or details")
        return _("[bold]m[/bold] opens the menu to load the details")

    def _narrowed(self, shown: Shown) -> str:
        """What a list that isn't empty has alone, as its query wants it; "" for all of it."""
        found = shown.found
        if found is None or shown.form is None or shown.about or found.response.is_nothing:
            return ""
        from ovh_explorer.workspace.calls.narrowed import filter_words, filters_of, narrowed_by

        operation = shown.form.operation
        if narrowed_by(operation, found.call, found.response):
            return ""  # that nothing fits is said where the list would be
        return filter_words(filters_of(operation, found.call))

    def _left_out(self, shown: Shown) -> str:
        """What the response leaves out, and how it is added; "" for nothing."""
        if shown.found is None or shown.form is None or shown.about:
            return ""
        from ovh_explorer.tui.response.pagination import left_out, left_out_words

        parts = left_out(shown.form, shown.found)
        return left_out_words(parts)

    def _with_task(self, recipe: str, shown: Shown) -> str:
        """What a recipe says, and that its step has begun a task, which isn't over: what follows
        may need it, unless it waits by itself.
        """
        walk = self._state.recipe
        waits = walk is not None and bool(walk.upcoming and walk.upcoming.until)
        if waits or not any(step.is_over is not None for step in self.steps(shown)):
            return recipe
        words = _("The task is under way: a follows it")
        return f"{recipe} · {words}"

    def _lists_ids(self, shown: Shown) -> bool:
        """Whether what is shown is a list of ids, whose items can be fetched."""
        found, form = shown.found, shown.form
        if found is None or form is None or found.gathered or not found.response.ok:
            return False
        if not isinstance(found.document, FoldedLines) or found.raw or found.as_table:
            return False
        lines = found.document.lines
        if lines.height < _MIN_LIST_LINES or lines.plain(0).strip() != "[":
            return False
        if lines.plain(1).strip().startswith(("{", "[")):
            return False
        key = form.operation.key
        if key not in self._details:
            self._details[key] = detail_of(self._workspace.store, form.operation) is not None
        return self._details[key]


def _query_words(query_id: str) -> str:
    return printable(_("query id {query_id}").format(query_id=query_id))


def _sent(shown: Shown) -> Call | None:
    """What was sent, and what is shown came of; None where nothing was yet."""
    return None if shown.outcome is None else shown.outcome.said


def _title(shown: Shown, width: int | None = None) -> Content:
    """What the frame says: of a response that is to what the form says, how it is. With a `width`,
    of what it is the response to, as far as that many columns have room for it.
    """
    response = None
    is_failed = bool(shown.failure and not shown.about)
    if shown.found is not None and shown.is_current:
        response, is_failed = shown.found.response, False
    title, short = (
        response_title(
            response, is_failed=is_failed, is_example=shown.is_example, is_short=is_short
        )
        for is_short in (False, True)
    )
    if width is None or shown.form is None:
        return title
    named = _sent(shown) or shown.form.operation
    return with_call(title, named, width) or with_call(short, named, width) or title


def _outcome_text(shown: Shown) -> Text:
    if shown.failure:
        return failure_text(shown.about)
    if shown.found is None:
        words = _(_EXAMPLE) if shown.is_example else _("No response yet")
        return Text(words, "italic")
    return status_text(shown.found, shown.about, is_outdated=shown.is_outdated)


class ResponseStatus(Static):
    """Counts the time of what is under way, ten times a second.

    Args:
        words: what stands here while nothing is under way.
        shown: what the frame's title tells.
        is_open: whether the operation of a call is open.
        clock: in seconds.

    Attributes:
        names_call: whether the frame's title says what it is the response to.
    """

    STAYS_CLEAR = True
    DEFAULT_CSS = """
    ResponseStatus {
        height: auto; min-height: 1; max-height: 2; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(
        self,
        words: Callable[[], Text],
        shown: Callable[[], Shown],
        is_open: Callable[[Call], bool],
        clock: Callable[[], float],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__("", id=id, markup=False)
        self._words = words
        self._shown = shown
        self._is_open = is_open
        self._clock = clock
        self._timer: Timer | None = None
        self._progress: RequestProgress | None = None
        self._line_breaks = 0
        self._drawn = [""]
        self.names_call = False

    def on_resize(self) -> None:
        """Say as much of it as there is room for now."""
        self.draw()

    def begin(self, call: Call) -> None:
        """Something was begun for what the form says: `call`."""
        self._progress = RequestProgress(call, self._clock())
        if self._timer is None:
            self._timer = self.set_interval(0.1, self.draw)
        self.draw()

    def receive(self, partial: "PartialResponse") -> bool:
        """So much of a response is here; whether this is the first that is known of it."""
        if self._progress is None:
            return False
        is_first = self._progress.partial is None
        self._progress.partial = partial
        return is_first

    def say_doing(self, words: str) -> None:
        """How far what takes several requests is."""
        if self._progress is not None:
            self._progress.doing = words

    def say_part(self, part: float) -> None:
        """How far the work on a response is, from 0 to 1."""
        if self._progress is not None:
            self._progress.part = part

    def end(self) -> None:
        """Nothing is under way any more."""
        self._progress = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.draw()

    @property
    def _here(self) -> RequestProgress | None:
        """What is under way for the operation that is open."""
        progress = self._progress
        return progress if progress is not None and self._is_open(progress.call) else None

    @property
    def partial(self) -> "PartialResponse | None":
        """What has come of a response to the operation that is open."""
        return None if self._here is None else self._here.partial

    def follows(self, step: str = "") -> str:
        """What usually follows, with the key that does it where the focus is: `>` alone would look
        like the mark of a list. Without `step`, what stands before it.
        """
        return _("Press {key}: {step}").format(key=self.next_key, step=step)

    @property
    def next_key(self) -> str:
        """The key of what follows, where the focus is."""
        return key_now(self.screen, "next_step")

    @property
    def elsewhere(self) -> str:
        """A line that says what is under way for another operation; "" for nothing."""
        if self._progress is None or self._here is not None:
            return ""
        return self._progress.elsewhere

    @property
    def is_titled(self) -> bool:
        """Whether there is a frame, whose title says status, time and size."""
        return isinstance(self.parent, FramedPane) and is_framed(self.parent)

    def draw(self) -> None:
        """Say it as it is now; nothing while it goes, as at the end of a request that ends with
        it.
        """
        if not stays(self):
            return
        if isinstance(self.parent, FramedPane):
            width = self.parent.outer_size.width if self.names_call else None
            self.parent.write_title(_title(self._shown(), width))
        here = self._here
        words = self._words() if here is None else here.text(self._clock())
        if self.is_titled and here is not None:
            words = Text("  ").join(words.split("\n"))
        width = self.size.width
        shown = cut_between_words(words, width) if width else words
        # Its height alone moves what is below it.
        lines = shown.plain.count("\n")
        self.update(shown, layout=lines != self._line_breaks)
        self._line_breaks = lines
        self._drawn = shown.plain.split("\n")

    async def on_click(self, event: events.Click) -> None:
        """What it says that follows is done by a click, a key that it names is pressed, and the id
        of a query, which the support asks for, is copied.
        """
        if event.y >= len(self._drawn):
            return
        line = self._drawn[event.y]
        follows = line.find(self.follows())
        found = self._shown().found
        query_id = (found.response.query_id or "") if found is not None else ""
        said = _query_words(query_id)
        code = next((tab for tab in self.screen.query("#response-code") if tab.display), None)
        if code is not None:
            # A letter goes to what has the focus.
            self.screen.set_focus(code)
            press_part_at(code, line, event.x)
        elif query_id and 0 <= (at := line.find(said)) <= event.x < at + len(said):
            self.post_message(CopyText(query_id, said))
        elif 0 <= follows <= event.x:
            # A double click is one: by its second half another step may follow.
            if event.chain == 1:
                await self.screen.run_action("next_step")
        else:
            do_key_at(self, line, event.x, event)
