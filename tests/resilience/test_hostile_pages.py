"""Imported pages and notes run nothing, load nothing and send nothing, on the command line and in the window."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from app.windows import Opened
from postil.panels.notes import NotesPanel
from resilience.servers import Server, serving

PAGE = """<!doctype html><html><head>
<title>A hostile page</title>
<meta http-equiv="refresh" content="0; url={at}/refresh">
<link rel="stylesheet" href="{at}/link.css"><link rel="preload" href="{at}/preload"><link rel="icon" href="{at}/icon">
<link rel="canonical" href="{at}/canonical"><base href="{at}/base/">
<script src="{at}/script.js"></script><script>fetch("{at}/inline"); document.write("RAN THE SCRIPT")</script>
<style>@import url("{at}/import.css"); body {{ background: url("{at}/background.png"); }} .x {{ color: red }}</style>
</head><body onload="fetch('{at}/onload')" background="{at}/body.png"><article><h1>A hostile page</h1>
<p onclick="fetch('{at}/click')" style="background:url({at}/style.png)">The first paragraph has words enough to be an
article of its own, and it goes on for a while about nothing at all, so that nobody takes it for a menu.</p>
<p>The second has <a href="javascript:fetch('{at}/js')">a script's link</a>, <a href="file:///etc/passwd">a file's
link</a>, <a href="data:text/html,<script>1</script>">a data link</a> and <a href="vbscript:x">an old one</a>; and it
goes on too, for the finder of articles likes paragraphs that have commas, words, and more words.</p>
<p><img src="{at}/remote.png" srcset="{at}/set.png 2x" alt="a remote picture" onerror="fetch('{at}/error')"></p>
<p><img src="file:///etc/hostname" alt="a local picture"><img src="//{host}/relative.png"><img src="near.png"></p>
<figure><img src="{at}/figure.png" alt="a figure"><figcaption>The caption of a figure.</figcaption></figure>
<picture><source srcset="{at}/source.webp"><img src="{at}/picture.jpg"></picture>
<iframe src="{at}/iframe"></iframe><object data="{at}/object"></object><embed src="{at}/embed">
<video src="{at}/video.mp4" poster="{at}/poster.png" autoplay></video><audio src="{at}/audio.mp3" autoplay></audio>
<svg><image href="{at}/svg.png"/><script>fetch("{at}/svg")</script><use href="{at}/use.svg#x"/></svg>
<form action="{at}/form" method="post"><input name="password"><button formaction="{at}/button">Send</button></form>
<p>The third paragraph ends the article, with a few more words than it would need to say what it has to say.</p>
<noscript><img src="{at}/noscript.png"></noscript><template><img src="{at}/template.png"></template>
</article></body></html>"""

NOTE = (
    "![remote]({at}/note.png) <img src='{at}/tag.png' onerror='x'> <script>fetch('{at}/note.js')</script> "
    "<iframe src='{at}/frame'></iframe> <style>@import url('{at}/note.css')</style> [file](file:///etc/passwd) "
    "[js](javascript:alert(1)) <link rel=stylesheet href='{at}/l.css'> ![][ref]\n\n[ref]: {at}/ref.png\n"
)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that must not be asked for anything."""
    with serving() as made:
        yield made
        assert made.asked == []


@pytest.fixture
def page(server: Server, tmp_path: Path) -> Path:
    """A page that tries everything."""
    path = tmp_path / "hostile.html"
    host = server.address.removeprefix("http://")
    path.write_text(PAGE.format(at=server.address, host=host), "utf-8")
    return path


def test_the_command_line_asks_for_nothing_and_keeps_only_words(page: Path, server: Server, tmp_path: Path) -> None:
    call = [sys.executable, "-m", "postil", "--library", str(tmp_path / "library.postil")]
    added = subprocess.run([*call, "add", "--json", str(page)], capture_output=True, text=True, check=True)
    article_id = json.loads(added.stdout)[0]["id"]
    note = NOTE.format(at=server.address)
    quote = ["--quote", "The third paragraph", "--note", note]
    subprocess.run([*call, "highlight", article_id, *quote], check=True, capture_output=True)
    shown = subprocess.run([*call, "show", article_id, "--json"], capture_output=True, text=True, check=True).stdout
    text = json.loads(shown)["text"]
    assert "The third paragraph" in text
    for unwanted in ("RAN THE SCRIPT", "fetch(", "@import", "color: red", "password"):
        assert unwanted not in text
    exported = subprocess.run(
        [*call, "export", article_id, "--to", "markdown"], capture_output=True, text=True, check=True
    ).stdout
    assert "javascript:fetch" not in exported
    assert "/inline" not in exported
    assert server.asked == []


