"""How much an article may hold."""

from postil.domain.problems import Problem

MOST_BLOCKS = 200_000
"""Articles of more blocks are refused; a book of a million words has about 30,000."""


def too_many_blocks() -> Problem:
    """Return the Problem of a text of more than MOST_BLOCKS blocks."""
    return Problem("This text has more than {number} paragraphs. Import it in parts.", number=f"{MOST_BLOCKS:,}")
