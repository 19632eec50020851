import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.citing import (
    Citation,
    Cluster,
    KeyPrefix,
    cited_keys,
    format_authors,
    format_citation,
    format_reference,
    key_prefix_at,
    keys_in,
    parse,
    with_key,
)
from postil.domain.records import CslItem, Name

WORK = CslItem(
    "1",
    "mondo2024asked",
    title="Who was he?",
    authors=(Name("Mondo", "Ada"), Name("Rossi", "Bo")),
    container_title="The Site",
    published="2024-02",
    updated="2024-03-01",
    accessed="2026-11-22",
    url="https://example.org/a",
)


def test_works_cited_together_are_one_cluster() -> None:
    text = "So [@key, p. 3; see also @other]."
    assert parse(text) == (Cluster(3, 32, (Citation("key", 4, 14, "", "p. 3"), Citation("other", 15, 31, "see also"))),)
    assert text[4:14] == "@key, p. 3"


def test_an_author_can_be_left_out() -> None:
    assert parse("[-@key]")[0].citations == (Citation("key", 1, 6, suppressed=True),)


def test_a_key_in_running_text_takes_a_locator_after_it() -> None:
    assert parse("@key says") == (Cluster(0, 4, (Citation("key", 0, 4),), in_text=True),)
    assert parse("@key [p. 33] says") == (Cluster(0, 12, (Citation("key", 0, 12, "", "p. 33"),), in_text=True),)


@pytest.mark.parametrize(
    ("cited", "key", "locator", "suffix"),
    [
        ("@a, pp. 33-35, 38 and passim", "a", "pp. 33-35, 38", "and passim"),
        ("@a, ch. iv", "a", "ch. iv", ""),
        ("@a 12", "a", "12", ""),
        ("@a, § 7", "a", "§ 7", ""),
        ("@a, as he says", "a", "", "as he says"),
        ("@a:b.c/d_e", "a:b.c/d_e", "", ""),
        ("@{a, b}", "", "", ""),
        ("@{x(1)}", "x(1)", "", ""),
    ],
)
def test_what_follows_a_key_is_a_locator_or_a_remark(cited: str, key: str, locator: str, suffix: str) -> None:
    found = [(one.key, one.locator, one.suffix) for cluster in parse(f"[{cited}]") for one in cluster.citations]
    assert found == ([(key, locator, suffix)] if key else [])


@pytest.mark.parametrize(
    "text", ["a@b.c", "\\@key", "`@key`", "```\n@key\n```", "https://x.org/@key", "[x](y/@key)", "@", "[@]", "@ key"]
)
def test_what_only_looks_like_a_citation_is_none(text: str) -> None:
    assert parse(text) == ()


def test_a_full_stop_ends_a_key() -> None:
    assert cited_keys("(@one), “@two”. So @one. @three's") == ("one", "two", "three")


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="@[]{}-;, .pab1`\\\n", max_size=40))
def test_places_of_citations_lie_in_the_text_and_in_order(text: str) -> None:
    clusters = parse(text)
    ends = [0]
    for cluster in clusters:
        assert ends[-1] <= cluster.start < cluster.end <= len(text)
        ends.append(cluster.end)
        for citation in cluster.citations:
            assert f"@{citation.key}" in text[citation.start : citation.end].replace("{", "").replace("}", "")


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("see [@mon", 9, KeyPrefix(6, 9, "mon")),
        ("see @", 5, KeyPrefix(5, 5, "")),
        ("x @mondo2024 y", 5, KeyPrefix(3, 12, "mo")),
        ("[@one; @tw", 10, KeyPrefix(8, 10, "tw")),
        ("a@b", 3, None),
        ("\\@b", 3, None),
        ("@one two", 8, None),
        ("@one\n", 5, None),
        ("", 0, None),
    ],
)
def test_a_key_being_typed_is_found(text: str, position: int, expected: KeyPrefix | None) -> None:
    assert key_prefix_at(text, position) == expected


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="@[]{}-;, .pab1`\\\n:_é", max_size=40))
def test_whatever_a_note_cites_is_among_the_keys_that_stand_in_it(text: str) -> None:
    assert set(cited_keys(text)) <= set(keys_in(text))


def test_a_key_is_renamed_where_it_is_cited_and_nowhere_else() -> None:
    text = "So [see @one, p. 3; -@{one}] and @one: `@one` \\@one @ones a@one.example\n\n```\n@one\n```"
    renamed = "So [see @two:b, p. 3; -@{two:b}] and @two:b: `@one` \\@one @ones a@one.example\n\n```\n@one\n```"
    assert with_key(text, "one", "two:b") == renamed
    assert with_key("no citation of one", "one", "two") == "no citation of one"


def test_a_work_is_named_in_one_line() -> None:
    assert format_citation(WORK, "p. 3") == "Ada Mondo and Bo Rossi, “Who was he?”, The Site, 2024-02, p. 3"
    assert format_citation(WORK, suppressed=True) == "“Who was he?”, The Site, 2024-02"
    assert format_reference(WORK) == (
        "Ada Mondo and Bo Rossi, “Who was he?”, The Site, 2024-02, updated 2024-03-01, https://example.org/a "
        "(accessed 2026-11-22)"
    )
    assert format_citation(CslItem("1", "k")) == "k"
    archived = CslItem("1", "k", title="One", more='{"archive_location": "https://web.archive.org/x", "volume": "3"}')
    assert format_reference(archived) == "“One”, archived at https://web.archive.org/x"
    assert format_reference(CslItem("1", "k", title="One", more='{"archive_location": "Box 3"}')) == "“One”"
    assert format_reference(CslItem("1", "k", url="https://x.org")) == "https://x.org"


def test_of_many_authors_the_first_is_named() -> None:
    assert format_authors(tuple(Name(name) for name in "ABC")) == "A, B and C"
    assert format_authors(tuple(Name(name) for name in "ABCD")) == "A et al."
    assert format_authors(()) == ""
