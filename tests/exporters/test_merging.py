"""What a reader wrote in an exported file is never lost, whatever is exported over it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.exporters.merging import Merged, merge
from postil.exporters.parts import Cut, Written, cut, describe, enclosed, lines_of, opaque, pack, unpack


@dataclass(frozen=True)
class Card:
    """A highlight to be rendered."""

    id: str
    quotation: str
    note: str = ""


CARDS = (Card("h-1", "He never asked."), Card("h-2", "Who was he?", "Look up."), Card("h-3", "Nobody answered."))


def rendered(cards: Sequence[Card], *, site: str = "The Site", when: str = "2026-11-22", tail: str = "- 1941") -> Cut:
    """Return an export of one article as a template would give it."""
    parts = ["\n".join(_card(card)) for card in cards]
    head = f'---\nid: "a-1"\ntags:\n  - "war"\nexported: "{when}"\n---\n\n# The title\n\n- Site: {site}\n'
    head += "- [Open in Postil](postil://article/a-1)\n"
    body = "## Highlights\n\n" + "\n\n".join(
        enclosed(f"highlight:{card.id}", text) for card, text in zip(cards, parts, strict=True)
    )
    body = f"{body}\n\n" if cards else ""
    return cut(f"{head}\n{body}## Dates\n\n{tail}\n")


def _card(card: Card) -> list[str]:
    lines = [f"**Yellow** · [Open](postil://article/a-1#highlight={card.id})", "", f"> {card.quotation}"]
    return [*lines, "", opaque(card.note)] if card.note else lines


def record_of(fresh: Cut) -> Written:
    """Return what is kept of a file that was written as ``fresh``."""
    return Written("", tuple(map(describe, (*fresh.properties, *fresh.body))))


def merged_after(edit: str, by: str, fresh: Cut, *, before: Cut | None = None) -> Merged:
    """Return what comes of a file whose text ``edit`` the reader made ``by`` of."""
    first = before or rendered(CARDS)
    assert edit in first.text
    return merge(first.text.replace(edit, by, 1), fresh, record_of(first))


CHANGED = (CARDS[0], replace(CARDS[1], note="Looked up."), CARDS[2])


def test_a_file_that_nobody_touched_becomes_the_new_export() -> None:
    fresh = rendered((*CHANGED, Card("h-4", "More.")), site="Another", when="later", tail="- 1942")
    result = merge(rendered(CARDS).text, fresh, record_of(rendered(CARDS)))
    assert result.text == fresh.text
    assert not result.is_touched


def test_what_stands_between_and_under_the_cards_stays_while_they_are_renewed() -> None:
    result = merged_after(
        "> Who was he?\n\nLook up.\n", "> Who was he?\n\nLook up.\n\nMy thought.\n", rendered(CHANGED)
    )
    assert "> Who was he?\n\nLooked up.\n\nMy thought.\n" in result.text
    assert (result.number("renewed"), result.number("changed")) == (1, 0)


def test_a_card_that_the_reader_changed_stays_and_what_is_new_stands_beside_it() -> None:
    result = merged_after("Look up.", "Look up *soon*.", rendered(CHANGED))
    kept, news, following = (result.text.index(each) for each in ("Look up *soon*.", "> Looked up.", "Nobody"))
    assert kept < news < following
    assert (result.number("changed"), result.number("news")) == (1, 1)


def test_a_card_that_the_reader_changed_stays_silently_while_the_library_says_the_same() -> None:
    result = merged_after("Look up.", "Look up *soon*.", rendered(CARDS, when="later"))
    assert not result.is_news
    assert result.number("changed") == 1


def test_what_is_new_is_told_once_and_renewed_and_goes_when_the_reader_takes_it_over() -> None:
    told = merged_after("Look up.", "Look up *soon*.", rendered(CHANGED))
    again = merge(told.text, rendered(CHANGED), Written("", told.parts))
    assert not again.is_news
    newer = rendered((CARDS[0], replace(CARDS[1], note="Found."), CARDS[2]))
    renewed = merge(again.text, newer, Written("", again.parts))
    assert "> Found." in renewed.text
    assert "> Looked up." not in renewed.text
    assert "Look up *soon*." in renewed.text
    taken = merge(renewed.text.replace("Look up *soon*.", "Found."), newer, Written("", renewed.parts))
    assert taken.text.count("Found.") == 1
    assert "New in Postil" not in taken.text


def test_what_is_new_is_not_told_again_once_the_reader_deleted_it() -> None:
    told = merged_after("Look up.", "Look up *soon*.", rendered(CHANGED))
    news = next(each.after for each in told.segments if each.kind == "news")
    again = merge(told.text.replace(news, ""), rendered(CHANGED), Written("", told.parts))
    assert not again.is_news


def test_a_card_that_the_reader_deleted_stays_out_also_next_time() -> None:
    gone = "\n\n".join(("**Yellow** · [Open](postil://article/a-1#highlight=h-2)", "> Who was he?", "Look up.\n\n"))
    result = merged_after(gone, "", rendered(CHANGED))
    assert result.dropped == ("highlight:h-2",)
    assert "Who was he?" not in result.text
    again = merge(result.text, rendered(CARDS), Written("", result.parts))
    assert "Who was he?" not in again.text


def test_a_card_that_left_the_library_leaves_the_file_but_not_what_was_written_under_it() -> None:
    result = merged_after("> He never asked.\n", "> He never asked.\n\nMine.\n", rendered(CARDS[1:]))
    assert "He never asked" not in result.text
    assert "Mine." in result.text
    assert result.number("removed") == 1


def test_a_changed_card_that_left_the_library_stays_and_is_told() -> None:
    result = merged_after("> He never asked.", "> He never, ever asked.", rendered(CARDS[1:]))
    assert "He never, ever asked." in result.text
    assert result.stale == ("highlight:h-1",)


def test_a_new_card_comes_in_at_its_place_under_what_the_reader_wrote_there() -> None:
    fresh = rendered((CARDS[0], Card("h-9", "In between."), *CARDS[1:]))
    result = merged_after("> He never asked.\n", "> He never asked.\n\nMine.\n", fresh)
    places = [result.text.index(each) for each in ("never asked", "Mine.", "In between.", "Who was he?")]
    assert places == sorted(places)


def test_a_new_card_comes_before_a_section_that_the_reader_wrote() -> None:
    mine = "> Nobody answered.\n\n## What I think\n\nMuch.\n"
    result = merged_after("> Nobody answered.\n", mine, rendered((*CARDS, Card("h-9", "At last."))))
    places = [result.text.index(each) for each in ("Nobody", "At last.", "What I think", "## Dates")]
    assert places == sorted(places)


def test_a_new_card_never_comes_into_a_block_of_code() -> None:
    mine = "> Nobody answered.\n\n```\n# not a heading\n```\n"
    result = merged_after("> Nobody answered.\n", mine, rendered((*CARDS, Card("h-9", "At last."))))
    assert "```\n# not a heading\n```\n\n**Yellow**" in result.text


def test_cards_stay_in_the_order_that_the_reader_gave_them() -> None:
    first = rendered(CARDS).text
    start, middle, end = (first.index(_card(card)[0]) for card in CARDS)
    moved = first[:start] + first[middle:end] + first[start:middle] + first[end:]
    result = merge(moved, rendered(CHANGED), record_of(rendered(CARDS)))
    assert result.text.index("Looked up.") < result.text.index("He never asked.")
    assert not result.dropped
    assert result.number("new") == 0


def test_a_copied_card_is_renewed_once_and_its_copy_is_the_readers() -> None:
    card = "**Yellow** · [Open](postil://article/a-1#highlight=h-2)\n\n> Who was he?\n\nLook up.\n"
    result = merged_after(card, f"{card}\n{card}", rendered(CHANGED))
    assert "Looked up." in result.text
    assert "Look up." in result.text


def test_properties_of_the_readers_stay_and_the_others_are_renewed() -> None:
    result = merged_after(
        'tags:\n  - "war"\n', 'tags:\n  - "war"\n  - mine\naliases: [x]\n', rendered(CARDS, when="later")
    )
    assert 'tags:\n  - "war"\n  - mine\naliases: [x]\nexported: "later"\n' in result.text
    assert result.number("changed") == 1


def test_the_time_alone_is_no_news() -> None:
    result = merge(rendered(CARDS).text, rendered(CARDS, when="later"), record_of(rendered(CARDS)))
    assert not result.is_news


def test_front_matter_that_the_reader_took_out_stays_out() -> None:
    first = rendered(CARDS).text
    result = merge(first[first.index("# The title") :], rendered(CHANGED), record_of(rendered(CARDS)))
    assert result.text.startswith("# The title")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_mark_at_the_beginning_stay(mark: str) -> None:
    present = mark + rendered(CARDS).text.replace("\n", "\r\n")
    result = merge(present, rendered((*CHANGED, Card("h-9", "More."))), record_of(rendered(CARDS)))
    assert result.text == mark + rendered((*CHANGED, Card("h-9", "More."))).text.replace("\n", "\r\n")


def test_a_file_of_which_nothing_is_known_keeps_all_and_shows_what_is_different() -> None:
    result = merge(rendered(CARDS).text, rendered(CHANGED), None)
    assert "Look up." in result.text
    assert "> Looked up." in result.text
    assert result.number("renewed", "removed") == 0


def test_what_is_remembered_of_a_file_is_read_back() -> None:
    written = record_of(rendered(CARDS))
    assert unpack(pack(written)) == written
    assert unpack('{"a": "ff"}') is None
    assert unpack("[]") is None


def test_equal_sections_of_several_articles_are_told_apart_by_their_place() -> None:
    def of_two(first: str, second: str) -> Cut:
        sections = (
            f"## T{number}\n\n- [Open](postil://article/a-{number})\n\n### Dates\n\n- {dates}\n"
            for number, dates in enumerate((first, second))
        )
        return cut("# Two\n\n" + "\n".join(sections))

    result = merge(of_two("1941", "1941").text, of_two("1941", "1950"), record_of(of_two("1941", "1941")))
    assert result.text == of_two("1941", "1950").text


_WORDS = st.sampled_from(["Mine", "> quoted", "## Mine", "- item", "```", "~~~", "---", "", "  ", "***", "<!--", "%%"])
_LINES = st.lists(_WORDS, min_size=1, max_size=4)


@st.composite
def _edited(draw: st.DrawFn, lines: list[str]) -> tuple[list[str], list[str]]:
    """Return lines after a few edits of a reader, and those that are the reader's own."""
    mine: list[str] = []
    for turn in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(["insert", "change", "delete", "move", "copy"]))
        start = draw(st.integers(0, len(lines)))
        end = min(len(lines), start + draw(st.integers(0, 6)))
        if kind == "insert":
            new = [f"{line} {turn}-{number}" if line.strip() else line for number, line in enumerate(draw(_LINES))]
            mine += [line for line in new if line.strip()]
            lines = [*lines[:start], *new, *lines[start:]]
        elif kind == "change" and start < len(lines) and lines[start].strip():
            changed = f"{lines[start]} changed-{turn}"
            mine = [changed if line == lines[start] else line for line in mine] + [changed]
            lines = [*lines[:start], changed, *lines[start + 1 :]]
        elif kind == "delete":
            lines = [*lines[:start], *lines[end:]]
        elif kind in {"move", "copy"}:
            block, rest = lines[start:end], (lines if kind == "copy" else [*lines[:start], *lines[end:]])
            to = draw(st.integers(0, len(rest)))
            lines = [*rest[:to], *block, *rest[to:]]
    return lines, [line for line in mine if line in lines]


