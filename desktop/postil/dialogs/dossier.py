"""One entity over the whole library: every mention in its sentence, with whom it is named, and the reader's page."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QSplitter, QTabWidget, QVBoxLayout, QWidget

from postil.dialogs.dossier_lists import FactList, Lines, NamesPage
from postil.dialogs.dossier_page import DossierPage
from postil.dialogs.frame import Dialog, HelperLabel, plain_label
from postil.dialogs.unsearched import unsearched_line
from postil.domain.dossier import Alike, Dossier, kind_of, name_of_key
from postil.domain.edits import Edit
from postil.domain.entities import Entity
from postil.domain.ids import now
from postil.domain.judgements import current_key
from postil.domain.problems import Problem
from postil.domain.records import Article, CslItem, EntityNote, Highlight, Judgement
from postil.domain.wording import count, say
from postil.models.entities import kind_name
from postil.models.mentions import MentionRow, MentionsModel
from postil.services import judging
from postil.services.dossier import alike_beside, dossier_beside
from postil.session.desk import Desk
from postil.session.going import show_passage
from postil.session.looks import Theme
from postil.session.workspace import EntityWish, Passage
from postil.widgets.fields import make_clearable
from postil.widgets.mention_list import MentionList
from postil.widgets.rows import row_colours

SOON = 200
"""Milliseconds after an edit before the dossier is read anew."""


class DossierDialog(Dialog):
    """Stands beside the window; a click on a mention opens its article at the passage."""

    def __init__(self, desk: Desk, key: str, parent: QWidget | None = None) -> None:
        super().__init__(say("Dossier"), parent)
        self._desk = desk
        self._workspace = desk.workspace
        self._key = key
        self._job = 0
        self.dossier: Dossier | None = None
        self.model = MentionsModel(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._read)
        self._build()
        self.export_button = self.add_further(say("Export as Markdown…"))
        self.export_button.setEnabled(False)
        self.close_button = self.add_default(say("Close"))
        self._connect()
        self._dress(desk.looks.theme)
        self.size_to(1060, 660)
        self._read()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what was typed."""
        self.done(0)
        event.accept()

    def done(self, result: int) -> None:
        """Save what was typed before the dialog goes, by whatever way."""
        self.page.flush()
        self._desk.jobs.forget(self._job)
        super().done(result)

    def _build(self) -> None:
        self.heading = plain_label(name_of_key(self._key), "title")
        self.about = plain_label(say("Looking through the library…"), "muted")
        self.body.addWidget(self.heading)
        self.body.addWidget(self.about)
        self.unsearched = unsearched_line(self._desk)
        self.body.addWidget(self.unsearched)
        self.line = QLineEdit()
        self.line.setPlaceholderText(say("Filter mentions…"))
        self.line.setAccessibleName(say("Words in mentions and titles"))
        make_clearable(self.line)
        self.list = MentionList(row_colours(self._desk.looks.theme.window))
        self.list.setModel(self.model)
        self.helper = HelperLabel()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self.helper)
        self.page = DossierPage(self._desk, self._key)
        self.names = NamesPage()
        self.companions = FactList(say("Appears with"))
        self.touching = FactList(say("Highlights and notes"))
        self.tabs = QTabWidget()
        self.tabs.addTab(self.page, say("Page"))
        self.tabs.addTab(self.names, say("Names"))
        self.tabs.addTab(self.companions, say("With"))
        self.tabs.addTab(self.touching, say("Notes"))
        for side in (left, self.tabs):
            side.setMinimumWidth(24 * self.fontMetrics().averageCharWidth())
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.tabs)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([640, 400])
        self.body.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._sift)
        self.list.chosen.connect(self._go)
        self.companions.chosen.connect(self._open_companion)
        self.touching.chosen.connect(self._open_highlight)
        self.names.joined.connect(self._join)
        self.names.parted.connect(self._part)
        self.export_button.clicked.connect(self._export)
        self.close_button.clicked.connect(self.accept)
        self.page.problem_met.connect(self.show_problem)
        self._workspace.changed.connect(self._hear)
        self._desk.looks.changed.connect(self._dress)
        self._desk.findings.widened.connect(self._soon.start)

    # What is shown

    def _hear(self, edit: Edit) -> None:
        if edit.touched(Judgement):
            self._key = current_key(self._key, [c.after for c in edit.changes if isinstance(c.after, Judgement)])
        if edit.touched(EntityNote):
            self.page.follow(edit)
        if any(edit.touched(kind) for kind in (Judgement, Highlight, Article, CslItem)):
            self._soon.start()

    def _read(self) -> None:
        jobs = self._desk.jobs
        jobs.forget(self._job)
        work = partial(dossier_beside, self._workspace.library.path, self._key)
        self._job = jobs.run(work, self._show, self.show_problem)

    def _show(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.heading.setText(dossier.name or name_of_key(dossier.key))
        self.setWindowTitle(say("Dossier: {name}", name=dossier.name or name_of_key(dossier.key)))
        self.about.setText(_about(dossier))
        scrolled = self.list.verticalScrollBar().value()
        self.model.show(dossier.articles)
        self.list.verticalScrollBar().setValue(scrolled)
        self.page.show_note(dossier.key, dossier.note)
        self.names.show_lines(_names(dossier))
        self.companions.show_lines(
            Lines(each.key, each.name, _beside(each.sentences, each.articles), kind_name(kind_of(each.key)))
            for each in dossier.companions
        )
        self.touching.show_lines(
            Lines(each.highlight_id, f"“{' '.join(each.quotation.split())}”", " ".join(each.note.split()), each.title)
            for each in dossier.touching
        )
        self.tabs.setTabText(2, say("With {number}", number=f"{len(dossier.companions):,}"))
        self.tabs.setTabText(3, say("Notes {number}", number=f"{len(dossier.touching):,}"))
        self.export_button.setEnabled(bool(dossier.articles or dossier.note))
        self._explain()
        work = partial(alike_beside, self._workspace.library.path, dossier.key, self.heading.text())
        self._job = self._desk.jobs.run(work, self._show_alike, self.show_problem)

    def _show_alike(self, alike: tuple[Alike, ...]) -> None:
        if self.dossier is not None and alike != self.dossier.alike:
            self.dossier = replace(self.dossier, alike=alike)
            self.names.show_lines(_names(self.dossier))

    def _sift(self, wanted: str) -> None:
        self.model.filter_by(wanted)
        self._explain()

    def _explain(self) -> None:
        if self.dossier is None or self.model.mentions:
            typed = self.line.text().strip()
            self.helper.tell(
                count("{number} mention has these words", "{number} mentions have these words", self.model.mentions)
                if typed and self.dossier is not None
                else ""
            )
        elif self.line.text().strip():
            self.helper.tell(say("No mention has these words."))
        else:
            self.helper.tell(say("No article that was looked through names it now."))

    # What is asked for

    def _go(self, row: MentionRow) -> None:
        naming = row.naming or row.article.namings[0]
        show_passage(
            self._workspace, row.article.article_id, Passage(naming.start, naming.end), row.article.revision_id
        )

    def _open_companion(self, key: str) -> None:
        self._workspace.entity_requested.emit(EntityWish("dossier", key))

    def _open_highlight(self, highlight_id: str) -> None:
        highlight = self._workspace.library.get(Highlight, highlight_id)
        if highlight is not None:
            link = f"postil://article/{highlight.article_id}#highlight={highlight.id}"
            self._workspace.link_requested.emit(link)

    def _join(self, key: str) -> None:
        """Take another for this one, in every article; it is one step of undo."""
        found = self.dossier
        if found is None or not key:
            return
        other = next((each for each in found.alike if each.key == key), None)
        if other is not None:
            one = Entity(other.key, other.name, kind_of(other.key), ())
            into = Entity(found.key, found.name, kind_of(found.key), ())
            if self._workspace.do(judging.merge(one, into)):
                self._workspace.told.emit(
                    say("“{name}” is “{other}” in every article · Ctrl+Z takes it back", name=one.name, other=into.name)
                )

    def _part(self, key: str) -> None:
        """Keep another apart from this one for good; it is not asked about again."""
        found = self.dossier
        if found is not None and key:
            one = Entity(found.key, found.name, kind_of(found.key), ())
            self._workspace.do(judging.distinct(one, key))

    def _export(self) -> None:
        from postil.exporters.dossier import export_dossier
        from postil.exporters.writing import file_name, write

        found = self.dossier
        if found is None:
            return
        self.page.flush()
        proposed = file_name(found.name or found.key, "md")
        name, _ = QFileDialog.getSaveFileName(self, say("Export dossier"), proposed, f"{say('Markdown')} (*.md)")
        if not name:
            return
        try:
            # The page may have been written since the dossier was read.
            write(Path(name), export_dossier(replace(found, note=self.page.note), exported=now()))
        except Problem as problem:
            self.show_problem(problem)
        else:
            self.show_problem("")
            self._workspace.told.emit(say("Exported to {file}.", file=name))

    def _dress(self, theme: Theme) -> None:
        self.list.delegate.colours = row_colours(theme.window)
        self.list.viewport().update()


def _about(dossier: Dossier) -> str:
    mentions = count("{number} mention", "{number} mentions", dossier.mentions)
    articles = count("{number} article", "{number} articles", len(dossier.articles))
    parts = [kind_name(kind_of(dossier.key)), say("{mentions} in {articles}", mentions=mentions, articles=articles)]
    return " · ".join(parts)


def _names(dossier: Dossier) -> list[Lines]:
    rows = [Lines("", name, count("{number} mention", "{number} mentions", number)) for name, number in dossier.names]
    rows += [
        Lines(each.key, each.name, _beside(each.mentions, each.articles, of_mentions=True), say("May be the same"))
        for each in dossier.alike
    ]
    return rows


def _beside(number: int, articles: int, *, of_mentions: bool = False) -> str:
    many = count("{number} article", "{number} articles", articles)
    if of_mentions:
        return f"{count('{number} mention', '{number} mentions', number)}, {many}"
    return f"{count('{number} sentence', '{number} sentences', number)}, {many}"
