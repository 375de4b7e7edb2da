"""The languages there are, and what all of them hold to."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from pygments.lexers import get_lexer_by_name

import ovh_explorer.snippets as package
from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import LANGUAGES, SnippetContext, SnippetError, script, snippet
from ovh_explorer.snippets.language import PLACEHOLDER

from .cases import CASES

# What is no language: nothing is installed for it.
OWN = {"try", "signature"}


def written(language: str) -> list[Call]:
    """The calls that a language can write: a command line holds no NUL."""
    nul = {"GET nasty"} if language == "try" else set()
    return [call for name, call in CASES.items() if name not in nul]


def test_a_command_line_says_that_it_holds_no_nul() -> None:
    with pytest.raises(SnippetError, match="NUL"):
        snippet("try", CASES["GET nasty"])


def test_their_order_and_names() -> None:
    assert [(one.name, one.title, one.extension) for one in LANGUAGES.values()] == [
        ("python", "Python", "py"),
        ("php", "PHP", "php"),
        ("node", "Node.js", "js"),
        ("typescript", "TypeScript", "ts"),
        ("go", "Go", "go"),
        ("perl", "Perl", "pl"),
        ("csharp", "C#", "cs"),
        ("java", "Java", "java"),
        ("curl", "curl", "sh"),
        ("asyncio", "Python asyncio", "py"),
        ("powershell", "PowerShell", "ps1"),
        ("ansible", "Ansible", "yml"),
        ("try", "try", "sh"),
        ("signature", "Signature", "txt"),
    ]
    for name, language in LANGUAGES.items():
        assert name == language.name
        get_lexer_by_name(language.lexer)


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("py", "python"),
        ("shell", "curl"),
        ("sh", "curl"),
        ("bash", "curl"),
        ("PHP", "php"),
        ("c#", "csharp"),
        ("js", "node"),
        ("ts", "typescript"),
        ("python-asyncio", "asyncio"),
        ("pwsh", "powershell"),
    ],
)
def test_other_names(alias: str, name: str) -> None:
    assert snippet(alias, CASES["GET"]) == snippet(name, CASES["GET"])


def test_an_unknown_language_is_answered_with_the_known_ones() -> None:
    with pytest.raises(SnippetError, match=", ".join(LANGUAGES)):
        snippet("cobol", CASES["GET"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_method_is_never_code(language: str) -> None:
    with pytest.raises(SnippetError):
        snippet(language, replace(CASES["GET"], method="get('/me'); exit("))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_names_the_region_the_note_and_where_keys_are_made(language: str) -> None:
    context = SnippetContext(
        "ovh-ca",
        "https://ca.api.ovh.com",
        note="Tried here",
        explained_note="Tried here",
        token_page="https://ca.api.ovh.com/createToken/",
    )
    code = snippet(language, CASES["GET"], context)
    named = {
        "typescript": "https://ca.api.ovh.com/1.0/me",
        "java": "https://ca.api.ovh.com/1.0/me",
        "curl": "https://ca.api.ovh.com/1.0/me",
        "asyncio": "https://ca.api.ovh.com/1.0/me",
        "powershell": "https://ca.api.ovh.com/1.0/me",
        "ansible": "https://ca.api.ovh.com/1.0/me",
        "signature": "https://ca.api.ovh.com/1.0/me",
        "perl": "OVH_API_CA",
    }
    assert named.get(language, "ovh-ca") in code
    assert "Tried here" in code.splitlines()[{"php": 2, "perl": 1}.get(language, 0)]
    assert ("https://ca.api.ovh.com/createToken/" in code) == (language not in ("try", "signature"))
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
    assert snippet(language, call).count("s3cret") == (6 if language == "signature" else 3)
    assert "s3cret" not in snippet(language, call.masked())


@pytest.mark.parametrize("language", LANGUAGES)
def test_credentials_come_from_the_configuration_where_that_is_wanted(language: str) -> None:
    for call in written(language):
        for account, token in ((False, False), (True, False), (False, True)):
            context = SnippetContext(configured=True, service_account=account, access_token=token)
            code = snippet(language, call, context)
            assert f"'{PLACEHOLDER}'" not in code
            assert f'"{PLACEHOLDER}"' not in code
            assert "createToken" not in code


def test_a_service_account_signs_in_as_each_wrapper_has_it() -> None:
    context = SnippetContext(service_account=True)
    signs = {
        "python": 'client_id="xxxxxxxxxx"',
        "php": "Api::withOAuth2('xxxxxxxxxx', 'xxxxxxxxxx', 'ovh-eu')",
        "node": "const clientId = 'xxxxxxxxxx'",
        "typescript": "const clientId = 'xxxxxxxxxx'",
        "go": 'ovh.NewOAuth2Client("ovh-eu", "xxxxxxxxxx", "xxxxxxxxxx")',
        "perl": '"Bearer $token"',
        "csharp": '"Bearer " + token',
        "java": '"Bearer " + token',
        "curl": "Authorization: Bearer $TOKEN",
        "asyncio": 'f"Bearer {self.token}"',
        "powershell": "'Authorization' = \"Bearer $token\"",
        "ansible": "Bearer {{ granted.json.access_token }}",
    }
    for language, words in signs.items():
        code = snippet(language, CASES["GET v2"], context)
        assert words in code
        assert "X-Ovh-Signature" not in code
        assert "createToken" not in code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_alone_is_part_of_the_whole_or_says_what_it_leaves_out(language: str) -> None:
    for call in written(language):
        whole, alone = (
            snippet(language, call, SnippetContext(call_only=only)) for only in (False, True)
        )
        # TypeScript escapes a body that is not ASCII when it runs, a call alone has it escaped.
        is_escaped = language == "typescript" and b"\\u" in (call.body or b"")
        assert len(alone) <= len(whole) or is_escaped
        assert not alone.endswith("\n")
        assert "createToken" not in alone


def test_branch_v1_is_spelled_as_the_context_says() -> None:
    context = SnippetContext(v1="v1", call_only=True)
    assert snippet("python", CASES["GET"], context) == 'client.get("/v1/me")'
    assert "https://eu.api.ovh.com/v1/me'" in snippet("curl", CASES["GET"], context)


def test_the_room_knows_the_call_and_the_standard_library_alone() -> None:
    # And the language of its messages.
    import sys

    for module in Path(package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                ours = name.removeprefix("ovh_explorer.").partition(".")[0]
                assert (
                    ours in ("call", "json_levels", "translation", "snippets")
                    or name.partition(".")[0] in sys.stdlib_module_names
                )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kept_call_with_a_header_of_the_client_s_own_is_refused(language: str) -> None:
    call = replace(Call.make("v1", "GET", "/me"), headers=(("Content-Type", "text/plain"),))
    with pytest.raises(SnippetError, match="set by this program"):
        snippet(language, call)
    with pytest.raises(SnippetError, match="GET /me: The header Content-Type"):
        script(language, [call])


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name not in OWN])
def test_it_says_what_the_operation_does_and_how_the_wrapper_is_installed(language: str) -> None:
    context = SnippetContext(
        describe=lambda call: f"What {call.path} does, 'in' \"words\" */ ?>\n1"
    )
    installs = {
        "python": "Install: pip install ovh",
        "php": "Install: composer require ovh/ovh",
        "node": "Install: npm install @ovhcloud/node-ovh",
        "typescript": "Install: npm install --save-dev typescript @types/node",
        "go": "Install: go get github.com/ovh/go-ovh/ovh",
        "perl": "Install: cpanm https://github.com/ovh/perl-ovh.git",
        "csharp": "Install: dotnet add package csharp-ovh",
        "java": "Run: java OvhCall.java (Java 11 or later)",
        "curl": "",
        "asyncio": "Install: pip install httpx",
        "powershell": "",
        "ansible": "Install: pip install ansible-core",
    }
    slashes = ("php", "node", "typescript", "go", "csharp", "java")
    mark = "//" if language in slashes else "#"
    calls = [CASES["GET"], CASES["GET date.from"]]
    alone, several = snippet(language, calls[0], context), script(language, calls, context)
    for code, paths in ((alone, ["/me"]), (several, ["/me", "/me/bill"])):
        lines = [line.strip() for line in code.splitlines()]
        for path in paths:
            (about,) = [line for line in lines if f"What {path} does" in line]
            assert about.startswith(mark)
        assert f"{mark} {installs[language]}" in lines or not installs[language]
    assert "What /me does" not in snippet(language, calls[0], replace(context, call_only=True))
