"""``postil timeline`` as scripts see it."""

import csv
import io
import json
from pathlib import Path

import pytest

from postil.cli.main import run

TEXT = (
    "The invasion\n\nOn June 22, 1941, Germany attacked. "
    "Three days later, Molotov spoke in Moscow. About 1943 it turned."
)


@pytest.fixture
def library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "library.postil"
    article = tmp_path / "invasion.txt"
    article.write_text(TEXT)
    assert run(["--library", str(path), "add", str(article)], _no_window) == 0
    capsys.readouterr()
    return path


def _no_window(library: Path, target: str) -> int:
    raise AssertionError((library, target))


def ask(library: Path, *arguments: str) -> int:
    return run(["--library", str(library), "timeline", *arguments], _no_window)


def test_events_are_printed_in_the_order_of_time(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(library, "--all") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[::2]] == ["1941-06-22", "1941-06-25", "1943~"]
    assert lines[1].strip() == "On June 22, 1941, Germany attacked."


def test_a_table_and_a_file_for_timelinejs_come_out(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(library, "The invasion", "--to", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["first"] for row in rows] == ["1941-06-22", "1941-06-25", "1943-01-01"]
    file = tmp_path / "out.json"
    assert ask(library, "--all", "--to", "timelinejs", "--output", str(file)) == 0
    assert len(json.loads(file.read_text())["events"]) == 3


def test_only_what_is_said_of_an_entity(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(library, "--all", "--entity", "moscow") == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[::2]] == ["1941-06-25"]
    assert ask(library, "--all", "--entity", "Nobody") == 1
    assert "Nobody" in capsys.readouterr().err


def test_an_unknown_format_and_no_article_are_told_in_a_sentence(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(library, "--all", "--to", "stone") == 1
    assert "csv, timelinejs" in capsys.readouterr().err
    assert ask(library) == 2
    assert ask(library, "--all", "--output", "x") == 2
