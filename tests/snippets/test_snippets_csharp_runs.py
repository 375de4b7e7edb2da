"""The C# snippets, compiled by .NET's own compiler and run: what arrives is the calls, and what
csharp-ovh is given is them too.

csharp-ovh itself is in no registry that tests have: `double/csharp` stands in for what it offers.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.snippets import SnippetContext, script, snippet
from ovh_explorer.snippets.csharp import why_by_hand
from ovh_explorer.snippets.csharp_values import literal
from tests.dotnet import Dotnet, dotnet

from .cases import CASES, NOT_FOR_PHP, NOT_FOR_PYTHON
from .csharp import assert_asked, run_scripts
from .random_calls import drawn_calls
from .recorder import AK, AS, CK, QUERY_ID, Recorder, Request, with_keys
from .running import DOUBLE, assert_same
from .test_snippets_pages import paging
from .test_snippets_real import examples  # noqa: F401
from .test_snippets_style import codes
from .test_snippets_tasks import (
    BODY,
    REBOOT,
    SEVERAL,
    TASK,
    TASKS,
    again,
    always,
    assert_waited,
    at_once,
    exchange,
    states,
)

ALL = [*CASES.values(), *NOT_FOR_PHP.values(), *NOT_FOR_PYTHON.values()]
# Scripts in one program.
_AT_ONCE = 1500

RunAll = Callable[..., list]


@pytest.fixture(scope="session")
def sdk(pytestconfig: pytest.Config, whole: bool) -> Dotnet:
    if not whole:
        pytest.skip("C# is compiled with --whole, which fetches 113 MB once")
    return dotnet(pytestconfig)


@pytest.fixture
def run(sdk: Dotnet, recorder: Recorder, tmp_path_factory: pytest.TempPathFactory) -> RunAll:
    def run_all(codes: Sequence[str], **environ: str) -> list:
        return run_scripts(sdk, list(codes), tmp_path_factory.mktemp("program"), **environ)

    return run_all


def arrived(recorder: Recorder, calls: Sequence[Call]) -> list[Request]:
    """The requests of calls; the time is asked for by signatures too, and is not among the
    others.
    """
    requests = iter(recorder.requests)
    found = [recorder.times[0] if call.target == "/auth/time" else next(requests) for call in calls]
    assert list(requests) == []
    return found


def check(calls: Sequence[Call], run: RunAll, recorder: Recorder) -> None:
    recorder.forget()
    context = SnippetContext(base_url=recorder.root)
    answers = run([with_keys(snippet("csharp", call, context)) for call in calls])
    assert [answer["error"] for answer in answers] == [""] * len(calls)
    by_hand = [call for call in calls if why_by_hand(call, context)]
    for call, request in zip(by_hand, arrived(recorder, by_hand), strict=True):
        assert request.body == (call.body or b"")
        assert_same(request, call, recorder.root)
    for call, answer in zip(calls, answers, strict=True):
        if call not in by_hand:
            (asked,) = answer["requests"]
            assert_asked(asked, call, context)


@pytest.mark.long
def test_what_arrives_is_the_call(
    examples: list[Call],  # noqa: F811
    run: RunAll,
    recorder: Recorder,
    request: pytest.FixtureRequest,
) -> None:
    every = 1 if request.config.getoption("--whole") else 4
    calls = [*ALL, *examples[::every]]
    for start in range(0, len(calls), _AT_ONCE):
        check(calls[start : start + _AT_ONCE], run, recorder)


def test_what_arrives_is_any_call(run: RunAll, recorder: Recorder, tries: int) -> None:
    drawn = drawn_calls(tries)
    for start in range(0, len(drawn), _AT_ONCE):
        check(drawn[start : start + _AT_ONCE], run, recorder)


def test_it_compiles_without_a_warning_in_every_way_there_is(sdk: Dotnet, tmp_path: Path) -> None:
    sources = sorted((DOUBLE / "csharp").glob("*.cs"))
    for number, code in enumerate(codes("csharp", [], 4, False)):
        sources.append(tmp_path / f"Script{number}.cs")
        sources[-1].write_text(f"namespace Script{number}\n{{\n{code}}}\n", encoding="utf-8")
    sdk.build(sources, tmp_path)


def test_by_hand_it_is_the_call_byte_for_byte(run: RunAll, recorder: Recorder) -> None:
    context = SnippetContext(base_url=recorder.root, access_token=True)
    answers = run([with_keys(snippet("csharp", call, context)) for call in ALL])
    assert [answer["error"] for answer in answers] == [""] * len(ALL)
    for call, request in zip(ALL, arrived(recorder, ALL), strict=True):
        root = "1.0" if call.branch == "v1" else "v2"
        assert (request.method, request.target) == (call.method, f"/{root}{call.target}")
        # The placeholder is in one of the texts.
        assert len(request.body) == len(call.body or b"") or b"xxxx" in request.body
        token = f"Bearer {AK}" if call.authenticated else None
        assert request.headers["Authorization"] == token
        for name, value in call.headers:
            assert request.headers[name] == value


def test_a_service_account_gets_its_token_first(run: RunAll, recorder: Recorder) -> None:
    context = SnippetContext(
        base_url=recorder.root, service_account=True, token_url=f"{recorder.root}/token"
    )
    calls = [CASES["GET"], CASES["GET unauthenticated query"]]
    codes = [snippet("csharp", CASES["POST {}"], context), script("csharp", calls[:1], context)]
    recorder.content = b'{"access_token":"t0k"}'
    answers = run(codes)
    assert [answer["error"] for answer in answers] == ["", ""]
    assert [request.target for request in recorder.requests] == [
        "/token",
        "/1.0/auth/logout",
        "/token",
        "/1.0/me",
    ]
    granted = [request.headers["Authorization"] for request in recorder.requests]
    assert granted == [None, "Bearer t0k", None, "Bearer t0k"]


def test_a_script_sends_its_calls_in_their_order(run: RunAll, recorder: Recorder) -> None:
    calls = [CASES["GET header"], CASES["POST {}"], CASES["PATCH no body"], CASES["GET v2 query"]]
    context = SnippetContext(base_url=recorder.root, note="A note", describe=lambda _: "Words")
    stopped = SnippetContext(base_url=recorder.root, stop="Secrets were left out")
    codes = [script("csharp", calls, context), script("csharp", calls, stopped)]
    whole, ended = run([with_keys(code.replace("xxxxxxxxxx", "", 3)) for code in codes])
    assert whole["error"] == ""
    assert [asked["target"] for asked in whole["requests"]] == [
        "/auth/logout",
        "/v2/iam/policy?details=true",
    ]
    assert [request.method for request in recorder.requests] == ["GET", "PATCH"]
    assert "Secrets were left out" in ended["error"]
    assert ended["requests"] == []


def test_it_fails_with_what_the_api_says(run: RunAll, recorder: Recorder) -> None:
    refused = b'{"message":"This call has not been granted"}'
    recorder.status, recorder.content = 403, refused
    context = SnippetContext(base_url=recorder.root)
    call = CASES["GET header"]
    codes = [snippet("csharp", call, context), script("csharp", [call, call], context)]
    down = SnippetContext(base_url="http://127.0.0.1:9")
    page = snippet("csharp", call, replace(context, access_token=True))
    *refused_too, unreached = run([*codes, snippet("csharp", call, down)])
    assert "HttpRequestException: Connection refused" in unreached["error"]
    for answer in refused_too:
        assert answer["code"] == 1
        assert len(answer["error"].splitlines()) == 1
        assert "403" in answer["error"]
        assert refused.decode() in answer["error"] + answer["output"]
        assert QUERY_ID in answer["error"]
    assert len(recorder.requests) == 2
    recorder.status, recorder.content = 200, b"<html>"
    (answer,) = run([page])
    assert (answer["code"], answer["output"]) == (1, "")
    assert answer["error"].startswith("JsonReaderException: '<' is an invalid start of a value")


def test_keys_come_from_the_environment_then_from_the_nearest_file(
    run: RunAll, recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = CASES["GET header"]
    plain = SnippetContext(base_url=recorder.root, configured=True)
    profile = SnippetContext(base_url=recorder.root, configured=True, section="profile:a client")
    codes = [snippet("csharp", call, plain), snippet("csharp", call, profile)]
    (tmp_path / "home").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    home = str(tmp_path / "home")
    for answer, words in zip(
        run(codes, HOME=home),
        ("Set OVH_APPLICATION_KEY, or application_key in", "Set application_key in"),
        strict=True,
    ):
        assert words in answer["error"]
        assert "of ovh.conf." in answer["error"]
    assert recorder.requests == []
    keys = f"application_key: x\napplication_secret = {AS}\nconsumer_key={CK}\n"
    file = f"[ovh-eu]\n{keys}[profile:a client]\n{keys.replace(': x', f': {AK}')}"
    (tmp_path / "home" / ".ovh.conf").write_text(file)
    (tmp_path / "here" / "ovh.conf").write_text(f"[ovh-eu]\napplication_key={AK}\n")
    answers = run(codes, HOME=home)
    answers += run(codes[:1], HOME=home, OVH_APPLICATION_KEY="of the environment")
    assert [answer["error"] for answer in answers] == [""] * 3
    *found, last = recorder.requests
    for request in found:
        assert_same(request, call, recorder.root)
    assert last.headers["X-Ovh-Application"] == "of the environment"


def test_it_gets_the_whole_list(run: RunAll) -> None:
    listed = Call.make("v2", "GET", "/list", headers=[("X-Pagination-Size", "2")])
    with paging() as (root, cursors):
        context = SnippetContext(base_url=root, pages=True)
        (answer,) = run([with_keys(snippet("csharp", listed, context))])
    assert answer["error"] == ""
    assert json.loads(answer["output"]) == ["a", "b", "c", "d", "e"]
    assert cursors == [None, "first", "second"]


def in_both_ways(
    recorder: Recorder, with_client: str, by_hand: str, responses: Sequence[object]
) -> list[str]:
    """Code that uses csharp-ovh, whose double returns these responses, and code by hand, to which
    the recorder returns them.
    """
    texts = [json.dumps(response) for response in responses]
    recorder.contents += [text.encode() for text in texts]
    queued = "".join(f"Client.Answers.Enqueue({literal(text)});\n" for text in texts)
    result = "        string result"
    return [at_once(with_client).replace(result, f"{queued}{result}"), at_once(by_hand)]


def assert_ended(answer: dict, shown: list | dict, *, failed: bool) -> None:
    assert answer["error"] == ""
    assert json.loads(answer["output"]) == shown
    assert bool(answer["code"]) is failed


def test_it_waits_for_a_task(run: RunAll, recorder: Recorder) -> None:
    context = SnippetContext(base_url=recorder.root, task=lambda call: TASK)
    by_hand = replace(context, access_token=True)
    account = replace(context, service_account=True, token_url=f"{recorder.root}/token")
    codes: list[str] = []
    for identifier, end in TASKS:
        with_client = snippet("csharp", REBOOT, context)
        one_script = script("csharp", [BODY], by_hand)
        codes += in_both_ways(recorder, with_client, one_script, states(identifier, end))
    recorder.contents += [b'{"access_token":"t0k"}', *recorder.contents[:3]]
    codes.append(at_once(snippet("csharp", REBOOT, account)))
    printed: list[list | dict] = []
    for task in (SEVERAL, again(BODY)):
        responses, shown = exchange(task, "error")
        with_client, without = (
            snippet("csharp", BODY, replace(way, task=always(task))) for way in (context, by_hand)
        )
        codes += in_both_ways(recorder, with_client, without, responses)
        printed += [shown, shown]
    *found, by_account, _, _, _, _ = everything = run(codes)
    for shown, answer in zip(printed, everything[-4:], strict=True):
        assert_ended(answer, shown, failed=True)
        assert answer["code"] == 1
    assert_waited(recorder.requests[10:13], 7, BODY)
    assert [request.method for request in recorder.requests[13:]] == [BODY.method] * 3
    assert {request.target for request in recorder.requests[13:]} == {f"/1.0{BODY.target}"}
    for number, (identifier, end) in enumerate(TASKS):
        for answer in found[2 * number : 2 * number + 2]:
            assert_ended(answer, states(identifier, end)[-1], failed=end != "done")
        asked = [request["target"] for request in found[2 * number]["requests"]]
        assert asked == ["/vps/vps%201/reboot", *[f"/vps/vps%201/tasks/{identifier}"] * 2]
        assert_waited(recorder.requests[3 * number : 3 * number + 3], identifier, BODY)
    assert by_account["error"] == ""
    token, *by_token = recorder.requests[6:10]
    assert token.target == "/token"
    assert [request.headers["Authorization"] for request in by_token] == ["Bearer t0k"] * 3


@pytest.mark.parametrize("response", [{"state": "todo"}, {"id": [7], "state": "todo"}, {"id": 7}])
def test_an_answer_that_is_no_task_is_said(response: dict, run: RunAll, recorder: Recorder) -> None:
    context = SnippetContext(base_url=recorder.root, task=lambda call: TASK)
    by_hand = snippet("csharp", BODY, replace(context, access_token=True))
    with_client = snippet("csharp", REBOOT, context)
    for answer in run(in_both_ways(recorder, with_client, by_hand, [response])):
        assert "The answer is no task: its " in answer["error"]
        assert (answer["code"], answer["output"]) == (1, "")
    assert len(recorder.requests) == 1
