"""Values from the account: allowed once, looked up in the background, forgotten on signing out."""

import asyncio
import json
import subprocess
import time

import pytest

from ovh_explorer.catalog.store import Store, store_path
from ovh_explorer.cli.completion import account_lists
from ovh_explorer.cli.completion.candidates import candidates_of
from ovh_explorer.cli.completion.context import find_context
from ovh_explorer.cli.completion.look_up import look_up
from ovh_explorer.config import cache_dir
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.cli.completion_home import CONF, CompletionHome
from tests.conftest import fill
from tests.sandboxes import running

pytest.importorskip("fcntl", reason="modes of files and processes as Unix has them")
from tests.terminal import OURS, until

ZONE = ("try", "GET", "/domain/zone/{zoneName}", "-p", "zoneName=")
RECORD = ("try", "GET", "/domain/zone/{zoneName}/record/{id}", "-p", "zoneName=example.com", "-p")
ZONES = [("example.com", ""), ("example.org", "the other")]


@pytest.fixture
def orders(monkeypatch):
    """The look-ups that TAB begins, which are not run."""
    found: list[tuple[str, ...]] = []
    monkeypatch.setattr(account_lists, "start", lambda *words: found.append(words))
    return found


@pytest.fixture
def home(tmp_path, monkeypatch, orders):
    return CompletionHome(tmp_path, monkeypatch)


def offered(*words: str) -> list[str]:
    return [item.value for item in candidates_of(list(words))]


def test_nothing_is_looked_up_until_it_is_allowed(home, orders, capsys):
    assert offered(*ZONE) == []
    assert orders == []
    assert home.allow() == 0
    assert "GETs with your keys" in capsys.readouterr().err
    assert offered(*ZONE) == []
    ((module, order),) = orders
    assert module == "look_up"
    assert json.loads(order)["listing"] == "v1 /domain/zone"


def test_what_is_kept_is_offered_and_looked_up_again_when_it_is_old(home, orders):
    home.allow()
    home.keep("v1 /domain/zone", ZONES)
    assert offered(*ZONE) == ["zoneName=example.com", "zoneName=example.org"]
    assert [item.words for item in candidates_of([*ZONE])] == ["", "the other"]
    assert "/domain/zone/example.org/" in offered("GET", "/domain/zone/")
    assert orders == []
    home.keep("v1 /domain/zone", ZONES, age=601)
    assert offered(*ZONE) == ["zoneName=example.com", "zoneName=example.org"]
    assert offered(*ZONE) == ["zoneName=example.com", "zoneName=example.org"]
    assert len(orders) == 1, "one is enough for several TABs"


def test_a_value_in_a_path_is_encoded(home, orders):
    home.allow()
    home.keep("v1 /ip", [("192.0.2.0/28", "")])
    assert "/ip/192.0.2.0%2F28" in offered("GET", "/ip/")


def test_a_list_below_a_value_is_that_of_the_value(home, orders):
    home.allow()
    assert offered(*RECORD, "id=") == []
    order = json.loads(orders[0][1])
    assert order["listing"] == "v1 /domain/zone/example.com/record"
    home.keep("v1 /domain/zone/example.com/record", [("1", "A www")])
    assert offered(*RECORD, "id=") == ["id=1"]
    assert offered(*ZONE[:2], RECORD[2], "-p", "id=") == [], "of no zone there is no list"


def test_files_are_for_the_user_alone_and_apart_for_each_profile(home, orders):
    home.allow()
    home.keep("v1 /domain/zone", ZONES)
    assert home.directory.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in home.directory.iterdir()} == {0o600}
    assert offered(*ZONE, "--profile", "a client", "")[:1] == []
    text = (home.path / ".ovh.conf").read_text()
    (home.path / ".ovh.conf").write_text(text.replace("MtSwSrPp", "OtherKey"))
    assert offered(*ZONE) == [], "other keys may be those of another account"
    find_context({}, now=True)
    assert offered(*ZONE) == []


