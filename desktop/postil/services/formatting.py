"""Citations formatted in a style: what is asked of the formatting process, what it answers, and asking it.

The engine, citeproc-js, needs Qt's JavaScript: it runs in ``postil --worker cite``, for the window and for commands.
"""

import json
import re
import subprocess
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from types import TracebackType
from typing import Any, cast

from postil.domain.citing import Citation, Cluster
from postil.domain.csl import Json, cited_csl
from postil.domain.problems import Problem
from postil.domain.records import CslItem
from postil.services.children import start_child, worker_command

_LABELS = {
    "p": "page", "pp": "page", "page": "page", "pages": "page", "ch": "chapter", "chap": "chapter", "chaps": "chapter",
    "chs": "chapter", "chapter": "chapter", "chapters": "chapter", "para": "paragraph", "paras": "paragraph",
    "paragraph": "paragraph", "paragraphs": "paragraph", "¶": "paragraph", "¶¶": "paragraph", "sec": "section",
    "secs": "section", "section": "section", "sections": "section", "§": "section", "§§": "section", "vol": "volume",
    "vols": "volume", "volume": "volume", "volumes": "volume", "no": "issue", "nos": "issue", "fol": "folio",
    "fols": "folio", "fig": "figure", "figs": "figure", "figure": "figure", "col": "column", "cols": "column",
    "l": "line", "ll": "line", "line": "line", "lines": "line", "n": "note", "nn": "note", "note": "note",
    "notes": "note", "bk": "book", "bks": "book", "book": "book", "books": "book", "pt": "part", "pts": "part",
    "part": "part", "parts": "part", "v": "verse", "vv": "verse", "s.v": "sub-verbo",
}  # fmt: skip
_LOCATOR = re.compile(r"(s\.v|[^\W\d_]+|¶+|§+)\.?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be formatted: ``clusters`` of cited works in their order, in a style and a language.

    ``items`` are CSL-JSON, their ids what ``clusters`` cite; ``style`` is a name or a path, ``styles`` the folder of
    the reader's own; ``output`` is "html" or "text".
    """

    style: str
    items: tuple[Json, ...]
    clusters: tuple[Json, ...] = ()
    bibliography: bool = False
    output: str = "html"
    language: str = "en-US"
    styles: str = ""


@dataclass(frozen=True, slots=True)
class Formatted:
    """The clusters and, where asked for, the bibliography with the key of each entry; ``notes``: in footnotes.

    ``problem`` is one sentence where nothing could be formatted; ``engine`` says what did it.
    """

    clusters: tuple[str, ...] = ()
    bibliography: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    notes: bool = False
    engine: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Locator:
    label: str
    locator: str


def cluster_object(cluster: Cluster) -> Json:
    """Return works cited together as the engine takes them."""
    return {"items": [_cited(each) for each in cluster.citations], "in_text": cluster.in_text}


def ask_for(
    items: Mapping[str, CslItem], clusters: Sequence[Cluster], style: str, *, styles: str = "", output: str = "html"
) -> Asked:
    """Return the request for clusters of a note; citations of keys that ``items`` lacks are left out of it."""
    keys = dict.fromkeys(each.key for cluster in clusters for each in cluster.citations if each.key in items)
    known = [replace(each, citations=tuple(c for c in each.citations if c.key in items)) for each in clusters]
    return Asked(
        style,
        tuple(cited_csl(items[key]) for key in keys),
        tuple(cluster_object(each) for each in known),
        output=output,
        styles=styles,
    )


def locate(printed: str) -> tuple[str, str]:
    """Return CSL's label and the locator of a place as it is typed: "p. 3" is page 3."""
    found = _located(printed)
    return found.label, found.locator


def _located(printed: str) -> _Locator:
    match = _LOCATOR.fullmatch(printed.strip())
    if match and match[1].casefold() in _LABELS and match[2]:
        return _Locator(_LABELS[match[1].casefold()], match[2])
    return _Locator("page", printed.strip())


def _cited(citation: Citation) -> Json:
    found: Json = {"id": citation.key}
    if citation.locator:
        found["label"], found["locator"] = locate(citation.locator)
    if citation.prefix:
        found["prefix"] = f"{citation.prefix} "
    if citation.suffix:
        found["suffix"] = f", {citation.suffix}"
    if citation.suppressed:
        found["suppress-author"] = True
    return found


def asked_line(asked: Asked, number: int = 0) -> bytes:
    """Return a request as one line of JSON."""
    return json.dumps({"number": number, **asdict(asked)}).encode() + b"\n"


def read_asked(line: bytes) -> tuple[int, Asked]:
    """Return the number of a request and the request."""
    found: dict[str, Any] = json.loads(line)
    number = int(found.pop("number"))
    found["items"], found["clusters"] = tuple(found["items"]), tuple(found["clusters"])
    return number, Asked(**found)


def formatted_line(formatted: Formatted, number: int) -> bytes:
    """Return a reply as one line of JSON."""
    return json.dumps({"number": number, **asdict(formatted)}).encode() + b"\n"


def read_formatted(line: bytes) -> tuple[int, Formatted]:
    """Return the number of the request that a reply is for, and the reply."""
    found: dict[str, Any] = json.loads(line)
    number = int(found.pop("number"))
    for name in ("clusters", "bibliography", "keys"):
        found[name] = tuple(cast("Iterable[str]", found[name]))
    return number, Formatted(**found)


@dataclass(slots=True)
class FormattingProcess:
    """Asks the formatting process and waits for its answers; for commands, tests and the pool."""

    _child: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, init=False)
    _in_use: bool = field(default=False, init=False)
    _shut: bool = field(default=False, init=False)

    def __enter__(self) -> "FormattingProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def format(self, asked: Asked) -> Formatted:
        """Return what was asked for, formatted; raises Problem where it cannot be."""
        with self._turn:
            if self._shut:
                raise _stopped()
            child = self._child = self._child or _started()
            self._in_use = True
        try:
            line = _exchange(child, asked)
        finally:
            with self._turn:
                self._in_use = False
                shut = self._shut
            if shut:
                self.close()
        if not line:
            self.close()
            raise _stopped()
        formatted = read_formatted(line)[1]
        if formatted.problem:
            raise Problem("{sentence}", sentence=formatted.problem)
        return formatted

    def kill(self) -> None:
        """End the process from another thread than the one that waits for it, which is told so."""
        child = self._child
        if child is not None:
            child.kill()

    def shut(self) -> None:
        """End the process for good, whichever thread waits for it or is about to ask it."""
        with self._turn:
            self._shut = True
            if self._in_use:
                # Whoever waits hears that it is gone, and tidies up.
                self.kill()
                return
        self.close()

    def close(self) -> None:
        """End the process; the next thing that is asked for starts another."""
        with self._turn:
            child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.communicate()


def _started() -> "subprocess.Popen[bytes]":
    try:
        return start_child(worker_command("cite"), {"QT_QPA_PLATFORM": "offscreen"})
    except OSError as error:
        raise Problem(
            "The citations could not be formatted: the process that does it did not start ({reason}).",
            reason=error.strerror or type(error).__name__,
        ) from error


def _exchange(child: "subprocess.Popen[bytes]", asked: Asked) -> bytes:
    """Return the line that answers, b"" where the process has stopped."""
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(asked_line(asked))
        child.stdin.flush()
        return child.stdout.readline()
    except OSError:
        return b""


def _stopped() -> Problem:
    return Problem("The citations could not be formatted: the process that does it stopped. Try again.")
