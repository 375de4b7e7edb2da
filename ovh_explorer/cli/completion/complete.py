"""The hidden command that the scripts of all shells call, and how each of them is answered."""

import sys

from ovh_explorer.cli.completion.candidates import FILES, Candidate, candidates_of
from ovh_explorer.text import printable

__all__ = ["complete"]

_MAX_WORDS = 70


def complete(arguments: list[str]) -> int:
    """Print what completes a command line: ``SHELL`` and its words, as the shell's script gives
    them.
    """
    shell, *words = arguments
    writer = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}[shell]
    text = writer(words)
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
    return 0


def _bash(arguments: list[str]) -> str:
    """``LINE BREAKS``: what follows the cursor, then each word as readline inserts it."""
    from ovh_explorer.cli.completion.bash_line import BashLine

    line = BashLine(*arguments)
    found = FILES if line.is_redirection else candidates_of(line.words[1:] or [""])
    if found is FILES:
        return "files\0"
    is_whole = len(found) == 1 and found[0].is_whole
    values = [line.encode(item.value) for item in found]
    return "".join(f"{part}\0" for part in ("space" if is_whole else "nospace", *values))


def _zsh(words: list[str]) -> str:
    """The words: for each candidate the value, how it is shown, and whether it is whole."""
    found = candidates_of(words)
    if found is FILES:
        return "files\0"
    width = min(40, max((len(printable(item.value)) for item in found), default=0))
    parts = ["words"]
    for item in found:
        value = printable(item.value)
        shown = f"{value:<{width}}  -- {_words(item)}" if item.words else value
        parts += [item.value, shown, "1" if item.is_whole else ""]
    return "".join(f"{part}\0" for part in parts)


def _fish(words: list[str]) -> str:
    """The words, the last one as it is written: for each candidate value and description."""
    from ovh_explorer.cli.completion.quoting import without_fish_quotes

    found = candidates_of([*words[:-1], without_fish_quotes(words[-1])])
    if found is FILES:
        return "files\0"
    # A tab ends the value for fish, which has no way to write one.
    lines = [f"{item.value}\t{_words(item)}" for item in found if "\t" not in item.value]
    return "".join(f"{part}\0" for part in ("words", *lines))


def _powershell(arguments: list[str]) -> str:
    """The words as JSON in base64, and so the response: it goes through no code page."""
    import json
    from base64 import b64decode, b64encode

    from ovh_explorer.cli.completion.quoting import for_powershell

    found = candidates_of([str(word) for word in json.loads(b64decode(arguments[0]))])
    if found is FILES:
        return ""
    rows = [
        {
            "text": for_powershell(item.value),
            "shown": printable(item.value),
            "words": _words(item) or printable(item.value),
        }
        for item in found
    ]
    return b64encode(json.dumps(rows).encode()).decode("ascii")


def _words(item: Candidate) -> str:
    words = printable(" ".join(item.words.split()))
    return words if len(words) <= _MAX_WORDS else f"{words[: _MAX_WORDS - 1]}…"
