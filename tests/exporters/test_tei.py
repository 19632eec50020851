"""TEI files by the rules of the TEI, as far as they can be told without its schema (``make interop`` asks that)."""

from typing import Any
from xml.etree import ElementTree

import pytest

from exporters.collecting import WHEN, article, collected, no_printer
from postil.domain.entities import Analysis, DateMention
from postil.exporters.options import ExportOptions
from postil.exporters.tei import TEI

NAMESPACE = "{http://www.tei-c.org/ns/1.0}"


def root_of(analysis: Analysis | None = None) -> Any:
    made = article(["six times"], analysis=analysis)
    files = TEI.make(collected(made), ExportOptions("tei"), exported=WHEN, printer=no_printer)
    return ElementTree.fromstring(files[0].text)


def test_the_source_is_described_by_a_record_alone() -> None:
    # Beside a record no paragraph may stand there.
    described = root_of().find(f".//{NAMESPACE}sourceDesc")
    assert [each.tag for each in described] == [f"{NAMESPACE}bibl"]
    assert described[0].find(f"{NAMESPACE}note").text == "The text was captured on 2026-11-22."


@pytest.mark.parametrize(
    ("edtf", "when"),
    [
        ("1941-06-22", "1941-06-22"),
        ("1941-06", "1941-06"),
        ("-0044", "-0044"),
        ("1941-13", None),
        ("1941-02-30", None),
        ("0000", None),
        ("194X", None),
        ("P21D", None),
    ],
)
def test_only_a_day_of_the_calendar_is_a_value(edtf: str, when: str | None) -> None:
    root = root_of(Analysis("1", "en", dates=(DateMention(0, 3, "six", edtf),)))
    assert root.find(f".//{NAMESPACE}p/{NAMESPACE}date").get("when") == when
