"""What TAB offers: read from the table of commands, the catalog and the settings."""

import json
import subprocess
import sys
from base64 import b64decode, b64encode

import pytest

from ovh_explorer.children import environment, python_of
from ovh_explorer.cli import main
from ovh_explorer.cli.completion import background, context, settings_context
from ovh_explorer.cli.completion.candidates import FILES, candidates_of
from ovh_explorer.cli.completion.complete import complete
from ovh_explorer.cli.completion.quoting import for_powershell, without_fish_quotes
from ovh_explorer.config import cache_dir, data_dir
from tests.cli.completion_home import CompletionHome

RECORDS = "/domain/zone/{zoneName}/record"


@pytest.fixture
def home(tmp_path, monkeypatch):
    return CompletionHome(tmp_path, monkeypatch)


def offered(*words: str) -> list[str]:
    return [item.value for item in candidates_of(list(words))]


def test_commands_methods_and_a_path_begin_a_line(home):
    found = offered("")
    assert found[:3] == ["try", "run", "recipes"]
    assert {"completion", "doctor", "changes", "sandbox", "GET", "DELETE", "/"} <= {*found}
    assert offered("do") == ["doctor"]
    assert offered("--endpoint", "ovh-eu", "c") == [], "a command after an option is one to run"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["try", "GET", "/me", "--prof"], ["--profile"]),
        (["code", "py"], ["python"]),
        (["code", "python", "GE"], ["GET"]),
        (["code", "--es"], ["--es-module"]),
        (["changes", "--s"], ["--since"]),
        (["doctor", "--js"], ["--json"]),
        (["search", "--branch", ""], ["v1", "v2"]),
        (["search", "--branch=v"], ["--branch=v1", "--branch=v2"]),
        (["try", "GET", "/me", "--output", "c"], ["compact", "csv"]),
        (["try", "GET", "/me", "--endpoint", "ovh-c"], ["ovh-ca"]),
        (["try", "GET", "/me", "--endpoint=ovh-u"], ["--endpoint=ovh-us"]),
        (["try", "--profile", "a"], ["a client"]),
        (["try", "--profile", ""], ["ovh-eu", "a client"]),
        (["completion", "p"], ["powershell"]),
        (["completion", "--account-values", ""], ["on", "off"]),
        (["sandbox", "--strict", "s"], ["services"]),
        (["sandbox", "--strict", "--qu"], ["--quiet"]),
        (["try", "GET", "/me", "--", "--"], []),
        (["try", "POST", "/me", "-d", ""], ["@", "-"]),
        (["search", "--limit", ""], []),
        (["--read"], ["--read-only"]),
    ],
)
def test_options_and_their_values(home, words, expected):
    assert offered(*words) == expected


def test_files_are_left_to_the_shell(home):
    for words in (["--config", ""], ["sandbox", "--tls", "x"], ["try", "GET", "/", "-d", "@x"]):
        assert candidates_of(words) is FILES


def test_paths_grow_segment_by_segment(home):
    assert offered("try", "GET", "/domain/z") == ["/domain/zone", "/domain/zone/"]
    assert offered("try", "GET", "/domain/zone/{zoneName}/rec") == [
        "/domain/zone/{zoneName}/record",
        "/domain/zone/{zoneName}/record/",
    ]
    assert offered("try", "POST", "/domain/zone/{zoneName}/ref") == [
        "/domain/zone/{zoneName}/refresh"
    ]
    assert "/v2/" in offered("try", "GET", "/")
    assert offered("try", "GET", "/v2/iam/po") == ["/v2/iam/policy", "/v2/iam/policy/"]
    assert offered("try", "GET", "/no/such/") == []
    assert offered("try", "PATCH", "/domain/") == []


def test_a_path_goes_on_below_a_value(home):
    assert offered("try", "GET", "/domain/zone/example.com/rec") == [
        "/domain/zone/example.com/record",
        "/domain/zone/example.com/record/",
    ]


def test_the_explorer_takes_method_and_path_as_one_word_or_two(home):
    assert offered("GET", "/v2/iam/po") == ["/v2/iam/policy", "/v2/iam/policy/"]
    assert offered("GET /v2/iam/po") == ["GET /v2/iam/policy", "GET /v2/iam/policy/"]
    assert "/domain/zone" in offered("/domain/z")


