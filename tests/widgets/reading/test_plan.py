from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.document import Block, Document
from postil.widgets.reading.plan import LONGEST, SECTION, Plan
from widgets.reading.documents import DOCUMENTS, prose


@given(DOCUMENTS, st.booleans())
def test_pieces_cover_the_text_but_for_the_newlines_between_them(document: Document, folded: bool) -> None:
    plan = Plan(document, folded)
    assert plan.pieces[0].start == 0
    assert plan.pieces[-1].end == len(document.text)
    for before, after in zip(plan.pieces, plan.pieces[1:], strict=False):
        assert document.text[before.end : after.start] == "\n"


@settings(max_examples=30)
@given(st.integers(1, 5), st.sampled_from(("\n", " ", "", "🙂 ")))
def test_a_block_of_any_length_is_cut_without_loss(times: int, gap: str) -> None:
    text = (("x" * 997 + gap) * 9 * times).strip()
    plan = Plan(Document((Block("paragraph", text),)), folded=True)
    assert all(piece.end - piece.start <= LONGEST for piece in plan.pieces)
    whole = ""
    for piece in plan.pieces:
        between = text[len(whole) : piece.start]
        assert between in {"", "\n"}
        whole += between + text[piece.start : piece.end]
    assert whole == text


def test_sections_of_a_long_text_own_every_piece_once_and_show_their_neighbours() -> None:
    plan = Plan(prose(40_000), folded=True)
    assert len(plan.sections) > 5
    owned = [index for section in plan.sections for index in range(section.first, section.last)]
    assert owned == list(range(len(plan.pieces)))
    for section in plan.sections:
        assert sum(piece.weight for piece in plan.pieces[section.first : section.last]) <= SECTION
    for before, after in zip(plan.sections, plan.sections[1:], strict=False):
        assert before.after > before.last
        assert after.before < after.first


def test_a_run_of_boilerplate_is_one_fold() -> None:
    document = Document((Block("paragraph", "a"), *[Block("paragraph", "ad", boilerplate="plea")] * 3))
    plan = Plan(document, folded=True)
    assert [(piece.role, piece.first, piece.last) for piece in plan.pieces] == [("text", 0, 0), ("fold", 1, 3)]


def test_the_visible_text_leaves_folded_blocks_out_with_their_newline() -> None:
    document = Document(
        (Block("paragraph", "one"), Block("paragraph", "ad", boilerplate="plea"), Block("paragraph", "two"))
    )
    assert Plan(document, folded=True).visible(0, len(document.text)) == "one\ntwo"
    assert Plan(document, folded=False).visible(0, len(document.text)) == "one\nad\ntwo"


def test_a_chinese_article_is_known_as_wide_and_cut_shorter() -> None:
    document = Document(tuple(Block("paragraph", "港務長保存兩本帳簿。" * 30) for _ in range(120)))
    plan = Plan(document, folded=True)
    assert plan.wide
    assert len(plan.sections) > len(document.text) // SECTION
