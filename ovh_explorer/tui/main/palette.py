"""The command palette: everything that has a name, requests, profiles, products, themes."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from textual.app import ComposeResult
from textual.command import CommandInput, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.message import Message
from textual.style import Style

from ovh_explorer.text import folded, plain_line, printable
from ovh_explorer.translation import _, pgettext
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.tui.dialogs.dialog import ResultScreen
from ovh_explorer.tui.drawing.fuzzy_match import FuzzyMatcher, NameMatch
from ovh_explorer.tui.drawing.word_places import AT_WORD, place_in
from ovh_explorer.tui.main.command import Command, parted
from ovh_explorer.tui.main.commands import COMMANDS
from ovh_explorer.tui.main.found_names import FoundName, Known, NameIndex
from ovh_explorer.tui.messages import OpenOperation
from ovh_explorer.tui.terminal.command_list import NoMatchPalette
from ovh_explorer.tui.widgets.inputs import PlainInput
from ovh_explorer.workspace.recipes.library import recipes

if TYPE_CHECKING:
    from ovh_explorer.catalog.search import Hit as SearchHit
    from ovh_explorer.config.profiles import Profile
    from ovh_explorer.workspace.navigation.target import OperationTarget
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ExplorerCommands", "Palette", "PaletteTarget", "as_markup"]

# Requests of the history that are offered.
_MAX_REQUESTS = 10
# Operations that are offered for words of so many letters and more, and the score of the first.
_MAX_OPERATIONS = 8
_MIN_QUERY_LETTERS = 3
_MIN_SCORE = 0.001
# Of what all words name: above all that has only their letters. What most of them name stands
# behind the first operation, these at most.
_NAMED_SCORE = 1_000.0
_MAX_MOSTLY_NAMED = 2
# Added to what has several words in its name as they were typed: above all that has them apart, or
# only those of them that say something.
_PHRASE_SCORE = 2 * _NAMED_SCORE
# Of a command in whose explanation the words are: above the operations, below every name.
_EXPLAINED_SCORE = _MIN_SCORE * 2
# What acts on the object that is shown.
_METHOD_OF = {"in_response('change_object')": "PUT", "in_response('delete_object')": "DELETE"}
# Characters of a name: a past request may have a pasted text in its path.
_MAX_NAME = 300


class _PaletteInput(CommandInput, PlainInput):
    """The palette's line, which is drawn as the other lines are."""


class Palette(NoMatchPalette, ResultScreen[None]):
    """Lists commands and runs the one that is chosen: Textual's own palette, which runs one command
    however often it is chosen.
    """

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            if isinstance(widget, CommandInput):
                yield _PaletteInput(placeholder=widget.placeholder, select_on_focus=False)
            else:
                yield widget


class PaletteOpener(Protocol):
    """Finds and opens what the palette offers beside commands.

    Attributes:
        to_refresh: the refreshes that changes wait for.
    """

    to_refresh: "tuple[OperationTarget, ...]"

    def object_words(self) -> dict[str, str]:
        """What DELETE and PUT do with the object that is shown."""

    def product_names(self) -> list[tuple[str, str]]:
        """Branch and path of every product."""

    def open_product(self, branch: str, product: str) -> None:
        """Show a product in the tree, open."""

    async def find_operations(self, words: str, limit: int) -> "list[SearchHit]":
        """Operations that words mean, the nearest first."""


