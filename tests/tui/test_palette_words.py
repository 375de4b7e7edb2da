"""The palette finds a command by most of the words that users have for it, in any order."""

import asyncio
import gc
from time import thread_time
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from ovh_explorer.catalog.search import search
from ovh_explorer.catalog.store import Store
from ovh_explorer.translation import set_language
from ovh_explorer.tui.main.commands import COMMANDS
from ovh_explorer.tui.main.palette import ExplorerCommands
from tests.tui.conftest import _stock
from tests.tui.palette_words import ENGLISH, FRENCH, OF_OPERATIONS

if TYPE_CHECKING:
    from textual.screen import Screen

# What a key may hold up the screen.
FRAME_SECONDS = 0.016


class _Opener:
    """Finds operations of a catalog."""

    to_refresh = ()

    def __init__(self, store: Store) -> None:
        self._store = store

    def object_words(self) -> dict[str, str]:
        return {}

    def product_names(self) -> list[tuple[str, str]]:
        return [
            (branch, row.path) for branch in ("v1", "v2") for row in self._store.products(branch)
        ]

    def open_product(self, branch: str, product: str) -> None:
        raise NotImplementedError

    async def find_operations(self, words: str, limit: int):
        return search(self._store, words, limit=limit)


class _Sent:
    """A workspace whose requests were sent before."""

    is_open = keeps_history = is_demo = True
    root = ""

    def __init__(self, *titles: str) -> None:
        entries = [SimpleNamespace(title=title, id=at) for at, title in enumerate(titles)]
        self.recorder = SimpleNamespace(finished=lambda: asyncio.sleep(0))
        self.history = SimpleNamespace(recent=lambda root, most: entries)


async def provider_of(store: Store, workspace: object = None) -> ExplorerCommands:
    """The palette's commands on a catalog, without a screen."""
    screen = SimpleNamespace(
        opener=_Opener(store),
        workspace=workspace or SimpleNamespace(is_open=False),
        run_action=print,
        open_words=print,
        app=SimpleNamespace(available_themes={"nord": None, "textual-dark": None}),
    )
    provider = ExplorerCommands(cast("Screen[object]", screen))
    await provider.startup()
    return provider


async def found_in(store: Store, words: str, workspace: object = None) -> list[str]:
    """What the palette lists for words, from the top."""
    provider = await provider_of(store, workspace)
    hits = [hit async for hit in provider.search(words)]
    return [str(hit.text) for hit in sorted(hits, key=lambda hit: hit.score, reverse=True)]


def in_demo(words: str) -> list[str]:
    async def found() -> list[str]:
        with Store(_stock()) as store:
            return await found_in(store, words)

    return asyncio.run(found())


def names_of(action: str) -> set[str]:
    names = {command.title for command in COMMANDS if command.action == action}
    assert names, action
    return names


@pytest.mark.parametrize(("typed", "action"), ENGLISH, ids=[typed for typed, _ in ENGLISH])
def test_a_command_is_among_the_first_three_for_what_users_call_it(in_english, typed, action):
    assert names_of(action) & set(in_demo(typed)[:3])


@pytest.mark.parametrize(("typed", "action"), FRENCH, ids=[typed for typed, _ in FRENCH])
def test_in_french_too(in_french, typed, action):
    assert names_of(action) & set(in_demo(typed)[:3])


@pytest.mark.parametrize(
    ("language", "typed"),
    [(language, typed) for language, phrases in OF_OPERATIONS.items() for typed in phrases],
)
def test_words_for_operations_find_operations_first(in_english, language, typed):
    set_language(language)
    assert " /v" in in_demo(typed)[0]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        # Each word names it: it stands before operations.
        ("request a consumer key", "Sign in"),
        ("token to create", "Sign in"),
        ("new keys", "Sign in"),
        ("create a key", "Sign in"),
        ("a key for certbot", "A key for a tool"),
        ("create a token", "Sign in"),
        ("a recipe to save", "Script or recipe of past requests"),
        # No word of it is the other's.
        ("the table", "Table"),
        ("script", "Script or recipe of past requests"),
        ("theme of nord", "Theme nord"),
        ("python snippet", "Code in Python"),
        ("copy as python", "Code in Python"),
        ("export as PHP", "Code in PHP"),
        ("recipe txt record", "Recipe: DNS: add a TXT record, publish it, change it and take it away"),
    ],
)  # fmt: skip
def test_what_all_words_name_comes_first(in_english, typed, name):
    assert in_demo(typed)[0] == name


def test_what_most_words_name_stands_behind_the_first_operation(in_english):
    with_more = in_demo("reset the form of zorglub")
    assert "Clear the form" in with_more[:3]
    found = in_demo("save zone record as a recipe")
    assert " /v" in found[0]
    assert "Script or recipe of past requests" in found[1:3]


def test_a_name_of_the_catalog_alone_finds_no_command_by_a_word_of_a_phrase(in_english):
    """*Log in* is said of signing in, but logs are no keys."""
    for typed in ("logs", "service", "application", "policy"):
        assert "Sign in" not in in_demo(typed)[:1]


@pytest.mark.parametrize("typed", ["publish it, change", "a txt record", "Add a TXT"])
async def test_what_has_the_words_as_they_are_typed_is_the_first(in_english, real_store, typed):
    """The past requests have all of them that say something."""
    sent = _Sent("GET /txt/record/add", "POST /publish/change")
    found = await found_in(real_store, typed, sent)
    assert found[0] == "Recipe: DNS: add a TXT record, publish it, change it and take it away"


async def test_a_key_takes_less_than_a_frame(in_english, real_store):
    provider = await provider_of(real_store)
    phrase = "save all my last requests as a recipe"
    assert [hit async for hit in provider.search(phrase)]
    gc.collect()
    for letters in range(1, len(phrase) + 1):
        spent = []
        for _ in range(3):
            before = thread_time()
            hits = [hit async for hit in provider.search(phrase[:letters])]
            spent.append(thread_time() - before)
        assert hits
        assert min(spent) < FRAME_SECONDS, phrase[:letters]
