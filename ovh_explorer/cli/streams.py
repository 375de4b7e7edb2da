"""Standard input, output and error as they are found: closed, full, a pipe without a reader,
without UTF-8.
"""

import codecs
import errno
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress

from ovh_explorer.files import reason_of
from ovh_explorer.text import LOOKALIKES, in_ascii
from ovh_explorer.translation import _

__all__ = [
    "OutputLost",
    "drop_unwritten",
    "finish",
    "has_ascii_alone",
    "prepare",
    "put",
    "put_bytes",
    "tell",
]

_ESCAPES = "ovh-explorer.escapes"
# What Python puts in LC_CTYPE where the locale is C.
_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")


class OutputLost(Exception):
    """Standard output takes no more."""

    def __init__(self, error: OSError) -> None:
        super().__init__(reason_of(error))
        self._is_pipe = (
            isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL
        )  # as Windows has it

    def tell(self) -> int:
        """Say so, unless its reader has gone: then more isn't waited for. Returns the exit
        code.
        """
        drop_unwritten()
        if not self._is_pipe:
            words = _("Standard output can't be written to: {reason}.").format(reason=self)
            tell(f"ovh-explorer: {words}")
        return 1


def prepare() -> None:
    """Make the standard streams usable.

    Raises:
        OutputLost: when standard output is closed: nothing is begun whose result would be lost.
    """
    # Their numbers are taken first, or the next file that is opened would be one of them.
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - for as long as the program runs
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stdout is None:
        raise OutputLost(OSError(errno.EBADF, _("it is closed")))
    codecs.register_error(LOOKALIKES, _lookalikes)
    codecs.register_error(_ESCAPES, _escapes)
    # Where there is no UTF-8. What is printed stays exact: "\u2192" is JSON for the sign itself.
    # The screen, which Textual draws on standard error, gets signs that look alike, one for one, so
    # that columns stay columns.
    plain = has_ascii_alone(os.environ)
    for stream, errors in ((sys.stdout, _ESCAPES), (sys.stderr, LOOKALIKES)):
        if plain and stream.isatty():
            stream.reconfigure(encoding="ascii")  # type: ignore[union-attr]
        if stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(errors=errors)  # type: ignore[union-attr]


def has_ascii_alone(environ: Mapping[str, str]) -> bool:
    """Whether the locale is C or POSIX, or none: its terminals have no signs but ASCII's.

    Python writes UTF-8 all the same there, and names another locale in ``LC_CTYPE`` for its
    children.
    """
    if (
        sys.platform == "win32"
        or environ.get("PYTHONIOENCODING")
        or environ.get("PYTHONUTF8") == "1"
    ):
        return False
    names = [environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if (
        not names[0]
        and names[1] in _COERCED
        and sys.flags.utf8_mode
        and "utf8" not in sys._xoptions
    ):
        names[1] = ""
    return next(filter(None, names), "C") in ("C", "POSIX")


def put(text: str, *, end: str = "\n") -> None:
    """Write `text` and `end`, where it has none, to standard output.

    Raises:
        OutputLost: when it takes no more.
    """
    text = text if text.endswith(end) else f"{text}{end}"
    if sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except OSError as error:
            raise OutputLost(error) from None
    else:
        # A program or a file gets UTF-8, whatever the terminal has: code with other signs in it
        # would be other code.
        put_bytes(text.encode("utf-8", "surrogateescape"))


def put_bytes(content: bytes) -> None:
    """Write `content` as it is to standard output.

    Raises:
        OutputLost: when it takes no more.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise OutputLost(error) from None


def tell(line: str = "", *, end: str = "\n") -> None:
    """Write a line to standard error. Where that takes nothing either, there is no other place."""
    with suppress(OSError):
        print(line, end=end, file=sys.stderr, flush=True)


def finish() -> None:
    """See that everything was written; Python would say so with a traceback at its end.

    Raises:
        OutputLost: when it wasn't.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        raise OutputLost(error) from None


def drop_unwritten(*, is_gone: bool = False) -> None:
    """Let what no stream takes go nowhere, or Python would try once more at its end, say so with a
    traceback, and end with a code of its own.

    Args:
        is_gone: whether the terminal is gone: what a thread still writes there goes nowhere too.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
            is_lost = is_gone and stat.S_ISCHR(os.fstat(stream.fileno()).st_mode)
        except (OSError, ValueError):
            is_lost = True
        if is_lost:
            with suppress(OSError, ValueError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123
                os.dup2(nowhere.fileno(), stream.fileno())


def _lookalikes(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return in_ascii(error.object[error.start : error.end]), error.end


def _escapes(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    import json

    # As JSON writes them, which Python and JavaScript read too.
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end
