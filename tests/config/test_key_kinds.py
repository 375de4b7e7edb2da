"""Every kind of keys has a line in the one table of kinds."""

from typing import get_args

import pytest

from ovh_explorer.config import Credentials, OAuth2Client
from ovh_explorer.config.credentials import KEYS
from ovh_explorer.config.key_kinds import KINDS, kind_of
from ovh_explorer.workspace.account.identity import Keys


def test_every_class_of_keys_and_every_setting_is_in_the_table():
    assert {kind.type for kind in KINDS} == set(get_args(Keys))
    assert sorted(name for kind in KINDS for name in kind.settings) == sorted(KEYS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_line_is_about_its_own_settings(kind):
    assert kind.told_by in kind.settings
    assert kind.public in ("", *kind.settings)
    assert "secret" not in kind.public
    assert set(kind.settings.values()) <= set(kind.type.__dataclass_fields__)


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
