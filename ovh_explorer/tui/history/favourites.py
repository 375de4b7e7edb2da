"""What is done with the favourites: one opened, what is open added, others renamed or removed."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.message import Message

from ovh_explorer.form.draft import draft_of
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.messages import OpenOperation
from ovh_explorer.workspace.storage.favourites import Favourite, Favourites, named

if TYPE_CHECKING:
    from ovh_explorer.form import Form
    from ovh_explorer.tui.history.actions import FindOperation

__all__ = ["FavouriteActions"]

_HOW = N_("A name, or a group and a name: DNS / add a record")


class FavouriteActions:
    """What `F` does.

    Args:
        app: for dialogs and toasts.
        favourites: where they are stored.
        form: the form that is open.
        find: finds an operation.
        post: posts a message upwards.
    """

    def __init__(
        self,
        app: App[Any],
        favourites: Favourites,
        form: "Callable[[], Form | None]",
        find: "FindOperation",
        post: Callable[[Message], object],
    ) -> None:
        self._app = app
        self._favourites = favourites
        self._form = form
        self._find = find
        self._post = post

    async def show(self) -> None:
        """Show the menu of the favourites, and do what is chosen; again where the user turned back
        in what it opened.
        """
        form = self._form()
        start, is_done = "", False
        while not is_done:
            known = self._favourites.all
            chosen = await self._choose(_("Favourites"), _menu(known, form), start)
            if chosen is None:
                return
            is_done = await self._do(chosen, known, form)
            start = chosen

    async def _do(self, chosen: str, known: Sequence[Favourite], form: "Form | None") -> bool:
        """Do what was chosen; False where the user turned back."""
        match chosen:
            case "none":
                return True
            case "keep":
                return form is None or await self._add(form)
            case "rename":
                return await self._rename(known)
            case "remove":
                return await self._remove(known)
            case _favourite:
                await self._open(_by_id(known, chosen))
                return True

    async def open(self, number: int) -> None:
        """Open a favourite by its number, filled in as it was stored."""
        favourite = next((item for item in self._favourites.all if item.id == number), None)
        if favourite is None:
            self._app.notify(_("It has been deleted meanwhile."))
            return
        await self._open(favourite)

    async def _open(self, favourite: Favourite) -> None:
        target = await self._find(favourite.title)
        if target is not None:
            self._post(OpenOperation(target, draft=favourite.draft))

    async def _add(self, form: "Form") -> bool:
        about = catalog_text(form.operation.description)
        name = await self._ask_name(_("Save the open operation"), about[:40])
        if name is None or not await self._may_use(name):
            return False
        draft = draft_of(form, secrets=False)
        await asyncio.to_thread(self._favourites.keep, *name, form.operation.key, draft)
        self._say(_("Saved: {name}").format(name=_full_name(*name)))
        return True

    async def _rename(self, known: Sequence[Favourite]) -> bool:
        start = ""
        while True:
            title = _("Rename or move which one?")
            favourite = await self._ask_which(known, title, start=start)
            if favourite is None:
                return False
            start = str(favourite.id)
            present = (favourite.group, favourite.name)
            name = await self._ask_name(_("Rename or move"), _full_name(*present))
            if name == present:
                return True
            if name is not None and await self._may_use(name):
                await asyncio.to_thread(self._favourites.rename, favourite, *name)
                self._say(_("Renamed: {name}").format(name=_full_name(*name)))
                return True

    async def _remove(self, known: Sequence[Favourite]) -> bool:
        while True:
            title = _("Remove which one?")
            favourite = await self._ask_which(known, title, must_be_meant=True)
            if favourite is None:
                return False
            title = _("Remove {name}?").format(name=favourite.name)
            words = _("{title}, as it was filled in.").format(title=favourite.title)
            if await self._app.push_screen_wait(YesNoScreen(title, words, _("Remove"))):
                await asyncio.to_thread(self._favourites.remove, favourite)
                self._say(_("Removed: {name}").format(name=favourite.name))
                return True

    async def _ask_which(
        self,
        known: Sequence[Favourite],
        title: str,
        *,
        must_be_meant: bool = False,
        start: str = "",
    ) -> Favourite | None:
        entries = [replace(entry, must_be_meant=must_be_meant) for entry in _entries(known)]
        chosen = await self._choose(title, entries, start)
        return None if chosen is None else _by_id(known, chosen)

    async def _ask_name(self, title: str, value: str = "") -> tuple[str, str] | None:
        """A group and a name, that the user gives."""
        prompt: PromptScreen = PromptScreen(title, _(_HOW), _name_problem, value=value)
        text = await self._app.push_screen_wait(prompt)
        return None if text is None else named(text)

    async def _may_use(self, name: tuple[str, str]) -> bool:
        """Whether a name is free now, or the favourite that has it may be replaced."""
        known = {(item.group, item.name): item for item in self._favourites.all}
        present = known.get(name)
        if present is None:
            return True
        title = _("Replace {name}?").format(name=_full_name(*name))
        words = _("It is {title}, as it was filled in.").format(title=present.title)
        question = YesNoScreen(title, words, _("Replace"))
        return await self._app.push_screen_wait(question)

    async def _choose(self, title: str, entries: list[Entry], start: str = "") -> str | None:
        menu: MenuScreen = MenuScreen(title, entries, start=start)
        return await self._app.push_screen_wait(menu)

    def _say(self, words: str) -> None:
        """Say what was done, or why it could not be stored."""
        if problem := self._favourites.problem:
            self._app.notify(printable(problem), severity="warning", markup=False)
        else:
            self._app.notify(printable(words), markup=False)


def _menu(known: Sequence[Favourite], form: "Form | None") -> list[Entry]:
    """The favourites, and what can be done with them."""
    entries = _entries(known)
    entries.append(Entry(_("Change them") if known else _("Favourites")))
    if form is not None:
        note = _("{title}, as it is filled in").format(title=form.operation.title)
        entries.append(Entry(_("Save the open operation"), note, "keep"))
    elif not known:
        note = _("open an operation, then press F to save it under a name")
        entries.append(Entry(_("No favourites yet"), note, "none"))
    if known:
        entries.append(Entry(_("Rename or move one"), "", "rename"))
        entries.append(Entry(_("Remove one"), "", "remove", must_be_meant=True))
    return entries


def _entries(known: Sequence[Favourite]) -> list[Entry]:
    entries: list[Entry] = []
    group = ""
    for favourite in known:
        if favourite.group != group:
            group = favourite.group
            entries.append(Entry(group))
        entries.append(Entry(favourite.name, favourite.title, str(favourite.id)))
    return entries


def _by_id(known: Sequence[Favourite], chosen: str) -> Favourite:
    return next(item for item in known if str(item.id) == chosen)


def _full_name(group: str, name: str) -> str:
    return f"{group} / {name}" if group else name


def _name_problem(text: str) -> str:
    try:
        named(text)
    except ValueError as error:
        return str(error)
    return ""
