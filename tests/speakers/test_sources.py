"""Whom a statement's source names: the rules for titles, descriptions, possessives, lists and organisations."""

from __future__ import annotations

import pytest

from onrecord.records import Piece
from onrecord.speakers import Names, speaker_of


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Mr. Lind", "Lind"),
        ("Ms Ada Lind", "Ada Lind"),
        ("Sen. Ada Lind", "Ada Lind"),
        ("the Rev. Kofi Mensah", "Kofi Mensah"),
        ("Lt. Gov. Ada Lind", "Ada Lind"),
        ("Dr. Ada Lind", "Ada Lind"),
        ("President Lind", "Lind"),
        ("Prime Minister Ada Lind", "Ada Lind"),
        ("Vice President-elect Ada Lind", "Ada Lind"),
        ("Councilwoman Ada Lind", "Ada Lind"),
        ("Chief Justice Ada Lind", "Ada Lind"),
        ("U.S. District Judge Ada Lind", "Ada Lind"),
        ("Secretary of State Ada Lind", "Ada Lind"),
        ("former secretary of state Ada Lind", "Ada Lind"),
        ("Speaker of the House Ada Lind", "Ada Lind"),
        ("Secretary of Health and Human Services Ada Lind", "Ada Lind"),
        ("police chief Ada Lind", "Ada Lind"),
        ("chief of staff Ada Lind", "Ada Lind"),
        ("spokeswoman Ada Lind", "Ada Lind"),
        ("Okafor campaign manager Ada Lind", "Ada Lind"),
        ("Okafor’s top foreign policy aide Ada Lind", "Ada Lind"),
        ("Ruritania's Chancellor Ada Lind", "Ada Lind"),
        ("Harbour Party Chairwoman Ada Lind", "Ada Lind"),
        ("Harbour Post columnist Ada Lind", "Ada Lind"),
        ("acting Mayor Ada Lind", "Ada Lind"),
        ("Businesswoman and council hopeful Ada Lind", "Ada Lind"),
        ("a weary Ada Lind", "Ada Lind"),
        ("Pope Anselm", "Pope Anselm"),
    ],
)
def test_titles_and_offices_are_no_part_of_the_name(named, source, name):
    """Whatever tells what somebody is, in capitals or not, is stripped from the front of the name."""
    assert named(f"The vote was late. “It is safe,” {{{source}}} said on Friday. The vote was late.") == name


@pytest.mark.parametrize(
    "source",
    [
        "Ada Lind, the mayor's lawyer,",
        "Ada Lind, 43, a retired teacher from Port Ellery,",
        "Ada Lind (I-Westland)",
        "Ada Lind, a spokeswoman for Mr. Okafor,",
        "Ada Lind of Port Ellery, who worked for Ben Okafor and Kofi Mensah,",
        "Ada Lind, an adviser to the Harbour Post and the Ellery Bank",
        "Ada Lind, head of research and policy at the Institute for Tidal Studies,",
        "Ada Lind — a teacher from Port Ellery —",
        "the mayor's lawyer, Ada Lind,",
        "his mother, Ada Lind,",
        "a spokesman for the mayor, Ada Lind,",
        "one of them, Ada Lind,",
        "Okafor's lawyer, the Rev. Ada Lind,",
        "Ada Lind himself",
        "Ada Lind's",
        "“Ada Lind”",
    ],
)
def test_appositions_on_either_side_leave_the_name(named, source):
    """A description beside the name, before or after it, is not part of it and does not hide it."""
    assert named(f"“It is safe,” {{{source}}} said. Later, Lind went home.") == "Ada Lind"


@pytest.mark.parametrize(
    "source",
    [
        "Lind's lawyer",
        "Lind’s campaign",
        "Sanderos’ lawyer",
        "the Lind campaign",
        "Lind aides",
        "Lind supporters",
        "the Lind Campaign",
        "a spokesman for Ada Lind",
        "supporters of Lind",
        "people close to Lind",
        "groups backing Ada Lind",
        "the lawyer of the woman who accuses Lind",
        "an opponent of Mayor Lind",
        "the mayor of Port Ellery, Westland,",
        "the government, which had accused Lind,",
        "the paper, quoting Mayor Lind,",
        "Lind's friends, among them Mensah,",
        "the Linds",
        "the younger Ms. Lind",
        "some Harbour Party members",
    ],
)
def test_descriptions_that_contain_a_name_are_not_that_person(named, source):
    """Who only belongs to somebody, speaks for somebody or opposes somebody is somebody else."""
    text = "Ada Lind is the mayor. Kofi Mensah and Nils Sanderos oppose her. “It is safe,” {%s} said."
    assert named(text % source) is None


