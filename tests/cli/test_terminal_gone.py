"""The terminal is gone: what is still written to it changes no exit code."""

import os
import pty
import subprocess
import sys

import pytest

LATE = """
import os, sys
from ovh_explorer.cli.streams import drop_unwritten
os.write(int(sys.argv[1]), b"ready")
sys.stdin.read()
drop_unwritten(is_gone=sys.argv[2] == "gone")
sys.stdout.write("late")
sys.exit(129)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("how", "code"), [("gone", 129), ("there", 120)])
def test_what_a_thread_writes_late_does_not_become_the_exit_code(how, code):
    terminal, slave = pty.openpty()
    ready, written = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", LATE, str(written), how],
        stdin=subprocess.PIPE,
        stdout=slave,
        stderr=subprocess.DEVNULL,
        pass_fds=[written],
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    )
    os.close(slave)
    assert os.read(ready, 5) == b"ready"
    os.close(terminal)
    process.communicate()
    assert process.returncode == code
    for descriptor in (ready, written):
        os.close(descriptor)
