"""Draw the application's icon at every size that desktops ask for: ``draw_icons.py FOLDER`` writes FOLDER/SIZE.png."""

import sys
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
OUTLINE = Path(__file__).parent.parent / "resources" / "icons" / "postil.svg"


def main() -> int:
    """Write one PNG per size into the folder named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    outline = QSvgRenderer(str(OUTLINE))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        outline.render(painter, QRectF(0, 0, size, size))
        painter.end()
        if not image.save(str(folder / f"{size}.png")):
            print(f"{folder / f'{size}.png'} could not be written.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
