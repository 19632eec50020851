"""The whole text of an article as HTML, its highlights in ``mark``."""

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

from postil.exporters.whole import CLOSES, OPENS, MarkedBlock


def whole_html(blocks: Sequence[MarkedBlock]) -> str:
    """Return the blocks; headings stand below those of the page, items of a list that follow each other in one."""
    return "\n".join(_written(blocks))


def _written(blocks: Sequence[MarkedBlock]) -> Iterator[str]:
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == "list_item":
            yield "<ul>" + "".join(f"<li>{_marker(block)}{_inner(block.text)}</li>" for block in group) + "</ul>"
            continue
        for block in group:
            match block.kind:
                case "heading":
                    level = min(6, 3 + max(1, block.level))
                    yield f"<h{level}>{_inner(block.text)}</h{level}>"
                case "quotation":
                    yield f'<blockquote class="own"><p>{_inner(block.text)}</p></blockquote>'
                case "code":
                    yield f"<pre>{_inner(block.text)}</pre>"
                case "table":
                    yield _table(block.text)
                case _:
                    yield f"<p>{_inner(block.text)}</p>"


def _marker(block: MarkedBlock) -> str:
    return "" if block.marker in {"", "•"} else f"{html.escape(block.marker)} "


def _table(text: str) -> str:
    rows = (f"<tr>{''.join(_cells(line))}</tr>" for line in text.split("\n"))
    return f"<table>{''.join(rows)}</table>"


def _cells(line: str) -> Iterator[str]:
    """A highlight that reaches over cells is marked in each."""
    inside = False
    for cell in line.split("\t"):
        told = f"{OPENS}{cell}" if inside else cell
        inside = told.rfind(OPENS) > told.rfind(CLOSES)
        yield f"<td>{_inner(told + CLOSES if inside else told)}</td>"


def _inner(text: str) -> str:
    marked = html.escape(text, quote=False).replace(OPENS, "<mark>").replace(CLOSES, "</mark>")
    return marked.replace("\n", "<br>")
