"""Closed lists of words: channels by their nouns, listeners, small words at which a phrase begins or ends."""

from __future__ import annotations

from functools import lru_cache

__all__ = [
    "ARTICLES", "AUDIENCES", "CHANNEL_TYPES", "CHANNEL_WORDS", "CROWDS", "DIRECTED", "OUTLETS", "PREPOSITIONS",
    "PRONOUNS", "STOPS", "TELLING", "lemma",
]  # fmt: skip


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOUNS: dict[str, str] = {
    "interview": "interview interviews interviewed interviewing sit-down conversation conversations questions question"
    " discussion",
    "press-conference": "briefing briefings presser gaggle",
    "post": "tweet tweets tweeted tweeting retweeted retweet twitter facebook instagram post posts posted posting blog"
    " blogs reddit snapchat hashtag tiktok bluesky mastodon linkedin tumblr weibo thread threads livestream",
    "broadcast": "broadcast broadcasts show shows program programme radio television tv cnn msnbc fox nbc cbs abc pbs"
    " npr bbc hbo cnbc univision telemundo podcast podcasts episode segment ad ads advert advertisement advertisements"
    " commercial commercials spot spots documentary docuseries telecast footage aired network networks siriusxm"
    " infomercial newscast",
    "speech": "speech speeches rally rallies address remarks keynote convention summit event events forum gala dinner"
    " fundraiser fundraisers crowd crowds audience supporters stage onstage podium conference sermon lecture"
    " commencement toast speaking eulogy concession breakfast luncheon lunch appearance appearances hall vigil march"
    " protest ceremony stump inauguration campaign-stop reception party banquet",
    "statement": "statement statements release releases communique communiqué announcement",
    "court": "court courts lawsuit lawsuits suit filing filings hearing hearings testimony testify testified testifying"
    " trial complaint affidavit deposition depose indictment ruling plea pleaded brief motion judge subpoena sued suing"
    " papers verdict committee subcommittee arguments dissent opinion injunction tribunal arraignment",
    "letter": "letter letters email emails e-mail e-mails memo memos memorandum note notes message messages cable"
    " cables emailed correspondence newsletter missive telegram postcard mail",
    "document": "report reports poll polls polling survey surveys study studies analysis analyses book books memoir"
    " memoirs bill editorial editorials op-ed article articles column essay paper records record documents document law"
    " rule rules regulation regulations guidelines resolution data statistics figures review assessment tally average"
    " estimate estimates projection projections forecast magazine newspaper story headline headlines biography audit"
    " census transcript transcripts petition plan proposal treaty agreement constitution dossier diary profile piece"
    " disclosure disclosures autobiography novel manifesto findings results markets index research work guidance policy"
    " scorecard calculations decree order chapter blueprint fact-sheet playbook",
    "call": "call calls phone telephone voicemail robocall teleconference",
    "debate": "debate debates",
    "other": "website websites site video videos sign signs meeting meetings photo photos photograph photographs text"
    " texts chat song songs poster banner skype petition page webpage visit placard plaque cartoon",
}  # fmt: skip
CHANNEL_TYPES = tuple(_NOUNS)
CHANNEL_WORDS: dict[str, str] = {
    word: name for name, words in reversed(_NOUNS.items()) for word in words.split()
}
"""The type that a noun (or the verb made of it) stands for; of several types the one listed first."""

OUTLETS = _words(
    """cnn msnbc fox nbc cbs abc pbs npr bbc reuters ap associated press times post journal herald tribune news
    newspaper magazine globe guardian telegraph politico breitbart bloomberg buzzfeed hill gazette chronicle courier
    network radio tv television daily weekly host anchor reporter journalist columnist show podcast observer examiner
    register dispatch sentinel review standard mirror huffpost today me us website site station channel agency
    correspondent editor mail star sun wire voice public broadcasting edition week mercury argus"""
)
"""Words that make the person or body told a journalist, a paper or a station."""
CROWDS = _words(
    """crowd crowds audience supporters backers fans followers hall gathering rally attendees thousands hundreds voters
    students delegates congregation worshippers activists volunteers donors convention conference forum summit panel
    parliament lawmakers committee assembly"""
)
"""Listeners before whom one makes a speech."""
AUDIENCES = (
    CROWDS | OUTLETS | _words("reporters journalists media colleagues staff aides people members officials")
)
PRONOUNS = _words(
    "him her them us me you everyone everybody somebody someone nobody anyone himself herself themselves"
)

