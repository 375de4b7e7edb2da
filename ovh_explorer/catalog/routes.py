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
        for path in paths:
            segments = path.split("/")
            self._by_length.setdefault(len(segments), []).append((path, segments))

    def match(self, path: str) -> list[Match]:
        """The templates that `path` fits, best first. `path` is as on the wire: encoded, without query."""
        wanted = path.split("/")
        found = []
        for template, segments in self._by_length.get(len(wanted), ()):
            values: dict[str, str] = {}
            literal = []
            for segment, given in zip(segments, wanted, strict=True):
                if segment.startswith("{"):
                    if not given:
                        break
                    values[segment[1:-1]] = unquote(given)
                    literal.append(1)
                elif segment == given:
                    literal.append(0)
                else:
                    break
            else:
                found.append((literal, template, values))
        found.sort(key=lambda item: item[:2])
        return [Match(template, values) for _, template, values in found]
