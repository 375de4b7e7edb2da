"""An address of the web in a response is opened from its line, its host shown before."""

import pytest

from ovh_explorer.tui.terminal import browser
from ovh_explorer.tui.workbench import address_menu
from tests.tui.responses import serves
from tests.tui.screen import Screen

BILL = {"billId": "FR1", "pdfUrl": "https://www.ovh.com/cgi-bin/order/bill.pdf?reference=FR1"}


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """What a browser was asked for, where there is one."""
    links: list[str] = []
    monkeypatch.setattr(address_menu, "can_open", lambda: True)
    monkeypatch.setattr(address_menu, "open_link", lambda link: not links.append(link))
    return links


async def shown(pilot, value, monkeypatch) -> Screen:
    """A response of that value, the cursor on its first property."""
    serves(monkeypatch, value)
    screen = await Screen(pilot).ready(form=True)
    await screen.send()
    await screen.show("response")
    return screen


async def test_enter_opens_an_address_and_says_its_host_before(app, monkeypatch, opened):
    async with app("GET /me").run_test(size=(80, 24), notifications=True) as pilot:
        screen = await shown(pilot, BILL, monkeypatch)
        assert "open the link" not in screen.text
        await screen.press("j")
        # The line above says it, and the line of keys.
        await screen.sees("enter opens www.ovh.com · pdfUrl")
        await screen.sees("enter open the link")
        await screen.press("enter")
        await screen.sees("Open www.ovh.com in a browser")
        await screen.sees("Copy the address")
        assert opened == []
        await screen.press("enter")
        await screen.sees("www.ovh.com is opened in a browser.")
        assert opened == [BILL["pdfUrl"]]


@pytest.mark.parametrize("key", ["a", "L"])
async def test_actions_and_links_begin_with_the_address(app, monkeypatch, opened, clipboard, key):
    async with app("GET /me").run_test(size=(80, 24), notifications=True) as pilot:
        screen = await shown(pilot, BILL, monkeypatch)
        await screen.press("j", key)
        await screen.sees("This address")
        lines = screen.text.splitlines()
        at = next(index for index, line in enumerate(lines) if "This address" in line)
        assert "Open www.ovh.com in a browser" in lines[at + 1]
        # What was there before is there still.
        await screen.sees("This object" if key == "a" else "Copy the link to the web console")
        await screen.type("copy the address")
        await screen.press("enter")
        await screen.until(lambda: clipboard == [BILL["pdfUrl"]], "it was copied")
    assert opened == []


async def test_elsewhere_nothing_speaks_of_an_address(app, monkeypatch, opened):
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        screen = await shown(pilot, BILL, monkeypatch)
        await screen.press("L")
        await screen.sees("Copy the link to the web console")
        assert "This address" not in screen.text


async def test_in_a_table_the_cell_is_opened(app, monkeypatch, opened):
    async with app("GET /domain/zone/example.com/record").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        rows = [{"id": 1, "url": "https://a.example/1"}, {"id": 2, "url": "https://b.example/2"}]
        screen = await shown(pilot, rows, monkeypatch)
        await screen.press("t")
        await screen.sees("row 1 of 2")
        assert ".example ·" not in screen.text
        await screen.press("right", "j")
        await screen.sees("row 2 of 2 · url · enter opens b.example")
        await screen.press("enter")
        await screen.sees("Open b.example in a browser")
        await screen.press("enter")
        await screen.until(lambda: opened == ["https://b.example/2"], "the second row's")


async def test_where_no_browser_can_be_opened_the_address_is_copied(app, monkeypatch):
    monkeypatch.setattr(address_menu, "can_open", lambda: False)
    monkeypatch.setattr(address_menu, "open_link", lambda _link: False)
    async with app("GET /me").run_test(size=(80, 24), notifications=True) as pilot:
        screen = await shown(pilot, BILL, monkeypatch)
        await screen.press("j", "enter")
        await screen.sees("No browser can be opened here.")
        lines = screen.text.splitlines()
        at = next(index for index, line in enumerate(lines) if "This address" in line)
        assert "Copy the address" in lines[at + 1]
        await screen.type("open www")
        await screen.press("enter")
        await screen.until(
            lambda: any("copy the link and open it" in words for words in screen.toasts),
            "it is said",
        )


def test_over_ssh_nothing_opens_on_the_desktop_of_the_other_machine(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setenv("BROWSER", "true %s")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.delenv("SSH_TTY", raising=False)
    assert browser.can_open()
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    assert not browser.can_open()
    assert not browser.open_link("https://www.ovh.com/")
