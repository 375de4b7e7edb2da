"""Words of a POSIX shell: what dash, bash, zsh and busybox read the same way, in a script and
pasted at a prompt.

Single quotes hold every printable text. Everything else is written by ``printf``, in octal:
``$'…'`` is not POSIX (dash reads ``\\'`` in it as the end of the word, so that what follows runs as
a command), and a control character as it is would be a key press where the code is pasted.
"""

# No words for people: code and its comments; what can't be written is said by marked messages.

import re

from ovh_explorer.snippets.language import SnippetContext, SnippetError, one_line
from ovh_explorer.translation import _

__all__ = ["comment", "quoted", "stop", "word"]

# Not `=` at the start: zsh replaces `=name` by the path of that command.
_PLAIN_WORD = re.compile(r"[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+=,-]*")

_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")

# What a zsh at its prompt, where # starts no comment unless asked to, does nothing about.
_HARMLESS_COMMENT = re.compile(r"[A-Za-z0-9 ,.:/_@%+-]*")


def quoted(text: str) -> str:
    """One word of the shell that is `text`, in quotes.

    Raises:
        SnippetError: for a NUL or half a character (a lone surrogate), which no shell can hand to a
            command.
    """
    if "\0" in text:
        raise SnippetError(_("A value holds a NUL, which no shell can hand to a command."))
    if _HALF_A_CHARACTER.search(text):
        raise SnippetError(
            _(
                "A value holds half a character (a lone surrogate), which no shell can hand to a "
                "command."
            )
        )
    parts: list[str] = []
    start = 0
    while start < len(text):
        end = _end_of_run(text, start)
        run = text[start:end]
        if run.isprintable():
            parts.append("'" + run.replace("'", "'\\''") + "'")
        elif run.strip("\n"):
            octal = "".join(f"\\{byte:03o}" for byte in run.encode())
            parts.append(f"\"$(printf '{octal}')\"")
        else:
            parts.append(f"'{run}'")
        start = end
    return "".join(parts) or "''"


def _end_of_run(text: str, start: int) -> int:
    """Where the run of printable or of other characters that begins at `start` ends.

    A command substitution drops the line ends that its output ends with. So a run of other
    characters takes the character after its line ends with it; line ends at the end of the text are
    a run of their own.
    """
    if text[start].isprintable():
        return _end_of_printable(text, start)
    end = start
    while end < len(text) and not text[end].isprintable():
        end += 1
    if text[end - 1] != "\n":
        return end
    if end < len(text):
        return end + 1
    without = start + len(text[start:].rstrip("\n"))
    return without if without > start else end


def _end_of_printable(text: str, start: int) -> int:
    """The first character from `start` on that is not printable. A body may have a million of them:
    they are looked at in pieces, which grow, and shrink where one of them isn't.
    """
    end, step = start, 1
    while end < len(text):
        if text[end : end + step].isprintable():
            end, step = min(end + step, len(text)), 2 * step
        elif step == 1:
            break
        else:
            step //= 2
    return end


def word(text: str) -> str:
    """One word of the shell that is `text`, without quotes where it needs none.

    Raises:
        SnippetError: as :func:`quoted`.
    """
    return text if _PLAIN_WORD.fullmatch(text) else quoted(text)


def comment(text: str) -> str:
    """A comment line of a shell script."""
    # Pasted at the prompt of a zsh, this line may be run as a command: nothing in it may do
    # anything.
    text = one_line(text)
    return f"# {text if _HARMLESS_COMMENT.fullmatch(text) else quoted(text)}\n"


def stop(context: SnippetContext) -> str:
    """The line at which a script ends before it sends anything; empty where it doesn't."""
    return f"echo {quoted(context.stop)} >&2; exit 1\n" if context.stop else ""
