"""What nobody here wrote comes in well, or is refused in a sentence."""

import re
from pathlib import Path

import pytest

from postil.domain.problems import Problem
from postil.domain.sources import Imported
from postil.importers import IMPORTERS, read
from postil.importers.files import load


@pytest.fixture(scope="module")
def masked(masked_article: Path) -> Imported:
    return read(load(masked_article))


def test_every_mask_of_the_masked_article_is_in_its_place(masked: Imported, masked_article: Path) -> None:
    file = masked_article.read_text("utf-8")
    stars = r"\S*\*+\S*"
    assert re.findall(stars, masked.document.text) == re.findall(stars, file)
    assert re.findall(stars, file)


def test_the_masked_article_is_there_to_the_letter(masked: Imported, masked_article: Path) -> None:
    lines = [line.rstrip() for line in masked_article.read_text("utf-8").split("\n") if line.strip()]
    assert [block.text for block in masked.document.blocks] == lines


def test_the_masked_articles_headline_and_byline_are_recognised(masked: Imported) -> None:
    assert masked.document.blocks[0].kind == "heading"
    assert masked.title == masked.document.blocks[0].text
    assert (masked.site, masked.updated, masked.language) == ("Mondo Military", "2024-02-25", "en")


def test_nothing_is_invented_for_the_masked_article(masked: Imported) -> None:
    assert (masked.published, masked.authors, masked.url) == ("", (), "")


def test_the_masked_articles_boilerplate_is_marked_and_nothing_else(masked: Imported) -> None:
    found = {block.text.split()[0]: block.boilerplate for block in masked.document.blocks if block.boilerplate}
    assert found == {"Mondo": "byline", "If": "plea", "Related": "related"}
    assert masked.document.blocks[-1].boilerplate == "related"


PAGES = [
    "bbc-1",
    "blogger",
    "citylab-1",
    "gmw",
    "keep-tabular-data",
    "lwn-1",
    "medium-1",
    "rtl-1",
    "wikipedia-3",
    "yahoo-3",
]


@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_comes_in(shared: Path, name: str) -> None:
    path = shared / "data" / "html-readability" / name / "source.html"
    if not path.is_file():
        pytest.skip("this page is not among the shared material")
    imported = read(load(path))
    assert len(imported.document.text) > 400
    assert imported.title
    kinds = {block.kind for block in imported.document.blocks}
    assert "paragraph" in kinds
    assert imported.document.blocks[0].kind in {"heading", "paragraph", "figure", "list_item"}


def test_every_document_of_other_formats_is_refused_in_a_sentence(shared: Path) -> None:
    paths = [next(iter(sorted((shared / "data" / kind).glob("*"))), None) for kind in ("epub", "docx", "pdf")]
    read_by_now = tuple(extension for importer in IMPORTERS for extension in importer.extensions)
    found = [path for path in paths if path is not None and path.is_file() and path.suffix not in read_by_now]
    if not found:
        pytest.skip("the documents are not among the shared material")
    for path in found:
        with pytest.raises(Problem, match=re.escape(path.name)):
            load(path)
