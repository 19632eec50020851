"""A disk that gives errors: strace makes the system's calls fail as such a disk does."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from postil.storage.checking import check
from postil.storage.library import Library
from postil.storage.shelf import shelf
from resilience.calmly import Said, make_library, require_calm

STRACE = shutil.which("strace")


def can_trace() -> bool:
    """Return whether strace is there and may look at a process."""
    if STRACE is None:
        return False
    return subprocess.run([STRACE, "-o", "/dev/null", "true"], check=False, capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not look at processes here")

ADDING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from desks import add_article
from postil.domain.problems import Problem
from postil.storage.library import Library
try:
    library = Library.open(Path(sys.argv[1]))
    add_article(library, title="Added")
    print("added", flush=True)
    library.close()
except Problem as problem:
    sys.stderr.write(f"{problem}\\n")
    sys.exit(1)
"""


def add_with(failure: str, library: Path) -> Said:
    """Add an article while each system call on the library's files that ``failure`` names goes wrong."""
    assert STRACE is not None
    files = [f"--trace-path={library}{ending}" for ending in ("", "-wal", "-shm", "-journal")]
    script = [sys.executable, "-c", ADDING, str(library), "", str(Path(__file__).parent.parent)]
    ended = subprocess.run(
        [STRACE, "-f", "-o", "/dev/null", *files, f"--inject={failure}", *script],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return Said(ended.returncode, ended.stdout, ended.stderr)


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        ("pwrite64:error=EIO", "disk gave an error"),
        ("pwrite64:error=EIO:when=3+", "disk gave an error"),
        ("fsync,fdatasync:error=EIO", "disk gave an error"),
        ("pread64:error=EIO", "disk gave an error"),
        # SQLite takes a page that cannot be read for one that is damaged, and so is it.
        ("pread64:error=EIO:when=5+", "is damaged"),
    ],
)
def test_an_error_of_the_disk_is_a_sentence_and_nothing_reported_is_lost(
    failure: str, words: str, tmp_path: Path
) -> None:
    library = make_library(tmp_path / "library")
    said = add_with(failure, library)
    if said.code == 0:
        assert said.out == "added\n"  # it was not asked for that often
    else:
        require_calm(said, words)
    opened = Library.open(library)
    titles = [item.title for item in opened.items()]
    assert check(opened) == ()
    assert len(shelf(opened)) == len(titles)
    assert any("telegrams" in title for title in titles)
    assert ("Added" in titles) or "added" not in said.out
    opened.close()


def test_it_is_the_failing_disk_that_is_told_of(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    assert add_with("pwrite64:error=EIO:when=9999", library).out == "added\n"
    assert add_with("fsync,fdatasync:error=EIO", library).code == 1
