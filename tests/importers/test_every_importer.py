"""What holds for every importer of the list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.problems import Problem
from postil.domain.sources import Imported, Source
from postil.importers import IMPORTERS, Format, choose, read
from samples import SAMPLES
from soundness import require_sound

PIECES = [
    b"<p>", b"</p>", b"<b>", b"<a href='javascript:x'>", b"<table><tr><td>", b"<li>", b"<ul>", b"<pre>",
    b"<img src=x>", b"<!--", b"-->", b"&amp;", b"&#0;", b"&#xD800;", b"\0", b"\xff", b"\xc3\xa9", b"---\n",
    b"title: x\n", b"# x\n", b"> ", b"- ", b"| a | b |\n|---|---|\n", b"```\n", b"[a](b)", b"![a](http://b/c)",
    b"**", b"\n\n", b"words here ", b"<br>", b"<title>x</title>", b"<meta name=date content=2024-01-01>",
    b"<time datetime=2024>", b"<base href='http://['>",
    b"<script type=application/ld+json>{\"@type\":\"Article\",\"author\":[[1]]}</script>", b"By A B\n", b"[^1]",
    b"<figure>",
]  # fmt: skip
HOSTILE = st.one_of(st.binary(max_size=400), st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join))


def assert_sound(imported: Imported, importer: Format) -> None:
    assert imported.importer == importer.name
    require_sound(imported)


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
@pytest.mark.parametrize("kind", ["file", "url", "html", "text"])
def test_any_bytes_become_an_article_or_a_problem(importer: Format, kind: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(HOSTILE)
    def check(content: bytes) -> None:
        assert kind in {"file", "url", "html", "text"}
        location = "https://example.org/a" if kind == "url" else ""
        source = Source(kind, content, f"a{importer.extensions[0]}", location)  # pyright: ignore[reportArgumentType]
        try:
            imported = importer.parse(source)
        except Problem as problem:
            refusal = str(problem)
        else:
            assert_sound(imported, importer)
            return
        assert refusal.endswith(".")

    check()


@settings(max_examples=100, deadline=None)
@given(
    HOSTILE,
    st.sampled_from(["", "a", "a.txt", "a.html", "a.md", "a.bin"]),
    st.sampled_from(["", "text/html", "text/x"]),
)
def test_any_source_is_read_or_refused(content: bytes, name: str, media_type: str) -> None:
    try:
        imported = read(Source("file", content, name, "", media_type))
    except Problem:
        return
    assert any(block.text.strip() for block in imported.document.blocks)


def sample(importer: Format) -> Source:
    assert importer.name in SAMPLES, "a sample of every format belongs into tests/samples.py"
    return Source(
        "file", SAMPLES[importer.name](), f"a{importer.extensions[0]}", f"/home/anna/a{importer.extensions[0]}"
    )


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
def test_the_same_bytes_give_the_same_article(importer: Format) -> None:
    assert importer.parse(sample(importer)) == importer.parse(sample(importer))


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
def test_a_well_formed_file_becomes_an_article(importer: Format) -> None:
    source = sample(importer)
    assert choose(source) is importer
    imported = read(source)
    assert_sound(imported, importer)
    assert "rose" in imported.document.text
    used = {block.source for block in imported.document.blocks}
    assert all(f"figure:{figure.id}" in used for figure in imported.figures)


@pytest.mark.parametrize("importer", [i for i in IMPORTERS if not i.textual], ids=lambda importer: importer.name)
@pytest.mark.parametrize("name", ["a", "a.txt", "a.html"])
def test_a_format_of_bytes_is_known_whatever_its_name(importer: Format, name: str) -> None:
    assert choose(Source("file", SAMPLES[importer.name](), name, "", "text/plain")) is importer


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
def test_a_damaged_file_becomes_an_article_or_a_problem(importer: Format) -> None:
    whole = sample(importer).content

    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, len(whole)), st.integers(0, 40), st.binary(max_size=40))
    def check(start: int, length: int, noise: bytes) -> None:
        content = whole[:start] + noise + whole[start + length :]
        try:
            imported = importer.parse(Source("file", content, f"a{importer.extensions[0]}"))
        except Problem as problem:
            refusal = str(problem)
        else:
            assert_sound(imported, importer)
            return
        assert refusal.endswith(".")

    check()


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
def test_an_importer_says_what_it_reads(importer: Format) -> None:
    assert importer.label
    assert all(e.startswith(".") and e == e.lower() for e in importer.extensions)
    assert all(m == m.lower() and "/" in m for m in importer.media_types)
