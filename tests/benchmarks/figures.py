"""What a benchmark measures, and how it is written down."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number. ``bound`` is what it must stay under, None for one that is only told."""

    name: str
    value: float
    unit: str
    bound: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the bound is kept."""
        return self.bound is None or self.value < self.bound


def to_json(figures: Iterable[Figure]) -> str:
    """Return the figures as a JSON array of objects with ``name``, ``value``, ``unit``, ``bound`` and ``holds``."""
    return json.dumps([{**asdict(figure), "holds": figure.holds} for figure in figures], indent=2)


def from_json(text: str) -> list[Figure]:
    """Return the figures of a JSON array that ``to_json`` made."""
    return [Figure(each["name"], each["value"], each["unit"], each["bound"]) for each in json.loads(text)]


def write(figures: Iterable[Figure], path: Path) -> None:
    """Write the figures to ``path``, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_json(figures) + "\n", encoding="utf-8")


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as lines for a terminal."""
    lines: list[str] = []
    for figure in figures:
        bound = "" if figure.bound is None else f"  (bound {figure.bound:g} {figure.unit})"
        lines.append(
            f"{'ok  ' if figure.holds else 'MISS'}  {figure.name:<58} {figure.value:>9.2f} {figure.unit}{bound}"
        )
    return "\n".join(lines)
