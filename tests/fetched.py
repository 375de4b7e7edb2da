"""Where tests keep what they fetch once from a registry."""

import getpass
import tempfile
from pathlib import Path

import pytest

__all__ = ["place"]


def place(config: pytest.Config, name: str) -> Path:
    """A directory in pytest's cache; without that, one of a name that the next run finds again."""
    cache = getattr(config, "cache", None)
    if cache:
        return cache.mkdir(name)
    base = Path(tempfile.gettempdir()) / f"ovh-explorer-tests-{getpass.getuser()}"
    base.mkdir(mode=0o700, exist_ok=True)
    return base / name
