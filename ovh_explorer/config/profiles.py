"""Every set of keys there is: those that the wrappers would take for each endpoint, and those kept
under a name.

A profile is a section ``[profile:NAME]`` of ``ovh.conf`` with an ``endpoint`` and keys beside it.
The wrappers pass over such sections, ovhcloud-cli keeps its own there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ovh_explorer.config.credentials import SYSTEM_FILE, LoadedKeys, find_files, load
from ovh_explorer.config.endpoints import DEFAULT_ENDPOINT, ENDPOINTS, Endpoint, find_endpoint
from ovh_explorer.config.errors import ConfigError, said_of
from ovh_explorer.config.files import PROFILE_PREFIX, Configuration, Value, read_each
from ovh_explorer.config.keys import KEYS, Keys, keys_of
from ovh_explorer.config.sources import shown_sources
from ovh_explorer.text import printable
from ovh_explorer.translation import _, pgettext, quoted

__all__ = ["PREFIX", "Profile", "find_profile", "find_profiles", "profile_name_problem"]

PREFIX = PROFILE_PREFIX
"""What the names of sections begin with that hold a profile."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Keys and the endpoint they are for.

    Attributes:
        name: what it is kept under; the endpoint's name for what the wrappers take by themselves.
        where: where it was found, for users: ``~/.ovh.conf [profile:client]``.
        is_standard: the wrappers take these keys for the endpoint by themselves.
        section: as in :class:`~ovh_explorer.config.credentials.LoadedKeys`.
    """

    name: str
    endpoint: Endpoint
    credentials: Keys
    where: str
    is_standard: bool = True
    section: str = ""


def find_profiles(
    *,
    config_file: Path | None = None,
    environ: Mapping[str, str],
    home: Path | None,
    cwd: Path,
    system_file: Path = SYSTEM_FILE,
) -> tuple[list[Profile], list[str]]:
    """The profiles of the environment and the files, and what is wrong with those that can't be
    used, in words.

    First the keys that each endpoint has by the wrappers' rules; then those of single files that
    another file or the environment hides; then the ones that have a name.

    Raises:
        ConfigError: when `config_file` can't be used.
    """
    config_files = find_files(config_file, home, cwd, system_file)
    # A shell's <(…) was read when the program started, and can be read once.
    files, unread = read_each(
        file for file in config_files if not file.is_named or file.path.is_file()
    )
    for item in unread:
        if item.file.is_named:
            raise ConfigError(said_of("--config", item.problem))
    problems = [item.problem for item in unread]
    # Of a profile that names no endpoint.
    default = Configuration(part for file in files for part in file.parts).get(
        "default", "endpoint"
    )

    def load_at(endpoint: str) -> LoadedKeys:
        return load(
            endpoint,
            config_file=config_file,
            environ=environ,
            home=home,
            cwd=cwd,
            system_file=system_file,
        )

    found = _standard_profiles(_endpoints(files, environ), environ, load_at, problems)
    seen = {(item.endpoint.name, item.credentials) for item in found}
    for configuration in reversed(files):
        for section in configuration.sections():
            profile = _of_section(configuration, section, default, problems)
            if profile is None:
                continue
            key = (profile.endpoint.name, profile.credentials)
            if not profile.is_standard or key not in seen:
                seen.add(key)
                found.append(profile)
    return found, list(dict.fromkeys(problems))


def _standard_profiles(
    endpoints: list[str],
    environ: Mapping[str, str],
    load_at: Callable[[str], LoadedKeys],
    problems: list[str],
) -> list[Profile]:
    """The keys that each endpoint has by the wrappers' rules."""
    found: dict[str, Profile] = {}
    for endpoint in endpoints:
        try:
            keys = load_at(endpoint)
        except ConfigError:
            if endpoint == environ.get("OVH_ENDPOINT"):
                problems.append(said_of("OVH_ENDPOINT", _why_none(endpoint)))
            continue  # else a section that looks like an endpoint's and names none
        name = keys.endpoint.name
        if keys.credentials is not None and name not in found:
            where = shown_sources(keys.where)
            found[name] = Profile(
                name, keys.endpoint, keys.credentials, where, section=keys.section
            )
    return list(found.values())


def _why_none(endpoint: str) -> str:
    """Why a text is no endpoint, in words."""
    try:
        find_endpoint(endpoint)
    except ConfigError as error:
        return str(error)
    return ""


def find_profile(profiles: list[Profile], name: str) -> Profile:
    """The profile of a name.

    Raises:
        ConfigError: naming those there are.
    """
    for profile in profiles:
        if profile.name == name:
            return profile
    names = ", ".join(printable(profile.name) for profile in profiles)
    words = _("Profile {name} not found. Profiles: {names}.")
    names = names or pgettext("profiles", "none")
    raise ConfigError(words.format(name=quoted(printable(name)), names=names))


def profile_name_problem(name: str) -> str:
    """Why a profile can't be kept under `name`, in words; empty when it can."""
    if not name.strip():
        return _("Give the profile a name.")
    if name != name.strip() or not name.isprintable() or "[" in name or "]" in name:
        return _("A profile's name holds no brackets, line ends or blanks around it.")
    return ""


def _endpoints(files: list[Configuration], environ: Mapping[str, str]) -> list[str]:
    """The names and URLs of endpoints that keys could be found for: what the environment names,
    then all there are.
    """
    sections = [section for configuration in files for section in configuration.sections()]
    urls = [section for section in sections if section.lower().startswith(("http://", "https://"))]
    # Keys of the environment that say for no endpoint are for the one a run asks for: they are in
    # no list.
    named = [environ["OVH_ENDPOINT"]] if environ.get("OVH_ENDPOINT") else []
    names = [name for name in ENDPOINTS if name in sections]
    return list(dict.fromkeys([*named, *names, *urls]))


def _of_section(
    configuration: Configuration, section: str, default: Value | None, problems: list[str]
) -> Profile | None:
    is_named = section.startswith(PREFIX)
    values = {key: configuration.get(section, key) for key in KEYS}
    if not any(value is not None and value.text for value in values.values()):
        return None
    label = configuration.label
    where = f"{label} [{printable(section)}]"
    setting = configuration.get(section, "endpoint") or default
    try:
        if is_named:
            endpoint = _named_endpoint(DEFAULT_ENDPOINT if setting is None else setting.text)
        elif section in ENDPOINTS or section.lower().startswith(("http://", "https://")):
            endpoint = find_endpoint(section)
        else:
            return None
    except ConfigError as error:
        location = setting.location if setting is not None else label
        words = _("{place}, the profile {name}: {error}")
        shown = printable(section.removeprefix(PREFIX))
        problems.append(words.format(place=location, name=shown, error=error))
        return None
    wrong: list[str] = []
    credentials = keys_of(endpoint, values, wrong)
    if credentials is None:
        # What the wrappers would say of an endpoint's own section is said where those keys are
        # looked for.
        problems.extend(said_of(where, words) for words in wrong if is_named)
        return None
    # not for people: it is what --profile finds it by
    name = section.removeprefix(PREFIX) if is_named else f"{endpoint.name} of {label}"
    own = "" if section == endpoint.name else section
    return Profile(name, endpoint, credentials, where, is_standard=not is_named, section=own)


def _named_endpoint(text: str) -> Endpoint:
    # ovhcloud-cli also writes a region alone.
    region = {"EU": "ovh-eu", "CA": "ovh-ca", "US": "ovh-us"}.get(text.strip().upper())
    return find_endpoint(region or text)
