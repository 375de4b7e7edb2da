"""PowerShell: parsed, not run, since no registry of the tests has it. It has no error for the parser,
and its texts are exactly the values that are sent.
"""

import json
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ovh_explorer.call import Call
from ovh_explorer.snippets import SnippetContext, SnippetError, script, snippet
from ovh_explorer.snippets.by_hand import own_headers
from ovh_explorer.snippets.language import header_parameters
from ovh_explorer.snippets.powershell import literal
from tests import pypi

from .cases import CASES, NASTY, NOT_FOR_PHP, NOT_FOR_PYTHON, PAYLOADS
from .random_calls import drawn_calls
from .running import DOUBLE
from .test_snippets_real import examples  # noqa: F401
from .test_snippets_style import CONTEXTS

GET_BODY = "GET body"
ALL = [
    call for name, call in {**CASES, **NOT_FOR_PHP, **NOT_FOR_PYTHON}.items() if name != GET_BODY
]
GET = CASES["GET"]
ALONE = SnippetContext(call_only=True)
# Texts that a whole script has, whatever it sends.
_FUNCTIONS = snippet("powershell", CASES["GET unauthenticated"], SnippetContext())

Parse = Callable[[Sequence[str]], list[list[str]]]


@pytest.fixture
def parse(pytestconfig: pytest.Config, whole: bool, tmp_path: Path) -> Parse:
    """Gives the texts of each code, in which there is no error."""
    program = pypi.powershell_parser(pytestconfig, fetch=whole)

    def parsed(codes: Sequence[str]) -> list[list[str]]:
        (file := tmp_path / "codes.json").write_text(json.dumps(list(codes)), encoding="utf-8")
        command = [program, DOUBLE / "powershell" / "parse.py", file]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=590)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        for code, one in zip(codes, found, strict=True):
            assert one["faults"] == [], code
            assert code.isascii()
        return [one["texts"] for one in found]

    return parsed


def sent(call: Call, context: SnippetContext) -> list[str]:
    """The texts of a call alone, in their order."""
    texts = [call.method, context.url(call)]
    texts += [name for name, _ in own_headers(call, context)]
    texts += [text for pair in header_parameters(call).items() for text in pair]
    if call.body is not None:
        texts += ["application/json", call.body.decode()]
    return texts


def whole_of(call: Call, context: SnippetContext) -> list[str]:
    """The texts of the last part of a script, in their order."""
    body = [] if call.body is None else [call.body.decode()]
    texts = [context.url(call), *body]
    if call.authenticated:
        texts += [context.time_url, "^[0-9]+$", call.method, *([] if body else [""])]
    texts += [call.method, *(name for name, _ in own_headers(call, context))]
    texts += [text for pair in header_parameters(call).items() for text in pair]
    return texts + ["application/json"] * bool(body)


def test_the_texts_of_every_call_are_what_is_sent(
    parse: Parse,
    examples: list[Call],  # noqa: F811
    request: pytest.FixtureRequest,
) -> None:
    calls = ALL + examples + [call for call in drawn_calls(300) if _is_sent(call)]
    alone = parse([snippet("powershell", call, ALONE) for call in calls])
    for call, texts in zip(calls, alone, strict=True):
        assert texts == sent(call, ALONE)
    if not request.config.getoption("--whole"):
        calls = calls[::8]
    context = SnippetContext()
    scripts = parse([snippet("powershell", call, context) for call in calls])
    for call, texts in zip(calls, scripts, strict=True):
        wanted = whole_of(call, context)
        assert texts[-len(wanted) :] == wanted


def _is_sent(call: Call) -> bool:
    return call.method != "GET" or call.body is None


def test_every_form_is_without_an_error(parse: Parse) -> None:
    calls = [GET, CASES["POST nasty"], CASES["GET header"], CASES["GET ipBlock"]]
    calls += [CASES["GET unauthenticated"], CASES["POST credential"]]
    stop = SnippetContext(stop="It's left out", note="A note")
    codes = [script("powershell", calls, context) for context in (*CONTEXTS, stop)]
    codes += [snippet("powershell", call, context) for call in calls for context in CONTEXTS]
    parse(codes)


@pytest.mark.parametrize(
    "chars", ["‘’‚‛", "“”„", "'", "''", "$x $(x) `n", "\0\r\n\x85\u2028", "😀é", ""]
)
def test_no_quote_ends_a_text(chars: str, parse: Parse) -> None:
    assert parse([f"$x = {literal(chars)}"]) == [[chars]]


def test_a_literal_is_the_text(parse: Parse) -> None:
    texts: list[str] = [*PAYLOADS, NASTY]

    @settings(max_examples=500, phases=[Phase.generate], database=None)
    @given(text=st.text(st.characters(exclude_categories=["Cs"])))
    def draw(text: str) -> None:
        texts.append(text)

    draw()
    assert parse([f"$x = {literal(text)}" for text in texts]) == [[text] for text in texts]


@pytest.mark.parametrize("note", [NASTY, "a\nexit", "#> x <#", "’; x"])
def test_a_note_stays_a_comment(note: str, parse: Parse) -> None:
    noted = snippet("powershell", GET, SnippetContext(note=note, token_page=note))
    plain = snippet("powershell", GET, SnippetContext(note="n", token_page="p"))
    assert len(noted.splitlines()) == len(plain.splitlines())
    assert parse([noted]) == parse([plain])


def test_its_keys_come_from_where_they_are_said_to(parse: Parse) -> None:
    context = SnippetContext(configured=True, config_file="C:\\team's\\é.conf")
    code = snippet("powershell", GET, context)
    (texts,) = parse([code])
    assert {"[ovh-eu]", "C:\\team's\\é.conf", "ovh.conf", "/etc/ovh.conf"} <= set(texts)
    assert "[Environment]::GetEnvironmentVariable($variable)" in code
    profile = replace(context, section="profile:l’équipe")
    (texts,) = parse([snippet("powershell", GET, profile)])
    assert "[profile:l’équipe]" in texts
    assert "GetEnvironmentVariable" not in snippet("powershell", GET, profile)


def test_what_windows_powershell_cannot_send_is_refused() -> None:
    with pytest.raises(SnippetError, match="can't send a GET with a body"):
        snippet("powershell", NOT_FOR_PHP[GET_BODY])


def test_an_encoded_slash_is_kept_where_there_is_one() -> None:
    assert "GetField('m_Flags'" in snippet("powershell", CASES["GET ipBlock"])
    assert "GetField('m_Flags'" not in _FUNCTIONS


def test_a_redirect_gets_no_token() -> None:
    code = snippet("powershell", GET, SnippetContext(access_token=True))
    assert code.count("Invoke-WebRequest ") == code.count("-MaximumRedirection 0") == 1


def test_our_own_completion_is_without_an_error(parse: Parse) -> None:
    scripts = resources.files("ovh_explorer") / "cli" / "completion" / "scripts"
    parse([(scripts / "powershell.ps1").read_text(encoding="utf-8")])
