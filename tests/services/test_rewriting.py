"""Exports over files that are there: what the reader wrote is kept, and a copy of the file as it was."""

from pathlib import Path

import pytest

from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.domain.records import ExportedFile
from postil.exporters.options import ExportOptions, MadeFile
from postil.exporters.parts import enclosed, unmarked, unpack
from postil.services.export_places import known_places
from postil.services.rewriting import KEPT, Rewriting, carry_out, keep, kept_folder, plan, remember, wholly
from postil.storage.library import Library

OPTIONS = ExportOptions("markdown")


def markdown(*notes: str, key: str = "a-1", when: str = "1") -> MadeFile:
    """Return a made file with a card for each note."""
    cards = [
        enclosed(f"highlight:h-{n}", f"[Open](postil://article/{key}#highlight=h-{n})\n\n> Q\n\n{note}")
        for n, note in enumerate(notes)
    ]
    head = f'---\nid: "{key}"\nexported: "{when}"\n---\n\n# T\n\n- [Open](postil://article/{key})\n\n'
    marked = head + "\n\n".join(cards) + "\n"
    return MadeFile("", unmarked(marked).encode(), key, marked)


def written(library: Library, path: Path, made: MadeFile) -> Rewriting:
    """Write a file and remember it; return the plan that was carried out."""
    planned = plan(library, path, made, OPTIONS)
    library.apply(remember(library, [carry_out(library, planned)]))
    return planned


