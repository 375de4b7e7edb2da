"""`ovh-explorer run` and `recipes`: a recipe from the command line, against a sandbox."""

import getpass
import json

import pytest

from ovh_explorer.cli import terminal
from tests.sandbox.scenarios import start_over
from tests.sandboxes import running

RECIPE = """\
format = 1
title = "A record, and away with it"

[parameters.zone]
description = "the zone"
example = "example.com"

[parameters.text]
secret = true

[[steps]]
id = "found"
call = "GET /domain/zone/{zoneName}"
path = { zoneName = "${zone}" }

[[steps]]
id = "record"
call = "POST /domain/zone/{zoneName}/record"
path = { zoneName = "${found.name}" }
body = { fieldType = "TXT", subDomain = "run", target = "${text}", ttl = "60" }

[[steps]]
call = "DELETE /domain/zone/{zoneName}/record/{id}"
path = { zoneName = "${zone}", id = "${record.id}" }
"""
SECRET = "my-secret-text"


@pytest.fixture(autouse=True)
def at_the_start():
    start_over(running()[1])


@pytest.fixture
def recipe(tmp_path):
    """Writes a recipe's file, some of its words replaced; its name."""

    def write(*changes: tuple[str, str]) -> str:
        text = RECIPE.replace('id = "zone"', 'id = "found"').replace(
            "${found.name}", "${found.name}"
        )
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "recipe.toml").write_text(text, "utf-8")
        return str(tmp_path / "recipe.toml")

    return write


@pytest.fixture
def secret(monkeypatch):
    monkeypatch.setenv("RECIPE_TEXT", SECRET)


def records(run):
    code, out, _ = run("try", "GET", "/domain/zone/example.com/record", "-q", "subDomain=run")
    assert code == 0
    return json.loads(out)


def test_a_recipe_that_changes_something_is_dry_without_yes(run, recipe, secret):
    before = records(run)
    code, out, said = run("run", recipe(), "-p", "zone=example.com")
    assert code == 2, "a program that forgot --yes must not take it for done"
    assert "1. GET /domain/zone/example.com\n" in out
    assert "2. POST /domain/zone/${found.name}/record\n" in out
    assert "3. DELETE /domain/zone/example.com/record/${record.id}\n" in out
    assert "removes something that one request can create again" in out
    assert said == "Nothing was sent: these are the 3 requests. Say --yes to send them.\n"
    assert SECRET not in out
    assert records(run) == before
    code, dry, said = run("run", recipe(), "-p", "zone=example.com", "--dry-run")
    assert (code, dry) == (0, out), "where that is what was asked for"
    assert said == "Nothing was sent: these are the 3 requests.\n"


def test_yes_says_first_what_changes_and_then_sends_step_by_step(run, recipe, secret):
    code, out, said = run("run", recipe(), "-p", "zone=example.com", "--yes")
    assert code == 0, said
    zone, record, nothing = map(json.loads, out.splitlines())
    assert zone["name"] == "example.com"
    assert (record["target"].strip('"'), record["ttl"]) == (SECRET, 60)
    assert nothing is None
    lines = said.splitlines()
    assert lines[0] == "2 requests of 3 will change something:"
    assert lines[1] == "2. POST /domain/zone/${found.name}/record"
    first_sent = next(at for at, line in enumerate(lines) if line.startswith("1/3  200 OK"))
    assert [line.partition("ms  ")[2] for line in lines[first_sent:]] == [
        "GET /domain/zone/example.com",
        "POST /domain/zone/example.com/record",
        f"DELETE /domain/zone/example.com/record/{record['id']}",
    ]
    assert SECRET not in said
    assert records(run) == []


def test_what_only_reads_is_sent_at_once(run, recipe, secret):
    end = RECIPE.index("body = ")
    reads = recipe(("POST", "GET"), (RECIPE[end:], ""), ("/record", ""))
    code, out, said = run("run", reads, "-p", "zone=example.com")
    assert (code, len(out.splitlines())) == (0, 2), said
    code, out, said = run("run", reads, "-p", "zone=example.com", "--dry-run")
    assert code == 0
    assert out.startswith("1. GET /domain/zone/example.com\n")
    assert said == "Nothing was sent: these are the 2 requests.\n"


def test_output_is_as_try_has_it(run, recipe, secret):
    code, out, _ = run("run", recipe(), "-p", "zone=example.com", "--yes", "--output", "csv")
    assert code == 0
    assert "dnssecSupported" in out.splitlines()[0]


