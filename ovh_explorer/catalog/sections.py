"""Which of a v2 document's subsections an operation is in; documents don't say."""

import re
from collections.abc import Iterable

__all__ = ["section_of", "singular", "words_of"]

_WORD = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+")


def words_of(text: str) -> list[str]:
    """The words of a path segment or a title, in lower case.

    ``permissionsGroup`` is permissions and group; digits stay with the word before them
    (``s3Credentials`` is s3 and credentials).
    """
    return [word.lower() for word in _WORD.findall(text)]


def singular(word: str) -> str:
    """`word` without its plural ending: policies is policy, logs is log; status, address and dns
    stay.
    """
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def section_of(product: str, path: str, titles: Iterable[str]) -> str:
    """The title that the last possible literal segment of `path`, below the product, shares a word
    with; else "".

    ``/iam/policy`` is in "Permissions & policies", ``/zimbra/platform/{platformId}/account`` in
    "Account".
    """
    named = [(title, {singular(word) for word in words_of(title)}) for title in titles]
    for segment in reversed(path[len(product) :].split("/")):
        if segment.startswith("{"):
            continue
        words = {singular(word) for word in words_of(segment)}
        for title, meant in named:
            if words & meant:
                return title
    return ""
