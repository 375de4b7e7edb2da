"""The TypeScript snippet: `tsc --strict` takes it, prettier leaves it as it is, and what Node.js
sends of it is the call, byte for byte.
"""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import SnippetContext, SnippetError, script, snippet
from ovh_explorer.snippets.code_types import (
    CallTypes,
    Choice,
    Core,
    Declared,
    Field,
    ListOf,
    MapOf,
    Record,
    Reference,
    fits,
)
from tests import real_catalog
from tests.npm import prettier, typescript

from .cases import CASES, NASTY, NOT_FOR_PHP, NOT_FOR_PYTHON
from .random_calls import drawn_calls
from .recorder import AK, AS, CK, QUERY_ID, Recorder, with_keys
from .running import DOUBLE, Arguments, Run, ended
from .test_snippets_ends import Start, by_hand, start  # noqa: F401
from .test_snippets_failures import NO_TOKEN, REFUSED
from .test_snippets_pages import paging
from .test_snippets_style import CONTEXTS
from .test_snippets_tasks import (
    BODY,
    REBOOT,
    as_script,
    at_once,
    check,
    check_others,
    context,
)
from .test_snippets_tasks import Start as RunCode
from .typed import TypedCall, typed_calls

ALL = {**CASES, **NOT_FOR_PYTHON, **NOT_FOR_PHP}
# Node.js sends no GET with a body.
CALLS = [call for name, call in ALL.items() if name != "GET body"]
# Files that are compiled, and looked at, at once.
_AT_ONCE = 1000
_STRICT = ("--strict", "--types", "node", "--lib", "es2022", "--skipLibCheck", "--pretty", "false")
_AS_SCRIPT = ("--module", "commonjs", "--target", "es2022")

Compile = Callable[[Sequence[str]], list[str]]


@pytest.fixture
def compiled(tsc: Run, pytestconfig: pytest.Config, tmp_path: Path) -> Compile:
    """Checks codes by `tsc --strict`, and gives each in JavaScript."""
    roots = ("--typeRoots", str(typescript(pytestconfig) / "@types"))

    def compile_all(codes: Sequence[str]) -> list[str]:
        (place := tmp_path / "code").mkdir(exist_ok=True)
        for file in place.iterdir():
            file.unlink()
        files = [place / f"call{number}.ts" for number in range(len(codes))]
        for file, code in zip(files, codes, strict=True):
            file.write_text(code, encoding="utf-8", newline="")
        words = [*_STRICT, *roots, *_AS_SCRIPT, *map(str, files)]
        said = tsc(json.dumps({"words": words}))["said"]
        assert said == "", said[:4000]
        return [file.with_suffix(".js").read_text(encoding="utf-8") for file in files]

    return compile_all


def sends_the_same(
    calls: Sequence[Call], codes: Sequence[str], node: Run, recorder: Recorder
) -> None:
    for call, code in zip(calls, codes, strict=True):
        recorder.forget()
        answer = node(f"const exports = {{}};\n{code}")
        assert not answer["error"], (call, answer)
        # The question for the time, where the call is that itself.
        recorder.assert_is(call)