def test_the_window_asks_for_nothing_when_the_page_is_opened_read_and_noted(
    page: Path, server: Server, opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", forbid)
    opened.wait_for_page(lambda: opened.window.imports.import_files([page]))
    pane = opened.window.findChild(NotesPanel)
    assert pane is not None
    qtbot.waitUntil(lambda: pane.list.card(opened.article.article.id) is not None)
    opened.select("The third paragraph")
    opened.trigger("annotate")
    (made,) = opened.desk.workspace.library.highlights(opened.article.article.id)
    qtbot.waitUntil(lambda: editor_and_preview(pane, made.id) is not None)
    found = editor_and_preview(pane, made.id)
    assert found is not None
    editor, preview = found
    editor.setPlainText(NOTE.format(at=server.address))
    qtbot.waitUntil(lambda: "remote" in preview.toPlainText())
    assert "<img" not in preview.toHtml()
    assert "file:" not in preview.toHtml()
    assert "javascript:" not in preview.toHtml()
    pane.flush()
    surface = opened.window.article.surface
    for place in range(0, len(opened.text), 40):
        surface.go_to(place)
        opened.window.grab()
    for browser in opened.window.findChildren(QTextBrowser):
        html = browser.toHtml()
        assert "javascript:" not in html
        assert "file:" not in html
    for block in opened.article.revision.document.blocks:
        assert all(span.target.startswith(("", "http", "#", "mailto")) for span in block.spans)
        assert not any(
            span.target.lower().startswith(("javascript", "file", "data", "vbscript")) for span in block.spans
        )
        assert not block.source.startswith(("file", "data"))
    assert server.asked == []


def test_a_remote_picture_is_asked_for_when_the_reader_asks_and_only_that_one(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    with serving() as server:
        path = tmp_path / "hostile.html"
        path.write_text(PAGE.format(at=server.address, host="example.invalid"), "utf-8")
        opened.wait_for_page(lambda: opened.window.imports.import_files([path]))
        assert server.asked == []
        sources = [block.source for block in opened.article.revision.document.blocks if block.kind == "figure"]
        wanted = next(source for source in sources if source.startswith(server.address))
        with qtbot.waitSignal(opened.desk.workspace.problem_met, timeout=20_000):
            opened.window.article.surface.figure_requested.emit(wanted)
        assert server.asked == [wanted.removeprefix(server.address)]


def test_a_pasted_page_asks_for_nothing(page: Path, server: Server, opened: Opened) -> None:
    opened.wait_for_page(lambda: opened.window.imports.import_text("", page.read_text("utf-8")))
    opened.window.grab()
    assert "The third paragraph" in opened.text
    assert "RAN THE SCRIPT" not in opened.text
    assert server.asked == []


def test_a_page_that_is_asked_for_brings_nothing_else_with_it(tmp_path: Path) -> None:
    with serving() as server:
        server.pages["/page"] = PAGE.format(at=server.address, host="example.invalid").encode()
        call = [sys.executable, "-m", "postil", "--library", str(tmp_path / "library.postil")]
        ended = subprocess.run(
            [*call, "add", f"{server.address}/page"], capture_output=True, text=True, check=False, env=dict(os.environ)
        )
        assert ended.returncode == 0, ended.stderr
        assert server.asked == ["/page"]


def editor_and_preview(pane: NotesPanel, highlight_id: str):
    """Return the editor and the preview of a note, None until both are there."""
    card = pane.list.card(highlight_id)
    if card is None or card._editor is None:
        return None
    return card._editor, card._preview


def forbid(*values: object) -> bool:
    """Stand in for the system's browser."""
    raise AssertionError(f"something was opened: {values}")
