"""Writes keys into an ``ovh.conf`` that other programs read too.

Only the lines of those keys change: comments, other sections and the order stay. What was written
is parsed again before it replaces the file, so a file laid out in an unforeseen way is refused, not
spoilt.
"""

import re
from pathlib import Path

from ovh_explorer.config.endpoints import Endpoint
from ovh_explorer.config.errors import ConfigError
from ovh_explorer.config.files import decode
from ovh_explorer.config.ini_file import IniFile, parse
from ovh_explorer.config.keys import (
    ACCOUNT_KEYS,
    APPLICATION_KEYS,
    KEYS,
    TOKEN_KEY,
    AccessToken,
    Keys,
    OAuth2Client,
    names_of,
)
from ovh_explorer.config.profiles import PREFIX
from ovh_explorer.config.replace import held_target, read_target, replace_file
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, pgettext

__all__ = ["is_there", "save", "what_is_there"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_HEADER = re.compile(r"\[(.+)\]")
_OPTION = re.compile(r"[ \t]*([^\s=:#;\[][^=:]*?)\s*[=:]")
# What the keys of a section are part of, in words.
_WAYS = {
    **dict.fromkeys(APPLICATION_KEYS, N_("an application key")),
    **dict.fromkeys(ACCOUNT_KEYS, N_("an OAuth2 client")),
    TOKEN_KEY: N_("an access token"),
}
# What there is, as far as it is no secret; all of a token is one.
_THERE = {
    "application_key": N_("application key {key}"),
    "client_id": N_("client id {key}"),
    TOKEN_KEY: N_("an access token"),
}


def save(
    path: Path,
    endpoint: Endpoint,
    credentials: Keys,
    *,
    profile: str = "",
    replace: bool = False,
) -> None:
    """Write `credentials` into the ``ovh.conf`` at `path`, into the section of `endpoint`, or of a
    profile.

    The section is named as the wrappers look for it: ``[ovh-eu]``, or the URL of a custom endpoint
    (as go-ovh does); ``[default] endpoint`` is then set if the file has none. A profile is
    ``[profile:NAME]`` with its endpoint in it. The file is replaced in one step and is the user's
    alone (0600); where `path` is a symbolic link, the file it leads to is.

    Args:
        replace: keys of another way to sign in that stand in the same section give way, since no
            wrapper accepts two ways.

    Raises:
        ConfigError: when the file can't be read, understood or written, or without `replace` the
            section holds the other kind of keys. The file is then as it was.
    """
    label = printable(str(path))
    with held_target(path, label) as (target, data):
        after = _edited(decode(data, label), label, endpoint, credentials, profile, replace)
        replace_file(target, label, after.encode("utf-8"))


def what_is_there(path: Path, endpoint: Endpoint, profile: str = "") -> str:
    """What :func:`save` would replace, in words: ``application key TDPKJdwZwAQPwKX2``; empty when
    nothing.

    Raises:
        ConfigError: when the file can't be read or understood.
    """
    label = printable(str(path))
    parser = parse(decode(read_target(path, label)[1], label), label)
    section = _section_of(endpoint, profile)
    found = [
        _(words).format(key=printable(parser.get(section, name)))
        for name, words in _THERE.items()
        if parser.has_option(section, name)
    ]
    first, *others = found or [""]
    for other in others:
        first = pgettext("a list", "{first} and {last}").format(first=first, last=other)
    return first


def is_there(path: Path, endpoint: Endpoint, credentials: Keys, profile: str = "") -> bool:
    """Whether a file has these keys already, so that :func:`save` would change nothing.

    Raises:
        ConfigError: when the file can't be read, understood or edited.
    """
    label = printable(str(path))
    text = decode(read_target(path, label)[1], label)
    after = _edited(text, label, endpoint, credentials, profile, replace=True)
    return _by_section(parse(after, label)) == _by_section(parse(text, label))


def _by_section(parser: IniFile) -> dict[str, dict[str, str]]:
    return {section: dict(parser.items(section)) for section in parser.sections()}


def _section_of(endpoint: Endpoint, profile: str) -> str:
    return f"{PREFIX}{profile}" if profile else endpoint.name


def _edited(
    text: str,
    label: str,
    endpoint: Endpoint,
    credentials: Keys,
    profile: str,
    replace: bool,
) -> str:
    old = parse(text, label)
    name = _section_of(endpoint, profile)
    expected = _by_section(old)
    section = expected.setdefault(name, {})
    settings = _settings(
        section, _("[{section}] in {file}").format(section=name, file=label), credentials, replace
    )
    if profile:
        settings = {"endpoint": endpoint.name, **settings}
    section.update({key: value for key, value in settings.items() if value is not None})
    for key in [key for key, value in settings.items() if value is None]:
        section.pop(key, None)  # it belongs to keys that were replaced

    lines = _LINE.findall(text)
    newline = "\r\n" if any(line.endswith("\r\n") for line in lines) else "\n"
    if not profile and "endpoint" not in expected.setdefault("default", {}):
        expected["default"]["endpoint"] = endpoint.name
        lines = _with_settings(lines, newline, "default", {"endpoint": endpoint.name})
    lines = _with_settings(lines, newline, name, settings)
    edited = "".join(lines)

    refusal = _(
        "{file} is laid out in a way that can't be edited safely: write the keys by hand."
    ).format(file=label)
    try:
        new = parse(edited, label)
    except ConfigError:
        raise ConfigError(refusal) from None
    if _by_section(new) != expected:
        raise ConfigError(refusal)
    return edited


def _settings(
    section: dict[str, str], where: str, credentials: Keys, replace: bool
) -> dict[str, str | None]:
    """What is to stand in the section; None for what is to go."""
    settings: dict[str, str | None]
    if isinstance(credentials, AccessToken):
        settings = {TOKEN_KEY: credentials.text}
    elif isinstance(credentials, OAuth2Client):
        values = (credentials.client_id, credentials.client_secret)
        settings = dict(zip(ACCOUNT_KEYS, values, strict=True))
    else:
        keys = (
            credentials.application_key,
            credentials.application_secret,
            credentials.consumer_key,
        )
        settings = dict(zip(APPLICATION_KEYS, keys, strict=True))
    others = [key for key in KEYS if key not in names_of(credentials)]
    there = next((key for key in others if key in section), None)
    if there is not None:
        if not replace:
            words = _(
                "{place} holds {this}, which can't stand beside {other}. Remove it first, or save "
                "elsewhere."
            )
            this, other = _(_WAYS[there]), _(_WAYS[names_of(credentials)[0]])
            raise ConfigError(words.format(place=where, this=this, other=other))
        settings |= dict.fromkeys(others)
    return settings


def _with_settings(
    lines: list[str], newline: str, section: str, settings: dict[str, str | None]
) -> list[str]:
    """`lines` with the settings of one section replaced, added, or (None) removed."""
    starts = [index for index, line in enumerate(lines) if _section(line) is not None]
    start = next((index for index in starts if _section(lines[index]) == section), None)
    if start is None:
        gap = [newline] if lines and lines[-1].strip() else []
        added = _setting_lines(settings, newline)
        return [*_ended(lines, newline), *gap, f"[{section}]{newline}", *added]
    end = next((index for index in starts if index > start), len(lines))
    body, left = _replaced(_ended(lines[start + 1 : end], newline), newline, settings)
    at = _after_last_setting(body)
    head = _ended(lines[: start + 1], newline)
    return [*head, *body[:at], *_setting_lines(left, newline), *body[at:], *lines[end:]]


def _replaced(
    lines: list[str], newline: str, settings: dict[str, str | None]
) -> tuple[list[str], dict[str, str | None]]:
    """The lines of a section with the settings that it holds replaced or removed; the settings that
    it doesn't hold.
    """
    left = dict(settings)
    found: list[str] = []
    for line in lines:
        option = _OPTION.match(line)
        name = option[1].lower() if option else ""
        if option is None or name not in settings:
            found.append(line)
            continue
        value = left.pop(name, None)
        if value is not None:
            # As it is spaced in this file: `key=value` or `key = value`.
            blank = " " if option[0][-2].isspace() else ""
            found.append(f"{option[0]}{blank}{value}{newline}")
    return found, left


def _setting_lines(settings: dict[str, str | None], newline: str) -> list[str]:
    return [f"{key} = {value}{newline}" for key, value in settings.items() if value is not None]


def _after_last_setting(lines: list[str]) -> int:
    """The index after the last setting, so that a comment above the next section stays with it."""
    at = 0
    for index, line in enumerate(lines):
        if _OPTION.match(line) or _continues(line):
            at = index + 1
    return at


def _section(line: str) -> str | None:
    # configparser also takes an indented header, unless it continues a value; the check after the
    # edit tells those apart.
    found = _HEADER.match(line.strip())
    return found[1] if found else None


def _continues(line: str) -> bool:
    return line[:1] in (" ", "\t") and bool(line.strip()) and line.strip()[0] not in "#;"


def _ended(lines: list[str], newline: str) -> list[str]:
    if not lines or lines[-1].endswith(("\r", "\n")):
        return lines
    return [*lines[:-1], lines[-1] + newline]
