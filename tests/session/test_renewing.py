"""What an earlier version of the analyser found is shown until it is renewed."""

from dataclasses import replace

import pytest

from desks import add_article, close_desk, make_desk, revision_of
from dossiers import FIRST, found_in
from postil.models.silence import search_words
from postil.services.analysing import keep, kept_findings, to_lines
from postil.session import worker
from session.answering import Process

OLD = "rules-0"


@pytest.fixture
def desk(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "AnalysisProcess", Process)
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


@pytest.fixture
def renewing(desk):
    """An article is open of which an earlier version kept what it found: less than is there."""
    library = desk.workspace.library
    article_id = add_article(library, FIRST)
    revision = revision_of(library, article_id)
    found = found_in(revision.document.text)
    keep(library, revision.text_hash, OLD, to_lines(replace(found, version=OLD, entities=found.entities[:1])))
    desk.workspace.open_article(article_id)
    return desk.findings


def test_the_old_findings_are_in_view_and_marked_while_they_are_renewed(renewing):
    assert renewing.running
    assert renewing.renewing
    assert len(renewing.analysis.entities) == 1
    assert search_words(0.25, renewing=True) == "Found by an earlier Postil; being renewed… 25 %"


def test_a_part_of_the_new_ones_does_not_take_their_place(renewing, desk):
    renewing._process.tell_part()
    assert len(renewing.analysis.entities) == 1


def test_the_new_ones_do_and_are_kept(renewing, desk, qtbot):
    with qtbot.waitSignal(renewing.kept):
        renewing._process.answer()
    assert not renewing.renewing
    assert len(renewing.analysis.entities) > 1
    opened = desk.workspace.open
    assert kept_findings(desk.workspace.library, opened.revision) is not None


def test_what_cannot_be_renewed_stays_in_view(renewing):
    renewing._process.fail()
    assert len(renewing.analysis.entities) == 1


def test_an_article_without_findings_is_renewed_by_nothing(renewing, desk):
    desk.workspace.open_article(add_article(desk.workspace.library, "Another\nAnna Berg in Oslo."))
    assert not renewing.renewing
    assert renewing.analysis is None
