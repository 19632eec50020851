"""LIBRARY.md says what the library file is, and its queries run."""

import importlib.util
import json
import tomllib
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from desks import add_article, article_of, item_of, revision_of
from new_library import open_library
from postil.analysis.messages import to_lines
from postil.domain.edits import Change, Edit
from postil.domain.entities import Analysis, DateMention, Entity, Mention
from postil.domain.records import Claim, Reading
from postil.services import highlighting

PACKAGING = Path(__file__).parent.parent / "packaging"
QUERIES: list[dict[str, str]] = tomllib.loads((PACKAGING / "library_page.toml").read_text(encoding="utf-8"))["queries"]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that makes the page."""
    spec = importlib.util.spec_from_file_location("library_page", PACKAGING / "library_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library that has something for every query."""
    made = open_library(tmp_path / "library.postil")
    article_id = add_article(made, "A race\nRoald Amundsen came on December 14, 1911.", title="A race")
    revision = revision_of(made, article_id)
    edit, mark = highlighting.add(revision, 7, 26, color="blue")
    made.apply(edit)
    item, article = item_of(made, article_id), article_of(made, article_id)
    changes = (
        Change(mark, replace(mark, tags=("masked",))),
        Change(None, Claim(mark.id, "unsourced")),
        Change(None, Reading(article_id, 3, 0.5, "2026-01-01T00:00:00Z")),
        Change(item, replace(item, published="1911-12")),
        Change(article, replace(article, tags=("poles",))),
    )
    made.apply(Edit("All", changes))
    person = Entity("person:roald amundsen", "Roald Amundsen", "person", (Mention(7, 21, "Roald Amundsen"),))
    date = DateMention(30, 47, "December 14, 1911", "1911-12-14")
    found = to_lines(Analysis("1", "en", (person,), (date,)))
    made.keep_analysis(revision.text_hash, "1", found, "2026-01-01T00:00:00Z")
    made.close()
    return made.path


def test_the_page_is_what_the_schema_says(script: ModuleType) -> None:
    written = script.PAGE.read_text(encoding="utf-8")
    assert written == script.page(), "run packaging/library_page.py"


def test_nothing_is_described_that_is_not_there(script: ModuleType) -> None:
    said = tomllib.loads(script.SAID.read_text(encoding="utf-8"))
    tables, views = script.schema()
    there = {**tables, **views}
    assert set(said["tables"]) == set(there)
    for name, own in said["tables"].items():
        described = {"about" if key == "about_column" else key for key in own if key != "about"}
        assert described <= {column for column, _ in there[name]}, name


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) == 10


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["title"])
def test_each_query_finds_something_with_sqlite_utils(query: dict[str, str], library: Path) -> None:
    from sqlite_utils import Database

    rows: list[dict[str, Any]] = list(Database(library).query(query["sql"]))
    assert rows, query["sql"]


def test_a_query_runs_on_the_command_line_of_sqlite_utils(library: Path) -> None:
    from click.testing import CliRunner
    from sqlite_utils.cli import cli

    said = CliRunner().invoke(cli, ["query", str(library), QUERIES[4]["sql"]])
    assert json.loads(said.output) == [{"name": "Roald Amundsen", "mentions": 1, "articles": 1}]
