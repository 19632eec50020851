"""``postil --worker check``: reads exports back with ``markdown`` while Postil does so with the other parser.

A line of JSON comes in for each, with ``body`` and the characters that are ``backslashed``; a line goes out with the
fields of a ReadBack.
"""

import json
import sys
from dataclasses import astuple
from typing import Any, BinaryIO

from postil.exporters.checking import ReadBack, read_with_markdown
from postil.exporters.escaping import Family


def main() -> int:
    """Read what comes in until no more does."""
    # What it takes is loaded while the export is still being made.
    read_with_markdown("", Family("none", frozenset()))
    answer(sys.stdin.buffer, sys.stdout.buffer)
    return 0


def answer(requests: BinaryIO, replies: BinaryIO) -> None:
    """Read each of the ``requests`` and write what was read."""
    for line in requests:
        asked: dict[str, str] = json.loads(line)
        reading = read_with_markdown(asked["body"], Family("asked for", frozenset(asked["backslashed"])))
        replies.write(json.dumps(astuple(reading)).encode() + b"\n")
        replies.flush()


def asked_line(body: str, family: Family) -> bytes:
    """Return what asks for a reading of ``body``, as one line."""
    return json.dumps({"body": body, "backslashed": "".join(sorted(family.backslashed))}).encode() + b"\n"


def read_answer(line: bytes) -> ReadBack:
    """Return the reading that a line of an answer holds; raises ValueError where it holds none."""
    found: list[Any] = json.loads(line)
    try:
        reader, headings, quotations, links = found
        return ReadBack(
            str(reader),
            tuple((int(level), str(text)) for level, text in headings),
            tuple((str(link), str(text)) for link, text in quotations),
            tuple((str(link), str(text)) for link, text in links),
        )
    except TypeError as error:
        raise ValueError("not a reading") from error
