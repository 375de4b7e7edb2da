"""``doctor``: what there is to say of a set-up, and whether it is well."""

import argparse
import json
import locale
import os
import shutil
import sys
from collections.abc import Mapping

from ovh_explorer.cli.open_workspace import CommandError, run_async, workspace_of
from ovh_explorer.cli.streams import has_ascii_alone, put
from ovh_explorer.cli.terminal import fail, speak_to_programs
from ovh_explorer.config import ConfigError
from ovh_explorer.translation import _, pgettext
from ovh_explorer.tui.terminal.clipboard import CopyError, osc52, programs
from ovh_explorer.workspace.doctor.examine import examine
from ovh_explorer.workspace.doctor.report import Fact, Part, Report

__all__ = ["doctor"]


def doctor(options: argparse.Namespace) -> int:
    """Print the report; 0 where all is well, 1 where something is wrong."""
    speak_to_programs(options)
    try:
        report = run_async(_examine(options))
    except CommandError as error:
        return fail(str(error), error.code)
    if options.json:
        put(json.dumps(report.json(), indent=2, ensure_ascii=False))
    else:
        put("\n".join(report.lines()))
    return 0 if report.is_well else 1


async def _examine(options: argparse.Namespace) -> Report:
    # Where the settings tell no endpoint, the report says so.
    workspace = workspace_of(options, may_choose=True)
    try:
        if workspace.is_demo:
            try:
                await workspace.open()
            except (ConfigError, OSError, RuntimeError) as error:
                raise CommandError(str(error), 1) from None
        return await examine(workspace, [terminal(os.environ)], seconds=options.timeout)
    finally:
        await workspace.close()


def terminal(environ: Mapping[str, str]) -> Part:
    """What is known of the terminal that the program runs in, and of its clipboard."""
    size = _size()
    colours = _colours(environ)
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    chosen = next((f"{name}={environ[name]}" for name in names if environ.get(name)), "")
    chosen = chosen or pgettext("doctor", "none")
    signs = _("ASCII alone") if has_ascii_alone(environ) else sys.stdout.encoding
    ssh = bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
    within = "tmux" if environ.get("TMUX") else ""
    within = within or ("screen" if environ.get("STY") else "")
    term = environ.get("TERM", "")
    copies, copied_by = _clipboard(environ)
    words = _("no terminal")
    if size:
        words = _("{columns} columns, {lines} lines").format(columns=size[0], lines=size[1])
    return Part(
        "terminal",
        pgettext("doctor", "Terminal"),
        (
            Fact("columns", size[0] if size else None, pgettext("doctor", "size"), words),
            Fact("lines", size[1] if size else None),
            Fact("term", term or None, "TERM", term or pgettext("doctor", "not set")),
            Fact("colours", colours, pgettext("doctor", "colours"), colours),
            Fact("locale", chosen, pgettext("doctor", "locale"), f"{chosen}, {signs}"),
            Fact("encoding", locale.getencoding()),
            Fact("ssh", ssh, "SSH", _("yes") if ssh else _("no")),
            Fact(
                "within",
                within or None,
                pgettext("doctor", "within"),
                within or _("neither tmux nor screen"),
            ),
            Fact("clipboard", copied_by, pgettext("doctor", "clipboard"), copied_by),
            Fact("copies", copies),
        ),
    )


def _size() -> tuple[int, int] | None:
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            if stream is not None:
                size = os.get_terminal_size(stream.fileno())
                return size.columns, size.lines
        except (OSError, ValueError):
            continue  # not this one
    return None


def _colours(environ: Mapping[str, str]) -> str:
    """How many colours the terminal says that it has."""
    term = environ.get("TERM", "").lower()
    if environ.get("NO_COLOR"):
        return _("none: NO_COLOR is set")
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or term.endswith("-direct"):
        return _("16 million")
    if term in ("", "dumb", "unknown"):
        return pgettext("colours", "none")
    return "256" if "256" in term or term.startswith(("xterm-kitty", "alacritty")) else "16"


def _clipboard(environ: Mapping[str, str]) -> tuple[bool, str]:
    """Whether a text can be copied, and how, in words; nothing is copied."""
    found = programs(environ, sys.platform, shutil.which)
    if found:
        return True, _("{clipboard}, by {program}").format(
            clipboard=found[0].where, program=found[0].command[0]
        )
    try:
        osc52("", environ)
    except CopyError as error:
        return False, _("none: {reason}").format(reason=error)
    return True, _("the terminal's clipboard, where it takes OSC 52")
