"""Whose words stand where, and how far labels are to be trusted."""

from __future__ import annotations

import pytest

from onrecord.documents import Document, Stretch, document_from, voices
from onrecord.documents.document import Cue, DocumentFormat, DocumentKind, LabelProvenance, Turn, text_id
from onrecord.documents.facts import Facts
from onrecord.documents.labels import LabelShape, is_machine_label, label_shape
from onrecord.documents.times import seconds
from onrecord.documents.voices import label_provenance


def test_a_transcript_is_its_turns_and_what_is_unvoiced() -> None:
    """In order, labels left out, under the names that the file gives."""
    text = "THE MAYOR: Yes. Hear! THE CLERK: No."
    document = Document(
        text,
        text_id(text),
        (0, len(text)),
        turns=(Turn("THE MAYOR", (11, 15), (0, 9), 1.0, 2.0), Turn("THE CLERK", (33, 36), (22, 31))),
        unvoiced=((16, 21),),
        names=(("THE MAYOR", "Ines Okafor"),),
    )
    assert voices(document) == (
        Stretch((11, 15), "Ines Okafor", 1.0, 2.0),
        Stretch((16, 21)),
        Stretch((33, 36), "THE CLERK"),
    )


@pytest.mark.parametrize(
    ("kind", "speaker"),
    [("post", "Leo Brandt"), ("transcript", "Leo Brandt"), ("report", None), (None, None)],
)
def test_a_text_without_turns_is_one_stretch(kind: DocumentKind | None, speaker: str | None) -> None:
    """Its author says a post and a speech; a report's author does not say what it quotes."""
    document = document_from("date 2026-03-02\nWords.", facts=Facts(kind=kind, author="Leo Brandt"))
    assert voices(document) == (Stretch((16, 22), speaker),)


OKAFOR, MACHINE = Turn("OKAFOR", (0, 1)), Turn("SPEAKER_00", (0, 1))


@pytest.mark.parametrize(
    ("stated", "kind", "format", "turns", "machine", "found"),
    [
        ("official", "post", "srt", [MACHINE], True, "official"),
        (None, "transcript", "json", [OKAFOR], True, "machine"),
        (None, "transcript", "text", [MACHINE, Turn("Speaker 2", (0, 1))], False, "machine"),
        (None, "transcript", "text", [MACHINE, OKAFOR], False, None),
        (None, "post", "csv", [], False, "post"),
        (None, "report", "text", [OKAFOR], False, "article"),
        (None, "release", "text", [], False, "official"),
        (None, None, "html", [], False, "article"),
        (None, "transcript", "html", [OKAFOR], False, None),
        (None, None, "text", [], False, None),
    ],
)
def test_where_labels_come_from(
    stated: LabelProvenance | None,
    kind: DocumentKind | None,
    format: DocumentFormat,
    turns: list[Turn],
    machine: bool,
    found: LabelProvenance | None,
) -> None:
    """What is stated, then machines, then the kind, then the format; else nobody knows."""
    assert label_provenance(stated, kind, format, turns, machine=machine) == found


def test_front_matter_may_state_it() -> None:
    """The field is called ``labels``; other words than the four are said."""
    assert document_from("---\nlabels: official\n---\nWords.").label_provenance == "official"
    document = document_from("---\nlabels: true\n---\nWords.")
    assert (
        document.label_provenance is None
        and "one of official, machine, article, post" in document.warnings[0]
    )


def test_the_second_of_a_word() -> None:
    """That of the cue it stands in; none before the first."""
    text = "Yes. One two."
    document = Document(text, text_id(text), (0, len(text)), cues=(Cue(5, 1.0), Cue(9, 2.0, 3.0)))
    assert [document.time_at(offset) for offset in (0, 4, 5, 8, 9, 12)] == [None, None, 1.0, 1.0, 2.0, 2.0]


@pytest.mark.parametrize(
    ("label", "shape"),
    [
        ("KAREN LIND", "capitals"),
        ("MR. McGEE", "capitals"),
        ("Mr. LIND", "capitals"),
        ("D’ANGELO", "capitals"),
        ("Karen Lind", "name"),
        ("Karen van der Lind-Orr", "name"),
        ("Ней Брандт", "name"),
        ("李娜", "capitals"),
        ("Q", "part"),
        ("Moderator", "part"),
        ("Speaker 12", "part"),
        ("Speaker One", "part"),
        ("Karen lind", None),
        ("karen lind", None),
        ("What I say", None),
        ("NOTE", None),
        ("Step One", None),
        ("42", None),
        ("", None),
        ("Charlie. LIND", None),
        ("Q. Madam Mayor", None),
        ("Ada Lind, I think", None),
    ],
)
def test_what_a_label_looks_like(label: str, shape: LabelShape | None) -> None:
    """Names, in capitals or not, and parts in a conversation; no sentences, lists and notices."""
    assert label_shape(label) == shape


def test_numbers_are_a_machines_labels() -> None:
    """People write names, or at least ``Speaker``."""
    assert [
        label
        for label in ("SPEAKER_00", "Speaker 2", "S1", "Speaker", "Speaker A. Lind", "LIND")
        if is_machine_label(label)
    ] == [
        "SPEAKER_00",
        "Speaker 2",
        "S1",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.5, 1.5), (0, 0.0), ("1:05", 65.0), ("1:00:05,250", 3605.25), ("12.5", 12.5), ("12.5s", 12.5),
        ("1250ms", 1.25), (-1, None), (float("nan"), None), (float("inf"), None), (True, None), (None, None),
        ("soon", None), ("1:5:5", None),
    ],
)  # fmt: skip
def test_seconds_of_a_clock(value: object, expected: float | None) -> None:
    """Numbers and clock times; nothing else."""
    assert seconds(value) == expected
