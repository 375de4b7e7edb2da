"""Takes keys out of ``ovh.conf``: the lines that hold them, and no other byte of the file."""

import codecs
import configparser
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ovh_explorer.config.errors import ConfigError
from ovh_explorer.config.files import ConfigFile, decode
from ovh_explorer.config.ini_file import parse
from ovh_explorer.config.key_kinds import kind_of
from ovh_explorer.config.keys import Keys
from ovh_explorer.config.replace import held_target, read_target, replace_file
from ovh_explorer.text import printable
from ovh_explorer.translation import _

__all__ = ["KeyPlace", "find_places", "remove_keys"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_HEADER = configparser.RawConfigParser.SECTCRE
_OPTION = configparser.RawConfigParser.OPTCRE


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """A section of a file that holds keys; `names` are its settings that are theirs, in the order
    of the file's own.
    """

    file: ConfigFile
    section: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file.label} [{printable(self.section)}]: {', '.join(self.names)}"


def find_places(files: Iterable[ConfigFile], keys: Keys) -> list[KeyPlace]:
    """Where these very keys stand, whatever the section is called; a file that can't be read holds
    none that could be taken out.

    A section has them where it holds what tells one set from another: the consumer key, or the id
    of the service account. The application's key and secret alone may be another set's too.
    """
    places: list[KeyPlace] = []
    seen = set()
    for file in files:
        try:
            if not file.path.is_file() or (real := file.path.resolve()) in seen:
                continue
            seen.add(real)
            places += _places_in(file, keys)
        except (ConfigError, OSError, RuntimeError, ValueError):
            # Said where keys are looked for; here it is a file that isn't touched.
            continue
    return places


def remove_keys(place: KeyPlace, keys: Keys) -> None:
    """Take the lines of `keys` out of a section; the rest of the file stays as it is, byte by byte.

    The file is replaced in one step, and is the user's alone then (0600).

    Raises:
        ConfigError: when the file can't be read, understood or written, or the keys are not in it
            any more. It is then as it was.
    """
    label = place.file.label
    with held_target(place.file.path, label) as (target, data):
        text = decode(data, label)
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        names = _names_in(text, label, place.section, keys)
        if not names:
            raise ConfigError(
                _("{file} no longer holds these keys. The file is unchanged.").format(file=label)
            )
        after = _without(text, place.section, names)
        expected = _settings(text, label)
        for name in names:
            del expected[place.section][name]
        if _settings(after, label) != expected:
            raise ConfigError(
                _(
                    "{file} is laid out in a way that can't be edited safely: take the "
                    "keys out by hand."
                ).format(file=label)
            )
        replace_file(target, label, mark + after.encode("utf-8"))


def _places_in(file: ConfigFile, keys: Keys) -> list[KeyPlace]:
    text = decode(read_target(file.path, file.label)[1], file.label)
    found = []
    for section in parse(text, file.label).sections():
        names = _names_in(text, file.label, section, keys)
        if names:
            found.append(KeyPlace(file, section, names))
    return found


def _names_in(text: str, label: str, section: str, keys: Keys) -> tuple[str, ...]:
    """The settings of a section that are these keys' own; none where they are another set's."""
    kind = kind_of(keys)
    values = kind.values(keys)
    # Before a consumer key is there, the application's own key tells.
    told_by = kind.told_by if kind.told_by in values else kind.public
    there = _settings(text, label).get(section, {})
    if there.get(told_by) != values[told_by] or (told_by != kind.told_by and kind.told_by in there):
        return ()
    return tuple(name for name, value in there.items() if values.get(name) == value)


def _settings(text: str, label: str) -> dict[str, dict[str, str]]:
    parser = parse(text, label)
    return {section: dict(parser.items(section)) for section in parser.sections()}


def _without(text: str, section: str, names: Collection[str]) -> str:
    """The text without the lines of these settings, and those that go on their values, as
    configparser tells them.
    """
    left = []
    current = ""
    # Of the last section or setting.
    indentation, has_option, is_removed = 0, False, False
    for line in _LINE.findall(text):
        words = line.strip()
        if not words or words[0] in "#;":
            left.append(line)
            continue
        blanks = len(line) - len(line.lstrip())
        if has_option and blanks > indentation:
            if not is_removed:
                left.append(line)
            continue
        indentation, has_option, is_removed = blanks, False, False
        header, option = _HEADER.match(words), _OPTION.match(words)
        if header is not None:
            current = header["header"]
        elif option is not None:
            has_option = True
            is_removed = current == section and option["option"].rstrip().lower() in names
        if not is_removed:
            left.append(line)
    return "".join(left)
