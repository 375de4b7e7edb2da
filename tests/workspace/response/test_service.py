"""Large responses are read by another process; what it is asked is what small ones are asked at once."""

import asyncio
import json
import os
import signal
import stat

import pytest

from ovh_explorer.workspace.response.filter import FilterError
from ovh_explorer.workspace.response.json_path import Step
from ovh_explorer.workspace.response.service import ReadError, ResponseService

VALUE = {
    "items": [{"id": n, "name": f"name-{n}", "tags": ["a", {"deep": [n]}]} for n in range(20_000)],
    "end": True,
}
LARGE = json.dumps(VALUE).encode()


@pytest.fixture
async def reader():
    reader = ResponseService()
    yield reader
    await reader.close()


@pytest.fixture
async def large(reader):
    return await reader.format(LARGE, "application/json")


async def test_a_large_answer_is_laid_out_as_a_small_one(reader, large):
    told = []
    again = await reader.format(LARGE, "application/json", progress=told.append)
    assert json.loads(again.text[:]) == VALUE
    assert (again.height, again.width, again.language, again.note) == (
        large.height,
        large.width,
        "json",
        "",
    )
    assert told == sorted(told)
    assert told[-1] == 1.0


async def test_questions_about_a_large_answer(reader, large, monkeypatch):
    monkeypatch.setattr("ovh_explorer.workspace.response.service._MAX_NEAR_BYTES", 100)
    last = large.height - 3
    assert await reader.closing_line(large, 1) == last
    assert await reader.parent_line(large, last - 1) == 1
    from ovh_explorer.workspace.response.json_path import parse_path, path_text

    line = await reader.line_of(large, parse_path("items[19999].tags[1].deep"))
    assert path_text(await reader.path(large, line)) == "items[19999].tags[1].deep"
    assert json.loads(await reader.subtree(large, line)) == [19999]
    assert await reader.line_of(large, parse_path("items[20000]")) is None
    assert len(await reader.foldable(large, 2)) == 3 * 20_000
    assert len(await reader.find(large, "NAME-1999")) == 11
    assert list(await reader.find(large, "")) == []


async def test_a_filter_on_a_large_answer(reader):
    text = await reader.format(LARGE, "application/json", expression="items[-1].name")
    assert text.text[:] == b'"name-19999"'
    with pytest.raises(FilterError, match="The JMESPath expression is not"):
        await reader.format(LARGE, "application/json", expression="items[")


async def test_a_large_text_that_is_no_json(reader):
    text = await reader.format(b"x" * 300_000 + b"\r\nend", "text/plain")
    assert text.height == 151
    assert text.line(0) == "x" * 2000
    assert text.line(150) == "end"


async def test_a_large_answer_as_it_was_received(reader):
    text = await reader.format(LARGE, "application/json", raw=True, width=100)
    assert text.text[:] == LARGE
    assert "".join(text.line(index) for index in range(text.height)) == LARGE.decode()
    assert text.width == 100


async def test_a_large_list_as_a_table(reader, large):
    told = []
    table = await reader.table(large, 5, told.append)
    assert [column.title for column in table.columns] == ["id", "name", "tags"]
    assert table.height == 20_000
    assert table.cells(7, table.columns) == ["7", "name-7", '["a", {"deep": [7]}]']
    assert large.line(table.line(7)) == "    {"
    order = await reader.sort(table, table.columns[1], descending=True)
    assert [table.cells(item, table.columns[1:2]) for item in order[:2]] == [
        ["name-19999"],
        ["name-19998"],
    ]
    assert list(await reader.find_rows(table, table.columns, order, "NAME-19998")) == [1]
    assert list(await reader.find_rows(table, table.columns[:1], None, "9998")) == [9998, 19998]
    assert list(await reader.find_rows(table, table.columns, None, "tags")) == []
    path = await reader.csv(table, table.columns[:2], order)
    lines = path.read_bytes().split(b"\r\n")
    assert (lines[:2], len(lines)) == ([b"id,name", b"19999,name-19999"], 20_002)
    path.unlink()
    assert told == sorted(told)
    assert await reader.table(await reader.format(b"[" + b"1," * 200_000 + b"1]"), 0) is None
    assert len(list(reader.client.directory.iterdir())) == 3
    del table
    assert len(list(reader.client.directory.iterdir())) == 2


