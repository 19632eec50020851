import json
from dataclasses import replace
from pathlib import Path

import pytest

from desks import add_article
from postil.domain.csl import date_object, faults, from_csl, to_csl
from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Name
from postil.domain.sources import Source
from postil.importers.marks.registry import read
from postil.services import sources
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
    return Library.open(tmp_path / "library.postil")


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


@pytest.mark.skipif(not (SHARED / "bibtex").is_dir(), reason="no shared bibliographies here")
def test_real_bibliographies_become_records_that_the_schema_allows(library: Library) -> None:
    count = 0
    for path in sorted((SHARED / "bibtex").iterdir())[::8]:
        try:
            works = read(Source("file", path.read_bytes(), name=path.name, location=str(path)))
        except Problem:
            continue
        for change in sources.add_records(library, works).edit.changes:
            if isinstance(change.after, CslItem):
                assert not faults(to_csl(change.after)), path.name
                count += 1
    assert count > 30
