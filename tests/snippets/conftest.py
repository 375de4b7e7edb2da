"""A server that records, and one interpreter or compiler for each language that is run."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ovh_explorer.sandbox.tls import CertificateError, make_certificate
from tests.fetched import place
from tests.npm import modules, typescript

from .java import Java, java_running
from .recorder import Recorder, recording
from .running import DOUBLE, Arguments, Run, interpreter


@pytest.fixture(scope="session")
def server() -> Iterator[Recorder]:
    with recording() as recorder:
        yield recorder


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture(scope="session", autouse=True)
def what_go_compiles_is_kept(pytestconfig: pytest.Config) -> Iterator[None]:
    """For all tests and all processes of them: to compile the standard library takes longer than
    all that tests write.
    """
    with pytest.MonkeyPatch.context() as patch:
        if not os.environ.get("GOCACHE"):
            patch.setenv("GOCACHE", str(place(pytestconfig, "go")))
        yield


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
def node_programs() -> Iterator[Run]:
    """One Node.js for all files that run as programs; how Node.js itself starts and ends is for
    others.
    """
    with interpreter(["node", str(DOUBLE / "end.js")]) as run:
        yield run


@pytest.fixture(scope="session")
def java(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Java]:
    """One Java for all classes."""
    with java_running(tmp_path_factory.mktemp("java")) as running:
        yield running


@pytest.fixture(scope="session")
def tsc(pytestconfig: pytest.Config) -> Iterator[Run]:
    """One compiler of TypeScript for all scripts."""
    program = str(DOUBLE / "compile_typescript.js")
    with interpreter(["node", program, str(typescript(pytestconfig))]) as run:
        yield run


@pytest.fixture
def as_javascript(tsc: Run) -> Arguments:
    """Makes of a file of TypeScript what Node.js runs: the same as ``typescript.js`` does, which
    takes longest to load TypeScript.
    """

    def written(file: Path) -> list[str]:
        code = tsc(json.dumps({"code": file.read_text(encoding="utf-8")}))["code"]
        (made := file.with_suffix(".js")).write_text(code, encoding="utf-8")
        return [str(made)]

    return written


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