def test_the_demo_offers_none(home, orders):
    home.allow()
    home.keep("v1 /domain/zone", ZONES)
    assert offered("--demo", *ZONE[1:2], "/domain/zone/") == []
    assert [module for module, *_ in orders if module == "look_up"] == []


def test_off_removes_what_was_kept(home, orders):
    home.allow()
    home.keep("v1 /domain/zone", ZONES)
    assert home.allow("off") == 0
    assert not home.directory.exists()
    assert offered(*ZONE) == []
    assert orders == []


def test_signing_out_forgets_the_values(home):
    home.allow()
    home.keep("v1 /domain/zone", ZONES)
    workspace = Workspace(gather(None))
    workspace.use_settings(workspace.settings)
    assert home.directory.exists()
    workspace.use_settings(workspace.settings.without_keys())
    assert not home.directory.exists()


# The look-up itself, over a socket


@pytest.fixture
def at_sandbox(home):
    """The same home with the keys of a sandbox, and its catalog."""
    url = running()[1]
    text = CONF.replace("endpoint=ovh-eu", f"endpoint={url}").replace("[ovh-eu]", f"[{url}]")
    (home.path / ".ovh.conf").write_text(text)
    from ovh_explorer.sandbox.documents import EMBEDDED

    with Store(store_path(cache_dir(), gather(None).endpoint.installation)) as store:
        fill(store, EMBEDDED)
    home.allow()
    return home


def run(order: str) -> None:
    asyncio.run(look_up(json.loads(order), gather(None)))


def test_the_next_tab_offers_what_was_looked_up(at_sandbox, orders):
    assert offered(*ZONE) == []
    run(orders[0][1])
    assert offered(*ZONE) == ["zoneName=example.com", "zoneName=example.org"]
    assert offered(*RECORD, "id=") == []
    run(orders[1][1])
    assert len(offered(*RECORD, "id=")) > 1


def test_what_has_no_list_is_not_looked_up_again(at_sandbox, orders):
    order = {"listing": "v1 /me", "branch": "v1", "path": "/me/{x}", "concrete": "/me"}
    at_sandbox.keep("v1 /x", [])
    run(json.dumps(order | {"parameter": "x"}))
    assert json.loads(next(at_sandbox.directory.glob("*.json")).read_text()) == []


def test_a_refusal_keeps_what_was_there(at_sandbox, orders):
    at_sandbox.keep("v1 /domain/zone/no-such.test/record", [("1", "")], age=601)
    words = ("try", "GET", RECORD[2], "-p", "zoneName=no-such.test", "-p", "id=")
    assert offered(*words) == ["id=1"]
    run(orders[0][1])
    assert offered(*words) == ["id=1"]
    assert len(orders) == 1, "and it is not begun again at once"


def test_a_look_up_that_ends_after_signing_out_keeps_nothing(at_sandbox, orders):
    assert offered(*ZONE) == []
    workspace = Workspace(gather(None))
    workspace.use_settings(workspace.settings.without_keys())
    run(orders[0][1])
    assert not at_sandbox.directory.exists()


def test_lists_that_are_old_are_removed(at_sandbox, orders):
    at_sandbox.keep("v1 /me/api/credential", [("1", "")], age=15 * 24 * 3600)
    assert offered(*ZONE) == []
    run(orders[0][1])
    ages = [time.time() - file.stat().st_mtime for file in at_sandbox.directory.iterdir()]
    assert len(ages) == 1
    assert ages[0] < 600


def test_tab_does_not_wait_for_the_process_that_it_starts(at_sandbox):
    """Of a program that is run: its output ends although the look-up goes on."""
    command = [*OURS, "__complete", "fish", *ZONE]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"words\0"
    until(lambda: list(at_sandbox.directory.glob("*.json")), "the values")
    found = subprocess.run(command, capture_output=True, check=True).stdout
    assert found == b"words\0zoneName=example.com\t\0zoneName=example.org\t\0"
