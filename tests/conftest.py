"""What all tests share: no display, folders of their own, the shared material where it is there."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("POSTIL_LIBRARY", None)

import pytest

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(autouse=True)
def folders_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test touch the reader's own library, settings or caches."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


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
