"""Path templates: which of them a concrete path fits, literal segments before placeholders."""

import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

__all__ = ["Match", "Routes", "with_slashes_encoded"]


@dataclass(frozen=True, slots=True)
class Match:
    """A template that a concrete path fits, with the decoded values of its placeholders."""

    path: str
    values: dict[str, str]


class Routes:
    """A set of path templates.

    102 literal paths of the real catalog are shadowed by a template of equal length, as
    ``/domain/zone`` is by ``/domain/{serviceName}``: segment by segment a literal is the better
    match.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._root = _Node()
        for path in sorted(set(paths)):
            node = self._root
            names: list[tuple[int, str]] = []
            for place, segment in enumerate(path.split("/")):
                if _is_open(segment):
                    names.append((place, segment[1:-1]))
                    node.open = node.open or _Node()
                    node = node.open
                else:
                    node = node.literals.setdefault(segment, _Node())
            node.templates.append((path, names))

    def match(self, path: str) -> list[Match]:
        """The templates that `path` fits, best first.

        `path` is as on the wire: encoded (``/ip/192.0.2.0%2F28``), without branch and query. An
        empty segment is no value.
        """
        decoded = [unquote(segment) for segment in path.split("/")]
        return [
            Match(template, {name: decoded[place] for place, name in names})
            for template, names in _fitting(self._root, decoded)
        ]


@dataclass(slots=True)
class _Node:
    """Where templates that begin alike part.

    Attributes:
        literals: what follows each literal segment.
        open: what follows a placeholder, whatever its name.
        templates: those that end here, in the order of their texts, each with the places and names
            of its placeholders.
    """

    literals: "dict[str, _Node]" = field(default_factory=dict)
    open: "_Node | None" = None
    templates: list[tuple[str, list[tuple[int, str]]]] = field(default_factory=list)


def _is_open(segment: str) -> bool:
    return len(segment) > 2 and segment[0] == "{" and segment[-1] == "}"


def _fitting(root: _Node, decoded: list[str]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    left = [(root, 0)]
    while left:
        node, place = left.pop()
        if place == len(decoded):
            yield from node.templates
            continue
        given = decoded[place]
        # The literal is taken from the stack first.
        if node.open and given:
            left.append((node.open, place + 1))
        if literal := node.literals.get(given):
            left.append((literal, place + 1))


def with_slashes_encoded(path: str) -> Iterator[tuple[str, str]]:
    """The paths that `path` may have been meant for, where a value in it has slashes, each with
    that value.

    An IP block (``/ip/192.0.2.0/24/reverse`` is meant for ``/ip/192.0.2.0%2F24/reverse``), or a
    URN, whose end can't be told: the shortest first.
    """
    segments = path.split("/")
    for start, segment in enumerate(segments):
        if segment.startswith("urn:"):
            ends = range(start + 2, len(segments) + 1)
        elif start + 1 < len(segments) and _is_block(unquote(segment), segments[start + 1]):
            ends = range(start + 2, start + 3)
        else:
            continue
        for end in ends:
            value = segments[start:end]
            yield "/".join(value), "/".join([*segments[:start], "%2F".join(value), *segments[end:]])
        return


def _is_block(address: str, bits: str) -> bool:
    if not (bits.isascii() and bits.isdigit() and len(bits) <= len("128")):
        return False
    try:
        ipaddress.ip_interface(f"{address}/{bits}")
    except ValueError:
        return False
    return True
