"""``doctor``: what is so, what is wrong, and the exit code that says which; never a secret."""

import json
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ovh_explorer.config import cache_dir, state_dir
from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_KEYS, READER_KEYS
from ovh_explorer.workspace.account.access_rules import AccessRule, Rights
from tests.faults import fault
from tests.sandboxes import running

NOBODY = "http://127.0.0.1:1"
CLOSED = "127.0.0.1 refused the connection: nothing listens there. Nothing was sent."
# README documents these: a program may rely on them.
DOCUMENTED = {
    "program": {"version", "python", "textual", "httpx", "system"},
    "terminal": {
        "columns", "lines", "term", "colours", "locale", "encoding", "ssh", "within", "clipboard",
        "copies",
    },
    "settings": {
        "endpoint", "endpoint_from", "keys_from", "profile", "config", "read_only", "environment",
        "proxies", "certificates",
    },
    "endpoint": {
        "name", "region", "host", "v1", "v2", "token_page", "application_page", "console",
        "oauth2_token_url",
    },
    "network": {"url", "reachable", "milliseconds", "clock_difference_seconds"},
    "keys": {"kind", "name", "from", "accepted", "who", "account", "rules", "ends", "only_from"},
    "catalog": {"file", "age_seconds", "products", "fetched", "operations", "models"},
    "files": {"looked_at", "found", "state", "stored", "crash_reports", "cache"},
}  # fmt: skip
SECRETS = (
    DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key, READER_KEYS.consumer_key,
    DEMO_CLIENT.client_secret,
)  # fmt: skip


@pytest.fixture
def doctor(run):
    """Run the doctor both ways: exit code, JSON, lines. No secret is in either."""

    def one(*options: str) -> tuple[int, dict, str]:
        code, out, words = run("doctor", "--json", *options)
        assert words == ""
        human_code, lines, words = run("doctor", *options)
        assert words == ""
        assert human_code == code
        for secret in SECRETS:
            assert secret not in out + lines
        report = json.loads(out)
        assert (code == 0) is report["well"] is (not report["problems"])
        assert {name for name in report if isinstance(report[name], dict)} == set(DOCUMENTED)
        for part, names in DOCUMENTED.items():
            assert set(report[part]) == names
        return code, report, lines

    return one


@pytest.fixture
def home() -> Path:
    return Path.home()


