"""PDFium, the C library that reads PDFs, taken at its raw functions: documents, one at a time, and their strings."""

import ctypes
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from postil.domain.problems import PasswordNeeded, Problem
from postil.domain.sources import Source
from postil.importers.encoding import naming

# PDFium is one library per process with state of its own, and must never run on two threads at once.
_ALONE = threading.Lock()
_PASSWORD, _SECURITY = 4, 5
_LONGEST_STRING = 64 * 1024


def raw() -> Any:
    """Return PDFium's functions, untyped as they are; the first call loads and starts the library."""
    # Its package has to be loaded first: that starts the library.
    import_module("pypdfium2")
    return import_module("pypdfium2.raw")


@contextmanager
def opened(source: Source) -> Generator[Any]:
    """Open ``source`` for the time of a ``with``, in which no other thread has PDFium; gives the document's handle.

    Raises PasswordNeeded where it is encrypted, and Problem where it is damaged beyond reading.
    """
    with _ALONE:
        pdfium = raw()
        # The content has to stay where it is for as long as the document is open: ``source`` holds it.
        document = pdfium.FPDF_LoadMemDocument64(
            source.content, len(source.content), source.password.encode("utf-8", "replace") or None
        )
        if not document:
            raise _refusal(source, pdfium.FPDF_GetLastError())
        try:
            yield document
        finally:
            pdfium.FPDF_CloseDocument(document)


def _refusal(source: Source, error: int) -> Problem:
    name = naming(source)
    if error == _PASSWORD and source.password:
        return PasswordNeeded("{name} does not open with this password. Try another one.", name=name)
    if error == _PASSWORD:
        return PasswordNeeded("{name} is locked with a password. Type it and import the file again.", name=name)
    if error == _SECURITY:
        return Problem(
            "{name} is encrypted in a way that Postil does not know. Open it in another program and save it without "
            "encryption.",
            name=name,
        )
    return Problem(
        "{name} is damaged, or is no PDF though it says so: it could not be opened. Fetch it or save it once more.",
        name=name,
    )


def read_string(ask: Callable[[Any, int], int]) -> str:
    """Return a string that PDFium gives in UTF-16: ``ask(buffer, bytes)`` fills a buffer and says its whole length."""
    length = min(ask(None, 0), _LONGEST_STRING)
    if length < 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(buffer, length)
    return buffer.raw[: length - length % 2].decode("utf-16-le", "replace").rstrip("\0")


def address(pointer: Any) -> int:
    """Return where ``pointer`` points to, 0 for nowhere: handles of one object are equal in nothing else."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
