"""Programs that others wrote in Python, fetched once with pip, their source as it is: clients of the
API, and what runs or reads the code of calls.
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import one_at_a_time
from tests.fetched import place

__all__ = ["ansible", "powershell_parser", "python"]

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
ANSIBLE = ("ansible-core==2.19.14", "ansible-lint==26.10.1", "yamllint==1.38.0")
POWERSHELL = ("tree-sitter==0.26.1", "tree-sitter-powershell==0.26.4")
_TIMEOUT = 240
"""Seconds for all of one."""
# What pip says when it can't get at its index.
_NO_NETWORK = re.compile(
    r"(NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|Max retries exceeded"
    r"|Temporary failure in name resolution|No matching distribution found)"
)


def python(config: pytest.Config, *, fetch: bool) -> Path:
    """The interpreter that has the clients; the test is skipped where they can't be had, or aren't
    there and are not to be fetched.
    """
    return _environment(config, "clients", CLIENTS, fetch=fetch)


def ansible(config: pytest.Config, *, fetch: bool) -> Path:
    """Likewise, with Ansible and its linters."""
    return _environment(config, "ansible", ANSIBLE, fetch=fetch)


def powershell_parser(config: pytest.Config, *, fetch: bool) -> Path:
    """Likewise, with what parses PowerShell."""
    return _environment(config, "powershell", POWERSHELL, fetch=fetch)


def _environment(
    config: pytest.Config, name: str, packages: tuple[str, ...], *, fetch: bool
) -> Path:
    made = hashlib.sha256(repr((packages, sys.version_info[:2])).encode()).hexdigest()[:16]
    base = place(config, name)
    base.mkdir(mode=0o700, exist_ok=True)
    home = base / made
    program = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    # Of several processes the first installs them, the others wait.
    with one_at_a_time(base / "lock"):
        if not (home / "whole").is_file():
            if not fetch:
                pytest.skip(f"{packages[0]} is not there yet; --whole fetches it, once")
            _install(home, program, packages)
    return program


def _install(home: Path, program: Path, packages: tuple[str, ...]) -> None:
    # With the pip that is here: to put one into each environment takes as long as all else. What is
    # imported is compiled when it is, a tenth of what is installed.
    made = _run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(home)])
    if made.returncode:
        pytest.skip(f"no virtual environment can be made: {_last(made)}")
    pip = [sys.executable, "-m", "pip", "--python", str(program), "install", "--no-compile"]
    options = ["-q", "--disable-pip-version-check", "--no-input", "--retries=1"]
    done = _run([*pip, *options, *packages])
    if done.returncode and (reason := _NO_NETWORK.search(done.stderr)):
        pytest.skip(f"pip can't get {packages[0]}: {reason[1]}")
    assert done.returncode == 0, done.stderr
    (home / "whole").touch()


def _run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT)
    except subprocess.TimeoutExpired:
        pytest.skip(f"{' '.join(command[:3])} took more than {_TIMEOUT} seconds")


def _last(done: "subprocess.CompletedProcess[str]") -> str:
    return (done.stderr or done.stdout).strip().splitlines()[-1:][0]
