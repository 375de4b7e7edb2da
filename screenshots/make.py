"""Makes the pictures of the README from the running demo: ``python screenshots/make.py``, those of
the French one with ``fr`` behind it.

The sandbox, the query ids and the time a call took are the same each time, so a picture changes
only when the screen does.
"""

import asyncio
import dataclasses
import re
import sys
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from ovh_explorer.call import Call
from ovh_explorer.client.response import Response
from ovh_explorer.sandbox.process import SandboxProcess
from ovh_explorer.translation import language, set_language
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.workspace.workspace import Workspace

HERE = Path(__file__).parent
RECORD = "POST /domain/zone/{zoneName}/record"
# Enter goes from the type to the target, which is required; the others are optional.
FILLED = (
    *("example.com", "tab", "down", "enter", "192.0.2.1"),
    *("shift+tab", "www", "tab", "tab", "3600"),
)
# What the question says, in each language.
ADD_RECORD = {"en": "Add a record to", "fr": "Ajouter un enregistrement"}
WHOLE_KEYS = {
    "tab",
    "shift+tab",
    "down",
    "up",
    "enter",
    "escape",
    "ctrl+r",
    "ctrl+f",
    "left_square_bracket",
    "right_square_bracket",
}


class Demo(Workspace):
    """The demo, its calls always as fast."""

    async def send(self, call: Call, progress: object = None) -> Response:
        response = await super().send(call)
        headers = tuple(
            (
                name,
                "EU.ext-3.0a1b2c3d.1.e5f60718-92a3-4b4c-5d6e-7f8091a2b3c4"
                if name.lower() == "x-ovh-queryid"
                else value,
            )
            for name, value in response.headers
        )
        return dataclasses.replace(response, elapsed=0.182, headers=headers)

    def url(self, call: Call) -> str:
        return f"http://127.0.0.1:8099/{'1.0' if call.branch == 'v1' else 'v2'}{call.target}"


async def press(pilot: Pilot[None], *words: str) -> None:
    """Press keys by name, and type other words; ``wait`` lets a question be painted before it is
    answered.
    """
    for word in words:
        if word == "wait":
            await pilot.pause(0.5)
            continue
        for key in [word] if word in WHOLE_KEYS or word.startswith("key:") else word:
            name = key.removeprefix("key:")
            character = name if len(name) == 1 else None
            driver = pilot.app._driver
            assert driver is not None
            driver.send_message(
                events.Key(_character_to_key(name) if character else name, character)
            )
            await pilot.pause()


def directory() -> Path:
    """Where the pictures of the language are."""
    return HERE if language() == "en" else HERE / language()


def is_wanted(name: str) -> bool:
    """Whether the README of the language shows a picture; in English all are made."""
    if language() == "en":
        return True
    readme = (HERE.parent / f"README.{language()}.md").read_text(encoding="utf-8")
    return bool(re.search(rf"\(screenshots/{language()}/{re.escape(name)}\.svg\)", readme))


async def picture(
    name: str, size: tuple[int, int], target: str, *words: str, theme: str = "", shows: str = ""
) -> None:
    """Run the demo, press keys, and keep what the screen shows.

    Raises:
        RuntimeError: it doesn't have the words that it `shows`: the keys do something else now.
    """
    if not is_wanted(name):
        return
    sandbox = SandboxProcess.begin()
    app = ExplorerApp(
        Demo(None, demo_url=await asyncio.to_thread(sandbox.wait_ready)), target, clock=lambda: 0.0
    )
    async with app.run_test(size=size) as pilot:
        if theme:
            app.theme = theme
        screen = next(screen for screen in app.screen_stack if isinstance(screen, MainScreen))
        for _ in range(500):
            await asyncio.sleep(0.02)
            counts = screen.workspace.store.counts() if screen.workspace.is_open else None
            fetched = counts is not None and 0 < counts.products == counts.fetched
            if (
                fetched
                and screen.workspace.account.who
                and not screen.header.note
                and screen.bench is not None
                and (screen.form is not None or not target)
            ):
                break
        await pilot.pause(0.3)
        await press(pilot, *words)
        await pilot.pause(0.6)
        drawn = app.export_screenshot(title="ovh-explorer")
        if shows.replace(" ", "&#160;") not in drawn:
            raise RuntimeError(f"{name} does not show {shows!r}")
        directory().mkdir(exist_ok=True)
        (directory() / f"{name}.svg").write_text(drawn)
        print(name)
    await asyncio.to_thread(sandbox.stop)


async def main() -> None:
    await picture(
        "try-160x48", (160, 48), RECORD, *FILLED, "ctrl+r", "wait", "key:y", shows="200 OK"
    )
    await picture(
        "confirm-160x48", (160, 48), RECORD, *FILLED, "ctrl+r", shows=ADD_RECORD[language()]
    )
    await picture(
        "python-160x48",
        (160, 48),
        RECORD,
        *(*FILLED, "escape", "key:f7", "key:]", "key:]", "key:]"),
        shows="pip install ovh",
    )
    await picture("form-80x24", (80, 24), RECORD, "example.com", "tab", "down")
    nested = ("enter", "urn:v1:eu:identity:account:xx1111-ovh", "escape", "key:f2", "key:home")
    await picture(
        "nested-160x48",
        (160, 48),
        "POST /v2/iam/policy",
        *nested,
        "down",
        "key:right",
        "down",
        "down",
    )
    found = ("escape", "key:ctrl+n", "key:ctrl+n", "key:/", "match", "enter")
    await picture("schema-160x48", (160, 48), "POST /v2/iam/policy", *found)
    await picture("search-160x48", (160, 48), "", "ctrl+f", "dns record create")
    await picture("rights-80x24", (80, 24), "GET /domain/zone", "escape", "key:S", "down", "enter")
    await picture("keys-160x48", (160, 48), "", "key:K")
    await picture("start-80x24", (80, 24), "", "key:2")
    table = ("escape", "ctrl+r", "key:3", "key:t", "key:0", "key:l", "key:s", "key:j")
    await picture("table-160x48", (160, 48), "GET /v2/iam/policy", *table)
    await picture(
        "light-160x48", (160, 48), "GET /v2/iam/policy", "escape", "ctrl+r", theme="ovh-light"
    )


if __name__ == "__main__":
    set_language(next(iter(sys.argv[1:]), "en"))
    asyncio.run(main())
