"""The doctor has the model loaded in a process of its own, and waits for it no longer than it says."""

import sys

import pytest

from postil.analysis import model
from postil.services import doctor


def test_the_model_is_loaded_and_how_long_that_takes_is_said() -> None:
    found = doctor._model()
    assert found.sound, found.said
    assert model.PINNED in found.said
    assert " s." in found.said


@pytest.mark.parametrize(
    ("program", "seconds", "words"),
    [
        ("import time; time.sleep(60)", 0.5, "did not load within"),
        ("import os; os.abort()", 20, "stopped while it loaded"),
        ("print('nonsense')", 20, "stopped while it loaded"),
        ('print(\'{"id": "doctor", "problem": "Install Postil again."}\')', 20, "Install Postil again."),
    ],
)
def test_a_model_that_does_not_load_is_a_sentence(program: str, seconds: float, words: str) -> None:
    assert words in doctor._tried([sys.executable, "-c", program], seconds)


def test_a_program_that_is_not_there_is_a_sentence() -> None:
    assert "could not be started" in doctor._tried(["/nowhere/postil"], 5)
