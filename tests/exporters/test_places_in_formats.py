"""Where a highlight stands goes out in every format that has a place for it; so does the sentence of a lost one."""

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from exporters.collecting import WHEN, article, collected, no_printer
from exporters.format_readers import read
from postil.exporters.collected import CollectedArticle
from postil.exporters.options import ExportOptions
from postil.exporters.registry import EXPORTERS
from postil.exporters.tables import READWISE_COLUMNS

TEI = "{http://www.tei-c.org/ns/1.0}"


def placed(*locators: str) -> CollectedArticle:
    made = article([f"quotation {number}" for number in range(len(locators))])
    names = (highlight.id for highlight in made.highlights)
    return replace(made, locators=dict(zip(names, locators, strict=True)))


def written(name: str, made: CollectedArticle) -> str:
    exporter = next(each for each in EXPORTERS if each.name == name)
    return exporter.make(collected(made), ExportOptions(name), exported=WHEN, printer=no_printer)[0].text


@pytest.mark.parametrize(
    ("name", "told"),
    [("bibtex", "\\enquote{quotation 0}\n\np. 12}"), ("ris", "</blockquote><p>p. 12</p>")],
)
def test_a_place_stands_beside_the_quotation(name: str, told: str) -> None:
    assert told in written(name, placed("p. 12"))


@pytest.mark.parametrize("name", ["bibtex", "ris", "tei", "readwise"])
@pytest.mark.parametrize("locator", ["p. 12", "it's {3}", r"\enquote{x}", "a: b</blockquote>", " ", '"&<'])
def test_whatever_the_place_is_the_quotation_reads_back(name: str, locator: str) -> None:
    assert read(name, written(name, placed(locator)).encode()) == ["quotation 0"]


@pytest.mark.parametrize(
    ("locator", "told"),
    [
        ("p. 12", {"unit": "page", "from": "12", "to": "12"}),
        ("pp. xii-xiv", {"unit": "page", "from": "xii", "to": "xiv"}),
        ("paras. 3-4", {"unit": "paragraph", "from": "3", "to": "4"}),
        ("ch. IV", {"unit": "chapter", "from": "IV", "to": "IV"}),
        ("loc. 345-350", {}),
    ],
)
def test_tei_has_it_as_the_scope_of_a_citation(locator: str, told: dict[str, str]) -> None:
    root: Any = ElementTree.fromstring(written("tei", placed(locator)))
    scope = root.find(f".//{TEI}cit/{TEI}bibl/{TEI}biblScope")
    assert (scope.attrib, scope.text) == (told, locator)


def locations(*locators: str) -> list[str]:
    import csv

    rows = csv.DictReader(written("readwise", placed(*locators)).splitlines())
    assert tuple(rows.fieldnames or ()) == READWISE_COLUMNS
    return [row["Location"] for row in rows]


def test_readwise_orders_by_page_where_all_have_one() -> None:
    assert locations("p. 3", "pp. 12-13") == ["3", "12"]


def test_readwise_orders_by_the_text_where_a_page_is_no_number() -> None:
    assert locations("p. xii", "p. 3") == ["0", "12"]
    assert locations("para. 1", "") == ["0", "12"]


@pytest.mark.parametrize("name", ["bibtex", "ris", "tei"])
def test_the_sentence_of_a_lost_highlight_goes_out(name: str) -> None:
    made = placed("p. 1")
    (highlight,) = made.highlights
    lost = replace(
        made, highlights=(replace(highlight, state="lost"),), sentences={highlight.id: "He said quotation 0, once."}
    )
    assert "He said quotation 0, once." in written(name, lost)
    assert "He said" not in written(name, replace(lost, highlights=(highlight,)))
    assert read(name, written(name, lost).encode()) == ["quotation 0"]
