"""Redirects that wrappers follow: the code of Go keeps its own from it, and no secret goes along with
those of python-ovh, which README names.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.snippets import SnippetContext, script, snippet

from .cases import CASES
from .recorder import AK, AS, CK, Recorder, recording, with_keys
from .test_snippets_ends import Start, start
from .test_snippets_go import at, build, needs_go

__all__ = ["start"]

GET = Call.make("v1", "GET", "/me")
HEADER = Call.make("v1", "GET", "/x", headers=[("X-A", "b")])
POST = CASES["POST unicode"]
STATUSES = [301, 302, 303, 307, 308]


@pytest.fixture
def elsewhere() -> Iterator[Recorder]:
    with recording() as other:
        yield other


def test_go_follows_none(recorder: Recorder, elsewhere: Recorder, tmp_path: Path) -> None:
    needs_go()
    context = SnippetContext()
    codes = {
        name: at(recorder, code)
        for name, code in {
            "get": snippet("go", GET, context),
            "post": snippet("go", POST, context),
            "header": snippet("go", HEADER, context),
            "pages": snippet("go", GET, SnippetContext(pages=True)),
            "script": script("go", [GET, POST], context),
        }.items()
    }
    for name, code in codes.items():
        (place := tmp_path / name).mkdir()
        built = build([code], place)
        for status in STATUSES:
            recorder.forget()
            recorder.status, recorder.content = status, b""
            recorder.headers["Location"] = f"{elsewhere.root}/taken"
            done = subprocess.run([built], capture_output=True, text=True, timeout=60)
            assert done.returncode == 1, name
            assert str(status) in done.stderr
            assert elsewhere.requests == []
            assert len(recorder.requests) == 1


@pytest.mark.parametrize("status", STATUSES)
def test_python_ovh_follows_but_sends_no_secret_along(
    status: int, start: Callable[..., Start], recorder: Recorder, elsewhere: Recorder
) -> None:
    """README says it: the day that the wrapper follows none, its line can go."""
    recorder.status, recorder.content = status, b""
    recorder.headers["Location"] = f"{elsewhere.root}/taken"
    elsewhere.status, elsewhere.content = 403, b'{"message":"no"}'
    there = f'import ovh.client\novh.client.ENDPOINTS["ovh-eu"] = "{recorder.root}/1.0"\n'
    start(sys.executable, name="code.py")(there + with_keys(snippet("python", GET)))
    taken = elsewhere.only()
    assert AS not in str(taken)
    assert AS not in str(taken.headers)
    assert (taken.headers["X-Ovh-Application"], taken.headers["X-Ovh-Consumer"]) == (AK, CK)
