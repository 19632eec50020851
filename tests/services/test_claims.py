"""Claims and the relations of passages, as edits."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desks import add_article
from new_library import open_library
from postil.domain.claims import RELATIONS, Count, counted
from postil.domain.records import Claim, Highlight, Link, Relation, Revision
from postil.services import claims, highlighting
from postil.storage.checking import check
from postil.storage.claims import claims_of, links_of
from postil.storage.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "library.postil")
    add_article(opened, "He asked six times.\nHe asked in May.\nHe asked in June.")
    yield opened
    opened.close()


@pytest.fixture
def marks(library: Library) -> list[Highlight]:
    (revision,) = library.select(Revision)
    made: list[Highlight] = []
    for placed in revision.document.placed():
        edit, highlight = highlighting.add(revision, placed.start, placed.end, color="blue")
        library.apply(edit)
        made.append(highlight)
    return made


def the_claim(library: Library, highlight: Highlight) -> Claim:
    (claim,) = claims_of(library, [highlight.id])
    return claim


def test_a_claim_reads_its_number_from_the_quotation(library: Library, marks: list[Highlight]) -> None:
    library.apply(claims.judge(marks[0], None, "unsourced"))
    assert the_claim(library, marks[0]).number == "6"


def test_judging_anew_keeps_the_number_and_the_time_of_the_first_judgement(
    library: Library, marks: list[Highlight]
) -> None:
    library.apply(claims.judge(marks[0], None, "unsourced", number="7"))
    first = the_claim(library, marks[0])
    library.apply(claims.judge(marks[0], first, "refuted", judge="  A  Reader ", reason="Two were letters."))
    second = the_claim(library, marks[0])
    assert (second.status, second.judge, second.number, second.created) == ("refuted", "A Reader", "7", first.created)


def test_judging_the_same_again_changes_nothing(library: Library, marks: list[Highlight]) -> None:
    library.apply(claims.judge(marks[0], None, "checked"))
    assert claims.judge(marks[0], the_claim(library, marks[0]), "checked").changes == ()


def test_passages_are_counted_once_each(library: Library, marks: list[Highlight]) -> None:
    library.apply(claims.judge(marks[0], None, "unsourced"))
    for _ in range(2):
        for mark in marks[1:]:
            library.apply(claims.link(library, mark.id, marks[0].id, "counts"))
    claim = the_claim(library, marks[0])
    assert counted(claim, links_of(library, [claim.id])) == Count(6, 2)


def test_what_goes_both_ways_is_linked_once(library: Library, marks: list[Highlight]) -> None:
    library.apply(claims.link(library, marks[1].id, marks[2].id, "same_event"))
    assert claims.link(library, marks[2].id, marks[1].id, "same_event").changes == ()
    assert claims.link(library, marks[2].id, marks[1].id, "corrects").changes
    assert claims.link(library, marks[1].id, marks[1].id, "supports").changes == ()


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_deleted_highlight_takes_claim_and_links_along_and_brings_them_back(
    library: Library, marks: list[Highlight], relation: Relation
) -> None:
    library.apply(claims.judge(marks[0], None, "disputed"))
    library.apply(claims.link(library, marks[1].id, marks[0].id, relation))
    kept = library.select(Claim), library.select(Link)
    deletion = highlighting.delete(library, marks[0])
    library.apply(deletion)
    assert (library.select(Claim), library.select(Link)) == ((), ())
    assert check(library) == ()
    library.apply(deletion.inverse())
    assert (library.select(Claim), library.select(Link)) == kept


def test_what_was_counted_counts_for_nothing_when_the_claim_is_none(library: Library, marks: list[Highlight]) -> None:
    library.apply(claims.judge(marks[0], None, "disputed"))
    library.apply(claims.link(library, marks[1].id, marks[0].id, "counts"))
    library.apply(claims.link(library, marks[1].id, marks[0].id, "supports"))
    library.apply(claims.unjudge(library, the_claim(library, marks[0])))
    assert [link.relation for link in library.select(Link)] == ["supports"]


@pytest.mark.parametrize(
    ("quotation", "number"),
    [
        ("asked the army six times", "6"),
        ("In 1941, Stalin asked six times", "6"),
        ("more than 700,000 men", "700000"),
        ("twice in a week", "2"),
        ("20 divisions", "20"),
        ("it was never asked", ""),
        ("in 1941", ""),
        ("5.5 million troops", "5500000"),
        ("twenty-six divisions", "26"),
        ("from five to six times", ""),
        ("On June 22, 1941, three armies", "3"),
        ("half of them", ""),
        ("On August 23, 1939, the pact was signed", ""),
        ("Updated on 2024-02-25", ""),
        ("On December 14, 1911, at three in the afternoon", ""),
        ("they had cooperated for 20 years", ""),
        ("for 20 years it was asked 12 times", "12"),
    ],
)
def test_a_number_is_read_as_it_is_stated(quotation: str, number: str) -> None:
    assert claims.stated_number(quotation) == number


@given(st.text())
def test_any_quotation_states_a_whole_number_or_none(quotation: str) -> None:
    number = claims.stated_number(quotation)
    assert number == "" or number.isdecimal()


def test_after_the_grammar_is_loaded_a_number_is_read_without_loading_more() -> None:
    script = (
        "import sys; from postil.services import claims; claims.load_grammar(); before = set(sys.modules); "
        "print(claims.stated_number('In 1941, he asked six times.'), sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout.split() == ["6", "[]"]
