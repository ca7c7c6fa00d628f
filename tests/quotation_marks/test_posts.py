"""Quotations by layout: posts and quotations with a dash signature, Markdown and introduced block quotes."""

from __future__ import annotations

import pytest

WORDS = "The ferry sails again. Thank you all."


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("— Ada Lind (@adal) January 5, 2024", "Ada Lind"),
        ("– Ada Lind (@adal) January 5, 2024", "Ada Lind"),
        ("-- Ada Lind (@adal) 5 Jan 2024", "Ada Lind"),
        ("- Ada Lind (@adal) Jan 5, 2024", "Ada Lind"),
        ("—Ada Lind (@adal)", "Ada Lind"),
        ("— Ada Lind @adal, Sept. 5, 2024", "Ada Lind"),
        ("— Ada M. van der Lind-Öst (@ada_l) January 5, 2024", "Ada M. van der Lind-Öst"),
        ("— Ada Lind, January 5, 2024", "Ada Lind"),
        ("— Hov Harbour Board 🚢 (@hov) 2024-01-05", "Hov Harbour Board 🚢"),
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_signed_post(read, signature, name, gap):
    """Words with a signature, in their paragraph or the next, are a post: the words, the name, the line."""
    (found,) = read(f"The board met.\n\n{WORDS}{gap}{signature}\n\nThen it rained.")
    assert (found.text, found.signature, found.signature_line) == (WORDS, name, signature)
    assert (found.quotation.role, found.quotation.marks, found.quotation.level) == ("post", "none", 0)


def test_two_posts_in_a_paragraph(read):
    """A second post in the same paragraph begins after the first one's signature."""
    text = "We sail. — Ada Lind (@adal) January 5, 2024 We do not. — Bo Ek (@boek) January 6, 2024"
    assert [(item.text, item.signature) for item in read(text)] == [
        ("We sail.", "Ada Lind"),
        ("We do not.", "Bo Ek"),
    ]


def test_post_glued_to_the_next(read):
    """Posts pasted without a blank after the date are still told apart."""
    text = "We sail.— Ada Lind (@adal) January 5, 2024We do not.— Bo Ek (@boek) January 6, 2024"
    assert [item.text for item in read(text)] == ["We sail.", "We do not."]


def test_arrows_quote_nothing(read):
    """A lone ``>>`` or ``«`` before a link is no quotation."""
    assert read(">> More news of the harbour\n\n« The ferry is back again") == []


def test_quotation_inside_a_post(read):
    """Marks inside a post are one level down."""
    text = "They told me “no deal” again today. — Ada Lind (@adal) January 5, 2024"
    post, inner = read(text)
    assert (post.quotation.role, inner.text, inner.quotation.level) == ("post", "“no deal”", 1)
    assert "nested" in inner.quotation.flags


@pytest.mark.parametrize(
    ("tail", "name"),
    [
        (" — Ada Lind", "Ada Lind"),
        (" -Commissioner Ek", "Commissioner Ek"),
        (" — Ada Lind, mayor of Hov", "Ada Lind"),
        ("\n\n— Ada Lind", "Ada Lind"),
        ("\n\n– Ada Lind (@adal) January 5, 2024", "Ada Lind"),
        (" — Ada Lind (@adal) January 5, 2024", "Ada Lind"),
    ],
)
def test_signature_after_a_quotation(read, tail, name):
    """After a quotation in marks the signature is that quotation's; a bare name is enough."""
    (found,) = read(f"“{WORDS}”{tail}")
    assert (found.text, found.signature, found.signature_line) == (f"“{WORDS}”", name, tail.strip())
    assert found.quotation.role == "quotation"


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sails again — Ada Lind was there on January 5, 2024, too.",
        "The ferry sails again. — Updated January 5, 2024",
        "The ferry sails again. — Last updated January 5, 2024",
        "The ferry — Ada Lind",
        "It was 5 - 3 on January 5, 2024",
    ],
)
def test_dashes_that_sign_nothing(read, text):
    """A dash before other words, a bare name after unmarked words, or a date without a name signs nothing."""
    assert read(text) == []


def test_dash_after_a_quotation_that_signs_nothing(read):
    """A dash that goes on with the sentence is no signature."""
    assert [
        item.signature for item in read("He said “no way” — Ada Lind laughed. “Boats” - Lind's song - began.")
    ] == [None, None]


