"""The words of the first command of a pasted text, as a POSIX shell or Windows' ``cmd`` cuts them.

``shlex`` knows neither ``$'…'``, which browsers write, nor which ``$`` is a variable and which line
end ends a command; nothing of the standard library knows ``cmd``.
"""

import re
from dataclasses import dataclass, field

from ovh_explorer.translation import N_, _

__all__ = ["ShellError", "Word", "cmd_words", "is_cmd", "sh_words"]


class ShellError(ValueError):
    """A text that is no command, in words."""


@dataclass(slots=True)
class Word:
    """A word: its `text`; `variable` is the first variable or command in it, which a shell
    replaces, or empty.
    """

    text: str = ""
    variable: str = ""


@dataclass(slots=True)
class _Command:
    words: list[Word] = field(default_factory=list)
    # The pieces of the word that is being read; None between words.
    pieces: list[str] | None = None
    variable: str = ""
    # The next word is where a redirection leads to or from.
    redirected: bool = False
    is_over: bool = False

    def add(self, text: str, variable: str = "") -> None:
        if self.pieces is None:
            self.pieces = []
        self.pieces.append(text)
        self.variable = self.variable or variable

    def end_word(self) -> None:
        if self.pieces is None:
            return
        if not self.redirected:
            self.words.append(Word("".join(self.pieces), self.variable))
        self.redirected, self.pieces, self.variable = False, None, ""


