"""node-ovh, the official wrapper for Node.js, prettier and eslint: fetched once with npm."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests import fetched

__all__ = ["eslint", "installed", "modules", "prettier", "typescript"]

VERSION = "3.0.0"
_PRETTIER = "3.6.2"
_ESLINT = "9.39.1"
_TYPESCRIPT = "5.9.3"
# The types of the oldest Node.js that tests run with.
_NODE_TYPES = "20.19.25"
_AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
# What npm says when it can't get at its registry.
_NO_NETWORK = re.compile(
    r"code (\w*CERT\w*|ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|E403|E5..)"
)


def modules(config: pytest.Config) -> Path:
    """The directory that node-ovh is installed in; the test is skipped where it can't be."""
    return installed(config, f"@ovhcloud/node-ovh@{VERSION}", VERSION)


def prettier(config: pytest.Config) -> Path:
    """The program that formats JavaScript; the test is skipped where it can't be installed."""
    place = installed(config, f"prettier@{_PRETTIER}", f"prettier-{_PRETTIER}")
    return place / "prettier" / "bin" / "prettier.cjs"


def eslint(config: pytest.Config) -> tuple[Path, Path]:
    """The program that finds faults in JavaScript, and the rules that it recommends; the test is
    skipped where they can't be installed.
    """
    place = installed(config, f"eslint@{_ESLINT}", f"eslint-{_ESLINT}")
    return place / "eslint" / "bin" / "eslint.js", place / "@eslint" / "js"


def typescript(config: pytest.Config) -> Path:
    """The directory of the modules of TypeScript and of the types of Node.js; the test is skipped
    where they can't be installed.
    """
    packages = f"typescript@{_TYPESCRIPT} @types/node@{_NODE_TYPES}"
    return installed(config, packages, f"typescript-{_TYPESCRIPT}")


def installed(config: pytest.Config, package: str, name: str, *, timeout: int = 60) -> Path:
    """The directory of the modules of a package and its version; the test is skipped where it can't
    be installed.

    Args:
        package: several are parted by blanks.
        name: of the directory that it is kept in.
        timeout: seconds for all of it.
    """
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not found")
    base = fetched.place(config, "node-ovh")
    place = base / name
    if not (place / "node_modules").is_dir():
        base.mkdir(mode=0o700, exist_ok=True)
        _install(base, place, package, timeout)
    return place / "node_modules"


def _install(base: Path, place: Path, package: str, timeout: int) -> None:
    # Whoever is first of several processes moves theirs in place; the others' are the same.
    with tempfile.TemporaryDirectory(dir=base) as made:
        options = [
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--fetch-retries=1",
            f"--fetch-timeout={max(20, timeout // 2)}000",
        ]
        command = ["npm", "install", "--prefix", made, *options, *package.split()]
        environ = dict(os.environ)
        if (
            _AUTHORITIES.is_file()
        ):  # Node.js knows its own alone; behind a company's proxy others are needed
            environ.setdefault("NODE_EXTRA_CA_CERTS", str(_AUTHORITIES))
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=timeout, env=environ
            )
        except subprocess.TimeoutExpired:
            pytest.skip(f"npm didn't get a response of its registry within {timeout} seconds")
        if done.returncode and (reason := _NO_NETWORK.search(done.stderr)):
            pytest.skip(f"npm can't reach its registry: {reason[1]}")
        assert done.returncode == 0, done.stderr
        if not place.is_dir():
            Path(made).rename(place)
            Path(made).mkdir()
