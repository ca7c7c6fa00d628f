"""Who and what a document names, and what it tells of them."""

from __future__ import annotations

import re

import numpy as np
import pytest

from onrecord.speakers import Layout, Names
from onrecord.speakers.genders import gender_of_given, gender_of_title
from onrecord.speakers.mentions import Entity, Mentions
from onrecord.speakers.roles import describe, kindred, roles_around


def mentions_of(text: str, quoted: tuple[tuple[int, int], ...] = ()) -> Mentions:
    words = [m.start() for m in re.finditer(r"\w+|[^\w\s]", text)]
    sentences = [text.count(". ", 0, place) for place in words]
    paragraphs = [text.count("\n", 0, place) for place in words]
    return Mentions(
        text, Names(text), Layout(np.array(words), np.array(sentences), np.array(paragraphs)), quoted
    )


def entity(text: str, name: str) -> Entity:
    found = mentions_of(text).find(name)
    assert found is not None
    return found


def test_all_places_of_a_name_are_one_entity() -> None:
    """Full name, surname and possessive, in order; spans are the untouched text."""
    text = "Ines Okafor came. Okafor spoke. Nobody saw Okafor’s car."
    found = mentions_of(text)
    okafor = found.find("Ines Okafor")
    assert okafor is not None
    assert [text[m.start : m.end] for m in okafor.places] == ["Ines Okafor", "Okafor", "Okafor"]
    assert [m.owner for m in okafor.places] == [False, False, True]


def test_honorifics_and_pronouns_tell_the_gender() -> None:
    """Mrs. is she; for a name nobody knows, the pronouns beside it speak."""
    assert entity("Mrs. Okafor spoke. Then Okafor left.", "Okafor").gender < -2
    assert (
        entity(
            "Zxara Qumo spoke. She said that she was tired. Later Zxara Qumo left and took her hat.",
            "Zxara Qumo",
        ).gender
        < 0
    )
    assert gender_of_title("mr") > 0 > gender_of_title("mrs")
    assert gender_of_given("maria") < 0 < gender_of_given("robert")


def test_organisations_and_places_are_no_persons() -> None:
    """A council is no "he", and neither is a country."""
    assert entity("The Harbour Council met. Then the Harbour Council voted.", "Harbour Council").person < 0
    assert entity("She lives in Norway. He left Norway.", "Norway").person < 0
    assert entity("Mr. Lind came. Then Lind left.", "Lind").person > 0


@pytest.mark.parametrize(
    ("text", "name", "head"),
    [
        ("Ellery mayor Ines Okafor spoke.", "Ines Okafor", "mayor"),
        ("Ines Okafor, the mayor of Ellery, spoke.", "Ines Okafor", "mayor"),
        ("The singer’s lawyer, Marek Dorn, spoke.", "Marek Dorn", "lawyer"),
        ("Marek Dorn is a lawyer from Ellery.", "Marek Dorn", "lawyer"),
        ("Sen. Ines Okafor spoke.", "Ines Okafor", "senator"),
    ],
)
def test_roles_are_read_beside_the_name(text: str, name: str, head: str) -> None:
    """Before it, in apposition on either side, as a title, and after "is"."""
    assert head in entity(text, name).heads


def test_an_age_is_a_description_too() -> None:
    """In apposition or before the name."""
    text = "Tavi Lorn, 34, sings."
    assert roles_around(text, 0, 9)[2] == 34
    described = describe("the 34-year-old performer")
    assert described is not None and (described.head, described.age, described.definite) == (
        "performer",
        34,
        True,
    )


def test_a_description_has_a_head_and_a_number() -> None:
    """The head stands before prepositions and relatives."""
    aides = describe("two former aides to the mayor who asked not to be named")
    assert aides is not None and aides.head == "aide" and aides.plural and not aides.definite
    assert describe("") is None
    assert "rapper" in kindred("performer") and kindred("baker") == {"baker"}


def test_names_without_end_cost_no_more_than_their_number() -> None:
    """An index of 2,000 people: every one is found once, nothing breaks."""
    text = "\n".join(f"Person{n} Family{n} spoke." for n in range(2000)).replace("0", "o").replace("1", "l")
    text = re.sub(r"\d", lambda m: "abcdefghij"[int(m[0])], text)
    assert len(mentions_of(text).entities) > 1500


@pytest.mark.parametrize(
    "text",
    ["", "nobody is named here.", "ALL OF IT IS IN CAPITALS. SHE SAID SO.", "李明说。 Ольга Петрова ушла."],
)
def test_odd_texts_are_no_trouble(text: str) -> None:
    """No names, capitals only, other scripts: entities or none, never an error."""
    assert isinstance(mentions_of(text).entities, list)
