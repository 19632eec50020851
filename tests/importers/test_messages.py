"""Sources and articles cross the border between the two processes unchanged; anything else is refused."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.document import Block, Document, Span
from postil.domain.records import Evidence, Figure, Name
from postil.domain.sources import Imported, Source
from postil.importers import frames
from postil.importers.messages import Refusal, read_reply, read_source, write_reply, write_source

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SPANS = st.builds(Span, st.integers(0, 9), st.integers(0, 9), st.sampled_from(["link", "note", "strong"]), WORDS)
BLOCKS = st.builds(
    Block,
    st.sampled_from(["heading", "paragraph", "figure"]),
    WORDS,
    st.lists(SPANS, max_size=3).map(tuple),
    st.integers(0, 6),
    WORDS,
    WORDS,
    WORDS,
    WORDS,
)
ARTICLES = st.builds(
    Imported,
    WORDS,
    st.lists(BLOCKS, max_size=6).map(tuple).map(Document),
    WORDS,
    authors=st.lists(st.builds(Name, WORDS, WORDS, WORDS), max_size=2).map(tuple),
    evidence=st.lists(st.builds(Evidence, WORDS, WORDS, WORDS, WORDS, st.booleans()), max_size=2).map(tuple),
    figures=st.lists(st.builds(Figure, WORDS, WORDS, WORDS, st.binary(max_size=30)), max_size=2).map(tuple),
)
SOURCES = st.builds(
    Source,
    st.sampled_from(["url", "file", "text", "html"]),
    st.binary(max_size=50),
    WORDS,
    WORDS,
    WORDS,
    WORDS,
    WORDS,
    st.lists(st.tuples(WORDS, st.binary(max_size=20)), max_size=3).map(tuple),
)


def sent(reply: Imported | Refusal) -> bytes:
    stream = io.BytesIO()
    write_reply(stream, reply)
    return stream.getvalue()


@settings(max_examples=60)
@given(ARTICLES)
def test_an_article_arrives_as_it_was_sent(imported: Imported) -> None:
    arrived = read_reply(io.BytesIO(sent(imported)))
    assert arrived == imported
    assert isinstance(arrived, Imported)
    assert arrived.document.text == imported.document.text


@settings(max_examples=60)
@given(SOURCES)
def test_a_source_arrives_as_it_was_sent(source: Source) -> None:
    stream = io.BytesIO()
    write_source(stream, source)
    write_source(stream, replace(source, name="the next"))
    stream.seek(0)
    assert read_source(stream) == source
    assert read_source(stream) == replace(source, name="the next")
    assert read_source(stream) is None


def test_a_refusal_arrives_with_its_reason() -> None:
    refusal = Refusal("“a.pdf” is locked.", "password", "")
    assert read_reply(io.BytesIO(sent(refusal))) == refusal


def test_every_field_of_what_travels_is_tested_here() -> None:
    # One that is added to these records has to be added to the strategies above.
    assert Block.__match_args__ == (
        "kind", "text", "spans", "level", "marker", "boilerplate", "source", "page"
    )  # fmt: skip
    assert Source.__match_args__ == (
        "kind", "content", "name", "location", "media_type", "charset", "password", "beside"
    )  # fmt: skip


@settings(max_examples=80)
@given(st.data())
def test_a_frame_that_was_tampered_with_is_refused_or_is_a_whole_reply(data: st.DataObject) -> None:
    whole = bytearray(sent(data.draw(ARTICLES)))
    if data.draw(st.booleans()):
        del whole[data.draw(st.integers(0, len(whole) - 1)) :]
    else:
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        reply = read_reply(io.BytesIO(bytes(whole)))
    except ValueError:
        return
    assert reply is None or isinstance(reply, Imported | Refusal)


@settings(max_examples=80)
@given(st.binary(max_size=60))
def test_what_is_no_frame_is_refused(content: bytes) -> None:
    if not content:
        assert read_reply(io.BytesIO(content)) is None
        return
    with pytest.raises(ValueError, match=r"."):
        read_reply(io.BytesIO(content))


@pytest.mark.parametrize(
    "row",
    [
        '["imported",[1]]',
        '["imported",["a"]]',
        '["refusal",["a","because",""]]',
        '["refusal",["a","problem","",""]]',
        '["article",[]]',
        "[]",
        "{}",
        '"refusal"',
        "[" * 100_000,
        '["imported",["html",[[]],"a",[],"","","","","","",[],[["id","","image/png",7]]]]',
    ],
)
def test_a_reply_of_another_shape_is_refused(row: str) -> None:
    content = row.encode()
    frame = (1).to_bytes(8, "big") + len(content).to_bytes(8, "big") + content
    with pytest.raises(ValueError, match=r"."):
        read_reply(io.BytesIO(frame))


def test_a_frame_that_says_it_is_huge_is_refused_before_it_is_read() -> None:
    frame = (1).to_bytes(8, "big") + (2**50).to_bytes(8, "big")
    with pytest.raises(ValueError, match="too large"):
        read_reply(io.BytesIO(frame))


def test_an_article_that_is_too_large_for_a_frame_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "MOST_BYTES", 100)
    stream = io.BytesIO()
    with pytest.raises(OverflowError):
        write_reply(stream, Imported("text", Document((Block("paragraph", "word " * 100),)), "a"))
    assert stream.getvalue() == b""


def test_half_a_character_that_json_spelt_costs_no_source() -> None:
    stream = io.BytesIO()
    write_reply(stream, Refusal("a\ud800b", "mistake"))
    stream.seek(0)
    assert read_reply(stream) == Refusal("a\ufffdb", "mistake")
