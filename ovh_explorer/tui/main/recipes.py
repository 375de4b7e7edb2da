"""Recipes on the screen: opened step by step, filled in, and sent by the user alone."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
from ovh_explorer.tui.terminal.base_screen import BaseScreen
from ovh_explorer.tui.terminal.key_presses import presses_of

if TYPE_CHECKING:
    from textual.app import App
    from textual.widget import Widget
    from textual.worker import Worker

    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.main.opener import OperationOpener
    from ovh_explorer.tui.main.panes import Panes
    from ovh_explorer.tui.main.tour_strip import StripLine, TourStrip
    from ovh_explorer.tui.open_operation import LeftForm
    from ovh_explorer.workspace.recipes.walk import RecipeWalk
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["Recipes", "next_step", "show_recipes"]

KeyOf = Callable[[str], str]
_NEXT_STEP = frozenset({"greater_than_sign"})


class Recipes:
    """Has a strip while a recipe goes on. What it needs is imported then.

    Args:
        app: shows dialogs and toasts.
        workspace: has the forms.
        panes: have the form that is open.
        opener: opens the operations of steps.
        above: the widget that the strip stands below.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        panes: "Panes",
        opener: "OperationOpener",
        above: "Widget",
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._panes = panes
        self._opener = opener
        self._above = above
        self._strip: TourStrip | None = None
        self._walk: RecipeWalk | None = None
        # What was left for each step: it is gone where the user went back from there.
        self._left: dict[int, LeftForm] = {}
        # What the form is said to wait for.
        self._said_until = ""
        # Reads the response to the open step, which may be large.
        self._reading: Worker[None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether a step of a recipe is open: ``>`` goes to the next one."""
        walk, form = self._walk, self._panes.form
        is_here = walk is not None and form is not None and walk.is_at(form.operation.key)
        return is_here and walk is not None and not walk.is_left

    @property
    def _goes_on(self) -> bool:
        """Whether there is anything to say: a recipe that is finished is over where another
        operation is open.
        """
        walk = self._walk
        return walk is not None and not walk.is_left and (self.is_open or not walk.is_finished)

    @property
    def unfinished(self) -> str:
        """The recipe of which something was sent and not all, and where the user is in it; "" for
        none.
        """
        walk = self._walk
        if walk is None or walk.is_finished or not walk.is_begun:
            return ""
        return _("{title}: {place}").format(title=_(walk.recipe.title), place=walk.place)

    async def choose(self, name: str = "") -> None:
        """Have the user choose a recipe, where none is named, and give its parameters; open its
        first step.
        """
        from ovh_explorer.tui.main.recipe_menu import GO_ON, ask_for_values, choose_recipe
        from ovh_explorer.workspace.recipes.run import RecipeRun
        from ovh_explorer.workspace.recipes.walk import RecipeWalk

        if not self._workspace.is_open:
            self._app.notify(_("The catalog is not open yet."))
            return
        walk = self._walk
        left = None if walk is None or walk.is_finished else walk
        was_left = left is not None and left.is_left
        while True:
            chosen = await choose_recipe(self._app, left, name, was_left=was_left)
            if chosen is None:
                return
            if isinstance(chosen, str):
                if chosen == GO_ON and walk is not None:
                    await self._open(walk, walk.index)
                return
            values = await ask_for_values(self._app, self._workspace, chosen)
            if values is not None:
                run = RecipeRun(chosen, values, self._workspace.forms.new)
                await self._open(RecipeWalk(run), 0)
                return
            if name:
                return  # It was chosen elsewhere: that is one step back.

    async def go_on(self) -> None:
        """Open the next step; what is missing in it is said."""
        walk = self._walk
        if walk is None:
            return
        bench = self._panes.bench
        if bench is not None and bench.is_sending:
            if not walk.waits:
                self._app.notify(
                    _("A request is running. Press esc to cancel it."), severity="warning"
                )
                return
            # Who goes on waits no more.
            bench.cancel()
        if self._reading is not None:
            await self._reading.wait()
        if walk.is_last:
            is_done = walk.is_done
            words = _("That was the last step.") if is_done else _("This is the last step.")
            self._app.notify(words, timeout=4)
        else:
            await self._open(walk, walk.index + 1)

    async def _open(self, walk: "RecipeWalk", index: int) -> None:
        from ovh_explorer.call import operation_title
        from ovh_explorer.workspace.navigation.target import OperationTarget

        step = walk.recipe.steps[index]
        title = operation_title(step.branch, step.method, step.path)
        found = await self._opener.find(title)
        if found is None:
            return
        key = (step.branch, step.method, step.path)
        form = self._workspace.form(*key) if found.path == step.path else None
        if form is None:
            words = _("This catalog doesn't have {operation}. The recipe was made for another one.")
            words = words.format(operation=title)
            self._app.notify(printable(words), severity="warning", timeout=10, markup=False)
            return
        bench = await self._panes.furnish()
        left = bench.state.as_left()
        if left is not None:
            # Also where the step before is of the same operation, and says the same.
            self._left[index] = left
            bench.state.put_on_the_way(left)
        walk.is_left = False
        step_values = self._workspace.forms.step_values
        with bench.request.view.changes.change(form), step_values.noting(form, walk):
            missing = walk.run.fill(form, index)
        if not await self._opener.open_and_reveal(OperationTarget(*key), left=left):
            return
        walk.open(index, bench.state.moment)
        if self._walk is not None and self._walk is not walk:
            self._walk.is_left = True
        self._walk = walk
        if missing:
            lines = "\n".join(printable(" ".join(line.split())) for line in missing)
            self._app.notify(lines, severity="warning", timeout=10, markup=False)
        self._show()

    def note(self) -> None:
        """A request had a good response, or waiting ended: see whether it was the open step's."""
        walk, bench = self._walk, self._panes.bench
        if walk is None or bench is None or walk.is_left:
            return
        # Also where another operation is open by now.
        found = bench.state.last_of(walk.key)
        if not isinstance(found, RenderedResponse) or found.at <= walk.begun_at:
            self._show()
            return
        work = self._read(walk, found.call, found.response)
        self._reading = self._panes.run_worker(work, group="recipe response")  # not for people

    async def _read(self, walk: "RecipeWalk", call: "Call", response: "Response") -> None:
        if problem := await asyncio.to_thread(walk.note, call, response):
            self._app.notify(printable(problem), severity="warning", timeout=10, markup=False)
        self._show()

    def look(self) -> None:
        """The focus is elsewhere, another operation is open: by going back that of an earlier step,
        perhaps; opened in another way that is no step. Say the keys that work there.
        """
        walk, bench, form = self._walk, self._panes.bench, self._panes.form
        if walk is None or walk.is_left or bench is None or form is None:
            return
        key = form.operation.key
        is_here = walk.is_at(key) and not self._was_gone_back_from(walk.index)
        before = walk.step_before(key) if bench.state.ahead and not is_here else None
        if before is not None:
            walk.go_back(before)
        self._show()

    def _was_gone_back_from(self, index: int) -> bool:
        """Whether the user went back from a step: the one before may be of the same operation."""
        left, bench = self._left.get(index), self._panes.bench
        if left is None or bench is None:
            return False
        return not any(item is left for item in bench.state.left)

    def leave(self) -> bool:
        """Leave the recipe; False where none goes on."""
        if self._walk is None or not self._goes_on:
            return False
        self._walk.is_left = True
        self._show()
        words = _("Left the recipe at {place}. Choose Recipes (^p) to go on.")
        if self._walk.is_finished:
            words = _("The recipe is done.")
        self._app.notify(words.format(place=self._walk.place), timeout=6)
        return True

    def _show(self) -> None:
        """Have strip and response say where the recipe is."""
        bench = self._panes.bench
        if bench is not None:
            is_left = self._walk is None or self._walk.is_left
            bench.state.recipe = None if is_left else self._walk
            bench.response.status.draw()
            until = bench.state.form_waits_until
            if until != self._said_until:
                # Below the form, which says the keys then, and is looked at again for that.
                self._said_until = until
                bench.request.explain()
        screen = self._above.screen
        if isinstance(screen, BaseScreen):
            # It opens a step, and sends nothing.
            screen.late_keys = _NEXT_STEP if self.is_open else frozenset()
        if self._strip is not None:
            self._strip.follow()
            return
        from ovh_explorer.tui.main.tour_strip import TourStrip

        self._strip = TourStrip(self._lines, id="recipe")
        self._above.screen.mount(self._strip, after=self._above)

    def _lines(self, key: KeyOf) -> "Sequence[StripLine]":
        from ovh_explorer.tui.widgets.fitted_line import fitting_with

        walk = self._walk
        if walk is None or not self._goes_on:
            return ()
        if not self.is_open:
            words = _("Recipe {place} · ^p Recipes goes on with it · esc leaves it")
            return (words.format(place=walk.place),)
        place = _("Recipe {place}").format(place=walk.place)
        leaves, keys = self._keys(walk, key)
        # What is waited for makes room for the way out: a form says all of it too.
        cut = keys[0] if walk.step.until and not walk.is_done else ""
        where = partial(fitting_with, leaves, cut, [place, *keys])
        return (where, _(walk.step.note)) if walk.step.note else (where,)

    def _keys(self, walk: "RecipeWalk", key: KeyOf) -> tuple[str, list[str]]:
        """What there is to press while a step of the recipe is open: the way out, and all of it,
        the most important first.
        """
        bench, follow, send = self._panes.bench, key("next_step"), key("try_call")
        goes_on = [] if walk.is_last else [_("{key} goes on").format(key=follow)]
        if walk.waits and bench is not None and bench.is_sending:
            until = _("Waits until {condition}").format(condition=walk.step.until)
            stops = _("esc stops that")
            return stops, [until, stops, *goes_on]
        if walk.is_done:
            last, following = (
                _("This was the last step"),
                _("{key} opens the next step").format(key=follow),
            )
            keys = [last if walk.is_last else following]
        elif walk.waits:
            keys = [_("Not yet: {key} waits again").format(key=send), *goes_on]
        else:
            until = walk.step.until
            words = _("{key} waits until {condition}") if until else _("{key} sends it")
            keys = [words.format(key=send, condition=until)]
            if not walk.is_last:
                keys.append(_("{key} skips it").format(key=follow))
        leaves = _("esc leaves it")
        keys.append(leaves)
        if walk.index:
            # The footer of a response has it too, where there is no room for it here.
            keys.append(_("{key} goes back").format(key=key("go_back")))
        return leaves, keys


def show_recipes(screen: Any, name: str = "") -> None:
    """An action of the main screen: begin a recipe by its name, or have the user choose one."""
    screen.run_worker(screen.recipes.choose(name), group="recipe", exclusive=True)


def next_step(otherwise: Callable[[Any], object]) -> Callable[[Any], None]:
    """An action of the main screen: the next step of the recipe that is open, else `otherwise`."""

    def action(screen: Any) -> None:
        if not screen.recipes.is_open:
            otherwise(screen)
        elif presses_of(screen.app).use():
            screen.run_worker(screen.recipes.go_on(), group="recipe", exclusive=True)

    return action