def test_what_can_t_be_printed_so_is_printed_as_it_came_and_nothing_is_left_out(
    run, recipe, secret
):
    code, out, said = run("run", recipe(), "-p", "zone=example.com", "--yes", "--output", "lines")
    assert code == 1
    assert json.loads(out.splitlines()[0])["name"] == "example.com"
    assert "steps[1]: Failed to print it as lines: " in said
    assert "3/3  200 OK" in said
    assert "Stopped" not in said


def test_it_stops_at_the_first_failure_and_says_what_was_done(run, recipe, secret, monkeypatch):
    monkeypatch.setenv("OVH_ENDPOINT", f"{running(None, '--strict=services')[1]}/1.0")
    name = recipe(('zoneName = "${zone}", id', 'zoneName = "nonesuch.example", id'))
    code, out, said = run("run", name, "-p", "zone=example.com", "--yes")
    assert code == 1
    assert len(out.splitlines()) == 2
    assert "3/3  404 Not Found" in said
    assert "does not exist" in said
    assert said.splitlines()[-3:] == [
        "Stopped: 2 of 3 steps done.",
        "  1. GET /domain/zone/example.com",
        "  2. POST /domain/zone/example.com/record",
    ]


def test_a_reference_that_a_response_does_not_have_is_said_with_step_and_path(run, recipe, secret):
    name = recipe(("${record.id}", "${record.ident}"))
    code, _, said = run("run", name, "-p", "zone=example.com", "--yes")
    assert code == 1
    assert (
        "steps[3].path.id: ${record.ident} has no value: the response to step 2 (record) has no "
        "ident."
    ) in said
    assert "Stopped: 2 of 3 steps done." in said


def test_parameters_that_are_missing_are_listed_with_what_they_are(run, recipe):
    code, out, said = run("run", recipe(), "--yes")
    assert (code, out) == (2, "")
    assert "-p zone=example.com  the zone" in said
    assert "RECIPE_TEXT=… (environment)" in said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-p", "text=x"), "text is secret"),
        (("-p", "zon=x"), "has no parameter 'zon'; it has: zone, text"),
        (("-p", "zone"), "'zone' is not NAME=VALUE"),
        (("-p", "zone=a", "-p", "zone=b"), "zone is given twice"),
        (("-p", "zone=.."), "steps[1].path.zoneName: zoneName can't be '..'"),
    ],
)
def test_what_is_no_parameter_is_refused(run, recipe, secret, words, message):
    code, out, said = run("run", recipe(), *words, "--yes")
    assert (code, out) == (2, ""), said
    assert message in said


