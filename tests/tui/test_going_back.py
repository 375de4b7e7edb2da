"""Back leads to what was open before, in whatever way that was left."""

from collections.abc import Awaitable, Callable

import pytest

from ovh_explorer.config import data_dir
from ovh_explorer.form.draft import draft_of
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.tui.main.search_screen import SearchScreen
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
CURL = "curl -X POST https://eu.api.ovh.com/v1/domain/zone/{} -d '{{\"ttl\": 60}}'"
RECIPE = """format = 1
title = "Steps of my own"
[[steps]]
call = "GET /domain/zone/{zoneName}/soa"
path = { zoneName = "example.com" }
"""


async def search(screen: Screen, words: str) -> None:
    await screen.press("ctrl+f")
    await screen.until(lambda: isinstance(screen.pilot.app.screen, SearchScreen), "the search")
    await screen.type(words)
    await screen.drawn()
    await screen.press("enter")


async def by_search(screen: Screen) -> None:
    await search(screen, "GET /domain/zone/example.com/record")


async def by_search_of_the_same_operation(screen: Screen) -> None:
    await search(screen, "GET /domain/zone/example.org/record")


async def by_curl(screen: Screen) -> None:
    screen.main.open_words(CURL.format("example.org/record"))


async def by_curl_of_the_same_operation(screen: Screen) -> None:
    screen.main.open_words(CURL.format("example.com/record"))


async def in_products(screen: Screen, *keys: str) -> None:
    await screen.show("products")
    await screen.press(*keys, "down", "enter")


async def by_tree(screen: Screen) -> None:
    await in_products(screen)


async def by_list(screen: Screen) -> None:
    await in_products(screen, "t")


async def by_history(screen: Screen) -> None:
    await screen.show("products")
    await screen.press("H")
    await screen.until(lambda: isinstance(screen.pilot.app.screen, HistoryScreen), "the history")
    await screen.press("enter")


async def by_favourite(screen: Screen) -> None:
    await screen.show("products")
    await screen.press("F")
    await screen.until(lambda: isinstance(screen.pilot.app.screen, MenuScreen), "the favourites")
    await screen.type("mine")
    await screen.press("enter")


async def by_link(screen: Screen) -> None:
    await screen.show("response")
    await screen.press("enter")


async def by_recipe(screen: Screen) -> None:
    await screen.press("ctrl+p")
    await screen.type("scenario")
    await screen.sees("Series of requests")
    await screen.press("enter")
    await screen.sees("Ready to use")
    await screen.choose_recipe("steps of my own")
    await screen.sees("Recipe step 1 of")


def said(screen: Screen) -> tuple[object, object]:
    """The operation that is open, and what its form says."""
    form = screen.main.form
    assert form is not None
    return form.operation.key, draft_of(form, secrets=True)


async def save_favourite(screen: Screen) -> None:
    await screen.show("products")
    await screen.press("F")
    await screen.until(lambda: isinstance(screen.pilot.app.screen, MenuScreen), "the favourites")
    await screen.type("save the open")
    await screen.press("enter")
    await screen.until(lambda: isinstance(screen.pilot.app.screen, PromptScreen), "its name")
    await screen.press("ctrl+u")
    await screen.type("mine")
    await screen.press("enter")
    await screen.sees("Saved: mine")


def first_lines(screen: Screen) -> list[str]:
    """How the response that is shown begins."""
    return [line.strip() for line in screen.response.lines if line.strip()][:3]


async def leave(
    screen: Screen, open_one: Callable[[Screen], Awaitable[None]]
) -> tuple[object, object]:
    """Open another operation; what was left, and the response that was shown."""
    await screen.show("response")
    left = said(screen), first_lines(screen) if screen.response.status else []
    await open_one(screen)
    await screen.until(
        lambda: screen.pilot.app.screen is screen.main and said(screen) != left[0],
        f"something else is open {open_one.__name__}",
    )
    await screen.until(lambda: not screen.is_sending, "nothing is under way")
    return left


@pytest.mark.parametrize("size", SIZES)
async def test_back_leads_through_all_that_was_left(app, fresh, no_keys_of_the_user, size):
    (data_dir() / "recipes").mkdir(parents=True)
    (data_dir() / "recipes/mine.toml").write_text(RECIPE)
    async with app("GET /domain/zone", url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await save_favourite(screen)
        await screen.send()
        way = [await leave(screen, by_link)]
        for open_one in (
            by_search,
            by_search_of_the_same_operation,
            by_tree,
            by_curl,
            by_curl_of_the_same_operation,
            by_list,
            by_history,
            by_recipe,
            by_favourite,
        ):
            way.append(await leave(screen, open_one))
        for left, lines in reversed(way):
            await screen.back()
            await screen.until(lambda left=left: said(screen) == left, f"{left} again")
            await screen.show("response")
            if lines:
                await screen.until(
                    lambda lines=lines: first_lines(screen) == lines,
                    f"its response again: {lines}",
                )
        await screen.show("response")
        await screen.press("backspace")
        await screen.sees("There is no previous operation.")