def looks_right(codes: Sequence[str], tmp_path: Path, program: Path) -> None:
    """Prettier leaves the codes as they are."""
    files = []
    for number, code in enumerate(codes):
        files.append(tmp_path / f"look{number}.ts")
        files[-1].write_text(code, encoding="utf-8", newline="")
    rules = ("--no-config", "--single-quote", "--check", "--log-level=warn")
    done = subprocess.run(
        ["node", program, *rules, *files], capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[:3000]


@pytest.mark.long
def test_every_operation_is_typed_and_sends_the_same(
    whole: bool,
    compiled: Compile,
    node: Run,
    recorder: Recorder,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    everything = request.config.getoption("--whole")
    typed = typed_calls(real_catalog.directory() if whole else None, whole=everything)
    odd = [
        one
        for one in typed
        if one.call.body is not None and not fits(one.call.json, one.types.body, one.types.declared)
    ]
    assert odd == []
    for start_at in range(0, len(typed), _AT_ONCE):
        part = typed[start_at : start_at + _AT_ONCE]
        codes = [with_keys(written(one, recorder.root)) for one in part]
        looks_right(codes[:: 1 if everything else 5], tmp_path, prettier(request.config))
        sends_the_same([one.call for one in part], compiled(codes), node, recorder)


def written(one: TypedCall, root: str) -> str:
    return snippet("typescript", one.call, SnippetContext(base_url=root, types=lambda _: one.types))


def test_what_arrives_is_any_call(
    compiled: Compile, node: Run, recorder: Recorder, tries: int
) -> None:
    drawn = [call for call in drawn_calls(tries) if call.method != "GET" or call.body is None]
    calls = [*CALLS, *drawn]
    plain = SnippetContext(base_url=recorder.root)
    codes = [with_keys(snippet("typescript", call, plain)) for call in calls]
    sends_the_same(calls, compiled(codes), node, recorder)


def test_node_sends_no_get_with_a_body() -> None:
    with pytest.raises(SnippetError, match="can't send a GET with a body"):
        snippet("typescript", ALL["GET body"])


TREE = Record(
    (
        Field("name", Core("string")),
        Field("kind", Reference("a.KindEnum"), nullable=True),
        Field("children", ListOf(Reference("a.Tree"))),
        Field("odd name", MapOf(Core("number")), required=False),
    )
)
TYPES = CallTypes(
    Reference("a.Tree"),
    ListOf(Reference("a.Tree")),
    {"a.Tree": TREE, "a.KindEnum": Choice(("it's", "b")), "a-tree": Choice((1, 2))},
)
LEAF = {"name": "é\x7f", "kind": None, "children": []}
WHOLE = {"name": "a", "kind": "it's", "children": [LEAF], "odd name": {"b": 1.5}}


def typed(body: object) -> str:
    call = Call.make("v1", "POST", "/x", body=canonical_json(body))
    return snippet("typescript", call, SnippetContext(types=lambda _: TYPES))


def test_a_body_is_a_value_of_its_type() -> None:
    code = typed(WHOLE)
    assert (
        """
interface ATree {
  name: string;
  kind: AKindEnum | null;
  children: ATree[];
  'odd name'?: Record<string, number>;
}

type AKindEnum = "it's" | 'b';

type ATree2 = 1 | 2;
""".replace("ATree2", "Atree")
        in code.replace("ATree2", "Atree")
    )
    assert "const content: ATree = {" in code
    assert "const result: ATree[] = JSON.parse(text || 'null');" in code


@pytest.mark.parametrize(
    "body",
    [
        {**WHOLE, "name": 1},
        {**WHOLE, "kind": "c"},
        {**WHOLE, "name": None},
        {**WHOLE, "more": 1},
        {"name": "a"},
        {**WHOLE, "odd name": {"b": True}},
        [],
    ],
)
def test_what_the_schema_does_not_say_is_sent_as_it_is(body: object) -> None:
    code = typed(body)
    assert "// The body is not of the type that the schema says" in code
    assert "const content: unknown = " in code


@pytest.mark.parametrize(
    "body", [{"n": 2**53}, {"n": 1.0}, {"n": 1e16}, {"1": 1, "a": 2}, {"__proto__": 1}]
)
def test_what_javascript_writes_otherwise_is_a_text(body: object) -> None:
    assert "const body = '{" in typed(body)


def always(types: CallTypes) -> Callable[[Call], CallTypes]:
    return lambda _: types


def test_types_of_every_kind_are_taken_by_the_compiler_and_by_prettier(
    compiled: Compile, pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    long = "a.model.withANameThatIsLongerThanALineHas.OfColumnsIfOneWritesItSo"
    declared: dict[str, Declared] = {
        long: Record(
            (
                Field("aMapOfThem", MapOf(Reference(long)), nullable=True),
                Field("anotherMap", MapOf(ListOf(Reference(long))), required=False),
                Field("aListOfThem", ListOf(Reference(long)), nullable=True),
                Field("one", Reference(long), nullable=True),
            )
        ),
        "Promise": Record(()),
        "9": Choice(tuple(f"value {number}" for number in range(20))),
        "é": Choice(()),
    }
    ways = [CallTypes(Reference(long), Reference(key), declared) for key in declared]
    ways += [CallTypes(None, ListOf(Reference(long)), declared), TYPES]
    body = Call.make("v1", "POST", "/x", body=canonical_json({}))
    codes = [typed(WHOLE), typed(LEAF)]
    for types in ways:
        for plain in CONTEXTS[::3]:
            wanted = replace(plain, types=always(types))
            calls = [CASES["GET"], body]
            codes += [snippet("typescript", call, wanted) for call in calls]
            codes.append(script("typescript", calls, replace(wanted, pages=False)))
    compiled(codes)
    looks_right(codes, tmp_path, prettier(pytestconfig))


@pytest.mark.parametrize("note", [NASTY, "*/ process.exit(1)", "a\nprocess.exit(1);"])
def test_a_note_stays_a_comment(
    note: str, compiled: Compile, node: Run, recorder: Recorder
) -> None:
    wanted = SnippetContext(base_url=recorder.root, note=note, token_page=note)
    code = with_keys(snippet("typescript", CASES["GET"], wanted))
    sends_the_same([CASES["GET"]], compiled([code]), node, recorder)


@pytest.fixture
def command(pytestconfig: pytest.Config) -> tuple[str, ...]:
    """What runs a file of TypeScript."""
    return ("node", str(DOUBLE / "typescript.js"), str(typescript(pytestconfig)))


@pytest.fixture
def run(as_javascript: Arguments, node_programs: Run, tmp_path: Path) -> RunCode:
    """Runs a code of TypeScript as a program."""

    def program(code: str) -> tuple[int, str]:
        (file := tmp_path / "code.ts").write_text(code, encoding="utf-8")
        number, printed, said = ended(node_programs(*as_javascript(file)))
        assert said == ""
        return number, printed

    return program


def test_code_that_can_not_do_what_it_is_for_ends_in_one_sentence(
    as_javascript: Arguments,
    start: Callable[..., Start],  # noqa: F811
    recorder: Recorder,
) -> None:
    run = start("node", name="code.ts", prepare=as_javascript)
    by_hand("typescript", run, recorder, "fetch failed: ", "is not valid JSON")
    configured = SnippetContext(configured=True)
    said = run(snippet("typescript", CASES["GET"], configured))
    assert "Set OVH_APPLICATION_KEY, or application_key" in said
    recorder.forget()
    recorder.status, recorder.content = 403, REFUSED
    said = run(snippet("typescript", CASES["GET"], SnippetContext(base_url=recorder.root)))
    assert "403" in said
    assert "This call has not been granted" in said
    assert QUERY_ID in said
    assert len(recorder.requests) == 1
    recorder.forget()
    recorder.status, recorder.content = 400, NO_TOKEN
    account = SnippetContext(
        base_url=recorder.root, service_account=True, token_url=f"{recorder.root}/token"
    )
    assert "invalid_client" in run(snippet("typescript", CASES["GET"], account))
    assert [request.target for request in recorder.requests] == ["/token"]


def test_keys_come_from_the_environment_then_from_the_file(
    command: tuple[str, ...], as_javascript: Arguments, recorder: Recorder, tmp_path: Path
) -> None:
    file = tmp_path / "code.ts"
    keys = {"OVH_APPLICATION_KEY": AK, "OVH_APPLICATION_SECRET": AS, "OVH_CONSUMER_KEY": CK}
    lines = "".join(f"{name.removeprefix('OVH_').lower()} = {key}\n" for name, key in keys.items())
    (tmp_path / "ovh.conf").write_text(f"[ovh-eu]\n{lines}".replace(AK, "of the file"))
    (tmp_path / ".ovh.conf").write_text(f"[profile:a client]\n{lines}")
    plain = SnippetContext(base_url=recorder.root, configured=True)
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    for wanted, more, key in (
        (plain, keys, AK),
        (plain, {}, "of the file"),
        (replace(plain, section="profile:a client"), {}, AK),
    ):
        file.write_text(snippet("typescript", CASES["GET"], wanted))
        # Once as users start it.
        started = [*command, str(file)] if more else ["node", *as_javascript(file)]
        done = subprocess.run(
            started, cwd=tmp_path, env={**environ, **more}, capture_output=True, timeout=60
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert recorder.requests[0].headers["X-Ovh-Application"] == key
        if key == AK:
            recorder.assert_is(CASES["GET"])
        recorder.forget()


def test_it_gets_the_whole_list(run: RunCode) -> None:
    listed = Call.make("v2", "GET", "/list", headers=[("X-Pagination-Size", "2")])
    with paging() as (root, cursors):
        code = snippet("typescript", listed, SnippetContext(base_url=root, pages=True))
        failed, printed = run(with_keys(code))
    assert (failed, printed.split()) == (0, ["[", '"a",', '"b",', '"c",', '"d",', '"e"', "]"])
    assert cursors == [None, "first", "second"]


def test_it_waits_for_a_task(run: RunCode, compiled: Compile, recorder: Recorder) -> None:
    for more in ({}, {"access_token": True}):
        wanted = context(recorder, **more)
        for sent in (REBOOT, BODY):
            check(snippet("typescript", sent, wanted), run, recorder, sent)
        check(script("typescript", [BODY], wanted), run, recorder, BODY)
        check_others("typescript", wanted, run, recorder, BODY, snippet)
        check_others("typescript", wanted, run, recorder, BODY, as_script)
    task = Record((Field("id", Core("number")), Field("state", Reference("state"))))
    state = Choice(("todo", "done"))
    types = CallTypes(None, Reference("task"), {"task": task, "state": state})
    code = snippet("typescript", REBOOT, replace(context(recorder), types=lambda _: types))
    assert "let result: Task = JSON.parse(text);" in code
    compiled([at_once(code)])