def test_no_secret_of_the_environment_is_reached_by_a_parameters_name(run, recipe, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    name = recipe(
        ("parameters.text", "parameters.AWS_SECRET_ACCESS_KEY"),
        ("${text}", "${AWS_SECRET_ACCESS_KEY}"),
    )
    code, out, said = run("run", name, "-p", "zone=example.com", "--yes")
    assert (code, out) == (2, "")
    assert "RECIPE_AWS_SECRET_ACCESS_KEY=…" in said


def test_a_secret_is_asked_for_at_a_terminal_without_echo(run, recipe, monkeypatch):
    monkeypatch.setattr("ovh_explorer.cli.recipe_values.is_interactive", lambda: True)
    questions = []
    monkeypatch.setattr(getpass, "getpass", lambda words, _: questions.append(words) or SECRET)
    code, out, _ = run("run", recipe(), "-p", "zone=example.com", "--yes")
    assert (code, questions) == (0, ["text: "])
    assert SECRET in out
    assert terminal.is_interactive() is False


def test_what_the_schema_refuses_is_said_before_anything_is_sent(run, recipe, secret):
    name = recipe(('ttl = "60"', 'ttl = "soon"'), ("${record.id}", "abc"))
    code, out, said = run("run", name, "-p", "zone=example.com", "--yes")
    assert (code, out) == (2, "")
    assert "These values can't be sent. Nothing was sent." in said
    assert "steps[2].body.ttl: " in said
    assert "steps[3].path.id: " in said


def test_an_operation_that_the_catalog_does_not_have_is_named_with_the_nearest(run, recipe, secret):
    name = recipe(
        ("DELETE /domain/zone/{zoneName}/record/{id}", "DELETE /domain/zone/{zoneName}/recrd/{id}")
    )
    code, out, said = run("run", name, "-p", "zone=example.com", "--yes")
    assert (code, out) == (2, "")
    assert "made for another catalog. Nothing was sent." in said
    assert "steps[3].call: there is no DELETE /domain/zone/{zoneName}/recrd/{id}." in said
    assert "DELETE /domain/zone/{zoneName}/record/{id}\n" in said


def test_mistakes_of_a_file_are_all_said(run, recipe, secret):
    name = recipe(("format = 1", 'format = 1\nendpoint = "ovh-ca"'), ("${text}", "${txt}"))
    code, _, said = run("run", name, "-p", "zone=example.com", "--yes")
    assert code == 2
    assert "has mistakes. Nothing was sent." in said
    assert "  endpoint: unknown key." in said
    assert "  steps[2].body: ${txt} is no parameter" in said


def test_read_only_refuses_all_of_it(run, recipe, secret):
    code, out, said = run("run", recipe(), "-p", "zone=example.com", "--yes", "--read-only")
    assert (code, out) == (2, "")
    assert "read-only" in said.lower()
    assert "1/3" not in said


def test_a_step_waits_until_its_response_is_as_wished(run, tmp_path):
    file = tmp_path / "wait.toml"
    text = 'format = 1\ntitle = "t"\n[[steps]]\ncall = "GET /me"\nuntil = "{}"\n'
    file.write_text(text.format("nichandle != 'x'"))
    assert run("run", str(file))[0] == 0
    file.write_text(text.format("nichandle == 'x'"))
    code, _, said = run("run", str(file), "--every", "0.01", "--wait", "0.05")
    assert code == 3
    assert "Not met in" in said
    assert "Stopped: 0 of 1 step done." in said


def test_recipes_are_listed_the_users_own_first(run, no_keys_of_the_user, monkeypatch):
    own = no_keys_of_the_user / "data" / "ovh-explorer" / "recipes"
    own.mkdir(parents=True)
    monkeypatch.setenv("XDG_DATA_HOME", str(no_keys_of_the_user / "data"))
    (own / "mine.toml").write_text('format = 1\ntitle = "Mine"\n[[steps]]\ncall = "GET /me"\n')
    code, out, said = run("recipes")
    assert code == 0
    assert out.splitlines()[0].split() == ["mine", "Mine"]
    assert "dns-txt-record" in out
    assert str(own) in said
    code, out, _ = run("run", "mine")
    assert json.loads(out)["nichandle"] == "xx1111-ovh"

    (own / "dns-txt-record.toml").write_text("format = 1\nfile = 'x'\n")
    code, out, _ = run("recipes", "--json")
    listed = json.loads(out)
    assert code == 1
    assert [item["name"] for item in listed][:2] == ["dns-txt-record", "mine"]
    assert (
        "file: unknown key. There are: format, title, description, parameters, steps."
        in listed[0]["mistakes"]
    )
    assert listed[1]["steps"] == ["GET /me"]
    assert sum(item["name"] == "dns-txt-record" for item in listed) == 1
    code, _, said = run("run", "dns-txt-record")
    assert (code, "has mistakes" in said) == (2, True)


def test_a_name_that_is_no_recipe_is_said_with_those_that_are(run):
    code, _, said = run("run", "nonesuch")
    assert code == 2
    assert "There is no recipe 'nonesuch'." in said
    assert "dns-txt-record" in said
    code, _, said = run("run", "./nonesuch.toml")
    assert code == 2
    assert "can't be read: No such file" in said


def test_what_macos_lays_beside_a_file_is_no_recipe(run, no_keys_of_the_user, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(no_keys_of_the_user / "data"))
    own = no_keys_of_the_user / "data/ovh-explorer/recipes"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(RECIPE, "utf-8")
    (own / "._mine.toml").write_bytes(b"\x00\x05\x16\x07")
    code, out, said = run("recipes")
    assert (code, out.splitlines()[0].split()[0]) == (0, "mine"), said
    assert "._mine" not in out


def test_a_catalog_that_is_not_reached_is_said_once(run, recipe, secret, monkeypatch):
    monkeypatch.setenv("OVH_ENDPOINT", "http://127.0.0.1:9/1.0")
    code, out, said = run("run", recipe(), "-p", "zone=example.com", "--yes")
    assert (code, out) == (1, "")
    assert "Failed to fetch the catalog" in said
    assert said.count("Nothing was sent.") == 1


def test_recipes_takes_demo_and_says_how_to_run_one_there(run):
    code, _out, said = run("recipes", "--demo")
    assert code == 0
    assert "ovh-explorer run --demo NAME" in said
