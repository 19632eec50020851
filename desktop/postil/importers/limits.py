"""How much an article may hold, and how much time and memory the process that reads a source may take."""

from postil.domain.problems import Problem

MOST_BLOCKS = 200_000
"""Articles of more blocks are refused; a book of a million words has about 30,000."""

SECONDS, SECONDS_PER_MEGABYTE, MOST_SECONDS = 9.0, 1.0, 60.0
"""The processor's seconds for one source: so many, so many more for each megabyte of it, at most so many."""

PATIENCE = 3.0
"""How many times as long a source may take by the clock: the machine may have other work, too."""

MEMORY, MEMORY_PER_BYTE, MOST_MEMORY = 450 * 2**20, 24, 1536 * 2**20
"""Bytes of memory for one source: so many, so many more for each byte of it, at most so many."""


def too_many_blocks() -> Problem:
    """Return the Problem of a text of more than MOST_BLOCKS blocks."""
    return Problem("This text has more than {number} paragraphs. Import it in parts.", number=f"{MOST_BLOCKS:,}")


def seconds_for(size: int) -> float:
    """Return how many of the processor's seconds a source of ``size`` bytes may take to be read."""
    return min(SECONDS + SECONDS_PER_MEGABYTE * size / 2**20, MOST_SECONDS)


def patience_for(size: int) -> float:
    """Return how many seconds by the clock a source of ``size`` bytes may take to be read."""
    return PATIENCE * seconds_for(size)


def memory_for(size: int) -> int:
    """Return how many bytes of memory the reading of a source of ``size`` bytes may take."""
    return min(MEMORY + MEMORY_PER_BYTE * size, MOST_MEMORY)
