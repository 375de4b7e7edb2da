"""The two lines above a response: how a request goes, and what came of it."""

from rich.text import Text

from ovh_explorer.text import printable
from ovh_explorer.tui.answers import Answered
from ovh_explorer.workspace.reading.layout import human_size

__all__ = ["answer_text", "sending_text"]

_TURNS = "◐◓◑◒"


def sending_text(method: str, seconds: float, received: int, part: float | None) -> Text:
    """A request that is on its way, or its answer being laid out, of which `part` is done."""
    turn = _TURNS[int(seconds * 5) % 4]
    size = f"  {human_size(received)}" if received else ""
    if part is not None:
        return Text(f"{turn} laying out{size}… {part * 100:.0f} %  esc cancels", "bold")
    return Text(f"{turn} {method}… {seconds:.1f} s{size}  esc cancels", "bold")


def answer_text(found: Answered, going_on: str, place: str) -> Text:
    """Status, time and size of an answer; below them what goes on, where one is in it, what follows, or its id."""
    response = found.response
    text = Text()
    text.append(f" {response.status} {printable(response.reason)} ", f"bold white on {_colour(response.status)}")
    text.append(f"  {response.elapsed * 1000:.0f} ms  {human_size(response.size)}", "bold")
    if found.expression:
        text.append(f"  filtered: {printable(found.expression)}", "italic")
    elif found.note:
        text.append(f"  {printable(found.note)}", "italic")
    if going_on:
        text.append(f"\n{printable(going_on)}", "bold")
    elif place:
        text.append(f"\n{printable(place)}", "dim")
    elif found.steps:
        text.append(f"\n> {printable(found.steps[0].title)}", "bold")
    elif response.query_id:
        text.append(f"\nquery id {printable(response.query_id)}", "dim")
    return text


def _colour(status: int) -> str:
    return "dark_green" if status < 300 else "orange4" if status < 400 else "dark_red"
