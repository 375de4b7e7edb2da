"""``try PUT … --diff``: what a PUT would change, printed before it is sent, or in place of that."""

from ovh_explorer.call import Call
from ovh_explorer.cli.open_workspace import CommandError
from ovh_explorer.cli.streams import put
from ovh_explorer.cli.terminal import say
from ovh_explorer.client.errors import ClientError
from ovh_explorer.text import printable_lines
from ovh_explorer.translation import _
from ovh_explorer.workspace.calls.put_comparison import ComparisonError, comparison_of
from ovh_explorer.workspace.calls.put_difference import hidden_values
from ovh_explorer.workspace.calls.put_words import (
    NO_DIFFERENCE,
    difference_lines,
    left_out_words,
)
from ovh_explorer.workspace.workspace import Workspace

__all__ = ["check_is_put", "print_difference"]


def check_is_put(call: Call) -> None:
    """Refuse ``--diff`` for what changes no object as a whole.

    Raises:
        CommandError: for anything but a PUT with a body.
    """
    if call.method != "PUT" or call.body is None:
        raise CommandError(_("--diff is for a PUT with a body. Nothing was sent."))


async def print_difference(workspace: Workspace, call: Call, *, is_sent: bool) -> None:
    """Read what is there now, and print what the call changes of it.

    Args:
        is_sent: it is sent then: its response has standard output, the difference standard error.

    Raises:
        CommandError: where no difference can be shown.
    """
    try:
        comparison = comparison_of(workspace.store, call)
        if comparison is None:
            raise ComparisonError(_("The catalog doesn't have this operation."))
        say(_("Reading what is there now: {title}").format(title=comparison.title))
        value = comparison.object_in(await workspace.send(comparison.reads))
        difference = comparison.difference(call.json, value, hidden_values(call))
    except (ComparisonError, ClientError) as error:
        words = _("Nothing was sent. Leave out --diff to send it.")
        raise CommandError(f"{_(NO_DIFFERENCE)} {error} {words}", 1) from None
    lines = difference_lines(difference)
    for line in lines:
        if is_sent:
            say(line)
        else:
            put(line)
    for line in printable_lines(left_out_words(difference)):
        if line:
            say(line)
