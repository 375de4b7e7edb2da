"""The C# snippet: its literals are read back as C# reads them, and what the wrapper can't send is
sent by hand.
"""

import json
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import SnippetContext, Task, script, snippet
from ovh_explorer.snippets.csharp import literal, why_by_hand

from .cases import CASES, NASTY, NOT_FOR_PHP, NOT_FOR_PYTHON
from .random_calls import calls

ALONE = SnippetContext(call_only=True)
_LITERAL = re.compile(r'"((?:[^"\\\r\n\u0085\u2028\u2029]|\\.)*)"')
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", '"': '"', "0": "\0"}


def read(text: str) -> str:
    """The value of a regular string literal, by the rules of the language's specification."""
    found = _LITERAL.fullmatch(text)
    assert found, text
    return _ESCAPE.sub(
        lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _SIMPLE[m[3]], found[1]
    )


@given(st.text())
def test_a_literal_is_read_back_as_the_text(text: str) -> None:
    assert read(literal(text)) == text


def test_nothing_breaks_out_of_a_literal() -> None:
    assert read(literal(NASTY)) == NASTY
    assert literal("\x01" + "2") == '"\\u00012"', "never \\x, which takes as many digits as follow"


def body_of(code: str) -> object:
    """The JSON value of the object that a call alone hands to the wrapper, read as C# reads it."""
    target = re.search(r'\("(?:[^"\\]|\\.)*",|\(\s*"(?:[^"\\]|\\.)*",', code)
    text = re.sub(r",\s*needAuth: false,?\s*$", "", code[target.end() : code.rindex(")")])
    tokens = re.findall(
        r'"(?:[^"\\]|\\.)*"|\(object\)null|new object\[\] |new System[\w.<>, ]*|new |@?\w+ =|[-\w.+]+|\S',
        text,
    )
    out = []
    depth: list[str] = []
    for token in tokens:
        if token.startswith('"'):
            out.append(json.dumps(read(token)))
        elif token == "(object)null":
            out.append("null")
        elif token.startswith("new object"):
            depth.append("list")
        elif token.startswith("new"):
            depth.append("object")
        elif token == "{":
            out.append("[" if depth[-1] == "list" else "{")
        elif token == "}":
            out.append("]" if depth.pop() == "list" else "}")
        elif token.endswith(" ="):
            out.append(json.dumps(token[:-2].lstrip("@")) + ":")
        elif token == "=":
            out.append(":")
        elif token in "[]":  # the brackets of a dictionary's key
            continue
        else:
            out.append(token.removesuffix("d") if token[0] in "-0123456789" else token)
    return json.loads(_joined(out))


def _joined(tokens: list[str]) -> str:
    """The tokens as JSON, which has no comma after the last of a list."""
    kept = [
        token
        for token, after in zip(tokens, [*tokens[1:], ""], strict=True)
        if (token, after[:1]) not in _LAST
    ]
    return "".join(kept)


_LAST = {(",", "}"), (",", "]")}


@given(calls())
def test_the_object_of_a_call_is_its_body(call: Call) -> None:
    if call.body is None or why_by_hand(call, SnippetContext()):
        return
    code = snippet("csharp", call, ALONE)
    code = code[code.index("await client.") :].replace(" + query", "")
    if "StringAsync(" in code:
        (_, text) = (read(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', code)[:2])
        assert text == call.body.decode()
        return
    if not isinstance(json.loads(call.body), dict | list):
        return
    assert body_of(code) == json.loads(call.body)


_QUERY = 'string query = "b=" + Uri.EscapeDataString("c d");\n'


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("GET", 'await client.GetAsync("/me");'),
        ("GET unauthenticated", 'await client.GetAsync("/auth/time", needAuth: false);'),
        ("POST no body", 'await client.PostAsync("/domain/zone/example.com/refresh");'),
        ("POST {}", 'await client.PostAsync("/auth/logout", new {});'),
        ("POST query", _QUERY + 'await client.PostAsync("/x?" + query, new { a = 1 });'),
        ("DELETE query", 'await client.DeleteAsync("/x?force=true");'),
    ],
)
def test_it_is_what_one_would_write(name: str, code: str) -> None:
    assert snippet("csharp", CASES[name], ALONE) == code


def test_names_that_are_none_make_a_dictionary_and_reserved_words_are_marked() -> None:
    call = Call.make("v1", "POST", "/x", body=canonical_json({"class": 1, "from": {"a.b": 2}}))
    dictionary = "new System.Collections.Generic.Dictionary<string, object>"
    assert snippet("csharp", call, ALONE).splitlines() == [
        'await client.PostAsync("/x", new {',
        "    @class = 1,",
        f'    from = {dictionary} {{ ["a.b"] = 2 }}',
        "});",
    ]


def test_what_the_wrapper_cannot_send_is_sent_by_hand_and_says_why() -> None:
    cases = {**CASES, **NOT_FOR_PYTHON, **NOT_FOR_PHP}
    found = Counter(why_by_hand(call, SnippetContext()) for call in cases.values())
    assert set(found) == {
        "",
        "csharp-ovh sends no header parameters",
        "csharp-ovh knows no PATCH",
        "csharp-ovh sends no body with a DELETE",
        "csharp-ovh sends no body with a GET",
    }
    code = snippet("csharp", CASES["GET header"])
    assert (
        "// csharp-ovh sends no header parameters: this signs and sends the request itself." in code
    )
    assert "using Ovh.Api;" not in code
    assert 'PostStringAsync("/x", "null")' in snippet("csharp", NOT_FOR_PYTHON["POST null"], ALONE)


@pytest.mark.parametrize("note", [NASTY, "*/ x", "a\nx();"])
def test_a_note_stays_a_comment(note: str) -> None:
    for name in ("GET", "GET header"):
        plain = snippet("csharp", CASES[name], SnippetContext(note="n", token_page="p"))
        noted = snippet("csharp", CASES[name], SnippetContext(note=note, token_page=note))
        assert len(noted.splitlines()) == len(plain.splitlines())


def test_the_client_of_a_configuration_is_laid_out_as_one_would() -> None:
    client = """\
        var client = new Client(
            "ovh-eu",
            OvhKey("application_key"),
            OvhKey("application_secret"),
            OvhKey("consumer_key")
        );
"""
    call = Call.make("v1", "GET", "/me")
    for section in ("", "profile:a client"):
        context = SnippetContext(configured=True, section=section)
        assert client in snippet("csharp", call, context)
        assert client in script("csharp", [call, call], context)


def test_a_call_that_is_repeated_is_laid_out_below_its_loop() -> None:
    body = canonical_json({"streetCode": "x" * 40, "streetNumber": "string result " * 3})
    call = Call.make("v1", "POST", "/connectivity/eligibility/search/buildings", body=body)
    task = Task(call, "", "status", ("error", "ok"), "ok", repeats=True)
    code = snippet("csharp", call, SnippetContext(task=lambda _: task))
    asked = f"""\
            result = await client.PostAsync("{call.path}", new {{
                streetCode = "{"x" * 40}",
                streetNumber = "{"string result " * 3}"
            }});
            task = JObject.Parse(result);
"""
    assert asked in code
