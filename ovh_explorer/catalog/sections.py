"""Which of a v2 document's subsections an operation is in; documents don't say."""

import re

__all__ = ["section_of", "words_of"]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def words_of(text: str) -> list[str]:
    """The words of a path segment or a title, in lower case: ``permissionsGroup`` is permissions and group."""
    return [word.lower() for word in _WORD.findall(text)]


def section_of(product: str, path: str, titles: list[str]) -> str:
    """The title whose words the last possible literal segment of `path` names, below the product; else ""."""
    for segment in reversed(path[len(product) :].split("/")):
        if not segment or segment.startswith("{"):
            continue
        named = {_singular(word) for word in words_of(segment)}
        for title in titles:
            if named & {_singular(word) for word in words_of(title)}:
                return title
    return ""


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")
