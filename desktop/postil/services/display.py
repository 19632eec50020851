"""Can a window open here? Asked before Qt is, since Qt itself aborts where it cannot."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from postil.domain.wording import say

_PLUGINS = Path("Qt", "plugins", "platforms")
_NETWORK = Path("Qt", "lib", "libQt6Network.so.6")
"""Needs a library of the system that no plug-in needs."""
_WITHOUT_DISPLAY = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def display_trouble() -> str:
    """Return one sentence on why no window can open here and what to do about it, or "" where one can.

    On Linux this loads the libraries that Qt would load next, so it costs nothing twice; elsewhere it is always "".
    """
    if not sys.platform.startswith("linux"):
        return ""
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if not platform:
        platform = "xcb" if os.environ.get("DISPLAY") else "wayland" if os.environ.get("WAYLAND_DISPLAY") else ""
    if not platform:
        return _no_display(say("neither DISPLAY nor WAYLAND_DISPLAY is set"))
    missing = _missing_library(platform)
    if missing:
        return _no_library(missing)
    if platform in _WITHOUT_DISPLAY:
        return ""
    if platform == "xcb" and not _x_server_answers():
        return _no_display(say("no X server answers at {display}", display=os.environ.get("DISPLAY", "")))
    return ""


def _missing_library(platform: str) -> str:
    """Return the name of a library that Qt needs to show windows on ``platform`` and that is not there, or ""."""
    import ctypes

    package = find_spec("PySide6")
    if package is None or not package.submodule_search_locations:
        return "PySide6"
    home = Path(package.submodule_search_locations[0])
    for needed in (*(home / _PLUGINS).glob(f"libq{platform}*.so"), *home.glob(str(_NETWORK))):
        try:
            ctypes.CDLL(str(needed))
        except OSError as error:
            # A frozen program puts an error of its own before the loader's.
            return str(error.__cause__ or error).split(":", maxsplit=1)[0]
    return ""


def _x_server_answers() -> bool:
    """Ask the X server for a connection, as the plug-in will (https://xcb.freedesktop.org)."""
    import ctypes

    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def _no_display(reason: str) -> str:
    return say(
        "Postil's window needs a display, but {reason}; on a machine without a screen start a virtual one (Debian and "
        "Ubuntu: apt install xvfb, Fedora: dnf install xorg-x11-server-Xvfb, then xvfb-run postil), or use the "
        "commands that need no window: {commands}.",
        reason=reason,
        commands=_commands(),
    )


def _no_library(missing: str) -> str:
    return say(
        "Postil's window needs the system library {missing}, which is not installed; install what Qt needs (Debian and "
        "Ubuntu: apt install libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 "
        "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 "
        "libxcb-render-util0 libwayland-cursor0; Fedora: dnf install mesa-libEGL mesa-libGL glib2 fontconfig dbus-libs "
        "krb5-libs libxkbcommon-x11 xcb-util-cursor xcb-util-wm xcb-util-keysyms xcb-util-image xcb-util-renderutil "
        "libwayland-cursor), or use the commands that need no window: {commands}.",
        missing=missing,
        commands=_commands(),
    )


def _commands() -> str:
    return "postil add, list, show, highlight, highlights, entities, export, backup, check, doctor"
