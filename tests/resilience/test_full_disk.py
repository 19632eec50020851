"""A disk that is full to the last byte: see ``full_disk_cases``, which needs a mount namespace of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from resilience.small_disk import DISK, SIZE

UNSHARE = shutil.which("unshare")


def can_mount() -> bool:
    """Return whether this process may have a mount namespace of its own."""
    if UNSHARE is None or os.name != "posix" or os.geteuid() != 0:
        return False
    mount = "mount -t tmpfs -o size=64k none /tmp"
    return subprocess.run([UNSHARE, "-m", "sh", "-c", mount], check=False, capture_output=True).returncode == 0


def test_on_a_full_disk_nothing_is_lost_or_half_written(tmp_path: Path) -> None:
    if not can_mount():
        pytest.skip("only root, with unshare and tmpfs, can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    cases = Path(__file__).with_name("full_disk_cases.py")
    script = 'mount -t tmpfs -o size="$1" none "$2" && shift 2 && exec "$@"'
    pytest_call = [sys.executable, "-m", "pytest", "-q", "--basetemp", str(tmp_path / "inside"), str(cases)]
    assert UNSHARE is not None
    ended = subprocess.run(
        [UNSHARE, "-m", "sh", "-c", script, "sh", SIZE, str(disk), *pytest_call],
        env={**os.environ, DISK: str(disk)},
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr[-2000:]
    assert " passed" in ended.stdout