def test_readme_documents_every_name():
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (`.*) \|$", readme, re.MULTILINE))
    described = {part: set(re.findall(r"`(\w+)`", rows[part])) for part in DOCUMENTED}
    described["keys"] -= {"method", "path"}
    assert described == DOCUMENTED


def test_a_set_up_that_is_well(doctor):
    code, report, lines = doctor()
    url = running()[1]
    assert code == 0
    assert report["network"]["reachable"] is True
    assert report["network"]["url"] == f"{url}/1.0/auth/time"
    assert abs(report["network"]["clock_difference_seconds"]) <= 1
    assert report["keys"] | {"rules": None} == {
        "kind": "application key",
        "name": DEMO_KEYS.application_key,
        "from": [
            "OVH_APPLICATION_KEY, environment",
            "OVH_APPLICATION_SECRET, environment",
            "OVH_CONSUMER_KEY, environment",
        ],
        "accepted": True,
        "who": "xx1111-ovh",
        "account": "xx1111-ovh",
        "rules": None,
        "ends": None,
        "only_from": [],
    }
    assert {"method": "DELETE", "path": "/*"} in report["keys"]["rules"]
    assert report["settings"]["endpoint_from"] == "OVH_ENDPOINT, environment"
    assert report["settings"]["environment"] == [
        "OVH_APPLICATION_KEY", "OVH_APPLICATION_SECRET", "OVH_CONSUMER_KEY", "OVH_ENDPOINT",
    ]  # fmt: skip
    assert lines.endswith("\nNothing is wrong.\n")


def test_it_makes_no_file(doctor):
    doctor()
    assert not list(cache_dir().glob("*")) if cache_dir().exists() else True
    assert not state_dir().exists() or not list(state_dir().glob("*"))


def test_lines_fit_eighty_columns(doctor):
    _, _, lines = doctor()
    for line in lines.splitlines():
        assert len(line) <= 80 or " " not in line.strip().partition("  ")[2].strip(), line
        assert line.isascii() or "…" in line


def test_what_a_key_may_do_and_that_only(doctor, monkeypatch):
    monkeypatch.setenv("OVH_CONSUMER_KEY", READER_KEYS.consumer_key)
    code, report, lines = doctor()
    assert code == 0
    assert report["keys"]["rules"] == [{"method": "GET", "path": "/domain/*"}]
    assert "GET /domain/*" in lines


def test_a_service_account(doctor, monkeypatch):
    for name in ("APPLICATION_KEY", "APPLICATION_SECRET", "CONSUMER_KEY"):
        monkeypatch.delenv(f"OVH_{name}")
    monkeypatch.setenv("OVH_CLIENT_ID", DEMO_CLIENT.client_id)
    monkeypatch.setenv("OVH_CLIENT_SECRET", DEMO_CLIENT.client_secret)
    code, report, lines = doctor()
    assert code == 0
    keys = report["keys"]
    assert (keys["kind"], keys["name"]) == ("service account", DEMO_CLIENT.client_id)
    assert (keys["accepted"], keys["rules"], keys["ends"]) == (True, None, None)
    assert keys["who"] == "a service account, of xx1111-ovh"
    assert "what IAM policies allow it" in lines


@fault(
    "Settings and keys",
    "`doctor` without keys",
    "No keys for ovh-eu … Nothing is wrong.",
)
def test_without_keys_nothing_is_wrong(doctor, monkeypatch):
    for name in ("APPLICATION_KEY", "APPLICATION_SECRET", "CONSUMER_KEY"):
        monkeypatch.delenv(f"OVH_{name}")
    code, report, lines = doctor()
    assert code == 0
    assert report["keys"]["kind"] is None
    url = running()[1]
    assert f"No keys for {url}. Press S in the explorer to sign in." in report["notes"]
    return lines.replace(url, "ovh-eu")


@fault("Settings and keys", "`doctor` without a network", f"1 thing is wrong: … {CLOSED}")
def test_without_a_network_the_rest_is_said(doctor, monkeypatch):
    monkeypatch.setenv("OVH_ENDPOINT", NOBODY)
    code, report, lines = doctor()
    assert code == 1
    assert report["problems"] == [CLOSED]
    assert report["network"]["reachable"] is False
    assert report["keys"]["accepted"] is None
    assert report["keys"]["name"] == DEMO_KEYS.application_key
    assert "accepted          not known: the API could not be asked" in lines
    return " ".join(lines.split())


WRONG = {
    "the application key": (
        "OVH_APPLICATION_KEY",
        "0123456789abcdef",
        "This application key is invalid.",
    ),
    "the consumer key": (
        "OVH_CONSUMER_KEY",
        "0123456789abcdef0123456789abcdef",
        "This credential does not exist.",
    ),
    "the secret": (
        "OVH_APPLICATION_SECRET",
        "0123456789abcdef0123456789abcdef",
        "Invalid signature.",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_keys_that_the_api_refuses(doctor, monkeypatch, name):
    variable, value, words = WRONG[name]
    monkeypatch.setenv(variable, value)
    code, report, _ = doctor()
    assert code == 1
    assert report["keys"]["accepted"] is False
    assert len(report["problems"]) == 1
    assert words in report["problems"][0]
    if variable == "OVH_APPLICATION_KEY":
        assert "called at 127.0.0.1, does not know this application key" in report["problems"][0]


def test_keys_that_can_t_be_used(doctor, monkeypatch):
    monkeypatch.delenv("OVH_APPLICATION_SECRET")
    code, report, _ = doctor()
    assert code == 1
    assert report["problems"][0].startswith("Invalid authentication config")
    assert report["keys"]["kind"] is None


def test_an_application_key_without_a_consumer_key(doctor, monkeypatch):
    monkeypatch.delenv("OVH_CONSUMER_KEY")
    code, report, _ = doctor()
    assert code == 1
    assert "There is an application key but no consumer key" in report["problems"][0]


def test_what_is_no_api(doctor, monkeypatch):
    # The sandbox has no API below this path.
    url = f"{running()[1]}/elsewhere"
    monkeypatch.setenv("OVH_ENDPOINT", url)
    code, report, _ = doctor()
    assert code == 1
    assert any(
        "not the time: is this the address of the OVHcloud API?" in it or "answers no time" in it
        for it in report["problems"]
    )


def test_findings_are_wrong_or_worth_a_look(doctor, home):
    (home / ".ovh.conf").write_text("[default]\nconsumer_key=secret\n[ovh-us]\nClient_Id=EU.1\n")
    code, report, lines = doctor()
    assert code == 1
    assert report["findings"] == [
        {
            "file": "~/.ovh.conf",
            "line": 2,
            "what": "no program reads consumer_key in [default].",
            "advice": "Move it to the section of the endpoint, as [ovh-eu].",
            "wrong": True,
        },
        {
            "file": "~/.ovh.conf",
            "line": 4,
            "what": "go-ovh, and what uses it, doesn't read Client_Id.",
            "advice": "Write client_id, in lower case.",
            "wrong": False,
        },
    ]
    assert len(report["problems"]) == 1
    assert any("go-ovh" in note for note in report["notes"])
    assert "secret" not in lines


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_keys_that_other_users_can_read(doctor, home, mode):
    path = home / ".ovh.conf"
    path.write_text("[ovh-us]\nclient_id=EU.1\n")
    path.chmod(mode)
    code, report, _ = doctor()
    assert code == 0
    assert any("chmod 600 ~/.ovh.conf" in note for note in report["notes"]) is (mode == 0o644)


def test_read_only(doctor):
    _, report, lines = doctor("--read-only")
    assert report["settings"]["read_only"] is True
    assert "on: --read-only" in lines


@fault(
    "Settings and keys",
    "`doctor`, the endpoint is wrong",
    "Unknown endpoint 'ovh_ca'. Did you mean ovh-ca?",
)
def test_an_endpoint_that_is_none(run, monkeypatch):
    monkeypatch.setenv("OVH_ENDPOINT", "ovh_ca")
    code, out, _ = run("doctor", "--json")
    report = json.loads(out)
    assert code == 1
    assert report["settings"]["endpoint"] is None
    assert "network" not in report
    assert run("doctor")[0] == 1
    return report["problems"][0]


@pytest.mark.parametrize(
    "options",
    [
        ("--endpoint", "ovh_ca"),
        ("--profile", "none"),
        ("--config", "/none"),
        ("--demo", "--endpoint", "ovh-eu"),
        ("--jason",),
        ("what",),
    ],
)
def test_wrong_usage(run, options):
    code, out, words = run("doctor", *options)
    assert (code, out) == (2, "")
    assert words


def test_a_proxy_is_said_without_its_password(doctor, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://me:hidden@proxy.example:3128")
    _, report, lines = doctor()
    assert report["settings"]["proxies"]["HTTPS_PROXY"] == "proxy.example:3128"
    assert "hidden" not in lines


def test_a_clock_that_is_wrong(doctor, monkeypatch):
    now = time.time
    monkeypatch.setattr("ovh_explorer.workspace.doctor.network.time.time", lambda: now() - 300)
    _, report, lines = doctor()
    assert abs(report["network"]["clock_difference_seconds"] - 300) <= 1
    assert "behind the API's" in lines


@pytest.mark.parametrize("days", [-1, 3, 30])
def test_when_keys_end(doctor, monkeypatch, days):
    ends = datetime.now(UTC) + timedelta(days=days, hours=1)
    known = Rights((AccessRule("GET", "/*"),), expires=ends, allowed_ips=("127.0.0.0/8",))
    monkeypatch.setattr(Rights, "read", classmethod(lambda cls, answer: known))
    code, report, lines = doctor()
    assert report["keys"]["ends"] == ends.isoformat()
    assert report["keys"]["only_from"] == ["127.0.0.0/8"]
    assert "read everything, change nothing" in lines
    assert f"{ends:%Y-%m-%d %H:%M} UTC" in lines
    assert code == (1 if days < 0 else 0)
    assert any("The keys expired on" in words for words in report["problems"]) is (days < 0)
    assert any("The keys end on" in words for words in report["notes"]) is (0 < days < 7)


def test_many_rules_are_counted(doctor, monkeypatch):
    rules = tuple(AccessRule("GET", f"/path{number}") for number in range(12))
    monkeypatch.setattr(Rights, "read", classmethod(lambda cls, answer: Rights(rules)))
    _, report, lines = doctor()
    assert len(report["keys"]["rules"]) == 12
    assert "GET /path7\n" in lines
    assert "GET /path8" not in lines
    assert "and 4 more rules: K in the explorer shows them" in lines


def test_a_service_account_that_looks_like_another_region_s(run, home, monkeypatch):
    for name in ("APPLICATION_KEY", "APPLICATION_SECRET", "CONSUMER_KEY"):
        monkeypatch.delenv(f"OVH_{name}")
    monkeypatch.setattr("ovh_explorer.workspace.doctor.network.reach", unreached)
    (home / ".ovh.conf").write_text("[ovh-ca]\nclient_id=EU.1\nclient_secret=s\n")
    monkeypatch.setenv("OVH_ENDPOINT", "https://api.ca.ovhcloud.com")
    code, out, _ = run("doctor", "--json")
    assert code == 0
    assert any(
        "begins with EU., so it is perhaps not one of ovh-ca" in note
        for note in json.loads(out)["notes"]
    )


def test_keys_of_one_region_at_the_host_of_another(run, home, monkeypatch):
    """Both families of hosts are one region; keys of Europe are none of Canada's."""
    for name in ("APPLICATION_KEY", "APPLICATION_SECRET", "CONSUMER_KEY"):
        monkeypatch.delenv(f"OVH_{name}")
    monkeypatch.setattr("ovh_explorer.workspace.doctor.network.reach", unreached)
    keys = f"application_key={DEMO_KEYS.application_key}\napplication_secret=a\nconsumer_key=b\n"
    (home / ".ovh.conf").write_text(f"[ovh-eu]\n{keys}[https://api.ca.ovhcloud.com]\n{keys}")
    (home / ".ovh.conf").chmod(0o600)
    monkeypatch.setenv("OVH_ENDPOINT", "https://api.ca.ovhcloud.com")
    code, out, _ = run("doctor", "--json")
    assert code == 1
    report = json.loads(out)
    assert report["endpoint"]["region"] == "CA"
    assert report["problems"] == [
        "The same keys are set for ovh-ca (~/.ovh.conf [https://api.ca.ovhcloud.com]) and for "
        "ovh-eu (~/.ovh.conf [ovh-eu]). Each region has keys of its own: those of one are refused "
        "at the hosts of another. ovh-ca is called at api.ca.ovhcloud.com."
    ]
    (home / ".ovh.conf").write_text(f"[ovh-ca]\n{keys}[https://api.ca.ovhcloud.com]\n{keys}")
    assert run("doctor", "--json")[0] == 0


async def unreached(endpoint, report, seconds=None):
    """Nothing of this machine is sent elsewhere."""
    from ovh_explorer.workspace.doctor.report import Part

    return False, Part("network", "Network", ())
