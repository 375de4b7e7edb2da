"""A short run of the random user; long ones are by hand: ``python -m tests.random_user --seed 1
--minutes 30``.
"""

import itertools
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.random_user.__main__ import Run
from tests.random_user.actions import actions
from tests.random_user.program import Program, Trouble, sandbox
from tests.random_user.watched import read_stalls

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="pseudo-terminals and /proc of Linux"
)


def test_the_same_seed_does_the_same():
    def first(seed):
        return list(itertools.islice(actions(seed, (160, 48)), 500))

    assert first(1) == first(1) != first(2)
    # Keys, texts, mouse, sizes, pauses: whatever a user has.
    kinds = {action.what.split()[0] for action in itertools.islice(actions(1, (160, 48)), 5000)}
    assert {
        "key",
        "burst",
        "words",
        "open",
        "try",
        "click",
        "drag",
        "wheel",
        "paste",
        "junk",
        "resize",
    } <= kinds


def test_the_memory_of_a_program_that_was_started_again_is_its_own(monkeypatch):
    taken = iter([100.0] * 24 + [200.0] * 26)
    program = Mock(size=(80, 24), reports=[], memory_of_all=0.0)
    program.check.side_effect = [*[None] * 2_449, Trouble("it has ended"), *[None] * 2_550]
    monkeypatch.setattr(type(program), "memory", property(lambda _: next(taken)), raising=False)
    run = Run(program, seed=7, goes_on=True)
    run.play(5_000, None)
    assert program.restart.called
    assert run.memory == [200.0] * 26


@pytest.mark.long
def test_a_user_who_does_anything_finds_nothing(tmp_path):
    process, url = sandbox(7, None)
    program = Program(url, tmp_path, (100, 30))
    run = Run(program, seed=7)
    try:
        run.play(10, None)
        # A click on a key that a sentence names may quit, too.
        program.write(b"\x11")
        run.play(80, None)
        left = program.end()
    except BaseException:
        program.kill()
        raise
    finally:
        process.communicate()
    assert run.found == []
    assert run.done == 80
    assert left == []


_HELD = """
import asyncio, sys, time
from pathlib import Path
from tests.random_user.watched import watch

def hold_the_loop():
    time.sleep(1.2)

async def main():
    await asyncio.sleep(0.05)
    hold_the_loop()
    await asyncio.sleep(0.05)

watch(Path(sys.argv[1]))
asyncio.run(main())
"""


def test_a_standstill_comes_with_what_held_the_loop(tmp_path):
    command = [sys.executable, "-c", _HELD, str(tmp_path / "stalls")]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2], timeout=60)
    stalls = read_stalls(tmp_path / "stalls")
    assert len(stalls) == 1
    assert 1.2 <= stalls[0].took < 30
    assert stalls[0].cpu < 1
    assert any("hold_the_loop" in frame for _, frames in stalls[0].seen for frame in frames)
    assert "hold_the_loop" in str(stalls[0])
