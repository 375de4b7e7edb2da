"""The languages there are, and what all of them hold to."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from pygments.lexers import get_lexer_by_name

import ovh_explorer.snippets as room
from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import LANGUAGES, SnippetContext, SnippetError, snippet

from .calls import CASES


def test_their_order_and_names() -> None:
    assert [(one.name, one.title, one.extension) for one in LANGUAGES.values()] == [
        ("python", "Python", "py"),
        ("php", "PHP", "php"),
        ("curl", "curl", "sh"),
    ]
    for name, language in LANGUAGES.items():
        assert name == language.name
        get_lexer_by_name(language.lexer)


@pytest.mark.parametrize(
    ("alias", "name"), [("py", "python"), ("shell", "curl"), ("sh", "curl"), ("bash", "curl"), ("PHP", "php")]
)
def test_other_names(alias: str, name: str) -> None:
    assert snippet(alias, CASES["GET"]) == snippet(name, CASES["GET"])


def test_an_unknown_language_is_answered_with_the_known_ones() -> None:
    with pytest.raises(SnippetError, match="python, php, curl"):
        snippet("cobol", CASES["GET"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_method_is_never_code(language: str) -> None:
    with pytest.raises(SnippetError):
        snippet(language, replace(CASES["GET"], method="get('/me'); exit("))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_names_the_region_the_note_and_where_keys_are_made(language: str) -> None:
    context = SnippetContext(
        "ovh-ca", "https://ca.api.ovh.com", note="Tried here", token_page="https://ca.api.ovh.com/createToken/"
    )
    code = snippet(language, CASES["GET"], context)
    assert ("https://ca.api.ovh.com/1.0/me" if language == "curl" else "ovh-ca") in code
    assert "Tried here" in code.splitlines()[1 if language == "php" else 0]
    assert "https://ca.api.ovh.com/createToken/" in code
    assert code.endswith("\n")
    assert "createToken" not in snippet(language, CASES["GET"], replace(context, token_page=""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_masked_call_shows_no_secret(language: str) -> None:
    secret = {("body", "/password"), ("query", "token"), ("path", "id")}
    call = Call.make(
        "v1",
        "POST",
        "/x/{id}",
        path_values={"id": "s3cret-p"},
        query=[("token", "s3cret-q")],
        body=canonical_json({"password": "s3cret-b"}),
        sensitive=secret,
    )
    assert snippet(language, call).count("s3cret") == 3
    assert "s3cret" not in snippet(language, call.masked())


def test_branch_v1_is_spelled_as_the_context_says() -> None:
    context = SnippetContext(v1="v1", call_only=True)
    assert snippet("python", CASES["GET"], context) == 'client.get("/v1/me")'
    assert "https://eu.api.ovh.com/v1/me'" in snippet("curl", CASES["GET"], context)


def test_the_room_knows_the_call_and_the_standard_library_alone() -> None:
    import sys

    for module in Path(room.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                ours = name == "ovh_explorer.call" or name.startswith("ovh_explorer.snippets")
                assert ours or name.partition(".")[0] in sys.stdlib_module_names
