"""What all tests share."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import onrecord
from fakes import FakeExtractor

# No clock and no chance in the tests: the same examples every time, however busy the machine is.
settings.register_profile("onrecord", deadline=None, derandomize=True)
settings.load_profile("onrecord")


@pytest.fixture
def fake_extractor(monkeypatch: pytest.MonkeyPatch) -> Iterator[types.ModuleType]:
    """Puts `FakeExtractor` in place of the shipped model, for the command line and for ``onrecord.extract``.

    The seam is the module `onrecord.extractor`, from which both take ``Extractor`` when the first text is
    read; the stand-in module is what the fixture gives, for tests that need an extractor of their own.
    """
    module = types.ModuleType("onrecord.extractor")
    module.Extractor = FakeExtractor  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "onrecord.extractor", module)
    onrecord._default_extractor.cache_clear()
    yield module
    onrecord._default_extractor.cache_clear()


@pytest.fixture
def repository() -> Path:
    """The folder of the project, for the files that stand beside the package."""
    return Path(__file__).parents[1]
