"""What a new export changes in a file, line by line: for a look at it, and as a unified diff."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from postil.domain.wording import count
from postil.exporters.merging import Kind, Merged, Segment
from postil.exporters.parts import bare, lines_of

CONTEXT = 3


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line: ``sign`` is " ", "-" or "+"; ``old`` and ``new`` count its lines from 1, 0 where it is not there."""

    sign: str
    kind: Kind
    old: int
    new: int
    text: str

    @property
    def is_own(self) -> bool:
        """Whether the reader wrote it, or changed the part that it belongs to."""
        return self.kind == "changed" or (self.kind == "kept" and bool(self.text.strip()))


def replaced_whole(present: str, new: str) -> Merged:
    """Return a file that is written anew, whatever stands in it."""
    old, after = lines_of(present), lines_of(new)
    segments: list[Segment] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, after, autojunk=False).get_opcodes():
        kind: Kind = "same" if tag == "equal" else "new" if a == b else "removed" if c == d else "renewed"
        segments.append(Segment(kind, "", "".join(old[a:b]), "".join(after[c:d])))
    return Merged(tuple(segments), ())


def diff_lines(segments: Iterable[Segment]) -> Iterator[DiffLine]:
    """Give all lines of a file as it was and as it will be."""
    old = new = 0
    for each in segments:
        for sign, line in _signed(each):
            old += sign != "+"
            new += sign != "-"
            yield DiffLine(sign, each.kind, old if sign != "+" else 0, new if sign != "-" else 0, bare(line))


def with_context(
    lines: Sequence[DiffLine], context: int = CONTEXT, *, own: bool = False
) -> Iterator[tuple[DiffLine, ...]]:
    """Give the runs of lines that are changed, or the reader's ``own``, or within ``context`` lines of such a one."""
    shown = [False] * len(lines)
    for number, line in enumerate(lines):
        if line.sign != " " or (own and line.is_own):
            end = min(len(lines), number + context + 1)
            start = max(0, number - context)
            shown[start:end] = [True] * (end - start)
    run: list[DiffLine] = []
    for line, is_shown in zip(lines, shown, strict=True):
        if is_shown:
            run.append(line)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def unified(merged: Merged, name: str) -> str:
    """Return the changes as ``diff -u`` writes them; "" where there are none."""
    hunks = [*with_context([*diff_lines(merged.segments)])]
    if not hunks:
        return ""
    told = [f"--- {name}", f"+++ {name}"]
    old = new = 0
    for hunk in hunks:
        before, after = [each for each in hunk if each.sign != "+"], [each for each in hunk if each.sign != "-"]
        old, new = (before[0].old if before else old), (after[0].new if after else new)
        told.append(f"@@ -{old},{len(before)} +{new},{len(after)} @@")
        told += [f"{each.sign}{each.text}" for each in hunk]
    return "\n".join(told) + "\n"


def summary(merged: Merged) -> str:
    """Return in whole sentences what was kept, renewed, new and left out; "" for a file in which nobody wrote."""
    own = sum(each.kind == "kept" and bool(each.before.strip("\ufeff \r\n\t")) for each in merged.segments)
    told = (
        (
            own + merged.number("changed"),
            "{number} passage of yours was kept.",
            "{number} passages of yours were kept.",
        ),
        (
            merged.number("news"),
            "Beside {number} part that you changed stands what is new.",
            "Beside {number} parts that you changed stands what is new.",
        ),
        (merged.number("renewed"), "{number} part was renewed.", "{number} parts were renewed."),
        (merged.number("new"), "{number} part is new.", "{number} parts are new."),
        (merged.number("removed"), "{number} part was taken out.", "{number} parts were taken out."),
        (
            len(merged.dropped),
            "{number} part that you deleted stays out.",
            "{number} parts that you deleted stay out.",
        ),
        (
            len(merged.stale),
            "{number} part that you changed is no longer in the library, and stays.",
            "{number} parts that you changed are no longer in the library, and stay.",
        ),
    )
    return " ".join(count(one, many, number) for number, one, many in told if number)


def _signed(segment: Segment) -> Iterator[tuple[str, str]]:
    old, new = lines_of(segment.before), lines_of(segment.after)
    if old == new:
        yield from ((" ", line) for line in old)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((" ", line) for line in old[a:b])
        else:
            yield from (("-", line) for line in old[a:b])
            yield from (("+", line) for line in new[c:d])
