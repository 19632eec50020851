from pathlib import Path

import pytest

from postil.analysis.attribution import attributions, sources
from postil.domain.document import Block, Document, Span
from postil.domain.sources import Source
from postil.importers import read


def named(text: str) -> list[tuple[str, str]]:
    return [(each.how, each.source) for each in attributions(Document((Block("paragraph", text),)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("According to the Harbour Gazette, nobody was hurt.", [("words", "Harbour Gazette")]),
        ("The pier fell, according to police, at noon.", [("words", "police")]),
        ("Reuters reported that the pier fell.", [("words", "Reuters")]),
        ("On Friday Mary Lowell told The Evening Mail that it fell.", [("words", "Mary Lowell")]),
        ("Mary Lowell, the harbour master, told Reuters that it fell.", [("words", "Mary Lowell")]),
        ("“It fell,” said Mary Lowell, a fisher.", [("words", "Mary Lowell")]),
        ("In his memoirs “A life of piers” he says so.", [("work", "A life of piers")]),
        ("It had been built twice (Lowell and Marsh, 1999, p. 12).", [("reference", "Lowell and Marsh, 1999")]),
        ("See doi:10.1016/j.jml.2019.104047 for it.", [("reference", "doi:10.1016/j.jml.2019.104047")]),
        ("As quoted in Marsh, it fell.", [("words", "Marsh")]),
    ],
)
def test_a_source_is_found_where_words_announce_it(text: str, found: list[tuple[str, str]]):
    assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "According to him it fell.",
        "It all went according to plan.",
        "He told them nothing, and said so in the evening.",
        "The war began (June 1941) and ended.",
        "They were cited twice.",
        "After I reported it, nothing was done.",
        "“It fell,” said the man.",
        "In his book that he wrote there is nothing.",
    ],
)
def test_where_nobody_is_named_nothing_is_claimed(text: str):
    assert named(text) == []


def test_a_source_that_is_named_twice_is_one_with_two_places():
    text = "According to the Harbour Gazette it fell. Nobody knows. It rose, according to Harbour Gazette."
    found = sources(attributions(Document((Block("paragraph", text),))))
    assert {name: len(places) for name, places in found.items()} == {"Harbour Gazette": 2}


def test_a_link_counts_once_for_each_page_elsewhere():
    def link(target: str) -> Block:
        return Block("paragraph", "There it is.", (Span(0, 5, "link", target),))

    document = Document(
        (
            link("https://www.news.example/other"),
            link("https://archive.example/a?utm_source=x"),
            link("https://archive.example/a"),
            link("#below"),
            link("mailto:a@b.example"),
            link("https://social.example/sharer?u=https://news.example"),
        )
    )
    found = attributions(document, "https://news.example/a")
    assert [(each.how, each.source) for each in found] == [("link", "https://archive.example/a?utm_source=x")]
    assert document.text[found[0].start : found[0].end] == "There"


def test_each_entry_of_a_list_of_references_is_a_source():
    document = Document(
        (
            Block("paragraph", "It fell."),
            Block("heading", "References", level=2),
            Block("list_item", "Lowell, M. A life of piers. Harbour Press."),
            Block("list_item", "Marsh, J. The storm."),
            Block("heading", "About", level=2),
            Block("paragraph", "Nothing more."),
        )
    )
    assert [each.source for each in attributions(document)] == [
        "Lowell, M. A life of piers. Harbour Press.",
        "Marsh, J. The storm.",
    ]


def test_boilerplate_names_no_source():
    block = Block("paragraph", "According to the Harbour Gazette", boilerplate="related")
    assert attributions(Document((block,))) == ()


def test_the_masked_article_names_no_source(masked_article: Path):
    imported = read(Source("file", masked_article.read_bytes(), masked_article.name))
    assert attributions(imported.document) == ()
