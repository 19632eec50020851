import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desks import add_article, item_of
from new_library import open_library
from postil.domain.csl import date_object, faults, from_csl, to_csl
from postil.domain.edits import Change, Edit
from postil.domain.foreign import ForeignWork
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Name
from postil.domain.sources import Source
from postil.importers.marks.registry import read
from postil.services import sources
from postil.services.articles import write_note
from postil.services.same_sources import duplicates, merge
from postil.storage.library import Library

SHARED = Path(__file__).parents[3] / "shared" / "data"
RIS = b"""TY  - CHAP
AU  - Doe, Jane
ED  - Roe, Richard
TI  - The third telegram
T2  - Telegrams of June
PB  - Press
PY  - 1999/02/03
SP  - 12
EP  - 15
SN  - 978-0-306-40615-7
DO  - 10.1000/XYZ.12
ER  -
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_library(tmp_path / "library.postil")


def add(library: Library, content: bytes, name: str) -> tuple[CslItem, ...]:
    works = read(Source("file", content, name=name, location=f"/tmp/{name}"))
    library.apply(sources.add_records(library, works).edit)
    return library.items()


def test_a_record_of_ris_keeps_its_pages_editor_and_identifiers(library: Library) -> None:
    (item,) = add(library, RIS, "one.ris")
    assert (item.type, item.title, item.container_title) == ("chapter", "The third telegram", "Telegrams of June")
    assert (item.authors, item.published) == ((Name("Doe", "Jane"),), "1999-02-03")
    assert json.loads(item.more) == {
        "DOI": "10.1000/xyz.12",
        "ISBN": "9780306406157",
        "editor": [{"family": "Roe", "given": "Richard"}],
        "page": "12–15",
    }
    assert not sources.check(item)


def test_the_same_records_a_second_time_change_nothing(library: Library) -> None:
    before = add(library, RIS, "one.ris")
    assert add(library, RIS, "again.ris") == before


def test_bibtex_keeps_volume_number_and_pages(library: Library) -> None:
    entry = (
        b"@article{doe1999, author={Doe, Jane}, title={One}, journal={J}, volume=3, number=4, pages={1--9}, year=1999}"
    )
    (item,) = add(library, entry, "one.bib")
    assert json.loads(item.more) == {"issue": "4", "page": "1–9", "volume": "3"}
    assert item.key == "doe1999"


def test_csl_json_goes_round_to_the_letter() -> None:
    told = {
        "id": "doe", "type": "article-journal", "title": "One", "author": [{"family": "Doe", "given": "Jane"}],
        "container-title": "J", "volume": "3", "page": "1-9", "DOI": "10.1000/1", "note": "read",
        "issued": {"date-parts": [[1999, 2]]}, "editor": [{"literal": "The Club"}],
    }  # fmt: skip
    assert to_csl(from_csl(told, CslItem("id", "doe"))) == told
    assert not faults(told)


def test_a_field_or_type_that_csl_does_not_know_is_named() -> None:
    wrong = faults({"id": "x", "type": "letter", "titel": "One", "author": "Doe", "issued": "1999", "volume": True})
    assert len(wrong) == 5
    assert any("titel" in sentence for sentence in wrong)


def test_an_interval_has_both_its_ends() -> None:
    assert date_object("1941-06/1945") == {"date-parts": [[1941, 6], [1945]]}


def test_a_doi_and_an_isbn_that_are_none_are_told() -> None:
    item = CslItem("id", "x", "book", "One", more='{"DOI": "10/1x", "ISBN": "9780306406158"}')
    assert len(sources.check(item)) == 2


def test_one_work_under_two_keys_is_found_and_merged(library: Library) -> None:
    first = CslItem("a", "doe", "book", "The long title", (Name("Doe", "Jane"),), published="1999")
    second = replace(first, id="b", key="doe2", publisher="Press", more='{"volume": "3"}')
    library.apply(Edit("Add", (Change(None, first), Change(None, second))))
    assert [[item.key for item in group] for group in duplicates(library)] == [["doe", "doe2"]]
    library.apply(merge(library, first, second))
    (merged,) = library.items()
    assert (merged.key, merged.publisher, merged.more) == ("doe", "Press", '{"volume": "3"}')


def test_the_record_of_an_article_goes_only_with_it(library: Library) -> None:
    article_id = add_article(library, "One\nTwo.")
    item = library.item(article_id)
    assert item is not None
    with pytest.raises(Problem, match="is an article of the library"):
        sources.remove(library, item)


def test_a_work_is_added_by_hand_under_a_new_key(library: Library) -> None:
    for expected in ("doeTelegram1999", "doeTelegram1999a"):
        edit, item = sources.add_work(library, "The telegram", authors=[Name("Doe", "Jane")], published="1999")
        library.apply(edit)
        assert item.key == expected


@pytest.fixture
def schema() -> Any:
    file = SHARED / "csl-schema" / "csl-data.json"
    if not file.is_file():
        pytest.skip("no shared schema of CSL-JSON here")
    jsonschema = pytest.importorskip("jsonschema")
    return jsonschema.Draft7Validator(json.loads(file.read_text("utf-8")))


@pytest.mark.skipif(not (SHARED / "bibtex").is_dir(), reason="no shared bibliographies here")
def test_every_real_bibliography_comes_in_or_is_refused_with_a_sentence(library: Library, schema: Any) -> None:
    refused: list[str] = []
    works: list[ForeignWork] = []
    for path in sorted((SHARED / "bibtex").iterdir()):
        try:
            works += read(Source("file", path.read_bytes(), name=path.name, location=str(path)))
        except Problem as problem:
            refused.append(str(problem))
    adoption = sources.add_records(library, works)
    records = [to_csl(change.after) for change in adoption.edit.changes if isinstance(change.after, CslItem)]
    assert len(refused) < 15
    assert all(sentence.endswith(".") for sentence in refused)
    assert len(records) > 500
    assert len({record["id"] for record in records}) == len(records)
    assert [fault for record in records for fault in faults(record)] == []
    assert [error.message for error in schema.iter_errors(records)] == []


@pytest.mark.parametrize(
    "item",
    [
        CslItem("a", "doe", "interview", "One", (Name(literal="The Club"),), published="1941-06/1945", updated="1950"),
        CslItem("a", "doe", "no type of CSL", accessed="-0044-03-15", language="la", note="A note"),
        CslItem(
            "a", "doe", more='{"editor": [{"family": "Roe"}], "volume": "3", "original-date": {"date-parts": [[1]]}}'
        ),
    ],
)
def test_what_is_written_is_what_the_schema_allows(item: CslItem, schema: Any) -> None:
    assert not [error.message for error in schema.iter_errors([to_csl(item)])]
    assert not faults(to_csl(item))


@pytest.mark.parametrize(("second", "known"), [("2017", 1), ("2018", 2), ("", 1)])
def test_a_record_of_another_year_is_another_edition(library: Library, second: str, known: int) -> None:
    entry = "@book{%s, title={Red Famine}, author={Applebaum, Anne}, year={%s}}"
    add(library, (entry % ("a", "2017")).encode(), "one.bib")
    assert len(add(library, (entry % ("b", second)).encode(), "two.bib")) == known


def test_a_damaged_entry_says_where_it_stands_and_the_others_come_in(library: Library) -> None:
    text = b"@book{a, title={One}}\n@book{a, title={Two}}\n@book{,title={Three}}\n@book{x, title={never ends"
    works = read(Source("file", text, name="x.bib"))
    adoption = sources.add_records(library, works)
    assert sorted(change.record.title for change in adoption.edit.changes if isinstance(change.record, CslItem)) == [
        "One",
        "Three",
        "Two",
    ]
    assert adoption.refused == ("Line 4: the entry that begins “@book{x, title={never ends” is damaged.",)
    (twice,) = (work.record for work in works if work.title == "Two")
    assert twice is not None
    assert twice.remarks == ("Line 2: its key, or one of its fields, stands there twice.",)


def test_what_csl_does_not_know_is_left_out_and_told() -> None:
    (work,) = read(Source("file", b'[{"type": "book", "title": "One", "titel": "x", "volume": true}]', name="x.json"))
    assert work.record is not None
    assert work.record.remarks == (
        "“titel” is not a field that CSL knows. It is left out.",
        "“volume” must be a number or text. It is left out.",
    )


def body_of(library: Library, article_id: str) -> str:
    note = library.note(article_id)
    assert note is not None
    return note.body


def test_notes_follow_a_merged_work(library: Library) -> None:
    article_id = add_article(library, "One\nTwo.")
    library.apply(write_note(article_id, None, "See [@doe2, p. 3; @doe]."))
    first = CslItem("a", "doe", "book", "The long title", published="1999", note="mine")
    second = replace(first, id="b", key="doe2", note="theirs")
    library.apply(Edit("Add", (Change(None, first), Change(None, second))))
    edit = merge(library, first, second)
    library.apply(edit)
    assert body_of(library, article_id) == "See [@doe, p. 3; @doe]."
    assert item_of(library, "a").note == "mine"
    library.apply(edit.inverse())
    assert body_of(library, article_id) == "See [@doe2, p. 3; @doe]."


def test_sources_tell_how_many_notes_cite_them(library: Library) -> None:
    article_id = add_article(library, "One\nTwo.", key="one")
    library.apply(write_note(article_id, None, "See [@doe, p. 3; @doe] and `@one`."))
    library.apply(Edit("Add", (Change(None, CslItem("a", "doe", "book", "The title")),)))
    told = {row.item.key: (row.is_article, row.cited) for row in sources.sources(library)}
    assert told == {"doe": (False, 1), "one": (True, 0)}
