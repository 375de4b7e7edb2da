"""What stands in ``ovh.conf`` and is of no use there: keys that no program reads, and values that
can't be keys.

The wrappers pass over such lines without a word, and what is then refused looks like a fault of the
keys.
"""

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from ovh_explorer.config.endpoints import ENDPOINTS, Endpoint, find_endpoint, likely_name
from ovh_explorer.config.errors import ConfigError, said_of
from ovh_explorer.config.files import (
    DEFAULT_SECTION,
    EVERY_SECTION,
    PROFILE_PREFIX,
    Configuration,
    line_of,
)
from ovh_explorer.config.sources import shown_source
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, ngettext, pgettext

if TYPE_CHECKING:
    from ovh_explorer.config.ini_file import IniFile

__all__ = ["Finding", "find_unread", "in_another_section", "value_problem"]

Role = Literal["default", "every", "endpoint", "profile", "none"]

_ENDPOINT = "endpoint"
# What settings are called elsewhere: in dialogs, environments, other tools.
_OTHER_NAMES = {
    "ak": "application_key", "appkey": "application_key",
    "as": "application_secret", "appsecret": "application_secret",
    "ck": "consumer_key", "consumer": "consumer_key", "clientsecretkey": "client_secret",
}  # fmt: skip
# Of 1: `aplication_key` is like `application_key`, `consumer_secret` like nothing.
_MIN_LIKENESS = 0.85
# Names that may be a key which was written in the place of a name.
_LIKE_A_KEY = r"[A-Za-z0-9]{16}|[A-Za-z0-9]{32,}"
# What guides print in the place of a key, and what a shell would have filled in.
_PLACEHOLDER = r"\.{2,}|…+|\*+|[xX]{4,}|<.*>|\$\w+|\$?\{.*\}"


class Finding(NamedTuple):
    """A line of a file that doesn't do what it seems to do; it never holds a key.

    Attributes:
        file: as messages name the file: ``~/.ovh.conf``.
        line: its number, from 1; 0 where it can't be told.
        what: what is wrong, a sentence.
        advice: what to do, a sentence.
        is_wrong: no program gets what the line is to give it. Else this program does, and others
            don't.
    """

    file: str
    line: int
    what: str
    advice: str
    is_wrong: bool = True

    @property
    def place(self) -> str:
        """Where to put it right: ``~/.ovh.conf, line 3``."""
        return line_of(self.file, self.line) if self.line else self.file

    def __str__(self) -> str:
        return said_of(self.place, f"{self.what} {self.advice}")


def value_problem(text: str, name: str) -> str:
    """Why a value can't be sent as a key; "" where it can.

    Args:
        name: what the key is called at the beginning of a sentence.
    """
    if not text:
        return _("{name} is empty.").format(name=name)
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'`":
        words = _("{name} is in quotes, which are part of the value. Leave them out.")
        return words.format(name=name)
    if any(not 0x21 <= ord(char) <= 0x7E for char in text):
        said = [_("{name} holds a blank or a character that keys don't have.").format(name=name)]
        if ";" in text or "#" in text:
            said.append(_("A comment on the same line is part of the value."))
        return " ".join(said)
    return ""


def find_unread(configuration: Configuration, names: Collection[str]) -> tuple[Finding, ...]:
    """What is found in the files that were read, file by file, line by line.

    Args:
        names: of the settings that keys are made of, as a section of ``ovh.conf`` has them.
    """
    found: list[Finding] = []
    for label, parser in (part[1:] for part in configuration.parts):
        here: list[Finding] = []
        for section in parser.sections():
            here += _Section(configuration, label, parser, section, names).findings()
        found += sorted(here, key=lambda finding: finding.line)
    return tuple(found)


def in_another_section(
    configuration: Configuration, names: Collection[str], endpoint: Endpoint, endpoint_from: str
) -> tuple[Finding, ...]:
    """The keys of other endpoints, where `endpoint` has none: perhaps they are meant for it.

    Args:
        endpoint_from: what chose the endpoint.
    """
    found = []
    for label, parser in (part[1:] for part in configuration.parts):
        for section in parser.sections():
            options = [name for name in names if parser.has_option(section, name)]
            if not options or _role(section) != "endpoint":
                continue
            owner = find_endpoint(section)
            if owner.installation == endpoint.installation:
                continue
            what = _(
                "the keys in [{section}] are not used: the endpoint is {endpoint} ({source}), "
                "which has none."
            ).format(
                section=_shown(section), endpoint=endpoint.name, source=shown_source(endpoint_from)
            )
            words = _("Use --endpoint {name}, or set endpoint={name} in [default].")
            advice = words.format(name=owner.name)
            found.append(Finding(label, parser.line_of(section, options[0]), what, advice))
    return tuple(found)


