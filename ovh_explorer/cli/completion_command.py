"""``completion``: print a shell's script, or say whether values from the account are offered."""

import argparse
from importlib.resources import files

from ovh_explorer.cli.completion.context import prepare_context
from ovh_explorer.cli.streams import put
from ovh_explorer.cli.terminal import fail, say
from ovh_explorer.files import words_of
from ovh_explorer.translation import _

__all__ = ["SCRIPTS", "print_completion"]

SCRIPTS = {"bash": "bash.sh", "zsh": "zsh.sh", "fish": "fish.fish", "powershell": "powershell.ps1"}
"""The shells, and the script of each."""


def print_completion(options: argparse.Namespace) -> int:
    """Do what the options say; 2 where they say nothing."""
    if options.shell is None and options.account_values is None:
        return fail(
            _("Name a shell: {shells}. `--help` says where its script goes.").format(
                shells=", ".join(SCRIPTS)
            )
        )
    if options.account_values is not None and (code := _allow(options.account_values == "on")):
        return code
    if options.shell is not None:
        prepare_context()  # so that the first TAB doesn't have to
        script = files("ovh_explorer.cli.completion") / "scripts" / SCRIPTS[options.shell]
        put(script.read_text(encoding="utf-8"))
    return 0


def _allow(allowed: bool) -> int:
    """Keep whether values from the account are offered. Where they no longer are, those that were
    looked up are removed.
    """
    from ovh_explorer.cli.completion.context import forget_contexts
    from ovh_explorer.cli.completion.settings_context import values_preference
    from ovh_explorer.workspace.storage.account_values import clear_all
    from ovh_explorer.workspace.storage.preference_names import COMPLETES_VALUES
    from ovh_explorer.workspace.storage.values_of_profile import values_directory

    preference = values_preference()
    preference.keep(COMPLETES_VALUES, "1" if allowed else "")
    if preference.file.problem:
        return fail(preference.file.problem, 1)
    try:
        forget_contexts()
        if not allowed:
            clear_all(str(values_directory()))
    except OSError as error:
        return fail(_("The values can't be removed: {error}.").format(error=words_of(error)), 1)
    if allowed:
        say(
            _(
                "TAB offers values from your account now. It sends GETs with your keys in the "
                "background, and keeps their lists readable only by you."
            )
        )
    else:
        say(_("TAB offers no values from your account. Those that were kept are removed."))
    return 0
