"""A short run of the random user; long ones are by hand: ``python -m tests.random_user --seed 1
--minutes 30``.
"""

import itertools
import sys

import pytest

from tests.random_user.__main__ import Run
from tests.random_user.actions import actions
from tests.random_user.program import Program, sandbox

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


def test_a_user_who_does_anything_finds_nothing(tmp_path):
    process, url = sandbox(7, None)
    program = Program(url, tmp_path, (100, 30))
    run = Run(program, seed=7)
    try:
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