@pytest.mark.parametrize(
    "source",
    [
        "he",
        "She",
        "I",
        "who",
        "the mayor",
        "The President",
        "the Senator",
        "officials",
        "Critics",
        "Police",
        "Some",
        "Everyone but Lind",
        "two in three voters",
        "Democrats",
        "the Republicans",
        "House Republicans",
        "Americans",
        "the Dutch",
        "Hispanic Americans",
        "Monday",
        "On Friday",
        "January",
        "",
        "43",
        "“…”",
        "…",
    ],
)
def test_pronouns_descriptions_and_words_that_name_nobody_give_nothing(named, source):
    """Pronouns, roles, groups, peoples, days and months are no names, whatever their capitals."""
    assert named(f"Ada Lind is the mayor. {{{source}}} said that it is safe.") is None


@pytest.mark.parametrize(
    "source",
    [
        "Lind and Okafor",
        "Both Lind and Okafor",
        "Lind & Okafor",
        "Ada Lind and her lawyer",
        "Mayor Lind and council members",
        "He and Ada Lind",
        "the mayor and Ben Okafor",
        "Ada Lind, Ben Okafor and Kofi Mensah",
        "Ada Lind, a lawyer, and former state Sen. Ben Okafor,",
        "Ada Lind, who is the mayor, and Ben Okafor",
        "Ada Lind, her aides and those who listened",
        "Sens. Ada Lind (I-Westland) and Ben Okafor (I-Eastland)",
        "Lind, Okafor",
        "Kofi and Ama Mensah",
        "two lawyers, Ada Lind and Ben Okafor,",
    ],
)
def test_several_speakers_at_once_give_nothing(named, source):
    """One speaker cannot hold two names, and half of the truth is a wrong name."""
    text = "Ada Lind met Ben Okafor. Kofi Mensah came. “It is safe,” {%s} said."
    assert named(text % source) is None


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the Harbour Post", "Harbour Post"),
        ("The Harbour Post newspaper", "Harbour Post"),
        ("Newswire", "Newswire"),
        ("the Department of Transport", "Department of Transport"),
        ("the Department of Works and Human Services", "Department of Works and Human Services"),
        ("the Centre for Tidal Research", "Centre for Tidal Research"),
        ("the Court of Appeals for the 3rd District", "Court of Appeals for the 3rd District"),
        ("the Old Exchange", "Old Exchange"),
        ("the Justice Department", "Justice Department"),
        ("the Congressional Budget Office", "Congressional Budget Office"),
        ("General Motors", "General Motors"),
        ("USA Weekly", "USA Weekly"),
        ("Ruritania", "Ruritania"),
        ("the Ruritanian People’s Party", "Ruritanian People’s Party"),
        ("AT&T", "AT&T"),
    ],
)
def test_organisations_publications_and_countries_are_named(named, source, name):
    """What has a name of its own is named like a person, without its article."""
    assert named(f"The vote was late. “It is safe,” said {{{source}}} on Friday.") == name


def test_a_short_form_alone_is_not_the_name_of_an_organisation(named):
    """“The Committee” names nothing in a text that never says which; “the Senate” does."""
    assert named("“It is late,” {the Committee} said.") is None
    assert named("“It is late,” {the Senate} said.") == "Senate"


def test_an_organisation_owned_by_somebody_must_be_known(named):
    """After a possessive a single capitalised word is a name only where the text uses it as one elsewhere."""
    assert named("“It is late,” {Lind's Office} said.") is None
    assert named("Sources at the OPW agreed. “It is late,” {Mayor Lind's OPW} said.") == "OPW"


