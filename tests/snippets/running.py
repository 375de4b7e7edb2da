"""Interpreters that run snippets, each started once, and what is compared of what they sent."""

import base64
import hashlib
import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ovh_explorer.call import Call

from .recorder import AK, AS, CK, Request

DOUBLE = Path(__file__).parent / "double"

Run = Callable[[str], dict[str, Any]]
Arguments = Callable[[Path], list[str]]
"""Of the command that runs a file of code, what names it."""


@contextmanager
def interpreter(command: list[str], **more: Any) -> Iterator[Run]:
    """One process for all scripts: takes a line in base64, answers a line of JSON."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **more
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def run(code: str) -> dict[str, Any]:
            process.stdin.write(base64.b64encode(code.encode()) + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
            assert line, f"the interpreter ended at this script:\n{code}"
            return json.loads(line)

        yield run
        process.stdin.close()
        process.wait(10)


def ended(answer: dict[str, Any]) -> tuple[int, str, str]:
    """How a program ended that `node_programs` ran: its code, and what it wrote to its two streams."""
    return answer["code"], answer["printed"], answer["said"]


def same(sent: Any, meant: Any) -> bool:
    """Equality of JSON, in which 1 and 1.0 are one number but true is none."""
    if isinstance(meant, dict):
        return (
            isinstance(sent, dict)
            and sent.keys() == meant.keys()
            and all(same(sent[k], meant[k]) for k in meant)
        )
    if isinstance(meant, list):
        return isinstance(sent, list) and len(sent) == len(meant) and all(map(same, sent, meant))
    if isinstance(meant, float):
        # Some write it without an exponent: the same decimal number, which Python reads as an
        # integer.
        return not isinstance(sent, bool) and float(sent) == meant
    return isinstance(sent, bool) == isinstance(meant, bool) and bool(sent == meant)


def assert_same(
    request: Request, call: Call, root: str, signed_roots: tuple[str, ...] = ()
) -> None:
    """What arrived is the call: method, URL byte for byte, body as a JSON value, headers, a valid
    signature.

    Args:
        signed_roots: under which of them the URL may have been signed, where that isn't `root`
            alone.
    """
    assert request.method == call.method
    targets = (
        [f"/v2{call.target}"]
        if call.branch == "v2"
        else [f"/1.0{call.target}", f"/v1{call.target}"]
    )
    assert request.target in targets
    if call.body is None:
        assert request.body == b""
    else:
        assert same(json.loads(request.body), json.loads(call.body))
    for name, value in call.headers:
        assert request.headers[name] == value
    if not call.authenticated:
        assert request.headers["X-Ovh-Signature"] is None
        assert request.headers["X-Ovh-Consumer"] is None
        return
    assert request.headers["X-Ovh-Application"] == AK
    assert request.headers["X-Ovh-Consumer"] == CK
    time = request.headers["X-Ovh-Timestamp"]
    hashes = set()
    for place in signed_roots or (root,):
        text = "+".join([AS, CK, call.method, place + request.target, request.body.decode(), time])
        hashes.add(f"$1${hashlib.sha1(text.encode()).hexdigest()}")
    assert request.headers["X-Ovh-Signature"] in hashes
