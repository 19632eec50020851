"""Long exports are read back in two processes, and in one where the second cannot be had."""

import subprocess
import sys

import pytest

from postil.exporters import checking
from postil.exporters.checking import ReadBack, read_back, reading_elsewhere
from postil.exporters.escaping import EVERY_READER, PANDOC, escape_line
from postil.services import second_reader
from postil.services.second_reader import SecondReader

_HOSTILE = ("5*3*2 \\* [[a]] <b>", "`x` &amp; $y$", "—\u2028 \U0001f600 שלום", "***")


def _long_export(family):
    card = "{number} · [Open in Postil](postil://article/a#highlight=h{number})\n\n> {quotation}\n"
    quotations = [escape_line(_HOSTILE[number % len(_HOSTILE)], family) for number in range(600)]
    return "# Notes\n\n" + "\n".join(
        card.format(number=number, quotation=quotation) for number, quotation in enumerate(quotations)
    )


@pytest.mark.parametrize("family", [EVERY_READER, PANDOC], ids=["every reader", "Pandoc"])
def test_the_second_process_reads_what_would_be_read_here(family):
    text = _long_export(family)
    longer = text + "\n## More\n"
    here = [read_back(each, family) for each in (text, longer)]
    with SecondReader() as second, reading_elsewhere(second.begin):
        assert [read_back(each, family) for each in (text, longer)] == here
    assert len(here[0][1].quotations) == 600


def test_the_second_parser_is_not_run_here_while_the_second_process_answers(monkeypatch):
    monkeypatch.setattr(checking, "read_with_markdown", pytest.fail)
    with SecondReader() as second, reading_elsewhere(second.begin):
        assert read_back(_long_export(EVERY_READER), EVERY_READER)[1].reader == "markdown"


def _never(body, family):
    raise AssertionError(f"{len(body)} characters for {family.name} were sent elsewhere")


def test_a_short_text_is_read_here():
    with reading_elsewhere(_never):
        assert read_back("# Notes\n", EVERY_READER)[1].headings == ((1, "Notes"),)


def _script(words):
    return [sys.executable, "-c", words]


@pytest.mark.parametrize(
    "command",
    [
        _script("raise SystemExit"),
        _script("import sys; sys.stdin.readline(); print('{')"),
        _script("import sys; sys.stdin.readline(); print('[1, 2]')"),
        ["/no such program"],
    ],
    ids=["ends at once", "breaks off", "answers something else", "does not start"],
)
def test_without_a_second_process_all_is_read_here(monkeypatch, command):
    text = _long_export(EVERY_READER)
    here = read_back(text, EVERY_READER)
    monkeypatch.setattr(second_reader, "worker_command", lambda _: command)
    with SecondReader() as second, reading_elsewhere(second.begin):
        assert read_back(text, EVERY_READER) == here


def test_the_process_is_gone_when_the_export_is_done(monkeypatch):
    started = list[subprocess.Popen[bytes]]()

    class Watched(subprocess.Popen):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    with SecondReader() as second:
        second.begin(_long_export(EVERY_READER), EVERY_READER)
    assert [child.poll() is not None for child in started] == [True]


def test_outside_of_a_long_export_nothing_is_read_elsewhere():
    with SecondReader() as second, reading_elsewhere(second.begin):
        pass
    assert isinstance(read_back(_long_export(EVERY_READER), EVERY_READER)[1], ReadBack)
