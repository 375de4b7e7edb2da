"""Paths that are cut to the room there is, so that those of one list differ where they did."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ovh_explorer.tui.drawing.pane_titles import middle_cut

__all__ = ["path_cut", "path_cuts"]

# Characters of the beginning and of the end that stay around the part that differs.
_MIN_END = 6
# Of the part that differs, those before it that stay, which say what it is.
_BEFORE = 4


def path_cuts(paths: Sequence[str], rooms: Sequence[int]) -> list[str]:
    """Each path in its room: of a longer one the ends, as `path_cut` has it. Where another one
    would look the same, what stands in the middle is the part in which they differ.
    """
    cuts = [path_cut(path, room) for path, room in zip(paths, rooms, strict=True)]
    alike: dict[str, dict[str, int]] = {}
    for path, cut, room in zip(paths, cuts, rooms, strict=True):
        if cut != path:
            alike.setdefault(cut, {})[path] = room
    apart = {cut: _told_apart(group) for cut, group in alike.items() if len(group) > 1}
    return [
        apart[cut][path] if cut in apart and path in apart[cut] else cut
        for path, cut in zip(paths, cuts, strict=True)
    ]


def path_cut(path: str, width: int) -> str:
    """A path in at most `width` characters: of a longer one the first two segments, or the first,
    and the last ones, all whole. Where they have no room, both ends.
    """
    return _segments_with(path, [], width) or middle_cut(path, width)


def _told_apart(rooms: dict[str, int]) -> dict[str, str]:
    """Paths that looked the same, each in its room: with the segment in which it differs, else with
    the characters.
    """
    places = {path: _first_difference(path, rooms) for path in rooms}
    cuts = {
        path: _segments_with(path, [path[: places[path]].count("/") - 1], room)
        for path, room in rooms.items()
    }
    if all(cuts.values()) and len(set(cuts.values())) == len(cuts):
        return cuts
    return {path: _around(path, places[path], room) for path, room in rooms.items()}


def _segments_with(path: str, wanted: list[int], width: int) -> str:
    """A path's first segments, those `wanted` and the last ones, as many as there is room for; ""
    where that is too much.
    """
    if len(path) <= width:
        return path
    segments = path.removeprefix("/").split("/")
    last = len(segments) - 1
    for first in (2, 1):
        shown = {*range(first), *wanted, last}
        if last <= first or max(shown) > last or min(shown) < 0:
            continue
        cut = _joined(segments, shown)
        if len(cut) > width:
            continue
        for at in range(last - 1, -1, -1):
            longer = _joined(segments, {*shown, at})
            if len(longer) > width:
                break
            shown, cut = {*shown, at}, longer
        return cut
    return ""


def _joined(segments: Sequence[str], shown: set[int]) -> str:
    """The segments that are shown, with one sign for those beside each other that aren't."""
    runs = groupby(range(len(segments)), key=shown.__contains__)
    parts = [[segments[at] for at in run] if is_shown else ["…"] for is_shown, run in runs]
    return "".join(f"/{part}" for run in parts for part in run)


def _first_difference(path: str, others: Iterable[str]) -> int:
    """Where a path stops being like those that look the same: after the longest common beginning
    with any of them, so that it differs from the most alike too.
    """
    return max(
        next((at for at, (a, b) in enumerate(zip(path, other, strict=False)) if a != b), 0)
        for other in others
        if other != path
    )


def _around(path: str, at: int, room: int) -> str:
    """A path in `room` characters, with what stands at `at`, between its beginning and its end."""
    ends = max(0, min(_MIN_END, (room - 2) // 4))
    middle = room - 2 * ends - 2
    if middle < 1:
        return middle_cut(path, room)
    last = len(path) - ends - middle
    start = max(ends, min(at - min(_BEFORE, middle // 2), last))
    # Nothing is left out between the beginning and the middle, or the middle and the end.
    head = f"{path[:ends]}…{path[start:]}" if start > ends else path
    stop = len(head) - len(path) + start + middle
    return head if start == last else f"{head[:stop]}…{path[len(path) - ends :]}"
