"""How an import goes and ends: what came in, what was there already, what failed and why."""

from dataclasses import dataclass

from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.services.importing import How


@dataclass(frozen=True, slots=True)
class Arrived:
    """An article that a source gave: ``how`` says whether it is "new", was "known", or got a new version ("revision").

    ``source`` is the name of the file, the address, or what was pasted. One that was known may be ``in_trash``.
    """

    article_id: str
    title: str
    how: How
    source: str = ""
    in_trash: bool = False

    @property
    def was_known(self) -> bool:
        """Whether it was in the library already, just as it is."""
        return self.how == "known"


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that did not come in: its name, where it is (a path, an address, or ""), and why."""

    source: str
    place: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is: ``done`` of ``total`` sources, and the ``name`` of the one being read."""

    done: int
    total: int
    name: str


@dataclass(frozen=True, slots=True)
class PasswordWish:
    """A source that is locked: its ``name``, the sentence, and whether a password was tried ``again`` in vain."""

    name: str
    problem: Problem
    again: bool


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """How an import ended: what arrived, and what did not."""

    arrived: tuple[Arrived, ...]
    failures: tuple[Failure, ...]
    cancelled: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the sources that did not arrive were stopped by."""
        return tuple(failure.problem for failure in self.failures)

    @property
    def wants_report(self) -> bool:
        """Whether a sentence in passing is too little for it."""
        return bool(self.failures) or len(self.arrived) > 1


def arrival_sentence(arrived: tuple[Arrived, ...]) -> str:
    """Return what the status bar says of articles that arrived."""
    if len(arrived) == 1:
        sentence = "“{title}” is in your library already; here it is." if arrived[0].was_known else "Came in: “{title}”"
        if arrived[0].in_trash:
            sentence = "“{title}” is in the trash."
        return say(sentence, title=arrived[0].title)
    new = sum(not each.was_known for each in arrived)
    if new == len(arrived):
        return count("{number} article came in.", "{number} articles came in.", new)
    if not new:
        return say("All of these articles are in your library already.")
    known = len(arrived) - new
    return count(
        "{number} article came in; {known} were there.",
        "{number} articles came in; {known} were there.",
        new,
        known=known,
    )
