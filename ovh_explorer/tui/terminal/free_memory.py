"""Memory that was freed goes back to the system."""

import ctypes
import sys

__all__ = ["limit_free_memory", "return_freed_memory"]

# Of glibc's <malloc.h>.
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
# Pieces from this size on have pages of their own, which are given back when they are freed.
_MIN_OWN_PAGES_BYTES = 128 * 1024


def limit_free_memory() -> None:
    """Have less memory lie free between what is used, where the C library is glibc: see
    ``mallopt(3)``.

    glibc makes a heap for each thread, though Python lets one thread run at a time: what a thread
    freed isn't used by the next one, and is kept. And it learns from the first response of some
    megabytes that is freed to put later ones on the heap, where a small piece behind them keeps
    their pages.
    """
    mallopt = _of_libc("mallopt")
    # musl has none, or one that does nothing.
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, 1)
        mallopt(_M_MMAP_THRESHOLD, _MIN_OWN_PAGES_BYTES)


def return_freed_memory() -> None:
    """Give back the pages in which nothing is kept any more, where the C library does that when it
    is asked to: glibc's ``malloc_trim(3)``.

    By itself glibc gives back what is free at the end of its heap alone. A pasted megabyte or a
    large response is in thousands of pieces, and one that is still used keeps all before it.
    """
    trim = _of_libc("malloc_trim")
    if trim is not None:
        trim(0)


def _of_libc(name: str) -> "ctypes._NamedFuncPointer | None":
    """A function of the C library; None where it has no such, as musl, or isn't Linux's."""
    if sys.platform != "linux":
        return None
    # Of the program itself: every library that it loaded is found there.
    return getattr(ctypes.CDLL(None), name, None)
