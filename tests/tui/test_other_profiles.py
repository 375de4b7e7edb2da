"""A GET with the keys of several profiles, over real sockets, in one table."""

import json
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.workspace.calls.other_profiles import OtherProfiles
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.storage.history import History
from ovh_explorer.workspace.storage.recorder import Recorder
from ovh_explorer.workspace.storage.response_cache import ResponseCache
from ovh_explorer.workspace.storage.state_writer import StateWriter
from tests.sandboxes import running
from tests.tui.conftest import Stocked
from tests.tui.screen import Screen

ZONES = "GET /domain/zone"


def configured(home: Path) -> str:
    """Write an ovh.conf with keys that are good, twice, and keys that are not; the endpoint."""
    url = running()[1]
    keys = (
        f"application_key={DEMO_KEYS.application_key}\n"
        f"application_secret={DEMO_KEYS.application_secret}\n"
    )
    good = f"{keys}consumer_key={DEMO_KEYS.consumer_key}\n"
    (home / ".ovh.conf").write_text(
        f"[default]\nendpoint={url}\n[{url}]\n{good}"
        f"[profile:client]\nendpoint={url}\n{good}"
        f"[profile:wrong]\nendpoint={url}\n{keys}consumer_key={'x' * 32}\n"
        f"[profile:nowhere]\nendpoint=http://127.0.0.1:9\n{good}",
        encoding="utf-8",
    )
    return url


def explorer(home: Path) -> ExplorerApp:
    return ExplorerApp(Stocked(gather(configured(home), environ={})), ZONES, clock=lambda: 0.0)


async def chosen(screen: Screen) -> None:
    """Ask for it in the palette, up to the profiles."""
    await screen.press("ctrl+p")
    await screen.type("other profiles")
    await screen.sees("Try with other profiles")
    await screen.press("enter")


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_each_profile_has_its_rows_and_a_refusal_is_one(no_keys_of_the_user, size):
    async with explorer(no_keys_of_the_user).run_test(size=size, notifications=True) as pilot:
        screen = Screen(pilot)
        await screen.until(lambda: screen.main.form is not None, "it is open")
        await screen.until(lambda: "signed in" in screen.header, "signed in")
        await chosen(screen)
        await screen.sees("Go on with 4 of 4")
        await screen.press("enter")
        await screen.sees("row 1 of 6 · (profile)")
        lines = [line for line in screen.response.lines if line.strip()]
        assert lines[0].split()[:3] == ["(profile)", "value", "error"]
        assert [line.split()[0] for line in lines[3:7]] == ["client", "client", "wrong", "nowhere"]
        assert "403 Forbidden" in lines[5]
        assert "refused the connection" in lines[6] or "127.0.0.1" in lines[6]
        await screen.main.workspace.recorder.finished()
        history = screen.main.workspace.history.find()
        assert {entry.profile for entry in history} >= {"client", "wrong", "nowhere"}
        # Of other accounts nothing is changed with these keys.
        await screen.press("space", "a")
        await screen.sees("These rows are of several accounts.")


async def test_one_can_leave_profiles_out_or_go_back(no_keys_of_the_user):
    async with explorer(no_keys_of_the_user).run_test(size=(160, 48), notifications=True) as pilot:
        screen = Screen(pilot)
        await screen.until(lambda: screen.main.form is not None, "it is open")
        await screen.until(lambda: "signed in" in screen.header, "signed in")
        await chosen(screen)
        await screen.sees("Go on with 4 of 4")
        await screen.press("escape")
        assert "(profile)" not in screen.text
        await chosen(screen)
        for name in ("wrong", "nowhere"):
            await screen.sees("[X] " + name)
            await screen.type(name)
            await screen.press("enter")
            await screen.sees("[ ] " + name)
            await screen.press(*["backspace"] * len(name))
        await screen.press("home", "enter")
        await screen.sees("row 1 of 4 · (profile)")


async def test_the_demo_and_anything_but_a_get_are_refused_with_a_reason(app):
    async with app(ZONES).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await chosen(screen)
        await screen.until(lambda: screen.toasts, "a toast")
        assert "The demo has one account." in screen.toasts[-1]
    async with app("POST /domain/zone/example.com/refresh").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await chosen(screen)
        await screen.until(lambda: screen.toasts, "a toast")
        assert "Only a GET can be tried with several profiles, not POST." in screen.toasts


async def test_rows_are_as_they_were_written(tmp_path, no_keys_of_the_user):
    """Whatever a response is, it is in the list: numbers of any size too, and the name first."""
    settings = gather(configured(no_keys_of_the_user), environ={})
    told: list[str] = []
    history = History(tmp_path / "history.db")
    recorder = Recorder(
        lambda: history, ResponseCache(), lambda: ("", ""), StateWriter().write_later
    )
    profiles, _ = settings.profiles(environ={})
    named = [(profile.name, settings.with_profile(profile)) for profile in profiles]

    async def refuse(_size: int) -> bool:
        return False

    call = Call.make("v1", "GET", "/me")
    response = await OtherProfiles(call, named, recorder, told.append, allow_more=refuse).run()
    await recorder.finished()
    rows = json.loads(response.read())
    assert [next(iter(row)) for row in rows] == ["(profile)"] * 4
    assert rows[0]["nichandle"] == rows[1]["nichandle"] == "xx1111-ovh"
    assert rows[2]["error"].startswith("403 Forbidden")
    assert (response.status, response.reason) == (207, "2 of 4 profiles")
    assert told[-1] == "4 of 4 profiles"
    assert len(history.find()) == 4
