"""Runs other programs of this directory, and says which calls each made: ``recorded_calls.py
NAME…``.

Each line of standard input asks for a run, in JSON: the program's name, its directory and its
environment. A line of JSON answers: each call's method, path and status, and what the program wrote
to standard error. It may fail. What the named programs import is imported once: each runs in a fork
of this process; where there are none it runs here, and nothing else does after it.
"""

import ast
import contextlib
import importlib
import io
import json
import os
import runpy
import sys
import traceback
from pathlib import Path
from urllib.parse import urlsplit

import requests

CALLS = []
HERE = Path(__file__).parent
_send = requests.Session.send


def send(self, request, **more):
    """Send a request and note what came of it."""
    response = _send(self, request, **more)
    path = urlsplit(request.url).path.removeprefix("/1.0")
    CALLS.append((request.method, path, response.status_code))
    return response


def prepare(name):
    """Import what a program imports."""
    for node in ast.parse((HERE / name).read_text()).body:
        if isinstance(node, ast.Import):
            for item in node.names:
                importlib.import_module(item.name)
        elif isinstance(node, ast.ImportFrom):
            importlib.import_module(node.module)


def run(asked):
    """Run a program; the answer."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["directory"])
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        try:
            runpy.run_path(str(HERE / asked["name"]), run_name="__main__")
        except BaseException:  # noqa: BLE001 - whatever the program ends with is for the reader
            traceback.print_exc()
    return {"calls": CALLS, "said": said.getvalue()}


def answer(line):
    """Answer a line of standard input."""
    sys.stdout.write(f"{json.dumps(run(json.loads(line)))}\n")
    sys.stdout.flush()


requests.Session.send = send
for name in sys.argv[1:]:
    prepare(name)
for line in sys.stdin:
    if not hasattr(os, "fork"):
        answer(line)
        break
    if os.fork() == 0:
        answer(line)
        os._exit(0)
    os.wait()
