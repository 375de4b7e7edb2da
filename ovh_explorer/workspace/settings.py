"""What this run works with: endpoint, keys, how careful to be."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ovh_explorer.config import Credentials, Endpoint, Found, OAuth2Client, find_endpoint, load

__all__ = ["Settings", "demo_settings", "gather"]


@dataclass(frozen=True)
class Settings:
    """The endpoint and keys of a run.

    Attributes:
        found: endpoint and credentials, with where they were found.
        demo: it is the embedded demo: nothing of the user's is read or kept.
        read_only: only GET is sent.
        config_file: the file given with ``--config``.
    """

    found: Found
    demo: bool = False
    read_only: bool = False
    config_file: Path | None = None

    @property
    def endpoint(self) -> Endpoint:
        return self.found.endpoint

    @property
    def credentials(self) -> Credentials | OAuth2Client | None:
        """The keys to sign with, or the service account to ask for; None without either."""
        return self.found.credentials

    @property
    def problem(self) -> str:
        """What is wrong with the keys that were found, in words; "" when nothing is."""
        return self.found.problem or ""

    @property
    def title(self) -> str:
        """The endpoint in a word or two, for headers."""
        return "demo" if self.demo else self.endpoint.name

    def with_credentials(self, credentials: Credentials | OAuth2Client, where: str) -> "Settings":
        """The same run with other keys."""
        return replace(self, found=replace(self.found, credentials=credentials, where=(where,), problem=None))

    def with_endpoint(self, name: str) -> "Settings":
        """The same run at another region, without keys until some are found for it."""
        return gather(name, config_file=self.config_file, read_only=self.read_only)


def gather(
    endpoint: str | None,
    *,
    config_file: Path | None = None,
    read_only: bool = False,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """The settings that the command line, the environment and ``ovh.conf`` give.

    Raises:
        ConfigError: for an endpoint that isn't one, in words.
    """
    try:
        home: Path | None = Path.home()
    except RuntimeError:
        home = None
    try:
        cwd = Path.cwd()
    except OSError:
        cwd = home or Path("/")
    found = load(
        endpoint,
        config_file=config_file,
        environ=os.environ if environ is None else environ,
        home=home,
        cwd=cwd,
    )
    return Settings(found, read_only=read_only, config_file=config_file)


def demo_settings(url: str, *, read_only: bool = False) -> Settings:
    """The settings of the demo at `url`: the guide's example keys; no ``ovh.conf`` and no ``OVH_*`` is read."""
    from ovh_explorer.sandbox import DEMO_KEYS

    keys = Credentials(DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key)
    return Settings(Found(find_endpoint(url), keys, ("the demo's example keys",), None), demo=True, read_only=read_only)
