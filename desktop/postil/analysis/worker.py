"""The child process ``postil --worker analysis``: a request per line in, replies in lines out, until the end of input.

It knows neither library nor window. Progress and what is found so far come while it works; to cancel is to kill it.
"""

import sys
from typing import BinaryIO

from postil import analysis
from postil.analysis.messages import Reply, Request, read_request, reply_line
from postil.domain.entities import Analysis
from postil.domain.wording import say


def main() -> int:
    """Serve standard input until it ends; returns 0. A line that is no request is answered with a problem."""
    replies = sys.stdout.buffer
    # Whatever a library prints must not land among the replies.
    sys.stdout = sys.stderr
    return serve(sys.stdin.buffer, replies)


def serve(requests: BinaryIO, replies: BinaryIO) -> int:
    """Answer each line of ``requests`` in ``replies``, both flushed line by line; returns 0 once either end closes."""
    try:
        for line in requests:
            if line.strip():
                _answer(line, replies)
    except BrokenPipeError:
        # Nobody listens any more: the window was closed.
        return 0
    return 0


def _answer(line: bytes, replies: BinaryIO) -> None:
    try:
        request = read_request(line)
    except ValueError:
        _send(replies, Reply(id="", problem=say("The analysis was asked for in a form that it does not know.")))
        return
    try:
        done = _analysed(request, replies)
    except MemoryError:
        sentence = say("There was not enough memory to search this text for names and dates.")
        _send(replies, Reply(id=request.id, problem=sentence))
        return
    _send(replies, Reply(id=request.id, done=done))


def _analysed(request: Request, replies: BinaryIO) -> Analysis:
    sent: list[Analysis] = []

    def tell(share: float, found: Analysis) -> None:
        _send(replies, Reply(id=request.id, progress=share))
        if not sent or sent[-1] is not found:
            sent[:] = [found]
            _send(replies, Reply(id=request.id, partial=found))

    return analysis.analyse(request.text, request.language, on_progress=tell)


def _send(replies: BinaryIO, reply: Reply) -> None:
    replies.write(reply_line(reply))
    replies.flush()
