"""Bylines, printed dates and names are read where they are certain, and left alone where not."""

import pytest

from postil.domain.document import Block
from postil.domain.records import Name
from postil.importers.bylines import read_byline, recognise_byline
from postil.importers.names import read_name, read_names
from postil.importers.printed_dates import find_date, read_date


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("2024-02-25", "2024-02-25"),
        ("2024-02-25T10:11:12+01:00", "2024-02-25"),
        ("2024/2/5", "2024-02-05"),
        ("2024.02.25", "2024-02-25"),
        ("25.02.2024", "2024-02-25"),
        ("5.2.2024", "2024-02-05"),
        ("25/02/2024", "2024-02-25"),
        ("02/25/2024", "2024-02-25"),
        ("02/03/2024", "2024"),
        ("February 25, 2024", "2024-02-25"),
        ("Sunday, Feb. 25th, 2024 at 10:30 am", "2024-02-25"),
        ("25 February 2024", "2024-02-25"),
        ("25-Feb-2024", "2024-02-25"),
        ("25. Februar 2024", "2024-02-25"),
        ("1er mars 2024", "2024-03-01"),
        ("25 de febrero de 2024", "2024-02-25"),
        ("25 февраля 2024", "2024-02-25"),
        ("2024年2月25日", "2024-02-25"),
        ("2024년 2월 25일", "2024-02-25"),
        ("May 2024", "2024-05"),
        ("2024-05", "2024-05"),
        ("20240225", "2024-02-25"),
        ("2024", "2024"),
    ],
)
def test_a_printed_date_keeps_its_precision(printed: str, edtf: str) -> None:
    assert read_date(printed) == edtf


@pytest.mark.parametrize(
    "printed", ["", "yesterday", "2024-02-30", "31.04.2024", "12345", "version 2.3.4", "Marching 5, 2024"]
)
def test_what_is_no_date_is_none(printed: str) -> None:
    assert read_date(printed) == ""


def test_a_date_has_its_place() -> None:
    found = find_date("Seen on 3 May 1999 here")
    assert found is not None
    assert (found.start, found.end, found.edtf) == (8, 18, "1999-05-03")


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Lake Courier Updated on 2024-02-25", {"container_title": "Lake Courier", "updated": "2024-02-25"}),
        ("By Jane Doe", {"authors": "Jane Doe"}),
        ("Author: Jane Doe", {"authors": "Jane Doe"}),
        ("By Jane Doe | Published March 5, 2024", {"authors": "Jane Doe", "published": "2024-03-05"}),
        ("By Jane Doe and John Roe, Updated 5 March 2024", {"authors": "Jane Doe; John Roe", "updated": "2024-03-05"}),
        ("Published: 2024-03-05 10:22", {"published": "2024-03-05"}),
        (
            "Published on 3 March 2024, last updated on 5 March 2024",
            {"published": "2024-03-03", "updated": "2024-03-05"},
        ),
        (
            "The Lake Post · Published 5 Mar 2024 · 4 min read",
            {"container_title": "The Lake Post", "published": "2024-03-05"},
        ),
        ("Von Jana Muster | Aktualisiert am 5. März 2024", {"authors": "Jana Muster", "updated": "2024-03-05"}),
        ("Source: Lake Courier", {"container_title": "Lake Courier"}),
        ("March 5, 2024", {"published": "2024-03-05"}),
    ],
)
def test_a_byline_is_read(line: str, fields: dict[str, str]) -> None:
    rows, _ = read_byline(line)
    assert {row.field: row.value for row in rows} == fields
    assert all(row.printed in line for row in rows)


@pytest.mark.parametrize(
    "line",
    [
        "By the river stood a mill that nobody used.",
        "By 1941 the town was gone.",
        "The report was updated on 2024-02-25",
        "He was born on March 5, 1924, in a village by the lake.",
        "June 22, 1941",
        "An ordinary line",
        "Source: it is not known where this comes from",
    ],
)
def test_prose_is_no_byline(line: str) -> None:
    assert read_byline(line) == ((), ())


def test_a_date_alone_is_only_a_guess() -> None:
    rows, _ = read_byline("March 5, 2024")
    assert [row.guess for row in rows] == [True]


def test_a_byline_after_prose_is_not_looked_for() -> None:
    prose = Block("paragraph", "The water rose in the night, and by the morning it had taken the road. " * 4)
    blocks = (Block("heading", "The lake", level=1), prose, Block("paragraph", "By Jane Doe"))
    assert recognise_byline(blocks).rows == ()


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Jane Doe", Name("Doe", "Jane")),
        ("Doe, Jane", Name("Doe", "Jane")),
        ("Vincent van Gogh", Name("van Gogh", "Vincent")),
        ("Martin L. King Jr.", Name("King", "Martin L.")),
        ("Lake Courier News", Name(literal="Lake Courier News")),
        ("Madonna", Name(literal="Madonna")),
        ("王小明", Name(literal="王小明")),
        ("jane_doe99", Name(literal="jane_doe99")),
    ],
)
def test_a_name_is_split_only_where_that_is_certain(printed: str, name: Name) -> None:
    assert read_name(printed) == name


def test_several_authors_are_told_apart() -> None:
    assert [str(n) for n in read_names("By Jane Doe, John Roe and Ann Poe")] == ["Jane Doe", "John Roe", "Ann Poe"]
    assert [str(n) for n in read_names("Jane Doe; John Roe; Jane Doe")] == ["Jane Doe", "John Roe"]


def test_a_byline_that_comes_again_is_marked_too():
    body = Block("paragraph", "The mill stood empty for a year, and nobody knew why it did.")
    blocks = [
        Block("heading", "The mill", level=1),
        Block("paragraph", "By Jane Doe | Evening Mail | Published on 2024-02-25"),
        body,
        Block("paragraph", "By Jane Doe"),
        Block("paragraph", "By John Roe"),
        Block("paragraph", "2024-02-25"),
        body,
        Block("paragraph", "By Jane Doe, published 25 February 2024"),
    ]
    marked = recognise_byline(blocks).blocks
    assert [index for index, block in enumerate(marked) if block.boilerplate] == [1, 3, 7]
    assert [block.text for block in marked] == [block.text for block in blocks]


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("By Jane Doe, 3 March 2021", "Jane Doe", "2021-03-03"),
        ("By Jane Doe, Monday, March 1, 2021", "Jane Doe", "2021-03-01"),
        ("By J. R. Doe, May 2019", "J. R. Doe", "2019-05"),
    ],
)
def test_a_date_after_the_author_is_no_second_author(line: str, author: str, date: str):
    rows, authors = read_byline(line)
    assert [str(name) for name in authors] == [author]
    assert [(row.field, row.value) for row in rows] == [("authors", author), ("published", date)]
