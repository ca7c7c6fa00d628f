"""Subtitles: voices and times out, words together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.contents import Content
from onrecord.documents.document import DocumentFormat
from onrecord.documents.subtitles import read_subtitles
from onrecord.errors import InputError

VTT = """WEBVTT - Council
Kind: captions
Language: en

NOTE a note, with --> in it

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:03.500 align:start
<v Ines Okafor>We are done waiting,

00:03.500 --> 00:06.000
said the mayor &amp; her council.

third cue
00:00:07.000 --> 00:00:09.000
<v.loud Leo Brandt>How <i>long</i></v> have you known?
<v Ines Okafor>Since October.

01:00:10.000 --> 01:00:12.000
I heard that.
"""


def srt(*cues: str) -> bytes:
    """Cues of a second each."""
    return "\r\n\r\n".join(
        f"{n}\r\n00:00:{n:02},000 --> 00:00:{n:02},900\r\n" + cue.replace("\n", "\r\n")
        for n, cue in enumerate(cues, 1)
    ).encode()


def said(content: Content) -> list[tuple[str | None, str]]:
    spans = [(turn.span, turn.speaker) for turn in content.turns] + [
        (span, None) for span in content.unvoiced
    ]
    return [(speaker, content.text[slice(*span)]) for span, speaker in sorted(spans)]


def test_voice_tags_are_voices_and_cues_of_one_voice_a_turn() -> None:
    """Styling, notes and names of cues go; a cue without a voice goes on while a sentence does, else it is nobody's."""
    content = read_subtitles(VTT.encode(), None, "vtt")
    assert content.text == (
        "Ines Okafor: We are done waiting, said the mayor & her council.\n\nLeo Brandt: How long have you known?\n\n"
        "Ines Okafor: Since October.\n\nI heard that."
    )
    assert said(content)[-2:] == [("Ines Okafor", "Since October."), (None, "I heard that.")]
    assert (content.kind, content.facts.lang) == ("transcript", "en")


def test_times_are_kept_by_turn_and_by_cue() -> None:
    """A quotation in the middle of a long turn can still be heard at its second."""
    content = read_subtitles(VTT.encode(), None, "vtt")
    assert [(turn.start, turn.end) for turn in content.turns] == [(1.0, 6.0), (7.0, 9.0), (7.0, 9.0)]
    starts = {content.text[cue.offset :].split()[0]: cue.start for cue in content.cues}
    assert starts == {"We": 1.0, "said": 3.5, "How": 7.0, "Since": 7.0, "I": 3610.0}


def test_labels_in_a_file_that_labels_every_change_hold_until_the_next() -> None:
    """Its very first words have one."""
    assert said(
        read_subtitles(srt("OKAFOR: We are done.", "It will close.", "BRANDT: When?"), None, "srt")
    ) == [
        ("OKAFOR", "We are done. It will close."),
        ("BRANDT", "When?"),
    ]


def test_labels_in_a_file_that_labels_some_hold_for_a_sentence() -> None:
    """Films label only those who are not seen: the next sentence may be anybody's."""
    cues = ("Who is there?", "BRANDT: It is me, and I", "have a question.", "Come in.")
    assert said(read_subtitles(srt(*cues), None, "srt")) == [
        (None, "Who is there?"),
        ("BRANDT", "It is me, and I have a question."),
        (None, "Come in."),
    ]


def test_signs_of_a_change_end_a_turn() -> None:
    """``>>`` and a dash at the start of a line; a label behind them tells whose the next is."""
    cues = (">> OKAFOR: Order.", ">> When?", "- Now.\n- Really?", ">>> BRANDT: Yes.")
    assert said(read_subtitles(srt(*cues), None, "srt")) == [
        ("OKAFOR", "Order."), (None, "When?"), (None, "Now."), (None, "Really?"), ("BRANDT", "Yes."),
    ]  # fmt: skip


