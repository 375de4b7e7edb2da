"""What runs: this program and what it is made of."""

import platform
from importlib.metadata import PackageNotFoundError, version

from ovh_explorer import __version__
from ovh_explorer.translation import pgettext
from ovh_explorer.workspace.doctor.report import Fact, Part

__all__ = ["program"]


def program() -> Part:
    """The versions of the program, of Python and of the libraries that faults depend on."""
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    python = platform.python_version()
    return Part(
        "program",
        "Program",
        (
            Fact("version", __version__, "ovh-explorer", __version__),
            Fact("python", python, "Python", python),
            *(_library(name) for name in ("textual", "httpx")),
            Fact("system", system, "system", system),
        ),
    )


def _library(name: str) -> Fact:
    try:
        found: str | None = version(name)
    except PackageNotFoundError:  # run from a directory that was never installed
        found = None
    return Fact(
        name,
        found,
        name.capitalize() if name == "textual" else name,
        found or pgettext("doctor", "not known"),
    )
