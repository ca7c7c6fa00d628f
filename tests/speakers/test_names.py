"""The names of a document: which fuller form belongs to a shorter one, and when none is given."""

from __future__ import annotations

import pytest

from onrecord.speakers import Names


@pytest.mark.parametrize(
    ("text", "asked", "full"),
    [
        ("Ada Lind is the mayor.", "Lind", "Ada Lind"),
        ("Ada Lind is the mayor.", "Mayor Lind", "Ada Lind"),
        ("Ada Lind is the mayor.", "LIND", "Ada Lind"),
        ("Mayor Ada Lind was there. Ms. Lind left.", "Ada", "Ada Lind"),
        ("It was Ada Lind who left.", "Lind’s".removesuffix("’s"), "Ada Lind"),
        ("Ada Lind and, in full, Ada Marie Lind.", "Ada Lind", "Ada Marie Lind"),
        ("Ada Lind and, in full, Ada Marie Lind.", "Lind", "Ada Marie Lind"),
        ("Ada M. Lind spoke. Then Ada Lind left.", "Lind", "Ada M. Lind"),
        ("Ludwig van der Aa spoke.", "van der Aa", "Ludwig van der Aa"),
        ("Ludwig van der Aa spoke.", "Van der Aa", "Ludwig van der Aa"),
        ("Ludwig van der Aa spoke.", "Aa", "Ludwig van der Aa"),
        ("Crown Prince Reem bin Khalid spoke.", "bin Khalid", "Reem bin Khalid"),
        ("Anwar al-Sayed spoke.", "Al-Sayed", "Anwar al-Sayed"),
        ("Ama Mensah Boateng spoke.", "Mensah Boateng", "Ama Mensah Boateng"),
        ("Ms. Ama Mensah Boateng spoke.", "Mensah", "Ama Mensah Boateng"),
        ("Inés Peña spoke.", "Pena", "Inés Peña"),
        ("Ine\u0301s Pen\u0303a spoke.", "Peña", "Ine\u0301s Pen\u0303a"),
        ("Siobhán O’Dowd spoke.", "O'Dowd", "Siobhán O’Dowd"),
        ("Ben Okafor Jr. spoke.", "Okafor", "Ben Okafor Jr."),
        ("Ben Okafor, Jr., spoke.", "Okafor", "Ben Okafor, Jr."),
        ("President Min Seo-yeon spoke. Min left.", "Min", "Min Seo-yeon"),
        ("The teacher Min Seo-yeon spoke. Later, Min left.", "Min", "Min Seo-yeon"),
        ("John “Skip” Marlow spoke.", "Marlow", "John “Skip” Marlow"),
        ("Bob Marlow and Robert Q. Marlow are one.", "Marlow", "Robert Q. Marlow"),
        ("He met Ada\nLind there.", "Lind", None),
        ("The Public Works Agency (PWA) closed it.", "PWA", "Public Works Agency"),
        ("the Department of Transport", "DOT", "Department of Transport"),
        ("the Bureau of Inland Affairs", "BIA", "Bureau of Inland Affairs"),
        ("the Harbour Post", "Post", "Harbour Post"),
        ("Dorian Kiedrich sang. Keidrich left.", "Keidrich", "Dorian Kiedrich"),
        ("Dorian McCleddy sang. McLeddy left.", "McLeddy", None),
        ("Dorian McCleddington sang. McLeddington left.", "McLeddington", "Dorian McCleddington"),
    ],
)
def test_the_fuller_form_is_the_one_that_the_document_gives(text, asked, full):
    """Surnames, first names, inner names and initials lead to the full name; titles, case and accents do not matter."""
    assert Names(text).fullest(asked) == full


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Lind left.", "Lind"),
        ("Ada Lind left.", "Ada Lind"),
        ("Ada Lind left.", "Okafor"),
        ("Ada Lind left.", ""),
        ("Ada Lind left.", "Mayor"),
        ("Ada Lind met Nils Lind.", "Lind"),
        ("Ada Lind met Ada Okafor. Lind and Okafor left.", "Ada"),
        ("Ben Okafor met Ben Okafor Jr.", "Okafor"),
        ("Ada Becker left. Baker stayed.", "Baker"),
        ("Ada Marsh left. Mrash left. Mrash spoke. Mrash slept.", "Mrash"),
        ("Ben Okafor met Ben Okafor Jr.", "Ben Okafor"),
        ("Ada B. Lind met Ada C. Lind.", "Lind"),
        ("Ada B. Lind met Ada C. Lind.", "Ada Lind"),
        ("They live in North Lind.", "Lind"),
        ("Banners said Team Lind.", "Lind"),
        ("They work at the Lind Foundation.", "Lind"),
        ("They live in Lind Street.", "Lind"),
        ("Lind opened the Lind Tower.", "Lind"),
        ("They watched Finding Ada Lind, a film.", "Ada Lind"),
        ("Meanwhile Lind left. But Lind stayed. On Friday Lind slept.", "Lind"),
        ("Angry Lind left. He was angry.", "Lind"),
        ("Watching Lind was hard.", "Lind"),
        ("Will Lind stay? It will rain.", "Lind"),
        ("Mayor Lind Calls Harbour Vote A Terrible Sham\n\nLind left.", "Lind"),
        ("Slams Lind Over Harbour Vote Again\n\nThe paper slams her.\n\nLind left.", "Lind"),
        ("The Harbour Post and the Ellery Post differ.", "Post"),
        ("the Public Works Agency and the Port Workers Alliance", "PWA"),
        ("Kofi and Ama Mensah left.", "Mensah"),
        ("A Polish Nobel was awarded.", "Nobel"),
    ],
)
def test_no_fuller_form_is_made_up(text, asked):
    """Where nothing fuller is given, or several names fit, or only chance put a word before the name: None."""
    assert Names(text).fullest(asked) is None


