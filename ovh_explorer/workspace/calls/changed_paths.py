"""Which responses may say something that is no longer so, after a call that changed something."""

from collections.abc import Mapping

__all__ = ["Segments", "is_changed_by", "lists_objects", "segments"]

Segments = tuple[str, ...]
"""The parts of a path, with its values in place."""

_OBJECT_IN_LIST = b"[{"
# Of a list's beginning, which may be indented.
_MAX_BEGINNING_BYTES = 200


def segments(path: str, values: Mapping[str, str]) -> Segments:
    """The parts of a path; those in braces are values."""
    parts = path.strip("/").split("/")
    return tuple(
        values.get(part[1:-1], part) if part.startswith("{") else part for part in parts if part
    )


def lists_objects(content: bytes) -> bool:
    """Whether a response is a list that shows what its items are, not their ids alone."""
    return b"".join(content[:_MAX_BEGINNING_BYTES].split()).startswith(_OBJECT_IN_LIST)


def is_changed_by(
    method: str, path: str, changed: Segments, read: Segments, *, has_objects: bool = False
) -> bool:
    """Whether a call may have changed what a GET returned before it.

    Args:
        method: the call's.
        path: the call's path as the catalog has it.
        changed: the parts of the call's path.
        read: those of the GET's.
        has_objects: whether the GET returned a list of objects.
    """
    if method == "GET":
        return False
    if read == changed:
        return True
    if changed[: len(read)] == read:
        is_item = path.rstrip("/").endswith("}")
        below = len(changed) - len(read)
        if below == 1:
            # An item of a list; or what is done with an object, as a reboot.
            return is_item or method == "POST"
        # What is done with an item of a list that shows how its items are.
        return below == 2 and has_objects and not is_item and method == "POST"
    # With an object goes what is below it.
    return method == "DELETE" and read[: len(changed)] == changed
