"""To whom, through what, when, what is done by it, and who passes it on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_statements import Told, around, found_in, read, statement_at
from onrecord import Piece, Statement
from onrecord.circumstances import Circumstances, circumstances_of
from onrecord.circumstances.vocabulary import CHANNEL_TYPES
from onrecord.extraction.statements import Found

SUNDAY = "2019-01-13"


def one(
    text: str, source: str | None, cue: str, content: str, published: str | None = SUNDAY
) -> Circumstances:
    return around(text, (source, cue, content), published=published)[0]


def to(told: Circumstances) -> str | None:
    return None if told.addressee is None else told.addressee.text


def through(told: Circumstances) -> str | None:
    return None if told.channel is None else told.channel.type


def day(told: Circumstances) -> str | None:
    return None if told.said_on is None else told.said_on.date


@pytest.mark.parametrize(
    ("text", "cue", "addressee"),
    [
        ("“We are late,” Okafor told the Harbour Post.", "told", "the Harbour Post"),
        ("“We are late,” Okafor told reporters.", "told", "reporters"),
        ("“We are late,” Okafor told a cheering crowd in Tarn Bay.", "told", "a cheering crowd"),
        ("“We are late,” Okafor told the Anchor’s Lena Brandt.", "told", "the Anchor’s Lena Brandt"),
        ("“We are late,” Okafor told supporters on Friday.", "told", "supporters"),
        (
            "“We are late,” Okafor told an overflowing council meeting.",
            "told",
            "an overflowing council meeting",
        ),
        ("“We are late,” Okafor said.", "said", None),
        ("“We are late,” Okafor said, blaming the council.", "said", None),
    ],
)
def test_the_addressee_is_who_was_told(text: str, cue: str, addressee: str | None) -> None:
    assert to(one(text, "Okafor", cue, "“We are late,”")) == addressee


def test_the_addressee_ends_where_the_content_begins() -> None:
    assert (
        to(one("Okafor told reporters her team was late.", "Okafor", "told", "her team was late"))
        == "reporters"
    )


@pytest.mark.parametrize(
    ("text", "cue", "channel"),
    [
        ("“We are late,” Okafor told the Harbour Post.", "told", "interview"),
        ("“We are late,” Okafor said in an interview.", "said", "interview"),
        ("“We are late,” Okafor wrote in a tweet.", "wrote", "post"),
        ("“We are late,” Okafor said on Twitter.", "said", "post"),
        ("“We are late,” Okafor said in a statement.", "said", "statement"),
        ("“We are late,” Okafor said in a speech.", "said", "speech"),
        ("“We are late,” Okafor wrote in a letter.", "wrote", "letter"),
        ("“We are late,” Okafor told reporters.", "told", None),
        ("“We are late,” Okafor said.", "said", None),
    ],
)
def test_the_channel_is_what_the_words_beside_the_cue_name(text: str, cue: str, channel: str | None) -> None:
    assert through(one(text, "Okafor", cue, "“We are late,”")) == channel


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("Saturday", "2019-01-12"),
        ("on Sunday", "2019-01-13"),
        ("Friday", "2019-01-11"),
        ("on Wednesday", "2019-01-09"),
    ],
)
def test_a_weekday_beside_the_cue_dates_the_statement(words: str, date: str) -> None:
    told = one(f"“We are late,” Okafor said {words}.", "Okafor", "said", "“We are late,”")
    assert day(told) == date
    assert told.said_on is not None and told.said_on.piece.text == words and told.said_on.precision == "day"


def test_without_an_anchor_there_is_no_date() -> None:
    assert day(one("“We are late,” Okafor said on Friday.", "Okafor", "said", "“We are late,”", None)) is None


def test_a_date_inside_the_content_is_not_the_date_of_the_statement() -> None:
    text = "Okafor said the ferry sank on Friday near the old pier."
    assert day(one(text, "Okafor", "said", "the ferry sank on Friday near the old pier")) is None


def test_no_statement_is_made_after_the_document() -> None:
    text = "“We are late,” Okafor said on January 20, 2019."
    assert day(one(text, "Okafor", "said", "“We are late,”")) is None


def test_a_dateline_is_not_the_date_of_a_statement() -> None:
    text = "PORT ELLERY, Jan. 12 (Tarn Wire) — “We are late,” Okafor said."
    assert day(one(text, "Okafor", "said", "“We are late,”")) is None


def test_a_date_that_contradicts_the_dateline_is_flagged() -> None:
    text = "PORT ELLERY, March 3 (Tarn Wire) — “We are late,” Okafor said on Friday."
    told = one(text, "Okafor", "said", "“We are late,”")
    assert day(told) == "2019-01-11" and told.flags == ("doubtful-date",)


@pytest.mark.parametrize(
    ("text", "cue", "content", "act"),
    [
        ("Okafor denied taking money from the port.", "denied", "taking money from the port", "denial"),
        ("Okafor declined to comment on the case.", "declined", "to comment on the case", "no-comment"),
        ("Okafor promised to open the bridge.", "promised", "to open the bridge", "promise"),
        ("Okafor vowed to open the bridge.", "vowed", "to open the bridge", "promise"),
        ("Okafor urged the council to resign.", "urged", "the council to resign", "demand"),
        ("Okafor demanded that the council resign.", "demanded", "that the council resign", "demand"),
        ("Okafor admitted the bridge was unsafe.", "admitted", "the bridge was unsafe", "admission"),
        ("“Who signed the contract?” Okafor asked.", "asked", "“Who signed the contract?”", "question"),
        ("Okafor said the bridge was unsafe.", "said", "the bridge was unsafe", "statement"),
    ],
)
def test_the_act_is_what_the_cue_and_the_content_do(text: str, cue: str, content: str, act: str) -> None:
    assert one(text, "Okafor", cue, content).act == act


def test_what_someone_says_that_another_said_is_reported_by_them() -> None:
    text = "Lena Brandt said the mayor told the council to wait."
    told = around(
        text, ("Lena Brandt", "said", "the mayor told the council to wait"), ("the mayor", "told", "to wait")
    )
    assert told[0].reported_by is None
    assert told[1].reported_by is not None and told[1].reported_by.text == "Lena Brandt"


def test_a_pronoun_may_be_the_speaker_so_nobody_else_reports_it() -> None:
    text = "Lena Brandt said she told the council to wait."
    told = around(text, ("Lena Brandt", "said", "she told the council to wait"), ("she", "told", "to wait"))
    assert told[1].reported_by is None


@pytest.mark.parametrize(
    "text",
    [
        "“We are late,” Okafor said, according to the Harbour Post.",
        "“We are late,” Okafor said, as reported by the Harbour Post.",
        "According to the Harbour Post, “We are late,” Okafor said.",
    ],
)
def test_the_paper_beside_the_statement_passes_it_on(text: str) -> None:
    told = one(text, "Okafor", "said", "“We are late,”")
    assert told.reported_by is not None and told.reported_by.text == "the Harbour Post"


def test_a_signed_post_has_its_account_as_channel_and_the_date_of_its_line() -> None:
    text = "“We are late,” the mayor said.\n\nWe are late. — Ines Okafor (@okafor) January 5, 2019\n"
    document, words = read(text, SUNDAY)
    told = found_in(document, words, ("the mayor", "said", "“We are late,”"))
    start = text.index("We are late. ")
    name = text.index("Ines")
    post = Statement(
        kind="direct", act="statement", factuality="speech", content=Piece.of(text, [(start, start + 12)]),
        source=Piece.of(text, [(name, name + len("Ines Okafor"))]), cue=None, confidence=0.97,
    )  # fmt: skip
    last = circumstances_of(document, words, [*told, Found(post, signed=True)])[-1]
    assert through(last) == "post" and last.channel is not None and last.channel.piece.text == "(@okafor)"
    assert day(last) == "2019-01-05"


UGLY = [
    "",
    "“",
    "said",
    "OKAFOR SAID ON FRIDAY ON TWITTER THAT THE BRIDGE IS CLOSED",
    "okafor told reporters on friday that the bridge is closed",
    "PORT ELLERY, March 3 — TARN BAY, April 9 — PORT ELLERY, March 3, 2019 —",
    "Zoë Ångström-Núñez told 日本新聞 on Friday 😀 that “\u200bwe are late”",
    "on Friday " * 300,
    "told " * 300,
    "in a tweet in a letter in court " * 100,
]


@pytest.mark.parametrize("text", UGLY)
def test_ugly_texts_cost_nothing_but_time(text: str) -> None:
    document, words = read(text, SUNDAY)
    told: list[Told] = [(None, "said", "said")] if text == "said" else []
    circumstances_of(document, words, found_in(document, words, *told))


_WORDS = st.sampled_from(
    """Okafor the Harbour Post reporters told said asked in a tweet statement interview on Friday Saturday night Jan. 5
    , . “ ” with to at news conference that he urged crowd 2013 yesterday according reported by and \n\n letter
    court CNN’s show""".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, min_size=4, max_size=60), st.data())
def test_every_span_is_exact_and_every_date_has_an_anchor(pieces: list[str], data: st.DataObject) -> None:
    """Whatever the words are and wherever cue and content stand among them."""
    text = " ".join(pieces)
    published = data.draw(st.sampled_from([None, SUNDAY, "2013-06-01"]))
    document, words = read(text, published)
    if len(words) < 4:
        return
    numbers = sorted(data.draw(st.lists(st.integers(0, len(words) - 1), min_size=3, max_size=3, unique=True)))
    source, cue, content = ((int(words.starts[i]), int(words.ends[i])) for i in numbers)
    (told,) = circumstances_of(document, words, [statement_at(text, words, source, cue, content)])
    pieces_ = [told.addressee, told.channel and told.channel.piece, told.said_on and told.said_on.piece,
               told.reported_by]  # fmt: skip
    for piece in pieces_:
        if piece is not None:
            assert piece.text and " ".join(text[a:b] for a, b in piece.spans) == piece.text
    assert told.channel is None or told.channel.type in CHANNEL_TYPES
    if told.said_on is not None:
        assert published is None or told.said_on.date <= published
        assert published is not None or any(c.isdigit() for c in told.said_on.piece.text)
