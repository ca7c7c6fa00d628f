"""People and talks invented for these tests."""

import pytest

from onrecord.alignment import Index, Source

INTERVIEW = [
    ("Nadia Prow", "Commissioner, do you regret the closure? And this was a mistake, then?"),
    (
        "Hanne Osvald",
        "I heard the question. We did not close the swimming hall for money. The board spent 21,640 crowns "
        "on tiles in August, and I think around 12 percent of that was wasted. (Laughter.) Director Molina "
        "wrote to me on Friday about the boiler. It will be a long repair, but we have planned for it. If "
        "the insurers pay, the hall will open in October. Some visitors say the pool is a disgrace. Will "
        "we raise the ticket price again? I, um, I believe the staff worked very hard. We're gonna get "
        "this damned boiler out. "
        + 5
        * "Every pipe was opened and every valve was numbered before water was let back into the building. "
        + "Zoë unveiled the new mosaic on Sunday morning. "
        "The engineer wrote, and I quote, the roof beams are too thin for "
        "snow, end quote. I stood... I stood under that roof for years. The sensor reads the [4Cu-2O] "
        "layer of the tiles [7, 8] every hour.",
    ),
    (
        "Pavel Molina",
        "I can't say the board listened to the swimmers. The roof is dry now, and it was dry in June. They "
        "will re-cover the floor by Tuesday. We can keep the sauna warm all winter if the town pays for "
        "the wood.",
    ),
]


@pytest.fixture(scope="session")
def interview():
    """An interview with two people who answer and one who asks."""
    return Source.of_turns("interview", INTERVIEW, lang="en")


@pytest.fixture(scope="session")
def hall(interview):
    """The interview, indexed."""
    return Index([interview])
