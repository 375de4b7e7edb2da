"""When Python looks for garbage: in moments in which nobody waits.

Drawing makes much of it (Textual's strips hold caches that hold strips), and a collection of everything that has
piled up holds the event loop for a tenth of a second at a moment nobody chose. So what the program is made of is
put aside once it is complete, full collections are left to an idle moment after each piece of work, and those that
Python starts by itself are made rare.
"""

import gc

__all__ = ["collect_when_idle", "settle_down"]

# Young objects until Python looks at them by itself; a screenful of strips is some 10,000.
_YOUNG = 20_000
_NEVER = 1_000_000


def settle_down() -> None:
    """What is there now stays: never look through it again, and collect everything else in idle moments only."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 10, _NEVER)


def collect_when_idle() -> None:
    """Collect what has piled up since the last time, where that is worth it: some milliseconds."""
    young, middle, old = gc.get_count()
    if middle or old or young > _YOUNG // 4:
        gc.collect()
