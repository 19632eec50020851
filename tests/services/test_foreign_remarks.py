"""What other programs say of a whole work comes into the article's note once, and is the reader's from then on."""

from dataclasses import replace

from desks import add_article
from foreign_works import TITLE, take, work
from postil.domain.edits import Change, Edit
from postil.domain.foreign import ForeignMark
from postil.domain.removed_marks import RemovedMark
from postil.services import articles
from postil.services.adoption_report import headline, report
from postil.storage.library import Library
from postil.storage.shelf import shelf


def write_note(library: Library, article_id: str, body: str) -> None:
    before = library.note(article_id)
    assert before is not None
    library.apply(Edit("Note", (Change(before, replace(before, body=body)),)))


def body(library: Library, article_id: str) -> str:
    note = library.note(article_id)
    return note.body if note else ""


BOTH = work(ForeignMark("r1", "", note="Not to be trusted."), note="Read twice.")
"""A remark under a key of its own, and one that stands beside the work."""


def test_a_remark_that_was_deleted_here_stays_away_until_it_is_asked_for(library: Library) -> None:
    article_id = add_article(library, title=TITLE)
    take(library, BOTH)
    assert body(library, article_id) == "Read twice.\n\nNot to be trusted."
    assert take(library, BOTH).edit.changes == ()
    write_note(library, article_id, "My own words.")
    adoption = take(library, BOTH)
    assert adoption.edit.changes == ()
    assert [(line.about, line.number) for line in report(adoption)] == [("remarks", 2)]
    assert headline(adoption) == "Nothing new: you changed or deleted here what is in it."
    take(library, BOTH, deleted_too=True)
    assert body(library, article_id) == "My own words.\n\nRead twice.\n\nNot to be trusted."


def test_a_remark_that_was_changed_here_does_not_come_again_beside_it(library: Library) -> None:
    article_id = add_article(library, title=TITLE)
    take(library, work(note="Read it twize."))
    write_note(library, article_id, "Read it twice.")
    take(library, work(note="Read it twize."))
    assert body(library, article_id) == "Read it twice."


def test_a_remark_that_says_something_else_there_by_now_comes(library: Library) -> None:
    article_id = add_article(library, title=TITLE)
    take(library, work(ForeignMark("r1", "", note="Good.")))
    write_note(library, article_id, "")
    take(library, work(ForeignMark("r1", "", note="Not good.")))
    assert body(library, article_id) == "Not good."


def test_the_same_remark_on_another_work_comes(library: Library) -> None:
    take(library, work(note="Good."))
    other = replace(work(note="Good."), title="Quite another book")
    take(library, other)
    assert [body(library, row.id) for row in shelf(library)] == ["Good.", "Good."]


def test_undoing_the_import_forgets_that_the_remark_came(library: Library) -> None:
    article_id = add_article(library, title=TITLE)
    adoption = take(library, BOTH)
    library.apply(adoption.edit.inverse())
    assert (body(library, article_id), library.select(RemovedMark)) == ("", ())
    take(library, BOTH)
    assert body(library, article_id) == "Read twice.\n\nNot to be trusted."


def test_an_article_of_nothing_but_a_remark_stays_away_once_it_was_deleted(library: Library) -> None:
    take(library, BOTH)
    (row,) = shelf(library)
    library.apply(articles.delete(library, row.id))
    adoption = take(library, BOTH)
    assert (shelf(library), len(adoption.remarks)) == ((), 2)
