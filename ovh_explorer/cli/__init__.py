"""The command line: thin, over the same packages as the screen."""

import gc
import sys
from collections.abc import Sequence

__all__ = ["COMPLETE", "main"]

COMPLETE = "__complete"
"""The hidden command that the scripts of shells call."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; its exit code: 0 done, 1 an error or no response, 2 wrong usage or a
    refusal.

    Without `arguments` it is the whole process: signals and standard streams are its own then.
    """
    is_program = arguments is None
    if is_program and sys.argv[1:2] == [COMPLETE]:
        # A shell waits at each TAB: nothing else is imported first.
        from ovh_explorer.translation.choice import choose

        choose()
        from ovh_explorer.cli.completion.complete import complete

        return complete(sys.argv[2:])
    code = 1
    if is_program:
        # Hardly anything of what is imported is garbage: to look for it takes a tenth of the start.
        # A command collects from its beginning on, the screen once it is drawn.
        gc.disable()
    try:
        # Here, not above: ctrl+c while things are imported is nothing else than ctrl+c later.
        from ovh_explorer import crash
        from ovh_explorer.cli.streams import OutputLost, finish, prepare, tell
        from ovh_explorer.translation.choice import choose

        crash.take_messages()  # of an earlier run in the same process
        words = sys.argv[1:] if arguments is None else arguments
        choose(words)
        try:
            if is_program:
                from ovh_explorer.signals import take_signals

                take_signals()
                crash.watch_threads()
                prepare()
                choose(words)  # what standard error can show is known now
            code = _run(words)
            finish()
        except OutputLost as lost:
            code = lost.tell()
        except Exception as error:  # noqa: BLE001 - no traceback reaches the user
            crash.note(error)
            code = 1
        lines = crash.take_messages()
        for line in lines:
            tell(line)
        if lines:
            code = code or 1
    except KeyboardInterrupt:
        code = 130
    if is_program:
        code = _last(code)
    return code


def _run(arguments: Sequence[str]) -> int:
    from ovh_explorer.cli.options import parse

    try:
        options = parse(list(arguments))
    except SystemExit as end:  # argparse has said what there is to say
        return int(end.code or 0)
    return int(options.run(options))


def _last(code: int) -> int:
    """The exit code; from here on a signal has nothing to end."""
    import signal

    from ovh_explorer import signals
    from ovh_explorer.cli.streams import drop_unwritten

    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, signal.SIG_IGN)
    code = signals.exit_code() if code == 130 else code
    # The exit code of a window that was closed, SIGHUP.
    drop_unwritten(is_gone=code == 129)
    return code
