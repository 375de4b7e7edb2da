"""What is so, worked out from the calls that were sent and the form that is open, not by the code
that paints; and whether what is painted is that.
"""

import itertools
import re

import msgspec
from rich.cells import cell_len

from ovh_explorer.call import Call, operation_title
from ovh_explorer.client.response import Response
from ovh_explorer.form import present_of
from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.text import printable
from ovh_explorer.tui.drawing.form_layout import edited_as, lay_out, shown_value
from ovh_explorer.tui.workbench.workbench import Workbench
from ovh_explorer.workspace.calls.call_difference import what_differs
from tests.tui.painted import PaintedResponse
from tests.tui.program_task import Program
from tests.tui.screen import Screen


def check_request(screen: Screen) -> None:
    """The form's title, its fields and TRY, where they are painted."""
    bench = screen.main.bench
    pane, view = bench.request, bench.request.view
    painted = screen.request
    if not painted.lines or not view.display:
        return
    form = bench.form
    operation = form.operation
    if view.scroll_offset.y == 0:
        assert painted.title == operation_title(
            operation.branch, operation.method, printable(operation.path)
        )
    width = view.scrollable_content_region.width
    plan = lay_out(
        form,
        max(20, width) - 1,
        body_mode=view.body_mode,
        missing=view.missing,
        restore=view.offer,
        allowed=view.may(form),
        titled=painted.is_titled,
        current=_offer_of_current(screen),
    )
    for line, text in zip(plan.lines[view.scroll_offset.y :], painted.lines, strict=False):
        if line.row is None:
            said = "".join(piece for _, piece in line.pieces)
            assert text.rstrip() == said[:width].rstrip()
            continue
        row = plan.rows[line.row]
        if row.kind in ("field", "key") and edited_as(row.field) == "line" and not pane.is_editing:
            # In few columns the beginning of a long one is short.
            assert shown_value(row.field)[1][:6] in text or "…" in text
        elif row.kind == "try":
            assert "TRY" in text


def _offer_of_current(screen: Screen) -> str:
    """What the form of a PUT offers while it doesn't say what is there now."""
    form, store = screen.main.bench.form, screen.main.workspace.store
    operation = form.operation
    changes = operation.method == "PUT" and operation.placed("body")
    reads = changes and store.operation(operation.branch, "GET", operation.path) is not None
    return "F2 shows the current values." if reads and present_of(form) is None else ""


def check_response(program: Program) -> None:
    """The tab that is open: code, the schema, or a response and what it belongs to."""
    bench = program.screen.main.bench
    painted = program.screen.response
    if not painted.said:
        return
    tab = bench.response.tab
    if tab in LANGUAGES:
        _check_code(bench, painted.lines)
    elif tab == "schema":
        words = painted.said[0].rpartition(" · ")[2].strip()
        whole = printable(f"What {bench.form.operation.title} returns")
        assert words.startswith("What ")
        assert whole.startswith(words.removesuffix("…").rstrip())
    else:
        _check_exchange(program, painted)


def _check_exchange(program: Program, painted: PaintedResponse) -> None:
    """Whose response is painted: that of another call, of this one, or none."""
    bench = program.screen.main.bench
    operation, said = bench.form.operation, bench.form.said()
    mine = [
        (call, response)
        for call, response in program.workspace.received
        if (call.branch, call.method, call.path) == operation.key
    ]
    exact = [
        response for call, response in mine if said is not None and not what_differs(call, said)
    ]
    if painted.answers:
        differences = [what_differs(call, said) for call, _ in mine]
        _check_other_call(painted, differences, operation.method)
        assert not exact
    elif painted.status:
        assert not painted.is_dimmed
        assert painted.status.partition(" ")[0] in {str(response.status) for response in exact}
        if bench.response.tab == "response":
            _check_body(bench, painted, exact)
    elif "no response" in painted.said[0]:
        _check_failure(program, said)
    else:
        assert painted.said[0].startswith(("Example, not a response", "No response yet")), painted
        assert not mine


def _check_other_call(painted: PaintedResponse, differences: list[str], method: str) -> None:
    """A response to another call is dimmed, and how that call differs is painted."""
    assert painted.is_dimmed or not painted.text.strip()
    # Where no frame has the operation's title, it stands behind that.
    shown = painted.answers.partition(f"  {method}")[0].removesuffix("…")
    assert any(printable(words).startswith(shown) for words in differences), (shown, differences)


def _check_failure(program: Program, said: Call | None) -> None:
    """What is said to have no response was sent, and failed."""
    assert said is not None
    failed = [call for call, _ in program.workspace.failed if call.path == said.path]
    assert any(call == said or not what_differs(call, said) for call in failed)


def _check_body(bench: Workbench, painted: PaintedResponse, exact: list[Response]) -> None:
    """The first lines of one of the responses, as it came or as its error's message."""
    pane = bench.response
    view = pane.view
    if pane.table is not None or pane.found.raw or view.scroll_offset != (0, 0):
        return
    if not exact[-1].ok:
        words = "".join(printable(exact[-1].error.message)[:20].split())
        assert words in "".join(painted.text.replace("//", "").split())
        return
    width = view.size.width - view.head_width - 2
    bodies = []
    for response in exact:
        try:
            text = _unescaped(msgspec.json.format(response.read(), indent=2).decode())
        except (msgspec.DecodeError, UnicodeDecodeError):
            return
        bodies.append([printable(line)[:width] for line in text.split("\n")[:5]])
    # What is said of a response that holds nothing stands above it.
    said = list(itertools.takewhile(lambda line: line.startswith("//"), painted.lines))
    begin = len(said) + 1 if said else 0
    top = [line[:width].rstrip() for line in painted.lines[begin : begin + 5]]
    assert any(top[: len(body)] == [line.rstrip() for line in body] for body in bodies), (
        top,
        bodies,
    )


def _check_code(bench: Workbench, lines: tuple[str, ...]) -> None:
    """The first lines of the call's code."""
    view = bench.response.view
    if view.scroll_offset != (0, 0):
        return
    try:
        text = bench.coding.write(bench.response.tab, bench.form, masked=True)
    except ValueError:
        return
    width = view.size.width - view.head_width - 2
    wanted = [printable(line).rstrip() for line in text.split("\n")]
    is_cut = not view.wraps
    at = 0
    for row in (line.rstrip() for line in lines):
        line = wanted[at] if at < len(wanted) else ""
        if row == line or (is_cut and row[:width].rstrip() == line[:width].rstrip()):
            at += 1
            continue
        # A row of a line that is wider than the pane: of this one, or still of the one before.
        part = row.lstrip(" #/").strip()
        assert not is_cut
        assert (cell_len(line) > width and part in line) or part in wanted[at - 1], (row, line)
        if line.endswith(part):
            at += 1


def _unescaped(text: str) -> str:
    """JSON with the letters that its escapes stand for, as a body is shown."""

    def letter(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        is_shown = character not in {'"', "\\"} and printable(character) == character
        return character if is_shown else found[0]

    return re.sub(r"\\u([0-9a-f]{4})", letter, text)
