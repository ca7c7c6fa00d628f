"""Which marks pair with which: kinds, nesting, spacing, and marks that were forgotten or misplaced."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "quoted", "marks"),
    [
        ('"The ferry sails," Ada Lind said.', '"The ferry sails,"', "straight-double"),
        ("“The ferry sails,” Ada Lind said.", "“The ferry sails,”", "curly-double"),
        ("'The ferry sails,' Ada Lind said.", "'The ferry sails,'", "straight-single"),
        ("‘The ferry sails,’ Ada Lind said.", "‘The ferry sails,’", "curly-single"),
        ("``The ferry sails,'' Ada Lind said.", "``The ferry sails,''", "latex"),
        ('``The ferry sails," Ada Lind said.', '``The ferry sails,"', "latex"),
        ("`The ferry sails,' Ada Lind said.", "`The ferry sails,'", "latex"),
        ("''The ferry sails,'' Ada Lind said.", "''The ferry sails,''", "straight-double"),
        ("«The ferry sails», Ada Lind said.", "«The ferry sails»", "guillemets"),
        ("« The ferry sails », Ada Lind said.", "« The ferry sails »", "guillemets"),
        ("»The ferry sails«, Ada Lind said.", "»The ferry sails«", "guillemets"),
        ("„The ferry sails“, Ada Lind said.", "„The ferry sails“", "low-high"),
        ("„The ferry sails”, Ada Lind said.", "„The ferry sails”", "low-high"),
    ],
)
def test_every_kind_of_mark(read, text, quoted, marks):
    """Each kind of mark is read and named, and the span includes the marks."""
    (found,) = read(text)
    assert (found.text, found.quotation.marks, found.quotation.flags[:0]) == (quoted, marks, ())


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“The ferry sails,“ Ada Lind said. “Soon.“", ["“The ferry sails,“", "“Soon.“"]),
        ("”The ferry sails,” Ada Lind said. ”Soon.”", ["”The ferry sails,”", "”Soon.”"]),
        ('"The ferry sails,” Ada Lind said. “Soon."', ['"The ferry sails,”', '“Soon."']),
        ("‘The ferry sails,‘ Ada Lind said.", ["‘The ferry sails,‘"]),
    ],
)
def test_wrongly_curled_marks(outer, text, quoted):
    """Marks curled all one way, or mixed with straight ones, still pair."""
    assert outer(text) == quoted


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("“He said ‘no’ and left,” Ada Lind said.", [("“He said ‘no’ and left,”", 0), ("‘no’", 1)]),
        ("\"He said 'no' and left,\" Ada Lind said.", [("\"He said 'no' and left,\"", 0), ("'no'", 1)]),
        ("'He said \"no\" and left,' Ada Lind said.", [("'He said \"no\" and left,'", 0), ('"no"', 1)]),
        ('“He said "no" and left,” Ada Lind said.', [('“He said "no" and left,”', 0), ('"no"', 1)]),
        (
            'Ada Lind said, "I missed the "good old" part of it, you know."',
            [('"I missed the "good old" part of it, you know."', 0), ('"good old"', 1)],
        ),
        (
            "\"'Night Ferry' is my song,\" she said.",
            [("\"'Night Ferry' is my song,\"", 0), ("'Night Ferry'", 1)],
        ),
        ("“I asked him, ‘Why?’”", [("“I asked him, ‘Why?’”", 0), ("‘Why?’", 1)]),
        ("“ ‘Why?’ I asked,” she said.", [("“ ‘Why?’ I asked,”", 0), ("‘Why?’", 1)]),
        ("''I sang 'Night Ferry,''' she said.", [("''I sang 'Night Ferry,'''", 0), ("'Night Ferry,'", 1)]),
        (
            "“She said, ‘He wrote “never” to me,’” Ek said.",
            [("“She said, ‘He wrote “never” to me,’”", 0), ("‘He wrote “never” to me,’", 1), ("“never”", 2)],
        ),
    ],
)
def test_nesting(read, text, levels):
    """A quotation within a quotation is one level down and flagged, outer before inner."""
    found = read(text)
    assert [(item.text, item.quotation.level) for item in found] == levels
    assert [("nested" in item.quotation.flags) for item in found] == [level > 0 for _, level in levels]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"Yes.""No."', ['"Yes."', '"No."']),
        ('He said:"No." And left.', ['"No."']),
        ('He said "No."And left.', ['"No."']),
        ('She said " The ferry sails . " and left.', ['" The ferry sails . "']),
        ("(“I know,” she said.) [“So do I.”]", ["“I know,”", "“So do I.”"]),
        ('The board—"all of us," she said—agreed.', ['"all of us,"']),
        ('"I was—" she began. "Stop."', ['"I was—"', '"Stop."']),
        ('"...and so," he said. "…Then."', ['"...and so,"', '"…Then."']),
        ('*"Stay,"* she said.', ['"Stay,"']),
        ('"Yes".', ['"Yes"']),
        ("She wants it to be his 'legacy, ' and \"soon.\"", ["'legacy, '", '"soon."']),
        ('彼は"どうぞ"と言った。', ['"どうぞ"']),
        ("‘‘The ferry sails,’’ she said.", ["‘‘The ferry sails,’’"]),
        (
            '"The ferry\u200a—\u200aours\u200a—\u200asails," she said.',
            ['"The ferry\u200a—\u200aours\u200a—\u200asails,"'],
        ),
    ],
)
def test_spacing(outer, text, quoted):
    """Blanks, brackets, dashes and other marks beside a mark tell an opening from a closing one."""
    assert outer(text) == quoted


def test_misplaced_comma(read):
    """A comma after the closing mark, before a speech tag, is flagged; the span stays that of the marks."""
    (found,) = read('"The ferry sails", Ada Lind said.')
    assert (found.text, found.quotation.flags) == ('"The ferry sails"', ("misplaced-comma",))


@pytest.mark.parametrize(
    "text",
    ['"The ferry sails," Ada Lind said.', 'He called it "a wreck", which it was.', 'She said "it sails".'],
)
def test_comma_that_is_not_misplaced(read, text):
    """Commas inside, and full stops or commas outside without a speech tag, are no error."""
    assert all("misplaced-comma" not in item.quotation.flags for item in read(text))


def test_unclosed_quotation_ends_with_its_paragraph(read):
    """An opening mark that is never closed reaches to the end of its paragraph, flagged, and no further."""
    found = read('Ada Lind said, "The ferry sails. It sails soon.\n\nNobody was there. "Good," said Bo Ek.')
    assert [item.text for item in found] == ['"The ferry sails. It sails soon.', '"Good,"']
    assert [item.quotation.flags for item in found] == [("unbalanced-marks",), ()]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"The ferry sails, Ada Lind said.', ['"The ferry sails,']),
        ('"The ferry sails, Ada Lind said.\n\n"No," said Bo Ek.', ['"The ferry sails,', '"No,"']),
        ('"The ferry sails, she said. "We go with it."', ['"The ferry sails,', '"We go with it."']),
        ('"The ferry sails. We go. "We all go," she said.', ['"The ferry sails. We go.', '"We all go,"']),
        (
            "It was late. “The ferry sails. “And we go,” she said.",
            ["“The ferry sails.", "“And we go,”"],
        ),
    ],
)
def test_forgotten_closing_mark(read, text, quoted):
    """A forgotten closing mark costs only its own quotation: that one ends before its tag or the next one."""
    found = read(text)
    assert [item.text for item in found] == quoted
    assert found[0].quotation.flags == ("unbalanced-marks",)
    assert all(item.quotation.flags == () for item in found[1:])


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('We will stay. We all will," she said. "All."', ['We will stay. We all will,"', '"All."']),
        ('Ek met "Lefty" Rossi there. We will stay", said Ek.', ['"Lefty"', 'We will stay"']),
        ("We will stay,” she said.", ["We will stay,”"]),
    ],
)
def test_forgotten_opening_mark(outer, text, quoted):
    """A stray closing mark before a speech tag ends a quotation begun with its paragraph or its sentence."""
    assert outer(text) == quoted


def test_forgotten_opening_mark_is_flagged(read):
    """A quotation without its opening mark says so."""
    (found,) = read('We will stay," she said.')
    assert found.quotation.flags == ("unbalanced-marks",)


@pytest.mark.parametrize(
    "text",
    [
        "I'm gonna get that.' I walked up behind him.",
        'It was over." Then it rained.',
        "'We will stay, she said.",
        '"',
        "“”",
        '""',
        '" "',
        "'''",
        "» «",
    ],
)
def test_marks_that_quote_nothing(read, text):
    """A stray mark without a speech tag, a lone single mark, and marks with no words between are dropped."""
    assert read(text) == []


def test_stray_mark_inside_is_flagged(read):
    """A quotation that holds a mark without a partner is flagged and keeps its extent."""
    (found,) = read('"I saw the "ferry and the quay," she said.')
    assert (found.text, found.quotation.flags) == ('"I saw the "ferry and the quay,"', ("unbalanced-marks",))


def test_stitched_paragraph_is_not_turned_inside_out(outer):
    """After a broken stretch the reader finds its footing again: what follows is read rightly."""
    text = (
        'He thought it was lost", said the man of the hour: "Walking the Long Quay author. They will get it.\' '
        'He came up. "I can\'t tell you how it felt". "My reason is I didn\'t want the "good old" part of it, '
        "like 'legacy, '\" she said in a note. You know it.' According to Ek's aide, "
        '"the ferry is everyone\'s ferry" a.k.a.'
    )
    assert outer(text) == [
        'He thought it was lost"',
        '"Walking the Long Quay',
        '"I can\'t tell you how it felt"',
        '"My reason is I didn\'t want the "good old" part of it, like \'legacy, \'"',
        '"the ferry is everyone\'s ferry"',
    ]


def test_values_of_markup_are_no_quotations(outer):
    """Quotation marks inside a markup tag belong to the tag."""
    assert outer('See <a href="https://example.org" title="The Quay">the page</a>. "Yes," she said.') == [
        '"Yes,"'
    ]