def test_list_after_a_quotation_signs_nothing(read):
    """A bullet with a name in the next paragraph is a list's item."""
    (found,) = read("“The guests were these.”\n\n- Ada Lind\n- Bo Ek")
    assert found.signature is None


def test_markdown_block_quote(read):
    """Markdown lines are one block, a span a line without the ``>``; several paragraphs are flagged."""
    (found,) = read(
        "She wrote.\n\n> The ferry sails again.\n> Thank you all.\n>\n> And good night.\n\nThen it rained."
    )
    assert found.pieces == ("The ferry sails again.", "Thank you all.", "And good night.")
    assert (found.quotation.role, found.quotation.flags) == ("block", ("multi-paragraph",))


@pytest.mark.parametrize(
    "signature", ["\n> — Ada Lind", "\n>\n> — Ada Lind", "\n\n— Ada Lind", " — Ada Lind (@adal) 5 Jan 2024"]
)
def test_signed_block_quote(read, signature):
    """A block quote may be signed on its last line, within it, or in the next paragraph."""
    (found,) = read(f"> The ferry sails again. Thank you all.{signature}\n\nThen it rained.")
    assert (found.pieces, found.signature) == ((WORDS,), "Ada Lind")
    assert found.quotation.role == "block"


def test_block_quote_in_marks_is_a_quotation(read):
    """Marks around all of a block quote win; the signature stays."""
    (found,) = read("> “The ferry sails again and\n> we all go with it.”\n> — Ada Lind")
    assert found.pieces == ("“The ferry sails again and", "we all go with it.”")
    assert (found.quotation.role, found.quotation.marks, found.signature) == (
        "quotation",
        "curly-double",
        "Ada Lind",
    )


@pytest.mark.parametrize(
    "introduction",
    [
        "Ada Lind released the following statement:",
        "The board met. Ada Lind said:",
        "And from Chairwoman Ek:",
        "She sent out a statement on Monday:",
    ],
)
def test_introduced_block_quote(read, introduction):
    """A paragraph after a speech verb or the like and a colon is a block quote, and only that paragraph."""
    words = "The ferry has sailed for a hundred years and it will sail again."
    (found,) = read(f"{introduction}\n\n{words}\n\nThen it rained on the quay, and all of them went home.")
    assert (found.text, found.quotation.role) == (words, "block")


@pytest.mark.parametrize(
    ("introduction", "words"),
    [
        (
            "Listen to the statement below:",
            "The ferry has sailed for a hundred years and it will sail again.",
        ),
        ("The price of the ticket:", "The ferry has sailed for a hundred years and it will sail again."),
        ("Ada Lind said:", "Ferry timetable"),
        (
            "Ferry Lost At Sea, Board Says:",
            "The ferry has sailed for a hundred years and it will sail again.",
        ),
        ("Ada Lind said:", "- The ferry has sailed for a hundred years and it will sail again."),
    ],
)
def test_colons_that_introduce_no_quotation(read, introduction, words):
    """Pointers, headings and lists after a colon are no block quotes."""
    assert read(f"{introduction}\n\n{words}\n\nThen it rained.") == []


def test_introduced_paragraph_in_marks(read):
    """When the introduced paragraph has marks, they tell."""
    (found,) = read("Ada Lind said:\n\n“The ferry has sailed for a hundred years.”")
    assert (found.text, found.quotation.role) == ("“The ferry has sailed for a hundred years.”", "quotation")


def test_indented_block_quote(read):
    """Paragraphs indented deeper than the colon's paragraph are one block quote, however it is introduced."""
    first = "The ferry has sailed for a hundred years and it will sail."
    second = "It will sail on Monday, and we will all be there to see it."
    (found,) = read(f"This is what the board thinks:\n\n    {first}\n\n    {second}\n\nThen it rained.")
    assert (found.pieces, found.quotation.flags) == ((first, second), ("multi-paragraph",))


def test_embedded_markup(read):
    """An embedded element is a post or a block, signed by its author attribute."""
    post, block = read(
        '<tweet author="@adal" id="17">We sail on Monday.</tweet>\n\n<blockquote>We all go.</blockquote>'
    )
    assert (post.text, post.quotation.role, post.signature) == ("We sail on Monday.", "post", "adal")
    assert (block.text, block.quotation.role, block.signature) == ("We all go.", "block", None)
