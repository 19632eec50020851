"""How well articles are found in saved pages: ``python tests/benchmarks/accuracy_html.py [FOLDER] [-v]`` prints the figures.

FOLDER holds one folder per page with ``source.html``, ``expected.html`` and ``expected-metadata.json``; without it,
the shared pages beside the checkout are used. Words are compared as bags: F1 of the text without boilerplate.
"""

import json
import re
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

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


def main() -> None:
    """Import every page and print the figures."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("-")]
    folder = Path(arguments[0]) if arguments else PAGES
    whole: list[float] = []
    body: list[float] = []
    titles: list[bool] = []
    dates: list[bool] = []
    seconds: list[float] = []
    invented = refused = 0
    for page in sorted(path.parent for path in folder.glob("*/source.html")):
        wanted = json.loads((page / "expected-metadata.json").read_text("utf-8"))
        tree = html.document_fromstring((page / "expected.html").read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        expected = " ".join(tree.itertext())
        start = time.perf_counter()
        try:
            imported = read(files.load(page / "source.html"))
        except Problem as problem:
            refused += 1
            print(f"refused  {page.name}: {problem}")
            continue
        seconds.append(time.perf_counter() - start)
        found, found_body = article_words(imported, expected)
        whole.append(f1(found, words(expected)))
        body.append(f1(found_body, words(expected)))
        said = next(r for r in imported.evidence if r.field == "title")
        # A page without a title gets one that calls itself a guess.
        titles.append(
            title_is_right(imported.title, wanted.get("title") or "") or (said.guess and not wanted.get("title"))
        )
        if not titles[-1]:
            print(f"title    {page.name}: {imported.title!r} for {wanted.get('title')!r}")
        if wanted.get("publishedTime"):
            dates.append(imported.published == wanted["publishedTime"][:10])
            if not dates[-1]:
                print(f"date     {page.name}: {imported.published!r} for {wanted['publishedTime']!r}")
        elif imported.published:
            row = next(r for r in imported.evidence if r.field == "published")
            invented += row.guess
            print(f"no date wanted  {page.name}: {row}")
        if body[-1] < 0.93 or "-v" in sys.argv:
            print(f"F1 {body[-1]:.3f} {page.name}: {found_body.total()} words for {words(expected).total()}")
    print(f"pages {len(seconds)}, refused {refused}")
    print(
        f"F1 {statistics.mean(body):.4f} (median {statistics.median(body):.4f}); with headline and captions {statistics.mean(whole):.4f}"
    )
    print(
        f"titles {sum(titles)}/{len(titles)}; dates of publication {sum(dates)}/{len(dates)}, guesses beyond {invented}"
    )
    print(f"seconds: mean {statistics.mean(seconds):.2f}, slowest {max(seconds):.2f}")


if __name__ == "__main__":
    main()
