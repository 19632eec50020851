"""Where Postil keeps things when nobody says otherwise."""

import os
from pathlib import Path

LIBRARY_NAME = "library.postil"
LIBRARY_VARIABLE = "POSTIL_LIBRARY"


def library_path(chosen: str | Path | None = None) -> Path:
    """Return the library's path: ``chosen``, else ``$POSTIL_LIBRARY``, else the platform's data folder."""
    named = chosen or os.environ.get(LIBRARY_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("postil", appauthor=False) / LIBRARY_NAME


def settings_path() -> Path:
    """Return the path of the settings file in the platform's configuration folder."""
    from platformdirs import user_config_path

    return user_config_path("postil", appauthor=False) / "settings.ini"


def log_folder() -> Path:
    """Return the folder for logs and crash reports."""
    from platformdirs import user_log_path

    return user_log_path("postil", appauthor=False)
