"""Large answers are read by another process; what it is asked is what small ones are asked at once."""

import asyncio
import json
import stat

import pytest

from ovh_explorer.workspace.reading.filtering import FilterError
from ovh_explorer.workspace.reading.reader import Reader, ReadError

VALUE = {"items": [{"id": n, "name": f"name-{n}", "tags": ["a", {"deep": [n]}]} for n in range(20_000)], "end": True}
LARGE = json.dumps(VALUE).encode()


@pytest.fixture
async def reader():
    reader = Reader()
    yield reader
    await reader.close()


@pytest.fixture
async def large(reader):
    return await reader.lay_out(LARGE, "application/json")


async def test_a_large_answer_is_laid_out_as_a_small_one(reader, large):
    told = []
    again = await reader.lay_out(LARGE, "application/json", progress=told.append)
    assert json.loads(again.text[:]) == VALUE
    assert (again.height, again.width, again.language, again.note) == (large.height, large.width, "json", "")
    assert told == sorted(told)
    assert told[-1] == 1.0


async def test_questions_about_a_large_answer(reader, large, monkeypatch):
    monkeypatch.setattr("ovh_explorer.workspace.reading.reader._NEAR", 100)
    last = large.height - 3
    assert await reader.closing_line(large, 1) == last
    assert await reader.opening_line(large, last - 1) == 1
    from ovh_explorer.workspace.reading.structure import parse_path, path_text

    line = await reader.line_of(large, parse_path("items[19999].tags[1].deep"))
    assert path_text(await reader.path(large, line)) == "items[19999].tags[1].deep"
    assert json.loads(await reader.subtree(large, line)) == [19999]
    assert await reader.line_of(large, parse_path("items[20000]")) is None
    assert len(await reader.foldable(large, 2)) == 20_000
    assert len(await reader.find(large, "NAME-1999")) == 11
    assert list(await reader.find(large, "")) == []


async def test_a_filter_on_a_large_answer(reader):
    text = await reader.lay_out(LARGE, "application/json", expression="items[-1].name")
    assert text.text[:] == b'"name-19999"'
    with pytest.raises(FilterError, match="This is no JMESPath"):
        await reader.lay_out(LARGE, "application/json", expression="items[")


async def test_a_large_text_that_is_no_json(reader):
    text = await reader.lay_out(b"x" * 300_000 + b"\r\nend", "text/plain")
    assert text.height == 2
    assert text.line(1) == "end"


async def test_its_files_are_for_the_user_alone_and_go(reader, large):
    directory = reader._directory
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert sorted(path.suffix for path in directory.iterdir()) == [".index", ".text"]
    other = await reader.lay_out(LARGE, "application/json")
    del other
    assert len(list(directory.iterdir())) == 2
    await reader.close()
    assert not directory.exists()
    # What is mapped can be read on.
    assert large.line(0) == "{"


async def test_who_gives_up_waiting_ends_the_work_and_the_next_is_done(reader):
    await reader.prepare()
    task = asyncio.create_task(reader.lay_out(LARGE * 1 + b" " * 20_000_000, "application/json"))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    text = await reader.lay_out(LARGE, "application/json")
    assert json.loads(text.text[:]) == VALUE


async def test_a_process_that_dies_is_said_to_have_and_begins_anew(reader, large):
    reader._process.kill()
    with pytest.raises(ReadError, match="ended"):
        await reader.find(large, "name")
    assert len(await reader.find(large, "name-19999")) == 1


async def test_several_ask_at_once(reader, large):
    counts = await asyncio.gather(*(reader.find(large, f"name-{n}00") for n in range(1, 9)))
    assert all(len(found) for found in counts)
