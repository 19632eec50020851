"""Claims and links of the open article's highlights, as signs in its margins."""

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject

from postil.domain.claims import OPEN, RELATIONS, STATUSES, relation_words
from postil.domain.edits import Edit
from postil.domain.records import Claim, Link
from postil.domain.wording import count, say
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.storage.passages import claims_in, links_in
from postil.widgets.reading import ReadingSurface
from postil.widgets.reading.signs import MarginSigns, Sign

_URGENT = ("contradicts", "same_figure")
_FIRST = {relation: place for place, relation in enumerate((*_URGENT, "corrects", *RELATIONS))}


class Signs(QObject):
    """Between the claims and links of the open article and the surface that paints their signs."""

    def __init__(self, desk: Desk, surface: ReadingSurface) -> None:
        super().__init__(surface)
        self._workspace = desk.workspace
        self._surface = surface
        self._theme = desk.looks.theme
        self._claims: dict[str, Claim] = {}
        self._links: dict[str, Link] = {}
        desk.workspace.changed.connect(self._hear)
        desk.looks.changed.connect(self._dress)

    def show_article(self) -> None:
        """Begin with an article that was opened."""
        self._claims, self._links = {}, {}
        self._surface.set_signs({})
        self._workspace.turns.when_shown(self._read)

    def _read(self) -> None:
        opened = self._workspace.open
        if opened is not None:
            library, article_id = self._workspace.library, opened.article.id
            self._claims = {claim.id: claim for claim in claims_in(library, article_id)}
            self._links = {link.id: link for link in links_in(library, article_id)}
            self._show()

    def _show(self) -> None:
        # What stands in other articles has no highlight here, and so no place in the margin.
        self._surface.set_signs(signs(self._claims.values(), self._links.values(), self._theme))

    def _hear(self, edit: Edit) -> None:
        changes = (*edit.touched(Claim), *edit.touched(Link))
        for change in changes:
            self._claims.pop(change.record.id, None)
            self._links.pop(change.record.id, None)
            if isinstance(change.after, Claim):
                self._claims[change.after.id] = change.after
            elif isinstance(change.after, Link):
                self._links[change.after.id] = change.after
        if changes:
            self._show()

    def _dress(self, theme: Theme) -> None:
        self._theme = theme
        self._show()


def signs(claims: Iterable[Claim], links: Iterable[Link], theme: Theme) -> Mapping[str, MarginSigns]:
    """Return the signs of highlights by their ids: the claim's status at the left, the gravest link at the right."""
    calm, urgent = theme.window["accent"], theme.window["danger"]
    ends: dict[str, list[Link]] = {}
    for link in links:
        ends.setdefault(link.source_id, []).append(link)
        ends.setdefault(link.target_id, []).append(link)
    by_id = {claim.id: claim for claim in claims}
    found: dict[str, MarginSigns] = {}
    for highlight_id in {*by_id, *ends}:
        claim, here = by_id.get(highlight_id), ends.get(highlight_id)
        left = right = None
        if claim is not None:
            told = say("Claim: {status}", status=say(STATUSES[claim.status]))
            left = Sign(claim.status, urgent if claim.status in OPEN else calm, told)
        if here:
            gravest = min(here, key=lambda link: _FIRST[link.relation]).relation
            right = Sign(gravest, urgent if gravest in _URGENT else calm, _meaning(here, highlight_id))
        found[highlight_id] = MarginSigns(left, right)
    return found


def _meaning(links: list[Link], highlight_id: str) -> str:
    """Return what links mean: "contradicts 2 passages, is supported by 1 passage"."""
    numbers = Counter(relation_words(link, highlight_id) for link in links)
    return ", ".join(
        count("{relation} {number} passage", "{relation} {number} passages", number, relation=words)
        for words, number in numbers.items()
    )