class _Section:
    """One section of one file."""

    def __init__(
        self,
        configuration: Configuration,
        label: str,
        parser: "IniFile",
        section: str,
        names: Collection[str],
    ) -> None:
        self._configuration = configuration
        self._label = label
        self._parser = parser
        self._section = section
        self._names = names
        self._role = _role(section)
        self._options = parser.options(section)
        # What settings are meant, by what is written.
        wanted = (*names, _ENDPOINT)
        self._meant = {
            option: name for option in self._options if (name := _meant(option, wanted)) is not None
        }
        self._keys = [option for option, name in self._meant.items() if name != _ENDPOINT]

    def findings(self) -> Iterator[Finding]:
        """What is found in it."""
        match self._role:
            case "default":
                yield from self._in_default()
            case "every":
                yield from self._in_every()
            case "none":
                yield from self._in_none()
            case _:
                yield from self._in_read_section()

    def _finding(self, option: str, what: str, advice: str, *, is_wrong: bool = True) -> Finding:
        line = self._parser.line_of(self._section, option)
        return Finding(self._label, line, what, advice, is_wrong)

    # Whole sections

    def _in_default(self) -> Iterator[Finding]:
        if self._keys:
            what = _("no program reads {keys} in [default].").format(keys=_listed(self._keys))
            yield self._finding(self._keys[0], what, self._advice_for_default())
        yield from self._misspelt(only=_ENDPOINT)

    def _advice_for_default(self) -> str:
        """What to do with keys in [default]: their section may have them already."""
        count = len(self._keys)
        setting = self._configuration.get(DEFAULT_SECTION, _ENDPOINT)
        try:
            name = "" if setting is None else find_endpoint(setting.text).name
        except ConfigError:
            name = ""  # What is wrong with the endpoint is said where it is looked for.
        if not name:
            return _move(count)
        words = ngettext(
            "Move it to the section [{name}].", "Move them to the section [{name}].", count
        )
        if any(self._configuration.get(name, key) is not None for key in self._names):
            words = ngettext(
                "Take it out: [{name}] has keys of its own.",
                "Take them out: [{name}] has keys of its own.",
                count,
            )
        return words.format(name=name)

    def _in_every(self) -> Iterator[Finding]:
        sections = self._configuration.sections()
        if self._keys:
            is_read = any(_role(name) in ("endpoint", "profile") for name in sections)
            words = _("[DEFAULT] gives {keys} to every section that there is, and there is none.")
            if is_read:
                words = _(
                    "[DEFAULT] gives {keys} to every section that there is, and go-ovh reads no "
                    "such section."
                )
            what = words.format(keys=_listed(self._keys))
            advice = _move(len(self._keys))
            yield self._finding(self._keys[0], what, advice, is_wrong=not is_read)
        if _ENDPOINT in self._options and DEFAULT_SECTION not in sections:
            what = _("no program reads the endpoint in [DEFAULT] unless there is a [default] too.")
            yield self._finding(_ENDPOINT, what, _("Write [default], in lower case."))

    def _in_none(self) -> Iterator[Finding]:
        shown = _shown(self._section)
        if self._section.strip().lower() == DEFAULT_SECTION:
            if self._meant:
                what = _("no program reads the section [{shown}].").format(shown=shown)
                yield self._finding(next(iter(self._meant)), what, _("Write [default]."))
        elif self._keys:
            what = _(
                "no program reads {keys} in [{section}]: no endpoint and no profile has this name."
            ).format(keys=_listed(self._keys), section=shown)
            yield self._finding(self._keys[0], what, _section_advice(self._section))

    # Sections that are read

    def _in_read_section(self) -> Iterator[Finding]:
        yield from self._misspelt()
        for option in self._options:
            if option not in self._names:
                continue
            text = self._parser.get(self._section, option)
            if problem := _why_no_key(text):
                what, advice = problem
                yield self._finding(option, _(what).format(option=option), _(advice))
            spelling = self._parser.spelling_of(self._section, option)
            if spelling != option:
                what = _("go-ovh, and what uses it, doesn't read {spelling}.").format(
                    spelling=printable(spelling)
                )
                advice = _("Write {option}, in lower case.").format(option=option)
                yield self._finding(option, what, advice, is_wrong=False)
        if self._role == "endpoint" and _ENDPOINT in self._options:
            yield from self._endpoint_of_endpoint()

    def _misspelt(self, only: str = "") -> Iterator[Finding]:
        """The options that are no settings and nearly are."""
        for option, name in self._meant.items():
            if option != name and (not only or name == only):
                spelling = printable(self._parser.spelling_of(self._section, option))
                what = _("no program reads {spelling} in [{section}].").format(
                    spelling=spelling, section=_shown(self._section)
                )
                yield self._finding(option, what, _("Write {name}.").format(name=name))

    def _endpoint_of_endpoint(self) -> Iterator[Finding]:
        """The endpoint that an endpoint's own section names, where nothing else does."""
        if self._configuration.get(DEFAULT_SECTION, _ENDPOINT) is None:
            what = _("no program reads the endpoint in [{section}].").format(
                section=_shown(self._section)
            )
            yield self._finding(_ENDPOINT, what, _("Move it to the section [default]."))


