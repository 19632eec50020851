"""One window per library: a second start hands its wish to the first and ends."""

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 2000
"""Milliseconds to wait for the first window to answer."""


def _channel(library: Path) -> str:
    digest = hashlib.sha256(str(library.resolve()).encode()).hexdigest()
    return f"postil-{digest[:24]}"


def hand_over(library: Path, target: str) -> bool:
    """Ask the window that has ``library`` open to come forward and open ``target``; return whether one answered."""
    socket = QLocalSocket()
    socket.connectToServer(_channel(library))
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(json.dumps({"open": target}).encode() + b"\n")
    answered = socket.waitForBytesWritten(_PATIENCE) and socket.waitForReadyRead(_PATIENCE)
    socket.disconnectFromServer()
    return answered


class FrontDoor(QObject):
    """Hears later starts on the same library; ``target_requested`` carries what they were started with, or ""."""

    target_requested = Signal(str)

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # What a crashed window left behind would keep the name; the writer's lock says that no window is alive.
        QLocalServer.removeServer(_channel(library))
        self._server.newConnection.connect(self._welcome)
        self._server.listen(_channel(library))

    def close(self) -> None:
        """Hear nobody any more."""
        self._server.close()

    def _welcome(self) -> None:
        visitor = self._server.nextPendingConnection()
        visitor.readyRead.connect(self._hear)
        visitor.disconnected.connect(visitor.deleteLater)

    def _hear(self) -> None:
        visitor = self.sender()
        if not isinstance(visitor, QLocalSocket) or not visitor.canReadLine():
            return
        try:
            target = json.loads(bytes(visitor.readLine().data()))["open"]
        except (ValueError, KeyError, TypeError):
            visitor.disconnectFromServer()
            return
        visitor.write(b"ok\n")
        visitor.flush()
        self.target_requested.emit(str(target))
