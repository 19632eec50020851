"""The views that people see who open the library with other programs."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desks import add_article, article_of, item_of, revision_of
from postil.analysis.messages import to_lines
from postil.domain.edits import Change, Edit
from postil.domain.entities import ENTITY_KINDS, Analysis, Entity, EntityKind, Mask, Mention, entity_key
from postil.domain.judgements import apply
from postil.domain.records import Claim, CslItem, Judgement, Link, Name, Verdict
from postil.services import highlighting
from postil.storage.library import Library

TEXT = "Ann Lee met Lée. Then Ann went to Ames with Bob Ray, and Ray stayed in Ames with **."

VERDICTS: tuple[Verdict, ...] = ("rename", "kind", "merge", "reject", "split", "add")


def entity(kind: EntityKind, name: str, *places: tuple[int, int]) -> Entity:
    mentions = tuple(Mention(start, end, TEXT[start:end], "found") for start, end in places)
    return Entity(entity_key(kind, name), name, kind, mentions)


FOUND = Analysis(
    version="1",
    language="en",
    entities=(
        entity("person", "Ann Lee", (0, 7), (22, 25)),
        entity("person", "Lée", (12, 15)),
        entity("place", "Ames", (34, 38), (71, 75)),
        entity("person", "Bob Ray", (44, 51), (57, 60)),
    ),
    masks=(Mask(81, 83, "**"),),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with one article, looked through."""
    made = Library.open(tmp_path / "library.postil")
    article_id = add_article(made, TEXT, title="A meeting")
    revision = revision_of(made, article_id)
    made.keep_analysis(revision.text_hash, "1", to_lines(FOUND), "2026-01-01T00:00:00Z")
    yield made
    made.close()


def only_article(library: Library) -> str:
    return library.rows("SELECT id FROM articles")[0][0]


def judge(library: Library, number: int, verdict: Verdict, subject: str, value: str = "", *span: int) -> Judgement:
    """Keep a judgement; with a place it speaks of the only text."""
    revision = revision_of(library, only_article(library))
    start, end = span or (0, 0)
    made = Judgement(
        f"{number:04d}", verdict, subject, value, text_hash=revision.text_hash if span else "", start=start, end=end
    )
    library.apply(Edit("Judge", (Change(None, made),)))
    return made


def mentions(library: Library) -> set[tuple[str, int, int]]:
    return {tuple(row) for row in library.rows('SELECT entity, "start", "end" FROM v_mentions')}


def test_what_was_found_stands_in_the_view_of_mentions_with_words_and_article(library: Library) -> None:
    rows = library.rows('SELECT article, entity, kind, name, words, how, reason FROM v_mentions ORDER BY "start"')
    assert rows[0] == ("A meeting", "person:ann lee", "person", "Ann Lee", "Ann Lee", "found", "found")
    assert [row[4] for row in rows] == ["Ann Lee", "Lée", "Ann", "Ames", "Bob Ray", "Ray", "Ames"]


def test_a_renamed_entity_goes_by_its_new_key_whatever_letters_that_has(library: Library) -> None:
    judge(library, 1, "rename", "person:lee", "Élodie Lée")
    assert ("person:elodie lee", 12, 15) in mentions(library)
    assert library.rows("SELECT name FROM v_mentions WHERE entity = 'person:elodie lee'") == [("Élodie Lée",)]


def test_a_judgement_taken_back_leaves_the_view_as_it_was(library: Library) -> None:
    before = mentions(library)
    made = judge(library, 1, "rename", "person:lee", "Élodie")
    library.apply(Edit("Undo", (Change(made, None),)))
    assert mentions(library) == before
    assert library.rows("SELECT * FROM judged_keys") == []


def test_an_identified_mask_is_a_mention_under_the_key_that_its_entity_has_now(library: Library) -> None:
    judge(library, 1, "identify", "Bob", "person:bob ray", 81, 83)
    judge(library, 2, "rename", "person:bob ray", "Robert Ray")
    found = library.rows("SELECT entity, words, how FROM v_mentions WHERE how = 'identified'")
    assert found == [("person:robert ray", "**", "identified")]


