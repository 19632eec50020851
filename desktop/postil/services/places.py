"""Where Postil keeps things when nobody says otherwise."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from postil.domain.problems import Problem

LIBRARY_NAME = "library.postil"
LIBRARY_VARIABLE = "POSTIL_LIBRARY"
NOWHERE = Path(os.devnull, "postil")
"""Where nothing can be kept: the place of settings and logs where no home folder is known."""


def library_path(chosen: str | Path | None = None) -> Path:
    """Return the library's path: ``chosen``, else ``$POSTIL_LIBRARY``, else the platform's data folder.

    Raises Problem where that is in the home folder of somebody who has none.
    """
    named = chosen or os.environ.get(LIBRARY_VARIABLE)
    if named:
        try:
            return Path(named).expanduser().absolute()
        except RuntimeError as error:
            raise Problem("No home folder is known for {file}; give the library's whole path.", file=named) from error
    from platformdirs import user_data_path

    folder = _at_home(user_data_path)
    if folder is None:
        raise Problem("No home folder is known to keep the library in; name one with --library FILE.")
    return folder / LIBRARY_NAME


def settings_path() -> Path:
    """Return the path of the settings file in the platform's configuration folder."""
    if sys.platform == "linux":
        folder = _xdg("XDG_CONFIG_HOME", ".config")
    else:
        from platformdirs import user_config_path

        folder = _at_home(user_config_path)
    return (folder or NOWHERE) / "settings.ini"


def log_folder() -> Path:
    """Return the folder for logs and crash reports."""
    if sys.platform == "linux":
        folder = _xdg("XDG_STATE_HOME", ".local/state")
        return folder / "log" if folder else NOWHERE
    from platformdirs import user_log_path

    return _at_home(user_log_path) or NOWHERE


def _xdg(variable: str, otherwise: str) -> Path | None:
    """Return Postil's folder as platformdirs gives it on Linux, which a start asks for before its 4 ms are due."""
    named = Path(os.environ.get(variable, ""))
    # A relative one counts for none (XDG Base Directory Specification).
    # Path.home() raises where no home folder is known; this gives "~" back.
    folder = named if named.is_absolute() else Path(os.path.expanduser("~"), otherwise)  # noqa: PTH111
    return folder / "postil" if folder.is_absolute() else None


def _at_home(place: Callable[..., Path]) -> Path | None:
    """Return Postil's folder in that place, None where no home folder is known to find it in."""
    try:
        folder = place("postil", appauthor=False)
    except RuntimeError:
        return None
    # Older versions of platformdirs leave a "~" that nobody's home could be put for.
    return folder if folder.is_absolute() else None
