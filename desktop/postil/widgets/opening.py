"""Opens addresses and folders with the programs that the desktop has for them."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from postil.domain.problems import Problem


def open_outside(address: QUrl) -> Problem | None:
    """Open an address or a folder with another program; return what to say where the desktop has none."""
    if QDesktopServices.openUrl(address):
        return None
    if address.isLocalFile():
        return Problem("No program was found that opens the folder {folder}.", folder=address.toLocalFile())
    return Problem("No program was found that opens {address}.", address=address.toString())
