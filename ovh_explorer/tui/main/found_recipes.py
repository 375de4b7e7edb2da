"""Recipes, found by the words of their titles and requests where operations are searched for."""

from collections.abc import Iterator
from dataclasses import dataclass

from ovh_explorer.catalog.search.languages import languages
from ovh_explorer.translation import _, ngettext
from ovh_explorer.tui.main.command import Command
from ovh_explorer.tui.main.found_names import is_no_name
from ovh_explorer.tui.main.found_places import is_begun_by
from ovh_explorer.workspace.recipes.library import RecipeEntry, recipes
from ovh_explorer.workspace.recipes.recipe import Recipe

__all__ = ["FoundRecipes"]

_MAX_FOUND = 2
# Words that a title has at least, and the share of those that were typed.
_MIN_WORDS, _MIN_SHARE = 2, 0.7
# Letters of a word that is still being typed.
_MIN_LETTERS = 3


@dataclass(frozen=True, slots=True)
class _Known:
    """A recipe, and the stems of the words that it is known by.

    Attributes:
        stems: those of its name and its title.
        subject: those of what the title says first: ``Billing: …``.
        things: those of its title that are no verbs.
        sent: those of the values in its requests: failover, of type=failover. They say nothing
            alone.
    """

    stems: frozenset[str]
    subject: frozenset[str]
    things: frozenset[str]
    sent: frozenset[str]
    command: Command

    def place_for_one(self, word: str) -> int | None:
        """How near it is to one word alone, 0 the nearest: a word of the title; None for none. A
        verb says too little.
        """
        if word in self.subject:
            return 0
        return 1 if word in self.things else None


class FoundRecipes:
    """Finds recipes; none before they were read."""

    def __init__(self) -> None:
        self._known: list[_Known] = []

    def read(self) -> None:
        """Read the recipes, in any thread: the user's own are files."""
        found = [_known(entry) for entry in recipes() if entry.recipe is not None]
        self._known = found

    def find(self, typed: str) -> list[Command]:
        """What opens the recipes whose titles or names have most of the words that were typed, with
        those of their requests, or whose titles have the only one, the nearest first:
        before all others what the words are the beginning of.
        """
        if is_no_name(typed):
            return []
        words = tuple(dict.fromkeys(languages().stems(typed)))
        found = []
        for at, known in enumerate(self._known):
            place = known.place_for_one(words[0]) if len(words) == 1 else _place(known, words)
            if place is not None:
                is_first = is_begun_by(known.command, typed)
                found.append((not is_first, place, at, known.command))
        return [one[-1] for one in sorted(found, key=lambda one: one[:-1])][:_MAX_FOUND]

    def has_every_word(self, typed: str) -> bool:
        """Whether a recipe that is found has all words that were typed, as they are."""
        words = frozenset(languages().stems(typed)) if self.find(typed) else frozenset()
        return bool(words) and any(words <= known.stems for known in self._known)


def _place(known: _Known, words: tuple[str, ...]) -> int | None:
    others = [word for word in words if not _has(known.stems, word)]
    count = len(words) - len(others)
    sent = sum(word in known.sent for word in others)
    return -count if count >= _MIN_WORDS and count + sent >= len(words) * _MIN_SHARE else None


def _has(stems: frozenset[str], word: str) -> bool:
    is_begun = len(word) >= _MIN_LETTERS and any(stem.startswith(word) for stem in stems)
    return word in stems or is_begun


def _known(entry: RecipeEntry) -> _Known:
    recipe = entry.recipe
    assert recipe is not None
    count = len(recipe.steps)
    said = ngettext("recipe of {count} step", "recipe of {count} steps", count).format(count=count)
    titles = (recipe.title, entry.title)
    # Users say what it is, too.
    words = _("Recipe: {title}").format(title=" ".join((entry.name, *titles)))
    subjects = " ".join(title.partition(":")[0] for title in titles if ":" in title)
    # The action takes the recipe by its name, written as a string of its own.
    command = Command(entry.title, said, f"show_recipes({entry.name!r})", is_translated=True)
    return _Known(
        frozenset(languages().stems(words)),
        _telling(subjects),
        frozenset(stem for stem in _telling(" ".join(titles)) if not _is_verb(stem)),
        _telling(" ".join(_sent_words(recipe))),
        command,
    )


def _sent_words(recipe: Recipe) -> Iterator[str]:
    """The values by which a recipe's requests narrow what they list: failover of ``type=failover``.
    Their paths have words of too many things.
    """
    for step in recipe.steps:
        for _name, value in step.query:
            if isinstance(value, str) and "${" not in value:
                yield value


def _telling(text: str) -> frozenset[str]:
    return frozenset(languages().stems(text)) - languages().stop


def _is_verb(stem: str) -> bool:
    return (stem,) in languages().verbs
