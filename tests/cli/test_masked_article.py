"""The whole way of a real article: in, analysed, highlighted over each mask, out, and read by other programs."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import markdown
import pytest
from markdown_it import MarkdownIt

from postil.cli.main import run

MASK = re.compile(r"\*{2,}")


class Marked:
    """The article with a highlight over each mask, as the command line gives it."""

    def __init__(self, folder: Path, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._library = folder / "library.postil"
        self._capsys = capsys
        (self.added,) = self.json("add", str(source))
        self.text: str = self.json("show", self.added["id"])["text"]
        self.masks = [match.span() for match in MASK.finditer(self.text)]
        for start, end in self.masks:
            before, after = self.text[max(0, start - 60) : start], self.text[end : end + 60]
            self("highlight", self.added["id"], "--quote", self.text[start:end], "--prefix", before, "--suffix", after)
        self.export = self("export", self.added["id"], "--to", "markdown")

    def __call__(self, *arguments: str) -> str:
        """Run a command that must succeed and return what it prints."""
        code = run(["--library", str(self._library), *arguments], lambda _library, _target: 0)
        said = self._capsys.readouterr()
        assert code == 0, said.err
        return said.out

    def json(self, *arguments: str) -> Any:
        """Run a command with --json."""
        return json.loads(self(*arguments, "--json"))


@pytest.fixture
def marked(tmp_path: Path, masked_article: Path, capsys: pytest.CaptureFixture[str]) -> Marked:
    return Marked(tmp_path, masked_article, capsys)


def quotations(page: str) -> list[str]:
    """Return the words of each block quote of an HTML page."""
    blocks = re.findall(r"<blockquote>(.*?)</blockquote>", page, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", block)).strip() for block in blocks]


def test_every_mask_of_the_file_is_in_the_text_in_its_place(marked: Marked, masked_article: Path) -> None:
    lines = [line for line in masked_article.read_text("utf-8").splitlines() if line.strip()]
    assert marked.text.split("\n") == [line.strip() for line in lines]
    assert len(marked.masks) == 26


def test_a_highlight_over_each_mask_quotes_it(marked: Marked) -> None:
    found = marked.json("highlights", marked.added["id"])
    assert [(each["start"], each["end"]) for each in found] == marked.masks
    assert all(each["exact"] == marked.text[each["start"] : each["end"]] for each in found)


def test_other_readers_show_the_same_characters(marked: Marked) -> None:
    wanted = [marked.text[start:end] for start, end in marked.masks]
    body = marked.export.split("\n---\n", 1)[1]
    assert quotations(MarkdownIt().render(body)) == wanted
    assert quotations(markdown.markdown(body)) == wanted


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_shows_the_same_characters(marked: Marked) -> None:
    wanted = [marked.text[start:end] for start, end in marked.masks]
    page = subprocess.run(
        ["pandoc", "-f", "markdown", "-t", "html"], input=marked.export, capture_output=True, text=True, check=True
    )
    assert quotations(page.stdout) == wanted


def test_dates_have_their_own_precision_and_masks_are_told_apart(marked: Marked, masked_article: Path) -> None:
    gold = json.loads(masked_article.with_suffix(".entities.json").read_text("utf-8"))
    dates = [each for each in gold if each["type"] == "DATE" and not each.get("optional")]
    printed = {each["text"]: each["value"] for each in dates if not each["value"].startswith("P")}
    (found,) = marked.json("entities", marked.added["id"])
    understood = {each["text"]: each["edtf"] for each in found["dates"]}
    assert {text: understood.get(text) for text in printed} == printed
    assert [(mask["start"], mask["end"]) for mask in found["masks"]] == marked.masks