@pytest.mark.parametrize(
    "marked",
    [
        "A spokesman for {Lind} said no.",
        "A lawyer for Mr. {Lind} said no.",
        "{Lind} aides said no.",
        "{Lind}’s lawyer said no.",
        "{Lind}’s top lawyer said no.",
        "{Lind's} campaign said no.",
        "the {Lind} campaign said no.",
        "{Lin}d said no.",
        "L{ind} said no.",
        "{Lind} Foundation lawyers said no.",
        "the {Lind} spokesman said no.",
        "the {Westland} senator said no.",
    ],
)
def test_a_source_cut_out_of_a_description_or_a_word_gives_nothing(named, marked):
    """The words around the source are read, too: what was found may be only a part of the true source."""
    assert named("Ada Lind is the mayor. On Friday " + marked) is None


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{Ada} Lind said no.", "Ada Lind"),
        ("President {Ada} Lind said no.", "Ada Lind"),
        ("{Mr}. Okafor said no.", "Ben Okafor"),
        ("the {Ellery} Association said no.", "Ellery Association"),
        ("{the} OPW said no.", "OPW"),
        ("{the} mayor said no.", None),
    ],
)
def test_a_source_cut_short_is_read_to_the_end_of_its_name(named, marked, name):
    """What was found may be only the beginning of a name; the name is whole, and nothing but the name."""
    assert named("Ada Lind is the mayor, Ben Okafor her rival. On Friday " + marked) == name


@pytest.mark.parametrize(
    "marked", ["{Lind} Monday said no.", "{Lind’s} Ledger said no.", "{LIND} Tells All Of Them"]
)
def test_a_word_behind_the_source_is_not_always_the_rest_of_its_name(named, marked):
    """A day, something that is owned and the next words of a headline belong to no name."""
    assert named("Ada Lind is the mayor. On Friday " + marked) in ("Ada Lind", None)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Ada Lind, the author of “Low Water,” who lives in Ellery,", "Ada Lind"),
        ("Ada Lind, the co-author of ''High Water,'' a history,", "Ada Lind"),
        ("Ada Lind, author of Flood: A History,", "Ada Lind"),
        ("Earlier, Ellery County Sheriff Ada Lind, one of the first,", "Ada Lind"),
        ("former Harbour Chief Of Staff Ada Lind", "Ada Lind"),
        ("a spokeswoman, Anna Selma White,", "Anna Selma White"),
    ],
)
def test_what_follows_a_name_does_not_hide_it(named, source, name):
    """Titles of books, colons and a word of time are no part of the phrase that names the speaker."""
    assert named(f"“It is late,” {{{source}}} said.") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ben Okafor took office. {The Okafor administration} said no.", "Okafor administration"),
        ("On Friday {the Turkish government} said no.", "Turkish government"),
        ("On Friday {the city government} said no.", None),
        ("On Friday {the new administration} said no.", None),
    ],
)
def test_a_government_is_named_by_whose_it_is(named, text, name):
    """An administration with a name before it, or the government of a people, is a source with a name of its own."""
    assert named(text) == name


def test_a_magazine_with_a_name_of_one_word_keeps_the_word_that_says_so(named):
    """“Time” alone might be anything."""
    assert named("“It is late,” {Harbour magazine} said.") == "Harbour magazine"
    assert named("“It is late,” {the Harbour Post newspaper} said.") == "Harbour Post"


def test_well_known_newsrooms_are_names_wherever_they_stand(named):
    """At the start of a sentence a single word is a name if it is that of a news organisation."""
    assert named("{Reuters} said no.") == "Reuters"
    assert named("It was news. In old times, too. {Harbour News} said no.") == "Harbour News"


@pytest.mark.parametrize("before", ["Then on Friday", "Then councillor", "Then Councillor", "But"])
def test_a_day_or_an_office_before_the_source_does_no_harm(named, before):
    """What stands before the source is the rest of a longer name only when it is a name itself."""
    assert named(f"Ada Lind is the mayor. {before} {{Okafor}} said no. Later Okafor left.") == "Okafor"


