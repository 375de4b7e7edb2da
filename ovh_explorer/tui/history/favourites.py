"""The favourites on a main screen: opening one, keeping what is open, naming and removing."""

import asyncio
from typing import TYPE_CHECKING

from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.workspace.navigation.target import TargetError
from ovh_explorer.workspace.storage.favourites import Favourite, named

if TYPE_CHECKING:
    from ovh_explorer.tui.main.screen import MainScreen

__all__ = ["FavouriteActions"]

_HOW = "A name, or a group and a name: DNS / add a record"


class FavouriteActions:
    """What `F` does."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._favourites = screen.workspace.favourites

    async def show(self) -> None:
        """The menu of the favourites, and what can be done with them."""
        known = self._favourites.all
        entries = _entries(known)
        entries.append(Entry("Favourites" if not known else "Change them"))
        form = self._screen.form
        if form is not None:
            entries.append(
                Entry("Keep what is open", f"{form.operation.title}, as it is filled in", "keep")
            )
        elif not known:
            entries.append(
                Entry(
                    "Nothing is kept yet", "open an operation, then F keeps it under a name", "none"
                )
            )
        if known:
            entries.append(Entry("Rename or move one", "", "rename"))
            entries.append(Entry("Remove one", "", "remove"))
        chosen = await self._menu("Favourites", entries)
        match chosen:
            case None | "none":
                return
            case "keep":
                await self._keep()
            case "rename" | "remove":
                await self._change(chosen, known)
            case _:
                await self.open(next(item for item in known if str(item.id) == chosen))

    async def _menu(self, title: str, entries: list[Entry]) -> str | None:
        menu: MenuScreen = MenuScreen(title, entries)
        return await self._screen.app.push_screen_wait(menu)

    async def _ask(self, title: str, value: str = "") -> tuple[str, str] | None:
        def problem(text: str) -> str:
            try:
                named(text)
            except ValueError as error:
                return str(error)
            return ""

        question: PromptScreen = PromptScreen(title, _HOW, problem, value=value)
        text = await self._screen.app.push_screen_wait(question)
        return None if text is None else named(text)

    async def _keep(self) -> None:
        form = self._screen.form
        assert form is not None
        name = await self._ask("Keep what is open", form.operation.description[:40])
        if name is not None:
            draft = draft_of(form, secrets=False)
            await asyncio.to_thread(self._favourites.keep, *name, form.operation.key, draft)
            self._say(f"Kept: {' / '.join(part for part in name if part)}")

    async def _change(self, what: str, known: list[Favourite]) -> None:
        chosen = await self._menu("Which one?", _entries(known))
        if chosen is None:
            return
        favourite = next(item for item in known if str(item.id) == chosen)
        if what == "remove":
            question = YesNoScreen(
                f"Remove {favourite.name}?", f"{favourite.title}, as it was filled in.", "Remove"
            )
            if not await self._screen.app.push_screen_wait(question):
                return
            await asyncio.to_thread(self._favourites.remove, favourite.id)
            self._say(f"Removed: {favourite.name}")
            return
        full = f"{favourite.group} / {favourite.name}" if favourite.group else favourite.name
        name = await self._ask("Rename or move", full)
        if name is not None:
            await asyncio.to_thread(self._favourites.rename, favourite.id, *name)
            self._say(f"Renamed: {' / '.join(part for part in name if part)}")

    def _say(self, words: str) -> None:
        problem = self._favourites.problem
        self._screen.notify(
            printable(problem or words),
            severity="warning" if problem else "information",
            markup=False,
        )

    async def open(self, favourite: Favourite) -> None:
        """Open one, filled in as it was kept; what was typed into its form meanwhile can be brought
        back by `u`.
        """
        screen = self._screen
        try:
            opened = await screen.workspace.find(favourite.title)
        except TargetError as error:
            screen.opening.say(error)
            return
        form = screen.opening.form_of(opened)
        if form is None:
            return
        bench = await screen.furnish()
        bench.request.view.remember(form)
        restore(form, favourite.draft)
        await screen.opening.open_and_reveal(opened)


def _entries(known: list[Favourite]) -> list[Entry]:
    entries: list[Entry] = []
    group = ""
    for favourite in known:
        if favourite.group != group:
            group = favourite.group
            entries.append(Entry(group))
        entries.append(Entry(favourite.name, favourite.title, str(favourite.id)))
    return entries
