"""Python's garbage collector kept out of the reader's way."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Generator[None]:
    """Hold the garbage collector off: walking a book's objects in the middle of a layout would stall it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def settle() -> None:
    """Put what is loaded by now out of the collector's sight; what an earlier article left comes back into it first.

    Nothing is collected here: that alone takes 50 ms with a book in memory.
    """
    gc.unfreeze()
    gc.freeze()
