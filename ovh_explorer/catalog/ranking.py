"""How well an operation fits the words that were asked."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ovh_explorer.catalog.sections import singular, words_of

__all__ = ["STOP_WORDS", "SYNONYMS", "VERBS", "Wanted", "score", "wanted_words"]

_VERBS_OF = {
    "GET": ("get", "list", "show", "read", "view", "find", "see", "fetch", "my", "all", "which", "what"),
    "POST": (
        "create", "add", "new", "order", "make", "post", "start", "stop", "run", "launch", "send", "request", "reboot",
        "restart", "reinstall", "install", "move", "assign", "pay", "import", "buy", "restore", "attach", "detach",
    ),
    "PUT": ("update", "edit", "change", "modify", "set", "put", "alter", "rename", "configure"),
    "DELETE": ("delete", "remove", "destroy", "revoke", "drop", "cancel", "terminate"),
}  # fmt: skip

VERBS = {verb: method for method, verbs in _VERBS_OF.items() for verb in verbs}
"""What people call what a method does."""

SYNONYMS = {
    "address": ("ip",), "app": ("application",), "baremetal": ("dedicated",), "bucket": ("container",),
    "call": ("voice",), "certificate": ("ssl",), "cert": ("ssl",), "dns": ("zone",), "failover": ("ip",),
    "invoice": ("bill",), "ips": ("ip",), "k8s": ("kube",), "key": ("credential",), "kubernetes": ("kube",),
    "lb": ("loadbalancer", "loadbalancing"), "balancer": ("balancing",), "mailbox": ("account",),
    "mail": ("email",), "phone": ("telephony",), "server": ("dedicated",), "token": ("credential",),
    "vm": ("instance",), "history": ("consumption",), "website": ("hosting",),
}  # fmt: skip
"""What the API calls what people say. Plurals of the keys count too."""
SYNONYMS |= {f"{word}s": same for word, same in SYNONYMS.items() if not word.endswith("s")}

STOP_WORDS = frozenset(
    {
        "a", "all", "an", "are", "at", "by", "do", "does", "for", "from", "how", "i", "in", "is", "my", "of", "on",
        "the", "to", "what", "which", "with",
    }
)  # fmt: skip
"""Words that say nothing about which operation is meant."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked, in the singular.

    Attributes:
        words: each with a space before it (see :class:`_Path`), its forms (synonyms too), whether
            it is a verb.
        starts: the words with a space before.
        forms: all forms of all words.
        methods: those that the verbs mean.
    """

    words: tuple[tuple[str, str, frozenset[str], bool], ...]
    starts: tuple[str, ...]
    forms: frozenset[str]
    methods: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Path:
    """The words of a path: of each literal segment, of all, of the last, of placeholders.

    `texts` are those of each segment and `text` all, with a space before each word: what begins one
    is found faster.
    """

    segments: tuple[frozenset[str], ...]
    texts: tuple[str, ...]
    words: frozenset[str]
    text: str
    last: frozenset[str]
    placeholders: frozenset[str]
    ends_open: bool


def wanted_words(asked: list[str]) -> Wanted:
    """What the words of a query ask for."""
    words = []
    for word in asked:
        if word not in STOP_WORDS:
            one = singular(word)
            words.append((one, f" {one}", frozenset({one, *SYNONYMS.get(word, ())}), word in VERBS))
    starts = tuple(start for _, start, _, _ in words)
    forms = frozenset(form for _, _, forms, _ in words for form in forms)
    return Wanted(
        tuple(words), starts, forms, frozenset(VERBS[word] for word in asked if word in VERBS)
    )


def score(row: tuple[Any, ...], wanted: Wanted) -> float:
    """How far `row` (method, path, description and status at 2 to 5) is from what is wanted: lower
    is better.

    A word that a path has counts more than one that the description has, and that more than one in
    a parameter or a field. A path that says what was asked and little else is what was meant.
    """
    method: str = row[2]
    path: str = row[3]
    description: str = row[4]
    status: str = row[5]
    parts = _path(path)
    said, said_text = _description(description)
    total = 0.0
    for word, start, forms, is_verb in wanted.words:
        if word in parts.words:
            total -= 6
        elif forms & parts.words:
            total -= 5
        elif start in parts.text:
            total -= 3.5
        elif word in said:
            total -= 3
        elif start in said_text or forms & said:
            total -= 2
        elif word in parts.placeholders:
            total -= 1
        elif is_verb:
            # The method says it.
            total -= 1
    for segment, text in zip(parts.segments, parts.texts, strict=True):
        if wanted.forms.isdisjoint(segment) and not any(start in text for start in wanted.starts):
            total += 2
    total += 0.4 * path.count("{")
    if parts.last & wanted.forms:
        total -= 3 if parts.ends_open else 4
    if wanted.methods:
        if method in wanted.methods:
            total -= 4
    elif method == "GET":
        total -= 1.5
    if status == "DEPRECATED":
        total += 6
    elif status != "PRODUCTION":
        total += 0.5
    return total


@lru_cache(maxsize=16384)
def _path(path: str) -> _Path:
    parts = [part for part in path.split("/") if part]
    literal = [_words(part) for part in parts if not part.startswith("{")]
    placeholders = [_words(part) for part in parts if part.startswith("{")]
    every = frozenset().union(*literal)
    texts = tuple(map(_text, literal))
    return _Path(
        tuple(literal),
        texts,
        every,
        "".join(texts),
        literal[-1] if literal else frozenset(),
        frozenset().union(*placeholders),
        parts[-1].startswith("{") if parts else False,
    )


@lru_cache(maxsize=16384)
def _description(text: str) -> tuple[frozenset[str], str]:
    words = frozenset(singular(word) for word in words_of(text))
    return words, _text(words)


def _words(segment: str) -> frozenset[str]:
    inner = words_of(segment)
    return frozenset({*map(singular, inner), singular("".join(inner))})


def _text(words: frozenset[str]) -> str:
    return "".join(f" {word}" for word in words)
