"""How often a highlight is found where it belongs after its text changed, and how fast.

``python tests/benchmarks/bench_anchoring.py [--seed N]`` prints a table, one row per mutation.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "desktop")]

from figures import Figure  # noqa: E402 - the folders must be on the path first
from mutations import MUTATIONS, Span, choose_spans, truths  # noqa: E402
from prose import long_text, sentence  # noqa: E402

from postil.domain.anchoring import Placement, describe, locate, locate_all  # noqa: E402

_SIZE, _HIGHLIGHTS = 80_000, 160


@dataclass
class Tally:
    """What became of the highlights of one mutation."""

    verdicts: Counter[str] = field(default_factory=Counter[str])
    missed: list[tuple[Span, Span | None, Placement]] = field(default_factory=list[tuple[Span, Span | None, Placement]])

    def share(self, *verdicts: str) -> float:
        """Return the share of ``verdicts`` in per cent."""
        return 100 * sum(self.verdicts[verdict] for verdict in verdicts) / max(1, self.verdicts.total())


def verdict_on(found: Placement, truth: Span | None) -> str:
    """Return "right", "lost" (wrongly), "ends" (more than a letter or two off), or "wrong" with its state."""
    if found.state == "lost":
        return "right" if truth is None else "lost"
    if truth is None:
        return "wrong, changed" if found.state == "changed" else "wrong, accepted"
    start, end = truth
    shared = min(end, found.end) - max(start, found.start)
    if shared * 2 < max(end - start, found.end - found.start):
        return "wrong, changed" if found.state == "changed" else "wrong, accepted"
    return "right" if abs(start - found.start) <= 3 and abs(end - found.end) <= 3 else "ends"


def run(text: str, seed: int, fresh: Callable[[], str], highlights: int, *, with_old: bool) -> dict[str, Tally]:
    """Mutate ``text`` in every way and look for ``highlights`` spans of it."""
    tallies: dict[str, Tally] = {}
    for name, mutate in MUTATIONS.items():
        rng = random.Random(f"{seed} {name}")
        spans = choose_spans(rng, text, highlights)
        mutated = mutate(rng, text, spans, fresh)
        selectors = [describe(text, start, end) for start, end in spans]
        found = locate_all(mutated.text, selectors, old_text=text if with_old else None)
        tally = tallies[name] = Tally()
        for span, truth, placement in zip(spans, truths(mutated, spans), found, strict=True):
            verdict = verdict_on(placement, truth)
            tally.verdicts[verdict] += 1
            if verdict != "right":
                tally.missed.append((span, truth, placement))
    return tallies


def total(tallies: dict[str, Tally]) -> Tally:
    """Return the tallies of all mutations in one."""
    return Tally(sum((tally.verdicts for tally in tallies.values()), Counter[str]()))


def seconds_for(count: int, size: int, *, with_old: bool) -> float:
    """Return the processor time of finding ``count`` highlights, one by one, in a text of ``size`` edited all over."""
    rng = random.Random(7)
    text = long_text(rng, size)
    spans = choose_spans(rng, text, count * 2)
    spans = sorted(rng.sample(spans, min(count, len(spans))))
    new = MUTATIONS["all at once"](rng, text, spans, partial(sentence, rng)).text
    selectors = [describe(text, start, end) for start, end in spans]
    began = time.process_time()
    for selector in selectors:
        locate(new, selector, old_text=text if with_old else None)
    return (time.process_time() - began) * count / len(spans)


def measure() -> list[Figure]:
    """Return the figures of anchoring, each with its bound."""
    rng = random.Random(11)
    text = long_text(rng, _SIZE)
    figures: list[Figure] = []
    for with_old, how in ((True, "by the old text"), (False, "by the quote alone")):
        tally = total(run(text, 11, partial(sentence, rng), _HIGHLIGHTS, with_old=with_old))
        seconds = seconds_for(500, 300_000, with_old=with_old)
        figures += [
            Figure(f"anchoring {how}: not right", 100 - tally.share("right"), "%", 4),
            Figure(f"anchoring {how}: wrong words as exact or moved", tally.share("wrong, accepted"), "%", 0.5),
            Figure(f"anchoring {how}: wrong words as changed", tally.share("wrong, changed"), "%", 1),
            Figure(f"anchoring {how}: 500 highlights in 300 kB", seconds, "s", 1),
        ]
    return figures


def table(tallies: dict[str, Tally]) -> str:
    """Return one row per mutation, in per cent."""
    columns = ("right", "ends", "lost", "wrong, changed", "wrong, accepted")
    rows = [f"{'':26}{'n':>6}" + "".join(f"{column:>16}" for column in columns)]
    rows += [
        f"{name:26}{tally.verdicts.total():6}" + "".join(f"{tally.share(column):16.1f}" for column in columns)
        for name, tally in (*tallies.items(), ("all", total(tallies)))
    ]
    return "\n".join(rows)


def main() -> None:
    """Print the tables and the speed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    seed = parser.parse_args().seed
    rng = random.Random(seed)
    text = long_text(rng, _SIZE)
    for with_old in (True, False):
        tallies = run(text, seed, partial(sentence, rng), _HIGHLIGHTS, with_old=with_old)
        seconds = seconds_for(500, 300_000, with_old=with_old)
        how = "with the old text" if with_old else "by quote and context alone"
        print(f"\n{how}\n{table(tallies)}\n500 highlights in 300 kB: {seconds:.2f} s")  # noqa: T201


if __name__ == "__main__":
    main()
