"""A look for keys in files and an environment of the test's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ovh_explorer.config import (
    LoadedKeys,
    OAuth2Client,
    load,
)

AK, AS, CK = (
    "TDPKJdwZwAQPwKX2",
    "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
    "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
)
ENV = {"OVH_APPLICATION_KEY": AK, "OVH_APPLICATION_SECRET": AS, "OVH_CONSUMER_KEY": CK}
KEYS = f"application_key={AK}\napplication_secret={AS}\nconsumer_key={CK}\n"

Loader = Callable[..., LoadedKeys]


@pytest.fixture(name="look")
def look_fixture(tmp_path: Path) -> Loader:
    for name in ("etc", "home", "cwd"):
        (tmp_path / name).mkdir()

    def look(
        endpoint: str | None = None, environ: dict[str, str] | None = None, **files: Any
    ) -> LoadedKeys:
        places = {
            "etc": tmp_path / "etc/ovh.conf",
            "home": tmp_path / "home/.ovh.conf",
            "cwd": tmp_path / "cwd/ovh.conf",
            "given": tmp_path / "given.conf",
        }
        for name, text in files.items():
            places[name].write_bytes(text if isinstance(text, bytes) else text.encode())
        return load(
            endpoint,
            config_file=places["given"] if "given" in files else None,
            environ=environ or {},
            home=tmp_path / "home",
            cwd=tmp_path / "cwd",
            system_file=places["etc"],
        )

    return look


def secrets(found: LoadedKeys) -> tuple[str, str, str | None] | None:
    keys = found.credentials
    assert not isinstance(keys, OAuth2Client)
    return (
        None if keys is None else (keys.application_key, keys.application_secret, keys.consumer_key)
    )
