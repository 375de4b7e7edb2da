"""Runs another program of this directory, and says which calls it made: ``recorded_calls.py NAME``.

A line of JSON is the last of standard output: each call's method, path and status. The program may
fail; what it wrote to standard error is left as it is.
"""

import json
import runpy
import sys
import traceback
from pathlib import Path
from urllib.parse import urlsplit

import requests

CALLS = []
_send = requests.Session.send


def send(self, request, **more):
    """Send a request and note what came of it."""
    response = _send(self, request, **more)
    path = urlsplit(request.url).path.removeprefix("/1.0")
    CALLS.append((request.method, path, response.status_code))
    return response


requests.Session.send = send
try:
    runpy.run_path(str(Path(__file__).with_name(sys.argv[1])), run_name="__main__")
except Exception:  # noqa: BLE001 - whatever the program ends with is for the reader
    traceback.print_exc()
print(json.dumps(CALLS))
