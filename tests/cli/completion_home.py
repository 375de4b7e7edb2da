"""A home in which completion has a catalog, keys and values, without a network."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from ovh_explorer.cli import main
from ovh_explorer.cli.completion.demo_catalog import make
from ovh_explorer.config import cache_dir
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.storage.account_values import AccountValues
from ovh_explorer.workspace.storage.values_of_profile import values_directory, values_name

__all__ = ["CompletionHome"]

CONF = """\
[default]
endpoint=ovh-eu
[ovh-eu]
application_key=7kbG7Bk7S9Nt7ZSV
application_secret=EXEgWIz07P0HYwtQDs7cNIqCiQaWSuHF
consumer_key=MtSwSrPpNjqfVSmJhLbPyr2i45lSwPU1
[profile:a client]
endpoint=ovh-ca
application_key=7kbG7Bk7S9Nt7ZSV
application_secret=EXEgWIz07P0HYwtQDs7cNIqCiQaWSuHF
consumer_key=MtSwSrPpNjqfVSmJhLbPyr2i45lSwPU1
"""


class CompletionHome:
    """The home at `path`, which the environment names from now on."""

    def __init__(self, path: Path, monkeypatch) -> None:
        self.path = path
        monkeypatch.setenv("HOME", str(path))
        for name in list(os.environ):
            if name.startswith(("OVH_", "XDG_")):
                monkeypatch.delenv(name)
        monkeypatch.chdir(path)
        (path / ".ovh.conf").write_text(CONF)
        (path / ".ovh.conf").chmod(0o600)
        cache_dir().mkdir(parents=True)
        make(str(cache_dir() / "catalog-3-eu.api.ovh.com.db"))

    def allow(self, word: str = "on") -> int:
        """Allow values from the account, or forbid them."""
        return main(["completion", "--account-values", word])

    @property
    def directory(self) -> Path:
        """Where the values of the standard keys are kept."""
        return values_directory() / values_name(gather(None))

    def keep(self, listing: str, values: Sequence[tuple[str, str]], *, age: float = 0.0) -> None:
        """Put values there, as a look-up `age` seconds ago would have."""
        store = AccountValues(str(self.directory))
        store.begin(listing)
        store.keep(listing, values)
        for file in self.directory.glob("*.json"):
            os.utime(file, (time.time() - age,) * 2)
