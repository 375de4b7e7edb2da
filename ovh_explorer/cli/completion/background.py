"""Starts what outlives a TAB: a process without a terminal, whose work the next TAB finds."""

import os
import sys

__all__ = ["start"]

# Windows ends a process with its console otherwise.
_DETACHED = 0x00000008 if sys.platform == "win32" else 0


def start(module: str, *arguments: str) -> None:
    """Run a module of this package, and don't wait for it."""
    if sys.platform != "win32":
        # What it takes to start a program is done in the other process too: TAB has no time.
        if os.fork() == 0:
            _become(module, arguments)
        return
    import subprocess

    from ovh_explorer.children import environment

    subprocess.Popen(  # noqa: S603 - our own module, its arguments as they are
        _command(module, arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
        creationflags=_DETACHED,
    )


def _command(module: str, arguments: tuple[str, ...]) -> list[str]:
    from ovh_explorer.children import python_of

    return [*python_of(f"ovh_explorer.cli.completion.{module}"), *arguments]


def _become(module: str, arguments: tuple[str, ...]) -> None:
    """Make this process that program, away from the terminal and from what reads TAB's output."""
    try:
        os.setsid()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in range(3):
            os.dup2(nowhere, number)
        from ovh_explorer.children import environment

        command = _command(module, arguments)
        os.execve(command[0], command, environment())  # noqa: S606 - likewise, without a shell
    finally:
        os._exit(127)
