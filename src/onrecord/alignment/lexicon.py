"""English word lists by what a change of the word would mean. Keys are folded words (see ``words``)."""

from __future__ import annotations

__all__ = [
    "ABBREVIATIONS",
    "AUXILIARIES",
    "CONJUNCTIONS",
    "DISCOURSE",
    "FILLERS",
    "FUNCTION",
    "HEDGES",
    "MODALITY",
    "MODALS",
    "MONTHS",
    "NEGATIONS",
    "PERSONS",
    "PROFANITY",
    "QUESTION_WORDS",
    "UNITS",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATIONS = _words(
    "not no never neither nor none nobody nothing nowhere without hardly scarcely barely cannot n't ain't "
    "denied deny denies refuse refused refuses refusing fail fails failed lack lacks lacked lacking nay"
)
"""Words that turn a statement round; refusing and failing do so as much as "not"."""

MODALS = _words("will would can could may might must shall should ought")

MODALITY = MODALS | _words(
    "all every each everyone everybody everything most many much some few several any both half more less "
    "fewer least enough always often sometimes usually rarely seldom generally mostly mainly largely "
    "partly about around approximately roughly nearly almost only just merely even exactly probably "
    "perhaps maybe possibly possible likely unlikely potentially certainly definitely surely allegedly "
    "reportedly apparently supposedly seemingly presumably if unless until whether provided except than "
    "over under above below before after better worse best worst too very really"
)
"""Modal verbs, quantifiers, hedges, conditions and comparators: what a claim's strength hangs on."""

HEDGES = (
    ("i", "think"),
    ("i", "believe"),
    ("i", "guess"),
    ("i", "suppose"),
    ("i", "hope"),
    ("i", "expect"),
    ("i", "assume"),
    ("i", "suspect"),
    ("i", "doubt"),
    ("sort", "of"),
    ("kind", "of"),
    ("at", "least"),
    ("at", "most"),
    ("up", "to"),
    ("as", "many", "as"),
    ("as", "much", "as"),
    ("in", "my", "opinion"),
    ("in", "my", "view"),
    ("as", "far", "as"),
    ("a", "little"),
    ("a", "bit"),
    ("a", "lot"),
    ("going", "to"),
    ("have", "to"),
    ("need", "to"),
    ("want", "to"),
)

PERSONS = {
    "i": "1s",
    "me": "1s",
    "my": "1s",
    "mine": "1s",
    "myself": "1s",
    "we": "1p",
    "us": "1p",
    "our": "1p",
    "ours": "1p",
    "ourselves": "1p",
    "you": "2",
    "your": "2",
    "yours": "2",
    "yourself": "2",
    "yourselves": "2",
    "he": "3m",
    "him": "3m",
    "his": "3m",
    "himself": "3m",
    "she": "3f",
    "her": "3f",
    "hers": "3f",
    "herself": "3f",
    "they": "3p",
    "them": "3p",
    "their": "3p",
    "theirs": "3p",
    "themselves": "3p",
}
"""Personal pronouns, with the person each stands for."""

AUXILIARIES = _words("am is are was were be been being do does did has have had having 's 're 've 'm 'd 'll")

FUNCTION = (
    _words(
        "a an the this that these those it its itself there here and or but so as of in on at to for from "
        "by with into onto up out off down through between against during within upon about who whom whose "
        "which what when where why how then also again yet still such same other another own one ones "
        "because since while though although however therefore that's let now well oh ah just like"
    )
    | AUXILIARIES
)

CONJUNCTIONS = _words("and but so or because now well then also yet")
"""Words that may stand before a sentence without being part of what it says."""

FILLERS = _words("uh um er erm eh ah hmm hm mm mmm uhm umm uhh ahem")
"""Sounds of hesitation; leaving them out changes nothing that was said."""

DISCOURSE = (
    ("you", "know"),
    ("i", "mean"),
    ("well",),
    ("okay",),
    ("oh",),
    ("yeah",),
    ("right",),
    ("alright",),
    ("you", "see"),
    ("look",),
)
"""Phrases that are fillers only where punctuation sets them off."""

QUESTION_WORDS = _words("who whom whose which what when where why how")

MONTHS = _words("january february march april may june july august september october november december")

UNITS = _words(
    "percent dollar dollars cent cents euro euros pound pounds yen yuan ruble rubles rupee rupees second "
    "seconds minute minutes hour hours day days week weeks month months year years decade decades century "
    "centuries mile miles kilometer kilometers meter meters foot feet inch inches yard yards acre acres "
    "hectare hectares gram grams kilogram kilograms kilo kilos ton tons tonne tonnes ounce ounces liter "
    "liters gallon gallons barrel barrels degree degrees celsius fahrenheit watt watts kilowatt kilowatts "
    "megawatt megawatts gigawatt gigawatts volt volts thousand million billion trillion hundred dozen "
    "dozens hundreds thousands millions billions trillions double twice triple thrice"
)

PROFANITY = _words(
    "fuck fucks fucked fucker fuckers fuckin fucking motherfucker motherfuckers motherfucking shit shits "
    "shitty shithole shitholes shitting bullshit horseshit shithead ass asses asshole assholes jackass "
    "dumbass badass arse arses arsehole bastard bastards bitch bitches bitching bitchy bollocks bugger "
    "bloody crap crappy cunt cunts cock cocks cocksucker dick dicks dickhead damn damned damnit goddamn "
    "goddamned goddamnit hell piss pissed pissing prick pricks pussy pussies slut sluts tits turd twat "
    "wank wanker wankers whore whores fag fags faggot faggots nigger niggers nigga niggas spic kike"
)
"""Words that newspapers mask. A mask that hides any other word hides what was said."""

ABBREVIATIONS = {
    "mr": "mr",
    "mister": "mr",
    "mrs": "mrs",
    "missus": "mrs",
    "ms": "ms",
    "dr": "doctor",
    "sen": "senator",
    "sens": "senators",
    "gov": "governor",
    "govs": "governors",
    "rep": "representative",
    "reps": "representatives",
    "gen": "general",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "capt": "captain",
    "cpl": "corporal",
    "maj": "major",
    "col": "colonel",
    "cmdr": "commander",
    "adm": "admiral",
    "prof": "professor",
    "rev": "reverend",
    "hon": "honorable",
    "pres": "president",
    "sec": "secretary",
    "supt": "superintendent",
    "st": "saint",
    "ave": "avenue",
    "blvd": "boulevard",
    "rd": "road",
    "mt": "mount",
    "ft": "fort",
    "jr": "junior",
    "sr": "senior",
    "vs": "versus",
    "etc": "etcetera",
    "approx": "approximately",
    "dept": "department",
    "govt": "government",
    "assn": "association",
    "assoc": "association",
    "corp": "corporation",
    "inc": "incorporated",
    "ltd": "limited",
    "co": "company",
    "bros": "brothers",
    "jan": "january",
    "feb": "february",
    "mar": "march",
    "apr": "april",
    "jun": "june",
    "jul": "july",
    "aug": "august",
    "sep": "september",
    "sept": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
    "mon": "monday",
    "tue": "tuesday",
    "tues": "tuesday",
    "wed": "wednesday",
    "thu": "thursday",
    "thur": "thursday",
    "thurs": "thursday",
    "fri": "friday",
    "sat": "saturday",
    "sun": "sunday",
    "hwy": "highway",
    "univ": "university",
}
"""Abbreviations that style books allow inside quotation marks. Read as such only before a full stop, except
for those that are no English word by themselves."""

SAFE_ABBREVIATIONS = _words(
    "mr mister mrs missus ms dr sens govs lt sgt cpl cmdr prof supt blvd jr sr vs dept govt sept"
)
"""Abbreviations that need no full stop to be known as such."""

OTHER_READINGS = {"st": ("street",), "sec": ("section",), "dr": ("drive",), "ft": ("feet", "foot")}
"""Second readings of abbreviations."""
