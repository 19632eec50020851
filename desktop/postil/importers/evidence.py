"""Bibliographic findings while an importer gathers them: a value, the string it came from, and where that stood."""

from collections.abc import Iterable
from dataclasses import dataclass

from postil.domain.records import Evidence, Name

ORDERED_FIELDS = ("title", "authors", "container_title", "publisher", "published", "updated", "url", "language", "type")


@dataclass(frozen=True, slots=True)
class Findings:
    """The best that is known of each field, in the terms of Imported; ``rows`` tell where it came from."""

    rows: tuple[Evidence, ...] = ()
    authors: tuple[Name, ...] = ()

    def value(self, field: str) -> str:
        """Return the value of ``field``, "" where nothing is known."""
        return next((row.value for row in self.rows if row.field == field), "")

    def row(self, field: str) -> Evidence | None:
        """Return the evidence of ``field``."""
        return next((row for row in self.rows if row.field == field), None)

    def plus(self, rows: Iterable[Evidence], authors: tuple[Name, ...] = ()) -> "Findings":
        """Return these findings completed: what is certain stays, and goes before what is only a guess."""
        best = {row.field: row for row in self.rows}
        names = self.authors
        for row in rows:
            known = best.get(row.field)
            if not row.value or (known and (known.guess <= row.guess)):
                continue
            best[row.field] = row
            if row.field == "authors":
                names = authors
        ordered = sorted(best.values(), key=lambda row: _rank(row.field))
        return Findings(tuple(ordered), names)

    def with_row(self, row: Evidence) -> "Findings":
        """Return these findings with ``row`` in the place of what was known of its field."""
        return Findings(tuple(r for r in self.rows if r.field != row.field), self.authors).plus([row], self.authors)


def _rank(field: str) -> int:
    return ORDERED_FIELDS.index(field) if field in ORDERED_FIELDS else len(ORDERED_FIELDS)