def test_a_full_name_in_a_headline_serves_where_the_text_has_only_the_surname():
    """Headlines are weak evidence, but a name at their beginning whose surname the text uses is one."""
    text = "Ada Lind Calls Harbour Vote A Terrible Sham\n\nThe vote was a sham, Lind said."
    assert Names(text).fullest("Lind") == "Ada Lind"


def test_a_name_in_a_headline_makes_a_surname_ambiguous():
    """Somebody else of that surname in the headline is enough to be in doubt."""
    text = "Ada Lind Calls Harbour Vote A Terrible Sham\n\nThe vote was a sham, Lind said. Nils Lind left."
    assert Names(text).fullest("Lind") is None


def test_names_go_over_the_line_ends_of_a_wrapped_text():
    """In a text wrapped at a fixed width a line end is a blank."""
    text = (
        "The vote was put off for a week after councillor Ada\nLind had asked for a new count of all of the votes\n"
        "that were cast in the harbour, and nobody was against\nit in the end."
    )
    assert Names(text).fullest("Lind") == "Ada Lind"


def test_line_ends_otherwise_end_a_name():
    """What ends one heading and begins the next is not one name."""
    assert Names("Ada\nLind\nOkafor\n\nLind left.").fullest("Lind") is None


# Several people of one surname: who is meant at a given place.

FAMILY = "{}The mayor, Ada Lind, spoke first. {}Then Nils Lind came in. {}"


def test_before_another_is_introduced_the_surname_is_the_first_ones(named):
    """So far the text knows only one Lind."""
    assert named(FAMILY.format("", "“It is safe,” {Lind} said. ", "")) == "Ada Lind"


def test_a_surname_already_in_use_stays_with_its_owner(named):
    """Whoever was called Lind before another Lind came in is called so afterwards."""
    assert named(FAMILY.format("", "It was late, Lind said. ", "“It is safe,” {Lind} said.")) == "Ada Lind"


def test_a_surname_that_was_not_yet_in_use_is_nobodys(named):
    """After two people of one surname the surname alone is in doubt."""
    assert named(FAMILY.format("", "", "“It is safe,” {Lind} said.")) is None


def test_before_anybody_is_introduced_a_shared_surname_is_nobodys(named):
    """What comes first in the text may be about either."""
    assert named(FAMILY.format("“It is safe,” {Lind} said. ", "", "")) is None


def test_who_is_named_much_more_often_is_meant(named):
    """Three full mentions to one settle it."""
    often = "Ada Lind rose. Ada Lind sat. “It is safe,” {Lind} said."
    assert named(FAMILY.format("", "", often)) == "Ada Lind"


def test_relatives_do_not_take_the_surname(named):
    """Somebody who comes in as the husband of the first one is not called by the surname alone."""
    text = (
        "The mayor, Ada Lind, spoke first. Then her husband, Nils Lind, came in. “It is safe,” {Lind} said."
    )
    assert named(text) == "Ada Lind"


