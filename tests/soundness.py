"""What every article promises, wherever it came from."""

import hashlib
import re
from typing import get_args

from postil.domain.document import BlockKind, SpanKind, make_block
from postil.domain.sources import Imported
from postil.domain.text import canonical

_ADDRESS = re.compile(r"(?:https?://|mailto:|#)[^\s\x00-\x20\x7f]+")
_PICTURE = re.compile(r"|https?://[^\s\x00-\x20\x7f]+|figure:[0-9a-f]{64}")
_DATE = re.compile(r"|\d{4}(?:-\d\d(?:-\d\d)?)?")


def require_sound(imported: Imported) -> None:
    """Fail unless ``imported`` keeps the promises of a Document and its metadata."""
    document = imported.document
    assert document.text == canonical(document.text)
    document.text.encode()
    assert imported.title.strip()
    assert any(row.field == "title" for row in imported.evidence)
    filled = {
        "authors": imported.authors,
        "container_title": imported.site,
        "publisher": imported.publisher,
        "published": imported.published,
        "updated": imported.updated,
        "language": imported.language,
    }
    assert {name for name, value in filled.items() if value} <= {row.field for row in imported.evidence}
    assert _DATE.fullmatch(imported.published), imported.published
    assert _DATE.fullmatch(imported.updated), imported.updated
    kept = {figure.id for figure in imported.figures}
    for figure in imported.figures:
        assert figure.id == hashlib.sha256(figure.content).hexdigest()
        assert re.fullmatch(r"image/[a-z]+", figure.media_type), figure.media_type
    for block in document.blocks:
        assert block.kind in get_args(BlockKind)
        assert make_block(block) == block
        assert _PICTURE.fullmatch(block.source), block.source
        assert not block.source.startswith("figure:") or block.source.removeprefix("figure:") in kept
        assert block.kind != "heading" or 1 <= block.level <= 6
        block.page.encode()
        for span in block.spans:
            assert span.kind in get_args(SpanKind)
            assert 0 <= span.start < span.end <= len(block.text)
            if span.kind == "link":
                assert _ADDRESS.fullmatch(span.target), span.target
            elif span.kind != "note":
                assert span.target == "", span.target
