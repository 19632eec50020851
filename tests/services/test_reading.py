"""A source is read in a process apart: whatever becomes of that, the reader gets an article or one sentence."""

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from postil.domain.problems import PasswordNeeded, Problem
from postil.domain.sources import Source
from postil.importers import read
from postil.importers.confinement import LARGEST_FILE
from postil.services import reading
from postil.services.children import worker_command
from postil.services.reading import ReadingBrokeOff, ReadingProcess

STORY = Source(
    "file", b"A ship in the ice\n\nIn January 1911 the ship lay in the bay.\n", "ship.txt", "/home/a/ship.txt"
)
OTHER = Source("file", b"A hut on the rock\n\nThe hut was built in February 1911.\n", "hut.txt")

# A process in which the name of a source says what goes wrong with it.
ODD = """
import os, time
from postil.domain.problems import PasswordNeeded, Problem
from postil.importers import confinement, registry, worker
confinement.seconds_for = lambda size: 2
read = registry.read
def odd(source):
    match source.name:
        case "slow": time.sleep(100)
        case "spins":
            while True: pass
        case "greedy": return bytearray(10**12)
        case "grows":
            held = []
            while True: held.append(bytearray(10**7))
        case "dies": os.abort()
        case "wrong": return {}["what the reader wrote"]
        case "locked": raise PasswordNeeded("“{name}” is locked.", name=source.name)
        case "prints": print("x" * 100_000)
        case "writes":
            with open(source.location, "wb") as file:
                while True: file.write(b"x" * 2**20)
        case "odd reply": os.write(1, b"x" * 100)
    return read(source)
registry.read = odd
worker.main()
"""


@pytest.fixture
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess() as made:
        yield made


@pytest.fixture
def odd() -> Iterator[ReadingProcess]:
    with ReadingProcess([sys.executable, "-P", "-c", ODD]) as made:
        yield made


def source(name: str) -> Source:
    return Source("file", STORY.content, name)


def child(process: ReadingProcess) -> "subprocess.Popen[bytes]":
    running = process._child
    assert running is not None
    return running


def test_an_article_is_the_same_as_one_read_in_this_process(process: ReadingProcess) -> None:
    assert process.read(STORY) == read(STORY)


def test_one_process_serves_one_source_after_the_other(process: ReadingProcess) -> None:
    process.read(STORY)
    first = child(process).pid
    with pytest.raises(Problem, match="is empty"):
        process.read(Source("file", b" ", "empty.txt"))
    assert process.read(OTHER).title == "A hut on the rock"
    assert child(process).pid == first


def test_a_process_that_died_meanwhile_is_started_again(process: ReadingProcess) -> None:
    process.read(STORY)
    child(process).kill()
    child(process).wait()
    assert process.read(OTHER).title == "A hut on the rock"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("dies", "“dies” was not read: the attempt broke off."),
        ("wrong", "“wrong” was not read: the attempt broke off."),
        ("odd reply", "“odd reply” was not read: the attempt broke off."),
    ],
)
def test_a_process_that_breaks_off_is_a_sentence_and_the_next_source_comes_in(
    odd: ReadingProcess, name: str, sentence: str
) -> None:
    with pytest.raises(ReadingBrokeOff) as met:
        odd.read(source(name))
    assert str(met.value).startswith(sentence)
    assert odd.read(OTHER).title == "A hut on the rock"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")
@pytest.mark.parametrize("name", ["greedy", "grows"])
def test_too_much_memory_is_a_sentence_and_the_next_source_comes_in(odd: ReadingProcess, name: str) -> None:
    with pytest.raises(Problem, match=f"“{name}” was not read: it needs more memory"):
        odd.read(source(name))
    assert odd.read(OTHER).title == "A hut on the rock"


