"""Finds what ships with Postil: icons, themes, templates, the sample article, translations."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """Return the path of a file or folder that ships with Postil, in a wheel, a checkout or a frozen bundle."""
    installed = _PACKAGE / "_resources"
    root = installed if installed.is_dir() else _PACKAGE.parent.parent / "resources"
    return root.joinpath(*parts)
