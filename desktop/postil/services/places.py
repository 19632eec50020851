"""Where Postil keeps things when nobody says otherwise."""

import os
from pathlib import Path

from postil.domain.problems import Problem

LIBRARY_NAME = "library.postil"
LIBRARY_VARIABLE = "POSTIL_LIBRARY"


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

    folder = user_data_path("postil", appauthor=False)
    if not folder.is_absolute():
        raise Problem("No home folder is known to keep the library in; name one with --library FILE.")
    return folder / LIBRARY_NAME


def settings_path() -> Path:
    """Return the path of the settings file in the platform's configuration folder."""
    from platformdirs import user_config_path

    return _at_home(user_config_path("postil", appauthor=False)) / "settings.ini"


def log_folder() -> Path:
    """Return the folder for logs and crash reports."""
    from platformdirs import user_log_path

    return _at_home(user_log_path("postil", appauthor=False))


def _at_home(folder: Path) -> Path:
    """Return ``folder``, or a place that cannot be written to where no home is known: "~" is no folder's name."""
    return folder if folder.is_absolute() else Path(os.devnull, "postil")