def test_parameters_and_their_values(home):
    assert offered("try", "GET", RECORDS, "-q", "") == ["fieldType=", "subDomain="]
    assert {"fieldType=A", "fieldType=MX"} <= {*offered("try", "GET", RECORDS, "-q", "fieldType=")}
    assert offered("try", "GET", RECORDS, "-qfieldType=M") == ["-qfieldType=MX"]
    assert offered("try", "GET", RECORDS, "-p", "") == ["zoneName="]
    assert offered("try", "GET", RECORDS, "-p", "zoneName=x", "-p", "") == []
    assert offered("try", "GET", "/domain/zone/x/record", "-p", "") == []
    assert offered("try", "GET", "/v2/iam/policy", "-q", "readOnly=") == [
        "readOnly=true",
        "readOnly=false",
    ]
    assert offered("try", "GET", "/v2/iam/policy", "-H", "X-Pagination-S") == ["X-Pagination-Size="]
    assert offered("try", "GET", "/no/such", "-p", "") == []


def test_the_demo_has_a_catalog_of_its_own_at_the_second_tab(home, monkeypatch):
    from ovh_explorer.cli.completion import demo_catalog

    started = []
    monkeypatch.setattr(demo_catalog, "start", started.append)
    assert offered("--demo", "GET", "/domain/z") == []
    assert offered("--demo", "GET", "/domain/z") == []
    assert started == ["demo_catalog"], "it is begun once"
    demo_catalog.make(demo_catalog._file())
    assert offered("--demo", "GET", "/domain/z") == ["/domain/zone", "/domain/zone/"]


def test_without_a_catalog_the_rest_is_offered(home):
    for path in cache_dir().glob("catalog-*"):
        path.unlink()
    assert offered("try", "GET", "/") == ["/v2/"]
    assert offered("try", "GET", "/me", "--out") == ["--output"]
    assert not list(cache_dir().glob("catalog-*")), "TAB makes none"


def test_a_damaged_catalog_is_left_as_it_is(home):
    path = cache_dir() / "catalog-3-eu.api.ovh.com.db"
    path.write_bytes(b"no database")
    assert offered("try", "GET", "/domain/") == []
    assert path.read_bytes() == b"no database"


def test_a_change_of_the_settings_is_seen_at_the_second_tab(home, monkeypatch):
    started = []
    monkeypatch.setattr(background, "start", lambda *words: started.append(words))

    def second_tab(*words: str) -> list[str]:
        offered(*words)
        assert started.pop() == ("renew_context",)
        context.find_context({}, now=True)  # which that process does
        found = offered(*words)
        assert started == []
        return found

    assert offered("try", "--profile", "a") == ["a client"]
    assert started == [], "without a context it is worked out at once"
    text = (home.path / ".ovh.conf").read_text()
    (home.path / ".ovh.conf").write_text(text.replace("a client", "another"))
    assert offered("try", "--profile", "a") == ["a client"]
    started.clear()
    assert second_tab("try", "--profile", "a") == ["another"]
    monkeypatch.setenv("OVH_ENDPOINT", "ovh-ca")
    assert second_tab("try", "GET", "/domain/") == [], "of that one there is no catalog"
    monkeypatch.setenv("OVH_ENDPOINT", "no-such")
    assert second_tab("try", "GET", "/me", "--profile", "an") == ["another"]


def test_other_options_have_a_context_of_their_own(home, monkeypatch):
    assert offered("try", "GET", "/domain/z") != []
    assert offered("try", "--endpoint", "ovh-ca", "GET", "/domain/z") == []


def test_the_process_that_is_started_writes_the_context(home):
    offered("try", "GET", "/me", "--profile", "")
    text = (home.path / ".ovh.conf").read_text()
    (home.path / ".ovh.conf").write_text(text.replace("a client", "another"))
    command = [*python_of("ovh_explorer.cli.completion.renew_context"), "--endpoint=ovh-eu"]
    subprocess.run(command, check=True, env=environment())
    known = json.loads((cache_dir() / "completion.json").read_text())
    assert [item["profiles"] for item in known.values() if item["chosen"]] == [
        ["ovh-eu", "another"]
    ]


def test_contexts_are_for_the_user_alone_and_hold_no_key(home):
    offered("try", "GET", "/")
    file = cache_dir() / "completion.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert "EXEgWIz07P0HYwtQDs7cNIqCiQaWSuHF" not in file.read_text()
    known = json.loads(file.read_text())
    for other in ([1], dict.fromkeys(known, 1), {key: {"catalog": 1} for key in known}):
        file.write_text(json.dumps(other))
        assert "/domain/zone" in offered("try", "GET", "/domain/z")
    (item,) = known.values()
    file.write_text(json.dumps({key: {**item, "profiles": [{}]} for key in known}))
    assert "ovh-eu" in offered("try", "GET", "/me", "--profile", "")


