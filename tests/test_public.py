"""What ``import onrecord`` promises."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

import onrecord
from onrecord import errors, records
from onrecord.documents import Document, Turn

TEXT = "“We are done waiting,” said Ines Okafor. “I wish it were so,” Tom Brandt said."


def test_every_public_name_is_there() -> None:
    """``__all__`` names what exists, sorted, and each thing says what it is."""
    assert sorted(onrecord.__all__) == onrecord.__all__
    for name in onrecord.__all__:
        assert name == "__version__" or getattr(onrecord, name).__doc__


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    """What is loaded late is only what is promised."""
    with pytest.raises(AttributeError, match="no attribute 'extractors'"):
        onrecord.extractors  # type: ignore[attr-defined]  # noqa: B018


def test_one_exception_tree() -> None:
    """Every error is an `OnRecordError`, and the drawing at the top of the module shows it."""
    for name in errors.__all__:
        assert issubclass(getattr(errors, name), onrecord.OnRecordError)
        assert name in str(errors.__doc__)


@pytest.mark.parametrize("value", [Document, Turn, records.Statement, records.Piece, records.Speaker])
def test_values_are_frozen(value: type) -> None:
    """Values that are handed out cannot be changed, nor given new attributes."""
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(value)
    assert dataclasses.is_dataclass(value)


def test_the_changelog_knows_the_version(repository: Path) -> None:
    """The version of the package has an entry in the changelog, and it is the first one."""
    changelog = (repository / "CHANGELOG.md").read_text("utf-8")
    first = re.search(r"^## \[?(\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert first is not None and first[1] == onrecord.__version__


@pytest.mark.usefixtures("fake_extractor")
def test_extract_gives_what_was_said() -> None:
    """Speech is the rule, thought comes with ``factuality="all"``, and spans cut the words out of the text."""
    (said,) = onrecord.extract(TEXT)
    assert TEXT[slice(*said.content.spans[0])] == said.content.text == "“We are done waiting,”"
    assert [statement.factuality for statement in onrecord.extract(TEXT, factuality="all")] == [
        "speech",
        "thought",
    ]


@pytest.mark.usefixtures("fake_extractor")
def test_front_matter_is_not_extracted_from() -> None:
    """Spans are those of the whole text, front matter included, though nothing is found in it."""
    front = "---\ntitle: “Go,” said Eve.\n---\n"
    (said,) = onrecord.extract(front + TEXT)
    assert said.content.start == len(front)


@pytest.mark.usefixtures("fake_extractor")
def test_other_languages_give_nothing() -> None:
    """The model reads English: for other text the answer is empty, not invented."""
    assert (
        onrecord.extract("« Nous n'attendrons plus », a dit la maire aux habitants de la ville. " * 5) == []
    )


@pytest.mark.parametrize(
    "wrong", [{"published": "Monday"}, {"published": "2026-02-30"}, {"factuality": "rumour"}]
)
def test_a_wrong_argument_is_a_usage_error(wrong: dict[str, str]) -> None:
    """The message repeats the value and says what was expected."""
    with pytest.raises(onrecord.UsageError, match="expected"):
        onrecord.extract(TEXT, **wrong)  # type: ignore[arg-type]
