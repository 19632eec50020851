"""What is told of highlights that came in from another program: one line for each fate that any of them had."""

from dataclasses import dataclass
from typing import Literal

from postil.domain.wording import count, say
from postil.services.adopting import Adopted, Adoption, Fate

About = (
    Fate
    | Literal["articles", "records_new", "records_filled", "records_known", "saved", "removed", "remarks", "refused"]
)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line: what it is ``about``, how many, its sentence; ``is_open`` where the reader has something to look at."""

    about: About
    number: int
    sentence: str
    is_open: bool = False


_SENTENCES: tuple[tuple[About, str, str], ...] = (
    ("exact", "{number} highlight stands at its words.", "{number} highlights stand at their words."),
    (
        "moved",
        "{number} highlight was found, between other words than before.",
        "{number} highlights were found, between other words than before.",
    ),
    (
        "changed",
        "{number} highlight is where the text reads differently. Confirm or refuse its place.",
        "{number} highlights are where the text reads differently. Confirm or refuse their places.",
    ),
    (
        "lost",
        "{number} highlight was not found in the text. It is kept with its quotation.",
        "{number} highlights were not found in their texts. They are kept with their quotations.",
    ),
    (
        "quoted",
        "{number} highlight is kept as a quotation, for its text is not in the library yet.",
        "{number} highlights are kept as quotations, for their texts are not in the library yet.",
    ),
    (
        "updated",
        "{number} highlight was here and took over what was changed of it.",
        "{number} highlights were here and took over what was changed of them.",
    ),
    (
        "kept",
        "{number} highlight was changed here, so it stays as you left it.",
        "{number} highlights were changed here, so they stay as you left them.",
    ),
    ("known", "{number} highlight was here already.", "{number} highlights were here already."),
    (
        "removed",
        "{number} highlight was deleted here and stays away.",
        "{number} highlights were deleted here and stay away.",
    ),
    (
        "remarks",
        "{number} remark on a whole work was changed or deleted here, so it stays as you left it.",
        "{number} remarks on whole works were changed or deleted here, so they stay as you left them.",
    ),
    ("articles", "{number} article is new.", "{number} articles are new."),
    ("records_new", "{number} source is new and can be cited.", "{number} sources are new and can be cited."),
    (
        "records_filled",
        "{number} source filled gaps in one that is here.",
        "{number} sources filled gaps in those that are here.",
    ),
    ("records_known", "{number} source was here already.", "{number} sources were here already."),
    (
        "saved",
        "{number} page was saved without a highlight and is left out.",
        "{number} pages were saved without a highlight and are left out.",
    ),
    ("refused", "{number} record is damaged and was left out.", "{number} records are damaged and were left out."),
)
"""What is said of each kind, of one and of many; in this order, the good ones first."""


def report(adoption: Adoption) -> tuple[ReportLine, ...]:
    """Return the lines of what was brought in, the good ones first; none where there was nothing."""
    counts = adoption.counts
    new, filled, known = adoption.records
    numbers: dict[About, int] = {
        **counts,
        "articles": len(adoption.articles),
        "records_new": new,
        "records_filled": filled,
        "records_known": known,
        "saved": adoption.saved,
        "removed": len(adoption.removed),
        "remarks": len(adoption.remarks),
        "refused": len(adoption.refused),
    }
    lines = (_line(about, numbers[about], one, many) for about, one, many in _SENTENCES)
    return tuple(line for line in lines if line.number)


def headline(adoption: Adoption) -> str:
    """Return the one sentence that says what came of it."""
    counts = adoption.counts
    new = sum(counts[fate] for fate in ("exact", "moved", "changed", "lost", "quoted"))
    if new:
        return count("{number} highlight came in.", "{number} highlights came in.", new)
    if adoption.edit.changes:
        return say("No new highlights; what was here is up to date.")
    if adoption.removed and not adoption.adopted:
        return say("Nothing new: you deleted here what is in it.")
    if adoption.remarks and not adoption.adopted:
        return say("Nothing new: you changed or deleted here what is in it.")
    return (
        say("Nothing new: all of it is in your library already.")
        if adoption.adopted or any(adoption.records)
        else say("There was no highlight in it to bring in.")
    )


def needs_review(adoption: Adoption) -> tuple[Adopted, ...]:
    """Return the highlights that the reader should look at: those in doubt, and those that were not found."""
    return tuple(each for each in adoption.adopted if each.fate in {"changed", "lost"})


def _line(about: About, number: int, one: str, many: str) -> ReportLine:
    return ReportLine(about, number, count(one, many, number), about in {"changed", "lost", "refused"})