def test_what_is_in_the_trash_is_in_no_view(library: Library) -> None:
    article = article_of(library, only_article(library))
    edit, _ = highlighting.add(revision_of(library, article.id), 0, 7, color="yellow")
    library.apply(edit)
    assert library.rows("SELECT COUNT(*) FROM v_highlights") == [(1,)]
    library.apply(Edit("Trash", (Change(article, replace(article, trashed="2026-01-01T00:00:00Z")),)))
    for view in ("v_highlights", "v_mentions", "v_citations", "v_claims"):
        assert library.rows(f"SELECT COUNT(*) FROM {view}") == [(0,)]


def test_highlights_claims_and_citations_read_like_sentences(library: Library) -> None:
    article_id = only_article(library)
    edit, first = highlighting.add(revision_of(library, article_id), 0, 7, color="yellow")
    library.apply(edit)
    edit, second = highlighting.add(revision_of(library, article_id), 44, 51, color="red")
    library.apply(edit)
    noted = replace(first, note="Who?", tags=("b", "a"))
    claim, link = Claim(first.id, "disputed", number="2"), Link("l", "counts", second.id, first.id)
    item = item_of(library, article_id)
    named = replace(item, authors=(Name("Berg", "Anna"), Name(literal="The Times")))
    cited = CslItem("work", "work2020", title="A cited work")
    changes = (
        Change(first, noted),
        Change(None, claim),
        Change(None, link),
        Change(item, named),
        Change(None, cited),
    )
    library.apply(Edit("All", changes))
    assert library.rows(
        "SELECT article, quotation, note, tags, color_name FROM v_highlights WHERE id = ?", first.id
    ) == [("A meeting", "Ann Lee", "Who?", "b, a", "important")]
    assert library.rows("SELECT quotation, status, claimed, counted, contradicted FROM v_claims") == [
        ("Ann Lee", "disputed", "2", 1, 0)
    ]
    assert library.rows("SELECT authors, title, in_library, highlights FROM v_citations ORDER BY in_library") == [
        (None, "A cited work", 0, 0),
        ("Anna Berg; The Times", "A meeting", 1, 2),
    ]


@settings(
    max_examples=40, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_the_view_of_mentions_agrees_with_the_window_on_judgements_as_it_makes_them(
    library: Library, chance: random.Random, number: int
) -> None:
    library.apply(Edit("Clean", tuple(Change(each, None) for each in library.judgements())))
    for step in range(1, number + 1):
        now = apply(FOUND, library.judgements(), TEXT).entities
        # A name taken up again after the one who had it was renamed is beyond SQL.
        fresh = f"Élan {step}"
        known = chance.choice([fresh, *(each.name for each in now if each.key == entity_key("person", each.name))])
        verdict = chance.choice(VERDICTS)
        if verdict == "add" or not now:
            start = chance.randrange(len(TEXT) - 3)
            judge(library, step, "add", entity_key("person", known), known, start, start + chance.randrange(1, 4))
            continue
        subject = chance.choice(now)
        if verdict == "rename":
            judge(library, step, verdict, subject.key, known)
        elif verdict == "kind":
            judge(library, step, verdict, subject.key, chance.choice(ENTITY_KINDS))
        elif verdict == "merge":
            judge(library, step, verdict, subject.key, chance.choice(now).key)
        elif verdict == "reject":
            judge(library, step, verdict, subject.key)
        else:
            place = chance.choice(subject.mentions)
            judge(library, step, verdict, subject.key, fresh, place.start, place.end)
    wanted = {
        (each.key, place.start, place.end)
        for each in apply(FOUND, library.judgements(), TEXT).entities
        for place in each.mentions
    }
    assert mentions(library) == wanted, [(j.verdict, j.subject, j.value, j.start, j.end) for j in library.judgements()]
