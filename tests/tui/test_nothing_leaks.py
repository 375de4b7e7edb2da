"""No secret that was used or received in a run is found in anything that the program wrote, but
``ovh.conf``.
"""

import json
import logging
import os
import re
from pathlib import Path
from typing import cast

import pytest
from textual.widgets import Input
from textual.worker import WorkerFailed

import ovh_explorer
from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_TOKEN
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.signin.account_keys import AccountKeysScreen
from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.key_wait import KeyWaitScreen
from ovh_explorer.tui.signin.new_token import NewTokenScreen, TokenValueScreen
from ovh_explorer.tui.signin.service_account import ServiceAccountScreen
from ovh_explorer.tui.signin.service_policy import ServicePolicyScreen
from ovh_explorer.tui.signin.token import PasteScreen, TokenScreen
from ovh_explorer.tui.signin.tool_key_request import ToolTokenScreen
from ovh_explorer.tui.signin.tool_rights import ToolRightsScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.account import consumer_key as signing_in
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.sandboxes import running
from tests.tui.conftest import main_screen, text, type_keys, until
from tests.tui.sign_in import create_keys, decide, keep, paste, press_button, way
from tests.tui.tool_keys import agreed, chosen, on, trial_done, written_to

_KEY = re.compile(r"\b[0-9a-f]{32}\b")
TYPED = "typed-very-secret-8"


class Run:
    """A run of the program, and what must not be found afterwards."""

    def __init__(self, pilot, pictures: Path) -> None:
        self.pilot = pilot
        self.pictures = pictures
        self.secrets: set[str] = set()

    def picture(self) -> None:
        """What is on the screen now, drawn and as text."""
        number = len(list(self.pictures.iterdir()))
        (self.pictures / f"{number}.txt").write_text(text(self.pilot))
        if number % 5 == 0:
            # Drawing one takes as long as everything else.
            (self.pictures / f"{number}.svg").write_text(self.pilot.app.export_screenshot())

    async def call(
        self,
        words: str,
        body: dict | None = None,
        *,
        tabs: int = 3,
        template: str = "",
        **fields: str,
    ) -> dict | None:
        """TRY an operation, agreeing to whatever is asked; pictures of `tabs` after the response
        itself.
        """
        pilot, screen = self.pilot, main_screen(self.pilot)
        screen.open_words(words)
        path = template or words.split()[1]
        await until(
            pilot, lambda: screen.form is not None and screen.form.operation.path == path, words
        )
        await until(
            pilot,
            lambda: screen.bench.request.is_editing or screen.bench.request.view.has_focus,
            "its form",
        )
        if body is not None:
            assert screen.form.type_body(json.dumps(body))
        for name, value in fields.items():
            screen.form.field("body", name).type_text(value)
        screen.bench.request.refresh_form()
        await pilot.pause()
        self.picture()
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        self.picture()
        await pilot.press("y")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        answer = screen.bench.response.response.json()
        screen.show_pane("response")
        for number in range(tabs):
            # The last tab is the code, in one language after the other.
            await pilot.press("right_square_bracket" if number < 3 else "v")
            self.picture()
            if screen.bench.response.tab == "python":
                await pilot.press("c")
                self.picture()
                await pilot.press("c")
        return answer