async def test_the_values_of_a_large_list(reader):
    text = await reader.format(
        json.dumps([{"id": n} for n in range(30_000)]).encode(), "application/json"
    )
    values = await reader.values(text, "id")
    assert (len(values), values[-1]) == (30_000, "29999")


async def test_large_answers_are_compared(reader):
    changes = await reader.compare(LARGE, LARGE.replace(b"name-77", b"named-77", 1))
    assert [(item.kind, item.path, item.after) for item in changes] == [
        ("changed", "items[id=77].name", "named-77")
    ]
    (change,) = await reader.compare(b"1", LARGE)
    assert change.after == "(1.4 MB of JSON)"
    with pytest.raises(ReadError, match="is not JSON"):
        await reader.compare(b"<", b"1")


async def test_its_files_are_for_the_user_alone_and_go(reader, large):
    directory = reader.client.directory
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert sorted(path.suffix for path in directory.iterdir()) == [".index", ".text"]
    other = await reader.format(LARGE, "application/json")
    del other
    assert len(list(directory.iterdir())) == 2
    await reader.close()
    assert not directory.exists()
    # What is mapped can be read on.
    assert large.line(0) == "{"


async def test_who_gives_up_waiting_ends_the_work_and_the_next_is_done(reader):
    await reader.prepare()
    task = asyncio.create_task(reader.format(LARGE * 1 + b" " * 20_000_000, "application/json"))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    text = await reader.format(LARGE, "application/json")
    assert json.loads(text.text[:]) == VALUE


async def test_a_process_that_dies_is_said_to_have_and_begins_anew(reader, large):
    reader.client.process.kill()
    with pytest.raises(ReadError, match="ended"):
        await reader.find(large, "name")
    assert len(await reader.find(large, "name-19999")) == 1


async def test_several_ask_at_once(reader, large):
    counts = await asyncio.gather(*(reader.find(large, f"name-{n}00") for n in range(1, 9)))
    assert all(len(found) for found in counts)


async def test_names_of_any_length_get_through(reader):
    names = [f"{number}-{'x' * 2000}" for number in range(60)]
    items = [{name: number for number, name in enumerate(names)}] * 3
    text = await reader.format(json.dumps(items).encode(), "application/json")
    assert text.name, "it is large"
    table = await reader.table(text, 1)
    assert [column.title for column in table.columns] == names


async def test_half_a_character_is_in_nothing(reader, large):
    assert list(await reader.find(large, "\ud800")) == []
    assert await reader.line_of(large, [Step("\ud800")]) is None


async def test_a_reply_that_is_too_long_is_said_and_the_next_is_read(reader, monkeypatch):
    monkeypatch.setattr("ovh_explorer.workspace.response.worker_client.MAX_REPLY_BYTES", 2_000)
    text = await reader.format(json.dumps([{"n" * 5_000: "y" * 900_000}]).encode())
    with pytest.raises(ReadError, match="more than 2,000 bytes"):
        await asyncio.wait_for(reader.table(text, 0), 30)
    again = await reader.format(LARGE, "application/json")
    assert json.loads(again.text[:]) == VALUE


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="nothing stops a process there")
async def test_a_process_that_is_stopped_is_ended_and_begins_anew(reader, large, monkeypatch):
    """A short piece of work isn't ended by the next one: it would be waited for without end."""
    client = "ovh_explorer.workspace.response.worker_client"
    monkeypatch.setattr(f"{client}.LOOK_SECONDS", 0.1)
    monkeypatch.setattr("ovh_explorer.workspace.response.service._MAX_NEAR_BYTES", 100)
    process = reader.client.process
    os.kill(process.pid, signal.SIGSTOP)
    with pytest.raises(ReadError, match="stopped by another program"):
        await asyncio.wait_for(reader.closing_line(large, 1), 30)
    assert await reader.closing_line(large, 1) == large.height - 3
    assert await process.wait() == -signal.SIGKILL


async def test_half_a_reply_of_a_killed_process_is_not_taken_for_a_long_one(reader):
    await reader.prepare()
    process = reader.client.process
    job = asyncio.create_task(reader.format(LARGE, "application/json"))
    while not reader.client._pending:
        await asyncio.sleep(0)
    process.stdout.feed_data(b'{"type":"Done","number":')
    process.kill()
    with pytest.raises(ReadError, match="out of memory"):
        await asyncio.wait_for(job, 30)
