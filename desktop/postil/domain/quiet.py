"""Python's garbage collector kept out of the reader's way."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def without_collecting(*, settling: bool = False) -> Generator[None]:
    """Hold the garbage collector off: walking a book's objects in the middle of a layout would stall it.

    ``settling``: put what was made meanwhile out of its sight before it may run again, as ``settle`` does; it would
    else go through all of it with the next object that is made.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if settling:
                _settle()
            gc.enable()


def settle() -> None:
    """Put what is loaded by now out of the collector's sight, once per article.

    Only what is young is collected before: going through all of a book takes 50 ms. Frozen objects are still freed
    when their last reference goes. While the collector is held off, as all through a start, it is left alone.
    """
    if gc.isenabled():
        _settle()


def _settle() -> None:
    gc.collect(1)
    gc.freeze()
