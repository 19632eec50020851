"""The analysis process: lines in, lines out, whatever the lines are."""

import io
import os
import subprocess
import sys
from pathlib import Path

from postil import analysis
from postil.analysis.messages import Reply, Request, read_reply, request_line
from postil.analysis.worker import serve

TEXT = "In May 1941 Anna Seghers left Paris. Comrade ** wrote to her on June 3 from “Zürich” — 苏黎世."


def replies(*lines: bytes) -> list[Reply]:
    out = io.BytesIO()
    assert serve(io.BytesIO(b"".join(lines)), out) == 0
    return [read_reply(line) for line in out.getvalue().splitlines()]


def test_a_request_ends_with_the_whole_analysis() -> None:
    answers = replies(request_line(Request("a", TEXT)))
    assert [answer.id for answer in answers] == ["a"] * len(answers)
    assert answers[-1].done == analysis.analyse(TEXT)
    assert any(answer.progress == 1.0 for answer in answers)


def test_a_broken_request_is_told_and_the_next_one_answered() -> None:
    answers = replies(b"nonsense\n", b"\xff\xfe\x00\n", b"\n", b'{"id":"x"}\n', request_line(Request("b", "In 1941.")))
    assert [bool(answer.problem) for answer in answers[:3]] == [True, True, True]
    done = answers[-1].done
    assert done is not None
    assert [date.edtf for date in done.dates] == ["1941"]


def test_a_long_text_is_told_of_piece_by_piece() -> None:
    text = "\n".join(f"Anna Seghers left Paris in {1900 + number % 90}, and Otto Katz stayed." for number in range(700))
    answers = replies(request_line(Request("c", text, "en")))
    shares = [answer.progress for answer in answers if answer.progress >= 0]
    partials = [answer.partial for answer in answers if answer.partial is not None]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(partials) >= 2
    assert all(partial.entities for partial in partials)


def test_the_process_speaks_utf_8_whatever_the_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    environment["PYTHONPATH"] = str(Path(analysis.__file__).parents[2])
    program = "import sys; from postil.analysis.worker import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=b"?\n" + request_line(Request("d", TEXT, "xx")),
        capture_output=True,
        env=environment,
        timeout=120,
        check=True,
    )
    last = read_reply(done.stdout.splitlines()[-1]).done
    assert last is not None
    assert [mask.text for mask in last.masks] == ["**"]
    assert any(entity.name == "Anna Seghers" for entity in last.entities)
    assert "xx" in last.remark


def test_nothing_of_the_window_or_the_library_is_loaded() -> None:
    program = (
        "import sys, postil.analysis.worker, postil.analysis as a; a.VERSION; "
        "print([m for m in sys.modules if m.split('.')[0] in {'PySide6', 'sqlite3', 'sqlite_utils', 'spacy'}])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(analysis.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "[]"
