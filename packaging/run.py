"""``make run``: open the window, or without a display do Postil's main work on the sample article into build/run/."""

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
OUTPUT = ROOT / "build" / "run"


def main() -> int:
    """Open the window where there is a display, else show what Postil does without one."""
    from postil.__main__ import main as postil
    from postil.services.display import display_trouble

    trouble = display_trouble()
    if not trouble:
        return postil([])
    print("There is no display here, so Postil does its work on the sample article without a window.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir(parents=True)
    article_id = mark_sample(OUTPUT / "library.postil")
    for name, path in (
        ("The library", OUTPUT / "library.postil"),
        ("The notes as Markdown", export(OUTPUT / "library.postil", article_id, OUTPUT / "sample.md")),
        ("A picture of the window", picture(OUTPUT / "library.postil", article_id, OUTPUT / "window.png")),
    ):
        if path is not None:
            print(f"{name}: {path.relative_to(ROOT)}")
    return 0


def bring_in_sample(library_file: Path) -> str:
    """Bring the sample article into a new library and analyse it; return its id."""
    from postil import importers
    from postil.services import importing
    from postil.services.analysing import known_analysis
    from postil.services.sample import sample_source
    from postil.storage.library import Library

    library = Library.open(library_file)
    source = sample_source()
    arrival = importing.receive(library, source, importers.read(source))
    library.apply(arrival.edit)
    revision = library.revision(library.article(arrival.article_id).revision_id)
    known_analysis(library, revision, make=True)
    library.close()
    return arrival.article_id


def mark_sample(library_file: Path) -> str:
    """Bring the sample article into a new library, mark and note it; return its id."""
    from postil.services import articles, highlighting, quoting
    from postil.services.sample import SAMPLE_NOTE, sample_marks
    from postil.storage.library import Library

    article_id = bring_in_sample(library_file)
    library = Library.open(library_file)
    revision = library.revision(library.article(article_id).revision_id)
    for mark in sample_marks():
        start, end = quoting.find_quote(revision.document.text, mark.quote, prefix=mark.prefix)
        edit, _ = highlighting.add(revision, start, end, color=mark.color, note=mark.note, tags=mark.tags)
        library.apply(edit)
    library.apply(articles.write_note(article_id, None, SAMPLE_NOTE))
    library.close()
    return article_id


def export(library_file: Path, article_id: str, target: Path) -> Path:
    """Write the article's notes as Markdown, checked; return where."""
    from postil.services import exporting
    from postil.storage.library import Library

    library = Library.open(library_file)
    exporting.export(library, [article_id], "markdown", target)
    library.close()
    return target


def picture(library_file: Path, article_id: str, target: Path) -> Path | None:
    """Render the window with the article open to a PNG; return where, or None where Qt cannot even draw here."""
    try:
        from postil.app.picture import draw_window
    except ImportError as error:
        print(f"No picture was drawn: {error}.")
        return None
    draw_window(library_file, article_id, target)
    return target


if __name__ == "__main__":
    sys.exit(main())
