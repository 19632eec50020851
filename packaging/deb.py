"""Make a Debian package from the frozen folder: ``deb.py BUNDLE ICONS WORK`` writes build/postil_VERSION_ARCH.deb.

BUNDLE is what PyInstaller made, ICONS what draw_icons.py drew, WORK a folder to lay the package out in.
"""

import gzip
import hashlib
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
# The bundle holds Postil, Python and Qt; these are the machine's own (window system, drivers, fonts).
NEEDED = (
    "libegl1",
    "libgl1",
    "libfontconfig1",
    "libfreetype6",
    "libdbus-1-3",
    "libx11-6",
    "libx11-xcb1",
    "libxcb1",
    "libwayland-client0",
    "libwayland-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-image0",
    "libxcb-render-util0",
    "zlib1g",
)
WISHED = ("fonts-dejavu-core | fonts-liberation | fonts-noto-core", "hicolor-icon-theme", "xdg-utils")
DESCRIPTION = """Description: careful reading with highlights, notes and citations
 Postil is a desktop application for reading articles that may or may not be true.
 Mark them, note them, see who and where and when, cite them, and take the notes
 away as Markdown. Everything works offline and stays in one SQLite file.
"""


def main() -> int:
    """Lay the package out and build it; return 1 with a sentence where something is missing."""
    bundle, icons, work = (Path(argument) for argument in sys.argv[1:4])
    builder = shutil.which("dpkg-deb")
    if builder is None:
        print("The package needs dpkg-deb, which comes with Debian and its relatives.", file=sys.stderr)
        return 1
    version, architecture = version_of_postil(), said("dpkg", "--print-architecture")
    shutil.rmtree(work, ignore_errors=True)
    lay_out(work, bundle, icons)
    write_control(work, version, architecture)
    package = ROOT / "build" / f"postil_{version}_{architecture}.deb"
    subprocess.run(
        [builder, "--root-owner-group", "-Zzstd", "-z6", "--build", str(work), str(package)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    print(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1e6:.0f} MB")
    return 0


def version_of_postil() -> str:
    """Return the version that desktop/postil/__init__.py names."""
    source = (ROOT / "desktop" / "postil" / "__init__.py").read_text("utf-8")
    found = re.search(r'__version__ = "([^"]+)"', source)
    if found is None:
        raise SystemExit("desktop/postil/__init__.py names no version.")
    return found[1]


def said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def lay_out(work: Path, bundle: Path, icons: Path) -> None:
    """Put every file where it goes below ``work``."""
    shutil.copytree(bundle, work / "usr/lib/postil", symlinks=True)
    (work / "usr/bin").mkdir(parents=True)
    (work / "usr/bin/postil").symlink_to("../lib/postil/postil")
    place(ROOT / "packaging/postil.desktop", work / "usr/share/applications/postil.desktop")
    place(ROOT / "packaging/postil.metainfo.xml", work / "usr/share/metainfo/local.postil.postil.metainfo.xml")
    place(ROOT / "resources/icons/postil.svg", work / "usr/share/icons/hicolor/scalable/apps/postil.svg")
    for drawn in icons.glob("*.png"):
        place(drawn, work / f"usr/share/icons/hicolor/{drawn.stem}x{drawn.stem}/apps/postil.png")
    place(ROOT / "LICENSE", work / "usr/share/doc/postil/copyright")
    changes = gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0)
    (work / "usr/share/doc/postil/changelog.gz").write_bytes(changes)
    for path in work.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == work / "usr/lib/postil/postil" else 0o644)


def place(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def write_control(work: Path, version: str, architecture: str) -> None:
    """Write what dpkg has to know: the package's record and the sums of its files."""
    files = sorted(path for path in work.rglob("*") if path.is_file() and not path.is_symlink())
    sums = "".join(f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(work)}\n" for path in files)
    size = sum(path.stat().st_size for path in files) // 1024
    # The frozen Python is linked against the C library of the machine that froze it.
    libc = f"libc6 (>= {platform.libc_ver()[1]})"
    (work / "DEBIAN").mkdir()
    (work / "DEBIAN/md5sums").write_text(sums, "utf-8")
    (work / "DEBIAN/control").write_text(
        f"Package: postil\nVersion: {version}\nArchitecture: {architecture}\n"
        "Maintainer: The Postil authors <postil@localhost>\nSection: text\nPriority: optional\n"
        f"Installed-Size: {size}\nDepends: {', '.join((libc, *NEEDED))}\nRecommends: {', '.join(WISHED)}\n"
        f"{DESCRIPTION}",
        "utf-8",
    )


if __name__ == "__main__":
    sys.exit(main())
