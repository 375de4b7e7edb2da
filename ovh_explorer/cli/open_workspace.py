"""Opens the workspace that a command's options ask for."""

import argparse
import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from ovh_explorer import crash
from ovh_explorer.catalog.store import StoreError
from ovh_explorer.config import ConfigError, EndpointUnknown
from ovh_explorer.translation import _
from ovh_explorer.workspace.run_settings import UnusableSettings
from ovh_explorer.workspace.settings import Settings, gather
from ovh_explorer.workspace.workspace import Workspace

__all__ = ["CommandError", "open_workspace", "run_async", "workspace_of"]

_T = TypeVar("_T")


def run_async(what: Coroutine[None, None, _T]) -> _T:
    """What a command does, in an event loop; what breaks in its background is noted."""

    async def run() -> _T:
        crash.watch_tasks(asyncio.get_running_loop())
        return await what

    return asyncio.run(run())


class CommandError(Exception):
    """A command that can't go on; `code` is its exit code."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code


def workspace_of(options: argparse.Namespace, *, may_choose: bool = False) -> Workspace:
    """The workspace for ``--endpoint``, ``--profile``, ``--config``, ``--demo`` and
    ``--read-only``.

    Args:
        may_choose: the user can choose an endpoint where the settings don't tell it: the workspace
            has none then.

    Raises:
        CommandError: when the options contradict each other, or they and the settings tell no
            endpoint.
    """
    read_only = getattr(options, "read_only", False)
    max_body = getattr(options, "max_size", None)
    if options.demo:
        if any(value is not None for value in (options.endpoint, options.config, options.profile)):
            raise CommandError(
                _(
                    "--demo has an endpoint and keys of its own: leave out --endpoint, --profile "
                    "and --config."
                )
            )
        return Workspace(None, read_only=read_only, timeout=options.timeout, max_body=max_body)
    if options.config is not None and not _is_file(options.config):
        raise CommandError(_("The file {config} does not exist.").format(config=options.config))
    if options.profile is not None and options.endpoint is not None:
        raise CommandError(_("A profile says its endpoint itself: leave out --endpoint."))
    settings: Settings | UnusableSettings
    try:
        settings = gather(
            options.endpoint,
            config_file=options.config,
            read_only=read_only,
            profile=options.profile,
        )
    except EndpointUnknown as error:
        if not may_choose:
            raise CommandError(str(error)) from None
        settings = UnusableSettings(str(error), read_only, options.config)
    except ConfigError as error:
        raise CommandError(str(error)) from None
    return Workspace(settings, timeout=options.timeout, max_body=max_body)


def _say_problem(workspace: Workspace) -> None:
    if problem := workspace.new_problem():
        from ovh_explorer.cli.terminal import say

        say(problem)


def _is_file(path: Path) -> bool:
    try:
        # A shell's <(…) is a pipe.
        return path.exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


@asynccontextmanager
async def open_workspace(options: argparse.Namespace) -> AsyncIterator[Workspace]:
    """The workspace, open; closed at the end.

    Raises:
        CommandError: when it can't be open_workspace.
    """
    workspace = workspace_of(options)
    try:
        try:
            await workspace.open()
        except ConfigError as error:
            raise CommandError(str(error)) from None
        except (OSError, RuntimeError) as error:
            raise CommandError(str(error), 1) from None
        _say_problem(workspace)
        try:
            yield workspace
        except StoreError as error:
            raise CommandError(str(error), 1) from None
        _say_problem(workspace)
    finally:
        await workspace.close()
