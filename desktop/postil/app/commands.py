"""What the menus' entries do; made after the first page, for most of it is not needed to paint one."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from postil.app.actions import MENUS, READING_KEYS
from postil.app.citing import CitingWishes
from postil.app.claiming import ClaimWishes
from postil.app.exports import ExportWishes
from postil.app.finding import FindWishes
from postil.app.menu_key import MenuKey
from postil.app.recent import RecentMenu
from postil.app.shelving import ShelfWishes
from postil.app.versions import VersionWishes
from postil.app.wishes import Wishes
from postil.domain.wording import say
from postil.panels.article import ArticlePanel
from postil.session.desk import Desk
from postil.session.importing import ImportFlow
from postil.widgets.swatches import color_choices, swatch


class Commands(QObject):
    """The slots of a window's actions, by their names."""

    def __init__(
        self, window: QWidget, desk: Desk, article: ArticlePanel, imports: ImportFlow, panels: Mapping[str, QAction]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._workspace = desk.workspace
        self._article = article
        self._imports = imports
        self._panels = panels
        self._wishes = Wishes(window, desk, imports)
        self.versions = VersionWishes(window, desk, imports)
        self.exports = ExportWishes(window, desk)
        self._claims = ClaimWishes(window, desk, article)
        self._finding = FindWishes(window, desk, article.surface)
        self.shelving = ShelfWishes(window, desk, imports)
        self._menu_key = MenuKey(window)
        self.citing = CitingWishes(window, desk, self._claims.here)
        self._slots = self._table()
        article.source_requested.connect(self.versions.show_provenance)

    def run(self, name: str) -> None:
        """Do what the entry with that name says."""
        self._slots[name]()

    @property
    def names(self) -> frozenset[str]:
        """The names of all entries that can be run."""
        return frozenset(self._slots)

    def take_menus(self, recent: QMenu, colors: QMenu) -> None:
        """Fill the menus that show what the library holds."""
        self._recent = RecentMenu(recent, self._workspace)
        self._colors = colors
        colors.aboutToShow.connect(self._fill_colors)
        colors.triggered.connect(self._highlight_in)

    def take_files(self, files: Sequence[Path]) -> None:
        """Bring in files that were dropped: styles of citations, highlights of other programs, all else as articles."""
        styles = [path for path in files if path.suffix.casefold() == ".csl"]
        for path in styles:
            self.citing.take_style(path)
        others = [path for path in files if path not in styles]
        if others:
            self._wishes.take_files(others)

    def give_up(self) -> None:
        """Read no more highlights: the window closes."""
        self._wishes.give_up()

    def open_sample(self) -> None:
        """Bring the sample article in, or open it where it is there."""
        from postil.services.sample import sample_source

        self._imports.import_source(say("the sample article"), sample_source)

    def shortcuts(self) -> list[tuple[str, str, str]]:
        """Return group, label and keys of everything the keyboard can do."""
        rows: list[tuple[str, str, str]] = []
        for menu, actions in MENUS.items():
            group = say(menu).replace("&", "")
            rows += [(group, action.plain_label, action.shortcut) for action in actions if action.shortcut]
        for toggle in self._panels.values():
            label = say("Show or hide {panel}", panel=toggle.text())
            rows.append((say("Panels"), label, toggle.shortcut().toString()))
        return rows + [(say("In the text"), say(label), keys) for label, keys in READING_KEYS]

    def _table(self) -> dict[str, Callable[[], object]]:
        wishes, article, stack = self._wishes, self._article, self._workspace.undo_stack
        return {
            "import_files": wishes.import_files,
            "import_folder": wishes.import_folder,
            "import_text": wishes.import_text,
            "import_url": wishes.import_url,
            "import_highlights": wishes.import_highlights,
            "export": self.exports.export,
            "watched_folders": self.exports.show_folders,
            "copy_citation": self.exports.copy,
            "export_timeline": partial(self._workspace.timeline_requested.emit, "export"),
            "back_up": wishes.back_up,
            "backups": wishes.show_backups,
            "duplicates": self.shelving.show_duplicates,
            "quit": self._window.close,
            "undo": stack.undo,
            "redo": stack.redo,
            "copy": article.surface.copy,
            "search_library": self._finding.search,
            "all_notes": self._finding.show_notes,
            "find": article.searching.begin,
            "find_next": article.searching.step_on,
            "find_previous": article.searching.step_back,
            "settings": wishes.show_settings,
            "highlight": article.marking.highlight,
            "annotate": article.marking.highlight_and_note,
            "add_entity": self._add_entity,
            "dossier": wishes.show_dossier,
            "look_through": self._look_through,
            "numbers": wishes.show_numbers,
            "record": wishes.edit_record,
            "sources": self.citing.show_sources,
            "quote": self.citing.quote,
            "check_notes": self.citing.check_notes,
            "tags": wishes.edit_tags,
            "analyse_again": self._desk.findings.analyse_again,
            "boilerplate": self._toggle_boilerplate,
            "turn_boilerplate": article.tools.folding.turn,
            "later": self.shelving.turn_later,
            "favourite": self.shelving.turn_favourite,
            "archive": self.shelving.turn_archived,
            "delete": self.shelving.delete,
            "larger": self._enlarge,
            "smaller": self._reduce,
            "usual_size": self._resize_usual,
            "to_article": article.surface.setFocus,
            "shortcuts": self._show_shortcuts,
            "sample": self.open_sample,
            "about": wishes.show_about,
            **self._passages(),
        }

    def _passages(self) -> dict[str, Callable[[], object]]:
        """Return what is done with versions, passages that moved in them, and claims."""
        versions, claims = self.versions, self._claims
        return {
            "provenance": versions.show_provenance,
            "versions": versions.show_versions,
            "check_version": versions.check,
            "add_version": versions.add_file,
            "next_review": partial(self._workspace.review_requested.emit, "next"),
            "previous_review": partial(self._workspace.review_requested.emit, "previous"),
            "confirm_place": partial(self._workspace.review_requested.emit, "confirm"),
            "refuse_place": partial(self._workspace.review_requested.emit, "refuse"),
            "attach_place": partial(self._workspace.review_requested.emit, "attach"),
            "claims": claims.show_claims,
            "judge_claim": claims.judge_here,
            "link_passages": claims.link_here,
            "choose_link": claims.choose_link,
        }

    def _add_entity(self) -> None:
        self._article.marking.add_entity("")

    def _look_through(self) -> None:
        self._desk.findings.through.start()

    def _toggle_boilerplate(self) -> None:
        settings = self._desk.settings
        settings.put("reading/boilerplate", not settings.flag("reading/boilerplate"))

    def _enlarge(self) -> None:
        self._article.resize_text(1)

    def _reduce(self) -> None:
        self._article.resize_text(-1)

    def _resize_usual(self) -> None:
        self._article.resize_text(0)

    def _show_shortcuts(self) -> None:
        from postil.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self.shortcuts(), self._window).open()

    def _fill_colors(self) -> None:
        theme = self._desk.looks.theme
        self._colors.clear()
        for choice in color_choices(self._workspace.library.colors(), theme.tones, theme.inks):
            self._colors.addAction(swatch(choice), choice.name).setData(choice.id)

    def _highlight_in(self, action: QAction) -> None:
        self._article.marking.highlight_in(str(action.data()))
