"""Reads files of the user or of other programs: whole, up to a limit, and without waiting for
ever.
"""

import errno
import os
import stat
from pathlib import Path

from ovh_explorer.translation import N_, _, decimal, labelled

__all__ = ["FileProblem", "read_file", "reason_of", "words_of"]

_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)


# What the system says, in English: translated where the `strerror` of an error is shown.
_SYSTEM_WORDS = (
    N_("Bad file descriptor"),
    N_("Disk quota exceeded"),
    N_("File exists"),
    N_("File name too long"),
    N_("Input/output error"),
    N_("Is a directory"),
    N_("No space left on device"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Operation not permitted"),
    N_("Permission denied"),
    N_("Read-only file system"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
)


def reason_of(error: Exception) -> str:
    """What the system says of an error, in the user's language; of another, what it says itself."""
    return _(getattr(error, "strerror", None) or str(error))


def words_of(error: OSError) -> str:
    """What is wrong with the file that an error names, as a clause: ``x.json does not exist``."""
    if error.filename is None:
        return reason_of(error)
    name = os.fsdecode(error.filename)
    if isinstance(error, FileNotFoundError):
        return _("{file} does not exist").format(file=name)
    if isinstance(error, IsADirectoryError):
        return _("{file} is a directory").format(file=name)
    return labelled(name, reason_of(error))


class FileProblem(OSError):
    """A file that can't be used; `strerror` completes "NAME …", as in "is a directory"."""


def read_file(path: Path, max_bytes: int, *, follow_links: bool = True) -> bytes:
    """The content of an ordinary file.

    A directory, a device (which may have no end) and a named pipe (whose other end may never come)
    are refused.

    Args:
        max_bytes: the largest size, in bytes, that is read.
        follow_links: whether a symbolic link in the file's place is followed.

    Raises:
        FileNotFoundError: when it isn't there.
        FileProblem: when it is not an ordinary file, or larger than `max_bytes`.
        OSError: when it can't be read for another reason.
        ValueError: when no file can have this name.
    """
    try:
        descriptor = os.open(path, _OPEN | (0 if follow_links else _NO_LINKS))
    except OSError as error:
        raise _explained(error, path) from None
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise FileProblem(errno.EISDIR, _("is a directory"), str(path))
        if not stat.S_ISREG(mode):
            raise FileProblem(errno.EINVAL, _("is not an ordinary file"), str(path))
        # It may grow meanwhile, and files of the kernel say that they are empty: what counts is
        # what is read.
        data = bytearray()
        while len(data) <= max_bytes and (part := os.read(descriptor, max_bytes + 1 - len(data))):
            data += part
    finally:
        os.close(descriptor)
    if len(data) > max_bytes:
        raise FileProblem(
            errno.EFBIG,
            _("is larger than {size}").format(size=_in_words(max_bytes)),
            str(path),
        )
    return bytes(data)


def _explained(error: OSError, path: Path) -> OSError:
    """The same error; where the system's word for it says little, with one that does."""
    words = {
        errno.ELOOP: _("is a symbolic link, or a loop of them"),
        errno.ENXIO: _("is not an ordinary file"),
    }
    if error.errno in words:
        return FileProblem(error.errno, words[error.errno], str(path))
    # On Windows a directory can't be opened at all.
    if isinstance(error, PermissionError) and path.is_dir():
        return FileProblem(errno.EISDIR, _("is a directory"), str(path))
    return error


def _in_words(size: int) -> str:
    if size >= 1_000_000:
        return _("{count} MB").format(count=decimal(size / 1e6))
    return _("{count} KiB").format(count=size // 1024)
