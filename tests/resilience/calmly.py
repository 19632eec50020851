"""What the tests of bad days share: commands, their one sentence, and what must not have changed."""

import contextlib
import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

from commanding import no_window
from postil.cli.main import run

ARTICLE = (
    "Six telegrams, one answer\n\nIn June 1941, Comrade ** wrote to ***. Nobody answered six telegrams.\n\n"
    "On June 30 the answer came from elsewhere; it was not the one that had been hoped for.\n"
)


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str


def command(library: Path, *arguments: str) -> Said:
    """Run a command on a library, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["--library", str(library), *arguments], no_window)
    return Said(code, out.getvalue(), err.getvalue())


def require_calm(said: Said, *words: str, code: int = 1) -> None:
    """Require one sentence on standard error that holds these words, and that exit code."""
    assert said.code == code, said
    lines = said.err.splitlines()
    assert len(lines) == 1, said.err
    assert re.search(r"[.…?]$|: \S+$", lines[0]), said.err
    assert "Traceback" not in said.err
    assert "sqlite3" not in said.err
    for word in words:
        assert word in said.err, said.err


def contents(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file under a folder by its path; what SQLite puts beside is left out."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.name.endswith((".lock", "-shm"))
        and (path.stat().st_size or not path.name.endswith("-wal"))
    }


def make_library(folder: Path, articles: int = 1) -> Path:
    """Return a library with articles that have a highlight each, in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = folder.parent / f"sources of {folder.name}"
    sources.mkdir()
    library = folder / "library.postil"
    for number in range(articles):
        path = sources / f"{number}.txt"
        path.write_text(ARTICLE.replace("Six", f"{number} of six", 1) + filling(number), "utf-8")
        assert command(library, "add", str(path)).code == 0
        title = f"{number} of six telegrams, one answer"
        assert command(library, "highlight", title, "--quote", "wrote to ***", "--note", "who?").code == 0
    return library


def filling(number: int) -> str:
    """Return some pages of paragraphs that differ."""
    return "".join(f"\n\nParagraph {n} of article {number} says what others had said." for n in range(40))
