"""From bytes to text: nothing is rewritten, and every assumption is said."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents import decode
from onrecord.errors import InputError, UsageError

QUOTE = "“We’re done,” said Zoë."


def test_utf_8_is_the_rule() -> None:
    """Valid UTF-8 is read as such, without a warning, newlines as they are."""
    decoded = decode((QUOTE + "\r\nb\rc\n").encode())
    assert (decoded.text, decoded.encoding, decoded.warnings) == (QUOTE + "\r\nb\rc\n", "utf-8", ())


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_goes(mark: bytes, codec: str, name: str) -> None:
    """The mark wins, is not part of the text, and the encoding reported reads the file the same."""
    data = mark + QUOTE.encode(codec)
    decoded = decode(data, "cp1252")
    assert (decoded.text, decoded.encoding) == (QUOTE, name)
    assert data.decode(decoded.encoding) == QUOTE


def test_windows_1252_is_assumed_aloud() -> None:
    """Bytes that are no UTF-8 are read as Windows-1252, and the warning says so and names the option."""
    decoded = decode(QUOTE.encode("cp1252"))
    assert decoded.text == QUOTE
    assert decoded.encoding == "cp1252"
    assert "Windows-1252 was assumed" in decoded.warnings[0] and "--encoding" in decoded.warnings[0]


def test_one_broken_byte_does_not_spoil_good_utf_8() -> None:
    """Mostly good UTF-8 stays UTF-8; the broken byte becomes U+FFFD, and the warning says where."""
    decoded = decode(QUOTE.encode() + b" caf\xe9")
    assert decoded.text == QUOTE + " caf\ufffd"
    assert f"byte {len(QUOTE.encode()) + 4}" in decoded.warnings[0] and "1 place" in decoded.warnings[0]


def test_a_named_encoding_is_used_strictly() -> None:
    """``encoding`` decides, and bytes that it refuses are an error, not a guess."""
    assert decode("Łódź".encode("cp1250"), "cp1250").text == "Łódź"
    with pytest.raises(InputError, match=r"not valid ascii \(byte 0\)"):
        decode(QUOTE.encode(), "ascii")


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", "ut\x00f"])
def test_an_encoding_that_is_none_is_a_usage_error(name: str) -> None:
    """Unknown names and codecs that are not for text are refused with a hint."""
    with pytest.raises(UsageError, match="try utf-8"):
        decode(b"text", name)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "nothing but blanks"),
        (b"He said\x00no", "NUL"),
        (QUOTE.encode("utf-16-le"), "utf-16-le"),
        (b"%PDF-1.7\n%", "PDF"),
        (b"PK\x03\x04rest", "docx"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(1, 256)), "binary"),
    ],
    ids=["empty", "blank", "nul", "utf-16 without mark", "pdf", "zip", "png", "all bytes"],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    """Empty and binary input raise `InputError` with a clause that says what it is."""
    with pytest.raises(InputError, match=reason):
        decode(data)


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",))).filter(str.strip))
def test_decoding_undoes_encoding(text: str) -> None:
    """Any text that is written as UTF-8 with a mark comes back code point for code point."""
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    """Whatever the bytes are, the answer is a text with words in it or an `InputError`."""
    try:
        text = decode(data).text
    except InputError:
        return
    assert text.strip()
