"""Every kind of keys has a line in the one table of kinds."""

from dataclasses import dataclass
from typing import Any, get_args

import pytest

from ovh_explorer.config import Credentials, OAuth2Client
from ovh_explorer.config.files import ConfigFile
from ovh_explorer.config.key_kinds import KINDS, KeyKind, kind_of
from ovh_explorer.config.keys import KEYS, Keys
from ovh_explorer.config.remove import find_places, remove_keys


def test_every_class_of_keys_and_every_setting_is_in_the_table():
    assert {kind.type for kind in KINDS} == set(get_args(Keys))
    assert sorted(name for kind in KINDS for name in kind.settings) == sorted(KEYS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_line_is_about_its_own_settings(kind):
    assert kind.told_by in kind.settings
    assert kind.public in ("", *kind.settings)
    assert "secret" not in kind.public
    assert set(kind.settings.values()) <= set(kind.type.__slots__)


def test_what_is_shown_holds_no_secret():
    keys = Credentials("TDPKJdwZwAQPwKX2", "secret", "consumer")
    assert kind_of(keys).shown(keys) == "application key TDPK…"
    account = OAuth2Client("EU.0a1b2c3d", "secret")
    assert kind_of(account).shown(account) == "service account EU.0a1b2c3d"
    assert kind_of(account).values(account) == {
        "client_id": "EU.0a1b2c3d",
        "client_secret": "secret",
    }


def test_another_class_is_refused():
    with pytest.raises(TypeError, match="no line for str"):
        kind_of("text")


@dataclass(frozen=True)
class Token:
    """Keys of a class that the program doesn't have."""

    text: str


def test_a_new_class_needs_one_line(monkeypatch, tmp_path):
    line = KeyKind(
        Token, "token", {"another_token": "text"}, "another_token", "", "a user's rights", "unknown"
    )
    monkeypatch.setattr("ovh_explorer.config.key_kinds.KINDS", (*KINDS, line))
    keys: Any = Token("secret")
    assert kind_of(keys).shown(keys) == "token"
    path = tmp_path / "ovh.conf"
    path.write_text("[ovh-eu]\n# mine\nanother_token=secret\n[ovh-ca]\nanother_token=other\n")
    (place,) = find_places([ConfigFile(path, "ovh.conf")], keys)
    assert str(place) == "ovh.conf [ovh-eu]: another_token"
    remove_keys(place, keys)
    assert path.read_text() == "[ovh-eu]\n# mine\n[ovh-ca]\nanother_token=other\n"
