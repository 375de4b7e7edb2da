"""Writing keys into an ``ovh.conf`` that other programs read too.

Only the lines of those keys change: comments, other sections and the order stay. What was written is
parsed again before it replaces the file, so a file laid out in an unforeseen way is refused, not spoilt.
"""

import os
import re
import tempfile
from pathlib import Path

from ovh_explorer.config.credentials import Credentials, OAuth2Client
from ovh_explorer.config.endpoints import Endpoint
from ovh_explorer.config.errors import ConfigError
from ovh_explorer.config.files import decode, parse
from ovh_explorer.text import printable

__all__ = ["save"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_HEADER = re.compile(r"\[(.+)\]")
_OPTION = re.compile(r"[ \t]*([^\s=:#;\[][^=:]*?)\s*[=:]")
_KEYS = ("application_key", "application_secret", "consumer_key")
_ACCOUNT = ("client_id", "client_secret")


def save(path: Path, endpoint: Endpoint, credentials: Credentials | OAuth2Client) -> None:
    """Write `credentials` into the section of `endpoint` in the ``ovh.conf`` at `path`.

    The section is named as the wrappers look for it: ``[ovh-eu]``, or the URL of a custom endpoint (as
    go-ovh does). ``[default] endpoint`` is set only if the file has none. The file is replaced in one
    step and is the user's alone (0600); where `path` is a symbolic link, the file it leads to is.

    Raises:
        ConfigError: when the file can't be read, understood or written, or its section holds an OAuth2
            client, which no wrapper accepts beside an application key, or the other way round. The file is then
            as it was.
    """
    label = printable(str(path))
    try:
        target = path.resolve()
        data = target.read_bytes() if target.exists() else b""
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: a loop of links, ValueError: a NUL
        raise ConfigError(f"{label} can't be read: {_reason(error)}.") from None
    before = decode(data, label)
    after = _edited(before, label, endpoint, credentials)
    _replace(target, label, after.encode("utf-8"))


def _edited(text: str, label: str, endpoint: Endpoint, credentials: Credentials | OAuth2Client) -> str:
    old = parse(text, label)
    expected = {name: dict(old.items(name)) for name in old.sections()}
    section = expected.setdefault(endpoint.name, {})
    settings = _settings(section, label, endpoint, credentials)
    section.update({key: value for key, value in settings.items() if value is not None})
    for key in [key for key, value in settings.items() if value is None]:
        section.pop(key, None)  # the consumer key there belongs to the application key that was replaced

    lines = _LINE.findall(text)
    newline = "\r\n" if any(line.endswith("\r\n") for line in lines) else "\n"
    if "endpoint" not in expected.setdefault("default", {}):
        expected["default"]["endpoint"] = endpoint.name
        lines = _with_settings(lines, newline, "default", {"endpoint": endpoint.name})
    lines = _with_settings(lines, newline, endpoint.name, settings)
    edited = "".join(lines)

    refusal = f"{label} is laid out in a way that can't be edited safely: write the keys by hand."
    try:
        new = parse(edited, label)
    except ConfigError:
        raise ConfigError(refusal) from None
    if {name: dict(new.items(name)) for name in new.sections()} != expected:
        raise ConfigError(refusal)
    return edited


def _settings(
    section: dict[str, str], label: str, endpoint: Endpoint, credentials: Credentials | OAuth2Client
) -> dict[str, str | None]:
    """What is to stand in the section; None for what is to go."""
    if isinstance(credentials, OAuth2Client):
        others: tuple[str, ...] = _KEYS
        words = "an application key, which can't stand beside an OAuth2 client"
        settings: dict[str, str | None] = {
            "client_id": credentials.client_id,
            "client_secret": credentials.client_secret,
        }
    else:
        others = _ACCOUNT
        words = "an OAuth2 client (client_id), which can't stand beside an application key"
        keys = (credentials.application_key, credentials.application_secret, credentials.consumer_key)
        settings = dict(zip(_KEYS, keys, strict=True))
    if any(key in section for key in others):
        raise ConfigError(f"[{endpoint.name}] in {label} holds {words}. Remove it first, or save to another file.")
    return settings


def _with_settings(lines: list[str], newline: str, section: str, settings: dict[str, str | None]) -> list[str]:
    """`lines` with the settings of one section replaced, added, or (None) removed."""
    starts = [index for index, line in enumerate(lines) if _section(line) is not None]
    mine = next((index for index in starts if _section(lines[index]) == section), None)
    if mine is None:
        added = [f"{key} = {value}{newline}" for key, value in settings.items() if value is not None]
        gap = [newline] if lines and lines[-1].strip() else []
        return [*_ended(lines, newline), *gap, f"[{section}]{newline}", *added]
    end = next((index for index in starts if index > mine), len(lines))
    left = dict(settings)
    kept: list[str] = []
    for line in _ended(lines[mine + 1 : end], newline):
        option = _OPTION.match(line)
        name = option[1].lower() if option else ""
        if name not in settings:
            kept.append(line)
            continue
        value = left.pop(name, None)
        if option is not None and value is not None:
            kept.append(f"{option[0]} {value}{newline}" if option[0][-2].isspace() else f"{option[0]}{value}{newline}")
    added = [f"{key} = {value}{newline}" for key, value in left.items() if value is not None]
    # After the last setting, so that what belongs to the next section (a comment above it) stays with it.
    settings_at = [index for index, line in enumerate(kept) if _OPTION.match(line) or _continues(line)]
    place = settings_at[-1] + 1 if settings_at else 0
    head = _ended(lines[: mine + 1], newline)
    return [*head, *kept[:place], *added, *kept[place:], *lines[end:]]


def _section(line: str) -> str | None:
    # configparser also takes an indented header, unless it continues a value; the check after the edit
    # tells those apart.
    found = _HEADER.match(line.strip())
    return found[1] if found else None


def _continues(line: str) -> bool:
    return line[:1] in (" ", "\t") and bool(line.strip()) and line.strip()[0] not in "#;"


def _ended(lines: list[str], newline: str) -> list[str]:
    if not lines or lines[-1].endswith(("\r", "\n")):
        return lines
    return [*lines[:-1], lines[-1] + newline]


def _replace(target: Path, label: str, data: bytes) -> None:
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # mode 0600 from the start
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        temporary = None
    except OSError as error:
        raise ConfigError(f"{label} can't be written: {_reason(error)}. It is as it was.") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else "its name leads nowhere"
