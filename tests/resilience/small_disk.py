"""A disk of two megabytes that can be filled to the last byte."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

DISK = "POSTIL_SMALL_DISK"
"""The environment's name for the folder that the small disk is mounted at."""
SIZE = "2m"


class Disk:
    """The small disk at ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filling = folder / "filling"

    def fill(self, left: int) -> None:
        """Fill the disk, but for ``left`` bytes."""
        with self._filling.open("wb", buffering=0) as file:
            with suppress(OSError):
                while file.write(bytes(4096)):
                    pass
            if left:
                file.truncate(file.tell() - left)
        free = os.statvfs(self.folder)
        assert free.f_bavail * free.f_frsize <= left + 4096

    def free(self) -> None:
        """Make room again."""
        self._filling.unlink(missing_ok=True)

    def empty(self) -> None:
        """Take away all that is on the disk."""
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
