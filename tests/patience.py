"""A ``qtbot`` that waits longer than pytest-qt's own before it gives up: for processes that start on a busy machine."""

from collections.abc import Callable
from typing import Any, Literal

from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import MultiSignalBlocker, SignalBlocker

LONGEST = 30_000
"""Milliseconds until what is waited for will not come; what comes sooner is not waited for longer."""


class PatientQtBot(QtBot):
    """Waits as pytest-qt does, by default up to ``LONGEST`` in place of five seconds."""

    def waitSignal(  # noqa: N802 - pytest-qt's name
        self,
        signal: Any,
        *,
        timeout: int = LONGEST,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        """See pytest-qt."""
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)

    def waitSignals(  # noqa: N802 - pytest-qt's name
        self,
        signals: list[Any],
        *,
        timeout: int = LONGEST,
        raising: bool | None = None,
        check_params_cbs: list[Callable[..., bool]] | None = None,
        order: Literal["none", "simple", "strict"] = "none",
    ) -> MultiSignalBlocker:
        """See pytest-qt."""
        return super().waitSignals(
            signals, timeout=timeout, raising=raising, check_params_cbs=check_params_cbs, order=order
        )

    def waitUntil(  # noqa: N802 - pytest-qt's name
        self, callback: Callable[[], bool | None], *, timeout: int = LONGEST
    ) -> None:
        """See pytest-qt."""
        super().waitUntil(callback, timeout=timeout)