def add_to(path: Path, before: str, after: str) -> None:
    """Change a file by hand."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_file_is_new_then_the_same_then_renewed(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    assert written(library, path, markdown("one")).state == "new"
    assert written(library, path, markdown("one", when="2")).state == "same"
    assert 'exported: "1"' in path.read_text(encoding="utf-8")
    assert written(library, path, markdown("two", when="3")).state == "own"
    assert path.read_bytes() == markdown("two", when="3").content


def test_a_file_without_front_matter_gets_it_with_another_template(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    whole = markdown("one")
    bare = whole.marked.partition("---\n\n")[2]
    written(library, path, MadeFile("", unmarked(bare).encode(), whole.key, bare))
    planned = written(library, path, whole)
    assert planned.state == "own", "nobody wrote in it, and nothing was deleted"
    assert path.read_bytes() == whole.content


def test_what_was_written_in_a_file_is_kept_and_the_file_as_it_was_too(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    written(library, path, markdown("one", "two"))
    add_to(path, "one\n", "one\n\nMine.\n")
    before = path.read_bytes()
    planned = written(library, path, markdown("one", "three"))
    assert planned.state == "touched"
    text = path.read_text(encoding="utf-8")
    assert "Mine." in text
    assert "three" in text
    assert "two" not in text
    assert [each.read_bytes() for each in kept_folder(library.path).iterdir()] == [before]


def test_a_file_with_text_of_the_readers_stays_touched_after_it_was_merged(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    written(library, path, markdown("one"))
    add_to(path, "one\n", "one\n\nMine.\n")
    written(library, path, markdown("two"))
    assert plan(library, path, markdown("three"), OPTIONS).state == "touched"


def test_a_change_on_both_sides_is_a_conflict_and_one_on_one_side_is_none(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    written(library, path, markdown("one", "two"))
    add_to(path, "one\n", "one, I think\n")
    assert not plan(library, path, markdown("one", "three"), OPTIONS).is_conflict
    assert plan(library, path, markdown("other", "two"), OPTIONS).is_conflict


def test_what_is_not_postils_is_foreign_and_only_written_over_whole(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    path.write_text("My own file.\n", encoding="utf-8")
    planned = plan(library, path, markdown("one"), OPTIONS)
    assert planned.state == "foreign"
    assert planned.is_conflict
    assert "-My own file." in planned.diff()
    carry_out(library, wholly(planned))
    assert path.read_bytes() == markdown("one").content
    assert "My own file.\n" in {each.read_text(encoding="utf-8") for each in kept_folder(library.path).iterdir()}


def test_a_file_that_was_changed_while_the_reader_looked_at_the_changes_is_left(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "n.md"
    written(library, path, markdown("one"))
    planned = plan(library, path, markdown("two"), OPTIONS)
    path.write_text("In the meantime.\n", encoding="utf-8")
    with pytest.raises(Problem, match="changed just now"):
        carry_out(library, planned)
    assert path.read_text(encoding="utf-8") == "In the meantime.\n"


def test_a_file_of_another_encoding_is_not_merged(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    written(library, path, markdown("one"))
    path.write_bytes(path.read_bytes() + "\xe9\n".encode("latin-1"))
    planned = plan(library, path, markdown("two"), OPTIONS)
    assert (planned.state, planned.can_merge, planned.merged) == ("touched", False, None)
    assert planned.is_conflict


def test_other_formats_are_touched_when_their_bytes_are_not_as_they_were_written(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "n.csv"
    written(library, path, MadeFile("", b"a,b\n1,2\n", "a-1"))
    newer = MadeFile("", b"a,b\n3,4\n", "a-1")
    assert plan(library, path, newer, OPTIONS).state == "own"
    path.write_bytes(b"a,b\n1,9\n")
    planned = plan(library, path, newer, OPTIONS)
    assert (planned.state, planned.can_merge) == ("touched", False)


def test_a_file_that_nothing_is_known_of_is_merged_by_its_ids(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    path.write_bytes(markdown("one").content)
    planned = plan(library, path, markdown("two"), OPTIONS)
    assert planned.state == "touched"
    carry_out(library, planned)
    assert "\none\n" in path.read_text(encoding="utf-8")
    assert "> two" in path.read_text(encoding="utf-8")


def test_the_newest_ten_copies_of_a_file_are_kept(library: Library, tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        keep(library.path, tmp_path / "n.md", str(number).encode(), f"2026-11-22T10:00:{number:02}Z")
        keep(library.path, tmp_path / "other" / "n.md", b"x", "2026-11-22T10:00:00Z")
    kept = [each.read_text(encoding="utf-8") for each in sorted(kept_folder(library.path).iterdir())]
    assert sorted(kept) == sorted([*(str(number) for number in range(3, KEPT + 3)), "x"])


def test_two_copies_within_a_second_are_both_kept(library: Library, tmp_path: Path) -> None:
    first, second = (keep(library.path, tmp_path / "n.md", each, "2026-11-22T10:00:00Z") for each in (b"1", b"2"))
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")


def test_without_a_copy_nothing_is_written(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    written(library, path, markdown("one"))
    kept_folder(library.path).write_text("in the way", encoding="utf-8")
    planned = plan(library, path, markdown("two"), OPTIONS)
    with pytest.raises(Problem, match="no copy of it could be kept"):
        carry_out(library, planned)
    assert path.read_bytes() == markdown("one").content


def test_the_diff_says_what_will_change(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    written(library, path, markdown("one"))
    diff = plan(library, path, markdown("two"), OPTIONS).diff()
    assert "\n-one\n+two\n" in diff
    assert diff.startswith(f"--- {path}\n+++ {path}\n@@ ")
    assert not plan(library, path, markdown("one", when="9"), OPTIONS).diff()


def test_a_renamed_file_is_found_again(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    written(library, folder / "n.md", markdown("one"))
    written(library, folder / "other.md", markdown("one", key="a-2"))
    (folder / "sub").mkdir()
    (folder / "n.md").rename(folder / "sub" / "My name.md")
    assert known_places(library, folder) == {"a-1": folder / "sub" / "My name.md", "a-2": folder / "other.md"}
    (folder / "sub" / "My name.md").unlink()
    assert known_places(library, folder) == {"a-2": folder / "other.md"}


def test_what_is_remembered_says_how_the_file_was_made(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    written(library, path, markdown("one"))
    record = library.get(ExportedFile, str(path))
    assert record is not None
    assert record.options == OPTIONS.to_json()
    kept = unpack(record.parts)
    assert kept is not None
    assert kept.key == "a-1"
    library.apply(Edit("", (Change(record, None),)))


def test_a_file_that_was_written_and_not_remembered_is_known_at_the_next_export(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "n.md"
    written(library, path, markdown("one"))
    carry_out(library, plan(library, path, markdown("two\nlines"), OPTIONS))  # killed before it was remembered
    assert written(library, path, markdown("two\nlines")).state == "same"
    assert not plan(library, path, markdown("three"), OPTIONS).is_conflict
    written(library, path, markdown("three"))
    text = path.read_text(encoding="utf-8")
    assert "three" in text
    assert "New in Postil" not in text
    assert "two" not in text


def test_one_format_does_not_replace_another_unseen(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.csv"
    table, other = MadeFile("", b"quotation\r\nQ\r\n", "a-1"), MadeFile("", b"Highlight\r\nQ\r\n", "a-1")
    library.apply(remember(library, [carry_out(library, plan(library, path, table, ExportOptions("csv")))]))
    planned = plan(library, path, other, ExportOptions("readwise"))
    assert planned.state == "foreign"
    assert planned.is_conflict
    newer = MadeFile("", b"quotation\r\nQ\r\nR\r\n", "a-1")
    assert plan(library, path, newer, ExportOptions("csv")).state == "own"


def test_one_flavour_over_another_is_shown_before_it_is_written(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    written(library, path, markdown("one"))
    assert plan(library, path, markdown("two"), ExportOptions("pandoc")).state == "touched"
