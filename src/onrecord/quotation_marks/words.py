"""The word lists this package judges by; lower case, kept short, each with what it is for."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ABBREVIATIONS",
    "ARTICLES",
    "DETERMINERS",
    "ELISIONS",
    "MONTHS",
    "NAMING",
    "NETWORKS",
    "PARTICLES",
    "POINTERS",
    "PRONOUNS",
    "SMALL",
    "SPEECH",
    "SPEECH_NOUNS",
    "TAGS",
    "TITLE_NOUNS",
    "TITLE_PARTICIPLES",
]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words written with a leading apostrophe; the apostrophe before them opens nothing.
ELISIONS: Final = _words(
    """
    tis twas twere twill em til till cause cuz cos coz bout round nuff hood n ere neath s m ll ve d re
    """
)

# Verbs that report speech, in the forms that stand beside a quotation.
SPEECH: Final = _words(
    """
    say says said saying tell tells told telling add adds added adding ask asks asked asking write writes
    wrote writing written tweet tweets tweeted tweeting post posts posted posting note notes noted noting
    state states stated stating argue argues argued arguing claim claims claimed claiming announce
    announces announced announcing declare declares declared declaring insist insists insisted insisting
    explain explains explained explaining suggest suggests suggested suggesting admit admits admitted
    admitting acknowledge acknowledges acknowledged respond responds responded responding reply replies
    replied replying warn warns warned warning report reports reported reporting confirm confirms
    confirmed deny denies denied assert asserts asserted asserting comment comments commented conclude
    concludes concluded concluding continue continues continued continuing remark remarks remarked recall
    recalls recalled joke jokes joked joking quip quips quipped shout shouts shouted shouting yell yells
    yelled yelling whisper whispered cry cried exclaim exclaimed reiterate reiterated stress stressed
    emphasize emphasized emphasise emphasised observe observed complain complains complained vow vowed
    vows promise promised promises pledge pledged answer answers answered testify testified predict
    predicted lament lamented urge urged mock mocked read reads reading begin began muse mused chant
    chanted chanting chants scream screamed screaming contend contended contends maintain maintained
    counter countered offer offered opine opined mouthing repeat repeated agreed agrees snapped retorted
    fumed countering interjected texted emailed blogged boast boasts boasted boasting brag bragged
    bragging
    """
)

# The commonest of them, safe enough to tell a speech tag amid running text that lost its marks.
TAGS: Final = (
    "said|says|added|adds|told|wrote|writes|tweeted|asked|explained|continued|noted|replied|insisted|recalled"
)

# Verbs that put a word or two of somebody's in marks: called the plan "a disgrace".
NAMING: Final = _words(
    """
    call calls called calling describe describes described describing dub dubbed label labels labeled
    labelled brand branded deem deemed denounce denounced denouncing blast blasted accuse accused accuses
    accusing refer referred refers referring characterize characterized characterise characterised liken
    likened term termed dismiss dismissed dismissing criticize criticized criticise criticised praise
    praised praising proclaim proclaimed slam slammed slamming attack attacked believe believes believed
    think thinks thought feel feels felt consider considered considers blame blamed vowing pledging
    promising urging rated portray portrayed portraying
    """
)

# Nouns for an utterance: "released the following statement:".
SPEECH_NOUNS: Final = (
    "statement|remarks|words|message|letter|e-?mail|memo|tweet|post|comments?|response|reply|note|caption"
)

# Small words within a name.
PARTICLES: Final = _words("of the de del la van von der den al bin ibn and for")

# An introduction that points at something else than words: "Watch the full remarks below:".
POINTERS: Final = (
    "watch|listen|click|see|look|below|follow|subscribe|photos?|video|links?|list|ways|reasons|steps|facts"
)

PRONOUNS: Final = _words("he she they I i we it you who")

DETERMINERS: Final = _words("the a an one his her their our my another some both in on at to of")

# What a work with a title in quotation marks is called, and who airs it.
TITLE_NOUNS: Final = _words(
    """
    song songs film films movie movies album albums book books novel novels memoir memoirs autobiography
    show shows series sitcom program programme op-ed editorial headline headlines headlined report essay
    article column titled entitled hit hits single singles track tracks episode episodes podcast
    documentary docuseries docu play musical poem painting exhibition chapter magazine newspaper speech
    sketch segment game soundtrack ballad anthem sequel drama comedy tune paper study blog website
    pamphlet tv television theme author co-author co-editor anchor host co-host classic
    """
)

# These name a work when its title follows directly: CNN's "New Day", on NBC "Today".
NETWORKS: Final = _words("abc cbs nbc msnbc cnn fox pbs hbo bbc espn netflix npr television tv")

# What begins an apposition after a title: "Night Ferry," a film by.
ARTICLES: Final = _words("a an the his her their its our my another")

# These name a work only when they stand directly before its title.
TITLE_PARTICIPLES: Final = _words("called named dubbed titled entitled headlined slogan motto hashtag")

# Words that stay small in a title.
SMALL: Final = _words(
    """
    a an and as at but by for from in into nor of off on onto or over so the to up via vs with yet is n’
    n' de la el
    """
)

# A full stop after these ends no sentence.
ABBREVIATIONS: Final = "Mr|Ms|Dr|St|Jr|Sr|Mrs|Sen|Rep|Gov|Gen|Rev|Lt|Col|Prof|U\\.S|D\\.C|No|vs"

MONTHS: Final = (
    "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|"
    "Sep(?:tember|t\\.?|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?"
)
