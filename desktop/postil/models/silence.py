"""Why the sidebar lists nothing: one sentence, a hint, and what may help."""

from dataclasses import dataclass

from postil.domain.entities import Analysis
from postil.domain.wording import say


@dataclass(frozen=True, slots=True)
class Silence:
    """What to tell the reader; ``action`` is the label of a button that searches again, or ""."""

    sentence: str
    hint: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """How the search for names stands.

    ``failure`` is the sentence of a failed one, ``wanted`` what the reader typed to filter a list that is not empty.
    """

    is_open: bool
    running: bool = False
    failure: str = ""
    cancelled: bool = False
    wanted: str = ""
    analysis: Analysis | None = None


def silence(search: Search) -> Silence:
    """Return why nothing is listed."""
    if not search.is_open:
        return Silence(say("Open an article to see who, where and when it speaks of."))
    if search.wanted:
        return Silence(say("No name or date here holds “{words}”.", words=search.wanted))
    if search.running:
        return Silence(say("Looking for names and dates…"), say("You can read on meanwhile."))
    if search.failure:
        return Silence(search.failure, "", say("Try again"))
    if search.cancelled:
        return Silence(say("The search was stopped."), "", say("Search again"))
    if search.analysis is None:
        return Silence(say("Nothing is known of this article’s names yet."), "", say("Search now"))
    hint = say("Select words in the text and press + to add a name by hand.")
    return Silence(search.analysis.remark or say("No names or dates were found in this article."), hint)


def remark(search: Search) -> Silence:
    """Return what to say beside a list that is not empty; an empty sentence where all is well."""
    if search.failure:
        return Silence(search.failure, "", say("Try again"))
    if search.cancelled:
        return Silence(say("The search was stopped before its end."), "", say("Search again"))
    return Silence(search.analysis.remark if search.analysis is not None else "")


def search_words(share: float, *, renewing: bool) -> str:
    """Return how far the search is, 0 to 1; ``renewing``: what an earlier version found is listed meanwhile."""
    percent = int(share * 100)
    if renewing:
        return say("Found by an earlier Postil; being renewed… {percent} %", percent=percent)
    return say("Looking for names… {percent} %", percent=percent)
