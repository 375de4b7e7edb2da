"""A process that has imported the program, and forks for each command: for tests that start dozens.

``ovh-explorer`` takes a third of a second of a core, nearly all of it for its imports. Here they are
done once. Each command is a process of its own all the same, with the streams, the directory and the
environment of who starts it; how the program itself starts is for other tests.
"""

import atexit
import gc
import importlib
import importlib.util
import os
import runpy
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from functools import cache
from pathlib import Path

__all__ = ["command_directory"]

# What hands its streams to the server, and ends as the command does.
_CLIENT = """\
#!{python} -IS
import _socket, posix, sys
server = _socket.socket(_socket.AF_UNIX)
server.connect({address!r})
streams = b"".join(number.to_bytes(4, sys.byteorder) for number in range(3))
server.sendmsg([b"."], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)])
words = [{name!r}, *sys.argv[1:]]
words = [word.encode(sys.getfilesystemencoding(), "surrogateescape") for word in words]
variables = [name + b"=" + value for name, value in posix.environ.items()]
server.sendall(b"\\0".join([b"%d" % len(words), *words, posix.getcwdb(), *variables]))
server.shutdown(_socket.SHUT_WR)
code = server.recv(1)
sys.exit(code[0] if code else 1)
"""

# What `try`, completion and code for Python import as they go.
_IMPORTED = (
    "anyio._backends._asyncio",
    "concurrent.futures.thread",
    "h11",
    "httpcore",
    "importlib.resources",
    "jmespath",
    "msgspec.json",
    "ovh_explorer.catalog.document_changes",
    "ovh_explorer.catalog.request_parts",
    "ovh_explorer.catalog.sections",
    "ovh_explorer.catalog.writer",
    "ovh_explorer.cli.calls",
    "ovh_explorer.cli.completion.complete",
    "ovh_explorer.cli.environment_values",
    "ovh_explorer.cli.exchange",
    "ovh_explorer.cli.lists",
    "ovh_explorer.cli.options",
    "ovh_explorer.cli.request",
    "ovh_explorer.cli.result",
    "ovh_explorer.cli.try_options",
    "ovh_explorer.cli.until",
    "ovh_explorer.client.error_messages",
    "ovh_explorer.client.transport",
    "ovh_explorer.config.findings",
    "ovh_explorer.form.draft",
    "ovh_explorer.workspace.calls.prices",
    "ovh_explorer.workspace.calls.sender",
    "ovh_explorer.workspace.response.service",
    "ovh_explorer.workspace.storage.drafts",
    "ovh_explorer.workspace.sync.catalog",
    "ovh_explorer.workspace.workspace",
    "ovh.client",
    "platformdirs.unix",
)


@cache
def command_directory() -> Path:
    """A directory with a command ``ovh-explorer``, and a ``python`` that runs a file; their server
    ends with this process. Elsewhere than on Linux, where libraries of the system mind a fork, they
    are the program and Python themselves.
    """
    if sys.platform != "linux":
        return Path(sys.executable).parent
    place = Path(tempfile.mkdtemp(prefix="ovh-explorer-fork-"))
    address = str(place / "socket")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.fork_server", address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    )
    assert process.stdin is not None
    assert process.stdout is not None
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    atexit.register(process.communicate)
    assert process.stdout.readline() == b"ready\n"
    (directory := place / "bin").mkdir()
    for name in ("ovh-explorer", "python"):
        code = _CLIENT.format(python=sys.executable, address=address, name=name)
        (directory / name).write_text(code, encoding="utf-8")
        (directory / name).chmod(0o700)
    return directory


def _serve(address: str) -> None:
    """Fork for each connection until standard input ends."""
    for module in _IMPORTED:
        importlib.import_module(module)
    if importlib.util.find_spec("sniffio") is None:
        # httpcore looks for it several times a request, through all directories where it isn't.
        sys.modules["sniffio"] = None
    with socket.socket(socket.AF_UNIX) as server, selectors.DefaultSelector() as selector:
        server.bind(address)
        server.listen(16)
        selector.register(server, selectors.EVENT_READ)
        selector.register(sys.stdin, selectors.EVENT_READ)
        gc.freeze()
        print("ready", flush=True)
        while True:
            ready = [key.fileobj for key, _ in selector.select()]
            if sys.stdin in ready:
                return
            connection, _ = server.accept()
            if os.fork() == 0:
                server.close()
                selector.close()
                _run(connection)
            connection.close()
            _reap()


def _reap() -> None:
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                return
        except ChildProcessError:
            return


def _run(connection: socket.socket) -> None:
    """Be the command that is asked for, to the end of this process."""
    _, streams, _, _ = socket.recv_fds(connection, 1, 3)
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    # Nothing that a process is given holds a NUL. The client imports next to nothing: it runs often.
    count, *given = b"".join(parts).split(b"\0")
    words, directory, variables = given[: int(count)], given[int(count)], given[int(count) + 1 :]
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(directory)
    os.environ.clear()
    for name, _, value in (variable.partition(b"=") for variable in variables):
        os.environb[name] = value
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = [os.fsdecode(word) for word in words]
    code = 1
    try:
        code = _run_file() if sys.argv[0] == "python" else _run_command()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        connection.sendall(bytes([code & 255]))
        os._exit(code)


def _run_command() -> int:
    from ovh_explorer.cli import main

    return main()


def _run_file() -> int:
    """Run a file of Python as Python does, with its directory as the first to import from."""
    del sys.argv[0]
    sys.path.insert(0, str(Path(sys.argv[0]).parent))
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return end.code or 0
    except Exception:  # noqa: BLE001 - Python ends so too
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    _serve(sys.argv[1])
