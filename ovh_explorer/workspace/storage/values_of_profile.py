"""Where the values of a profile are kept that completion offers."""

from pathlib import Path

from ovh_explorer.config import state_dir
from ovh_explorer.workspace.settings import Settings
from ovh_explorer.workspace.storage.account_values import AccountValues

__all__ = ["forget_values", "values_directory", "values_name"]

# Bits of a digest that are too few to tell a key from it.
_DIGEST_BYTES = 8


def values_directory() -> Path:
    """The directory that has one for each profile."""
    return state_dir() / "completion"


def values_name(settings: Settings) -> str:
    """The directory of a profile: another one with other keys, which may be of another account; ""
    without keys, and on the demo.
    """
    if settings.credentials is None or settings.demo:
        return ""
    import json
    from hashlib import blake2b

    parts = [settings.endpoint.installation, settings.profile_name]
    parts += map(str, settings.credentials.parts)
    text = json.dumps(parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()


def forget_values(settings: Settings) -> None:
    """Remove the values of a profile, as where the user signs out."""
    if name := values_name(settings):
        AccountValues(str(values_directory() / name)).clear()
