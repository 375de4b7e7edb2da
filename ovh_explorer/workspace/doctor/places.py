"""Where settings came from, how old the catalog is, and where files are kept."""

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ovh_explorer.catalog.database import store_path
from ovh_explorer.catalog.store import Store, StoreError
from ovh_explorer.config import ConfigError, cache_dir, state_dir
from ovh_explorer.config.files import ConfigFile, read_files
from ovh_explorer.config.keys import KEYS
from ovh_explorer.translation import N_, _, labelled, ngettext, number, pgettext
from ovh_explorer.workspace.doctor.report import Fact, Part, Report
from ovh_explorer.workspace.settings import config_files, shown_places, source_words
from ovh_explorer.workspace.sync.process import MAX_AGE

if TYPE_CHECKING:
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["catalog", "files", "settings", "unreadable_files"]

_DAY, _HOUR, _MINUTE = 86400, 3600, 60
_PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY")
_CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
# In the report for programs too: translated where it is shown.
_UNREADABLE = N_("an address that can't be read")
_NO_HOST = N_("no host")
_STORED = ("memory.db", "history.db", "favourites.db", "read-only")


async def settings(workspace: "Workspace", report: Report) -> Part:
    """Each setting and where it came from; of the environment names alone, for values may be
    secret.
    """
    run = workspace.run_settings
    facts = _account(workspace)
    named = None if run.config_file is None else str(run.config_file)
    facts.append(Fact("config", named, "--config", named or _none()))
    facts.append(await _read_only(workspace, report))
    names = [] if run.is_demo else sorted(name for name in os.environ if name.startswith("OVH_"))
    words = ", ".join(names) or _("no OVH_ variables")
    facts.append(Fact("environment", names, "environment", words))
    facts += [_proxies(report), _certificates(report)]
    return Part("settings", "Settings", tuple(facts))


def _account(workspace: "Workspace") -> list[Fact]:
    """The endpoint, the keys and the profile in use, and what chose them."""
    run = workspace.run_settings
    if run.is_unknown:
        return [Fact("endpoint", None, "endpoint", pgettext("doctor", "not known"))]
    found = workspace.settings.found
    # not for people: for programs
    source = "the demo" if run.is_demo else found.endpoint_from
    if source == "default":
        endpoint = _("{endpoint}, because no setting names another")
    elif run.is_demo:
        endpoint = _("{endpoint}, from the demo")
    else:
        endpoint = _("{endpoint}, from {source}")
    endpoint = endpoint.format(endpoint=workspace.title, source=source_words(source))
    where = list(found.where)
    profile = workspace.settings.profile or None
    return [
        Fact("endpoint", workspace.title, "endpoint", endpoint),
        Fact("endpoint_from", source),
        Fact("keys_from", where, "keys", _from(where)),
        Fact("profile", profile, "profile", profile or _none()),
    ]


def _proxies(report: Report) -> Fact:
    proxies = {name: _proxy(name, text) for name in _PROXIES if (text := _variable(name))}
    report.problems += [
        _("{name} holds an address that can't be read. Write it like http://host:3128.").format(
            name=name
        )
        for name, text in proxies.items()
        if text == _UNREADABLE
    ]
    return Fact("proxies", proxies, "proxies", _pairs(proxies) or _none())


def _certificates(report: Report) -> Fact:
    named = {name: text for name in _CERTIFICATES if (text := _variable(name))}
    report.problems += [
        _("{name} names {path}, which isn't there.").format(name=name, path=path)
        for name, path in named.items()
        if _mode(Path(path)) is None
    ]
    return Fact("certificates", named, "certificates", _pairs(named) or _("the system's"))


def _from(where: list[str]) -> str:
    return (
        _("from {places}").format(places=", ".join(shown_places(where)))
        if where
        else pgettext("keys", "none")
    )


async def _read_only(workspace: "Workspace", report: Report) -> Fact:
    if workspace.run_settings.read_only:
        return Fact("read_only", True, "read-only", _("on: {option}").format(option="--read-only"))
    if workspace.is_demo or workspace.run_settings.is_unknown:
        return Fact("read_only", False, "read-only", _off())
    state = await workspace.read_only_switch.look()
    if state.problem:
        report.problems.append(state.problem)
    words = _off()
    if state.is_on:
        words = _("on for {profile}: R in the explorer turns it off").format(
            profile=workspace.profile_name
        )
    return Fact("read_only", state.is_on, "read-only", words)


def _none() -> str:
    return pgettext("a setting", "none")


def _off() -> str:
    return pgettext("doctor", "off")


def _variable(name: str) -> str:
    return os.environ.get(name) or os.environ.get(name.lower()) or ""


def _proxy(name: str, text: str) -> str:
    """A proxy without user and password."""
    if name == "NO_PROXY":
        return text
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return _UNREADABLE
    return f"{parts.hostname or _NO_HOST}{port}"


def _pairs(values: dict[str, str]) -> str:
    return "\n".join(
        labelled(name, _(text) if text in (_UNREADABLE, _NO_HOST) else text)
        for name, text in values.items()
    )


def catalog(workspace: "Workspace", report: Report) -> Part:
    """How much of the catalog is here, and how old it is."""
    if workspace.is_demo:
        # Its catalog is fetched by the explorer, each time anew.
        return _of_store(workspace.store)
    try:
        path = store_path(cache_dir(), workspace.root)
        if not path.is_file():
            report.notes.append(_("The catalog is not downloaded yet. Run `ovh-explorer sync`."))
            return _catalog_part(path, None, 0, 0, 0, 0)
        with Store(path) as store:
            if store.notice:
                report.problems.append(store.notice)
            _say_age(store, report)
            return _of_store(store)
    except (ConfigError, StoreError, OSError) as error:
        report.problems.append(str(error))
        return _catalog_part(None, None, 0, 0, 0, 0)


