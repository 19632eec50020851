"""Pages saved by SingleFile, and pages with a folder beside them."""

import base64
import os
from pathlib import Path

import pytest

from postil.domain.sources import Imported, Source
from postil.importers import read
from postil.importers.files import load
from postil.importers.page_folders import LARGEST_TOTAL, MOST_FILES, pictures_beside
from samples import png

COMMENT = (
    "<!--\n Page saved with SingleFile \n url: https://example.org/lake?id=7 \n"
    " saved date: Sun Feb 25 2024 10:11:12 GMT+0100 (Central European Standard Time)\n-->"
)
TEXT = "<h1>The lake</h1><p>The lake rose in the night.</p>"


def page(body: str, comment: str = COMMENT, style: str = "") -> Source:
    head = f"<!DOCTYPE html> <html lang=en>{comment}<head><title>The lake</title>{style}</head>"
    return Source("file", f"{head}<body>{TEXT}{body}</body></html>".encode(), "lake.html", "/home/anna/lake.html")


def said(imported: Imported, field: str) -> tuple[str, str, str]:
    row = next(row for row in imported.evidence if row.field == field)
    return row.value, row.printed, row.origin


def data(content: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def test_singlefile_says_where_and_when_a_page_was_saved() -> None:
    imported = read(
        page('<p><a href="/shore">The shore</a> was wet.</p><link rel=canonical href="https://other.example/">')
    )
    assert said(imported, "url") == ("https://example.org/lake?id=7", "https://example.org/lake?id=7", "SingleFile url")
    assert said(imported, "accessed")[0] == "2024-02-25"
    assert said(imported, "accessed")[2] == "SingleFile saved date"
    assert imported.url == "https://example.org/lake?id=7"
    links = [span.target for block in imported.document.blocks for span in block.spans]
    assert links == ["https://example.org/shore"]
    assert "SingleFile" not in imported.document.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", ""])
def test_an_address_that_could_run_is_not_where_a_page_was(url: str) -> None:
    assert read(page("", COMMENT.replace("https://example.org/lake?id=7", url))).url == ""


def test_pictures_within_the_page_are_kept() -> None:
    imported = read(page(f'<figure><img src="{data(png())}"><figcaption>Water</figcaption></figure>'))
    (figure,) = imported.figures
    assert figure.content == png()
    assert imported.document.blocks[-1].source == f"figure:{figure.id}"


def test_a_picture_that_occurs_twice_is_found_in_the_style() -> None:
    style = f'<style>:root{{--sf-img-3: url("{data(png())}")}}.sf-hidden{{display:none!important}}</style>'
    empty = "data:image/svg+xml,<svg xmlns=&quot;http://www.w3.org/2000/svg&quot;></svg>"
    body = (
        f'<img src="{empty}" style="background-image:var(--sf-img-3)!important" alt="Water"><p class=sf-hidden>Buy!</p>'
    )
    imported = read(page(body, style=style))
    (figure,) = imported.figures
    assert figure.content == png()
    assert "Buy!" not in imported.document.text


@pytest.mark.parametrize("kind", ["image/svg+xml", "image/png", "text/html"])
def test_a_drawing_with_a_script_is_never_kept(kind: str) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>" * 2
    imported = read(page(f'<img src="{data(svg, kind)}"><a href="{data(svg, kind)}">x</a>'))
    assert not imported.figures
    assert not [span for block in imported.document.blocks for span in block.spans]


def test_other_browsers_say_where_a_page_was() -> None:
    imported = read(page("", "<!-- saved from url=(0024)https://example.org/lake -->"))
    assert said(imported, "url") == ("https://example.org/lake", "https://example.org/lake", "saved from url")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A page with a folder of three files beside it."""
    folder = tmp_path / "The lake_files"
    folder.mkdir()
    (folder / "1 a.png").write_bytes(png())
    (folder / "2.png").write_bytes(png(9))
    (folder / "script.js").write_bytes(b"alert(1)" * 20)
    names = ("./The%20lake_files/1%20a.png", "The lake_files/2.png", "The lake_files/3.png")
    body = "".join(f'<img src="{name}" alt="{alt}">' for name, alt in zip(names, ("Water", "", ""), strict=True))
    path = tmp_path / "The lake.html"
    path.write_bytes(page(body, "<!-- saved from url=(0024)https://example.org/lake -->").content)
    return path


def test_the_pictures_of_the_folder_become_the_pages(saved: Path) -> None:
    imported = read(load(saved))
    assert {figure.content for figure in imported.figures} == {png(), png(9)}
    figures = [
        block for block in imported.document.blocks if block.kind == "figure" and block.source.startswith("figure:")
    ]
    assert [block.text for block in figures] == ["Water", ""]


def beside(path: Path) -> list[str]:
    return [name for name, _ in pictures_beside(path, path.read_bytes())]


def test_only_pictures_that_the_page_names_are_read(saved: Path) -> None:
    folder = saved.with_name("The lake_files")
    (folder / "unnamed.png").write_bytes(png())
    (folder / "3.png").write_bytes(b"<svg><script>alert(1)</script></svg>" * 3)
    assert beside(saved) == ["The lake_files/1 a.png", "The lake_files/2.png"]


def test_links_out_of_the_folder_are_not_followed(saved: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.png"
    outside.write_bytes(png(77))
    (saved.with_name("The lake_files") / "3.png").symlink_to(outside)
    assert "The lake_files/3.png" not in beside(saved)
    saved.with_name("The lake_files").rename(tmp_path / "elsewhere")
    saved.with_name("The lake_files").symlink_to(tmp_path / "elsewhere")
    assert beside(saved) == []


def test_a_pipe_in_the_folder_is_not_opened(saved: Path) -> None:
    os.mkfifo(saved.with_name("The lake_files") / "3.png")
    assert len(beside(saved)) == 2


def test_a_page_cannot_reach_out_of_its_folder(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png(77))
    saved.write_bytes(
        page('<img src="The lake_files/../secret.png"><img src="../secret.png"><img src="secret.png">').content
    )
    assert not read(load(saved)).figures


def test_no_more_than_two_hundred_pictures_are_taken(saved: Path) -> None:
    folder = saved.with_name("The lake_files")
    names = [f"p{number}.png" for number in range(MOST_FILES + 50)]
    for name in names:
        (folder / name).write_bytes(png())
    saved.write_bytes(page("".join(f'<img src="The lake_files/{name}">' for name in names)).content)
    assert len(beside(saved)) == MOST_FILES


def test_no_more_than_twenty_megabytes_are_taken(saved: Path) -> None:
    folder = saved.with_name("The lake_files")
    for number in range(6):
        (folder / f"p{number}.png").write_bytes(png() + b"\0" * (4 * 1024 * 1024))
    saved.write_bytes(page("".join(f'<img src="The lake_files/p{number}.png">' for number in range(6))).content)
    kept = pictures_beside(saved, saved.read_bytes())
    assert 0 < sum(len(content) for _, content in kept) <= LARGEST_TOTAL


@pytest.mark.parametrize("folder", ["lake_files", "lake.files", "lake-Dateien", "lake_fichiers", "lake_archivos"])
def test_the_folder_is_known_in_the_browsers_languages(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "1.png").write_bytes(png())
    (tmp_path / "lake.htm").write_bytes(page(f'<img src="{folder}/1.png">', "").content)
    assert len(read(load(tmp_path / "lake.htm")).figures) == 1
