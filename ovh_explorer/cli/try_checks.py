"""Which options of ``try`` go together: what doesn't is refused before anything is sent."""

import argparse

from ovh_explorer.cli.open_workspace import CommandError
from ovh_explorer.translation import _
from ovh_explorer.workspace.response.filter import FilterError, check_filter

__all__ = ["check_options"]


def check_options(options: argparse.Namespace) -> None:
    """Refuse what doesn't go together, and tell options apart that have two meanings.

    ``profiles`` are the names given, each once, ``profile`` the first; ``wait`` is what
    ``--timeout`` says for ``--until``, else None.

    Raises:
        CommandError: saying which options, and what to do.
    """
    options.profiles = list(dict.fromkeys(options.profile or ()))
    options.profile = options.profiles[0] if options.profiles else None
    _check_expression(options.filter)
    _check_expression(options.until)
    is_get = options.method.upper() == "GET"
    for name in ("all", "details", "until"):
        if getattr(options, name) and not is_get:
            raise _refusal(_("--{name} is for GET alone.").format(name=name))
    if options.per_minute is not None and not options.details:
        raise _refusal(_("--per-minute goes with --details."))
    options.wait = None
    if options.until is None:
        if options.every is not None:
            raise _refusal(_("--every goes with --until."))
    elif options.all or options.details:
        raise _refusal(_("--until sends one request: leave out --all and --details."))
    else:
        options.wait, options.timeout = options.timeout, None
    if len(options.profiles) > 1:
        _check_profiles(options, is_get=is_get)


def _check_expression(expression: str | None) -> None:
    if expression is None:
        return
    try:
        check_filter(expression)
    except FilterError as error:
        raise _refusal(str(error)) from None


def _refusal(words: str) -> CommandError:
    nothing = _("Nothing was sent.")
    return CommandError(f"{words} {nothing}")


def _check_profiles(options: argparse.Namespace, *, is_get: bool) -> None:
    if not is_get:
        raise _refusal(_("Several profiles are for GET alone: give one --profile."))
    if options.output in ("text", "lines"):
        words = _(
            "--output {output} can't say which profile a line is of: say json, compact or csv."
        )
        raise _refusal(words.format(output=options.output))
    if options.until is not None:
        raise _refusal(_("--until is for one profile."))
