"""The child processes ``postil --worker import`` and ``marks``: read one source after the other, until the input ends.

What they look for in it is an article, or the highlights of another program.

It knows neither library nor window, and bounds its own time and memory: what strangers made is taken apart here alone.
"""

import sys
import traceback
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import BinaryIO

from postil.domain.problems import PasswordNeeded, Problem, UnknownForm
from postil.domain.sources import Source
from postil.domain.wording import say
from postil.importers import registry
from postil.importers.confinement import confine_process, confine_reading
from postil.importers.encoding import naming
from postil.importers.messages import Refusal, Reply, Works, read_source, write_reply


def main(*, marks: bool = False) -> int:
    """Serve standard input until it ends; returns 0. A mistake of ours is the last reply of the process.

    ``marks``: answer with the highlights that the sources hold.
    """
    replies = sys.stdout.buffer
    # Whatever a library prints must not land among the replies.
    sys.stdout = sys.stderr
    sys.excepthook = partial(_confess, replies)
    confine_process()
    return serve(sys.stdin.buffer, replies, marks=marks)


def serve(sources: BinaryIO, replies: BinaryIO, *, marks: bool = False) -> int:
    """Answer each source in ``replies``; returns 0 once either end closes, 1 where the input is none of ours."""
    while True:
        try:
            source = read_source(sources)
        except ValueError:
            return 1
        if source is None:
            return 0
        try:
            _reply(replies, answer_marks if marks else answer, source)
        except BrokenPipeError:
            # Nobody listens any more: the window was closed.
            return 0


def answer(source: Source) -> Reply:
    """Return the article in ``source``, or why there is none; raises MemoryError."""
    return _answered(registry.read, source)


def answer_marks(source: Source) -> Reply:
    """Return the highlights in ``source``, or why there are none; raises MemoryError."""
    from postil.importers import marks

    return _answered(lambda given: Works(marks.read(given)), source)


def _answered(read: Callable[[Source], Reply], source: Source) -> Reply:
    confine_reading(len(source.content) + sum(len(content) for _, content in source.beside))
    try:
        return read(source)
    except PasswordNeeded as problem:
        return Refusal(str(problem), "password")
    except UnknownForm as problem:
        return Refusal(str(problem), "unknown")
    except Problem as problem:
        return Refusal(str(problem))


def _reply(replies: BinaryIO, wanted: Callable[[Source], Reply], source: Source) -> None:
    try:
        write_reply(replies, wanted(source))
    except (MemoryError, OverflowError):
        sentence = say(
            "{name} was not read: it needs more memory than Postil gives to one file. Import a part of it.",
            name=naming(source),
        )
        write_reply(replies, Refusal(sentence, "memory"))


def _confess(
    replies: BinaryIO, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    """Reply with the place of our mistake; never with the values in it: they may be what the reader wrote."""
    del error
    frames = traceback.format_list(traceback.extract_tb(trace))
    try:
        write_reply(replies, Refusal("", "mistake", "".join([*frames, kind.__name__])))
    except BrokenPipeError:
        return
