"""What the analysis asks of the reader: who may be the same as whom; answered one by one, or left open."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from postil.domain.entities import Analysis, Entity, Suggestion
from postil.domain.wording import count
from postil.services import judging
from postil.session.desk import Desk
from postil.session.workspace import Passage
from postil.widgets.suggestion_card import Guess, SuggestionButton, SuggestionCard


@dataclass(frozen=True, slots=True)
class Question:
    """One question: whether these places (of one name or phrase) mean ``candidate``."""

    words: str
    candidate: Entity
    places: tuple[Suggestion, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others in this article."""
        return self.places[0].subject, self.candidate.key


class Suggesting(QObject):
    """Keeps the card and the button below the list in step with the findings."""

    def __init__(self, desk: Desk, card: SuggestionCard, button: SuggestionButton, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._card, self._button = card, button
        self._at = 0
        self._shown = -1
        self._later: list[tuple[str, str]] = []
        self.questions: list[Question] = []
        card.answered.connect(self.answer)
        button.clicked.connect(self._toggle)

    def show(self, analysis: Analysis | None, text: str) -> None:
        """Take the questions of an analysis, those that were put off last."""
        asked = questions(analysis, text) if analysis is not None else []
        self.questions = sorted(asked, key=lambda each: each.key in self._later and self._later.index(each.key) + 1)
        self._at = min(self._at, max(0, len(self.questions) - 1))
        self._button.setText(count("{number} suggestion", "{number} suggestions", len(self.questions)))
        self._button.setVisible(bool(self.questions))
        self._tell()

    def forget(self) -> None:
        """Begin anew with another article."""
        self._at, self._shown = 0, -1
        self._later.clear()

    def answer(self, answer: str) -> None:
        """Do what the card asks."""
        opened = self._desk.workspace.open
        if answer == "close":
            self._button.setChecked(False)
            self._tell()
            return
        if opened is None or not self.questions:
            return
        question = self.questions[self._at]
        if answer == "join":
            self._shown = -1
            self._desk.workspace.do(judging.accept(opened.revision, question.places, question.candidate))
        elif answer == "distinct":
            self._shown = -1
            self._desk.workspace.do(judging.deny(opened.revision, question.places))
        elif answer == "later":
            self._put_off(question)
        else:
            self._shown = (self._shown + 1) % len(question.places)
            place = question.places[self._shown]
            self._desk.workspace.passage_requested.emit(Passage(place.start, place.end))

    def _put_off(self, question: Question) -> None:
        self._shown = -1
        if question.key in self._later:
            self._later.remove(question.key)
        self._later.append(question.key)
        self.questions.append(self.questions.pop(self._at))
        self._at = 0
        self._tell()

    def _toggle(self) -> None:
        self._shown = -1
        self._tell()
        if not self._card.isHidden():
            self._card.focus_first()

    def _tell(self) -> None:
        if not self.questions or not self._button.isChecked():
            self._card.hide()
            return
        question = self.questions[self._at]
        number = len(question.places)
        words = question.words
        reason = question.places[0].reason
        if number > 1:
            reason = f"{reason} {count('At {number} place.', 'At {number} places.', number)}"
        self._card.ask(Guess(words, question.candidate.name, reason, self._at, len(self.questions)))


def questions(analysis: Analysis, text: str) -> list[Question]:
    """Return what is to be asked of names and phrases, the likeliest first; masks are asked about by themselves."""
    entities = {each.key: each for each in analysis.entities}
    gathered: dict[tuple[str, str], list[Suggestion]] = {}
    for each in analysis.suggestions:
        if each.subject and each.candidate in entities:
            gathered.setdefault((each.subject, each.candidate), []).append(each)
    made: list[Question] = []
    for (subject, candidate), places in gathered.items():
        entity = entities.get(subject)
        words = entity.name if entity else " ".join(text[places[0].start : places[0].end].split())
        made.append(Question(words, entities[candidate], tuple(places)))
    return sorted(made, key=lambda each: (-max(place.score for place in each.places), each.places[0].start))