_CARDS = st.lists(
    st.builds(
        Card,
        st.sampled_from([f"h-{number}" for number in range(6)]),
        st.sampled_from(["He never asked.", "Same words.", "***"]),
        st.sampled_from(["", "Note.", "Same words.", "# Heading\n\nof mine", "> quoted\n\nin a note"]),
    ),
    max_size=5,
    unique_by=lambda card: card.id,
)


@settings(max_examples=300, deadline=None)
@given(st.data(), _CARDS, _CARDS, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
def test_nothing_that_a_reader_wrote_is_lost(
    data: st.DataObject, before: list[Card], after: list[Card], eol: str, mark: str
) -> None:
    known = data.draw(st.booleans())
    first, fresh = rendered(before), rendered(after, site="Elsewhere", when="later")
    lines, mine = data.draw(_edited(first.text.split("\n")))
    present = mark + eol.join(lines)
    result = merge(present, fresh, record_of(first) if known else None)

    assert "".join(each.before for each in result.segments) == present
    ours = {part.text for part in (*first.properties, *first.body)}
    for each in result.segments:
        if each.before != each.after and each.before:
            assert each.kind in {"renewed", "removed"}
            assert each.before.replace("\r\n", "\n").rstrip() in {text.rstrip() for text in ours}
    remaining = [line.removesuffix("\r") for line in result.text.removeprefix("\ufeff").split("\n")]
    for line in mine:
        assert line in remaining
    if eol == "\r\n" and len(lines) > 1:
        assert all(line.endswith("\r\n") for line in lines_of(result.text)[:-1])

    again = merge(result.text, fresh, Written("", result.parts))
    assert "".join(each.before for each in again.segments) == result.text
    assert again.number("new", "news") == 0


@settings(max_examples=150, deadline=None)
@given(_CARDS, _CARDS)
def test_an_untouched_file_never_counts_as_written_in(before: list[Card], after: list[Card]) -> None:
    first, fresh = rendered(before), rendered(after)
    result = merge(first.text, fresh, record_of(first))
    assert not result.is_touched
    assert result.number("changed", "news") == 0
    order = {card.id: number for number, card in enumerate(after)}
    common = [order[card.id] for card in before if card.id in order]
    if common == sorted(common):
        assert result.text == fresh.text
