"""Which template a concrete path is: literal segments before placeholders."""

import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
        self._by_length: dict[int, list[tuple[str, list[str]]]] = {}
        for path in dict.fromkeys(paths):
            segments = path.split("/")
            self._by_length.setdefault(len(segments), []).append((path, segments))

    def match(self, path: str) -> list[Match]:
        """The templates that `path` fits, best first.

        `path` is as on the wire: encoded (``/ip/192.0.2.0%2F28``), without branch and query. An
        empty segment is no value.
        """
        wanted = path.split("/")
        decoded = [unquote(segment) for segment in wanted]
        found: list[tuple[list[bool], str, dict[str, str]]] = []
        for template, segments in self._by_length.get(len(wanted), ()):
            values: dict[str, str] = {}
            open_places: list[bool] = []
            for segment, given in zip(segments, decoded, strict=True):
                is_open = len(segment) > 2 and segment[0] == "{" and segment[-1] == "}"
                if is_open and given:
                    values[segment[1:-1]] = given
                elif is_open or segment != given:
                    break
                open_places.append(is_open)
            else:
                found.append((open_places, template, values))
        found.sort(key=lambda item: item[:2])
        return [Match(template, values) for _, template, values in found]


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
