"""What a catalog's file tells of paths and parameters, for completion: read, never made or
changed.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping

from ovh_explorer.translation import _

__all__ = ["Operations", "Parameter", "with_values"]

# Seconds to wait for a program that writes: the next TAB asks again.
_MAX_WAIT = 0.1


class Parameter:
    """A parameter of an operation; `choices` are the values it can have, where they are known."""

    def __init__(self, name: str, description: str, choices: tuple[str, ...]) -> None:
        self.name = name
        self.description = description
        self.choices = choices


class Operations:
    """The operations of a catalog. Without a file, or with one that can't be read, there are none.

    Args:
        path: the file; None where no endpoint is known.
    """

    def __init__(self, path: str | None) -> None:
        self._db: sqlite3.Connection | None = None
        if path is None or not os.path.isfile(path):
            return
        # As Path.as_uri does, whose import takes longer than the query.
        quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        uri = f"file:{quoted}"
        for options in ("mode=ro", "mode=ro&immutable=1"):
            try:
                db = sqlite3.connect(f"{uri}?{options}", uri=True, timeout=_MAX_WAIT)
                db.execute("SELECT 1 FROM product LIMIT 1").fetchone()
            except sqlite3.Error:
                # A directory that can't be written to has no place for the log's index: read
                # without it. What is damaged is mended by the program, not by TAB.
                continue
            self._db = db
            return

    def _rows(self, sql: str, values: Iterable[str]) -> list[tuple[str, ...]]:
        if self._db is None:
            return []
        try:
            return self._db.execute(sql, tuple(values)).fetchall()
        except (sqlite3.Error, UnicodeError):  # damaged, or a word that is no text
            return []

    def below(
        self, branch: str, method: str, segments: list[str]
    ) -> list[tuple[str, str | None, bool]]:
        """The segments that may follow `segments` in a path: each with the description of the
        operation that ends there (None where none does), and whether others are below it.

        Args:
            method: "" for any.
        """
        literal = self._literal(branch, segments)
        if len(literal) == len(segments):
            return self._below_literal(branch, method, "".join(f"/{item}" for item in literal))
        fitting = self._fitting(branch, method, segments)
        ends: dict[str, str] = {}
        whole: dict[str, bool] = {}
        for path, description in fitting:
            parts = path.split("/")[1:]
            name = parts[len(segments)]
            is_last = len(parts) == len(segments) + 1
            whole[name] = whole.get(name, False) or not is_last
            if is_last:
                ends.setdefault(name, description)
        return [(name, ends.get(name), whole[name]) for name in sorted(whole)]

    def template(self, branch: str, method: str, path: str) -> str:
        """The template of an operation that `path` is, or fits with its values; "" for none."""
        segments = path.split("/")[1:]
        fitting = self._fitting(branch, method, segments[:-1])
        ends = [path for path, _ in fitting if path.count("/") == len(segments)]
        for wanted in (segments[-1], "{"):
            for end in ends:
                last = end.rpartition("/")[2]
                if last == wanted or (wanted == "{" and last.startswith("{")):
                    return end
        return ""

    def _fitting(self, branch: str, method: str, segments: list[str]) -> list[tuple[str, str]]:
        """Path and description of the operations that begin with `segments`, whatever follows:
        a literal segment before a placeholder, as the API takes them.
        """
        literal = "".join(f"/{item}" for item in self._literal(branch, segments))
        rows = self._rows(
            "SELECT path, description FROM operation WHERE branch = ?1"
            " AND path >= ?2 || '/' AND path < ?2 || '0' AND (?3 = '' OR method = ?3)"
            " ORDER BY path",
            (branch, literal, method),
        )
        fitting = [(path.split("/")[1:], description) for path, description in rows]
        fitting = [item for item in fitting if len(item[0]) > len(segments)]
        for place, segment in enumerate(segments):
            same = [item for item in fitting if item[0][place] == segment]
            fitting = same or [item for item in fitting if item[0][place].startswith("{")]
        return [("/" + "/".join(parts), description) for parts, description in fitting]

    def _below_literal(
        self, branch: str, method: str, path: str
    ) -> list[tuple[str, str | None, bool]]:
        """As `below`, where the catalog has the path as it is: thousands are below "/"."""
        rows = self._rows(
            "WITH tail AS (SELECT id, substr(path, length(?2) + 2) AS text FROM operation"
            " WHERE branch = ?1 AND path >= ?2 || '/' AND path < ?2 || '0'"
            " AND (?3 = '' OR method = ?3)),"
            " part AS (SELECT id, text, substr(text, 1, instr(text || '/', '/') - 1) AS name"
            " FROM tail)"
            " SELECT name, min(CASE WHEN text = name THEN id END), max(text <> name) FROM part"
            " GROUP BY name ORDER BY name",
            (branch, path, method),
        )
        ends = ",".join(str(number) for _, number, _ in rows if number is not None)
        sql = f"SELECT id, description FROM operation WHERE id IN ({ends})"  # noqa: S608 - numbers
        texts = self._rows(sql, ())
        words = {str(number): text for number, text in texts}
        return [(name, words.get(str(number)), bool(more)) for name, number, more in rows]

    def _literal(self, branch: str, segments: list[str]) -> list[str]:
        """The first of `segments` that the catalog has as they are."""
        literal: list[str] = []
        for segment in segments:
            path = "".join(f"/{item}" for item in [*literal, segment])
            if segment.startswith("{") or not self._begins(branch, path):
                break
            literal.append(segment)
        return literal

    def _begins(self, branch: str, path: str) -> bool:
        return bool(
            self._rows(
                "SELECT 1 FROM operation WHERE branch = ?1"
                " AND path >= ?2 || '/' AND path < ?2 || '0' LIMIT 1",
                (branch, path),
            )
        )

    def parameters(self, branch: str, method: str, path: str, location: str) -> list[Parameter]:
        """The parameters of an operation in ``path``, ``query`` or ``header``."""
        rows = self._rows(
            "SELECT source.raw, operation.product FROM operation"
            " JOIN source ON source.operation = operation.id"
            " WHERE operation.branch = ? AND operation.path = ? AND operation.method = ?",
            (branch, path, method),
        )
        if not rows:
            return []
        raw, product = rows[0]
        items = _read(raw).get("parameters")
        found = []
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and item.get("paramType") == location:
                choices = self._choices(product, item)
                found.append(Parameter(str(item.get("name")), _words(item), choices))
        return found

    def _choices(self, product: str, item: Mapping[str, object]) -> tuple[str, ...]:
        name = str(item.get("fullType") or item.get("dataType") or "").removesuffix("[]")
        if name == "boolean":
            return ("true", "false")
        rows = self._rows("SELECT raw FROM model WHERE product = ? AND key = ?", (product, name))
        values = (_read(rows[0][0]) if rows else item).get("enum")
        return tuple(map(str, values)) if isinstance(values, list) else ()


def with_values(template: str, path: str) -> dict[str, str]:
    """The values that `path` gives to the placeholders of `template`."""
    from urllib.parse import unquote

    pairs = zip(template.split("/"), path.split("/"), strict=False)
    return {
        name[1:-1]: unquote(value)
        for name, value in pairs
        if name.startswith("{") and value != name and value
    }


def _read(raw: str) -> dict[str, object]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _words(item: Mapping[str, object]) -> str:
    words = str(item.get("description") or "")
    if item.get("required"):
        words = _("{description} (required)").format(description=words).strip()
    return words
