"""Tasks of a hostile catalog: their names and states are never code."""

from dataclasses import replace

import pytest

from ovh_explorer.call import Call
from ovh_explorer.snippets import LANGUAGES, SnippetContext, Task, script, snippet

from .cases import HOSTILE

REBOOT = Call.make("v1", "POST", "/vps/a/reboot")
TASK = Task(Call.make("v1", "GET", "/vps/a/tasks"), "id", "state", ("done", "error"), "done")
WAITING = [name for name, language in LANGUAGES.items() if language.waits]
NAMES = [text for text in HOSTILE if text and not text.isidentifier()]


def with_task(task: Task) -> SnippetContext:
    return SnippetContext(task=lambda _call: task)


@pytest.mark.parametrize("language", WAITING)
def test_a_name_that_is_none_is_no_code(language: str) -> None:
    plain = [snippet(language, REBOOT), script(language, [REBOOT])]
    for name in [*NAMES, "id};process.exit()", "a']; system('id')"]:
        for task in (replace(TASK, id=name), replace(TASK, state=name)):
            context = with_task(task)
            found = [snippet(language, REBOOT, context), script(language, [REBOOT], context)]
            assert found == plain
    context = with_task(TASK)
    assert snippet(language, REBOOT, context) != plain[0]


def test_states_of_perl_are_texts() -> None:
    for state in (") ; system('id'); (", "a b", "'"):
        task = replace(TASK, over=("done", state))
        code = snippet("perl", REBOOT, with_task(task))
        escaped = state.replace("'", "\\'")
        assert f"( 'done', '{escaped}' );" in code
    code = snippet("perl", REBOOT, with_task(TASK))
    assert "qw(done error)" in code
