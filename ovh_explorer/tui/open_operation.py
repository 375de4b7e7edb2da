"""The operation that is open: the one state that request and response pane show. It knows no
widget.

Nothing here is kept up to date by hand: what the panes show is worked out from the form as it is
and from the outcomes of the calls that were sent, whichever way the form came to say what it says.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ovh_explorer.call import Call
from ovh_explorer.form.draft import draft_of, is_same_draft
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
from ovh_explorer.tui.outcomes import Failure, LeftForm, Outcome, Shown, oldest_to_drop
from ovh_explorer.workspace.calls.call_difference import what_differs
from ovh_explorer.workspace.calls.changed_paths import is_changed_by, lists_objects, segments
from ovh_explorer.workspace.calls.shown_once import ShownOnce

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response
    from ovh_explorer.form import Form
    from ovh_explorer.workspace.calls.detail_rest import DetailWish
    from ovh_explorer.workspace.navigation.next_steps import NextStep
    from ovh_explorer.workspace.recipes.walk import RecipeWalk
    from ovh_explorer.workspace.storage.step_values import FilledStep

__all__ = ["Failure", "LeftForm", "OpenOperation", "Outcome", "Shown"]

# What is kept of each kind, and its bytes together: large responses are files, and count for
# nothing.
_MAX_RESPONSES = 40
_MAX_LEFT = 100
_MAX_READS = 20
_MAX_BYTES = 16_000_000
# Calls that were carried out, for the next steps of responses: the newest are remembered.
_MAX_DONE = 1_000

_Kept = TypeVar("_Kept")
StepKey = tuple[str, str, str, frozenset[tuple[str, str]]]


class OpenOperation:
    """The form that is open, what came of the calls that were sent, and the way one came.

    Args:
        keys: the keys that sign now; a response to others is not to what is open.
        line: the line of the response that the cursor stands on.
        step_in: what a step of a recipe put into a form.
    """

    def __init__(
        self,
        keys: Callable[[], object],
        line: Callable[[], int] = lambda: 0,
        step_in: "Callable[[Form], FilledStep | None]" = lambda _form: None,
    ) -> None:
        self.form: Form | None = None
        self.left: list[LeftForm] = []
        # What one went back from, the last of it first to go forward to.
        self.ahead: list[LeftForm] = []
        # The recipe whose steps are opened one after the other.
        self.recipe: RecipeWalk | None = None
        self.shown_once = ShownOnce()
        self._keys = keys
        self._line = line
        self._step_in = step_in
        # The newest last. A failure stands in front of an earlier response to its call until that
        # is sent again.
        self._responses: dict[Call, RenderedResponse] = {}
        self._failures: dict[Call, Failure] = {}
        # What was read beside the forms: to fill one, or to compare with it.
        self._reads: dict[Call, tuple[int, object, Response]] = {}
        self._count = 0
        # When what came of a call was last shown anew: it arrived, or was gone back to.
        self._shown_at: dict[Call, int] = {}
        # The keys that signed what is under way: one call at a time.
        self._signing: dict[Call, object] = {}
        self._done: dict[StepKey, int] = {}

    def __len__(self) -> int:
        return len(self._responses)

    def is_open(self, call: Call) -> bool:
        """Whether the operation that `call` is one of is open."""
        key = (call.branch, call.method, call.path)
        return self.form is not None and self.form.operation.key == key

    @property
    def shown(self) -> Shown:
        """What the panes are to show now."""
        form = self.form
        if form is None:
            return Shown()
        said = form.said()
        outcome = self.outcome_of(said)
        if outcome is None and (last := self.last_of(form.operation.key)) is not None:
            # What came of a step's request to another object says nothing of this run.
            outcome = None if self._is_before_step(last) else last
        is_outdated = isinstance(outcome, RenderedResponse) and self._is_outdated(outcome)
        has_other_keys = outcome is not None and outcome.keys != self._keys()
        is_before_step = outcome is not None and self._is_before_step(outcome)
        about = self._about(outcome, said, is_before_step=is_before_step)
        return Shown(form, outcome, about, is_outdated, has_other_keys, is_before_step)

    def _is_outdated(self, found: RenderedResponse) -> bool:
        """Whether something was carried out since a response came that may have changed it."""
        call = found.said
        later = [
            key for key, at in self._done.items() if at > found.oldest and key[0] == call.branch
        ]
        if call.method != "GET" or not later:
            return False
        read = segments(call.path, dict(call.path_values))
        has_objects = lists_objects(found.response.content)
        return any(
            is_changed_by(method, path, segments(path, dict(values)), read, has_objects=has_objects)
            for _branch, method, path, values in later
        )

    def outcome_of(self, said: Call | None) -> Outcome | None:
        """What came last of what a form said; None where nothing did."""
        if said is None:
            return None
        return self._failures.get(said) or self._responses.get(said)

    def last_of(self, key: tuple[str, str, str]) -> Outcome | None:
        """What came last of an operation's calls, by branch, method and path; None for nothing."""
        # Failures first: of two that are as new, the first is taken.
        known: list[Outcome] = [*self._failures.values(), *self._responses.values()]
        mine = [
            item for item in known if (item.said.branch, item.said.method, item.said.path) == key
        ]
        return max(mine, key=lambda item: self._shown_at[item.said], default=None)

    def _about(self, outcome: Outcome | None, said: Call | None, *, is_before_step: bool) -> str:
        if outcome is None:
            return ""
        differs = what_differs(outcome.said, said)
        if outcome.keys == self._keys():
            if differs:
                return _("to {difference}").format(difference=differs)
            return _("from before this step") if is_before_step else ""
        if not differs:
            return _("with other keys")
        # First: of a line that is too long the end is cut.
        return _("with other keys, to {difference}").format(difference=differs)

    def _is_before_step(self, outcome: Outcome) -> bool:
        """Whether the open step of the recipe wasn't sent since it was opened: what came of an
        earlier call that says the same isn't of this run of the recipe.
        """
        recipe = self.recipe
        if recipe is None or not self.is_open(outcome.said) or recipe.is_done or recipe.waits:
            return False
        call = outcome.said
        return recipe.is_at((call.branch, call.method, call.path)) and outcome.at <= recipe.begun_at

    # Outcomes

    @property
    def moment(self) -> int:
        """What came is numbered: the number of the newest."""
        return self._count

    def begin(self, call: Call) -> None:
        """A call is sent: what came of it before, and failed, is no longer said."""
        self._failures.pop(call, None)
        self._signing = {call: self._keys()}
        if self.recipe is not None and self.recipe.is_at((call.branch, call.method, call.path)):
            self.recipe.is_begun = True

    def keep(self, found: RenderedResponse) -> RenderedResponse:
        """Keep a response, the newest now, as the one to what its form said."""
        self._count += 1
        found = replace(found, at=self._count, keys=self._signing.pop(found.said, self._keys()))
        self._put(found)
        return found

    def fail(self, call: Call, message: str) -> None:
        """No response came; an earlier one stays for when the call is sent again."""
        self._count += 1
        self._put(Failure(call, message, self._signing.pop(call, self._keys()), self._count))

    def _put(self, outcome: Outcome) -> None:
        said = outcome.said
        self._failures.pop(said, None)
        if isinstance(outcome, Failure):
            self._failures[said] = outcome
        else:
            self._responses.pop(said, None)
            self._responses[said] = outcome
        self._shown_at[said] = self._count
        _drop_oldest(self._responses, _MAX_RESPONSES, lambda it: it.held_bytes)
        _drop_oldest(self._failures, _MAX_RESPONSES, lambda it: it.held_bytes)
        for old in self._shown_at.keys() - self._responses.keys() - self._failures.keys():
            del self._shown_at[old]

    def note_read(self, call: Call, response: "Response") -> None:
        """A GET was sent beside what the form says: it tells what an object is."""
        self._count += 1
        self._reads.pop(call, None)
        self._reads[call] = (self._count, self._keys(), response)
        _drop_oldest(self._reads, _MAX_READS, lambda it: len(it[2].content))

    def read_since_change(self, call: Call) -> "Iterator[tuple[Call, Response]]":
        """What was read with the keys that sign now since the object of `call` was last changed,
        the newest first.
        """
        own = segments(call.path, dict(call.path_values))
        changed_at = max(
            (
                at
                for (branch, method, path, values), at in self._done.items()
                if branch == call.branch
                and is_changed_by(method, path, segments(path, dict(values)), own)
            ),
            default=0,
        )
        known = [(it.oldest, it.keys, it.said, it.response) for it in self._responses.values()]
        known += [(at, keys, said, got) for said, (at, keys, got) in self._reads.items()]
        keys = self._keys()
        for at, signed, said, response in sorted(known, key=lambda one: one[0], reverse=True):
            if signed == keys and at > changed_at:
                yield said, response

    def response_to(self, call: Call) -> RenderedResponse | None:
        """The response to a call, as it is shown; None where there is none."""
        return self._responses.get(call)

    def response_before(self, call: Call) -> RenderedResponse | None:
        """The response that a new one to a call comes in place of; None where there is none, or
        other keys signed it.
        """
        found = self._responses.get(call)
        return found if found is not None and found.keys == self._keys() else None

    def wished_details(self, call: Call) -> "DetailWish | None":
        """Which details of a list are shown again; none in a recipe, which uses the list itself."""
        before, recipe = self.response_before(call), self.recipe
        if recipe is not None and recipe.is_at((call.branch, call.method, call.path)):
            return None
        return None if before is None else before.details

    def latest_of(self, found: RenderedResponse) -> RenderedResponse | None:
        """A response as it is shown now, perhaps otherwise than `found`; None where a newer one
        came.
        """
        kept = self._responses.get(found.said)
        return kept if kept is not None and kept.at == found.at else None

    def put_in_place(self, new: RenderedResponse) -> bool:
        """Have a response shown otherwise: as a table, with what was learnt of it. False where a
        newer one came.
        """
        if self.latest_of(new) is None:
            return False
        self._responses[new.said] = new
        return True

    # The way one came

    def as_left(self) -> LeftForm | None:
        """What is open, as it is to be found again; None before the first form.

        Whatever opens an operation takes it before it fills in a form: that may be the one that is
        open.
        """
        form = self.form
        if form is None:
            return None
        outcome = self.shown.outcome
        line = self._line() if outcome is not None else None
        draft = draft_of(form, secrets=True)
        return LeftForm(form.operation.key, draft, line, outcome, self._step_in(form))

    def leave(self, left: LeftForm | None, opened: "Form") -> None:
        """Keep what was open, as `opened` is about to take its place; nothing where that says the
        same.
        """
        if left is None or (self.left and self.left[-1] is left):
            return
        if left.key != opened.operation.key or not is_same_draft(
            left.draft, draft_of(opened, secrets=True)
        ):
            self.put_on_the_way(left)

    def put_on_the_way(self, left: LeftForm) -> None:
        """Have back lead to what was left, whatever is opened now; nothing lies ahead of that."""
        self.ahead.clear()
        self._append_left(left)

    def _append_left(self, left: LeftForm) -> None:
        self.left.append(left)
        sizes = [it.held_bytes for it in self.left]
        del self.left[: oldest_to_drop(sizes, count=_MAX_LEFT, most=_MAX_BYTES)]

    def step_back(self) -> LeftForm | None:
        """What was left last, to be opened in place of what is open; None where nothing was."""
        return self._step(self.left, self.ahead.append)

    def step_forward(self) -> LeftForm | None:
        """What one went back from last; None for nothing."""
        return self._step(self.ahead, self._append_left)

    def _step(self, taken: list[LeftForm], keep: Callable[[LeftForm], object]) -> LeftForm | None:
        if not taken:
            return None
        found, now = taken.pop(), self.as_left()
        if now is not None:
            keep(now)
        return found

    def bring_back(self, left: LeftForm) -> None:
        """Have the operation that was left show what it showed, though others may have been sent
        since; what came of the same call meanwhile stands in its place.
        """
        was = left.outcome
        if was is None:
            return
        now = self.outcome_of(was.said)
        self._count += 1
        self._put(now if now is not None and now.at > was.at else was)

    # Next steps

    def recipe_words(self, key: str) -> str:
        """What the recipe says below a good response to its open step, whose next one a `key`
        opens; "" for nothing.
        """
        recipe, form = self.recipe, self.form
        if recipe is None or form is None or not recipe.is_at(form.operation.key):
            return ""
        if not recipe.is_done:
            words = _("{place} · not yet: {condition}")
            until = recipe.step.until
            return words.format(place=recipe.place, condition=until) if recipe.waits else ""
        if recipe.is_last:
            return _("{place} · that was the last one").format(place=recipe.place)
        opens = _("{key} opens the next step").format(key=key)
        return f"{recipe.place} · {opens}"

    def waits_until(self, call: Call) -> str:
        """What the open step of the recipe waits for; "" for nothing, and for other calls."""
        return self._until((call.branch, call.method, call.path))

    @property
    def form_waits_until(self) -> str:
        """The same of the form that is open, before it is sent."""
        return "" if self.form is None else self._until(self.form.operation.key)

    def _until(self, key: tuple[str, str, str]) -> str:
        recipe = self.recipe
        return recipe.step.until if recipe is not None and recipe.is_at(key) else ""

    def did(self, call: Call) -> None:
        """A call was carried out, or the task that it shows is over: steps that lead to it are
        done.
        """
        key = (call.branch, call.method, call.path, frozenset(call.path_values))
        self._done.pop(key, None)
        self._count += 1
        self._done[key] = self._count
        for old in list(self._done)[:-_MAX_DONE]:
            del self._done[old]

    def steps(self, found: RenderedResponse) -> "list[NextStep]":
        """What usually follows a response and wasn't done since, of what is there still; what only
        reads can be again.
        """
        return [
            step
            for step in found.steps
            if self._done.get(_step_key(step), -1) < found.at and not self._is_gone(step, found.at)
        ]

    def _is_gone(self, step: "NextStep", since: int) -> bool:
        """Whether what a step shows was deleted since, or what that is a part of."""
        opened, values = step.opened, frozenset(step.opened.values)
        return any(
            method == "DELETE"
            and at > since
            and branch == opened.branch
            and f"{opened.path}/".startswith(f"{path}/")
            and deleted <= values
            for (branch, method, path, deleted), at in self._done.items()
        )


def _drop_oldest(kept: dict[Call, _Kept], count: int, size: Callable[[_Kept], int]) -> None:
    sizes = [size(it) for it in kept.values()]
    for old in list(kept)[: oldest_to_drop(sizes, count=count, most=_MAX_BYTES)]:
        del kept[old]


def _step_key(step: "NextStep") -> StepKey:
    opened = step.opened
    return opened.branch, opened.method, opened.path, frozenset(opened.values)
