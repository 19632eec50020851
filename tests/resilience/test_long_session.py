"""A long session does not grow: nothing stays behind of articles that were read and of what was undone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "long_session.py"
FLAT = 1.1
"""How much more the end may weigh than what was weighed after the first tenth."""


def weigh(folder: Path, switches: int, highlights: int) -> dict[str, list[dict[str, float]]]:
    """Live through a session in a process of its own; returns what was weighed, by what was done."""
    asked = [sys.executable, str(SCRIPT), str(folder), str(switches), str(highlights)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=7200)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    print(done.stdout)  # noqa: T201 - the figures of a soak
    return {what: [row for row in rows if row["what"] == what] for what in ("switches", "highlights")}


def require_flat(rows: list[dict[str, float]]) -> None:
    """Fail unless the end weighs what the beginning did, once all was warm."""
    first, last = rows[len(rows) // 10], rows[-1]
    assert last["memory"] < FLAT * first["memory"], (first, last)
    for kind in ("qt objects", "windows", "children", "files", "threads"):
        # The analysis process and the pool may come or go once.
        assert last[kind] <= first[kind] + 4, (kind, first, last)
    assert last["python objects"] < FLAT * first["python objects"], (first, last)


def test_articles_that_are_left_are_freed(tmp_path: Path) -> None:
    weighed = weigh(tmp_path, 120, 0)["switches"]
    # What each article left behind would be half a megabyte.
    assert weighed[-1]["memory"] - weighed[10]["memory"] < 10, weighed
    require_flat(weighed[10:])


@pytest.mark.slow
def test_ten_thousand_articles_and_ten_thousand_highlights_leave_nothing_behind(tmp_path: Path) -> None:
    weighed = weigh(tmp_path, 10_000, 10_000)
    require_flat(weighed["switches"])
    require_flat(weighed["highlights"])
