"""A whole library as lines, and made again of them."""

import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desks import add_article, article_of, item_of, revision_of
from postil.domain.document import Block, Document, Span
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id
from postil.domain.problems import Problem
from postil.domain.records import (
    ArticleNote,
    Claim,
    Collection,
    Color,
    CslItem,
    EntityNote,
    ExportedFile,
    Figure,
    Fold,
    Judgement,
    Link,
    Membership,
    Name,
    Reading,
    SavedSearch,
)
from postil.domain.removed_marks import RemovedMark
from postil.services import highlighting
from postil.services.searching import search
from postil.storage.checking import check
from postil.storage.dumping import dump, load
from postil.storage.library import Library
from postil.storage.migrations import SCHEMA_VERSION

WORDS = ["plain", "two words", "çé ü", "“quoted”", "\u2028line\x85end", "中文", "😀", 'a "b" \\ c', "\ttab", "0"]
TIME = "2026-01-01T00:00:00Z"


def fill(library: Library, chance: random.Random) -> None:
    """Put some of everything into a library."""

    def word() -> str:
        return chance.choice(WORDS)

    made: list[str] = []
    for number in range(chance.randrange(4)):
        text = f"{word()} heads it"
        blocks = (
            Block("heading", text.strip(), level=1),
            Block("paragraph", "Nobody answered the telegram.", spans=(Span(0, 6, "strong"),)),
            Block("paragraph", f"{number} times it came."),
        )
        article_id = add_article(library, Document(blocks), title=word())
        made.append(article_id)
        article, item, revision = (
            article_of(library, article_id),
            item_of(library, article_id),
            revision_of(library, article_id),
        )
        start = len(blocks[0].text) + 1
        edit, mark = highlighting.add(revision, start, start + 6, color="red")
        library.apply(edit)
        edit, other = highlighting.add(revision, start + 7, start + 15, color="blue")
        library.apply(edit)
        tags = tuple(chance.sample(WORDS, chance.randrange(3)))
        changes = [
            Change(
                article, replace(article, tags=tags, later=chance.random() < 0.5, trashed=chance.choice(["", TIME]))
            ),
            Change(item, replace(item, authors=(Name(word(), word()), Name(literal=word())), more='{"volume": "3"}')),
            Change(mark, replace(mark, note=word(), tags=tags, made=mark.selector, made_id=mark.revision_id)),
            Change(None, ArticleNote(article_id, word(), TIME, TIME)),
            Change(None, Reading(article_id, 3, chance.random(), TIME)),
            Change(None, Claim(mark.id, "disputed", word(), word(), "6", TIME, TIME)),
            Change(None, Link(new_id(), "supports", other.id, mark.id, word(), TIME)),
        ]
        library.apply(Edit("", tuple(changes)))
        library.keep_analysis(revision.text_hash, "v", json.dumps({"version": word()}, ensure_ascii=False), TIME)
    picture = chance.randbytes(chance.randrange(1, 2000))
    others = [
        Figure(hashlib.sha256(picture).hexdigest(), word(), "image/png", picture),
        Judgement(new_id(), "rename", "person:lee", word(), created=TIME, reason=word()),
        Fold(new_id(), "example.org", "", word(), chance.random() < 0.5, TIME),
        EntityNote("person:lee", word(), "Q1", "", TIME, TIME),
        Collection("shelf", word(), TIME),
        *(Membership(f"{each}:shelf", each, "shelf", TIME) for each in made),
        SavedSearch(new_id(), word(), word(), TIME),
        ExportedFile("/notes.md", "markdown", "{}", "{}", True, TIME),
        RemovedMark("readwise:1", TIME),
        CslItem("cited", "cited2020", title=word()),
    ]
    chosen = [each for each in others if isinstance(each, Collection | Membership) or chance.random() < 0.7]
    library.apply(Edit("", tuple(Change(None, each) for each in chosen)))
    colors = library.colors()
    library.apply(Edit("", (Change(colors[0], replace(colors[0], name=word())), Change(None, Color("grey", "g", 9)))))
    if not made:
        library.apply(Edit("", (Change(colors[5], None),)))


DERIVED = ("number",)
"""Columns that a library gives by itself."""


