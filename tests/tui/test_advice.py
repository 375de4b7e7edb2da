"""What is said above an error is whole, whatever was shown when it came."""

import pytest

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
        assert words == "Client::NotFound: This service does not exist"


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