@pytest.mark.parametrize(
    "source",
    [
        "the vote was on. Later Ada Lind",
        "the harbour\n\nAda Lind",
        "harbour,” Ada Lind",
        "Okafor told Ada Lind",
        "critics say Okafor told Lind",
        "He told Ada Lind",
        "He and his lawyer Ada Lind",
        "While Ada Lind",
        "And some voters in Lind",
        "Harbour, he",
        "Lind, others",
        "Lind, said Ada Okafor",
        "Report: Lind",
        "(I-Westland)",
    ],
)
def test_what_is_no_noun_phrase_gives_nothing(named, source):
    """A source that runs over a sentence, a quotation or a verb was not found rightly."""
    text = "Ada Lind is the mayor of Harbour. Ben Okafor met her. {%s} said no."
    assert named(text % source) is None


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("Meanwhile ", "Lind"),
        ("But ", "Lind"),
        ("On Friday ", "Lind"),
        ("", "Meanwhile Lind"),
        ("", "Even Lind"),
    ],
)
def test_words_that_begin_a_sentence_are_no_part_of_a_name(named, before, source):
    """“Meanwhile Lind” is no full name of Lind."""
    assert (
        named(
            f"Ada Lind is the mayor. {before}{{{source}}} said no. Meanwhile Lind left. On Friday Lind left."
        )
        == "Ada Lind"
    )


def test_a_single_word_at_the_beginning_of_a_sentence_must_be_known(named):
    """A capital that any word would have there makes no name; the same word inside a sentence does."""
    assert named("{Zorblatts} said no.") is None
    assert named("{Okafor} said no.") is None
    assert named("{Okafor} said no. It is safe, Okafor added.") == "Okafor"
    assert named("{Mr. Okafor} said no.") == "Okafor"
    assert named("{Ben Okafor} said no.") == "Ben Okafor"


def test_a_plural_in_two_words_at_the_beginning_of_a_sentence_gives_nothing(named):
    """“Media Reports” is a name no more than “reports”."""
    assert named("The reports were late. {Harbour Reports} said no.") is None


@pytest.mark.parametrize(
    "source", ["Top Climate Group", "Federal Judge", "Hacker", "Council Survivors", "Lind Pollster"]
)
def test_headlines_do_not_make_names_of_their_words(named, source):
    """Where every word has a capital, only what the text itself knows is a name."""
    assert named(f"{{{source}}} Calls Harbour Vote A Terrible Sham\n\nThe vote was held on Friday.") is None


def test_a_speaker_in_a_headline_is_named_when_the_text_knows_the_name(named):
    """The headline's surname is the one whom the text introduces."""
    assert (
        named("{Lind} Calls Harbour Vote A Terrible Sham\n\nThe vote was a sham, Ada Lind said.")
        == "Ada Lind"
    )


def test_capitals_throughout_are_read_as_the_name_in_the_text(named):
    """A transcript's label in capitals is the person whom the text names in small letters."""
    text = (
        "Councillor Ada Lind met Ben Okafor.\n\n{LIND}: Is it safe?\n\n{OKAFOR}: Yes.\n\n{MAYOR LIND}: Good."
    )
    assert named(text.replace("{OKAFOR}", "OKAFOR").replace("{MAYOR LIND}", "MAYOR LIND")) == "Ada Lind"
    assert named(text.replace("{LIND}", "LIND").replace("{MAYOR LIND}", "MAYOR LIND")) == "Ben Okafor"
    assert named(text.replace("{LIND}", "LIND").replace("{OKAFOR}", "OKAFOR")) == "Ada Lind"


@pytest.mark.parametrize(
    "name",
    [
        "Ludwig van der Aa",
        "Inés de la Cruz",
        "Reem bint Khalid",
        "Anwar al-Sayed",
        "Siobhán O’Dowd",
        "Fiona McBride",
        "Jean-Luc Ménard",
        "Ada Lind-Okafor",
        "J. K. Mbeki",
        "J.K. Mbeki",
        "Ada M. Lind",
        "Ben Okafor Jr.",
        "Ben Okafor, Sr.",
        "Ben Okafor III",
        "Kim Min-jun",
        "Đặng Thu Hà",
        "Şule Yıldız",
        "Łukasz Żak",
        "Ольга Петрова",
        "Νίκη Παππά",
        "Jose\u0301 Pen\u0303a",
        "John “Skip” Marlow",
        "Kofi (Kay) Mensah",
        "N’Golo Traoré",
        "DeShawn LeRoy",
    ],
)
def test_names_from_anywhere_are_whole(named, name):
    """Particles, hyphens, apostrophes, initials, generations, nicknames and every alphabet with capitals."""
    assert named(f"The vote was late. “It is safe,” said {{{name}}} on Friday.") == name


