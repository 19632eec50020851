"""JSON Lines: an object per highlight and line, in UTF-8.

Source: https://jsonlines.org
"""

import json

from postil.exporters.arranging import arranged
from postil.exporters.collected import Collected
from postil.exporters.options import ExportOptions
from postil.exporters.plain_files import FileExporter
from postil.exporters.rows import fields_of, rows


def _render(collected: Collected, options: ExportOptions) -> str:
    found = rows(arranged(collected, options))
    return "".join(json.dumps(fields_of(row), ensure_ascii=False) + "\n" for row in found)


def _quotations(text: str) -> list[str]:
    return [json.loads(line)["quotation"] for line in text.split("\n") if line]


JSON_LINES = FileExporter("jsonl", "JSON Lines", "jsonl", _render, _quotations)