def test_the_honorific_of_the_other_sex_is_somebody_else(named):
    """Where the text has a Mr. and a Mrs. Lind, the honorific must be that of the one already in use."""
    text = "Ada Lind is the mayor. Mrs. Lind left early, Mr. Lind later. “It is safe,” {%s} said."
    assert named(text % "Mrs. Lind") == "Ada Lind"
    assert named(text % "Mr. Lind") is None


def test_two_who_come_in_together_share_the_surname(named):
    """“Kofi and Ama Mensah” are two Mensahs, though only one of them is named in full."""
    text = "Kofi and Ama Mensah came in. “It is safe,” {%s} said."
    assert named(text % "Mr. Mensah") is None
    assert named(text % "Ama Mensah") == "Ama Mensah"


def test_a_full_name_is_never_in_doubt(named):
    """Others of the same surname change nothing for a source that gives the name in full."""
    assert named(FAMILY.format("", "", "“It is safe,” {Nils Lind} said.")) == "Nils Lind"


def test_a_place_called_like_somebody_does_not_take_the_name(named):
    """“Lind” in “North Lind” is no surname; the mayor's name is."""
    text = "Ada Lind is the mayor of North Lind. “It is safe,” {Lind} said."
    assert named(text) == "Ada Lind"


def test_a_word_that_is_mostly_a_place_does_not_take_somebodys_name(named):
    """A country called like somebody in the text is not that person, unless an honorific says so."""
    text = "Ada Ruritan came home. She lives in Ruritan, and was born in Ruritan. “It is safe,” {%s} said."
    assert named(text % "Ruritan") is None
    assert named(text % "Ms. Ruritan") == "Ada Ruritan"


def test_what_every_country_has_is_no_short_form(named):
    """“The House” is not the White House."""
    assert named("The White House was silent. “It is late,” {the House} said.") == "House"
    assert named("The Ellery Court was silent. “It is late,” {the Court} said.") == "Ellery Court"


def test_first_names_of_several_people_are_nobodys(named):
    """Two people with one first name are not told apart by it."""
    text = "Ada Lind met Nils Okafor.{} Later Lind and Okafor left. “It is safe,” {{Ada}} said."
    assert named(text.format("")) == "Ada Lind"
    assert named(text.format(" Ada Okafor came.")) is None


@pytest.mark.parametrize(
    ("honorific", "full"), [("mrs", "Mary Lind"), ("mr", "James Lind"), ("ms", "Mary Lind")]
)
def test_an_honorific_tells_husband_from_wife(honorific, full):
    """Of two people with one surname the given name and the honorific tell who is meant."""
    names = Names("James Lind and his wife, Mary Lind, came. Mrs. Lind spoke, then Mr. Lind. Lind left.")
    assert names.resolve("Lind", 60, honorific)[:2] == (full, "surname")


def test_an_honorific_that_fits_two_decides_nothing():
    """Where both could be meant, nobody is."""
    names = Names("James Lind met Robert Lind. Mr. Lind spoke.")
    assert names.resolve("Lind", 30, "mr").how == "shared"


@pytest.mark.parametrize(
    ("text", "acronym", "long"),
    [
        ("The Alliance to Reclaim Our Rivers (AROR) sued.", "AROR", "Alliance to Reclaim Our Rivers"),
        (
            "Citizens for Order and Ethics in Ellery (COEE) sued.",
            "COEE",
            "Citizens for Order and Ethics in Ellery",
        ),
        ("Sen. Ada Lind (RWL) sued.", "RWL", None),
        ("They sued (AND) lost.", "AND", None),
    ],
)
def test_an_acronym_in_parentheses_stands_for_the_words_before_it(text, acronym, long):
    """The capitals before it must be its letters, in their order."""
    assert Names(text + f" {acronym} won.").fullest(acronym) == long


def test_a_surname_with_the_honorific_of_the_other_sex_is_somebody_else():
    """Where only the wife is named in full, "Mr." is not she, and an office is not either."""
    names = Names("Michelle Lind came. Mr. Lind spoke. President Lind left.")
    assert names.resolve("Lind", 25, "mr").how == "itself"
    assert names.resolve("Lind", 45, "president").how == "itself"
    assert names.resolve("Lind", 45, "mrs").name == "Michelle Lind"
