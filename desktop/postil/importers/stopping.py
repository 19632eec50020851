"""A fetch is stopped from another thread: what it waits for is closed under it, so that nothing goes on for nobody."""

import contextlib
import socket
import threading
from collections.abc import Mapping
from typing import Any

_MADE = frozenset({"connection.connect_tcp.complete", "connection.connect_unix_socket.complete"})
_SECURED = "connection.start_tls.complete"


class Stopper:
    """Stops one fetch, whenever: before it has begun, while it waits for an answer, in the middle of that."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._open: socket.socket | None = None
        self._is_stopped = False
        self._ended = threading.Event()

    @property
    def is_stopped(self) -> bool:
        """Whether nobody waits for the answer any more."""
        return self._is_stopped

    def stop(self) -> None:
        """Wait for no answer any more, and close the connection; may be called from any thread, also twice."""
        with self._changing:
            self._is_stopped = True
            self._hang_up()
        self._ended.set()

    def end(self) -> None:
        """Tell whoever waits that there is an outcome."""
        self._ended.set()

    def wait(self, seconds: float) -> None:
        """Wait until there is an outcome or nobody wants it, at most so long."""
        self._ended.wait(seconds)

    def watch(self, event: str, told: Mapping[str, Any]) -> None:
        """Hear of each step of a connection, as httpx tells of it (its extension “trace”)."""
        if event in _MADE or event == _SECURED:
            with self._changing:
                # Closing would not wake the thread that waits; what is shut down answers at once that it has ended.
                self._open = told["return_value"].get_extra_info("socket")
                if self._is_stopped:
                    self._hang_up()

    def _hang_up(self) -> None:
        if self._open is not None:
            with contextlib.suppress(OSError):
                self._open.shutdown(socket.SHUT_RDWR)
