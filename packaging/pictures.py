"""Draw the README's pictures into packaging/pictures/: the real window, rendered without a display."""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postil.app.window import Window

OUTPUT = Path(__file__).parent / "pictures"
SCREEN = {
    "name": "picture",
    "x": 0,
    "y": 0,
    "width": 1280,
    "height": 880,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}
"""Qt's own screen without a display is 800 pixels wide: dialogs would be drawn narrower than anybody sees them."""
sys.path.insert(0, str(Path(__file__).parent))


def main() -> int:
    """Draw every picture, or those that are named."""
    from picture_shelf import fill_shelf
    from run import bring_in_sample, mark_sample

    wanted = sys.argv[1:] or [*SCENES]
    OUTPUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        screens = Path(folder) / "screens.json"
        screens.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
        from postil.app.picture import draw_window

        fresh = Path(folder) / "fresh.postil"
        marked = Path(folder) / "marked.postil"
        new_id, article_id = bring_in_sample(fresh), mark_sample(marked)
        shelf = Path(folder) / "shelf.postil"
        fill_shelf(marked, shelf)
        for name in wanted:
            scene, theme = SCENES[name]
            library, article = (fresh, new_id) if name == "first-start" else (marked, article_id)
            # What one scene does must not be seen in the next; backups lie beside the library they are of.
            library = shelf if name in SHELF_SCENES else shutil.copy(library, Path(folder) / f"{name}.postil")
            draw_window(library, article, OUTPUT / f"{name}.png", theme=theme, scene=scene)
            print(f"packaging/pictures/{name}.png")
    return 0


def show_marks(window: "Window") -> None:
    """Go to the passages that are marked, with the card of one of them."""
    workspace = window.desk.workspace
    highlights = workspace.library.highlights(workspace.open.article.id)
    window.article.surface.go_to(max(highlights[1].selector.start - 300, 0))
    workspace.card_requested.emit(highlights[1].id)


def show_names(window: "Window") -> None:
    """Give the sidebar room and walk to a mention of the first person in it."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QSplitter, QTreeView

    right = window.findChild(QSplitter, "right")
    right.setSizes([180, 560])
    tree = window.findChild(QTreeView, "entity_tree") or right.findChild(QTreeView)
    tree.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Return):
        QTest.keyClick(tree, key)


def show_export(window: "Window") -> None:
    """Open the export window, with a place that is nobody's."""
    from postil.dialogs.exporting import ExportingDialog

    window.actions_by_name["export"].trigger()
    window.findChild(ExportingDialog).path.setText("~/Notes/South Pole.md")


def show_export_changes(window: "Window") -> None:
    """Export, write in the file, go on reading, and export over it: what will change is shown."""
    from postil.dialogs.file_changes import FileChangesDialog
    from postil.services import exporting, highlighting
    from postil.services.rewriting import remember

    workspace = window.desk.workspace
    library, article_id = workspace.library, workspace.open.article.id
    first, second = library.highlights(article_id)[:2]
    path = library.path.with_name("South Pole.md")
    exported = exporting.export(library, [article_id], "markdown", path)
    workspace.record(remember(library, exported.records))
    text = path.read_text(encoding="utf-8").replace(second.quoted.exact[-20:], second.quoted.exact[-20:] + " (sic)")
    path.write_text(text + "\n## For my second chapter\n\nBegin with the sledges.\n", encoding="utf-8")
    for highlight, color in ((first, "green"), (second, "purple")):
        workspace.do(highlighting.recolor(highlight, color))
    again = exporting.export(library, [article_id], "markdown", path)
    dialog = FileChangesDialog(window.desk, again.waiting, window)
    dialog.open()


def show_dossier(window: "Window") -> None:
    """Open the dossier of the person who is named most."""
    from postil.session.workspace import EntityWish

    people = [each for each in window.desk.findings.analysis.entities if each.kind == "person"]
    most = max(people, key=lambda each: len(each.mentions))
    window.desk.workspace.entity_requested.emit(EntityWish("dossier", most.key))


def show_timeline(window: "Window") -> None:
    """Open the timeline below the article."""
    window.desk.workspace.timeline_requested.emit("")


def show_claims(window: "Window") -> None:
    """Make claims of the highlights and open their table."""
    from postil.services import claims

    workspace = window.desk.workspace
    highlights = workspace.library.highlights(workspace.open.article.id)
    statuses = ("unsourced", "sourced", "disputed", "checked", "refuted")
    for highlight, status in zip(highlights, statuses, strict=False):
        workspace.do(claims.judge(highlight, None, status, judge="Anna", reason="Compared with the diary."))
    window.actions_by_name["claims"].trigger()


def show_versions(window: "Window") -> None:
    """Bring in a newer version of the article and show both side by side."""
    from postil.domain.sources import Source
    from postil.importers import read
    from postil.services.revising import revise

    workspace = window.desk.workspace
    opened = workspace.open
    lines = opened.revision.document.text.splitlines()
    longest = max(range(len(lines)), key=lambda place: len(lines[place]))
    words = lines[longest].split()
    words[8:11] = ["hardly", "a", "few"]
    lines[longest] = " ".join(words)
    del lines[-2]
    source = Source("text", "\n\n".join(lines).encode(), "newer.txt")
    workspace.do(revise(workspace.library, opened.article.id, source, read(source)).edit)
    window.actions_by_name["versions"].trigger()


def show_shelf(window: "Window") -> None:
    """Open the places of the library, and group its articles by collection."""
    from postil.panels.library.panel import LibraryPanel

    panel = window.findChild(LibraryPanel)
    panel.place_button.setChecked(True)
    panel.group_by("collection")


def show_search(window: "Window") -> None:
    """Search the library."""
    from PySide6.QtTest import QTest

    from postil.dialogs.search import SearchDialog

    window.actions_by_name["search_library"].trigger()
    QTest.keyClicks(window.findChild(SearchDialog).field.line, "dogs")


def show_notes(window: "Window") -> None:
    """Open the list of all highlights and notes."""
    window.actions_by_name["all_notes"].trigger()


def show_sources(window: "Window") -> None:
    """Open the list of sources, with one of them chosen as soon as it is there."""
    from postil.dialogs.sources import SourcesDialog

    window.actions_by_name["sources"].trigger()
    work = next(each for each in window.desk.workspace.library.items() if each.key == "cherry1922")
    window.findChild(SourcesDialog).choose(work.id)


def show_backups(window: "Window") -> None:
    """Open the backups: what restoring the last one would change."""
    window.actions_by_name["backups"].trigger()


SHELF_SCENES = ("library", "search", "all-notes", "sources", "backups")
"""The pictures for which the library holds more than the sample."""

SCENES = {
    "first-start": (None, "light"),
    "reading": (show_marks, "light"),
    "entities": (show_names, "light"),
    "dark": (show_marks, "dark"),
    "export": (show_export, "light"),
    "timeline": (show_timeline, "light"),
    "claims": (show_claims, "light"),
    "dossier": (show_dossier, "light"),
    "versions": (show_versions, "light"),
    "export-changes": (show_export_changes, "light"),
    "library": (show_shelf, "light"),
    "search": (show_search, "light"),
    "all-notes": (show_notes, "light"),
    "sources": (show_sources, "light"),
    "backups": (show_backups, "light"),
}


if __name__ == "__main__":
    sys.exit(main())
