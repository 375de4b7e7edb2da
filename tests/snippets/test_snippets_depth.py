"""Bodies that are nested deeply: written in every language to one limit, and refused past it in one
sentence, where the body is read and where it is written.
"""

import json
import re
import time
from typing import Any

import pytest

from ovh_explorer.call import Call, CallError, canonical_json
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.json_levels import MAX_JSON_LEVELS
from ovh_explorer.snippets import LANGUAGES, SnippetContext, SnippetError, script, snippet
from ovh_explorer.snippets.program import Program, ProgramStep
from ovh_explorer.snippets.programs import PROGRAM_LANGUAGES
from ovh_explorer.snippets.programs import write as write_program

SENTENCE = "The body is nested deeper than 100 levels."
# A part of what a level of 4 keys took in Perl, whose layout grew fourfold with each.
MAX_SECONDS = 5


def nested(levels: int, kind: str) -> str:
    if kind == "lists":
        return "[" * levels + "1" + "]" * levels
    return '{"a":' * levels + "1" + "}" * levels


def of_older_version(levels: int, kind: str) -> Call:
    """A call as the history has it: it isn't made anew."""
    return Call("v1", "POST", "/x", body=nested(levels, kind).encode())


@pytest.mark.parametrize("kind", ["lists", "objects"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_deepest_body_is_written(language: str, kind: str) -> None:
    call = of_older_version(MAX_JSON_LEVELS, kind)
    begin = time.process_time()
    for call_only in (False, True):
        for token in (False, True):
            context = SnippetContext(call_only=call_only, access_token=token)
            assert snippet(language, call, context)
    assert time.process_time() - begin < MAX_SECONDS


@pytest.mark.parametrize("levels", [MAX_JSON_LEVELS + 1, 400, 100_000])
@pytest.mark.parametrize("kind", ["lists", "objects"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deeper_one_is_refused(language: str, kind: str, levels: int) -> None:
    call = of_older_version(levels, kind)
    for call_only in (False, True):
        with pytest.raises(SnippetError) as caught:
            snippet(language, call, SnippetContext(call_only=call_only))
        assert str(caught.value) == SENTENCE
    with pytest.raises(SnippetError) as caught:
        script(language, [call])
    assert str(caught.value) == f"POST /x: {SENTENCE}"


@pytest.mark.parametrize("language", PROGRAM_LANGUAGES)
def test_a_program_of_a_deeper_one_is_refused(language: str) -> None:
    step = ProgramStep(of_older_version(400, "lists"), "made")
    program = Program("Deep", (), (step,), re.compile("no mark"))
    with pytest.raises(SnippetError) as caught:
        write_program(language, program, SnippetContext())
    assert str(caught.value) == SENTENCE


@pytest.mark.parametrize("kind", ["lists", "objects"])
def test_json_is_read_to_the_same_depth(kind: str) -> None:
    text = nested(MAX_JSON_LEVELS, kind)
    assert json.dumps(read_json(text), separators=(",", ":")) == text
    assert canonical_json(json.loads(text)) == text.encode()


@pytest.mark.parametrize("before", ["", '"[{" ', '"\\"[{"'])
@pytest.mark.parametrize("levels", [MAX_JSON_LEVELS + 1, 400, 100_000])
@pytest.mark.parametrize("kind", ["lists", "objects"])
def test_deeper_json_is_refused_where_it_is_read(kind: str, levels: int, before: str) -> None:
    text = nested(levels, kind)
    if before:
        text = f"[{before},\n{text}]"
    with pytest.raises(
        JsonTextError, match=r"^This JSON is nested deeper than 100 levels"
    ) as caught:
        read_json(text)
    steps = MAX_JSON_LEVELS - (1 if before else 0)
    assert (caught.value.line, caught.value.column) == (
        2 if before else 1,
        steps * len("[" if kind == "lists" else '{"a":') + 1,
    )


def test_deeper_values_make_no_body() -> None:
    value: Any = 1
    for _level in range(MAX_JSON_LEVELS + 1):
        value = {"a": [value]} if _level % 2 else [value]
    with pytest.raises(CallError, match=f"^{SENTENCE}$"):
        canonical_json(value)


def test_a_wide_body_takes_no_square_of_its_size() -> None:
    call = Call.make("v1", "POST", "/x", body=canonical_json({"a": list(range(5000))}))
    begin = time.process_time()
    snippet("perl", call)
    assert time.process_time() - begin < MAX_SECONDS
