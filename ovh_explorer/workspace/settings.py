"""What this run works with: endpoint, keys, how careful to be."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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
from ovh_explorer.config.sources import shown_source, variables_of
from ovh_explorer.translation import N_, _

if TYPE_CHECKING:
    from ovh_explorer.config.files import ConfigFile
    from ovh_explorer.config.findings import Finding
    from ovh_explorer.config.profiles import Profile

__all__ = [
    "FOR_THIS_RUN",
    "Settings",
    "config_files",
    "demo_settings",
    "find_unread_keys",
    "gather",
    "shown_places",
    "source_words",
]


FOR_THIS_RUN = N_("for this run")
"""Where keys are that are saved nowhere. It is compared, and told to programs: translated by
:func:`source_words` alone.
"""

# What chose an endpoint, before the name of a profile; told to programs.
_OF_PROFILE = "the profile "  # not for people


class Settings(NamedTuple):
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
                _(
                    "{url} is not encrypted: what is sent and answered can be read and changed on "
                    "the way. Use its https:// address."
                ).format(url=self.endpoint.root)
            )
        endpoint = self.endpoint
        is_told = endpoint.has_user_tokens or endpoint.is_custom
        if isinstance(self.credentials, AccessToken) and not is_told:
            problems.append(
                _(
                    "Personal access tokens are known at ovh-eu and ovh-ca, not at {endpoint}. The "
                    "token is sent there anyway."
                ).format(endpoint=endpoint.name)
            )
        return "\n".join(problems)

    @property
    def findings(self) -> "tuple[Finding, ...]":
        """What no program gets of what the files are to give it, when the keys were chosen."""
        return tuple(finding for finding in self.found.findings if finding.is_wrong)

    @property
    def signing_problem(self) -> str:
        """Why requests can't be signed although keys are set, in words; "" when they can, and
        without any keys.
        """
        if self.found.unusable:
            return self.found.problem or ""
        if isinstance(self.credentials, Credentials) and not self.credentials.is_complete:
            return _("There is an application key but no consumer key ({places}).").format(
                places=", ".join(shown_places(self.found.where))
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
        found = self.found._replace(
            credentials=credentials,
            where=(where,),
            problem=None,
            unusable=False,
            findings=self._findings_now(),
            section="",
        )
        return self._replace(found=found, profile=profile)

    def without_keys(self) -> "Settings":
        """The same run without keys; what the files hold is looked at again."""
        found = self.found._replace(
            credentials=None,
            where=(),
            problem=None,
            unusable=False,
            findings=self._findings_now(),
            section="",
        )
        return self._replace(found=found, profile="")

    def _findings_now(self) -> "tuple[Finding, ...]":
        """What is found in the files now: they may have been mended, or written, since the
        start.
        """
        return () if self.demo else find_unread_keys(self.config_file)

    def with_profile(self, profile: "Profile") -> "Settings":
        """The same run with other keys, perhaps elsewhere."""
        found = LoadedKeys(
            profile.endpoint,
            profile.credentials,
            (profile.where,),
            None,
            f"{_OF_PROFILE}{profile.name}",
            findings=self._findings_now(),
            section=profile.section,
        )
        name = "" if profile.name == profile.endpoint.name else profile.name
        return self._replace(found=found, demo=False, profile=name)

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
            [(self.config_file, _("{file}, given with --config").format(file=self.config_file))]
            if self.config_file
            else []
        )
        if home is not None:
            places.append((home / ".ovh.conf", _("~/.ovh.conf, which all your programs read")))
        return [
            *places,
            (cwd / "ovh.conf", _("./ovh.conf, for programs started in this directory")),
        ]


def source_words(source: str) -> str:
    """What chose the endpoint, or where keys come from, for reading; programs get it in English."""
    if source.startswith(_OF_PROFILE):
        return _("the profile {name}").format(name=source.removeprefix(_OF_PROFILE))
    return shown_source(source) if variables_of([source]) else _(source)


def shown_places(sources: Sequence[str]) -> list[str]:
    """Where keys come from, for reading; the variables of the environment are one place."""
    variables = variables_of(sources)
    places = [source_words(source) for source in sources if not variables_of([source])]
    if variables:
        words = _("environment: {variables}").format(variables=", ".join(variables))
        places.insert(0, words)
    return places


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
    found = LoadedKeys(chosen.endpoint, None, (), None)
    return Settings(found, read_only=read_only, config_file=config_file).with_profile(chosen)


def config_files(config_file: Path | None = None) -> "list[ConfigFile]":
    """The files in which keys are looked for, the one that wins last."""
    from ovh_explorer.config.credentials import find_files

    return find_files(config_file, *_places())


def find_unread_keys(config_file: Path | None = None) -> "tuple[Finding, ...]":
    """What stands in the files now and is of no use there.

    A shell's ``<(…)`` was read when the program started, and can be read once: it is left out.
    """
    from ovh_explorer.config.files import read_files
    from ovh_explorer.config.findings import find_unread
    from ovh_explorer.config.keys import KEYS

    files = config_files(config_file)
    readable = (file for file in files if not file.is_named or file.path.is_file())
    configuration, _ = read_files(readable)
    return find_unread(configuration, KEYS)


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
        LoadedKeys(find_endpoint(url), keys, (N_("the demo's example keys"),), None),
        demo=True,
        read_only=read_only,
    )
