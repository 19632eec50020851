"""Write LIBRARY.md: the library file, table by table, from its schema and from what library_page.toml says of it."""

import re
import sys
import tempfile
import tomllib
from pathlib import Path

from postil.storage.library import Library
from postil.storage.migrations import APPLICATION_ID, SCHEMA_VERSION

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "LIBRARY.md"
SAID = Path(__file__).with_suffix(".toml")
_HIDDEN = re.compile(r"_index(_|$)|^sqlite_|^_sqlite")
"""The full-text indexes with their tables, and what SQLite and the migrations keep for themselves."""

HEAD = """# The library file

<!-- Made by packaging/library_page.py; change packaging/library_page.toml and run that. -->

A Postil library is one SQLite file. `PRAGMA application_id` says `{application:#x}` ("Post"), `PRAGMA user_version` the
version of this shape: {version}. Any program for SQLite reads it; so do `datasette library.postil` and
`sqlite-utils query library.postil "SELECT …"`, also beside an open window. Write to it with `postil` alone: the indexes
for searching follow what Postil writes, and each row has a digest of itself.

All times are UTC. Positions are code points of `revisions.text`, from 0: in SQL, `substr(text, start + 1, end -
start)`. Columns called `start`, `end` and `foreign` want quotation marks in SQL: `"end"`. The tables whose names hold
`_index` are full-text indexes without content of their own (FTS5) and say nothing by themselves: search with `postil
search`.

What is in the trash is left out by the views, which begin with `v_`. `v_mentions` follows the reader's judgements,
except for three things that SQL cannot: names that were said to be distinct stay together there, a mask that hides
the same name as an identified one is not there by itself, and a name that is taken up again after the one who had it
was renamed may lead to that one.
"""


def page() -> str:
    """Return the whole page; raises LookupError where a table or column has no meaning in the TOML file."""
    said = tomllib.loads(SAID.read_text(encoding="utf-8"))
    parts = [HEAD.format(application=APPLICATION_ID, version=SCHEMA_VERSION)]
    tables, views = schema()
    parts.append("## Views\n")
    parts += [table_part(name, columns, said) for name, columns in views.items()]
    parts.append("## Tables\n")
    parts += [table_part(name, columns, said) for name, columns in tables.items()]
    parts.append("## Ten queries\n")
    parts += [f"{query['title']}:\n\n```sql\n{query['sql']}\n```\n" for query in said["queries"]]
    return "\n".join(parts)


def schema() -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]:
    """Return the tables and the views of a new library, each with the names and types of its columns."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {"table": {}, "view": {}}
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library.postil")
        for kind, name in library.rows("SELECT type, name FROM sqlite_schema ORDER BY rowid"):
            if kind in found and not _HIDDEN.search(name):
                found[kind][name] = [(row[1], row[2]) for row in library.rows(f'PRAGMA table_info("{name}")')]
        library.close()
    return found["table"], found["view"]


def table_part(name: str, columns: list[tuple[str, str]], said: dict[str, dict[str, dict[str, str]]]) -> str:
    """Return the section of one table."""
    own = said["tables"].get(name)
    if own is None:
        raise LookupError(f"library_page.toml says nothing of the table {name}")
    lines = [f"### {name}\n", f"{own['about']}\n", "| column | type | meaning |", "|---|---|---|"]
    for column, kind in columns:
        # A table's own "about" is what it is said to be.
        key = "about_column" if column == "about" else column
        meaning = own.get(key) or said["columns"].get(key)
        if not meaning:
            raise LookupError(f"library_page.toml says nothing of the column {name}.{column}")
        lines.append(f"| `{column}` | {kind or 'any'} | {meaning} |")
    return "\n".join([*lines, ""])


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
