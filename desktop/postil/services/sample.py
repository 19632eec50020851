"""The sample article that greets the reader at the first start, and the marks that show what Postil does with one."""

from dataclasses import dataclass

from postil.domain.sources import Source
from postil.resources import resource

SAMPLE = "polar_race.txt"


@dataclass(frozen=True, slots=True)
class SampleMark:
    """A passage of the sample to mark: its words, the colour's id, the note in Markdown, tags.

    ``prefix`` is what stands right before the passage, where its words occur more than once.
    """

    quote: str
    color: str
    note: str = ""
    tags: tuple[str, ...] = ()
    prefix: str = ""


def sample_source() -> Source:
    """Return the sample article as a source; its location is "", for the file belongs to Postil."""
    content = resource("sample", SAMPLE).read_bytes()
    return Source("text", content, name=SAMPLE, media_type="text/plain", charset="utf-8")


SAMPLE_NOTE = (
    "The dates of the two journeys agree with what is known; the **figures do not agree with each other**: "
    "52 dogs or 48, five men or six. No source is named, and two names are masked."
)
"""A note on the sample as a whole, in Markdown."""


def sample_marks() -> tuple[SampleMark, ...]:
    """Return five passages of the sample with their notes, in the order of the text."""
    return (
        SampleMark(
            "Captain ** read it and put it in his pocket, and for a long time did not speak.",
            "purple",
            "The mask stands for *Scott*: the sentence before names his ship, the Terra Nova.",
            ("masked",),
        ),
        SampleMark(
            "the two captains were old friends who had trusted each other for 20 years, although they had never met",
            "red",
            "Contradicts itself within one sentence.",
            ("doubt", "contradiction"),
        ),
        SampleMark(
            "*** could not wait and marched out too early",
            "purple",
            "*Amundsen*: the false start from Framheim. Which compasses froze, and at what temperature?",
            ("masked", "to check"),
        ),
        SampleMark(
            "On December 14, 1911, at three in the afternoon, the Norwegian flag stood at the South Pole.",
            "yellow",
            "The date on which all accounts agree.",
            ("date",),
        ),
        SampleMark(
            "more than two months after the Norwegians",
            "red",
            "From 14 December to 17 January is **34 days**, not two months.",
            ("doubt", "figures"),
        ),
    )
