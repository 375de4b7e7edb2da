"""What completion needs to know of the settings: the catalog's file, the profiles, and where values
of the account are kept.

It is worked out as the other commands do, and kept until a setting or a file changes: a TAB has no
time to read `ovh.conf` by all its rules.
"""

import json
import os
import sys
from contextlib import suppress

from ovh_explorer import __version__

__all__ = [
    "Context",
    "data_directory",
    "directory",
    "find_context",
    "forget_contexts",
    "prepare_context",
]

_MAX_CONTEXTS = 64
_MAX_BYTES = 1_000_000
_STATE = ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_STATE_HOME")


class Context:
    """What the settings tell.

    Attributes:
        catalog: the file of the endpoint's catalog; None where no endpoint is known.
        profiles: the names of the keys there are.
        values: the directory of the profile's values from the account; None where they are not
            offered: without keys, and until the user has allowed it.
    """

    def __init__(self, found: dict[str, list[str]]) -> None:
        self.catalog = found["catalog"][0] if found["catalog"] else None
        self.profiles = found["profiles"]
        self.values = found["values"][0] if found["values"] else None


def find_context(options: dict[str, list[str]], *, now: bool = False) -> Context:
    """The context of a command line with these options.

    Where a setting has changed it is the one before, without values, and a process works out the
    new one; with `now` it is worked out here.
    """
    chosen = {
        name: options[f"--{name}"][-1]
        for name in ("endpoint", "profile", "config")
        if options.get(f"--{name}")
    }
    path = _file()
    signature = _signature(chosen)
    known = _read(path)
    if signature in known:
        return Context(known[signature])
    earlier = [item for item in known.values() if item.get("chosen") == _words(chosen)]
    if earlier and not now:
        # The next TAB knows better. Values may be those of another account by now.
        from ovh_explorer.cli.completion.background import start

        start("renew_context", *_words(chosen))
        return Context({**earlier[-1], "values": []})
    from ovh_explorer.cli.completion.settings_context import make_context

    known = dict(list(known.items())[1 - _MAX_CONTEXTS :])
    known[signature] = {**make_context(chosen), "chosen": _words(chosen)}
    _write(path, known)
    return Context(known[signature])


def prepare_context(**chosen: object) -> None:
    """Have the context of ``--endpoint``, ``--profile`` and ``--config`` ready for the first TAB;
    None is an option that isn't given.
    """
    given = {f"--{name}": [str(value)] for name, value in chosen.items() if value is not None}
    find_context(given, now=True)


def _words(chosen: dict[str, str]) -> list[str]:
    return [f"--{name}={value}" for name, value in chosen.items()]


def forget_contexts() -> None:
    """Have contexts worked out anew: the user has changed what they hold."""
    with suppress(FileNotFoundError):
        os.unlink(_file())


def directory() -> str:
    """Where catalogs are kept, as `config.paths` has it, whose package takes longer to import than
    all of this.
    """
    if known := _on_linux("XDG_CACHE_HOME", ".cache"):
        return known
    from platformdirs import user_cache_dir

    return user_cache_dir("ovh-explorer", appauthor=False)


def data_directory() -> str:
    """Where users put files of their own for the program; as :func:`directory`."""
    if known := _on_linux("XDG_DATA_HOME", ".local/share"):
        return known
    from ovh_explorer.config.paths import data_dir

    return str(data_dir())


def _on_linux(variable: str, usual: str) -> str | None:
    home = os.environ.get("HOME")
    if sys.platform != "linux" or not home:
        return None
    given = os.environ.get(variable, "").strip()
    return os.path.join(given or f"{home}/{usual}", "ovh-explorer")


def _file() -> str:
    return os.path.join(directory(), "completion.json")


def _signature(chosen: dict[str, str]) -> str:
    """What the context depends on, as a digest that is too short to tell a key from it."""
    from hashlib import blake2b

    environ = {
        name: value
        for name, value in sorted(os.environ.items())
        if name.startswith("OVH_") or name in _STATE
    }
    files = ["/etc/ovh.conf", os.path.expanduser("~/.ovh.conf"), "ovh.conf"]
    files += filter(None, [chosen.get("config")])
    text = json.dumps([__version__, chosen, environ, [_stamp(file) for file in files]])
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _stamp(path: str) -> list[object]:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return []
    return [found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev, found.st_mode]


def _read(path: str) -> dict[str, dict[str, list[str]]]:
    try:
        with open(path, "rb") as file:
            found = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):  # not there yet, or not ours: made anew
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: item for key, item in found.items() if _is_context(item)}


def _is_context(item: object) -> bool:
    """Whether another version of this program, or none, wrote something else."""
    names = ("catalog", "profiles", "values", "chosen")
    return isinstance(item, dict) and all(
        isinstance(item.get(name), list) and all(isinstance(word, str) for word in item[name])
        for name in names
    )


def _write(path: str, known: dict[str, dict[str, list[str]]]) -> None:
    new = f"{path}.{os.getpid()}"
    # Where nothing can be kept, the next TAB works it out again.
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(known, file)
        os.replace(new, path)
