"""Mistakes without number, and values without end: what is said of them can be read."""

import json

import pytest

PATH = "/domain/zone/example.com/record"
MANY = 5_000


@pytest.mark.parametrize("command", [("code", "python"), ("try",)])
def test_the_first_mistakes_of_a_body_are_said_and_how_many_more(run, tmp_path, command):
    (tmp_path / "body.json").write_text(json.dumps({f"k{at}": at for at in range(MANY)}))
    code, out, words = run(*command, "POST", PATH, "-d", f"@{tmp_path / 'body.json'}")
    assert (code, out) == (2, "")
    lines = words.splitlines()
    # The two that are required and missing are of the first.
    assert "… and 4,982 more." in lines[20]
    assert "Use --raw" in lines[21]
    assert len(lines) == 22


def recipe(tmp_path, text: str) -> str:
    (tmp_path / "recipe.toml").write_text(f'format = 1\ntitle = "Many"\n{text}', "utf-8")
    return str(tmp_path / "recipe.toml")


def test_the_first_mistakes_of_a_step_are_said_and_how_many_more(run, tmp_path):
    body = ", ".join(f"k{at} = {at}" for at in range(MANY))
    step = f'[[steps]]\ncall = "POST /domain/zone/{{zoneName}}/record"\nbody = {{ {body} }}\n'
    place = 'path = { zoneName = "example.com" }\n'
    code, out, words = run("run", recipe(tmp_path, step + place), "--dry-run")
    assert (code, out) == (2, "")
    assert "… and 4,982 more." in words
    assert len(words.splitlines()) == 22


def test_the_first_missing_parameters_are_said_and_how_many_more(run, tmp_path):
    names = [f"p{at}" for at in range(200)]
    parameters = "".join(f"[parameters.{name}]\n" for name in names)
    used = ", ".join(f'"${{{name}}}"' for name in names)
    step = f'[[steps]]\ncall = "POST /domain/zone/{{zoneName}}/record"\nbody = {{ x = [{used}] }}\n'
    place = 'path = { zoneName = "example.com" }\n'
    code, out, words = run("run", recipe(tmp_path, parameters + step + place))
    assert (code, out) == (2, "")
    assert "-p p19=…" in words
    assert "… and 180 more." in words
    assert len(words.splitlines()) == 22


@pytest.mark.parametrize("name", ["OVH_ENDPOINT", "--max-size"])
def test_a_value_of_any_length_is_shortened_where_it_is_refused(run, monkeypatch, name):
    value = "z" * 100_000
    options = [name, value]
    if name == "OVH_ENDPOINT":
        monkeypatch.setenv(name, value)
        options = []
    code, out, words = run("try", *options, "GET", "/me")
    assert (code, out) == (2, "")
    assert f"'{'z' * 500}…'" in words
    assert len(words) < 3000