def test_a_colon_alone_is_no_label() -> None:
    """“Remember:” begins a line, too; a name in mixed case must come twice, but ends the turn before it always."""
    assert said(read_subtitles(srt("OKAFOR: Yes.", "Remember: we close."), None, "srt")) == [
        ("OKAFOR", "Yes. Remember: we close.")
    ]
    cues = ("Ada Lind: Yes.", "Bo: No.", "Ada Lind: Why?")
    assert said(read_subtitles(srt(*cues), None, "srt")) == [
        ("Ada Lind", "Yes."),
        (None, "Bo: No."),
        ("Ada Lind", "Why?"),
    ]


def test_sounds_and_styling_are_left_out() -> None:
    """Lines that are only a sound, a song or a position."""
    cues = (
        "[applause]",
        "♪ La la la ♪",
        "{\\an8}<font color=red>We</font> <i>are</i>\ndone.",
        "(door slams)",
    )
    assert said(read_subtitles(srt(*cues), None, "srt")) == [(None, "We are done.")]


def test_rolling_captions_are_read_once() -> None:
    """Live captions show each line twice, first below and then above the next."""
    rolling = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nwe<00:01.500><c> are</c>\n\n00:02.000 --> 00:03.000\nwe are\n"
        "done<00:02.500><c> waiting</c>\n\n00:03.000 --> 00:04.000\ndone waiting\nnow\n"
    )
    assert read_subtitles(rolling.encode(), None, "vtt").text == "we are done waiting now"


def test_blank_lines_and_numbers_in_words_do_no_harm() -> None:
    """SubRip files are often written by hand."""
    data = b"1\n00:01,0 --> 00:02,0\nIn\n\n2026\nthe year\n2\n00:02,0 --> 00:03,0\n99\n"
    assert read_subtitles(data, None, "srt").text == "In 2026 the year 99"


def test_a_time_that_cannot_be_read_is_said() -> None:
    """Its words are left out, since nobody knows whose place they have."""
    content = read_subtitles(srt("One.", "Two.").replace(b"00:00:01,000", b"00:00:o1"), None, "srt")
    assert content.text == "Two."
    assert content.warnings == ("line 2: a time that cannot be read; its words are left out",)


@pytest.mark.parametrize(
    ("data", "format", "message"),
    [
        (b"WEBVTT\n\nNOTE nothing\n", "vtt", "has no subtitles"),
        (b"Just a text.", "srt", "has no subtitles"),
        (srt("[applause]"), "srt", "is empty"),
        (b"", "srt", "is empty"),
    ],
)
def test_a_file_without_words_says_so(data: bytes, format: DocumentFormat, message: str) -> None:
    """No cue, or none with words."""
    with pytest.raises(InputError, match=message):
        read_subtitles(data, None, format)


words = st.lists(
    st.sampled_from(["yes,", "the", "bridge", "closes.", "Why?", "42"]), min_size=1, max_size=6
).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from([None, "OKAFOR", "BRANDT"]), words), min_size=1, max_size=12))
def test_every_offset_points_at_what_was_said(cues: list[tuple[str | None, str]]) -> None:
    """Turns, labels, unvoiced words and cues lie inside the text, in order, apart; no word is lost."""
    content = read_subtitles(srt(*(f"{who}: {what}" if who else what for who, what in cues)), None, "srt")
    for turn in content.turns:
        assert turn.label is not None and content.text[slice(*turn.label)] == turn.speaker
        assert content.text[turn.label[1] : turn.span[0]] == ": "
    spans = sorted([turn.span for turn in content.turns] + list(content.unvoiced))
    assert all(a[1] < b[0] for a, b in pairwise(spans))
    assert " ".join(content.text[a:b] for a, b in spans).split() == " ".join(what for _, what in cues).split()
    assert [
        content.text[cue.offset :].startswith(what) for cue, (_, what) in zip(content.cues, cues, strict=True)
    ] == [True] * len(cues)
