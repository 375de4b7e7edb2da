"""What a task is called: the function that fits the call that began it."""

# No words for people: responses of the API are the same in each language.

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ovh_explorer.catalog.schema import Operation

__all__ = ["comment_of", "function_of"]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
# Two words that begin alike are one: migrate and migration, snapshot and snapshots.
_STEM = 5
# What methods are called in names of functions; of a function whose name is free, the first.
_VERBS = {
    "POST": ("add", "create", "install", "attach"),
    "PUT": ("update", "change", "set", "alter", "configure"),
    "DELETE": ("remove", "delete", "del", "release", "uninstall", "detach"),
}
_ACTIONS = (
    "check", "convert", "disable", "enable", "export", "fetch", "flush", "generate", "import",
    "migrate", "move", "order", "purge", "reboot", "refresh", "regenerate", "reinstall", "relaunch",
    "renew", "reopen", "request", "reschedule", "resend", "reset", "restart", "restore", "retry",
    "revert", "start", "stop", "switch", "test",
)  # fmt: skip
_MISSES = 0.5
# Words that alarm in the function of a task: nobody who moves an address may read that the server
# is being reinstalled. Only a call that says the word, or removes something, begins such a task.
_REMOVES = (
    "cancel", "clear", "del", "delete", "destroy", "erase", "format", "purge", "release", "remove",
    "revoke", "terminate", "uninstall", "wipe",
)  # fmt: skip
_INTERRUPTS = (
    "disable", "lock", "reboot", "reset", "restart", "restore", "revert", "rollback", "stop",
    "suspend",
)  # fmt: skip
_REPLACES = ("reinstall", "rebuild")
# Recorded comments, and names that none of the words of a path tell.
_COMMENTS = {
    "/dedicated/server/{serviceName}/reboot": "Reboot asked",
    "/dedicated/server/{serviceName}/reinstall": "Start dedicated server installation",
}
_KNOWN = {
    "/vps/{serviceName}/rebuild": "reinstallVm",
    "/vps/{serviceName}/setPassword": "changeRootPassword",
}


def comment_of(operation: Operation) -> str | None:
    """What the API says of a task that an operation began; None for most."""
    return _COMMENTS.get(operation.path)


def function_of(operation: Operation, values: Sequence[Any] | None) -> str:
    """The function of the task that an operation begins.

    Args:
        values: those of the enumeration it is one of; None where any text goes.
    """
    known = _KNOWN.get(operation.path)
    if values is None:
        return known or _free(operation)
    if known is not None and known in values:
        return known
    return _nearest(operation.method, operation.path, tuple(map(str, values)))


@lru_cache(maxsize=1024)
def _nearest(method: str, path: str, values: tuple[str, ...]) -> str:
    """The value that shares the most words with a path and its method, the last ones counting
    most; one that alarms without being spoken of only where there is no other.
    """
    weights = {_stem(verb): 1.5 for verb in _VERBS.get(method, ())}
    literals = [part for part in path.split("/") if part and not part.startswith("{")]
    for place, literal in enumerate(literals):
        weight = max(1, 3 - (len(literals) - 1 - place))
        for word in _WORD.findall(literal):
            weights[_stem(word)] = max(weight, weights.get(_stem(word), 0))

    alarming = _alarming(method, literals)

    def score(value: str) -> tuple[bool, float, int]:
        words = {_stem(word) for word in _WORD.findall(value)}
        fits = sum(weights.get(word, -_MISSES) for word in words)
        return words.isdisjoint(alarming), fits, -len(value)

    return max(values, key=score)


def _alarming(method: str, literals: Sequence[str]) -> set[str]:
    """The words that alarm and that a call doesn't say: its path, or a DELETE by what it does."""
    said = {_stem(word) for literal in literals for word in _WORD.findall(literal)}
    removes, interrupts = ({_stem(word) for word in group} for group in (_REMOVES, _INTERRUPTS))
    if method == "DELETE":
        return {_stem(word) for word in _REPLACES} - said
    if said & removes:
        said |= removes
    return (interrupts | removes | {_stem(word) for word in _REPLACES}) - said


def _stem(word: str) -> str:
    return word.lower()[:_STEM]


def _free(operation: Operation) -> str:
    """``addCloudProject``, ``removeIp``, ``reboot``."""
    literals = [part for part in operation.path.split("/") if part and not part.startswith("{")]
    last = re.sub(r"\W", "", literals[-1])
    verbs = tuple(verb for group in _VERBS.values() for verb in group)
    is_action = operation.method == "POST" and not last.endswith("s")
    if last.startswith(verbs) or (is_action and last[:1].islower() and _acts(last)):
        return last
    noun = last[:-1] if last.endswith("s") and not last.endswith("ss") else last
    return f"{_VERBS.get(operation.method, ('do',))[0]}{noun[:1].upper()}{noun[1:]}"


def _acts(word: str) -> bool:
    """Whether a path's last word is something to do, such as ``reboot``, ``moveOffer``."""
    return word.lower().startswith(_ACTIONS)
