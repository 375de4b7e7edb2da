"""The workspace that a command's options ask for."""

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ovh_explorer.config import ConfigError
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace

__all__ = ["CommandError", "opened", "workspace_of"]


class CommandError(Exception):
    """A command that can't go on; `code` is its exit code."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code


def workspace_of(options: argparse.Namespace) -> Workspace:
    """The workspace for ``--endpoint``, ``--config``, ``--demo`` and ``--read-only``.

    Raises:
        CommandError: when they contradict each other or name no endpoint.
    """
    read_only = getattr(options, "read_only", False)
    if options.demo:
        if options.endpoint or options.config:
            raise CommandError("--demo has an endpoint and keys of its own: leave out --endpoint and --config.")
        return Workspace(None, read_only=read_only, timeout=options.timeout)
    if options.config is not None and not options.config.is_file():
        raise CommandError(f"There is no file {options.config}.")
    try:
        settings = gather(options.endpoint, config_file=options.config, read_only=read_only)
    except ConfigError as error:
        raise CommandError(str(error)) from None
    return Workspace(settings, timeout=options.timeout)


@asynccontextmanager
async def opened(options: argparse.Namespace) -> AsyncIterator[Workspace]:
    """The workspace, open; closed at the end.

    Raises:
        CommandError: when it can't be opened.
    """
    workspace = workspace_of(options)
    try:
        try:
            await workspace.open()
        except (OSError, RuntimeError, ConfigError) as error:
            raise CommandError(str(error)) from None
        yield workspace
    finally:
        await workspace.close()
