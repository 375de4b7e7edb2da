"""Credentials: found where python-ovh finds them, sent nowhere they aren't meant for."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ovh_explorer.config.endpoints import DEFAULT_ENDPOINT, ENDPOINTS, Endpoint, find_endpoint
from ovh_explorer.config.errors import ConfigError, EndpointUnknown, said_of
from ovh_explorer.config.files import ConfigFile, Configuration, UnreadableFile, Value, read_files
from ovh_explorer.config.keys import KEYS, TOKEN_KEY, Keys, keys_of, names_of
from ovh_explorer.config.sources import OF_ENVIRONMENT
from ovh_explorer.text import printable
from ovh_explorer.translation import _

if TYPE_CHECKING:
    from ovh_explorer.config.findings import Finding

__all__ = ["SYSTEM_FILE", "LoadedKeys", "find_files", "load"]

SYSTEM_FILE = Path("/etc/ovh.conf")


class LoadedKeys(NamedTuple):
    """The endpoint to call and the keys to sign with, as :func:`load` found them.

    Attributes:
        endpoint: where calls go.
        credentials: what they are signed with; None to call without signing in.
        where: where each part of the credentials came from, for users:
            ``OVH_APPLICATION_KEY, environment``, ``~/.ovh.conf [ovh-eu]``; each place once.
        problem: what is wrong with the configuration, in words, one line each; None if nothing is.
            There can be a problem and credentials: a file that can't be read doesn't undo another.
        endpoint_from: what chose the endpoint: ``--endpoint``, ``OVH_ENDPOINT, environment``,
            ``~/.ovh.conf [default]``, ``default``.
        unusable: there are keys for the endpoint, or a file that may hold them, and they can't be
            used: `problem` says why. Calls that need a signature are not to be sent without one
            then.
        findings: what stands in the files and is of no use there, line by line.
        section: the section that all of the credentials are in, where it is not called as the
            endpoint is: what looks for them by that name finds none. "" else.
    """

    endpoint: Endpoint
    credentials: Keys | None
    where: tuple[str, ...]
    problem: str | None
    endpoint_from: str = "default"
    unusable: bool = False
    findings: "tuple[Finding, ...]" = ()
    section: str = ""


def load(
    endpoint: str | None,
    *,
    config_file: Path | None = None,
    environ: Mapping[str, str],
    home: Path | None,
    cwd: Path,
    system_file: Path = SYSTEM_FILE,
) -> LoadedKeys:
    """The endpoint to call and the keys to sign with, found as python-ovh does.

    The argument comes first, then ``OVH_*`` in `environ`, then the files, merged key by key:
    ``/etc/ovh.conf`` < ``~/.ovh.conf`` < ``./ovh.conf`` < `config_file`. Like go-ovh, without any
    endpoint it is ``ovh-eu``, and a section may be named by an endpoint's URL.

    Unlike the wrappers it keeps keys where they belong: those of the environment are for the
    endpoint that ``OVH_ENDPOINT`` names, and go to a URL only if that is what it names. A file that
    can't be used hides nothing: what it may say in place of a file that counts less is taken for
    unknown.

    Raises:
        ConfigError: when the argument `endpoint` is none, or `config_file` can't be used.
        EndpointUnknown: when ``OVH_ENDPOINT`` or a file names an endpoint that is none, or a file
            that may name one can't be used.
    """
    configuration, unread = read_files(find_files(config_file, home, cwd, system_file))
    for item in unread:
        if item.file.is_named:
            raise ConfigError(said_of("--config", item.problem))
    chosen, endpoint_from, asked_for = _endpoint(endpoint, environ, configuration, unread)
    problems = [item.problem for item in unread]
    from_environment = _environment(chosen, environ, problems)
    sections = _sections(chosen, asked_for, configuration)
    values = {
        key: from_environment.get(key) or _from_files(configuration, sections, key) for key in KEYS
    }
    credentials = keys_of(chosen, values, problems)
    used = _used(credentials, values)
    if credentials is None:
        _tell_of_other_keys(chosen, endpoint_from, configuration, problems)
    hidden = _hiding(unread, [value for value in used if value not in from_environment.values()])
    if hidden:
        labels = ", ".join(item.file.label for item in hidden)
        problems.append(
            _(
                "{files} may hold other keys, so the ones of other files are not used. No call is "
                "signed."
            ).format(files=labels)
        )
        credentials, used = None, []
    where = tuple(dict.fromkeys(value.source for value in used))
    unusable = credentials is None and (
        bool(unread) or any(value is not None for value in values.values())
    )
    findings: tuple[Finding, ...] = ()
    if configuration.parts:
        from ovh_explorer.config.findings import find_unread, in_another_section

        findings = find_unread(configuration, KEYS)
        if not any(values.values()) and endpoint_from not in ("--endpoint", "default"):
            findings += in_another_section(configuration, KEYS, chosen, endpoint_from)
    problem = "\n".join(problems) or None
    return LoadedKeys(
        chosen,
        credentials,
        where,
        problem,
        endpoint_from,
        unusable,
        findings,
        _section_of(used, chosen),
    )


def _section_of(used: Iterable[Value], endpoint: Endpoint) -> str:
    """The one section that values come from; "" for the endpoint's own, and for several places."""
    sections = {value.section for value in used}
    section = sections.pop() if len(sections) == 1 else ""
    return "" if section == endpoint.name else section


def _used(credentials: Keys | None, values: Mapping[str, Value | None]) -> list[Value]:
    """The values that the credentials were made of."""
    if credentials is None:
        return []
    names = names_of(credentials)
    return [value for key in names if (value := values[key]) is not None and value.text]


