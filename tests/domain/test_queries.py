import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings

from postil.domain.queries import And, Filter, Names, Not, Or, Word, parse, wanted
from queries import typed

FILTERED = {
    "tag:war": Filter("tag", "war"),
    'tag:"cold war"': Filter("tag", "cold war"),
    "colour:RED": Filter("color", "red"),
    "color:doubt": Filter("color", "red"),
    "kind:highlights": Filter("kind", "highlight"),
    "date:1941..1942": Filter("date", "1941..1942"),
    "date:1941-06": Filter("date", "1941-06..1941-06"),
    "date:194X": Filter("date", "1940..1949"),
    "date:..1942": Filter("date", "..1942"),
    "has:note": Filter("has", "note"),
    "state:lost": Filter("state", "lost"),
    "claim:unsourced": Filter("claim", "unsourced"),
    'entity:"Zhukov"': Filter("entity", "Zhukov"),
    "in:shelf": Filter("in", "c1"),
    "is:favorite": Filter("is", "favourite"),
}
NAMES = Names({"doubt": "red", "fact": "green"}, {"Shelf": "c1"})


@pytest.mark.parametrize(("text", "meant"), FILTERED.items())
def test_a_filter_is_read_with_its_value(text: str, meant: Filter) -> None:
    assert parse(text, NAMES).root == meant


def test_words_phrases_beginnings_and_operators_are_read() -> None:
    read = parse('zhukov "red army" pra* -stalin (a OR NOT b)')
    assert read.root == And(
        (
            Word("zhukov"),
            Word("red army"),
            Word("pra", begins=True),
            Not(Word("stalin")),
            Or((Word("a"), Not(Word("b")))),
        )
    )


def test_or_binds_less_than_words_side_by_side() -> None:
    assert parse("a b OR c AND d").root == Or((And((Word("a"), Word("b"))), And((Word("c"), Word("d")))))


def test_the_word_that_is_being_typed_may_go_on() -> None:
    assert parse("red arm", typing=True).root == And((Word("red"), Word("arm", begins=True)))
    assert parse("red arm ", typing=True).root == And((Word("red"), Word("arm")))
    assert parse("ar", typing=True).root == Word("ar")
    assert parse('"red arm', typing=True).root == Word("red arm", begins=True)
    assert parse('"red arm"', typing=True).root == Word("red arm")


def test_nothing_is_looked_for_in_an_empty_query() -> None:
    assert parse("  ").root is None
    assert parse("  ").misreading is None


WRONG = {
    "foo:bar": ("foo:", "no filter"),
    "red AND": ("AND", "after it"),
    "OR red": ("OR", "before it"),
    "red NOT": ("NOT", "after it"),
    "red )": (")", "closes nothing"),
    "( )": ("( ", "nothing between"),
    "red ***": ("***", "neither letters"),
    "date:1941-13": ("1941-13", "A date is written"),
    "date:1942..1941": ("1942..1941", "before it begins"),
    "is:blue": ("blue", "unread"),
    "color:blue": ("blue", "doubt, fact"),
    "tag:": ("tag:", "needs a value"),
    "(" * 25 + "a": ("(", "too deep"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_a_wrong_query_is_explained_with_the_place(text: str, said: tuple[str, str]) -> None:
    read = parse(text, NAMES)
    assert read.root is None
    assert read.misreading is not None
    assert said[1] in read.misreading.sentence
    assert text[read.misreading.start : read.misreading.end].startswith(said[0].rstrip())


def test_parentheses_that_are_not_closed_yet_close_at_the_end() -> None:
    assert parse("(a OR b").root == Or((Word("a"), Word("b")))


TYPED = typed("tag:", "date:", "1941..", "is:", "kind:", "{", "NEAR(", ":", most=12)


@settings(max_examples=300)
@given(TYPED)
def test_any_text_is_read_or_explained(text: str) -> None:
    read = parse(text, NAMES, typing=True)
    if read.misreading is not None:
        assert read.root is None
        assert 0 <= read.misreading.start <= read.misreading.end <= len(text) + 1
        assert read.misreading.sentence
    for each in wanted(read.root):
        each.text.encode()


def test_hostile_strings_are_read_or_explained(shared: Path) -> None:
    files = list((shared / "data" / "naughty-strings").glob("blns.*"))
    if not files:
        pytest.skip("the hostile strings are not among the shared material")
    for file in files:
        for line in file.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
            read = parse(line, NAMES)
            assert read.misreading is None or read.misreading.sentence


def test_sqlite_here_has_full_text_search() -> None:
    assert sqlite3.connect(":memory:").execute("SELECT fts5_source_id()").fetchone()


@pytest.mark.parametrize("query", ["-" * 9000, "tag" * 3000 + ":x", "color:" + "x" * 9000, "“" * 9000])
def test_a_sentence_about_a_pasted_page_is_short(query: str) -> None:
    misreading = parse(query, Names(colors={"red": "red"})).misreading
    assert misreading is not None
    assert len(misreading.sentence) < 200
