import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desks import add_article
from postil.cli.main import run
from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Name
from postil.exporters.options import ExportOptions, options_from
from postil.exporters.registry import EXPORTERS
from postil.services import highlighting
from postil.services.articles import write_note
from postil.services.export_preview import preview, template_of
from postil.storage.library import Library


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with one article and a highlight in it."""
    made = tmp_path / "library.postil"
    library = Library.open(made)
    article_id = add_article(library)
    article = library.article(article_id)
    revision = library.revision(article.revision_id) if article else None
    assert revision is not None
    start = revision.document.text.index("Comrade **")
    library.apply(highlighting.add(revision, start, start + len("Comrade ** wrote to ***"), color="yellow")[0])
    library.close()
    return made


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    opened = Library.open_for_reading(path)
    yield opened
    opened.close()


def postil(path: Path, *arguments: str) -> int:
    return run(["--library", str(path), *arguments], lambda library, target: 0)


def only_id(library: Library) -> str:
    return library.items()[0].id


def test_every_format_is_listed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert postil(path, "export", "--list-formats") == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == [each.name for each in EXPORTERS]


def test_a_format_goes_by_its_other_names_too(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert postil(path, "export", "--all", "--to", "plain") == 0
    assert capsys.readouterr().out.startswith("---\n")
    assert postil(path, "export", "--all", "--to", "json-ld") == 0
    assert "@context" in json.loads(capsys.readouterr().out)


def test_a_template_is_printed_changed_and_used(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert postil(path, "export", "--print-template", "markdown") == 0
    template = tmp_path / "mine.jinja"
    template.write_text(capsys.readouterr().out.replace("# {{ title }}", "# Mine: {{ title }}"), "utf-8")
    assert postil(path, "export", "--all", "--to", "markdown", "--template", str(template)) == 0
    assert "\n# Mine: The third telegram\n" in capsys.readouterr().out


def test_a_wrong_template_is_told_with_its_line_and_writes_nothing(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.jinja").write_text("\n{{ titel }}", "utf-8")
    arguments = ["export", "--all", "--to", "markdown", "--template", str(tmp_path / "mine.jinja")]
    assert postil(path, *arguments, "--output", str(tmp_path / "out.md")) == 1
    assert "line 2 of the template is wrong. There is nothing called “titel” here." in capsys.readouterr().err
    assert not (tmp_path / "out.md").exists()


@pytest.mark.parametrize("arguments", [("csv", "x.jinja"), ("markdown", "nowhere.jinja")])
def test_a_template_that_is_of_no_use_is_refused(
    path: Path, tmp_path: Path, arguments: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.jinja").write_text("x", "utf-8")
    wanted, template = arguments
    assert postil(path, "export", "--all", "--to", wanted, "--template", str(tmp_path / template)) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_parts_order_and_the_whole_text_are_asked_for(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["export", "--all", "--to", "markdown", "--whole", "--order", "colour", "--without", "record"]
    assert postil(path, *asked) == 0
    printed = capsys.readouterr().out
    assert "==Comrade \\*\\* wrote to \\*\\*\\*==" in printed
    assert "Words:" not in printed


@pytest.mark.parametrize("exporter", EXPORTERS, ids=[each.name for each in EXPORTERS])
def test_every_format_is_written_to_a_file_or_a_folder(
    exporter: object, path: Path, library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = next(each for each in EXPORTERS if each is exporter)
    target = tmp_path / "out" if named.in_folder else tmp_path / f"out.{named.extension}"
    told = f"{target}/" if named.in_folder else str(target)
    assert postil(path, "export", only_id(library), "--to", named.name, "--output", told) == 0
    assert "Exported to" in capsys.readouterr().out
    assert any(target.rglob("*.md")) if named.in_folder else target.stat().st_size > 100


def test_a_folder_is_asked_for_where_there_are_several_files(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert postil(path, "export", "--all", "--to", "obsidian", "--output", str(tmp_path / "one.md")) == 1
    assert "give a folder" in capsys.readouterr().err


def test_options_are_kept_as_json_and_read_again() -> None:
    options = ExportOptions("obsidian", "{{ title }}", "tag", frozenset({"record", "highlights"}), whole=True)
    assert options_from(options.to_json()) == options
    assert options_from("nonsense") == options_from("[]") == ExportOptions()
    assert options_from(json.dumps({"order": "sideways", "parts": ["what"]})).order == "text"


def test_a_preview_shows_the_file_or_the_page(library: Library) -> None:
    article_id = only_id(library)
    assert "> Comrade \\*\\*" in preview(library, article_id, ExportOptions("markdown")).text
    assert "[!quote]" in preview(library, article_id, ExportOptions("obsidian")).text
    pdf = preview(library, article_id, ExportOptions("pdf"))
    assert pdf.is_page
    assert pdf.text.startswith("<!DOCTYPE html>")


def test_a_preview_tells_what_is_wrong_with_a_template(library: Library) -> None:
    shown = preview(library, only_id(library), ExportOptions("markdown", "\n{{ a }}\n{{ b }}"))
    assert [fault.line for fault in shown.faults] == [2, 3]
    assert shown.text == ""
    assert preview(library, "gone", ExportOptions()).problem.startswith("The article gone is no longer")


def test_formats_without_a_template_have_none_to_show() -> None:
    assert "{{ front_matter }}" in template_of("obsidian")
    with pytest.raises(Problem, match="no template"):
        template_of("csv")


def test_citations_go_out_in_the_style_that_is_asked_for(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = Library.open(path)
    book = CslItem("w1", "doe1999", "book", "The book", (Name("Doe", "Jane"),), publisher="Press", published="1999")
    library.apply(Edit("Add", (Change(None, book),)))
    article_id = next(item.id for item in library.items() if item.id != "w1")
    library.apply(write_note(article_id, None, "As [@doe1999, p. 3]."))
    library.close()
    assert postil(path, "export", "--all", "--to", "html") == 0
    assert "As (Doe, 1999, p. 3)." in capsys.readouterr().out
    assert postil(path, "export", "--all", "--to", "html", "--citations", "typed") == 0
    assert "As [@doe1999, p. 3]." in capsys.readouterr().out
    assert postil(path, "export", "--all", "--to", "markdown", "--style", "nature") == 0
    assert "As <sup>1</sup>." in capsys.readouterr().out
    assert postil(path, "export", "--all", "--to", "csv", "--style", "nature") == 1
    assert "keeps citations as they were typed; --style is for docx, html, markdown, pdf." in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_names_that_are_not_utf8_are_written_or_refused_in_a_sentence(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strange = os.fsdecode(os.fsencode(tmp_path) + b"/no\xfftes")
    called = ["--library", str(path), "export", "--all", "--to", "markdown", "--output"]
    assert run([*called, f"{strange}.md"], lambda *_: 0) == 0
    assert (tmp_path / "no\N{REPLACEMENT CHARACTER}tes.md").is_file()
    Path(strange).mkdir()
    assert run([*called, strange], lambda *_: 0) == 1
    assert "is not in UTF-8" in capsys.readouterr().err
    assert run(["--library", str(path), "sources", "new", "title=a\udcffb"], lambda *_: 0) == 0
    assert run(["--library", str(path), "sources", "list"], lambda *_: 0) == 0
    assert "“a\N{REPLACEMENT CHARACTER}b”" in capsys.readouterr().out
