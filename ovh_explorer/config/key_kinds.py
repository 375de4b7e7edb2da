"""The kinds of keys there are, and what is said of each. A new class of credentials is a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ovh_explorer.config.keys import (
    ACCOUNT_KEYS,
    APPLICATION_KEYS,
    TOKEN_KEY,
    AccessToken,
    Credentials,
    OAuth2Client,
)
from ovh_explorer.translation import N_, _

__all__ = ["KINDS", "KeyKind", "kind_of"]


@dataclass(frozen=True, slots=True)
class KeyKind:
    """A class of credentials.

    Attributes:
        type: the class.
        called: what users call it, in English: see `name`.
        settings: its settings in ``ovh.conf``, and the attribute that each is.
        told_by: the setting by which one set of them is told from another.
        public: the setting that is no secret, so that it may be shown; "" where all are secret.
        shown_characters: how many of its characters are enough to know it by; None for all.
        allowed_by: where what it may do comes from, where no access rules tell it, in English: see
            `rights`.
        good_for: how long it is good, where nothing more exact is known, in English: see `end`.
    """

    type: type
    called: str
    settings: Mapping[str, str]
    told_by: str
    public: str
    allowed_by: str
    good_for: str
    shown_characters: int | None = None

    @property
    def name(self) -> str:
        """What users call it."""
        return _(self.called)

    @property
    def rights(self) -> str:
        """Where what it may do comes from."""
        return _(self.allowed_by)

    @property
    def end(self) -> str:
        """How long it is good."""
        return _(self.good_for)

    def values(self, keys: Any) -> dict[str, str]:
        """The settings of such keys, by their names in ``ovh.conf``; what isn't set is left out."""
        found = {name: getattr(keys, attribute, None) for name, attribute in self.settings.items()}
        return {name: value for name, value in found.items() if value}

    def shown(self, keys: Any) -> str:
        """What one may show of such keys: their kind, and what is no secret of them."""
        text = self.values(keys).get(self.public, "")
        start = text[: self.shown_characters]
        return f"{self.name} {start if start == text else f'{start}…'}".strip()


KINDS: tuple[KeyKind, ...] = (
    KeyKind(
        Credentials,
        N_("application key"),
        {name: name for name in APPLICATION_KEYS},
        told_by="consumer_key",
        public="application_key",
        allowed_by=N_("the access rules of its consumer key"),
        good_for=N_("not known"),
        shown_characters=4,
    ),
    KeyKind(
        OAuth2Client,
        N_("service account"),
        {name: name for name in ACCOUNT_KEYS},
        told_by="client_id",
        public="client_id",
        allowed_by=N_("what IAM policies allow it"),
        good_for=N_("no end of its own"),
    ),
    KeyKind(
        AccessToken,
        N_("access token"),
        {TOKEN_KEY: "text"},
        told_by=TOKEN_KEY,
        public="",
        allowed_by=N_("what IAM policies allow its user"),
        good_for=N_("not known"),
    ),
)


def kind_of(keys: object) -> KeyKind:
    """The kind that some keys are of.

    Raises:
        TypeError: for a class that is not in the table; a test looks that every class is.
    """
    for kind in KINDS:
        if isinstance(keys, kind.type):
            return kind
    raise TypeError(f"There is no line for {type(keys).__name__} in the table of kinds of keys.")