def _say_age(store: Store, report: Report) -> None:
    counts, age = store.counts(), store.age()
    lack = counts.lack()
    if lack and counts.products and not counts.fetched:
        words = _("The catalog is empty: it has {lack}. Run `ovh-explorer sync`.")
        report.problems.append(words.format(lack=lack))
    elif lack:
        report.notes.append(_("The catalog is not complete: it has {lack}.").format(lack=lack))
    elif age is not None and age > MAX_AGE:
        report.notes.append(_("The catalog is older than a week: the explorer refreshes it."))


def _of_store(store: Store) -> Part:
    counts, age = store.counts(), store.age()
    return _catalog_part(
        store.path, age, counts.products, counts.fetched, counts.operations, counts.models
    )


def _catalog_part(
    path: Path | None, age: float | None, products: int, fetched: int, operations: int, models: int
) -> Part:
    words = _none_yet()
    if products:
        many = (
            ngettext("{some} of {count} product", "{some} of {count} products", products).format(
                some=number(fetched), count=number(products)
            ),
            ngettext("{count} operation", "{count} operations", operations).format(
                count=number(operations)
            ),
            ngettext("{count} model", "{count} models", models).format(count=number(models)),
        )
        words = ", ".join(many)
    return Part(
        "catalog",
        "Catalog",
        (
            Fact("file", None if path is None else str(path), "file", str(path or _none())),
            Fact("age_seconds", None if age is None else round(age), "age", _age(age)),
            Fact("products", products, "holds", words),
            Fact("fetched", fetched),
            Fact("operations", operations),
            Fact("models", models),
        ),
    )


def _none_yet() -> str:
    return pgettext("doctor", "nothing yet")


def _age(seconds: float | None) -> str:
    """How old the oldest document is, in words; "" for none."""
    if seconds is None:
        return ""
    if seconds >= _DAY:
        count = int(seconds // _DAY)
        return ngettext("{count} day", "{count} days", count).format(count=number(count))
    if seconds >= _HOUR:
        count = int(seconds // _HOUR)
        return ngettext("{count} hour", "{count} hours", count).format(count=number(count))
    if seconds >= _MINUTE:
        count = int(seconds // _MINUTE)
        return ngettext("{count} minute", "{count} minutes", count).format(count=number(count))
    return _("less than a minute")


def files(workspace: "Workspace", report: Report) -> Part:
    """Where keys are looked for, and where this program keeps things; what is readable for others
    is said.
    """
    state = state_dir()
    try:
        cache = str(cache_dir())
        if words := _why_not_stored(cache_dir()):
            catalog_words = _("The catalog can't be saved, and is downloaded again at each start.")
            report.notes.append(f"{catalog_words} {words}")
    except ConfigError as error:
        cache = str(error)
    if words := _why_not_stored(state):
        state_words = _("The history, favourites, form values and read-only can't be saved.")
        report.notes.append(f"{state_words} {words}")
    config = [] if workspace.is_demo else config_files(workspace.run_settings.config_file)
    looked_at = [(file.label, _mode(file.path)) for file in config]
    report.notes += [note for file in config if (note := _readable_keys(file))]
    labels = [label for label, _unused in looked_at]
    there = [label for label, mode in looked_at if mode is not None]
    kept = [name for name in _STORED if (state / name).exists()]
    crashes = len(list(state.glob("crash-*.txt"))) if state.is_dir() else 0
    return Part(
        "files",
        "Files",
        (
            Fact("looked_at", labels, "keys looked for",
                 ", ".join(labels)),
            Fact("found", there, "found", ", ".join(there) or pgettext("doctor", "none of them")),
            Fact("state", str(state), "state", str(state)),
            Fact("stored", kept, "stored there", ", ".join(kept) or _none_yet()),
            Fact("crash_reports", crashes, "crash reports", str(crashes) if crashes else ""),
            Fact("cache", cache, "cache", cache),
        ),
    )  # fmt: skip


def unreadable_files(config_file: Path | None) -> list[str]:
    """Why files that settings are looked for in can't be used, in words."""
    return [item.problem for item in read_files(config_files(config_file))[1]]


def _why_not_stored(directory: Path) -> str:
    """Why nothing can be written into a directory that may have to be made first; "" where it can
    be.
    """
    there = next(path for path in (directory, *directory.parents) if path.exists())
    if not there.is_dir():
        return _("{there} is a file, and no directory.").format(there=there)
    if not os.access(there, os.W_OK | os.X_OK):
        return _("The directory {there} can't be written to.").format(there=there)
    return ""


def _readable_keys(file: ConfigFile) -> str:
    """That other users can read the keys in a file, in words; "" where they can't."""
    mode = _mode(file.path)
    if mode is None or not mode & 0o077 or sys.platform == "win32" or not file.path.is_file():
        return ""
    configuration, _problems = read_files([file])
    sections = configuration.sections()
    if not any(configuration.get(section, key) for section in sections for key in KEYS):
        return ""
    return _(
        "Other users of this machine may read the keys in {file} (mode {mode}). Run chmod 600 "
        "{file}, unless that is meant."
    ).format(file=file.label, mode=f"{mode:04o}")


def _mode(path: Path) -> int | None:
    """The permissions of a file; None where there is none."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except (OSError, ValueError):
        return None
