"""The pictures on the pages of a PDF: JPEGs as they stand, others as PNG, within bounds."""

import ctypes
import hashlib
import struct
import zlib
from dataclasses import dataclass
from typing import Any

from postil.domain.records import Figure
from postil.importers.pdf_glyphs import Box

_SMALLEST = 48.0
"""Points that a picture has to have both ways; smaller ones are ornaments."""
_FEWEST_PIXELS = 48
_MOST_PIXELS = 12_000_000
_MOST_FIGURES = 300
_MOST_BYTES = 48 * 1024 * 1024
_LARGEST_SHARE = 0.85
"""A picture that covers more of a page is its background or its scan."""
_MOST_OBJECTS = 5000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in its place: edges in points, ``top`` and ``bottom`` counted down the page."""

    left: float
    top: float
    right: float
    bottom: float
    figure: Figure


class PictureReader:
    """Takes the pictures of pages out; knows how much it has taken."""

    def __init__(self, pdfium: Any) -> None:
        self._pdfium = pdfium
        self._bytes = 0
        self._figures: dict[str, Figure] = {}

    def read(self, page: Any, box: Box) -> tuple[Picture, ...]:
        """Return the pictures of ``page`` that are large enough to be looked at, from the top down."""
        pdfium = self._pdfium
        found: list[Picture] = []
        number = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
        area = (box.right - box.left) * (box.top - box.bottom)
        for index in range(number):
            shape = pdfium.FPDFPage_GetObject(page, index)
            if not shape or pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_IMAGE:
                continue
            left, bottom, right, top = (ctypes.c_float() for _ in range(4))
            if not pdfium.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
                continue
            width, height = right.value - left.value, top.value - bottom.value
            if min(width, height) < _SMALLEST or width * height > _LARGEST_SHARE * area:
                continue
            if len(self._figures) >= _MOST_FIGURES:
                break
            figure = self._figure(shape)
            if figure is not None:
                found.append(
                    Picture(
                        left.value - box.left,
                        box.top - top.value,
                        right.value - box.left,
                        box.top - bottom.value,
                        figure,
                    )
                )
        return tuple(sorted(found, key=lambda picture: (picture.top, picture.left)))

    def has_any(self, page: Any) -> bool:
        """Say whether there is any picture on ``page``, whatever its size."""
        pdfium = self._pdfium
        number = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
        return any(
            pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index)) == pdfium.FPDF_PAGEOBJ_IMAGE
            for index in range(number)
        )

    def _figure(self, shape: Any) -> Figure | None:
        content, media_type = self._jpeg(shape), "image/jpeg"
        if not content:
            content, media_type = self._png(shape), "image/png"
        if not content or self._bytes + len(content) > _MOST_BYTES:
            return None
        name = hashlib.sha256(content).hexdigest()
        if name not in self._figures:
            self._figures[name] = Figure(name, "", media_type, content)
            self._bytes += len(content)
        return self._figures[name]

    def _pixels(self, shape: Any) -> int:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        if not self._pdfium.FPDFImageObj_GetImagePixelSize(shape, width, height):
            return 0
        return width.value * height.value if min(width.value, height.value) >= _FEWEST_PIXELS else 0

    def _jpeg(self, shape: Any) -> bytes:
        """Return the picture's own bytes where they are a JPEG in grey or the usual three colours, else b""."""
        pdfium = self._pdfium
        pixels = self._pixels(shape)
        if not pixels or pdfium.FPDFImageObj_GetImageFilterCount(shape) != 1:
            return b""
        name = ctypes.create_string_buffer(32)
        pdfium.FPDFImageObj_GetImageFilter(shape, 0, name, 32)
        length = pdfium.FPDFImageObj_GetImageDataRaw(shape, None, 0)
        if name.value != b"DCTDecode" or not 0 < length <= _MOST_BYTES:
            return b""
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDFImageObj_GetImageDataRaw(shape, buffer, length)
        content = buffer.raw
        return content if content.startswith(b"\xff\xd8\xff") and jpeg_components(content) in {1, 3} else b""

    def _png(self, shape: Any) -> bytes:
        pdfium = self._pdfium
        if not 0 < self._pixels(shape) <= _MOST_PIXELS:
            return b""
        bitmap = pdfium.FPDFImageObj_GetBitmap(shape)
        if not bitmap:
            return b""
        try:
            width, height = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
            stride, kind = pdfium.FPDFBitmap_GetStride(bitmap), pdfium.FPDFBitmap_GetFormat(bitmap)
            if not 0 < width * height <= _MOST_PIXELS:
                return b""
            content = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        channels = {pdfium.FPDFBitmap_Gray: 1, pdfium.FPDFBitmap_BGR: 3, pdfium.FPDFBitmap_BGRx: 4}.get(kind)
        if kind == pdfium.FPDFBitmap_BGRA:
            channels = 4
        return write_png(content, width, height, stride, channels) if channels else b""


def jpeg_components(content: bytes) -> int:
    """Return how many colours a JPEG has, 0 where that cannot be told. ITU T.81, annex B."""
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return content[place + 9]
        place += 2 + length
    return 0


def write_png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """Return rows of grey (1), BGR (3) or BGRx (4 bytes a pixel) ``pixels`` as a PNG without transparency."""
    wanted = 1 if channels == 1 else 3
    rows = bytearray()
    for row in range(height):
        line = pixels[row * stride : row * stride + width * channels]
        rows.append(0)
        if channels == 1:
            rows += line
        else:
            turned = bytearray(width * 3)
            turned[0::3], turned[1::3], turned[2::3] = line[2::channels], line[1::channels], line[0::channels]
            rows += turned
    header = struct.pack(">IIBBBBB", width, height, 8, 0 if wanted == 1 else 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
