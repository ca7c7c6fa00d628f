"""What the tests of evaluation share."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.gold_folders import GoldFolder


@pytest.fixture
def gold(tmp_path: Path) -> GoldFolder:
    """An empty gold folder."""
    return GoldFolder(tmp_path / "gold")
