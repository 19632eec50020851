"""What dialogs about the whole library say of the articles that were not looked through yet."""

from PySide6.QtWidgets import QSizePolicy

from postil.session.desk import Desk
from postil.widgets.unsearched import UnsearchedLine


def unsearched_line(desk: Desk) -> UnsearchedLine:
    """Return the line, which follows the search through all articles and begins it."""
    line, through = UnsearchedLine(), desk.findings.through
    inside = line.layout()
    if inside is not None:
        inside.setContentsMargins(0, 0, 0, 0)
    # In a narrow dialog the sentence takes as many lines as it needs.
    line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    line.pressed.connect(through.start)
    through.progressed.connect(line.show_looking)
    through.counted.connect(line.show_count)
    if through.progress is not None:
        line.show_looking(through.progress)
    else:
        through.count()
    return line
