"""Finding operations by words: a full-text query for the candidates, a ranking of our own for their order."""

import re
from dataclasses import dataclass

from ovh_explorer.call import METHODS
from ovh_explorer.catalog.sections import words_of
from ovh_explorer.catalog.store import OperationRow, Store

__all__ = ["Hit", "search"]

_CANDIDATES = 400
_MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+")

# What people call what a method does.
_VERBS = {
    "GET": {"get", "list", "show", "read", "view", "find", "see", "my", "all", "which", "what"},
    "POST": {"create", "add", "new", "order", "make", "post", "start", "run", "launch", "reinstall", "reboot", "move"},
    "PUT": {"update", "edit", "change", "modify", "set", "put", "alter", "rename"},
    "DELETE": {"delete", "remove", "destroy", "revoke", "drop", "cancel"},
}  # fmt: skip
# What the API calls what people say.
_SYNONYMS = {
    "server": ("dedicated",), "servers": ("dedicated",), "invoice": ("bill",), "invoices": ("bill",),
    "dns": ("zone",), "failover": ("ip",), "kubernetes": ("kube",), "k8s": ("kube",), "vm": ("instance",),
    "key": ("credential",), "app": ("application",), "apps": ("application",), "bills": ("bill",),
    "certificate": ("ssl",), "mailbox": ("account",), "lb": ("loadbalancing",), "bucket": ("container",),
}  # fmt: skip
# Words that say nothing about which operation is meant.
_STOP = {"a", "an", "the", "of", "for", "to", "in", "on", "my", "all", "with", "from", "i", "is", "what", "which", "how"}


@dataclass(frozen=True, slots=True)
class Hit:
    """An operation that was found, with the product it is in."""

    row: OperationRow
    product: str

    @property
    def branch(self) -> str:
        return self.row.branch

    @property
    def method(self) -> str:
        return self.row.method

    @property
    def path(self) -> str:
        return self.row.path

    @property
    def description(self) -> str:
        return self.row.description

    @property
    def status(self) -> str:
        return self.row.status


def search(store: Store, words: str, *, branch: str | None = None, limit: int = 50) -> list[Hit]:
    """The operations that `words` mean, best first.

    Every word must be somewhere, as the beginning of a word of path, description, parameters, body or response
    fields, IAM actions or product; where no operation has them all, those with the most are found. A text with a
    slash is looked for in the paths, after a method if it names one. Takes any text.
    """
    text = words.strip()[:300]
    if "/" in text:
        found = _by_path(store, text, branch, limit)
        if found:
            return found
    asked = [word.lower() for part in _WORD.findall(text) for word in (words_of(part) or [part])][:_MOST_WORDS]
    if not asked:
        return []
    verbs = {word for word in asked if any(word in names for names in _VERBS.values())}
    needed = [word for word in asked if word not in _STOP and word not in verbs] or [w for w in asked if w not in _STOP] or asked
    rows = store.find_words(_query(needed, " AND "), branch, _CANDIDATES)
    if len(rows) < limit:
        known = {row.id for row, _, _ in rows}
        more = store.find_words(_query(needed, " OR "), branch, _CANDIDATES) if len(needed) > 1 else []
        # What has every word stands before what has some.
        rows += [(row, product, rank / 4 + 30) for row, product, rank in more if row.id not in known]
    scored = [(_score(row, product, rank, asked, verbs), row, product) for row, product, rank in rows]
    scored.sort(key=lambda item: (item[0], len(item[1].path), item[1].path))
    return [Hit(row, product) for _, row, product in scored[:limit]]


def _by_path(store: Store, text: str, branch: str | None, limit: int) -> list[Hit]:
    method, _, path = text.partition(" ")
    wanted: str | None = method.upper()
    if wanted not in METHODS:
        wanted, path = None, text
    path = path.strip()
    for prefix, named in (("/v1", "v1"), ("/1.0", "v1"), ("/v2", "v2")):
        if path == prefix or path.startswith(f"{prefix}/"):
            path, branch = path[len(prefix) :], named
    if not path:
        return []
    rows = store.paths_like(branch, wanted, path, limit)
    rows.sort(key=lambda item: not item[0].path.startswith(path))
    return [Hit(row, product) for row, product in rows]


def _query(words: list[str], join: str) -> str:
    parts = []
    for word in words:
        same = (word, *_SYNONYMS.get(word, ()))
        either = " OR ".join('"' + item.replace('"', '""') + '"*' for item in same)
        parts.append(f"({either})" if len(same) > 1 else either)
    return join.join(parts)


def _score(row: OperationRow, product: str, rank: float, asked: list[str], verbs: set[str]) -> float:
    """Lower is better. `rank` is FTS5's bm25, about -20 for a good hit."""
    score = rank
    segments = [segment for segment in row.path.split("/") if segment and not segment.startswith("{")]
    path_words = {_stem(word) for segment in segments for word in [*words_of(segment), segment.lower()]}
    said = {_stem(word) for word in words_of(row.description)}
    wanted = [word for word in asked if word not in _STOP]
    for word in wanted:
        forms = {_stem(word), *(_stem(item) for item in _SYNONYMS.get(word, ()))}
        if forms & path_words:
            score -= 5
        elif any(item.startswith(_stem(word)) for item in path_words):
            score -= 3
        elif _stem(word) in said:
            score -= 2
    # A path that says what was asked and nothing more is what was meant.
    forms = {_stem(item) for word in wanted for item in (word, *_SYNONYMS.get(word, ()))}
    extra = [s for s in segments if not ({_stem(w) for w in [*words_of(s), s.lower()]} & forms)]
    score += 2.2 * len(extra) + 0.4 * row.path.count("{")
    if segments and ({_stem(w) for w in [*words_of(segments[-1]), segments[-1].lower()]} & forms):
        score -= 4
    if verbs:
        if any(word in _VERBS.get(row.method, ()) for word in verbs):
            score -= 4
    elif row.method == "GET":
        score -= 1.5
    if row.status == "DEPRECATED":
        score += 6
    elif row.status in ("ALPHA", "BETA"):
        score += 0.5
    return score


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word