class PaletteTarget(Protocol):
    """What the palette needs of the screen whose commands it lists."""

    workspace: "Workspace"
    opener: PaletteOpener

    async def run_action(self, action: str) -> bool:
        """Run one of the screen's actions."""

    def post_message(self, message: Message) -> bool:
        """Have the screen do what a message asks for."""

    def open_words(self, words: str) -> object:
        """Open the operation that words mean."""

    def use_profile(self, profile: "Profile") -> object:
        """Work with the keys of a profile from now on."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """What can be chosen: its name, a word about it, what it does, its keys, and other words that
    find it; `is_listed` where it is shown before anything is typed; `has_words` where its name is a
    sentence behind what it is, in which any letters can be found: what stands in it as it is typed
    finds that; `has_kind` where it begins with what it is, as many others do.

    Where `is_explained`, what its words begin with finds it too, behind all that have it in their
    names.
    """

    name: str
    words: str
    run: Callable[[], object]
    key: str = ""
    synonyms: tuple[str, ...] = ()
    is_listed: bool = True
    has_words: bool = False
    has_kind: bool = False
    is_explained: bool = False

    @property
    def help(self) -> str:
        """What stands below the name: the keys come first."""
        return as_markup(" · ".join(part for part in (self.key, self.words) if part))

    @property
    def known(self) -> Known:
        """The words that find it, most of them in any order."""
        said = self.words if self.is_explained else ""
        return Known(self.name, self.synonyms, said, has_kind=self.has_kind)

    def match(self, matcher: FuzzyMatcher, query: str) -> NameMatch | None:
        """How well a query's letters fit the name, or one of the other words, from its beginning
        on.
        """
        if self.has_words:
            place = place_in([self.name], query)
            if place is None or place[0] > AT_WORD:
                return None
        found = matcher.match(self.name)
        wanted = " ".join(folded(query).split())
        for word in self.synonyms:
            other = matcher.match(word) if wanted and folded(word).startswith(wanted) else None
            if other is not None and (found is None or other.score > found.score):
                found = NameMatch(other.score, [])
        if found is None and self.is_explained and len(wanted) >= _MIN_QUERY_LETTERS:
            said = place_in([self.words], query)
            found = NameMatch(_EXPLAINED_SCORE, []) if said and said[0] <= AT_WORD else None
        return found


class ExplorerCommands(Provider):
    """Commands of the main screen."""

    async def startup(self) -> None:
        self._all: list[_Offer] | None = None
        self._names = NameIndex(())

    @property
    def _target(self) -> PaletteTarget:
        return cast(PaletteTarget, self.screen)

    async def _commands(self) -> list[_Offer]:
        if self._all is None:
            named = self._target.opener.object_words()
            offers = [
                *self._refreshes(),
                *(self._command(command, named) for command in COMMANDS),
                *await self._recipes(),
                *await self._requests(),
                *await self._profiles(),
                *self._languages(),
                *self._products(),
                *self._themes(),
            ]
            self._names = await asyncio.to_thread(NameIndex, [offer.known for offer in offers])
            self._all = offers
        return self._all

    def _run(self, action: str) -> Callable[[], object]:
        return partial(self._target.run_action, action)

    def _command(self, command: Command, named: Mapping[str, str]) -> _Offer:
        """A command; one that acts on an object says on which: that may be out of sight."""
        words = named.get(_METHOD_OF.get(command.action, ""), "")
        return _Offer(
            _shortened(words) or command.title,
            command.explanation,
            self._run(command.action),
            command.key,
            (*command.other_words, command.title) if words else command.other_words,
            is_explained=True,
        )

    def _refreshes(self) -> list[_Offer]:
        """Asks whether to send the refreshes that changes wait for, which the header names."""
        return [
            _Offer(
                _("Refresh {name}").format(name=_shortened(printable(target.last_value))),
                _("Your changes are not live yet"),
                partial(self._target.post_message, OpenOperation(target, send=True)),
            )
            for target in self._target.opener.to_refresh
        ]

    async def _recipes(self) -> list[_Offer]:
        """Begins the recipes, found by what they do."""
        entries = await asyncio.to_thread(recipes)
        return [
            _Offer(
                _("Recipe: {title}").format(title=_shortened(printable(entry.title))),
                printable(_(entry.recipe.description)),
                self._run(f"show_recipes({entry.name!r})"),
                is_listed=False,
                has_words=True,
                has_kind=True,
            )
            for entry in entries
            if entry.recipe is not None
        ]

    async def _requests(self) -> list[_Offer]:
        """Opens the requests that were sent last."""
        workspace = self._target.workspace
        if not workspace.is_open or not workspace.keeps_history:
            return []
        # The last one may still be on its way to the disk.
        await workspace.recorder.finished()
        recent = await asyncio.to_thread(workspace.history.recent, workspace.root, _MAX_REQUESTS)
        words = _("Past request: open it again, filled in")
        return [
            _Offer(
                _("Again {request}").format(request=_shortened(printable(entry.title))),
                words,
                self._run(f"open_entry({entry.id})"),
            )
            for entry in recent
        ]

    async def _profiles(self) -> list[_Offer]:
        """Signs in with the profiles that there are keys for."""
        workspace = self._target.workspace
        if not workspace.is_open or workspace.is_demo:
            return []
        profiles = (await asyncio.to_thread(workspace.settings.profiles))[0]
        return [
            _Offer(
                _("Profile {name}").format(name=printable(profile.name)),
                printable(_("Sign in with these keys, from {place}").format(place=profile.where)),
                partial(self._target.use_profile, profile),
            )
            for profile in profiles
        ]

    def _languages(self) -> list[_Offer]:
        from ovh_explorer.snippets import LANGUAGES

        others = parted(
            pgettext(
                "synonyms", "snippet sample show_code generate_code copy_as copy_code export_as"
            )
        )
        return [
            _Offer(
                _("Code in {language}").format(language=language.title),
                _("The code of the request, in this language from now on"),
                self._run(f"in_code(\"use_language('{language.name}')\")"),
                synonyms=(language.name, *language.aliases, *others),
                is_listed=False,
            )
            for language in LANGUAGES.values()
        ]

    def _products(self) -> list[_Offer]:
        commands: list[_Offer] = []
        for branch, product in self._target.opener.product_names():
            shown = product if branch == "v1" else f"{product} (v2)"
            name = _("Product {name}").format(name=shown)
            run = partial(self._target.opener.open_product, branch, product)
            commands.append(
                _Offer(name, _("Open it in the tree"), run, is_listed=False, has_kind=True)
            )
        return commands

    def _themes(self) -> list[_Offer]:
        others = parted(pgettext("synonyms", "change_theme colors colour dark_mode light_mode"))
        return [
            _Offer(
                _("Theme {name}").format(name=theme),
                _("Colours, remembered for the next start"),
                partial(setattr, self.app, "theme", theme),
                synonyms=others,
                is_listed=False,
                is_explained=True,
            )
            for theme in sorted(self.app.available_themes)
        ]

    async def discover(self) -> Hits:
        for offer in await self._commands():
            if offer.is_listed:
                name = offer.name
                yield DiscoveryHit(Content(name), offer.run, text=name, help=offer.help)

    def _found(self, offers: Sequence[_Offer], query: str) -> Iterator[tuple[_Offer, NameMatch]]:
        """What the words of a query name, and what has its letters."""
        matcher = FuzzyMatcher(query)
        named = self._named(query) if offers else {}
        for at, offer in enumerate(offers):
            found, score = offer.match(matcher, query), named.get(at)
            places = () if found is None else found.places
            if _says(offer.name, query):
                score = _PHRASE_SCORE + (score or 0)
            if score is not None and (found is None or score > found.score):
                yield offer, NameMatch(score, [*places])
            elif found is not None:
                yield offer, found

    def _named(self, query: str) -> dict[int, float]:
        """The scores of what all words of a query name, or most of them."""
        found = self._names.find(query)
        named = {one.at: _NAMED_SCORE * one.value for one in found if one.has_all}
        mostly = [one for one in found if not one.has_all][:_MAX_MOSTLY_NAMED]
        return named | {one.at: _between(one) for one in mostly}

    async def search(self, query: str) -> Hits:
        # No command has a longer name. The rest of a page that was pasted by mistake would take
        # time at each letter.
        offers = await self._commands() if len(query) <= _MAX_NAME else []
        query = query[:_MAX_NAME]
        for offer, found in self._found(offers, query):
            shown = _marked(offer.name, found.places, self.match_style or "bold")
            yield Hit(found.score, shown, offer.run, text=offer.name, help=offer.help)
        if len(query) < _MIN_QUERY_LETTERS:
            return
        hits = await self._target.opener.find_operations(query, _MAX_OPERATIONS)
        for place, hit in enumerate(hits):
            title = f"{hit.method} /{hit.branch}{hit.target}"
            about = plain_line(catalog_text(hit.description))
            said = printable(" · ".join(part for part in (about, hit.why) if part))
            words = as_markup(said)
            run = partial(self._target.open_words, title)
            # Below every command that is named, in their order.
            yield Hit(_MIN_SCORE / (place + 1), Content(title), run, text=title, help=words)


def as_markup(text: str) -> str:
    """A text as the markup that says it. Textual's own `escape` leaves some brackets, such as
    ``[/``, as they are.
    """
    return text.replace("[", "\\[")


def _says(name: str, query: str) -> bool:
    """Whether a name has several words as they were typed."""
    place = place_in([name], query) if len(query.split()) > 1 else None
    return place is not None and place[0] <= AT_WORD


def _between(found: FoundName) -> float:
    """A score behind that of the first operation, and before that of the second."""
    return _MIN_SCORE * (0.5 + found.value / 4)


def _shortened(text: str) -> str:
    """A text that is as long as people read it at most."""
    return text if len(text) <= _MAX_NAME else f"{text[:_MAX_NAME]}…"


def _marked(name: str, places: Sequence[int], style: Style | str) -> Content:
    """A name with the letters that were found drawn in a style."""
    content = Content(name)
    for place in places:
        content = content.stylize(style, place, place + 1)
    return content
