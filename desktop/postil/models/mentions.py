"""A dossier's mentions as rows: the title of an article, then each sentence in which it names the entity."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postil.domain.dossier import NamedIn, Naming
from postil.domain.wording import count, say
from postil.models.subjects import confidence_words, plain

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A row: an article's own where ``naming`` is None."""

    article: NamedIn
    naming: Naming | None = None

    @property
    def head(self) -> str:
        """An article's title."""
        return " ".join(self.article.title.split()) or say("Untitled")

    @property
    def about(self) -> str:
        """Where an article is from, when, and how often it names the entity; or what is to be said of a mask."""
        if self.naming is None:
            number = len(self.article.namings)
            times = count("{number} mention", "{number} mentions", number)
            return " · ".join(part for part in (self.article.published, self.article.site, times) if part)
        if not self.naming.masked:
            return self.naming.reason
        sure = confidence_words(self.naming.confidence)
        return " · ".join(part for part in (say("masked; you said who it is"), sure, self.naming.reason) if part)


class MentionsModel(QAbstractListModel):
    """Rows of a dossier that hold the words that are looked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._articles: tuple[NamedIn, ...] = ()
        self._words: list[str] = []
        self.rows: list[MentionRow] = []

    def show(self, articles: tuple[NamedIn, ...]) -> None:
        """List the mentions of these articles."""
        self._articles = articles
        self._arrange()

    def filter_by(self, wanted: str) -> None:
        """Show the mentions whose sentence, or whose article's title, holds every word of ``wanted``."""
        self._words = plain(wanted).split()
        self._arrange()

    @property
    def mentions(self) -> int:
        """How many mentions are in view."""
        return sum(row.naming is not None for row in self.rows)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be chosen: a title opens its article."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.naming.sentence if row.naming is not None else f"{row.head}, {row.about}"
            case Qt.ItemDataRole.ToolTipRole:
                return _tooltip(row)
            case _:
                return None

    def _arrange(self) -> None:
        self.beginResetModel()
        self.rows = []
        for article in self._articles:
            named = plain(article.title)
            kept = [each for each in article.namings if self._holds(named, each)]
            if kept:
                self.rows.append(MentionRow(article))
                self.rows += [MentionRow(article, each) for each in kept]
        self.endResetModel()

    def _holds(self, title: str, naming: Naming) -> bool:
        if not self._words:
            return True
        spoken = f"{title} {plain(naming.sentence)}"
        return all(word in spoken for word in self._words)


def _tooltip(row: MentionRow) -> str:
    from html import escape

    naming = row.naming
    if naming is None:
        return f"<qt><b>{escape(row.head)}</b><br/>{escape(row.about)}</qt>"
    end = naming.at + len(naming.words)
    before, words, after = naming.sentence[: naming.at], naming.sentence[naming.at : end], naming.sentence[end:]
    about = f"<br/><i>{escape(row.about)}</i>" if row.about else ""
    return f"<qt>{escape(before)}<b>{escape(words)}</b>{escape(after)}{about}</qt>"