def rows_of(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but those of the search index and of the migrations."""
    names = [row[0] for row in library.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    found: dict[str, list[tuple[object, ...]]] = {}
    for name in names:
        if "_index" in name or name.startswith(("sqlite_", "_sqlite", "sketches")):
            continue
        columns = [row[1] for row in library.rows(f"PRAGMA table_info({name})") if row[1] not in DERIVED]
        chosen = ", ".join(f'"{each}"' for each in columns)
        found[name] = sorted(library.rows(f"SELECT {chosen} FROM {name}"), key=repr)
    return found


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_a_library_made_of_the_lines_of_another_is_equal_to_the_last_row(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("carried")
    first, second = Library.open(folder / "first.postil"), Library.open(folder / "second.postil")
    fill(first, chance)
    lines = list(dump(first))
    assert all("\n" not in line for line in lines)
    carried = load(lines, second)
    assert carried.rows == len(lines) - 1
    assert rows_of(second) == rows_of(first)
    assert list(dump(second)) == lines
    assert check(second) == ()
    first.close()
    second.close()


def test_what_was_carried_over_is_found_by_searching(tmp_path: Path) -> None:
    first, second = Library.open(tmp_path / "first.postil"), Library.open(tmp_path / "second.postil")
    article_id = add_article(first)
    load(dump(first), second)
    assert [hit.article_id for hit in search(second, "nobody").hits] == [article_id]
    first.close()
    second.close()


def test_nothing_comes_into_a_library_that_holds_something(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.postil")
    add_article(library)
    before = rows_of(library)
    with pytest.raises(Problem, match="holds articles already"):
        load(list(dump(library)), library)
    assert rows_of(library) == before
    library.close()


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], "not an exported Postil library"),
        (["{}"], "not an exported Postil library"),
        (["nonsense"], "not an exported Postil library"),
        ([json.dumps({"format": "postil library", "version": SCHEMA_VERSION + 1})], "newer Postil"),
        ([json.dumps({"format": "postil library", "version": 4}), '{"table": "articles"}'], "Line 2 is not a row"),
        ([json.dumps({"format": "postil library", "version": 4}), "[1]"], "Line 2 is not a row"),
        ([json.dumps({"format": "postil library", "version": 4}), '{"table": "x", "row": {}}'], "Line 2 is not a row"),
    ],
)
def test_lines_that_are_no_library_leave_it_as_it_is(tmp_path: Path, lines: list[str], sentence: str) -> None:
    library = Library.open(tmp_path / "library.postil")
    before = rows_of(library)
    with pytest.raises(Problem, match=sentence):
        load(lines, library)
    assert rows_of(library) == before
    library.close()


def test_a_library_that_breaks_off_in_the_middle_brings_nothing_in(tmp_path: Path) -> None:
    first, second = Library.open(tmp_path / "first.postil"), Library.open(tmp_path / "second.postil")
    add_article(first)
    before = rows_of(second)
    lines = list(dump(first))
    with pytest.raises(Problem, match="Line"):
        load([*lines[:-1], lines[-1][:20]], second)
    assert rows_of(second) == before
    first.close()
    second.close()


def test_columns_that_an_older_postil_did_not_know_are_filled(tmp_path: Path) -> None:
    first, second = Library.open(tmp_path / "first.postil"), Library.open(tmp_path / "second.postil")
    add_article(first)
    older: list[str] = []
    for line in dump(first):
        said = json.loads(line)
        if said.get("table") == "articles":
            del said["row"]["trashed"], said["row"]["later"]
        older.append(json.dumps(said))
    load(older, second)
    assert rows_of(second) == rows_of(first)
    first.close()
    second.close()


def test_what_is_written_while_a_library_is_exported_is_not_half_in_it(tmp_path: Path) -> None:
    source = Library.open(tmp_path / "source.postil")
    add_article(source)
    reading = Library.open_for_reading(source.path)
    lines = dump(reading)
    said = [next(lines), next(lines)]  # its articles are told, the texts are not
    add_article(source)
    said += lines
    target = Library.open(tmp_path / "target.postil")
    assert load(said, target).articles == 1
    assert check(target) == ()
    again = Library.open(tmp_path / "again.postil")
    assert load(dump(reading), again).articles == 2
    for library in (source, reading, target, again):
        library.close()
