"""Instapaper: the CSV and the HTML that its settings export, and the quotations in the CSV.

The CSV has the columns URL, Title, Selection, Folder, Timestamp (seconds since 1970) and, in later years, Tags (a JSON
list); the HTML a heading for each folder and lists of links. Source: https://www.instapaper.com/user
"""

import json
from typing import cast

from postil.domain.foreign import ForeignMark, ForeignWork
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.link_lists import foldered, links
from postil.importers.marks.tables import Row, header, rows, split_tags
from postil.importers.marks.times import moment
from postil.importers.marks.values import digest, strings, told_apart

NAME = "instapaper"


def sniff(file: MarkFile) -> bool:
    """Say whether the columns, or the title of the page, are those of Instapaper."""
    head = file.text[:2000].lower()
    is_page = "<title>instapaper" in head or ("instapaper" in head and "<ol>" in head and "<h1>" in head)
    return {"url", "title", "selection"} <= header(file) or is_page


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the saved pages, those with a quotation among them; a page that is there several times once."""
    if file.text.lstrip().startswith("<"):
        return tuple(
            ForeignWork(program=NAME, title=link.title, url=link.url, tags=foldered(link.folder))
            for link in links(file.text)
        )
    by_page: dict[str, list[Row]] = {}
    for row in rows(file.text):
        if row.get("url"):
            by_page.setdefault(row["url"], []).append(row)
    return tuple(_work(url, found) for url, found in by_page.items())


def _work(url: str, found: list[Row]) -> ForeignWork:
    quoted = [row for row in found if row.get("selection")]
    keys = told_apart(digest(url, row["selection"]) for row in quoted)
    tags = dict.fromkeys(tag for row in found for tag in (*_tags(row), *foldered(row.get("folder", ""))))
    marks: list[ForeignMark] = []
    for key, row in zip(keys, quoted, strict=True):
        made = moment(row.get("timestamp"))
        marks.append(ForeignMark(key, row["selection"], created=made, modified=made))
    title = next((row["title"] for row in found if row.get("title")), "")
    return ForeignWork(program=NAME, title=title, url=url, tags=tuple(tags), marks=tuple(marks))


def _tags(row: Row) -> tuple[str, ...]:
    printed = row.get("tags", "")
    if printed.startswith("["):
        try:
            return strings(cast("object", json.loads(printed)))
        except (ValueError, RecursionError):
            return ()
    return split_tags(printed)


FORMAT = MarkFormat(NAME, "Instapaper", (".csv", ".html"), sniff, parse)