def test_a_source_that_takes_too_long_is_a_sentence_and_the_next_comes_in(
    odd: ReadingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd.start()
    with monkeypatch.context() as patch:
        patch.setattr(reading, "patience_for", lambda size: 0.3)
        with pytest.raises(Problem, match="“slow” was not read: it took more than 9 seconds"):
            odd.read(source("slow"))
    assert odd.read(OTHER).title == "A hut on the rock"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits on Windows")
def test_a_source_that_takes_all_of_the_processor_is_a_sentence_and_the_next_comes_in(odd: ReadingProcess) -> None:
    with pytest.raises(Problem, match="“spins” was not read: it took more than 9 seconds"):
        odd.read(source("spins"))
    assert odd.read(OTHER).title == "A hut on the rock"


def test_a_mistake_names_the_code_and_none_of_the_readers_words(odd: ReadingProcess) -> None:
    with pytest.raises(ReadingBrokeOff) as met:
        odd.read(source("wrong"))
    assert "KeyError" in met.value.report
    assert "what the reader wrote" not in str(met.value)


def test_a_password_that_is_needed_is_asked_for(odd: ReadingProcess) -> None:
    with pytest.raises(PasswordNeeded, match=r"“locked” is locked\."):
        odd.read(source("locked"))


def test_what_a_library_prints_is_no_reply(odd: ReadingProcess) -> None:
    assert odd.read(source("prints")).title == "A ship in the ice"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits on Windows")
def test_the_process_cannot_fill_the_disk(odd: ReadingProcess, tmp_path) -> None:
    target = tmp_path / "made by a stranger"
    with pytest.raises(ReadingBrokeOff):
        odd.read(Source("file", STORY.content, "writes", str(target)))
    assert target.stat().st_size <= LARGEST_FILE


def test_a_language_that_only_the_model_tells_is_told(process: ReadingProcess) -> None:
    words = "Корабът лежеше в залива и никой на борда не знаеше за другия, докато не дойде лятото. "
    source = Source("file", (words * 6).encode(), "a.txt")
    assert process.read(source).language == read(source).language == "bg"


def test_closing_it_gives_up_what_is_being_read(odd: ReadingProcess) -> None:
    odd.start()
    ended: list[Problem] = []

    def ask() -> None:
        try:
            odd.read(source("slow"))
        except Problem as problem:
            ended.append(problem)

    thread = threading.Thread(target=ask)
    thread.start()
    odd.close()
    thread.join(20)
    assert not thread.is_alive()
    assert [str(problem) for problem in ended] == ["The import was stopped."]
    with pytest.raises(Problem, match="was stopped"):
        odd.read(STORY)


@pytest.mark.skipif(sys.platform != "linux", reason="the end of a stranger's process is told on Linux")
def test_the_process_ends_with_whoever_asked_it() -> None:
    parent = (
        "import sys, time\n"
        "from postil.services.reading import ReadingProcess\n"
        "process = ReadingProcess()\n"
        "process.start()\n"
        "print(process._child.pid, flush=True)\n"
        "time.sleep(100)\n"
    )
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        ended = os.pidfd_open(int(running.stdout.readline()))
        running.kill()
    try:
        assert select.select([ended], [], [], 20)[0] == [ended]
    finally:
        os.close(ended)


def test_a_system_that_starts_no_process_is_a_sentence() -> None:
    with pytest.raises(Problem, match=r"could not start the process that does it \(No such file"):
        ReadingProcess(["/no/such/program"]).read(STORY)


def test_modules_that_lie_in_the_current_folder_are_not_run(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit(7)")
    (tmp_path / "postil.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    page = b"<html><body><article><h1>A ship</h1><p>In 1911 it lay in the bay, they say.</p></article></body></html>"
    with ReadingProcess() as process:
        assert process.read(Source("file", page, "a.html")).title == "A ship"


def test_an_interrupt_in_the_terminal_is_left_to_whoever_asked(process: ReadingProcess) -> None:
    process.read(STORY)
    child(process).send_signal(signal.SIGINT)
    assert process.read(OTHER).title == "A hut on the rock"


def test_a_frozen_postil_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command("import") == [sys.executable, "--worker", "import"]
