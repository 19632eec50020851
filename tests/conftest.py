"""What all tests share: no display, folders of their own, the shared material where it is there."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("POSTIL_LIBRARY", None)

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from patience import PatientQtBot

# Machines are shared and slow at times: no example is too slow. What has to pass before a change lands tries the same
# examples each time; on a developer's machine they are new ones.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

IN_VIEW = pytest.StashKey[list[QWidget]]()
"""The windows that a test leaves in view."""

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(autouse=True)
def folders_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test touch the reader's own library, settings or caches."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[object]:
    """Hold the windows that a test leaves in view until they are closed.

    Its variables are gone then, and pytest-qt paints once more: a window that only its own parts refer to could be
    collected in the midst of that, which ends the process.
    """
    result = yield
    item.stash[IN_VIEW] = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[object]:
    """Let go of them, at once of those that Qt has deleted meanwhile."""
    item.stash[IN_VIEW] = [window for window in item.stash.get(IN_VIEW, []) if isValid(window)]
    result = yield
    item.stash[IN_VIEW] = []
    return result


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientQtBot:
    """What drives widgets, patient enough for a machine that does much else."""
    return PatientQtBot(request)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared articles and public material beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the shared articles and public material are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def masked_article(shared: Path) -> Path:
    """The text file of the machine-translated article with masked names."""
    path = shared / "articles" / "000_24ef20956d5452bc.txt"
    if not path.is_file():
        pytest.skip("the masked article is not among the shared material")
    return path


_TESTS_BETWEEN_COLLECTIONS = 100
# Collecting may not begin on whatever thread makes the next object: on one of the pool it would take apart connections
# of Qt that a test left behind, which locks them and waits for Python, while the main thread has Python and waits for
# them.
gc.set_threshold(0)


def pytest_runtest_logfinish(nodeid: str, location: tuple[str, int | None, str]) -> None:
    """Collect garbage on the main thread, now and then."""
    del location
    if hash(nodeid) % _TESTS_BETWEEN_COLLECTIONS == 0:
        gc.collect()
