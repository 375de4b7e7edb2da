"""Which template a concrete path is: literal segments before placeholders."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

__all__ = ["Match", "Routes"]


@dataclass(frozen=True, slots=True)
class Match:
    """A template that a concrete path fits, with the decoded values of its placeholders."""

    path: str
    values: dict[str, str]


class Routes:
    """A set of path templates.

    102 literal paths of the real catalog are shadowed by a template of equal length, as ``/domain/zone`` is by
    ``/domain/{serviceName}``: segment by segment a literal is the better match.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_length: dict[int, list[tuple[str, list[str]]]] = {}
        for path in dict.fromkeys(paths):
            segments = path.split("/")
            self._by_length.setdefault(len(segments), []).append((path, segments))

    def match(self, path: str) -> list[Match]:
        """The templates that `path` fits, best first.

        `path` is as on the wire: encoded (``/ip/192.0.2.0%2F28``), without branch and query. An empty segment is
        no value.
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
