"""Child processes: how they are started, and how they end with the process that started them."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

__all__ = ["end_with_input", "environment", "python_of"]

_ROOT = str(Path(__file__).resolve().parents[1])


def python_of(module: str) -> list[str]:
    """The command that runs a module of ours. The directory we happen to be in is no place to
    import from: -P.
    """
    return [sys.executable, "-P", "-m", module]


def environment() -> dict[str, str]:
    """Ours, plus the language that is spoken, and the place of this package where it runs from a
    checkout that isn't installed.
    """
    import sysconfig

    from ovh_explorer.translation import language
    from ovh_explorer.translation.choice import CHILDS_LANGUAGE

    found = {**os.environ, CHILDS_LANGUAGE: language()}
    if _ROOT not in (sysconfig.get_path("purelib"), sysconfig.get_path("platlib")):
        found["PYTHONPATH"] = os.pathsep.join(filter(None, (found.get("PYTHONPATH"), _ROOT)))
    return found


def end_with_input(
    take: Callable[[str], object], before: Callable[[], object] | None = None
) -> None:
    """Hand on each line of standard input; then end at once, whatever is still worked on: no
    process is left to want it.

    Run it in a thread. Standard input ends with the process that started us, even when that was
    killed.

    Args:
        before: what is done before the end.
    """
    try:
        for line in sys.stdin:
            take(line)
        if before is not None:
            before()
    finally:
        os._exit(0)
