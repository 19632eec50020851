from PySide6.QtCore import Qt

from postil.domain.comparison import compare_versions
from postil.models.differences import ROW, DifferenceRows, Fold
from revisions import OLD

REWORDED = OLD.replace("six times", "three times")


def rows_of(old=OLD, new=REWORDED, highlights=()):
    made = DifferenceRows()
    made.show_comparison(compare_versions("old", old, "new", new, highlights))
    return made


def fold_at(rows: DifferenceRows, at: int) -> Fold:
    row = rows.row_at(at)
    assert isinstance(row, Fold)
    return row


def kinds(rows):
    return ["fold" if isinstance(row := rows.row_at(at), Fold) else row.kind for at in range(rows.rowCount())]


def test_what_is_the_same_is_folded_but_for_a_sentence_on_each_side():
    assert kinds(rows_of()) == ["fold", "equal", "changed", "equal", "fold"]


def test_a_fold_says_how_many_sentences_it_holds():
    rows = rows_of()
    fold = fold_at(rows, 0)
    assert rows.data(rows.index(0, 0)) == f"{fold.last - fold.first} sentences are the same"


def test_a_fold_opens_to_its_sentences():
    rows = rows_of()
    fold = fold_at(rows, 0)
    assert rows.expand(0)
    assert kinds(rows) == ["equal"] * (fold.last - fold.first) + ["equal", "changed", "equal", "fold"]
    assert not rows.expand(0)


def test_the_way_through_the_differences_goes_round():
    rows = rows_of(new=REWORDED.replace("June 30", "June 20"))
    changed = [at for at, kind in enumerate(kinds(rows)) if kind == "changed"]
    assert len(changed) == 2
    assert [rows.differing(-1, 1), rows.differing(changed[0], 1), rows.differing(changed[1], 1)] == [
        *changed,
        changed[0],
    ]
    assert rows.differing(changed[0], -1) == changed[1]


def test_equal_texts_have_no_difference_to_go_to():
    rows = rows_of(new=OLD)
    assert kinds(rows) == ["fold"]
    assert rows.differing(0, 1) == -1


def test_a_screen_reader_hears_both_sentences():
    rows = rows_of()
    spoken = rows.data(rows.index(2, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Changed from: ")
    assert "six times" in spoken.split(" To: ")[0]
    assert "three times" in spoken.split(" To: ")[1]
    assert rows.data(rows.index(2, 0), ROW) is rows.row_at(2)