@pytest.fixture
def places(tmp_path, monkeypatch, no_keys_of_the_user):
    """Everywhere that the program could write to, below one directory."""
    monkeypatch.setattr(signing_in, "_EVERY", 0.05)
    monkeypatch.setenv("PYTHONPATH", str(Path(ovh_explorer.__file__).parents[1]))
    for name in ("home", "work", "tmp", "pictures"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


async def walk(run: Run) -> None:
    """Sign in by every way, send and receive every kind of secret."""
    pilot = run.pilot
    # A token, saved.
    await way(pilot, "token", TokenScreen)
    await press_button(pilot, "#set-2")
    await until(pilot, lambda: "DELETE=/*" in pilot.app.screen.link, "all rights")
    keys = create_keys(cast(TokenScreen, pilot.app.screen).link)
    run.secrets |= set(_KEY.findall(keys))
    await paste(pilot, keys)
    await until(pilot, lambda: "••••" in text(pilot), "what was pasted")
    run.picture()
    await press_button(pilot, "#sign-in")
    await keep(pilot, "#save")
    await until(pilot, lambda: "signed in as" in text(pilot), "who is signed in")
    # Secrets that are received, and one that is typed.
    client = {"name": "n", "description": "d", "flow": "CLIENT_CREDENTIALS", "callbackUrls": []}
    run.secrets.add((await run.call("POST /me/api/oauth2/client", client))["clientSecret"])
    asked = {"accessRules": [{"method": "GET", "path": "/me"}]}
    run.secrets.add((await run.call("POST /auth/credential", asked))["consumerKey"])
    run.secrets.add(TYPED)
    await run.call(
        "POST /me/identity/user",
        tabs=11,
        login="l",
        email="l@example.com",
        description="d",
        password=TYPED,
    )
    await keys_for_tools(run)
    # A key that is asked for; keys that are refused.
    await way(pilot, "request", KeyRequestScreen)
    run.picture()
    await press_button(pilot, "#ask")
    await until(pilot, lambda: isinstance(pilot.app.screen, KeyWaitScreen), "the waiting")
    request = pilot.app.screen._request
    run.secrets |= {request.credentials.consumer_key, request.credentials.application_secret}
    run.picture()
    decide(request.link)
    await chosen(pilot, "run", "What are the new keys for?")
    await way(pilot, "service", ServiceAccountScreen)
    wrong = "0123456789abcdefwrong"
    run.secrets |= {wrong, DEMO_CLIENT.client_secret}
    await type_keys(pilot, *DEMO_CLIENT.client_id, "enter", *wrong, "enter")
    await until(pilot, lambda: "client secret invalid" in text(pilot), "the refusal")
    run.picture()
    pilot.app.screen.query_one("#client-secret", Input).value = DEMO_CLIENT.client_secret
    await press_button(pilot, "#sign-in")
    await chosen(pilot, "run", "What are the new keys for?")
    await chosen(pilot, "drop", "saved nowhere")
    screen = main_screen(pilot)
    await until(pilot, lambda: "signed in as" in text(pilot), "who is signed in")
    run.secrets.add((await screen.workspace.session._tokens.get()).text)
    run.picture()
    await walk_with_tokens(run)


async def walk_with_tokens(run: Run) -> None:
    """Sign in with an access token, send calls with it, make others, by TRY and among the keys."""
    pilot, screen = run.pilot, main_screen(run.pilot)
    wrong = "eyJ0.not-a-token.of-this-sandbox-at-all"
    run.secrets |= {wrong, DEMO_TOKEN.text}
    for text_of_token in (f"Authorization: Bearer {wrong}", f"access_token = {DEMO_TOKEN.text}"):
        if not isinstance(pilot.app.screen, PasteScreen):
            await way(pilot, "paste", PasteScreen)
        await paste(pilot, text_of_token)
        await until(pilot, lambda: "••••" in text(pilot), "what was pasted")
        run.picture()
        await press_button(pilot, "#sign-in")
        if wrong in text_of_token:
            await until(pilot, lambda: "It can't be renewed" in text(pilot), "the refusal")
            pilot.app.screen.query_one("#keys").text = ""
    await chosen(pilot, "save", "What are the new keys for?")
    await chosen(pilot, "drop", "saved nowhere")
    await keep(pilot, "#save")
    await until(pilot, lambda: "signed in as xx1111-ovh/ada" in text(pilot), "who is signed in")
    asked = {"name": "tried", "description": "d", "expiresIn": 3600}
    made = await run.call(
        "POST /me/identity/user/ada/token",
        asked,
        tabs=11,
        template="/me/identity/user/{user}/token",
    )
    run.secrets.add(made["token"])
    run.picture()
    await pilot.press("escape", "K")
    await until(pilot, lambda: isinstance(pilot.app.screen, AccountKeysScreen), "the keys")
    await until(pilot, lambda: "reading…" not in text(pilot), "the list")
    await pilot.press("t")
    await until(pilot, lambda: isinstance(pilot.app.screen, NewTokenScreen), "a new token")
    await type_keys(pilot, *"made")
    await press_button(pilot, "#make")
    await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
    run.picture()
    await pilot.press("y")
    await until(pilot, lambda: isinstance(pilot.app.screen, TokenValueScreen), "its value")
    run.secrets.add(pilot.app.screen._made.token.text)
    run.picture()
    await pilot.press("s")
    await keep(pilot, "#save")
    await until(pilot, lambda: isinstance(pilot.app.screen, TokenValueScreen), "saved")
    await pilot.press("escape")
    await until(pilot, lambda: isinstance(pilot.app.screen, AccountKeysScreen), "the keys again")
    await until(pilot, lambda: "reading…" not in text(pilot), "the list")
    run.picture()
    await pilot.press("escape")
    await until(pilot, lambda: pilot.app.screen is screen, "back")


async def keys_for_tools(run: Run) -> None:
    """A token for certbot, written where the user says; a service account, written nowhere."""
    pilot = run.pilot
    await way(pilot, "tool", MenuScreen)
    await chosen(pilot, "certbot", "for which tool")
    await chosen(pilot, "name example.com", "for which zone")
    await on(pilot, ToolRightsScreen)
    await press_button(pilot, "#go-on")
    await chosen(pilot, "token", "Which key?")
    await on(pilot, ToolTokenScreen)
    keys = create_keys(cast(ToolTokenScreen, pilot.app.screen).link)
    run.secrets |= set(_KEY.findall(keys))
    pilot.app.screen.query_one("#keys").focus()
    await paste(pilot, keys)
    run.picture()
    await press_button(pilot, "#sign-in")
    await trial_done(pilot)
    run.picture()
    await written_to(pilot, Path("certbot.ini"))
    run.picture()
    await pilot.press("escape")
    await way(pilot, "tool", MenuScreen)
    await chosen(pilot, "lego", "for which tool")
    await chosen(pilot, "name example.com", "for which zone")
    await on(pilot, ToolRightsScreen)
    await press_button(pilot, "#go-on")
    await chosen(pilot, "service", "Which key?")
    await on(pilot, ServicePolicyScreen)
    await press_button(pilot, "#go-on")
    await agreed(pilot, "/me/api/oauth2/client")
    run.picture()
    await agreed(pilot, "/v2/iam/policy", "policy")
    await trial_done(pilot)
    run.picture()
    run.secrets.add(pilot.app.screen._keys.values["client_secret"])
    await pilot.press("escape")
    await on(pilot, YesNoScreen)
    await pilot.press("y")
    await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "closed")


