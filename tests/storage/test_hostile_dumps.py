"""Exported libraries that were cut off, tampered with or made by others: a sentence, and nothing half brought in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desks import add_article, revision_of
from new_library import open_library
from postil.cli.main import run
from postil.domain.problems import Problem
from postil.services import highlighting
from postil.storage.dumping import dump, load
from postil.storage.migrations import SCHEMA_VERSION

Row = dict[str, Any]


@pytest.fixture
def lines(tmp_path: Path) -> list[str]:
    """A library of one tagged highlight, exported."""
    library = open_library(tmp_path / "library.postil")
    article_id = add_article(library)
    edit, _ = highlighting.add(revision_of(library, article_id), 0, 9, color="red", note="mine", tags=["war"])
    library.apply(edit)
    found = list(dump(library))
    library.close()
    return found


def changed(lines: list[str], table: str, change: Callable[[Row], object]) -> list[str]:
    """Return the lines with one table's rows changed."""
    found = [json.loads(line) for line in lines]
    for said in found:
        if said.get("table") == table:
            change(said)
    return [json.dumps(said) for said in found]


def putting(column: str, value: object) -> Callable[[Row], object]:
    def change(said: Row) -> None:
        said["row"][column] = value

    return change


def taking(column: str) -> Callable[[Row], object]:
    def change(said: Row) -> None:
        del said["row"][column]

    return change


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("highlights", putting("start", 10**30)),
        ("highlights", putting("start", "1")),
        ("highlights", putting("end", 1.5)),
        ("highlights", putting("id", None)),
        ("highlights", taking("id")),
        ("highlights", putting("note", [1])),
        ("highlights", putting("note", {"base64": "AAAA"})),
        ("highlights", putting("note", "\ud800")),
        ("highlights", putting("state", "somewhere")),
        ("highlights", lambda said: said.update(tags="war")),
        ("highlights", lambda said: said.update(tags=[1])),
        ("articles", putting("id", 7)),
        ("colors", putting("position", float("nan"))),
        ("revisions", putting("source_kind", "rumour")),
    ],
)
def test_a_value_that_postil_never_writes_is_told_with_its_line(
    lines: list[str], table: str, change: Callable[[Row], object], tmp_path: Path
) -> None:
    library = open_library(tmp_path / "new.postil")
    with pytest.raises(Problem, match=r"^Line \d+ is not a row"):
        load(changed(lines, table, change), library)
    assert library.rows("SELECT (SELECT COUNT(*) FROM articles), (SELECT COUNT(*) FROM highlights)") == [(0, 0)]
    library.close()


@pytest.mark.parametrize("line", ["[" * 100_000, '{"table": "articles; DROP TABLE articles", "row": {}}', "\0", "7"])
def test_a_line_of_something_else_is_told_with_its_number(lines: list[str], line: str, tmp_path: Path) -> None:
    library = open_library(tmp_path / "new.postil")
    with pytest.raises(Problem, match=f"^Line {len(lines) + 1} is not a row"):
        load([*lines, line], library)
    library.close()


@pytest.mark.parametrize("version", ["1e400", "[]", '"nine"', "null"])
def test_a_version_that_is_none_is_no_exported_library(lines: list[str], version: str, tmp_path: Path) -> None:
    library = open_library(tmp_path / "new.postil")
    head = lines[0].replace(f'"version":{SCHEMA_VERSION}', f'"version":{version}')
    assert head != lines[0]
    with pytest.raises(Problem, match="not an exported Postil library"):
        load([head, *lines[1:]], library)
    library.close()


def test_rows_that_are_missing_or_doubled_are_told_as_what_they_are(lines: list[str], tmp_path: Path) -> None:
    library = open_library(tmp_path / "new.postil")
    for broken in ([*lines, *lines[1:]], [line for line in lines if '"table":"revisions"' not in line]):
        with pytest.raises(Problem, match="missing, doubled"):
            load(broken, library)
    library.close()


def test_what_was_tampered_with_comes_in_and_is_told(
    lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, new = tmp_path / "all.jsonl", tmp_path / "new.postil"
    file.write_text("\n".join(changed(lines, "highlights", putting("exact", "other words"))))
    assert run(["--library", str(new), "import-library", str(file)], lambda *_: 0) == 1
    said = capsys.readouterr()
    assert "1 highlight" in said.out
    assert "does not quote what stands at its place" in said.err
