"""A user who does anything in any order, on the catalog of the demo and on the real one."""

import math
import os

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import (
    run_state_machine_as_test,
)

from tests.sandbox.scenarios import start_over
from tests.sandboxes import running
from tests.tui.conftest import _stock
from tests.tui.random_user import RandomUser

# Steps of one start of the program, and how many there are of all of them. Each part is a test that
# can run beside the others.
STEPS_A_RUN = 50
PARTS = 3
STEPS = int(os.environ.get("SCREEN_STEPS", "300"))


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("catalog", ["embedded", "real"])
def test_what_is_painted_is_so(catalog, part, request):
    if catalog == "real":
        schemas = request.getfixturevalue("real_schemas")
        url, file = running(schemas)[1], request.getfixturevalue("real_file")
    else:
        url, file = running()[1], _stock()

    class User(RandomUser):
        pass

    User.url, User.catalog = url, file
    if settings.default.derandomize:
        # Each part its own walks, the same in every run, whatever was asked of the sandbox before.
        seed(f"{catalog} {part}")(User)
        start_over(url)
    runs = math.ceil(STEPS / 2 / PARTS / STEPS_A_RUN)
    run_state_machine_as_test(
        User,
        settings=settings(
            max_examples=runs,
            # The start counts as one.
            stateful_step_count=STEPS_A_RUN + 1,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # Making the steps fewer takes a start of the program for each try.
            phases=[Phase.generate],
        ),
    )
