"""``ovh-explorer sandbox`` says how it is used."""

import os
import signal
import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="it is ended by SIGINT")
def test_it_says_on_standard_error_what_has_a_client_call_it(tmp_path, run, monkeypatch):
    command = [sys.executable, "-m", "ovh_explorer", "--lang", "en", "sandbox"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as sandbox:
        try:
            assert sandbox.stdout is not None
            assert sandbox.stderr is not None
            ready = sandbox.stdout.readline()
            assert sandbox.stderr.readline().startswith("In another terminal")
            pairs = [part.split("=", 1) for part in sandbox.stderr.readline().split()]
            assert f"READY {dict(pairs)['OVH_ENDPOINT']}\n" == ready
            for name, value in pairs:
                monkeypatch.setenv(name, value)
            code, out, said = run("try", "GET", "/me")
            assert (code, "xx1111-ovh" in out) == (0, True), said
        finally:
            sandbox.send_signal(signal.SIGINT)
            rest = sandbox.communicate(timeout=20)[0]
    assert rest == "", "programs read one line"


@pytest.mark.parametrize("name", ["OVH_ENDPOINT=URL", "OVH_CONSUMER_KEY="])
def test_its_help_says_it_too(run, name):
    _code, out, _said = run("sandbox", "--help")
    assert name in out
