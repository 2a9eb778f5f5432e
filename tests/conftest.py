"""Where the tests find what is not theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

REPO = Path(__file__).parent.parent

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def repo() -> Path:
    return REPO


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and corpora beside the project; absent elsewhere."""
    folder = REPO.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the shared folder with real documents, which is not published")
    return folder
