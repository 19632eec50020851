"""How well articles are found in saved pages: ``python tests/benchmarks/accuracy_html.py [FOLDER]`` prints it.

FOLDER holds one folder per page with ``source.html``, ``expected.html`` and ``expected-metadata.json``; without it,
the shared pages beside the checkout are used. Words are compared as bags: F1 of the text without boilerplate.
"""

import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

from lxml import html

from postil.domain.problems import Problem
from postil.domain.sources import Imported
from postil.importers import files, read

PAGES = Path(__file__).parents[3] / "shared" / "data" / "html-readability"
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")


def words(text: str) -> Counter[str]:
    """Return the words of ``text`` with their numbers; each Han, Kana or Hangul character is a word."""
    return Counter(_WORDS.findall(text.lower()))


def f1(found: Counter[str], wanted: Counter[str]) -> float:
    """Return the harmonic mean of precision and recall of ``found`` words."""
    if not found or not wanted:
        return float(found == wanted)
    common = (found & wanted).total()
    return 2 * common / (found.total() + wanted.total())


def article_words(imported: Imported, expected: str) -> tuple[Counter[str], Counter[str]]:
    """Return the words found, and those but for headline and pictures' captions where ``expected`` has them not."""
    blocks = [b for b in imported.document.blocks if not b.boilerplate]
    everything = words("\n".join(b.text for b in blocks))
    body = [
        b
        for b in blocks
        if not (b.kind == "figure" and b.text not in expected)
        and not (
            b is blocks[0] and b.kind == "heading" and b.level == 1 and plain(b.text) not in plain(expected[:2000])
        )
    ]
    return everything, words("\n".join(b.text for b in body))


def plain(text: str) -> str:
    """Return ``text`` in lower case with all but letters and digits as single spaces."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def title_is_right(found: str, wanted: str) -> bool:
    """Say whether the title is the one wanted, or that one without the site's name at its end."""
    if plain(found) == plain(wanted):
        return True
    return bool(found) and wanted.startswith(found) and bool(re.match(r"\s*[|_»–—·:-]", wanted[len(found) :]))


@dataclass(slots=True)
class Figures:
    """What was measured, one entry per page; ``remarks`` name the pages that fell short."""

    whole: list[float] = field(default_factory=list[float])
    body: list[float] = field(default_factory=list[float])
    titles: list[bool] = field(default_factory=list[bool])
    dates: list[bool] = field(default_factory=list[bool])
    seconds: list[float] = field(default_factory=list[float])
    guesses: int = 0
    remarks: list[str] = field(default_factory=list[str])

    def lines(self) -> list[str]:
        """Return the report."""
        return [
            *self.remarks,
            f"pages {len(self.seconds)}",
            f"F1 {mean(self.body):.4f} (median {median(self.body):.4f})",
            f"F1 with headline and captions {mean(self.whole):.4f}",
            f"titles {sum(self.titles)}/{len(self.titles)}",
            f"dates of publication {sum(self.dates)}/{len(self.dates)}, guesses where none is wanted {self.guesses}",
            f"seconds: mean {mean(self.seconds):.2f}, slowest {max(self.seconds):.2f}",
        ]


def measure(page: Path, figures: Figures) -> None:
    """Import one page and add its figures."""
    wanted = json.loads((page / "expected-metadata.json").read_text("utf-8"))
    tree = html.document_fromstring((page / "expected.html").read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    expected = " ".join(tree.itertext())
    start = time.perf_counter()
    try:
        imported = read(files.load(page / "source.html"))
    except Problem as problem:
        figures.remarks.append(f"refused {page.name}: {problem}")
        return
    figures.seconds.append(time.perf_counter() - start)
    found, found_body = article_words(imported, expected)
    figures.whole.append(f1(found, words(expected)))
    figures.body.append(f1(found_body, words(expected)))
    if figures.body[-1] < 0.93:
        figures.remarks.append(
            f"F1 {figures.body[-1]:.3f} {page.name}: {found_body.total()} of {words(expected).total()}"
        )
    said = next(row for row in imported.evidence if row.field == "title")
    title = wanted.get("title") or ""
    # A page without a title gets one that calls itself a guess.
    figures.titles.append(title_is_right(imported.title, title) or (said.guess and not title))
    if not figures.titles[-1]:
        figures.remarks.append(f"title {page.name}: {imported.title!r} for {title!r}")
    if wanted.get("publishedTime"):
        figures.dates.append(imported.published == wanted["publishedTime"][:10])
        if not figures.dates[-1]:
            figures.remarks.append(f"date {page.name}: {imported.published!r} for {wanted['publishedTime']!r}")
    else:
        figures.guesses += any(row.field == "published" and row.guess for row in imported.evidence)


def main() -> None:
    """Import every page and print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    figures = Figures()
    for page in sorted(path.parent for path in folder.glob("*/source.html")):
        measure(page, figures)
    sys.stdout.write("\n".join(figures.lines()) + "\n")


if __name__ == "__main__":
    main()