_VARIABLE = r"\$(?:\{[^}\s]*\}?|\(|[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?!-])|`"
_TOKEN = re.compile(
    rf"""
      (?P<continued>\\[ \t]*\n)
    | (?P<blank>[ \t\xa0]+)
    | (?P<newline>\n)
    | '(?P<single>[^']*)'
    | \$'(?P<ansi>(?:[^'\\]|\\.)*)'
    | \$?"(?P<double>(?:[^"\\]|\\.)*)"
    | \\(?P<escaped>.)
    | (?P<redirection>&>>?|[<>][<>&|-]*)
    | (?P<end>[|;&()]+)
    | (?P<variable>{_VARIABLE})
    | (?P<open>['"\\])
    | (?P<plain>[^\s\\'"$`<>|;&()]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_DOUBLE_QUOTES = re.compile(rf"\\(?P<escaped>[\"\\$`\n])|(?P<variable>{_VARIABLE})")
# A line that goes on with what a command can go on with, where its backslash was lost on a web
# page.
_PAIR = re.compile(r"[\w.%-]+=")
_BACKSLASH = N_("This curl command ends in a backslash: its other lines are missing.")
_DOUBLE_QUOTE = N_("This curl command has a double quote that doesn't end.")
_GOES_ON = re.compile(r"\s*(-|['\"]?https?://)")


def sh_words(text: str) -> list[Word]:
    """The words of the first command of `text`, which begins with it, as a POSIX shell or bash has
    them.

    A pipe, a semicolon, ``&`` or a line end ends it; redirections aren't words of it.

    Raises:
        ShellError: for quotes that don't end, and what a shell would read otherwise than the user
            who pasted it meant.
    """
    command = _Command()
    at = 0
    while at < len(text) and not command.is_over:
        found = _TOKEN.match(text, at)
        assert found is not None
        at = found.end()
        kind = found.lastgroup
        assert kind is not None
        piece = found[kind]
        match kind:
            case "single" | "escaped":
                command.add(piece)
            case "ansi":
                command.add(_ansi_c(piece))
            case "double":
                _add_double(command, piece)
            case "continued":
                if not text[at:].strip():
                    raise ShellError(_(_BACKSLASH))
            case "blank":
                command.end_word()
            case "newline":
                command.end_word()
                command.is_over = bool(command.words) and not _GOES_ON.match(text, at)
            case "redirection":
                _begin_redirection(command)
            case "end":
                _end_command(command, piece, text, at)
            case "variable":
                _add_variable(command, piece, text, at)
            case "open":
                raise ShellError(_open_end(piece))
            case _:
                if piece.startswith("#") and command.pieces is None:
                    newline = text.find("\n", at)  # a comment ends there
                    at = newline if newline >= 0 else len(text)
                else:
                    command.add(piece)
    command.end_word()
    return command.words


def _begin_redirection(command: _Command) -> None:
    # 2>/dev/null: the number isn't a word.
    pieces = command.pieces
    if pieces is not None and len(pieces) == 1 and pieces[0].isdigit():
        command.pieces = None
    command.end_word()
    command.redirected = True


def _end_command(command: _Command, sign: str, text: str, at: int) -> None:
    count = len(command.words)
    command.end_word()
    # What a redirection leads to is no word.
    glued = command.words[count:]
    if sign == "&" and glued and "?" in glued[0].text and _PAIR.match(text, at):
        raise ShellError(
            _(
                "This curl command has a URL with an & that isn't in quotes, where it ends: put "
                "the URL in quotes."
            )
        )
    command.is_over = True


def _add_variable(command: _Command, name: str, text: str, at: int) -> None:
    if name == "`" and command.pieces is None and text[at : at + 1] in ("", "\n"):
        raise ShellError(
            _(
                "This curl command goes on after a backtick, as in PowerShell: write it on one "
                "line, or copy it as cURL (bash)."
            )
        )
    command.add(name, variable=name)


def _open_end(sign: str) -> str:
    """What is wrong where a text ends after `sign`."""
    if sign == "\\":
        return _(_BACKSLASH)
    if sign == "'":
        return _("This curl command has a single quote that doesn't end.")
    return _(_DOUBLE_QUOTE)


def _add_double(command: _Command, content: str) -> None:
    command.add("")
    at = 0
    for found in _IN_DOUBLE_QUOTES.finditer(content):
        command.add(content[at : found.start()])
        at = found.end()
        if found.lastgroup == "variable":
            command.add(found["variable"], variable=found["variable"])
        elif found["escaped"] != "\n":
            command.add(found["escaped"])
    command.add(content[at:])


_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "E": "\x1b",
    "f": "\f",
    "v": "\v",
}
_NO_UTF8 = re.compile("[\udc80-\udcff]")
_ESCAPE = re.compile(
    r"\\(?:u(?P<u>[0-9a-fA-F]{1,4})|U(?P<U>[0-9a-fA-F]{1,8})|(?P<bytes>(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3})"
    r"(?:\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3})*)|(?P<other>.))",
    re.DOTALL,
)


def _ansi_c(text: str) -> str:
    """What bash makes of the text between ``$'`` and ``'``."""
    plain = _ESCAPE.sub(_unescaped, text)
    try:
        # A browser writes 😀 as the two halves that JavaScript has it in.
        return plain.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return plain


def _unescaped(found: re.Match[str]) -> str:
    if found["bytes"]:
        codes = [
            int(one[1:], 16) if one[0] == "x" else int(one, 8) & 0xFF
            for one in found["bytes"].split("\\")
        ]
        # Older browsers wrote é as \xe9, by its code: what is no UTF-8 is that.
        return _NO_UTF8.sub(
            lambda one: chr(ord(one[0]) - 0xDC00), bytes(codes).decode("utf-8", "surrogateescape")
        )
    if found["other"]:
        return _ESCAPES.get(found["other"], found["other"])
    code = int(found["u"] or found["U"], 16)
    # What is no character stands as it was written.
    return chr(code) if code < 0x110000 else found[0]


_CARET = re.compile(r"\^(?:[\"&|<>()^%!]|[ \t]*(?:\n|$))")


def is_cmd(text: str) -> bool:
    """Whether a text is written for Windows' ``cmd``: a caret escapes something in it, outside of a
    shell's quotes.
    """
    at = 0
    while found := _TOKEN.match(text, at):
        kind = found.lastgroup
        carets = (
            (caret.start() for caret in re.finditer(r"\^", found[0])) if kind == "plain" else ()
        )
        if any(_CARET.match(text, at + caret) for caret in carets):
            return True
        # What follows the first command is none of our business.
        if kind in ("open", "newline", "end"):
            return False
        at = found.end()
    return False


def cmd_words(text: str) -> list[Word]:
    """The words of the first command of `text`, as ``cmd`` and then the program that it starts have
    them.

    Raises:
        ShellError: for quotes that don't end.
    """
    # Browsers double every backslash, and escape each by a caret, which no other program does; a
    # program halves only those before a quote, so that it would be sent another text than the
    # browser sent.
    doubled = "^\\^\\" in text
    return [Word(text) for text in _split_as_programs_do(_without_carets(text), doubled=doubled)]


_CMD_TOKEN = re.compile(
    r"\^(?P<line>[ \t]*\n)|\^(?P<escaped>.)|(?P<quote>\")|(?P<end>[|&<>\n])"
    r"|(?P<other>[^\^\"|&<>\n]+|.)"
)


def _without_carets(text: str) -> str:
    """What ``cmd`` hands to the program: carets are gone, and what comes after the command."""
    parts: list[str] = []
    quoted = False
    at = 0
    while at < len(text):
        if quoted:
            # Here a caret is a caret.
            end = text.find('"', at)
            newline = text.find("\n", at)
            if end < 0 or 0 <= newline < end:
                raise ShellError(_(_DOUBLE_QUOTE))
            parts.append(text[at : end + 1])
            at, quoted = end + 1, False
            continue
        found = _CMD_TOKEN.match(text, at)
        assert found is not None
        at = found.end()
        if found["line"] or found["other"] == "^":
            if at == len(text):
                words = _("This curl command ends in a caret: its other lines are missing.")
                raise ShellError(words)
            # The line goes on, and its first character is taken as it is: a second line end is one.
            parts.append(text[at : at + 1])
            at += 1
        elif found["end"]:
            break
        elif found["quote"]:
            parts.append('"')
            quoted = True
        else:
            parts.append(found["escaped"] or found["other"])
    return "".join(parts)


_ARGUMENT = re.compile(
    r"(?P<blank>[ \t]+)|(?P<slashes>\\+)(?P<after>\"?)|(?P<quotes>\"\"?)|(?P<plain>[^ \t\\\"]+)",
    re.DOTALL,
)


def _split_as_programs_do(line: str, *, doubled: bool) -> list[str]:
    """The arguments of a command line, by the rules of Microsoft's C library.

    Args:
        doubled: each backslash is two, not only before a quote.
    """
    words: list[str] = []
    word: list[str] | None = None
    quoted = False
    for found in _ARGUMENT.finditer(line):
        if found["blank"] and not quoted:
            if word is not None:
                words.append("".join(word))
            word = None
            continue
        word = [] if word is None else word
        if found["slashes"] and found["after"]:
            # Before a quote two backslashes are one, and an odd one makes the quote a character.
            word.append("\\" * (len(found["slashes"]) // 2))
            if len(found["slashes"]) % 2:
                word.append('"')
            else:
                quoted = not quoted
        elif found["slashes"] and doubled:
            word.append("\\" * (len(found["slashes"]) // 2))
        elif found["quotes"]:
            if len(found["quotes"]) == 2:
                # Within quotes two of them are a character, outside of them they are an empty text.
                word.append('"' if quoted else "")
            else:
                quoted = not quoted
        else:
            word.append(found[0])
    if quoted:
        raise ShellError(_(_DOUBLE_QUOTE))
    if word is not None:
        words.append("".join(word))
    return words
