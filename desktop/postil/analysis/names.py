"""Names in one piece of a text: what the model labels, corrected and completed by the rules."""

from postil.analysis.model import LABELS, Recogniser
from postil.analysis.spans import Found, without_overlaps
from postil.domain.wording import say


def find_names(text: str, start: int, end: int, recogniser: Recogniser) -> list[Found]:
    """Return the names in ``text[start:end]``, positions in the whole ``text``."""
    piece = text[start:end]
    found: list[Found] = []
    for label in recogniser.labels(piece):
        kind = LABELS.get(label.label)
        if kind is not None:
            found.append(
                Found(start + label.start, start + label.end, kind, say("The language model took it for one."))
            )
    return without_overlaps(found)
