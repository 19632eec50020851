from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desks import TEXT, add_article
from new_library import open_library
from postil.domain.records import ArticleNote, Highlight, Revision
from postil.services import articles, highlighting


@pytest.fixture
def revision(tmp_path: Path) -> Revision:
    library = open_library(tmp_path / "library.postil")
    add_article(library)
    (made,) = library.select(Revision)
    library.close()
    return made


def test_a_highlight_quotes_its_words_and_their_surroundings(revision: Revision) -> None:
    start = TEXT.index("**")
    edit, made = highlighting.add(revision, start, start + 2, color="red", note="who?", tags=("#mask", "to,check", ""))
    assert (made.selector.exact, made.selector.prefix[-8:], made.selector.suffix[:6]) == ("**", "Comrade ", " wrote")
    assert made.tags == ("mask", "to check")
    assert made.state == "exact"
    assert edit.changes[0].after == made


def test_white_space_at_the_ends_is_left_out(revision: Revision) -> None:
    _, made = highlighting.add(revision, TEXT.index(" June"), TEXT.index(", 1941") + 2, color="red")
    assert made.selector.exact == "June 30,"


def test_white_space_alone_is_no_highlight(revision: Revision) -> None:
    with pytest.raises(ValueError, match="no words"):
        highlighting.add(revision, TEXT.index(" "), TEXT.index(" ") + 1, color="red")


def test_what_changes_nothing_is_no_edit(revision: Revision) -> None:
    _, made = highlighting.add(revision, 0, 9, color="red", note="n", tags=("t",))
    for edit in (
        highlighting.recolor(made, "red"),
        highlighting.annotate(made, "n"),
        highlighting.retag(made, ["t"]),
        highlighting.adjust(made, revision, 0, 9),
    ):
        assert edit.changes == ()


def test_a_burst_of_typing_merges_and_another_highlight_does_not(revision: Revision) -> None:
    _, one = highlighting.add(revision, 0, 9, color="red")
    _, other = highlighting.add(revision, 0, 9, color="red")
    first = highlighting.annotate(one, "a", burst="1")
    assert first.merge_key == highlighting.annotate(one, "ab", burst="1").merge_key != ""
    assert first.merge_key != highlighting.annotate(other, "ab", burst="1").merge_key
    assert first.merge_key != highlighting.annotate(one, "ab", burst="2").merge_key


@given(st.integers(-5, len(TEXT) + 5), st.integers(-5, len(TEXT) + 5))
def test_a_span_is_trimmed_within_the_text_or_refused(start: int, end: int) -> None:
    try:
        first, last = highlighting.trimmed(TEXT, start, end)
    except ValueError:
        assert not TEXT[max(start, 0) : max(min(end, len(TEXT)), 0)].strip()
        return
    assert 0 <= first < last <= len(TEXT)
    assert TEXT[first:last] == TEXT[max(start, 0) : min(end, len(TEXT))].strip()


def test_an_emptied_article_note_is_removed() -> None:
    before = ArticleNote("a", "words", "t", "t")
    assert articles.write_note("a", before, "").changes[0].after is None
    assert articles.write_note("a", None, "").changes == ()


def test_highlights_deleted_together_come_back_together(revision: Revision, tmp_path: Path) -> None:
    made: list[Highlight] = [highlighting.add(revision, 0, end, color="red")[1] for end in (3, 9)]
    library = open_library(tmp_path / "library.postil")
    assert [change.after for change in highlighting.delete(library, *made).inverse().changes] == made[::-1]
    library.close()
