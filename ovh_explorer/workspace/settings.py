"""What this run works with: endpoint, keys, how careful to be."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.config import (
    AccessToken,
    ConfigError,
    Credentials,
    Endpoint,
    Keys,
    LoadedKeys,
    find_endpoint,
    load,
)

if TYPE_CHECKING:
    from ovh_explorer.config.profiles import Profile

__all__ = ["RunSettings", "Settings", "UnusableSettings", "demo_settings", "gather"]


@dataclass(frozen=True)
class Settings:
    """The endpoint and keys of a run.

    Attributes:
        found: endpoint and credentials, with where they were found.
        demo: it is the embedded demo: nothing of the user's is read or kept.
        read_only: only GET is sent.
        config_file: the file given with ``--config``.
        profile: the name the keys are kept under; "" for those that the wrappers take by
            themselves.
    """

    found: LoadedKeys
    demo: bool = False
    read_only: bool = False
    config_file: Path | None = None
    profile: str = ""

    @property
    def endpoint(self) -> Endpoint:
        return self.found.endpoint

    @property
    def credentials(self) -> Keys | None:
        """The keys to sign with, the service account to ask for, or the access token to send; None
        without any.
        """
        return self.found.credentials

    @property
    def problem(self) -> str:
        """What is wrong with the keys that were found, or with where they go, in words; "" when
        nothing is.
        """
        problems = [self.found.problem] if self.found.problem else []
        if self.credentials is not None and self.endpoint.is_plain_http_remote:
            problems.append(
                f"{self.endpoint.root} is not encrypted: what is sent and answered can be read "
                "and changed on the way. "
                "Use its https:// address."
            )
        endpoint = self.endpoint
        is_told = endpoint.has_user_tokens or endpoint.is_custom
        if isinstance(self.credentials, AccessToken) and not is_told:
            problems.append(
                f"Personal access tokens are known at ovh-eu and ovh-ca, not at {endpoint.name}. "
                "The token is sent there all the same."
            )
        return "\n".join(problems)

    @property
    def signing_problem(self) -> str:
        """Why requests can't be signed although keys are set, in words; "" when they can, and
        without any keys.
        """
        if self.found.unusable:
            return self.found.problem or ""
        if isinstance(self.credentials, Credentials) and not self.credentials.is_complete:
            return (
                f"There is an application key but no consumer key ({', '.join(self.found.where)})."
            )
        return ""

    @property
    def title(self) -> str:
        """The endpoint in a word or two, for headers."""
        return "demo" if self.demo else self.endpoint.name

    @property
    def profile_name(self) -> str:
        """What these keys go by: the profile, else the endpoint."""
        return self.profile or self.title

    def with_credentials(self, credentials: Keys, where: str, *, profile: str = "") -> "Settings":
        """The same run with other keys."""
        found = replace(
            self.found, credentials=credentials, where=(where,), problem=None, unusable=False
        )
        return replace(self, found=found, profile=profile)

    def with_profile(self, profile: "Profile") -> "Settings":
        """The same run with other keys, perhaps elsewhere."""
        found = LoadedKeys(profile.endpoint, profile.credentials, (profile.where,), None)
        name = "" if profile.name == profile.endpoint.name else profile.name
        return replace(self, found=found, demo=False, profile=name)

    def with_endpoint(self, name: str) -> "Settings":
        """The same run at another region or URL, with the keys that are found for it.

        Raises:
            ConfigError: for an endpoint that isn't one, in words.
        """
        return gather(name, config_file=self.config_file, read_only=self.read_only)

    def profiles(
        self, environ: Mapping[str, str] | None = None
    ) -> "tuple[list[Profile], list[str]]":
        """Every set of keys that is found, and what is wrong with the others, in words."""
        from ovh_explorer.config.profiles import find_profiles

        home, cwd = _places()
        environ = os.environ if environ is None else environ
        return find_profiles(config_file=self.config_file, environ=environ, home=home, cwd=cwd)

    def other_ways(self, keys: Keys, path: Path) -> str:
        """Where keys of another way to sign in at this endpoint stand, beside which those that are
        saved at `path` would be refused; "" for nowhere.
        """
        from ovh_explorer.config.credentials import find_files

        home, cwd = _places()
        files = find_files(self.config_file, home, cwd)
        own = [file.label for file in files if file.path == path]
        for profile in self.profiles()[0]:
            is_here = profile.endpoint.installation == self.endpoint.installation
            is_other = not isinstance(profile.credentials, type(keys))
            places = [place.rpartition(" [")[0] for place in profile.where.split(", ")]
            is_elsewhere = any(place not in own for place in places)
            if profile.is_standard and is_here and is_other and is_elsewhere:
                return profile.where
        return ""

    def files(self) -> list[tuple[Path, str]]:
        """Where keys can be kept, with a word about each, the usual place first."""
        home, cwd = _places()
        places = (
            [(self.config_file, f"{self.config_file}, given with --config")]
            if self.config_file
            else []
        )
        if home is not None:
            places.append((home / ".ovh.conf", "~/.ovh.conf, where all your programs look"))
        return [*places, (cwd / "ovh.conf", "./ovh.conf, for programs started in this directory")]


@dataclass(frozen=True)
class UnusableSettings:
    """What there is in place of settings where the endpoint is unknown: why, and what another
    choice starts from.

    Attributes:
        problem: what is wrong, in words, line by line.
        read_only: only GET is to be sent.
        config_file: the file given with ``--config``.
    """

    problem: str
    read_only: bool = False
    config_file: Path | None = None

    def with_endpoint(self, name: str) -> Settings:
        """The settings of the same run at a region or URL.

        Raises:
            ConfigError: for an endpoint that isn't one, in words.
        """
        return gather(name, config_file=self.config_file, read_only=self.read_only)


class RunSettings:
    """The settings in use in a run; they change where the user signs in or starts the demo.

    Args:
        settings: those of the start; None for the demo until its sandbox runs.
        read_only: only GET is sent, for the demo; otherwise `settings` say it.
    """

    def __init__(self, settings: Settings | UnusableSettings | None, *, read_only: bool) -> None:
        self._unusable = settings if isinstance(settings, UnusableSettings) else None
        self._settings = None if isinstance(settings, UnusableSettings) else settings
        self._read_only = read_only

    @property
    def is_unknown(self) -> bool:
        """Whether there is nothing to open until the user chooses an endpoint."""
        return self._unusable is not None

    @property
    def problem(self) -> str:
        """Why the endpoint is unknown, in words; "" where it is known."""
        return "" if self._unusable is None else self._unusable.problem

    @property
    def is_demo(self) -> bool:
        """Whether this is the embedded demo."""
        return self._unusable is None and (self._settings is None or self._settings.demo)

    @property
    def is_complete(self) -> bool:
        """Whether there is an endpoint: the demo has none until its sandbox runs."""
        return self._settings is not None

    @property
    def now(self) -> Settings:
        """Endpoint and keys; only where they are complete."""
        assert self._settings is not None, "the demo isn't open yet"
        return self._settings

    @property
    def credentials(self) -> Keys | None:
        """The keys in use; None without any."""
        return None if self._settings is None else self._settings.credentials

    @property
    def title(self) -> str:
        """The endpoint, in a word or two."""
        if self._unusable is not None:
            return "no endpoint"
        return "demo" if self._settings is None else self._settings.title

    @property
    def profile_name(self) -> str:
        """What the keys go by: their profile, else the endpoint."""
        return self.title if self._settings is None else self._settings.profile_name

    @property
    def read_only(self) -> bool:
        """Whether the run was started to read only (``--read-only``)."""
        if self._unusable is not None:
            return self._unusable.read_only
        return self._read_only if self._settings is None else self._settings.read_only

    def use(self, settings: Settings) -> None:
        """Use others from now on."""
        self._settings = settings

    def use_demo(self, url: str) -> None:
        """Use those of the demo, whose sandbox runs at `url` now."""
        self._settings = demo_settings(url, read_only=self._read_only)

    def at(self, endpoint: str) -> Settings:
        """The settings of this run at another region or URL, with the keys that are found for it.

        Raises:
            ConfigError: for an endpoint that isn't one, in words.
        """
        if self._unusable is not None:
            return self._unusable.with_endpoint(endpoint)
        if self.is_demo:
            return gather(endpoint, read_only=self.read_only)
        return self.now.with_endpoint(endpoint)


def gather(
    endpoint: str | None,
    *,
    config_file: Path | None = None,
    read_only: bool = False,
    profile: str | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """The settings that the command line, the environment and ``ovh.conf`` give.

    Args:
        profile: the name of the keys to take; then `endpoint` is the profile's own.

    Raises:
        ConfigError: for an endpoint, a profile or a `config_file` that isn't one, in words.
        EndpointUnknown: when the environment and the files don't tell the endpoint, in words.
    """
    home, cwd = _places()
    environ = os.environ if environ is None else environ
    if profile is None:
        found = load(endpoint, config_file=config_file, environ=environ, home=home, cwd=cwd)
        return Settings(found, read_only=read_only, config_file=config_file)
    from ovh_explorer.config.profiles import find_profile, find_profiles

    profiles, problems = find_profiles(config_file=config_file, environ=environ, home=home, cwd=cwd)
    try:
        chosen = find_profile(profiles, profile)
    except ConfigError as error:
        raise ConfigError("\n".join([*problems, str(error)])) from None
    found = LoadedKeys(chosen.endpoint, chosen.credentials, (chosen.where,), None)
    return Settings(found, read_only=read_only, config_file=config_file).with_profile(chosen)


def _places() -> tuple[Path | None, Path]:
    """The user's directory, where there is one, and the working directory."""
    try:
        home: Path | None = Path.home()
    except RuntimeError:
        home = None
    try:
        return home, Path.cwd()
    except OSError:
        return home, home or Path("/")


def demo_settings(url: str, *, read_only: bool = False) -> Settings:
    """The settings of the demo at `url`: the guide's example keys; no ``ovh.conf`` and no ``OVH_*``
    is read.
    """
    from ovh_explorer.sandbox import DEMO_KEYS

    keys = Credentials(
        DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key
    )
    return Settings(
        LoadedKeys(find_endpoint(url), keys, ("the demo's example keys",), None),
        demo=True,
        read_only=read_only,
    )
