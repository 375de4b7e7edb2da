"""The settings in use in a run, also where there are none that can be used."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ovh_explorer.config import Keys
from ovh_explorer.translation import _
from ovh_explorer.workspace.settings import Settings, demo_settings, find_unread_keys, gather

if TYPE_CHECKING:
    from ovh_explorer.config.findings import Finding

__all__ = ["RunSettings", "UnusableSettings"]


class UnusableSettings(NamedTuple):
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

    @property
    def findings(self) -> "tuple[Finding, ...]":
        """What no program gets of what the files are to give it."""
        found = find_unread_keys(self.config_file)
        return tuple(finding for finding in found if finding.is_wrong)

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
    def findings(self) -> "tuple[Finding, ...]":
        """What no program gets of what the files are to give it; nothing of the demo, which reads
        none.
        """
        settings = self._unusable or self._settings
        return () if settings is None else settings.findings

    @property
    def config_file(self) -> Path | None:
        """The file given with ``--config``."""
        settings = self._unusable or self._settings
        return None if settings is None else settings.config_file

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
            return _("no endpoint")
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
