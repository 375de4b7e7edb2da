"""Reads ``ovh.conf`` files: INI as python-ovh reads it, merged, each value with where it came
from.

python-ovh reads them with ``RawConfigParser``: an inline comment is part of the value, ``%`` is
just a character, ``[DEFAULT]`` (upper case) speaks for every section. It stops with a traceback at
a malformed file; here that file is left out, and said.
"""

import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ovh_explorer.config.errors import ConfigError
from ovh_explorer.config.frozen import Frozen
from ovh_explorer.text import printable
from ovh_explorer.translation import _

if TYPE_CHECKING:
    from ovh_explorer.config.ini_file import IniFile

__all__ = [
    "DEFAULT_SECTION",
    "EVERY_SECTION",
    "PROFILE_PREFIX",
    "ConfigFile",
    "Configuration",
    "UnreadableFile",
    "Value",
    "decode",
    "line_of",
    "read_each",
    "read_files",
]

DEFAULT_SECTION = "default"
"""The section that names the endpoint."""

EVERY_SECTION = "DEFAULT"
"""The section that python-ovh takes what other sections don't have from."""

PROFILE_PREFIX = "profile:"
"""What the names of sections begin with that hold a profile."""

_MAX_BYTES = 1024 * 1024  # bytes; a key file is a few hundred, and /dev/zero has no end


class ConfigFile(NamedTuple):
    """A file to look in: `label` is its name in messages (``~/.ovh.conf``); `is_named` tells that
    the user named it.
    """

    path: Path
    label: str
    is_named: bool = False


class Value(Frozen):
    """A setting and where it was found. The text isn't in its repr: it may be a key.

    Attributes:
        source: the file and the section: ``~/.ovh.conf [ovh-eu]``.
        location: where to put it right: ``~/.ovh.conf, line 3``.
        rank: the file's number in the order of reading, the one that wins last.
        section: the section that was asked; "" for what is in no file.
    """

    __slots__ = ("text", "source", "location", "rank", "section")  # noqa: RUF023 - as they are given
    text: str
    source: str
    location: str
    rank: int
    section: str

    def __init__(
        self, text: str, source: str, location: str = "", rank: int = 0, section: str = ""
    ) -> None:
        self._begin(text, source, location, rank, section)

    def __repr__(self) -> str:
        return f"Value(…, source={self.source!r})"


class UnreadableFile(NamedTuple):
    """A file that exists, or that the user named, and that can't be used; `problem` says why.

    `rank` is as in :class:`Value`.
    """

    file: ConfigFile
    rank: int
    problem: str


class Configuration:
    """Several parsed files as one; a later file wins key by key.

    `parts` are the rank, the label and the sections of each.
    """

    def __init__(self, files: "Iterable[tuple[int, str, IniFile]]") -> None:
        self.parts = tuple(files)

    @property
    def label(self) -> str:
        """How the first file is called in texts."""
        return self.parts[0][1]

    def sections(self) -> list[str]:
        """The names of all sections, of every file."""
        return [
            name
            for _, _, parser in self.parts
            for name in parser.sections()
            if name != EVERY_SECTION
        ]

    def get(self, section: str, key: str) -> Value | None:
        """The value of `key` in `section`, or None."""
        if section not in self.sections():
            return None
        for name in (section, EVERY_SECTION):
            for rank, label, parser in reversed(self.parts):
                if parser.has_option(name, key):
                    source = f"{label} [{printable(name)}]"
                    line = parser.line_of(name, key)
                    return Value(
                        parser.get(name, key),
                        source,
                        line_of(label, line) if line else source,
                        rank,
                        section,
                    )
        return None


def read_files(config_files: Iterable[ConfigFile]) -> tuple[Configuration, list[UnreadableFile]]:
    """What the files say that are there, and those that can't be used."""
    files, unread = read_each(config_files)
    return Configuration(item for file in files for item in file.parts), unread


def read_each(
    config_files: Iterable[ConfigFile],
) -> tuple[list[Configuration], list[UnreadableFile]]:
    """As :func:`read_files`, each file by itself."""
    files = []
    unread = []
    for rank, config_file in enumerate(config_files):
        try:
            text = _read(config_file)
            if text is not None:
                from ovh_explorer.config.ini_file import parse

                files.append(
                    Configuration([(rank, config_file.label, parse(text, config_file.label))])
                )
        except ConfigError as error:
            unread.append(UnreadableFile(config_file, rank, str(error)))
    return files, unread


def _read(config_file: ConfigFile) -> str | None:
    try:
        mode = config_file.path.stat().st_mode
        if stat.S_ISDIR(mode):
            words = _("{file} is a directory, not a file: it was not read.")
            raise ConfigError(words.format(file=config_file.label))
        if not stat.S_ISREG(mode) and not config_file.is_named:
            # A named pipe waits for ever. One that the user names is a shell's <(…).
            words = _("{file} is not an ordinary file: it was not read.")
            raise ConfigError(words.format(file=config_file.label))
        with config_file.path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        if config_file.is_named:
            words = _("{file} does not exist.")
            raise ConfigError(words.format(file=config_file.label)) from None
        return None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = error.strerror if isinstance(error, OSError) else None
        words = _("{file} can't be read: {reason}.")
        reason = _(reason) if reason else _("its name is none")
        raise ConfigError(words.format(file=config_file.label, reason=reason)) from None
    return decode(data, config_file.label)


def decode(data: bytes, label: str) -> str:
    """The text of a file's bytes: UTF-8, with or without a byte order mark.

    Raises:
        ConfigError: naming the file and the line.
    """
    if len(data) > _MAX_BYTES:
        raise ConfigError(
            _("{file} is larger than {size} KiB: that is no ovh.conf, it was not read.").format(
                file=label, size=_MAX_BYTES // 1024
            )
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        words = _("{file}, line {line}: this is not UTF-8 text. The file was not used.")
        raise ConfigError(words.format(file=label, line=line)) from None


def line_of(file: str, line: int) -> str:
    """A line of a file, as messages name it: ``~/.ovh.conf, line 3``."""
    return _("{file}, line {line}").format(file=file, line=line)
