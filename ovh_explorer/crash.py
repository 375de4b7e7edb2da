"""Reports of mistakes of the program's own: files that hold no secret, which the user is told of.

Keys and responses can be in any variable, in any argument and in the message of any exception. So
the report has none of them: the exceptions' types, the places in the code, versions, and what is
known of the terminal.
"""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ovh_explorer import __version__
from ovh_explorer.text import printable
from ovh_explorer.translation import _

if TYPE_CHECKING:
    import asyncio
    from types import TracebackType

__all__ = ["note", "report", "take_messages", "watch_tasks", "watch_threads"]

# Older reports go: one that was not sent by then is not missed.
_MAX_REPORTS = 10
# Of a chain of calls that is longer, as in an endless recursion, the first and the last ones tell
# enough.
_MAX_FRAMES = 60

_messages: list[str] = []


def take_messages() -> list[str]:
    """What the user is to be told of the mistakes that were noted, once; line by line."""
    lines = list(_messages)
    _messages.clear()
    return lines


def note(error: BaseException, doing: str = "") -> list[str]:
    """Write a report of a mistake; the lines to show about it, which :func:`take_messages` has too.

    Args:
        doing: what went on, in words of the program's own.
    """
    text = report(error, doing)
    lines = [
        _(
            "ovh-explorer has crashed because of a fault of its own. Nothing that you typed or "
            "received is in the report."
        )
    ]
    try:
        path = _write(text)
    except Exception as problem:  # noqa: BLE001 - whatever is wrong, the report must not be lost for it
        reason = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
        words = _("It can't be written to a file ({reason}). Please report this:")
        lines += [words.format(reason=printable(reason).rstrip(".")), *text.splitlines()]
    else:
        words = _("Please send it to the authors: {path}")
        lines.append(words.format(path=printable(str(path))))
    _messages.extend(lines)
    return lines


def report(error: BaseException, doing: str = "") -> str:
    """What is known of a mistake, without a word that came from outside. It is English, whoever
    writes it: the authors read it.
    """
    import platform

    where = (
        # not for people: reports are read by the authors
        f"{os.environ.get('TERM', 'unset')}, {_size()}, encoding "
        f"{getattr(sys.__stderr__, 'encoding', 'unknown')}"
    )
    lines = [
        f"ovh-explorer {__version__}",
        f"Python {platform.python_version()}, {', '.join(_versions())}",
        f"{platform.platform()}",
        f"TERM {printable(where)}",
    ]
    if doing:
        lines.append(f"while: {doing}")  # not for people
    for title, item in _chain(error):
        lines += ["", f"{title}{_name(item)}{_known(item)}", *_frames(item.__traceback__)]
    return "\n".join(lines) + "\n"


def watch_threads() -> None:
    """Note what breaks in threads and where Python can't raise, in place of tracebacks on the
    terminal.
    """
    threading.excepthook = _of_thread
    sys.unraisablehook = _unraisable


def watch_tasks(loop: "asyncio.AbstractEventLoop", tell: Any = None) -> None:
    """Note what breaks in tasks that no other waits for; `tell` is called with the words about
    it.
    """

    def handle(_loop: "asyncio.AbstractEventLoop", context: dict[str, Any]) -> None:
        # The message is asyncio's own; what it is about is not told.
        words = note(context.get("exception") or RuntimeError(), str(context.get("message", "")))
        if tell is not None:
            tell(words)

    loop.set_exception_handler(handle)


def _of_thread(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is not None and arguments.exc_type is not SystemExit:
        note(arguments.exc_value, "a thread")  # not for people


def _unraisable(arguments: "sys.UnraisableHookArgs") -> None:
    # Also called for ctrl+c in a destructor, which is no mistake.
    if isinstance(arguments.exc_value, Exception):
        note(arguments.exc_value, "cleaning up")  # not for people


def _write(text: str) -> Path:
    from ovh_explorer.config.paths import ensure_dir, state_dir

    directory = ensure_dir(state_dir())
    path = directory / f"crash-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{path.stem.split('.')[0]}.{number}.txt")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
    for old in sorted(directory.glob("crash-*.txt"), key=lambda item: item.stat().st_mtime)[
        :-_MAX_REPORTS
    ]:
        with suppress(OSError):
            old.unlink()
    return path


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """An error and those it came from; the words before each say how."""
    seen: set[int] = set()
    title, at = "", error
    while id(at) not in seen:
        seen.add(id(at))
        yield title, at
        # Textual's WorkerFailed holds what failed; of a group the first says most.
        inner = (
            at.exceptions[0] if isinstance(at, BaseExceptionGroup) else getattr(at, "error", None)
        )
        if isinstance(inner, BaseException) and id(inner) not in seen:
            title, at = "of ", inner
        elif at.__cause__ is not None:
            title, at = "because of ", at.__cause__  # not for people
        elif at.__context__ is not None and not at.__suppress_context__:
            title, at = "while handling ", at.__context__  # not for people


def _name(error: BaseException) -> str:
    kind = type(error)
    if kind.__module__ == "builtins":
        return kind.__qualname__
    return f"{kind.__module__}.{kind.__qualname__}"


def _known(error: BaseException) -> str:
    """What an exception says that can be no secret: names of our own code, numbers, the system's
    words.
    """
    match error:
        case OSError(errno=int(number)):
            return f": {os.strerror(number)} ({number})"
        case UnicodeError():
            return f": {getattr(error, 'encoding', '')}"
        case ImportError(name=str(name)):
            return f": {name}"
        case NameError(name=str(name)):
            return f": {name}"
        case AttributeError(name=str(name)) if error.obj is not None and name.isidentifier():
            return f": {type(error.obj).__name__} has no {name}"  # not for people
    found = getattr(error, "sqlite_errorname", None)
    return f": {found}" if isinstance(found, str) else ""


def _frames(traceback: "TracebackType | None") -> list[str]:
    from traceback import walk_tb

    lines = []
    for frame, line in walk_tb(traceback):
        code = frame.f_code
        lines.append(f"  {_place(code.co_filename)}:{line} in {code.co_qualname}")  # not for people
    if len(lines) > _MAX_FRAMES:
        half = _MAX_FRAMES // 2
        lines[half:-half] = [f"  … {len(lines) - 2 * half} more"]  # not for people
    return lines


def _place(name: str) -> str:
    """The path of a file of the code within its library, without where that is on this machine."""
    import sysconfig

    roots = [
        str(Path(__file__).parents[1]),
        *(sysconfig.get_path(key) for key in ("purelib", "platlib", "stdlib")),
    ]
    # The longest first: libraries are below the standard library.
    for root in sorted(roots, key=len, reverse=True):
        if name.startswith(root + os.sep):
            return name[len(root) + 1 :].replace(os.sep, "/")
    return Path(name).name


def _versions() -> list[str]:
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for name in ("textual", "httpx"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} unknown")  # not for people
    return found


def _size() -> str:
    for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__):
        try:
            if stream is not None:
                size = os.get_terminal_size(stream.fileno())
                return f"{size.columns}x{size.lines}"
        except (OSError, ValueError):
            continue  # not this one
    return "no terminal"  # not for people
