"""Citations asked of the formatting process for the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desks import close_desk, make_desk
from postil.domain.citing import parse
from postil.domain.edits import Change, Edit
from postil.domain.records import CslItem, Name
from postil.services.formatting import Formatted
from postil.session.citing import citations_of
from postil.session.desk import Desk

DOE = CslItem("w1", "doe", "book", "The book", (Name("Doe", "Jane"),), published="1999")


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot):
    made = make_desk(tmp_path)
    made.workspace.library.apply(Edit("Add", (Change(None, DOE),)))
    yield made
    close_desk(made)


def shown(desk: Desk, note: str, qtbot: QtBot) -> tuple[str, ...]:
    citations = citations_of(desk)
    if citations.shown(parse(note), {"doe": DOE}) is None:
        with qtbot.waitSignal(citations.came, timeout=20_000):
            pass
    formatted = citations.shown(parse(note), {"doe": DOE})
    assert formatted is not None
    return formatted.clusters


def test_clusters_of_a_note_come_once_and_are_remembered(desk: Desk, qtbot: QtBot) -> None:
    assert shown(desk, "So [@doe, p. 3].", qtbot) == ("(Doe, 1999, p. 3)",)
    # Elsewhere in the note or in another one it is the same citation.
    assert citations_of(desk).shown(parse("Elsewhere: [@doe, p. 3]"), {"doe": DOE}) is not None


def test_a_cluster_without_a_known_work_stays_empty_at_its_place(desk: Desk, qtbot: QtBot) -> None:
    assert shown(desk, "[@nobody] and [@doe]", qtbot) == ("", "(Doe, 1999)")
    assert citations_of(desk).shown(parse("[@nobody]"), {}) == Formatted(("",))


def test_a_changed_work_is_formatted_anew(desk: Desk, qtbot: QtBot) -> None:
    citations = citations_of(desk)
    with qtbot.waitSignal(citations.restyled):
        desk.workspace.do(Edit("Edit", (Change(DOE, CslItem("w1", "doe", "book", "Another")),)))


def test_another_style_is_told_and_one_that_is_gone_gives_way(desk: Desk, qtbot: QtBot) -> None:
    citations = citations_of(desk)
    with qtbot.waitSignal(citations.restyled):
        desk.settings.put("citing/style", "nature")
    assert citations.style == "nature"
    desk.settings.put("citing/style", "gone-from-the-disk")
    assert citations.style == "apa"


def test_a_language_is_spoken_in_the_entries(desk: Desk, qtbot: QtBot) -> None:
    desk.settings.put("citing/language", "de-DE")
    edited = CslItem("w2", "roe", "book", "Das Buch", published="1999", more='{"editor": [{"literal": "Verein"}]}')
    came: list[Formatted] = []
    citations_of(desk).entries([edited], came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=20_000)
    assert "Hrsg." in came[0].bibliography[0]


def test_of_wishes_for_one_purpose_only_the_last_that_waits_is_answered(desk: Desk, qtbot: QtBot) -> None:
    citations = citations_of(desk)
    came: list[str] = []

    def first(formatted: Formatted) -> None:
        came.append(f"first {formatted.clusters}")

    def third(formatted: Formatted) -> None:
        came.append(f"third {formatted.clusters}")

    citations.entries([DOE], first)
    citations.entries([DOE], lambda formatted: came.append("second"))
    citations.entries([DOE], third)
    qtbot.waitUntil(lambda: len(came) == 2, timeout=20_000)
    assert [each.partition(" ")[0] for each in came] == ["first", "third"]


def test_a_window_that_is_closed_meanwhile_hears_nothing(desk: Desk, qtbot: QtBot) -> None:
    class Listener(QObject):
        def take(self, formatted: Formatted) -> None:
            heard.append(self.objectName() or formatted.problem or "formatted")

    heard: list[str] = []
    closed, open_still = Listener(), Listener()
    citations = citations_of(desk)
    citations.entries([DOE], closed.take, purpose="closed")
    citations.entries([DOE], open_still.take, purpose="open")
    delete(closed)
    qtbot.waitUntil(lambda: bool(heard) and not desk.jobs.busy, timeout=20_000)
    assert heard == ["formatted"]
