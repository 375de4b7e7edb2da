"""The demo on a terminal, with all that it starts."""

from tests.terminal import Terminal

QUIT = "\x11"
SIGNED_IN = "signed in as"


def ready(terminal: Terminal) -> None:
    """Wait until the demo works, with all that it starts."""
    terminal.see(SIGNED_IN)
    assert terminal.processes
