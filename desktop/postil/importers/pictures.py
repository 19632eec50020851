"""Pictures that come with an article: raster ones become Figures, known by their bytes and never by their names."""

import hashlib

from postil.domain.records import Figure

LARGEST_PICTURE = 5 * 1024 * 1024
"""A picture of a page or document is kept up to this many bytes."""

_SMALLEST = 64
_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def picture_type(content: bytes) -> str:
    """Return the media type of a PNG, JPEG, GIF or WebP picture by its first bytes, "" for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for mark, kind in _MARKS if content.startswith(mark)), "")


def make_figure(content: bytes, url: str = "") -> Figure | None:
    """Return ``content`` as a Figure if it is a raster picture of up to 5 MB, else None.

    The smallest ones are the placeholders and counting pixels of pages that load their pictures late.
    """
    media_type = picture_type(content) if _SMALLEST <= len(content) <= LARGEST_PICTURE else ""
    return Figure(hashlib.sha256(content).hexdigest(), url, media_type, content) if media_type else None
