"""Analyses, requests and replies survive the way through JSON."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.analysis.messages import (
    Reply,
    Request,
    from_lines,
    read_reply,
    read_request,
    reply_line,
    request_line,
    to_lines,
)
from postil.domain.entities import ENTITY_KINDS, Analysis, DateMention, Entity, Mask, Mention, Quantity, Suggestion

_PLACES = st.integers(0, 10**7)
_WORDS = st.text(max_size=12)
_MENTIONS = st.builds(Mention, _PLACES, _PLACES, _WORDS, _WORDS)
_ENTITIES = st.builds(
    Entity,
    _WORDS,
    _WORDS,
    st.sampled_from(ENTITY_KINDS),
    st.lists(_MENTIONS, max_size=3).map(tuple),
    st.lists(_MENTIONS, max_size=1).map(tuple),
)
_DATES = st.builds(DateMention, _PLACES, _PLACES, _WORDS, _WORDS, _WORDS, st.integers(-1, 10**7), _WORDS)
_REALS = st.floats(-1e15, 1e15)
_SUGGESTIONS = st.builds(Suggestion, _PLACES, _PLACES, _WORDS, _WORDS, st.floats(0, 1), _WORDS)
_QUANTITIES = st.builds(Quantity, _PLACES, _PLACES, _WORDS, _REALS, _REALS, _WORDS, st.booleans())
ANALYSES = st.builds(
    Analysis,
    version=_WORDS,
    language=_WORDS,
    entities=st.lists(_ENTITIES, max_size=3).map(tuple),
    dates=st.lists(_DATES, max_size=3).map(tuple),
    masks=st.lists(st.builds(Mask, _PLACES, _PLACES, _WORDS), max_size=3).map(tuple),
    remark=_WORDS,
    suggestions=st.lists(_SUGGESTIONS, max_size=2).map(tuple),
    quantities=st.lists(_QUANTITIES, max_size=2).map(tuple),
)


@settings(max_examples=80, deadline=None)
@given(ANALYSES)
def test_an_analysis_comes_back_as_it_was(analysis: Analysis) -> None:
    assert from_lines(to_lines(analysis)) == analysis
    lists = (analysis.entities, analysis.dates, analysis.masks, analysis.suggestions, analysis.quantities)
    findings = sum(map(len, lists))
    assert to_lines(analysis).count("\n") == findings


@settings(max_examples=80, deadline=None)
@given(ANALYSES, _WORDS, st.floats(0, 1))
def test_replies_come_back_from_one_line_of_ascii(analysis: Analysis, name: str, share: float) -> None:
    for reply in (Reply(name, round(share, 4)), Reply(name, partial=analysis), Reply(name, done=analysis)):
        line = reply_line(reply)
        assert line.isascii()
        assert line.count(b"\n") == 1
        assert read_reply(line) == reply


@settings(max_examples=80, deadline=None)
@given(_WORDS, st.text(st.characters(), max_size=60), _WORDS)
def test_requests_come_back_from_one_line_of_ascii(name: str, text: str, language: str) -> None:
    line = request_line(Request(name, text, language))
    assert line.isascii()
    assert read_request(line) == Request(name, text, language)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", "1", '{"version":1}', '{"version":"","language":"","remark":""}\n{"entity":{}}',
     '{"version":"","language":"","remark":""}\n{"ghost":{}}', '{"version":"","language":"","remark":""}\n'],
)  # fmt: skip
def test_what_is_no_analysis_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_lines(text)


@pytest.mark.parametrize("line", [b"", b"\xff\xfe", b"{", b"[1]", b'{"id":1,"text":""}', b'{"id":"a"}', b"[" * 100_000])
def test_what_is_no_request_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_request(line)
