"""A server that records, and one interpreter for each language that is run."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ovh_explorer.sandbox.tls import CertificateError, make_certificate
from tests.npm import modules

from .recorder import Recorder, recording
from .running import DOUBLE, Run, interpreter


@pytest.fixture(scope="session")
def server() -> Iterator[Recorder]:
    with recording() as recorder:
        yield recorder


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def recorder(server: Recorder) -> Recorder:
    server.forget()
    return server


@pytest.fixture(scope="session")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Recorder, Path]]:
    """A recorder over TLS: node-ovh speaks nothing else. With the certificate it is to trust."""
    try:
        certificate = make_certificate(tmp_path_factory.mktemp("tls"))
    except CertificateError as error:
        pytest.skip(str(error))
    with recording(certificate) as recorder:
        yield recorder, certificate.certificate


@pytest.fixture(scope="session")
def node(secure: tuple[Recorder, Path], pytestconfig: pytest.Config) -> Iterator[Run]:
    """One Node.js for all scripts."""
    home = modules(pytestconfig).parent
    environ = {**os.environ, "NODE_EXTRA_CA_CERTS": str(secure[1]), "NODE_NO_WARNINGS": "1"}
    with interpreter(["node", str(DOUBLE / "run.js"), str(home)], env=environ) as run:
        yield run


@pytest.fixture(scope="session")
def perl() -> Iterator[Run]:
    """One Perl for all scripts."""
    with interpreter(["perl", f"-I{DOUBLE / 'perl'}", str(DOUBLE / "run.pl")]) as run:
        yield run


@pytest.fixture(scope="session")
def php(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """One PHP for all scripts."""
    home = tmp_path_factory.mktemp("php")
    (home / "vendor").mkdir()
    shutil.copy(DOUBLE / "api.php", home / "vendor" / "autoload.php")
    # Each script requires it again; a class is declared once.
    loaded = (home / "vendor" / "autoload.php").rename(home / "vendor" / "api.php")
    (home / "vendor" / "autoload.php").write_text(
        f"<?php require_once __DIR__ . '/{loaded.name}';\n"
    )
    shutil.copy(DOUBLE / "run.php", home / "run.php")
    with interpreter(["php", "-n", str(home / "run.php")], stderr=subprocess.STDOUT) as run:
        yield run