async def test_no_secret_is_found_in_what_the_program_wrote(places, capfd, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    program = ExplorerApp(Workspace(gather(running()[1], environ={})))
    async with program.run_test(size=(140, 44), notifications=True) as pilot:
        run = Run(pilot, places / "pictures")
        await walk(run)
    output = "".join(capfd.readouterr()) + "\n".join(
        record.getMessage() for record in caplog.records
    )
    assert len(run.secrets) >= 16
    assert len(list(run.pictures.iterdir())) > 25
    written = found_in(places, run.secrets)
    mine = {"home/.ovh.conf", "work/certbot.ini"}
    assert written == mine, "keys are saved there, written where the user said, and nowhere else"
    assert {path.name for path in (places / "home").rglob("*.db")} >= {"memory.db"}
    assert not [secret for secret in run.secrets if secret in output]


async def test_a_crash_says_none_either(places, capfd, monkeypatch):
    """A mistake of ours in the middle of a request: the traceback names places, not values."""
    program = ExplorerApp(Workspace(gather(running()[1], environ={})))
    secrets: set[str] = set()

    def broken(self, call, url, difference, token=None):
        keys, shown = self._credentials, repr(self._credentials)
        raise RuntimeError(f"a mistake of ours with {keys} and {shown}")

    async def until_it_breaks() -> None:
        async with program.run_test(size=(140, 44), notifications=True) as pilot:
            await way(pilot, "token", TokenScreen)
            keys = create_keys(cast(TokenScreen, pilot.app.screen).link)
            secrets.update(_KEY.findall(keys))
            await paste(pilot, keys)
            await press_button(pilot, "#sign-in")
            await keep(pilot)
            await until(pilot, lambda: "signed in as" in text(pilot), "who is signed in")
            monkeypatch.setattr("ovh_explorer.client.session.Session._headers", broken)
            screen = main_screen(pilot)
            screen.open_words("GET /me")
            await until(pilot, lambda: screen.form is not None, "GET /me")
            await pilot.press("ctrl+r")
            await until(pilot, lambda: program.last_words, "the crash")

    with pytest.raises(WorkerFailed):
        await until_it_breaks()
    [report] = (places / "home").rglob("crash-*.txt")
    assert str(report) in program.last_words[-1]
    words = "\n".join([*program.last_words, report.read_text()])
    assert "broken\n" in words, "the place is named"
    assert "a mistake of ours" not in words
    output = "".join(capfd.readouterr()) + words
    assert secrets
    assert not [secret for secret in secrets if secret in output]
    assert found_in(places, secrets) == set()


def found_in(root: Path, secrets: set[str]) -> set[str]:
    """The files below `root` that hold a secret, by their path."""
    found = set()
    for directory, _, names in os.walk(root):
        for name in names:
            path = Path(directory, name)
            content = path.read_bytes() if path.is_file() else b""
            if any(secret.encode() in content for secret in secrets):
                found.add(str(path.relative_to(root)))
    return found
