"""The recipes that ship: each is of the real catalog, and runs against the sandbox."""

import json

import pytest

from ovh_explorer.cli import main
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.workspace.recipes.library import shipped_recipes
from ovh_explorer.workspace.recipes.recipe_file import read_recipe, write_recipe
from tests.kept_demo import kept_demo, sandbox_of_demo
from tests.sandbox.scenarios import documents_of, start_over
from tests.sandboxes import running_quickly

__all__ = ["kept_demo", "sandbox_of_demo"]

# What no list of the account has.
VALUES = {
    "account": "xx1111-ovh",
    "from": "2000-01-01T00:00:00+00:00",
    "to": "2100-01-01T00:00:00+00:00",
    "since": "2000-01-01T00:00:00+00:00",
}
SECRETS = {"password": "Correct-Horse-42-Battery!", "new_password": "rotated-42"}


@pytest.fixture(params=shipped_recipes(), ids=lambda entry: entry.name)
def entry(request):
    return request.param


@pytest.fixture
def program(monkeypatch, capfdbinary):
    for name, value in SECRETS.items():
        monkeypatch.setenv(f"RECIPE_{name.upper()}", value)

    def one(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, said = capfdbinary.readouterr()
        return code, out.decode(), said.decode()

    return one


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """What one test has read of the catalog, the next need not."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def sandbox(real_schemas, cache, monkeypatch):
    """The environment of a sandbox with the real catalog, as it was at its start."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    url = running_quickly(real_schemas)[1]
    start_over(url)
    monkeypatch.setenv("OVH_ENDPOINT", f"{url}/1.0")
    monkeypatch.setenv("OVH_APPLICATION_KEY", DEMO_KEYS.application_key)
    monkeypatch.setenv("OVH_APPLICATION_SECRET", DEMO_KEYS.application_secret)
    monkeypatch.setenv("OVH_CONSUMER_KEY", DEMO_KEYS.consumer_key)


def words_for(entry, program, *options):
    """The command that runs a recipe: parameters of the account's lists, else of the examples."""
    words = ["run", entry.name, "--every", "0.05", "--wait", "20", *options]
    for parameter in entry.recipe.parameters:
        if parameter.is_secret:
            continue
        value = VALUES.get(parameter.name, parameter.example)
        if parameter.choices:
            path = parameter.choices.removeprefix("GET ")
            demo = ["--demo"] if "--demo" in options else []
            _, out, _ = program("try", "GET", path, *demo)
            found = json.loads(out)
            if found:
                value = found[-1]["id"] if isinstance(found[-1], dict) else found[-1]
        words += ["-p", f"{parameter.name}={value}"]
    return words


def operations(entry):
    return [(step.branch, step.method, step.path) for step in entry.recipe.steps]


def test_a_recipe_that_ships_is_of_the_real_catalog(entry, real_store):
    for branch, method, path in operations(entry):
        assert real_store.operation(branch, method, path) is not None, (method, path)
    for parameter in entry.recipe.parameters:
        assert parameter.description
        if parameter.choices:
            path = parameter.choices.removeprefix("GET ").partition("?")[0]
            branch = "v2" if path.startswith("/v2/") else "v1"
            assert real_store.operation(branch, "GET", path.removeprefix("/v2")), path


def test_a_recipe_that_ships_says_what_each_step_does_and_is_written_as_it_is_read(entry):
    assert all(step.note for step in entry.recipe.steps)
    assert read_recipe(write_recipe(entry.recipe)) == entry.recipe


def test_a_recipe_that_ships_runs(entry, program, sandbox):
    words = words_for(entry, program)
    changes = [method for _, method, _ in operations(entry) if method != "GET"]
    code, out, said = program(*words, "--dry-run")
    assert code == 0, said
    assert "Nothing was sent" in said
    assert out.count("\n   This ") == len(changes)  # what each of them does
    for number, (_, method, _) in enumerate(operations(entry), 1):
        assert f"\n{number}. {method} " in f"\n{out}"

    code, out, said = program(*words, *(["--yes"] if changes else []))
    assert code == 0, said
    assert len(out.splitlines()) == len(entry.recipe.steps)
    for line in out.splitlines():
        json.loads(line)
    for secret in SECRETS.values():
        assert secret not in said
    if changes:
        will = "1 request" if len(changes) == 1 else f"{len(changes)} requests"
        assert said.startswith(f"{will} of {len(entry.recipe.steps)} will change something:")


def test_a_recipe_that_the_demo_has_runs_on_it(entry, program, kept_demo):
    documents = documents_of(None)
    if not all(
        documents.route(branch, method, path) is not None
        for branch, method, path in operations(entry)
    ):
        pytest.skip("the demo's catalog hasn't all of it")
    code, out, said = program(*words_for(entry, program, "--demo"), "--yes")
    assert code == 0, said
    assert len(out.splitlines()) == len(entry.recipe.steps)
