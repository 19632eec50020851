import pytest

from desks import add_article, revision_of
from postil.domain.edits import Edit
from postil.domain.entities import Quantity
from postil.domain.problems import Problem
from postil.domain.records import Highlight, Link
from postil.services import figures, highlighting

TEXT = "Losses\nThe army lost 3,000 men. Elsewhere it is said to have lost 5,000 men."


@pytest.fixture
def revision(library):
    return revision_of(library, add_article(library, TEXT))


def quantity(words: str, text: str = TEXT) -> Quantity:
    start = text.index(words)
    value = float(words.split(maxsplit=1)[0].replace(",", ""))
    return Quantity(start, start + len(words), words, value, value, "men")


def test_two_figures_are_marked_and_paired_in_one_step(library, revision):
    edit = figures.pair(library, revision, quantity("3,000 men"), quantity("5,000 men"), "red")
    library.apply(edit)
    assert [each.selector.exact for each in library.highlights(revision.article_id)] == ["3,000 men", "5,000 men"]
    assert [each.relation for each in library.select(Link)] == ["same_figure"]
    library.apply(edit.inverse())
    assert library.select(Highlight) == ()
    assert library.select(Link) == ()


def test_a_highlight_that_holds_a_figure_is_used(library, revision):
    start = TEXT.index("The army")
    edit, held = highlighting.add(revision, start, start + 24, color="yellow")
    library.apply(edit)
    library.apply(figures.pair(library, revision, quantity("3,000 men"), quantity("5,000 men"), "red"))
    assert len(library.highlights(revision.article_id)) == 2
    assert library.select(Link)[0].source_id == held.id


def test_one_highlight_cannot_be_paired_with_itself(library, revision):
    edit, _ = highlighting.add(revision, TEXT.index("The"), len(TEXT), color="yellow")
    library.apply(edit)
    with pytest.raises(Problem, match="one highlight"):
        figures.pair(library, revision, quantity("3,000 men"), quantity("5,000 men"), "red")


def test_pairing_again_changes_nothing(library, revision):
    library.apply(figures.pair(library, revision, quantity("3,000 men"), quantity("5,000 men"), "red"))
    again = figures.pair(library, revision, quantity("3,000 men"), quantity("5,000 men"), "red")
    assert again == Edit(again.label, ())


def test_a_figure_is_paired_with_a_passage_of_another_article(library, revision):
    text = "Others\nThey say 4,000 men."
    other = revision_of(library, add_article(library, text))
    edit, there = figures.mark(other, quantity("4,000 men", text), (), "red")
    library.apply(edit)
    library.apply(figures.pair_with(library, revision, quantity("3,000 men"), there.id, "red"))
    mine = library.highlights(revision.article_id)[0]
    assert [(each.source_id, each.target_id) for each in figures.pairs(library, [mine.id])] == [(mine.id, there.id)]
    library.apply(figures.unpair(figures.pairs(library, [mine.id])))
    assert library.select(Link) == ()