def _role(section: str) -> Role:
    """What programs take a section for."""
    if section == DEFAULT_SECTION:
        return "default"
    if section == EVERY_SECTION:
        return "every"
    if section.startswith(PROFILE_PREFIX):
        return "profile"
    if section in ENDPOINTS:
        return "endpoint"
    if section.lower().startswith(("http://", "https://")):
        try:
            find_endpoint(section)
        except ConfigError:
            return "none"  # an address that none can be called at
        return "endpoint"
    return "none"


def _meant(option: str, wanted: Collection[str]) -> str | None:
    """The setting that an option is, or is nearly written like; None for another one."""
    if option in wanted:
        return option
    letters = re.sub(r"[^a-z]", "", option.removeprefix("export ")).removeprefix("ovh")
    plain = {name.replace("_", ""): name for name in wanted}
    known = plain.get(letters) or _OTHER_NAMES.get(letters)
    if known is not None:
        return known
    from difflib import get_close_matches

    near = next(iter(get_close_matches(letters, plain, 1, _MIN_LIKENESS)), None)
    return None if near is None else plain[near]


def _move(count: int) -> str:
    """What to do with so many keys that are in no endpoint's section."""
    return ngettext(
        "Move it to the section of the endpoint, as [ovh-eu].",
        "Move them to the section of the endpoint, as [ovh-eu].",
        count,
    )


def _section_advice(section: str) -> str:
    found = re.fullmatch(r"\s*profiles?[\s:._-]+(.+?)\s*", section, re.IGNORECASE)
    if found is not None:
        return _("Write {name}.").format(name=f"[{PROFILE_PREFIX}{_shown(found[1])}]")
    name = likely_name(section)
    if name is not None:
        return _("Write {name}.").format(name=f"[{name}]")
    return _("Name it after the endpoint, as [ovh-eu], or [profile:NAME] for --profile NAME.")


def _why_no_key(text: str) -> tuple[str, str] | None:
    """Why a value is no key, and what to do, to be translated; None where it may be one."""
    if not text:
        return N_("{option} is set but empty."), N_("Fill it in, or take the line out.")
    if "\n" in text:
        return (
            N_("{option} goes on in the next line, which begins with a blank."),
            N_("Take out the blanks before that line."),
        )
    if re.fullmatch(_PLACEHOLDER, text.strip("\"'`")):
        return N_("{option} is a placeholder, not a key."), N_("Replace it with the key.")
    if text[0] in "\"'`" or text[-1] in "\"'`":
        return N_("{option} is in quotes, which are part of the value."), N_("Leave them out.")
    if "#" in text or ";" in text:
        return (
            N_("{option} has a comment on its line, which is part of the value."),
            N_("Put the comment on a line of its own."),
        )
    if text[-1] == ",":
        return N_("{option} ends in a comma, which is part of the value."), N_("Leave it out.")
    if value_problem(text, ""):
        return (
            N_("{option} holds a blank or a character that keys don't have."),
            N_("Write only the key."),
        )
    return None


def _shown(section: str) -> str:
    """A section's name, where it can't be a secret."""
    words = section.strip()
    return "…" if "@" in words or re.fullmatch(_LIKE_A_KEY, words) else printable(section)


def _listed(options: list[str]) -> str:
    *first, last = map(printable, options)
    if not first:
        return last
    return pgettext("a list", "{first} and {last}").format(first=", ".join(first), last=last)
