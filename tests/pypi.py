"""Programs for the API that others wrote in Python, fetched once with pip, their source as it is."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import one_at_a_time
from tests.fetched import place

__all__ = ["python"]

# The versions that README.md names.
CLIENTS = (
    "apache-libcloud==3.9.1",
    "certbot-dns-ovh==5.8.0",
    "dns-lexicon==3.25.2",
    "octodns-ovh==1.2.0",
    "ovh==1.2.0",
    "python-hcl2==8.1.4",  # reads what is written for Terraform
    "tabulate",  # an example of python-ovh's README prints with it
)
_TIMEOUT = 240
"""Seconds for all of them."""
# What pip says when it can't get at its index.
_NO_NETWORK = re.compile(
    r"(NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|Max retries exceeded"
    r"|Temporary failure in name resolution|No matching distribution found)"
)


def python(config: pytest.Config, *, fetch: bool) -> Path:
    """The interpreter that has them; the test is skipped where they can't be had, or aren't there
    and are not to be fetched.
    """
    made = hashlib.sha256(repr((CLIENTS, sys.version_info[:2])).encode()).hexdigest()[:16]
    base = place(config, "clients")
    base.mkdir(mode=0o700, exist_ok=True)
    home = base / made
    program = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    # Of several processes the first installs them, the others wait.
    with one_at_a_time(base / "lock"):
        if not (home / "whole").is_file():
            if not fetch:
                pytest.skip("the clients are not there yet; --whole fetches them, once")
            _install(home, program)
    return program


def _install(home: Path, program: Path) -> None:
    made = _run([sys.executable, "-m", "venv", "--clear", str(home)])
    if made.returncode:
        pytest.skip(f"no virtual environment can be made: {_last(made)}")
    options = ["-q", "--disable-pip-version-check", "--no-input", "--retries=1"]
    done = _run([str(program), "-m", "pip", "install", *options, *CLIENTS])
    if done.returncode and (reason := _NO_NETWORK.search(done.stderr)):
        pytest.skip(f"pip can't get the clients: {reason[1]}")
    assert done.returncode == 0, done.stderr
    (home / "whole").touch()


def _run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT)
    except subprocess.TimeoutExpired:
        pytest.skip(f"{' '.join(command[:3])} took more than {_TIMEOUT} seconds")


def _last(done: "subprocess.CompletedProcess[str]") -> str:
    return (done.stderr or done.stdout).strip().splitlines()[-1:][0]
