"""Starts what outlives a TAB: a process without a terminal, whose work the next TAB finds."""

import sys

__all__ = ["start"]

# Windows ends a process with its console otherwise.
_DETACHED = 0x00000008 if sys.platform == "win32" else 0


def start(module: str, *arguments: str) -> None:
    """Run a module of this package, and don't wait for it."""
    import subprocess

    from ovh_explorer.children import environment, python_of

    subprocess.Popen(  # noqa: S603 - our own module, its arguments as they are
        [*python_of(f"ovh_explorer.cli.completion.{module}"), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
        start_new_session=sys.platform != "win32",
        creationflags=_DETACHED,
    )
