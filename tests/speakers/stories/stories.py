"""Short invented stories, each of a kind that makes readers ask "who said that?", with what a careful reader answers.

A story's text marks nothing: the tests run the whole extractor over it. ``says`` pairs words of a content with the name
that must be given, or with None where no name may be given. ``allows`` are contents for which the name may be missing,
but must not be another one.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Story:
    """A text and who says what in it."""

    name: str
    text: str
    says: dict[str, str | None] = field(default_factory=dict)
    allows: dict[str, str] = field(default_factory=dict)


STORIES = (
    Story(
        "the lawyer, not his client",
        "Meanwhile, Halden’s lawyer, Marek Dorn, continues to defend the violinist.\n\n"
        "“He’s disappointed that the orchestra is doing this,” he said on Harbour Radio on Friday. "
        "Later, he added that “there’s no proof that any of it is true.”\n",
        {"Halden": None},
        {"disappointed": "Marek Dorn", "no proof": "Marek Dorn"},
    ),
    Story(
        "a surname alone",
        "Ines Okafor said on Monday that the bridge would open in May.\n\n"
        "“We counted every bolt,” Okafor said. “Nobody else did.”\n\n"
        "“I am not worried,” she added.\n",
        {"every bolt": "Ines Okafor", "the bridge would open": "Ines Okafor"},
        {"not worried": "Ines Okafor"},
    ),
    Story(
        "the post and the quoted post",
        "Tavi Lorn wrote a new post on Sunday.\n\n"
        "“Let me be clear. My heart is with the people of the valley,” he wrote.\n\n"
        "Let me be clear. My heart is with the people of the valley. — Tavi Lorn (@tavilorn) March 3, 2024\n",
        {},
        {"My heart is with": "Tavi Lorn"},
    ),
    Story(
        "a description that a pronoun takes up",
        "Tavi Lorn is clarifying what he thinks of the valley.\n\n"
        "But on Sunday, the 34-year-old performer decided to speak of the people of the valley in a new post.\n\n"
        "“Let me be clear. My heart is with the people of the valley,” he wrote.\n\n"
        "Let me be clear. My heart is with the people of the valley. — Tavi Lorn (@tavilorn) March 3, 2024\n",
        {},
        {"My heart is with": "Tavi Lorn", "the people of the valley in": "Tavi Lorn"},
    ),
    Story(
        "a report that lost its names",
        "But she admits they were naive, and claimed she first saw the letters in the studio.\n\n"
        "“My reason for leaving is that I did not want to be part of it,” he said on the radio.\n",
        {"naive": None, "My reason": None, "first saw the letters": None},
    ),
    Story(
        "husband and wife",
        "Paul Brandt and his wife, Sara Brandt, bought the mill in 2011.\n\n"
        "“It was a ruin,” Sara Brandt said. “There was no roof.”\n\n"
        "“We slept in the car,” Mr. Brandt said.\n",
        {"It was a ruin": "Sara Brandt"},
        {"slept in the car": "Paul Brandt"},
    ),
    Story(
        "two people of one surname",
        "Councillor Anna Weld said the tax was fair. "
        "The baker Tom Weld, who is no relation, said it would ruin him.\n\n"
        "“It is a disgrace,” Weld said.\n",
        {"the tax was fair": "Anna Weld"},
        {"ruin him": "Tom Weld", "a disgrace": "Tom Weld"},
    ),
    Story(
        "joint speakers",
        "The strike will go on, Mira Tolle and Jan Reks said in a statement on Tuesday.\n",
        {"The strike will go on": "Mira Tolle and Jan Reks"},
    ),
    Story(
        "questions and answers",
        "Our reporter sat down with the novelist Lena Marsh in her garden.\n\n"
        "Q: Do you think the book is finished?\n\n"
        "A: I think that it will never be finished.\n\n"
        "Q: And the film?\n\n"
        "A: I believe that the film is better than the book.\n",
        {},
        {"never be finished": "Lena Marsh", "better than the book": "Lena Marsh"},
    ),
    Story(
        "who and which",
        "The report was praised by Hanna Vogt, who said that it was long overdue.\n\n"
        "It was attacked by the Harbour Post, which said that it was full of errors.\n",
        {},
        {"long overdue": "Hanna Vogt", "full of errors": "Harbour Post"},
    ),
    Story(
        "we, in a quotation",
        "“We think that the port is safe,” said Ada Quist, the harbour master.\n",
        {"the port is safe": "Ada Quist"},
    ),
    Story(
        "a spokesman for somebody",
        "Mayor Lise Holm has been ill since March.\n\n"
        "A spokesman for Holm said the mayor would return to work in May.\n\n"
        "Holm’s aides declined to say where she was.\n",
        {"return to work": None, "where she was": None},
    ),
    Story(
        "a quotation that goes on",
        "“The pumps failed twice,” the engineer Joel Arden told the council. “Nobody had tested them.”\n\n"
        "“I wrote three letters,” he added. “I never got an answer.”\n",
        {"The pumps failed": "Joel Arden"},
        {"three letters": "Joel Arden"},
    ),
    Story(
        "a name written in two ways",
        "Katarzyna Wolanska runs the ferry. “We have been waiting for this for years,” Wolanska said.\n\n"
        "“The old boat leaks,” Wolanska said.\n",
        {"waiting for this": "Katarzyna Wolanska", "old boat leaks": "Katarzyna Wolanska"},
    ),
    Story(
        "an office and a state together",
        "Sen. Ada Lind (D-Westland) met Gov. Ben Okafor of Eastmark in the harbour town on Monday.\n\n"
        "“We agree on very little,” Lind said.\n\n"
        "The Westland senator said the bridge would be paid for by tolls.\n\n"
        "The governor said the tolls were too high.\n",
        {"agree on very little": "Ada Lind"},
        {"paid for by tolls": "Ada Lind", "too high": "Ben Okafor"},
    ),
    Story(
        "somebody’s people",
        "Ada Lind spent the day in Westland.\n\n"
        "Lind’s campaign manager said the money had run out. A Lind aide said the office would close.\n\n"
        "Critics of Lind said she had been too slow. A senior official said the vote was lost.\n",
        {"money had run out": None, "office would close": None, "too slow": None, "vote was lost": None},
    ),
    Story(
        "both of them",
        "Ada Lind and Ben Okafor met for a debate in Westland on Monday.\n\n"
        "Both candidates said the harbour must stay open.\n",
        {},
        {"harbour must stay open": "Ada Lind and Ben Okafor"},
    ),
    Story(
        "an organisation by its kind",
        "The Harbour Foundation counted the gulls of the bay last year, and its members were not pleased.\n\n"
        "The group said the gulls were fewer than ever.\n",
        {},
        {"fewer than ever": "Harbour Foundation"},
    ),
)
