"""The command ``code``: what it prints, and that it sends nothing."""

import re

from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.snippets import LANGUAGES

RECORD = '{"fieldType":"A","subDomain":"cli","target":"192.0.2.1"}'


def test_code_is_printed_and_nothing_is_sent(run):
    code, out, words = run(
        "code", "python", "POST", "/domain/zone/example.com/record", "-d", RECORD
    )
    assert (code, words) == (0, "")
    compile(out, "snippet", "exec")
    assert "client.post(" in out
    assert "Written with" in out
    assert DEMO_KEYS.application_secret not in out
    alone = run("code", "php", "GET", "/me", "--call-only")[1]
    assert alone.strip() == "$ovh->get('/me');" or "->get('/me')" in alone


def test_code_of_typescript_has_the_types_of_the_schema(run):
    code, out, _ = run(
        "code", "typescript", "POST", "/domain/zone/example.com/record", "-d", RECORD
    )
    assert code == 0
    assert "interface DomainZoneRecord {" in out
    assert "const content: DomainZoneRecordCreateRequest = {" in out
    assert "const result: DomainZoneRecord = JSON.parse(text || 'null');" in out


def test_a_language_that_is_not_known_is_said_before_the_catalog_is_downloaded(run, monkeypatch):
    monkeypatch.setenv("OVH_ENDPOINT", "http://127.0.0.1:9/1.0")
    code, out, words = run("code", "klingon", "GET", "/me")
    assert (code, out) == (2, "")
    assert words.startswith("ovh-explorer: There are no snippets in 'klingon'.")
    assert "catalog" not in words


def test_the_help_of_code_names_every_language(run):
    _, out, _ = run("code", "--help")
    for language in LANGUAGES:
        assert re.search(rf"\b{language}\b", out), language


def test_code_takes_its_keys_from_the_configuration_and_follows_pages(run):
    assert "xxxxxxxxxx" in run("code", "php", "GET", "/me")[1]
    assert "ovh_key('application_key')" in run("code", "php", "--from-config", "GET", "/me")[1]
    assert (
        "X-Pagination-Cursor-Next" in run("code", "python", "--pages", "GET", "/v2/iam/policy")[1]
    )
    assert (
        "APPLICATION_SECRET+CONSUMER_KEY+GET+"
        in run("code", "signature", "--call-only", "GET", "/me")[1]
    )
    for words in (["try", "GET", "/v2/iam/policy"], ["python", "GET", "/me"]):
        code, _, said = run("code", words[0], "--pages", *words[1:])
        assert code == 2
        assert "--pages is for lists that declare X-Pagination-Cursor" in said


def test_code_takes_its_keys_from_the_file_that_is_named(run, tmp_path, monkeypatch):
    (file := tmp_path / "team's.conf").write_text("[ovh-eu]\napplication_key=x\n")
    monkeypatch.chdir(tmp_path)
    for language in (name for name in LANGUAGES if name not in ("try", "signature")):
        line = ("code", language, "--config", file.name, "GET", "/me")
        assert "team" not in run(*line)[1]
        code, out, _ = run(*line, "--from-config")
        assert code == 0
        assert str(tmp_path) in out
        assert "xxxxxxxxxx" not in out


def test_code_says_what_parameters_are_and_comes_as_a_module(run):
    record = ("POST", "/domain/zone/example.com/record", "--raw", "-d", '{"target":"192.0.2.1"}')
    assert "# target: " not in run("code", "python", *record)[1]
    lines = run("code", "python", "--parameters", *record)[1].splitlines()
    assert any(line.startswith("# zoneName: ") for line in lines)
    assert any(line.startswith("# target: ") for line in lines)
    module = run("code", "node", "--es-module", "GET", "/me")[1]
    assert "import createClient from '@ovhcloud/node-ovh';" in module
    assert "require(" not in module
    code, _, said = run("code", "php", "--es-module", "GET", "/me")
    assert (code, said) == (2, "ovh-explorer: --es-module is for node alone.\n")


def test_code_waits_for_a_task_where_the_catalog_shows_one(run):
    reboot = ("POST", "/vps/vps-1.example.com/reboot")
    assert "time.sleep" not in run("code", "python", *reboot)[1]
    waiting = run("code", "python", "--wait", *reboot)[1]
    assert 'over = ["cancelled", "done", "error"]' in waiting
    assert 'tasks = "/vps/vps-1.example.com/tasks/"\n' in waiting
    assert 'client.get(tasks + str(task_part(result, "id")))' in waiting
    for words in (["curl", *reboot], ["python", "GET", "/me"]):
        code, _, said = run("code", words[0], "--wait", *words[1:])
        assert code == 2
        assert "--wait is for operations that answer with a task" in said


def test_no_code_holds_a_key_of_the_configuration(run):
    for language in LANGUAGES:
        for options in ([], ["--call-only"], ["--from-config"]):
            out = run("code", language, "GET", "/me", *options)[1]
            for key in (
                DEMO_KEYS.application_key,
                DEMO_KEYS.application_secret,
                DEMO_KEYS.consumer_key,
            ):
                assert key not in out


def test_raw_leaves_the_blanks_around_a_value(run):
    zone = ("GET", "/domain/zone/{zoneName}/record")
    values = ("-p", "zoneName=  a ", "-q", "subDomain= b\t", "-q", "fieldType=A ")
    checked = run("code", "curl", *zone, *values)[1]
    assert "/domain/zone/a/record?fieldType=A&subDomain=b'" in checked
    code, out, said = run("code", "curl", "--raw", *zone, *values)
    assert (code, said) == (0, "")
    assert "/domain/zone/%20%20a%20/record?fieldType=A%20&subDomain=%20b%09'" in out
