from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.document import Block, Document
from postil.widgets.reading.plan import LONGEST, SECTION, Plan
from widgets.reading.documents import DOCUMENTS, prose


def marked(document: Document) -> frozenset[int]:
    return frozenset(index for index, block in enumerate(document.blocks) if block.boilerplate)


@given(DOCUMENTS, st.booleans())
def test_pieces_cover_the_text_but_for_the_newlines_between_them(document: Document, folded: bool) -> None:
    plan = Plan(document, marked(document) if folded else frozenset())
    assert plan.pieces[0].start == 0
    assert plan.pieces[-1].end == len(document.text)
    for before, after in zip(plan.pieces, plan.pieces[1:], strict=False):
        assert document.text[before.end : after.start] == "\n"


@settings(max_examples=30)
@given(st.integers(1, 5), st.sampled_from(("\n", " ", "", "🙂 ")))
def test_a_block_of_any_length_is_cut_without_loss(times: int, gap: str) -> None:
    text = (("x" * 997 + gap) * 9 * times).strip()
    plan = Plan(Document((Block("paragraph", text),)), frozenset())
    assert all(piece.end - piece.start <= LONGEST for piece in plan.pieces)
    whole = ""
    for piece in plan.pieces:
        between = text[len(whole) : piece.start]
        assert between in {"", "\n"}
        whole += between + text[piece.start : piece.end]
    assert whole == text


def test_sections_of_a_long_text_own_every_piece_once_and_show_their_neighbours() -> None:
    plan = Plan(prose(40_000), frozenset())
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
    plan = Plan(document, marked(document))
    assert [(piece.role, piece.first, piece.last) for piece in plan.pieces] == [("text", 0, 0), ("fold", 1, 3)]


def test_the_visible_text_leaves_folded_blocks_out_with_their_newline() -> None:
    document = Document(
        (Block("paragraph", "one"), Block("paragraph", "ad", boilerplate="plea"), Block("paragraph", "two"))
    )
    assert Plan(document, marked(document)).visible(0, len(document.text)) == "one\ntwo"
    assert Plan(document, frozenset()).visible(0, len(document.text)) == "one\nad\ntwo"


def test_a_chinese_article_is_known_as_wide_and_cut_shorter() -> None:
    document = Document(tuple(Block("paragraph", "港務長保存兩本帳簿。" * 30) for _ in range(120)))
    plan = Plan(document, marked(document))
    assert plan.wide
    assert len(plan.sections) > len(document.text) // SECTION


RUNS = Document(
    tuple(
        Block("paragraph", text, boilerplate=rule)
        for text, rule in (("a", ""), ("b", "plea"), ("c", "related"), ("d", ""), ("e", "plea"))
    )
)


def test_only_the_blocks_that_are_named_are_folded() -> None:
    plan = Plan(RUNS, frozenset({4}))
    assert [(piece.role, piece.first, piece.last) for piece in plan.pieces] == [
        *[("text", index, index) for index in range(4)],
        ("fold", 4, 4),
    ]


def test_a_run_is_what_is_folded_or_shown_together() -> None:
    text = RUNS.text
    assert list(Plan(RUNS, frozenset({1, 2, 4})).run_at(text.index("c"))) == [1, 2]
    assert list(Plan(RUNS, frozenset({1})).run_at(text.index("c"))) == [2]
    assert list(Plan(RUNS, frozenset()).run_at(text.index("c"))) == [1, 2]
    assert list(Plan(RUNS, frozenset()).run_at(text.index("d"))) == []


def test_a_place_in_a_folded_run_means_all_of_it() -> None:
    plan = Plan(RUNS, frozenset({1, 2}))
    assert plan.blocks_of(RUNS.text.index("c"), RUNS.text.index("c") + 1) == (1, 2)
    assert plan.blocks_of(0, 1) == (0,)
    assert plan.blocks_of(0, RUNS.text.index("b") + 1) == (0, 1, 2)
    assert plan.blocks_of(len(RUNS.text), len(RUNS.text) + 1) == (4,)