def test_titles_that_are_surnames_name_a_person_of_that_surname(named):
    """“Singer” is a role unless the text has a Singer."""
    assert named("“It is safe,” {Singer} said.") is None
    assert named("Ada Singer is the mayor. “It is safe,” {Singer} said.") == "Ada Singer"
    assert named("Nils Cuban is the mayor. “It is safe,” {Cuban} said.") == "Nils Cuban"
    assert named("Nils Cuban is the mayor. “It is safe,” {the Cuban} said.") is None


def test_a_name_in_two_pieces_is_not_put_together(named):
    """A name must stand in one stretch; words of two pieces are not joined to one."""
    assert named("“It is safe,” said {Ada}, as everybody knows, {Lind}.") is None
    assert named("“It is safe,” said {the mayor}, as everybody knows, {Ada Lind}.") == "Ada Lind"


def test_no_source_gives_no_speaker():
    """Where nobody is named, nobody speaks."""
    assert speaker_of(None, Names("Ada Lind said no."), "Ada Lind said no.") is None
    assert speaker_of(Piece("", ()), Names(""), "") is None


def test_a_signature_names_the_speaker(speaking):
    """The name that signs a post is the speaker, in the fullest form that the document gives."""
    text = "Ada Marie Lind is the mayor.\n\nIt is safe. — {Ada Lind} (@adal) January 5, 2024"
    speaker = speaking(text, signature=True)
    assert (speaker.name, speaker.kind, speaker.via) == ("Ada Marie Lind", "named", "signature")
    assert speaking("It is safe.\n\n— {Lind}", signature=True).name == "Lind"


def test_an_account_is_its_owner_only_where_the_text_says_whose_it_is(speaking):
    """A handle gives the name beside which a signature puts it; two owners are none."""
    post = "It is safe. — Ada Lind (@adal) January 5, 2024\n\n"
    assert speaking(post + "“No,” wrote {@AdaL} later.").name == "Ada Lind"
    assert speaking(post + "“No,” wrote {@AdaL} later.").via == "signature"
    assert speaking("It is safe. — Ada Lind @adal\n\n“No,” wrote {@adal} later.").name == "Ada Lind"
    assert speaking("Thank you Ada Lind @adal. “No,” wrote {@adal} later.") is None
    assert speaking("“No,” wrote {@adal} later.") is None
    assert speaking(post + post.replace("Ada Lind", "Ben Okafor") + "“No,” wrote {@adal} later.") is None


def test_how_and_why_are_told(speaking):
    """The speaker says how the source names him, and why the name is what it is."""
    full = speaking("“It is safe,” said {Ada Lind}.")
    partial = speaking("Ada Lind is the mayor. “It is safe,” {Lind} said.")
    later = speaking("“It is safe,” {Lind} said. Ada Lind is the mayor.")
    assert (full.kind, full.via, full.reason) == (
        "named",
        "full",
        "named in the source; the document gives no fuller form",
    )
    assert (partial.via, partial.reason) == ("partial", "surname of a name given in full earlier")
    assert later.reason == "surname of a name given in full later"
    assert 0.5 < full.confidence < partial.confidence < 1


def test_capitals_throughout_make_no_name_of_ordinary_words(named):
    """A lead in capitals whose last word the text also writes small names nobody."""
    text = "Doctors and other doctors came. CALLED OUT BY {FELLOW DOCTORS} who said no. FELLOW DOCTORS left."
    assert named(text) is None


@pytest.mark.parametrize(
    "marked",
    [
        "Peter Hanson opened it. {Ms. Hansson} said no.",
        "Marek Brianson left. {Brainson, a critic,} said no.",
    ],
)
def test_another_person_does_not_get_the_name_of_somebody_like_him(named, marked):
    """A title or an introduction of its own shows that somebody else is meant."""
    assert named(marked) not in ("Peter Hanson", "Marek Brianson")


def test_an_acronym_with_two_meanings_has_none(named):
    """Nobody knows which of the two is meant."""
    text = (
        "The Ada Harbour League (AHL) met. The Atlantic Hockey League (AHL) met. {AHL} said no. The AHL left."
    )
    assert named(text) in ("AHL", None)


def test_two_speakers_of_whom_one_wrote_a_book_are_not_one(named):
    """What hides a quotation does not hide the second speaker."""
    source = "Ada Lind, the mayor, and Ben Okafor, author of “Low Water,” a history of the port,"
    assert named(f"“It is late,” {{{source}}} said.") is None