def test_the_directory_is_the_one_of_the_program(home, monkeypatch):
    def here() -> list[str]:
        return [context.directory(), context.data_directory()]

    assert here() == [str(cache_dir()), str(data_dir())]
    monkeypatch.setenv("XDG_CACHE_HOME", str(home.path / "elsewhere"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home.path / "data"))
    assert here() == [str(cache_dir()), str(data_dir())]
    monkeypatch.setattr(sys, "platform", "darwin")
    assert here() == [str(cache_dir()), str(data_dir())]


def test_the_first_tab_after_a_sync_finds_its_context(home, monkeypatch, capfd):
    url = "http://127.0.0.1:9"
    assert main(["sync", "--endpoint", url]) == 1
    monkeypatch.setattr(settings_context, "make_context", None)
    assert offered("try", "--endpoint", url, "--profile", "a") == ["a client"]


# The hidden command


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (("try", "GET", RECORDS, "-p", "z"), "words\0zoneName=\t"),
        (("run", "api"), "words\0api-keys\t"),
    ],
)
def test_tab_imports_neither_screen_nor_client_nor_parsers(home, words, first):
    offered("try", "GET", "/")
    heavy = ["textual", "httpx", "argparse", "dataclasses", "typing", "pathlib", "asyncio"]
    assert_imports_none_of(heavy, words, first)


@pytest.mark.parametrize("words", [("",), ("t",), ("--demo", "tr")])
def test_the_first_word_needs_neither_settings_nor_catalog(home, words):
    heavy = ["json", "sqlite3", "hashlib", "ovh_explorer.config", "ovh_explorer.catalog"]
    assert_imports_none_of([*heavy, "ovh_explorer.cli.completion.context"], words, "words\0try\t")
    assert not (cache_dir() / "completion.json").exists()


def assert_imports_none_of(heavy: list[str], words: tuple[str, ...], first: str) -> None:
    """Complete `words` in a process of its own, as a TAB does."""
    code = (
        "import sys; from ovh_explorer.cli import main\n"
        f"sys.argv = ['ovh-explorer', '__complete', 'fish', *{words!r}]\n"
        f"main(); print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stderr == "[]\n"
    assert done.stdout.startswith(first)


def test_powershell_gets_json_that_no_code_page_changes(home, capfd):
    order = b64encode(json.dumps(["try", "--profile", "a"]).encode()).decode()
    assert complete(["powershell", order]) == 0
    rows = json.loads(b64decode(capfd.readouterr().out))
    assert rows == [{"text": "'a client'", "shown": "a client", "words": "a client"}]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("zoneName=example.com", "zoneName=example.com"),
        ("it's", "'it''s'"),
        ("\u2019", "'\u2019\u2019'"),
        ("$(x)", "'$(x)'"),
        ("`x", "'`x'"),
        ("a b", "'a b'"),
        ("--output", "--output"),
        ("", "''"),
    ],
)
def test_powershell_reads_a_value_as_it_is(value, text):
    assert for_powershell(value) == text


@pytest.mark.parametrize(
    ("token", "text"),
    [
        ("zoneName=a\\ b", "zoneName=a b"),
        ("'a b", "a b"),
        ("'it\\'s\\n'", "it's\\n"),
        ('"a\\"b\\$c\'', "a\"b$c'"),
        ("new\\nline", "new\nline"),
        ("end\\", "end\\"),
    ],
)
def test_words_of_fish_are_read(token, text):
    assert without_fish_quotes(token) == text


def test_recipes_by_their_names_and_their_parameters(home):
    own = home.path / ".local/share/ovh-explorer/recipes"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(
        '[parameters.zone]\ndescription = "the zone"\n[parameters.password]\nsecret = true\n'
    )
    assert {"mine", "dns-txt-record"} <= set(offered("run", ""))
    for name in ("._mine", "--yes"):
        (own / f"{name}.toml").write_text("no name that can be given")
    assert not {"._mine"} & set(offered("run", ""))
    assert offered("run", "--ye") == ["--yes"]
    assert offered("run", "mi") == ["mine"]
    assert candidates_of(["run", "./"]) is FILES
    assert offered("run", "mine", "-p", "") == ["zone="]
    assert offered("run", "mine", "-p", "zone=a", "-p", "") == []
    assert "zone=" in offered("run", "dns-txt-record", "-p", "")
    (own / "mine.toml").write_text("no TOML")
    assert offered("run", "mine", "-p", "") == []
    (own / "mine.toml").write_text(f"a = {'[' * 100_000}")
    assert offered("run", "mine", "-p", "") == []
