"""The timeline goes out: pictures of what is in view, tables and TimelineJS of all that is shown."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.session.desk import Desk
from postil.widgets.timeline.picture import as_image, as_svg, picture_stack, write_png
from postil.widgets.timeline.view import TimelineView

_PICTURES = {"png": "Picture (PNG)", "svg": "Drawing (SVG)"}


class GoingOut(QObject):
    """Asks for a file and writes what a view shows to it."""

    def __init__(self, desk: Desk, view: TimelineView, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = desk.workspace
        self._settings = desk.settings
        self._view = view
        self._owner = parent

    def export(self, format_name: str) -> None:
        """Ask for a file and write the timeline to it in that format."""
        if not self._view.stack.numbers:
            self._workspace.told.emit(say("There are no dates to export here."))
            return
        label, extension = _format(format_name)
        folder = Path(self._settings.text("export/folder") or Path.home())
        name, _ = QFileDialog.getSaveFileName(
            self._owner,
            say("Export timeline"),
            str(folder / self._proposed(extension)),
            f"{say(label)} (*.{extension})",
        )
        if name:
            path = Path(name) if Path(name).suffix else Path(f"{name}.{extension}")
            self.write(format_name, path)

    def write(self, format_name: str, path: Path) -> None:
        """Write the timeline to ``path``, all of it or nothing, and say so."""
        try:
            self._write(format_name, path)
        except Problem as problem:
            self._workspace.tell(problem)
        else:
            self._settings.put("export/folder", str(path.parent))
            self._workspace.told.emit(say("Exported to {file}.", file=path))

    def _write(self, format_name: str, path: Path) -> None:
        from postil.services.timeline_export import write_bytes, write_events

        view = self._view
        if format_name not in _PICTURES:
            events = tuple(view.stack.events[number] for number in view.stack.numbers)
            write_events(view.stack.timeline, events, format_name, path)
            return
        stack, window = picture_stack(view.stack, view.look), view.window_shown()
        if format_name == "svg":
            write_bytes(path, as_svg(stack, window, view.look))
            return
        with TemporaryDirectory() as folder:
            made = Path(folder) / "timeline.png"
            if not write_png(as_image(stack, window, view.look), made):
                raise Problem("The picture could not be made; there may be no room left on the disk.")
            write_bytes(path, made.read_bytes())

    def _proposed(self, extension: str) -> str:
        from postil.services.timeline_export import proposed_name

        return proposed_name(self._view.stack.timeline, extension)


def _format(name: str) -> tuple[str, str]:
    if name in _PICTURES:
        return _PICTURES[name], name
    from postil.services.timeline_export import exporter

    found = exporter(name)
    return found.label, found.extension
