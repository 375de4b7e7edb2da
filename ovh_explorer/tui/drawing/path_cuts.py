"""Paths that are cut to the room there is, so that those of one list differ where they did."""

from collections.abc import Sequence

from ovh_explorer.tui.drawing.pane_titles import middle_cut

__all__ = ["path_cuts"]

# Characters of the beginning and of the end that stay around the part that differs.
_MIN_END = 6
# Of the part that differs, those before it that stay, which say what it is.
_BEFORE = 4


def path_cuts(paths: Sequence[str], rooms: Sequence[int]) -> list[str]:
    """Each path in its room: of a longer one the ends, as `middle_cut` has it. Where another one
    would look the same, what stands in the middle is the part in which they differ.
    """
    cuts = [middle_cut(path, room) for path, room in zip(paths, rooms, strict=True)]
    alike: dict[str, set[str]] = {}
    for path, cut in zip(paths, cuts, strict=True):
        if cut != path:
            alike.setdefault(cut, set()).add(path)
    return [
        _around(path, _first_difference(path, alike[cut]), room)
        if len(alike.get(cut, ())) > 1
        else cut
        for path, cut, room in zip(paths, cuts, rooms, strict=True)
    ]


def _first_difference(path: str, others: set[str]) -> int:
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
