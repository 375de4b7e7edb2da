"""The filter of the products: what is found is gone through and opened while one types."""

import pytest

from ovh_explorer.tui.products.tree import ProductTree
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]


def footer(screen: Screen) -> str:
    return screen.text.rstrip().splitlines()[-1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("as_list", [False, True])
async def test_arrows_move_among_the_finds_and_enter_opens_one(app, size, as_list):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.show("products")
        if as_list:
            await screen.press("t")
        await screen.press("slash")
        await screen.type("dns record")
        view = screen.main.products.view
        await screen.until(lambda: view.row is not None, "the first operation is highlighted")
        first = view.row
        assert "enter choose  ↓ next  ↑ previous  esc all products" in footer(screen)
        await screen.press("down")
        second = view.row
        assert second not in (None, first)
        await screen.press("up", "up", "up")
        assert view.row == first, "the product's name is none"
        await screen.press("down", "enter")
        await screen.until(lambda: screen.main.form is not None, "an operation is open")
        operation = screen.main.form.operation
        assert (operation.method, operation.path) == (second.method, second.path)


async def test_enter_without_words_goes_to_the_products(app):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.show("products")
        await screen.press("slash", "enter")
        assert isinstance(pilot.app.focused, ProductTree)


@pytest.mark.parametrize("as_list", [False, True])
async def test_what_was_folded_before_the_filter_is_so_again(app, as_list):
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.show("products")
        if as_list:
            await screen.press("t")
        view = screen.main.products.view
        view.open_product("/domain")
        await screen.until(lambda: view.is_filled("/domain"), "its operations are there")
        await pilot.pause()
        # A path inside of it, which the list has no node for.
        await screen.press("j", "j", "l")
        await screen.sees("{zoneName}" if not as_list else "/zone")
        before = [line.rstrip() for line in screen.text.splitlines()]
        assert any("▼ domain" in line for line in before)
        await screen.press("slash")
        await screen.type("dns record")
        await screen.until(lambda: view.row is not None, "something is found")
        await screen.press("escape")
        await screen.until(lambda: view.is_open("/domain"), "what was open")
        await screen.sees("{zoneName}" if not as_list else "/zone")
        opened = [line for line in screen.text.splitlines() if "▼" in line.split("││")[0]]
        assert len(opened) == len([line for line in before if "▼" in line.split("││")[0]])


async def test_esc_in_another_pane_leaves_the_filter_and_its_own_shows_what_is_open(app):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.show("products")
        await screen.press("slash")
        await screen.type("dns record")
        products = screen.main.products
        await screen.until(lambda: products.view.row is not None, "something is found")
        await screen.press("enter")
        await screen.until(lambda: screen.main.form is not None, "an operation is open")
        await screen.press("escape", "escape")
        assert products.is_filtering, "esc is for the pane that has the focus"
        await screen.show("products")
        await screen.press("escape")
        assert not products.is_filtering
        operation = screen.main.form.operation
        shown = (operation.method, operation.path)
        view = products.view
        await screen.until(lambda: view.row and (view.row.method, view.row.path) == shown, "it")


async def filter_and_open(screen: Screen, words: str) -> None:
    """Filter the products, and open the first of what is found."""
    await screen.show("products")
    await screen.press("slash")
    await screen.type(words)
    await screen.until(lambda: screen.main.products.view.row is not None, "something is found")
    await screen.press("enter")
    await screen.until(lambda: screen.main.form is not None, "an operation is open")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("as_list", [False, True])
async def test_what_is_opened_elsewhere_ends_a_filter_that_hides_it(app, size, as_list):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.show("products")
        if as_list:
            await screen.press("t")
        await filter_and_open(screen, "dns record")
        products = screen.main.products
        for words in ("GET /me", "GET /v2/iam/policy"):
            await screen.open(words)
            await screen.until(
                lambda words=words: words.endswith(getattr(products.view.row, "path", "-")), words
            )
            assert products.view.row.method == "GET"
            assert not products.is_filtering
            focused = pilot.app.focused
            assert focused not in (products.view, None), "the focus stays where it was"


@pytest.mark.parametrize("as_list", [False, True])
async def test_what_is_opened_elsewhere_is_gone_to_in_a_filter_that_has_it(app, as_list):
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.show("products")
        if as_list:
            await screen.press("t")
        await filter_and_open(screen, "dns record")
        products = screen.main.products
        wanted = "/domain/zone/{zoneName}/record/{id}"
        assert products.view.row.path != wanted
        await screen.open(f"PUT {wanted}")
        await screen.until(lambda: getattr(products.view.row, "path", "") == wanted, "it")
        assert products.view.row.method == "PUT"
        assert products.is_filtering


async def test_back_ends_a_filter_that_hides_where_it_leads(app):
    async with app("GET /me").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await filter_and_open(screen, "dns record")
        products = screen.main.products
        await screen.until(lambda: screen.main.form.operation.path != "/me", "another is open")
        await screen.back()
        await screen.until(lambda: getattr(products.view.row, "path", "") == "/me", "it")
        assert not products.is_filtering
