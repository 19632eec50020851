"""The links on a page of a PDF: rectangles over its letters that lead to an address."""

import ctypes
from typing import Any, NamedTuple

from postil.importers.links import link_target

_MOST = 500
"""Links of one page that are looked at."""
_LONGEST = 4096


class PlacedLink(NamedTuple):
    """A rectangle in points from the page's lower left, and the address that it leads to."""

    left: float
    bottom: float
    right: float
    top: float
    target: str

    def holds(self, x: float, y: float) -> bool:
        """Say whether a letter whose middle is at these points is in the link."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def read_links(pdfium: Any, document: Any, page: Any) -> tuple[PlacedLink, ...]:
    """Return the links of ``page`` that lead out of the document to an address of a harmless kind."""
    found: list[PlacedLink] = []
    place, link, rect = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    for _ in range(_MOST):
        if not pdfium.FPDFLink_Enumerate(page, place, link):
            break
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        buffer = ctypes.create_string_buffer(_LONGEST)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, _LONGEST)
        target = link_target(buffer.value.decode("utf-8", "replace"))
        if target and pdfium.FPDFLink_GetAnnotRect(link, rect):
            left, right = sorted((rect.left, rect.right))
            bottom, top = sorted((rect.bottom, rect.top))
            found.append(PlacedLink(left, bottom, right, top, target))
    return tuple(found)
