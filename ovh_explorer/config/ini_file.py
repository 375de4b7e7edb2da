"""Reads the text of an ``ovh.conf``: imported where there is such a file."""

import configparser
import io
import re

from ovh_explorer.config.errors import ConfigError
from ovh_explorer.text import printable
from ovh_explorer.translation import _

__all__ = ["IniFile", "parse"]

# configparser takes hours for a line with many thousands of blanks in it, and ``./ovh.conf`` may be
# a stranger's.
_BLANKS = re.compile(r"\S[^\S\n]{100,}\S")
_SECTION_LINE = re.compile(r"\s*\[(.+)\]")
_OPTION_LINE = re.compile(r"\s*([^\s=:#;\[][^=:]*?)\s*[=:]")


class IniFile(configparser.RawConfigParser):
    """A parsed file that knows the line of each setting."""

    def __init__(self, text: str) -> None:
        super().__init__(default_section="\0")
        self._lines: dict[tuple[str, str], tuple[int, str]] = {}
        section = ""
        for number, line in enumerate(text.split("\n"), 1):
            if header := _SECTION_LINE.match(line):
                section = header[1]
            elif option := _OPTION_LINE.match(line):
                name = self.optionxform(option[1])
                self._lines.setdefault((section, name), (number, option[1]))
        self.read_file(io.StringIO(text))

    def line_of(self, section: str, option: str) -> int:
        """The number of the line that sets an option, from 1; 0 where it can't be told."""
        return self._lines.get((section, option), (0, ""))[0]

    def spelling_of(self, section: str, option: str) -> str:
        """An option as it is written: programs that aren't in Python tell capitals apart."""
        return self._lines.get((section, option), (0, option))[1]


def parse(text: str, label: str) -> IniFile:
    """The file's sections; ``[DEFAULT]`` is a section like the others here.

    Raises:
        ConfigError: naming the file and the line, never repeating it: it may hold a key.
    """
    lines = io.StringIO(text, newline=None).read()
    for wrong, words in (
        (
            lines.find("\0"),
            _(
                "{file}, line {line}: it holds a NUL character, which no ovh.conf has. The file "
                "was not used."
            ),
        ),
        (
            _first(_BLANKS, lines),
            _(
                "{file}, line {line}: it has hundreds of blanks in a row, which no ovh.conf has. "
                "The file was not used."
            ),
        ),
    ):
        if wrong >= 0:
            line = lines.count("\n", 0, wrong) + 1
            raise ConfigError(words.format(file=label, line=line))
    try:
        return IniFile(lines)
    except configparser.Error as error:
        not_used = _("The file was not used.")
        raise ConfigError(f"{_fault(error, label)} {not_used}") from None


def _first(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return -1 if found is None else found.start()


def _fault(error: configparser.Error, file: str) -> str:
    if isinstance(error, configparser.MissingSectionHeaderError):
        words = _("{file}, line {line}: a section such as [ovh-eu] has to come first.")
        return words.format(file=file, line=error.lineno)
    if isinstance(error, configparser.DuplicateSectionError):
        words = _("{file}, line {line}: the section [{section}] is there twice.")
        section = printable(str(error.section))
        return words.format(file=file, line=error.lineno, section=section)
    if isinstance(error, configparser.DuplicateOptionError):
        option, section = printable(str(error.option)), printable(str(error.section))
        words = _("{file}, line {line}: {option} is there twice in [{section}].")
        return words.format(file=file, line=error.lineno, option=option, section=section)
    if isinstance(error, configparser.ParsingError) and error.errors:
        words = _("{file}, line {line}: this is neither a [section] nor key = value.")
        return words.format(file=file, line=error.errors[0][0])
    return _("{file} can't be understood.").format(file=file)
