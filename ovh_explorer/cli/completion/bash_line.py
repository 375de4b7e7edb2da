"""A line of bash as far as the cursor: its words without quotes, and how to write what completes
the last one.

Nothing of a line is evaluated: ``$ZONE`` and ``$(…)`` are text.
"""

from ovh_explorer.text import printable

__all__ = ["BashLine"]

_SPECIAL = frozenset(" \"'\\$&|;<>()*?[]!#~^`")
_AFTER_BACKSLASH_IN_QUOTES = frozenset('"\\$`\n')
_BLANKS = " \t\n"
_REDIRECTIONS = "<>"
# Where readline begins a new word, with the sign itself.
_LEFT_IN_WORD = "@$"
_ANSI_QUOTE = "$'"


class BashLine:
    """The words of a command.

    Args:
        line: the command, up to the cursor.
        breaks: the characters at which readline begins a new word (``COMP_WORDBREAKS``).

    Attributes:
        words: the words without their quotes; the last one is completed, and may be empty.
        is_redirection: the last word is a file that the command reads or writes.
    """

    def __init__(self, line: str, breaks: str) -> None:
        self._breaks = breaks
        self.words: list[str] = []
        self.is_redirection = False
        # Of the word that is being read: its text, how much of it stands before what readline
        # replaces, and the quote that is open.
        self._text: list[str] | None = None
        self._before = 0
        self._quote = ""
        self._read(line)
        self.words.append("".join(self._text or []))
        while len(self.words) > 1 and "=" in self.words[0]:
            del self.words[0]  # ZONE=example.com ovh-explorer …

    def encode(self, value: str) -> str:
        """What readline inserts for a value of the last word: data, whatever is in it."""
        rest = value[self._before :]
        braces = "{}" if "," in rest or ".." in rest else ""
        text = "".join(self._sign(sign, braces) for sign in rest)
        # Readline closes the quote, unless the text ends in one: it takes that for closed.
        end = self._quote[-1:]
        return f"{text}{end}" if end and text.endswith(end) else text

    def _sign(self, sign: str, braces: str) -> str:
        quote = self._quote
        if printable(sign) != sign:
            # No control character gets into the line that is edited, nor onto the terminal.
            escaped = "".join(f"\\x{byte:02x}" for byte in sign.encode("utf-8", "surrogateescape"))
            if quote == _ANSI_QUOTE:
                return escaped
            return f"{quote}$'{escaped}'{quote}"
        if quote == "'":
            return "'\\''" if sign == "'" else sign
        if quote == _ANSI_QUOTE:
            return f"\\{sign}" if sign in "\\'" else sign
        if quote == '"':
            if sign == "!":
                return "\"'!'\""  # which the history takes in double quotes, also after a backslash
            return f"\\{sign}" if sign in _AFTER_BACKSLASH_IN_QUOTES else sign
        return f"\\{sign}" if sign in _SPECIAL or sign in braces else sign

    def _read(self, line: str) -> None:
        place = 0
        while place < len(line):
            sign = line[place]
            place += 1
            if self._quote:
                place += self._quoted(sign, line[place : place + 1])
            elif sign == "\\":
                self._add(line[place : place + 1])
                place += 1
            elif sign in "\"'" or line.startswith(_ANSI_QUOTE, place - 1):
                self._quote = sign if sign in "\"'" else _ANSI_QUOTE
                place += sign == "$"
                self._add("")
                self._quoted_from = self._before
                self._before = len(self._text or [])
            elif sign in _BLANKS:
                self._end_word()
            elif sign in _REDIRECTIONS:
                self._end_word()
                self.is_redirection = True
            else:
                self._add(sign)
                if sign in self._breaks:
                    self._before = len(self._text or []) - (sign in _LEFT_IN_WORD)

    def _quoted(self, sign: str, following: str) -> int:
        """Read a character within quotes; how many of those that follow belong to it."""
        quote = self._quote
        if sign == quote[-1]:
            self._quote = ""
            # Readline takes a quoted part that is closed for part of the word.
            self._before = self._quoted_from
            return 0
        if sign == "\\" and quote == '"' and following in _AFTER_BACKSLASH_IN_QUOTES:
            self._add(following)
            return 1
        if sign == "\\" and quote == _ANSI_QUOTE:
            self._add({"n": "\n", "t": "\t"}.get(following, following))
            return 1
        self._add(sign)
        return 0

    def _add(self, sign: str) -> None:
        if self._text is None:
            self._text = []
        self._text += sign

    def _end_word(self) -> None:
        if self._text is not None:
            if not self.is_redirection:
                self.words.append("".join(self._text))
            self.is_redirection = False
        self._text = None
        self._before = 0
