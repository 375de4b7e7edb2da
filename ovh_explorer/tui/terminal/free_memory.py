"""Memory that was freed goes back to the system."""

import ctypes
import sys

__all__ = ["return_freed_memory"]


def return_freed_memory() -> None:
    """Give back the pages in which nothing is kept any more, where the C library does that when it
    is asked to: glibc's ``malloc_trim(3)``.

    By itself glibc gives back what is free at the end of its heap alone. A pasted megabyte or a
    large response is in thousands of pieces, and one that is still used keeps all before it.
    """
    if sys.platform != "linux":
        return
    # Of the program itself: every library that it loaded is found there. musl has no such function.
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
