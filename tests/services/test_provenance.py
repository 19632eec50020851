from dataclasses import replace
from pathlib import Path

import pytest

from desks import article_of, item_of, revision_of
from postil.analysis.translation import Impression
from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.domain.records import Evidence, Name
from postil.domain.sources import Source
from postil.importers import read
from postil.services import importing, telling
from postil.services.provenance import Told, provenance
from postil.services.revising import revise
from postil.storage.library import Library

PAGE = """<!doctype html><html lang="en"><head><title>The pier</title>
<meta property="article:published_time" content="2024-02-25T10:00:00Z"><meta name="author" content="Mary Lowell"></head>
<body><article><h1>The pier</h1><p>The pier of the old harbour fell into the sea on 3 March 1931, and for a year nobody
would say who had owned it. According to the Harbour Gazette it had been for sale, and as
<a href="https://archive.example/pier">the archive shows</a> it had been sold twice, which nobody wished to know.</p>
<p>The keeper of the light said nothing about it to the people who came to ask him, and he wrote nothing of it.</p>
</article></body></html>"""


def add(library: Library, source: Source) -> str:
    arrival = importing.receive(library, source, read(source))
    library.apply(arrival.edit)
    return arrival.article_id


def evidence_of(told: Told) -> Evidence:
    assert told.evidence is not None
    return told.evidence


def page(content: str = PAGE) -> Source:
    return Source("url", content.encode(), "", "https://news.example/pier", "text/html")


def test_a_page_tells_where_when_and_what_it_was_made_from(library: Library):
    article_id = add(library, page())
    known = provenance(library, article_id)
    revision = revision_of(library, article_id)
    assert (known.source_kind, known.location, known.importer) == ("url", "https://news.example/pier", "html")
    assert (known.source_hash, known.text_hash) == (revision.source_hash, revision.document.text_hash)
    assert known.captured == revision.captured
    assert (known.number, len(known.versions)) == (1, 1)
    assert telling.source_words(known) == "fetched from https://news.example/pier"


def test_each_date_has_the_string_it_came_from_and_where_that_stood(library: Library):
    known = provenance(library, add(library, page()))
    assert (known.published.value, known.published.by) == ("2024-02-25", "source")
    evidence = evidence_of(known.published)
    assert evidence.printed == "2024-02-25T10:00:00Z"
    assert "article:published_time" in evidence.origin
    assert (known.updated.value, known.updated.by) == ("", "nobody")
    assert (known.accessed.value, known.accessed.by) == (known.captured[:10], "fetching")
    assert "2024-02-25T10:00:00Z" in telling.told_sentence(known.published)


def test_what_the_reader_entered_says_so_beside_what_the_source_says(library: Library):
    article_id = add(library, page())
    item = item_of(library, article_id)
    edited = replace(item, published="1931", updated="1932", authors=(Name("Marsh", "John"),))
    library.apply(Edit("Edit", (Change(item, edited),)))
    known = provenance(library, article_id)
    assert (known.published.value, known.published.by) == ("1931", "reader")
    assert telling.told_sentence(known.published).startswith("Entered by you. The source says “2024-02-25T10:00:00Z”")
    assert telling.told_sentence(known.updated) == "Entered by you; the source says nothing."
    assert (known.authors.value, evidence_of(known.authors).value) == ("John Marsh", "Mary Lowell")


def test_an_article_without_author_or_date_says_that_none_is_given(library: Library):
    known = provenance(library, add(library, Source("text", b"It fell on 3 March 1931.\n\nNobody saw it.")))
    assert [telling.value_words(told) for told in (*known.dates, known.authors)] == ["none given"] * 4
    assert telling.source_words(known) == "pasted as text"


def test_the_declared_language_is_told_apart_from_the_detected_one(library: Library):
    assert telling.language_words(provenance(library, add(library, page()))) == (
        "Declared English; its words read as English."
    )
    german = PAGE.replace('lang="en"', 'lang="de"').replace("1931", "1932")
    known = provenance(library, add(library, replace(page(german), location="https://news.example/other")))
    assert (known.declared.value, known.detected, known.disagrees) == ("de", "en", True)
    silent = PAGE.replace(' lang="en"', "").replace("1931", "1933")
    known = provenance(library, add(library, replace(page(silent), location="https://news.example/third")))
    assert (known.declared.value, known.detected, known.disagrees) == ("", "en", False)


def test_the_sources_are_named_with_their_places(library: Library):
    known = provenance(library, add(library, page()))
    assert [(source.name, source.how) for source in known.sources] == [
        ("Harbour Gazette", "words"),
        ("https://archive.example/pier", "link"),
    ]
    assert [known.text[start:end] for source in known.sources for start, end in source.places] == [
        "According to the Harbour Gazette",
        "the archive shows",
    ]
    assert telling.sources_words(known) == "It names 2 sources."


def test_an_older_version_tells_what_it_said_then(library: Library):
    article_id = add(library, page())
    first = article_of(library, article_id).revision_id
    newer = page(PAGE.replace("2024-02-25T10", "2024-03-01T10").replace("nobody wished", "all wished"))
    library.apply(revise(library, article_id, newer, read(newer)).edit)
    old, new = provenance(library, article_id, first), provenance(library, article_id)
    assert (old.number, new.number, len(old.versions)) == (1, 2, 2)
    assert old.published.value == "2024-02-25"
    assert old.source_hash != new.source_hash


def test_a_version_of_another_article_is_refused(library: Library):
    one = add(library, page())
    other = add(library, Source("text", b"Another text of a few words."))
    with pytest.raises(Problem):
        provenance(library, one, article_of(library, other).revision_id)
    with pytest.raises(Problem):
        provenance(library, "nobody")


def test_the_masked_article_says_little_of_itself_and_reads_like_a_machine_translation(
    library: Library, masked_article: Path
):
    known = provenance(library, add(library, Source("file", masked_article.read_bytes(), masked_article.name)))
    assert known.published == Told("published", "", "nobody")
    assert telling.value_words(known.authors) == "none given"
    assert known.updated.by == "source"
    assert known.translation.verdict == "likely"
    assert known.sources == ()
    for sign in known.translation.signs:
        assert all(known.text[start:end].strip() for start, end in sign.places)


def test_a_language_is_called_by_its_name():
    assert [telling.language_name(tag) for tag in ("en", "pt-BR", "xx", "")] == [
        "English",
        "Portuguese (BR)",
        "xx",
        "",
    ]


def test_every_verdict_has_a_sentence(library: Library):
    known = provenance(library, add(library, page()))
    said = {
        telling.translation_words(replace(known, translation=Impression(verdict)))
        for verdict in ("unknown", "unlikely", "possible", "likely")
    }
    assert len(said) == 4
