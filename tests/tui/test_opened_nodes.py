"""What is opened in the tree comes into sight, by keys and by the mouse."""

import pytest

from tests.tui.screen import Screen


@pytest.mark.parametrize("product", ["vps", "xdsl", "me"])
async def test_what_a_node_holds_is_in_sight_once_it_is_opened(app, product):
    """Also on the last line of the pane."""
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        tree = screen.main.products.catalog_tree
        node = next(item for item in tree.root.children if str(item.label) == product)
        await screen.press("home")
        while tree.cursor_node is not node:
            await screen.press("down")
        await screen.press("enter")
        await screen.until(lambda: node.children, "its operations")
        last = node.children[min(2, len(node.children) - 1)]
        height = tree.scrollable_content_region.height

        def is_in_sight() -> bool:
            top = tree.scroll_offset.y
            return top <= node.line and last.line < top + height

        await screen.until(is_in_sight, "node and children are in sight")


async def test_a_node_that_is_opened_amid_others_moves_nothing(app):
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        tree = screen.main.products.catalog_tree
        await screen.press("home", "enter")
        await screen.until(lambda: tree.root.children[0].children, "its operations")
        await screen.drawn()
        assert tree.scroll_offset.y == 0
