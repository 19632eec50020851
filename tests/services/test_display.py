"""Whether a window can open, asked before Qt is."""

import ctypes

import pytest

from postil.services.display import display_trouble


@pytest.fixture(autouse=True)
def no_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")


def refuse(error: OSError):
    def load(name: str):
        raise error

    return load


def test_without_a_display_the_sentence_names_the_variables():
    assert "neither DISPLAY nor WAYLAND_DISPLAY is set" in display_trouble()


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    error = OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")
    monkeypatch.setattr(ctypes, "CDLL", refuse(error))
    said = display_trouble()
    assert "needs the system library libxcb-cursor.so.0, which is not installed" in said
    assert "apt install" in said
    assert "dnf install" in said


def test_a_frozen_program_names_the_library_too(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    error = OSError("Failed to load dynlib/dll 'libqxcb.so'.")
    error.__cause__ = OSError("libGL.so.1: cannot open shared object file: No such file or directory")
    monkeypatch.setattr(ctypes, "CDLL", refuse(error))
    assert "needs the system library libGL.so.1, which" in display_trouble()


def test_a_window_that_nobody_sees_needs_no_display(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display_trouble() == ""
