"""What is said above an error is whole, whatever was shown when it came."""

import pytest

from tests.tui.account_keys import a_key_of_its_own, explorer_fixture  # noqa: F401 - a fixture
from tests.tui.screen import Screen


@pytest.mark.parametrize("tab", ["Response", "Schema"])
async def test_it_is_wrapped_to_the_pane_that_shows_something_else(app, tab):
    async with app("GET /domain/zone/nobody.example").run_test(size=(120, 30)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.tab(tab)
        call = screen.main.form.call()
        response = await pilot.app.workspace.send(call)
        await screen.main.bench.response.show_response(call, response)
        await screen.tab("Response")
        lines = [line for line in screen.response.lines if line.startswith("//")]
        assert len(lines) > 1
        words = " ".join(line.removeprefix("//").strip() for line in lines)
        assert words == (
            "Client::NotFound: This service does not exist"
            " This service or object does not exist, or is not of this account."
        )


@pytest.mark.parametrize("shown", ["advice", "failure"])
async def test_it_is_wrapped_anew_at_another_size(app, shown):
    async with app("GET /domain/zone/nobody.example").run_test(size=(120, 30)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        call = screen.main.form.call()
        if shown == "advice":
            response = await pilot.app.workspace.send(call)
            await screen.main.bench.response.show_response(call, response)
        else:
            words = "The API did not answer: " + "the network is slow today, " * 4 + "so wait."
            screen.main.bench.response.fail(call, words)
        await screen.drawn()
        before = [line for line in screen.response.lines if line.strip()]
        await pilot.resize_terminal(80, 30)
        await screen.show("response")
        await screen.drawn()
        after = [line for line in screen.response.lines if line.strip()]
        assert len(after) != len(before)
        assert _letters(after) == _letters(before)


def _letters(lines: list[str]) -> str:
    """What is said, without the JSON, which isn't wrapped."""
    said = [line.removeprefix("//") for line in lines if line[:1] not in ("{", "}", " ")]
    return "".join("".join(said).split())


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_it_goes_with_the_keys_that_it_is_for(explorer, size):
    keys, others = await a_key_of_its_own(), await a_key_of_its_own()
    program = explorer(keys)
    async with program.run_test(size=size) as pilot:
        screen = Screen(pilot)
        await screen.sees("signed in as")
        await screen.open("GET /domain/zone/nobody.example")
        await screen.send()
        await screen.show("response")
        await screen.sees("// Client::NotFound")
        assert not screen.response.is_dimmed
        program.workspace.use_keys(others, "a test")
        screen.main.bench.show_rights()
        await screen.until(lambda: "//" not in screen.response.text, "no advice")
        assert "This service does not exist" in screen.response.text
        assert screen.response.is_dimmed
        assert "response with other keys" in " ".join(screen.response.said)
        program.workspace.use_keys(keys, "a test")
        screen.main.bench.show_rights()
        await screen.sees("// Client::NotFound")


async def test_what_was_said_with_other_keys_says_so_first(explorer):
    """The line may be too long for all that differs."""
    keys, others = await a_key_of_its_own(), await a_key_of_its_own()
    program = explorer(keys)
    async with program.run_test(size=(80, 24)) as pilot:
        screen = Screen(pilot)
        await screen.sees("signed in as")
        first = "GET /me/bill?date.from=2026-01-01T00:00:00Z&date.to=2026-02-01T00:00:00Z"
        await screen.open(first)
        await screen.send()
        await screen.show("response")
        program.workspace.use_keys(others, "a test")
        await screen.open("GET /me/bill?date.from=2025-01-01T00:00:00Z")
        await screen.show("response")
        await screen.sees("response with other keys, to date.from=")
