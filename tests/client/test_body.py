"""Bodies as they come in: small ones in memory, large ones in a file of the user's alone."""

import asyncio
import gc
import stat
import tempfile
import threading
import tracemalloc
from pathlib import Path

import pytest

from ovh_explorer.client import body as module
from ovh_explorer.client.body import BodyError, BodyWriter, StoredBody

from .server import until


def is_gone(path: Path) -> bool:
    """Whether a file is not there, or nothing is in a directory, once nobody knows of it any more."""
    gc.collect()
    return not list(path.iterdir()) if path.is_dir() else not path.exists()


@pytest.fixture(autouse=True)
def small_sizes(monkeypatch, tmp_path):
    """A thousand bytes are large, and files are where one sees them."""
    monkeypatch.setattr(module, "_MAX_MEMORY_BYTES", 1000)
    monkeypatch.setattr(module, "_BLOCK_BYTES", 300)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


async def written(pieces) -> bytes | StoredBody:
    writer = BodyWriter()
    for piece in pieces:
        await writer.add(piece)
    return await writer.finish()


async def test_a_small_body_is_bytes(tmp_path):
    assert await written([b"a" * 400, b"", b"b" * 600]) == b"a" * 400 + b"b" * 600
    assert await written([]) == b""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [1, 7, 250, 999, 5000])
async def test_a_large_body_is_a_file_which_goes_with_it(tmp_path, size):
    whole = bytes(n % 251 for n in range(5000))
    body = await written([whole[at : at + size] for at in range(0, len(whole), size)])
    assert isinstance(body, StoredBody)
    assert (body.size, body.read(), body.read(10)) == (5000, whole, whole[:10])
    (directory,) = tmp_path.iterdir()
    (file,) = directory.iterdir()
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    del body
    # A thread that wrote it may still be about to let go of it.
    await until(lambda: is_gone(tmp_path))


async def test_what_is_not_wanted_leaves_nothing(tmp_path):
    writer = BodyWriter()
    for _ in range(5):
        await writer.add(b"x" * 500)
    assert len(list(tmp_path.iterdir())) == 1
    writer.discard()
    assert list(tmp_path.iterdir()) == []
    writer.discard()


async def test_what_is_cancelled_while_its_file_is_made_leaves_nothing(tmp_path, monkeypatch):
    """A thread that is under way can't be cancelled: it makes its file after nobody wants that any
    more.
    """
    made, go_on = threading.Event(), threading.Event()
    make = tempfile.mkdtemp

    def slowly(**more):
        made.set()
        go_on.wait(10)
        return make(**more)

    monkeypatch.setattr(tempfile, "mkdtemp", slowly)
    writer = BodyWriter()
    adding = asyncio.create_task(writer.add(b"x" * 2000))
    await asyncio.to_thread(made.wait, 10)
    adding.cancel()
    await asyncio.gather(adding, return_exceptions=True)
    writer.discard()
    go_on.set()
    async with asyncio.timeout(10):
        # The file goes first, then its directory.
        while not writer._path.name or list(tmp_path.iterdir()):
            await asyncio.sleep(0.001)


async def test_a_body_of_single_bytes_takes_its_size(monkeypatch):
    """Not a list of them: each would take forty times its size."""
    monkeypatch.setattr(module, "_MAX_MEMORY_BYTES", 1 << 30)
    writer = BodyWriter()
    tracemalloc.start()
    for number in range(40_000):
        await writer.add(b"%02d" % (number % 100))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert writer.size == 80_000
    assert peak < 10 * 80_000


async def test_a_full_disk_is_said_in_words(monkeypatch):
    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    with pytest.raises(BodyError, match="No space left on device"):
        await written([b"x" * 2000])


async def test_a_large_answer_of_the_sandbox(tmp_path, monkeypatch):
    """Over a socket: kept in a file, told as it comes, thrown away when nobody waits any more."""
    from ovh_explorer.call import Call
    from ovh_explorer.client import Session
    from ovh_explorer.client.errors import ResponseLost
    from ovh_explorer.config import find_endpoint
    from tests.sandboxes import running

    url = running()[1]
    call = Call(
        "v1", "GET", "/auth/time", headers=(("X-Sandbox-Fault", "large=3"),), authenticated=False
    )
    async with Session(find_endpoint(url), None) as session:
        told = []
        response = await session.send(
            call, progress=lambda at: told.append((at.received, at.total))
        )
        assert response.stored is not None
        assert response.content == b""
        assert response.size == told[-1][0] >= 3_000_000
        assert told == sorted(told)
        assert len(response.json()) > 0
        assert response.error is None
        path = response.stored.path
        assert path.parent.parent == Path(tmp_path)
        del response
        await until(lambda: is_gone(path))
        task = asyncio.create_task(session.send(call))
        while not list(tmp_path.iterdir()) and not task.done():
            await asyncio.sleep(0.001)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        del task
        await until(lambda: is_gone(tmp_path))

        def full(*_args, **_more):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(tempfile, "mkdtemp", full)
        with pytest.raises(
            ResponseLost, match="could not be kept: No space left on device"
        ) as lost:
            await session.send(call)
        assert lost.value.maybe_sent