def _hiding(unread: Iterable[UnreadableFile], used: list[Value]) -> list[UnreadableFile]:
    """The unreadable files that count more than one of the files whose values are used."""
    if not used:
        return []
    lowest = min(value.rank for value in used)
    return [item for item in unread if item.rank > lowest]


def find_files(
    config_file: Path | None, home: Path | None, cwd: Path, system_file: Path = SYSTEM_FILE
) -> list[ConfigFile]:
    """The files that are looked at, the one that wins last."""
    config_files = [ConfigFile(system_file, str(system_file))]
    if home is not None:
        config_files.append(ConfigFile(home / ".ovh.conf", "~/.ovh.conf"))
    config_files.append(ConfigFile(cwd / "ovh.conf", "./ovh.conf"))
    if config_file is not None:
        config_files.append(ConfigFile(config_file, printable(str(config_file)), is_named=True))
    return config_files


def _endpoint(
    argument: str | None,
    environ: Mapping[str, str],
    configuration: Configuration,
    unread: Iterable[UnreadableFile],
) -> tuple[Endpoint, str, str]:
    """The endpoint, what chose it, and the text that did."""
    if argument is not None:
        try:
            return find_endpoint(argument), "--endpoint", argument.strip()
        except ConfigError as error:
            raise ConfigError(said_of("--endpoint", error)) from None
    setting = _variable(environ, "endpoint")
    if setting is None:
        setting = configuration.get("default", "endpoint")
        hidden = [item.problem for item in unread if setting is None or item.rank > setting.rank]
        if hidden:
            advice = _(
                "The endpoint is unknown, because this file may name it. Correct the file, or set "
                "OVH_ENDPOINT."
            )
            raise EndpointUnknown("\n".join([*hidden, advice]))
    if setting is None:
        return ENDPOINTS[DEFAULT_ENDPOINT], "default", DEFAULT_ENDPOINT
    if not setting.text.strip():
        raise EndpointUnknown(
            _("{place}: the endpoint is set but empty. Valid are {names}.").format(
                place=setting.location, names=", ".join(ENDPOINTS)
            )
        )
    try:
        return find_endpoint(setting.text), setting.source, setting.text.strip()
    except ConfigError as error:
        raise EndpointUnknown(said_of(setting.location, error)) from None


def _tell_of_other_keys(
    endpoint: Endpoint, endpoint_from: str, configuration: Configuration, problems: list[str]
) -> None:
    """Say that there are keys, and for what, where no setting chose the endpoint and it has
    none.
    """
    if endpoint_from != "default":
        return
    names = [
        name for name in ENDPOINTS if any(configuration.get(name, key) is not None for key in KEYS)
    ]
    if names and endpoint.name not in names:
        problems.append(
            _(
                "There are keys for {names}, and no setting chooses an endpoint: {endpoint} is "
                "used. Set OVH_ENDPOINT={name}, or endpoint={name} in the section [default] of "
                "ovh.conf."
            ).format(names=", ".join(names), endpoint=endpoint.name, name=names[0])
        )


def _variable(environ: Mapping[str, str], key: str) -> Value | None:
    name = f"OVH_{key.upper()}"
    text = environ.get(name)
    return None if text is None else Value(text, f"{name}{OF_ENVIRONMENT}", name)


def _environment(
    endpoint: Endpoint, environ: Mapping[str, str], problems: list[str]
) -> dict[str, Value]:
    """The keys in the environment that are for `endpoint`; a problem if there are some that
    aren't.
    """
    values = {key: value for key in KEYS if (value := _variable(environ, key)) is not None}
    if TOKEN_KEY in values and not values[TOKEN_KEY].text:
        # go-ovh, the only wrapper that reads it, takes it for not set.
        del values[TOKEN_KEY]
    if not values:
        return {}
    names = ", ".join(f"OVH_{key.upper()}" for key in values)
    owner = environ.get("OVH_ENDPOINT")
    if owner is None:
        if not endpoint.is_custom:
            return values
        problems.append(
            _(
                "{names} of the environment were not used: they don't say that they are for {url}. "
                "Set OVH_ENDPOINT={url} if they are."
            ).format(names=names, url=endpoint.root)
        )
        return {}
    try:
        same = find_endpoint(owner).name == endpoint.name
    except ConfigError:
        same = False
    if same:
        return values
    words = _(
        "{names} of the environment were not used for {endpoint}: they are for {other} "
        "(OVH_ENDPOINT)."
    )
    if "@" in owner:
        words = _(
            "{names} of the environment were not used for {endpoint}: they are for another "
            "endpoint (OVH_ENDPOINT)."
        )
    problems.append(words.format(names=names, endpoint=endpoint.name, other=printable(owner)))
    return {}


def _sections(endpoint: Endpoint, asked_for: str, configuration: Configuration) -> list[str]:
    """The sections that speak for `endpoint`, the most exact first.

    Its name; go-ovh names the section of a URL by that URL, however its end is spelt.
    """
    exact = [endpoint.name, asked_for, endpoint.root, endpoint.base("v1")]
    urls = []
    for section in configuration.sections():
        if section.lower().startswith(("http://", "https://")):
            try:
                if find_endpoint(section).installation == endpoint.installation:
                    urls.append(section)
            except ConfigError:
                # Not an endpoint's section, whatever it is: it isn't ours to judge.
                continue
    return list(
        dict.fromkeys([section for section in exact if section in configuration.sections()] + urls)
    )


def _from_files(configuration: Configuration, sections: list[str], key: str) -> Value | None:
    for section in sections:
        value = configuration.get(section, key)
        if value is not None:
            return value
    return None