TELLING = _words(
    """tell ask urge warn remind assure inform advise order beg implore press encourage persuade convince promise thank
    reassure notify instruct email text message brief challenge invite lecture admonish address beseech demand command
    direct plead counsel question quiz interview grill reply answer respond greet caution pray update alert exhort
    lobby push"""
)
"""Verbs whose object may be the one who is addressed."""
DIRECTED = _words("to with by before for at from among of on upon")

ARTICLES = _words(
    "a an the his her its their our my your this that these those another one some any each every"
)
PREPOSITIONS = _words(
    """in at on during via through over from to with by of for about after before into under against among between
    throughout inside outside across following within per"""
)
STOPS = _words(
    """and or but that which who whom whose when where while as if because so than then is are was were be been being am
    has have had do does did will would can could should may might must not n't said says say saying told tell tells
    added adding wrote asked also just there here what how why it he she they we i you although though since until
    unless whether"""
)

_IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak",
    "thought": "think", "knew": "know", "known": "know", "felt": "feel", "saw": "see", "seen": "see", "made": "make",
    "gave": "give", "given": "give", "took": "take", "taken": "take", "called": "call", "sought": "seek",
    "found": "find", "heard": "hear", "swore": "swear", "sworn": "swear", "read": "read", "held": "hold",
    "denied": "deny", "denies": "deny", "denying": "deny", "replied": "reply", "replies": "reply",
    "testified": "testify", "testifies": "testify", "noting": "note", "arguing": "argue", "writing": "write",
    "urging": "urge", "promising": "promise", "describing": "describe", "citing": "cite", "stating": "state",
    "declaring": "declare", "accusing": "accuse", "praising": "praise", "criticizing": "criticize",
    "apologizing": "apologize", "declining": "decline", "refusing": "refuse", "conceding": "concede",
    "acknowledging": "acknowledge", "challenging": "challenge", "pledging": "pledge", "encouraging": "encourage",
    "predicting": "predict", "vowed": "vow", "swearing": "swear", "began": "begin", "went": "go", "shot": "shoot",
    "stood": "stand", "laid": "lay", "left": "leave", "put": "put", "brought": "bring", "sent": "send", "kept": "keep",
    "meant": "mean", "sued": "sue", "lied": "lie", "worried": "worry", "tried": "try", "implied": "imply",
    "according": "according", "is": "be", "was": "be", "are": "be", "were": "be", "been": "be", "has": "have",
    "had": "have", "pleaded": "plead", "pled": "plead", "led": "lead", "dubbed": "dub", "chose": "choose",
}  # fmt: skip


@lru_cache(maxsize=8192)
def lemma(word: str) -> str:
    """Roughly the base form of a verb in lower case: good enough to count verbs by."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            stem = word[: -len(ending)]
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl":
                return stem[:-1]
            return stem + "e" if _needs_e(stem) else stem
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-2] if word.endswith(("shes", "ches", "sses", "xes")) else word[:-1]
    return word


_E_ENDINGS = ("c", "v", "s", "g", "u", "z")
_E_STEMS = tuple(
    """not quot cit writ stat indicat declar compar declin promis invok speculat rais prais assur implor persuad invit
    conced confid decid provid describ believ hop shar recit updat celebrat debat disput refut imagin""".split()
)


def _needs_e(stem: str) -> bool:
    """Whether a verb that lost its ending had an e before it: "not(ed)", "promis(ing)", but not "press(ed)"."""
    if stem.endswith(_E_STEMS):
        return True
    return stem.endswith(_E_ENDINGS) and not stem.endswith(("ss", "ng", "ois", "eas"))
