"""British and American spellings of one word, brought to one form."""

from __future__ import annotations

import re

__all__ = ["american"]

_PAIRS = {
    "grey": "gray",
    "greys": "grays",
    "programme": "program",
    "programmes": "programs",
    "tyre": "tire",
    "tyres": "tires",
    "kerb": "curb",
    "plough": "plow",
    "ploughed": "plowed",
    "sceptic": "skeptic",
    "sceptics": "skeptics",
    "sceptical": "skeptical",
    "scepticism": "skepticism",
    "aluminium": "aluminum",
    "judgement": "judgment",
    "judgements": "judgments",
    "acknowledgement": "acknowledgment",
    "ageing": "aging",
    "enrol": "enroll",
    "enrols": "enrolls",
    "enrolment": "enrollment",
    "fulfil": "fulfill",
    "fulfils": "fulfills",
    "fulfilment": "fulfillment",
    "instil": "instill",
    "instils": "instills",
    "skilful": "skillful",
    "wilful": "willful",
    "pyjamas": "pajamas",
    "artefact": "artifact",
    "artefacts": "artifacts",
    "cosy": "cozy",
    "cheque": "check",
    "cheques": "checks",
    "gaol": "jail",
    "moustache": "mustache",
    "mould": "mold",
    "moulds": "molds",
    "smoulder": "smolder",
    "smouldering": "smoldering",
    "omelette": "omelet",
    "sulphur": "sulfur",
    "towards": "toward",
    "afterwards": "afterward",
    "upwards": "upward",
    "downwards": "downward",
    "backwards": "backward",
    "forwards": "forward",
    "learnt": "learned",
    "burnt": "burned",
    "dreamt": "dreamed",
    "spelt": "spelled",
    "spoilt": "spoiled",
    "leapt": "leaped",
    "whilst": "while",
    "amongst": "among",
    "amidst": "amid",
    "ok": "okay",
    "o.k.": "okay",
    "okay": "okay",
    "til": "till",
    "defence": "defense",
    "defences": "defenses",
    "offence": "offense",
    "offences": "offenses",
    "pretence": "pretense",
    "licence": "license",
    "licences": "licenses",
    "practise": "practice",
    "practised": "practiced",
    "practises": "practices",
    "practising": "practicing",
    "centre": "center",
    "centres": "centers",
    "centred": "centered",
    "theatre": "theater",
    "theatres": "theaters",
    "metre": "meter",
    "metres": "meters",
    "kilometre": "kilometer",
    "kilometres": "kilometers",
    "centimetre": "centimeter",
    "centimetres": "centimeters",
    "millimetre": "millimeter",
    "millimetres": "millimeters",
    "litre": "liter",
    "litres": "liters",
    "fibre": "fiber",
    "fibres": "fibers",
    "calibre": "caliber",
    "sabre": "saber",
    "sabres": "sabers",
    "spectre": "specter",
    "sombre": "somber",
    "lustre": "luster",
    "meagre": "meager",
    "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers",
    "manoeuvring": "maneuvering",
    "dialogue": "dialog",
    "dialogues": "dialogs",
    "catalogue": "catalog",
    "catalogues": "catalogs",
    "analogue": "analog",
    "monologue": "monolog",
    "prologue": "prolog",
    "paediatric": "pediatric",
    "paediatrician": "pediatrician",
    "anaemia": "anemia",
    "anaemic": "anemic",
    "anaesthetic": "anesthetic",
    "anaesthesia": "anesthesia",
    "foetus": "fetus",
    "foetal": "fetal",
    "encyclopaedia": "encyclopedia",
    "orthopaedic": "orthopedic",
    "leukaemia": "leukemia",
    "diarrhoea": "diarrhea",
    "mediaeval": "medieval",
    "archaeology": "archeology",
    "archaeologist": "archeologist",
    "archaeologists": "archeologists",
    "haemorrhage": "hemorrhage",
    "oestrogen": "estrogen",
    "advisor": "adviser",
    "advisors": "advisers",
    "axe": "ax",
    "storey": "story",
    "storeys": "stories",
    "draught": "draft",
    "draughts": "drafts",
}

_OUR = re.compile(
    r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$|ably$|er$|ers$|hood|al$|ful$|less|ly$|y$|ism$|ist$|ite|ites$)"
)
_ISE = re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|able)$)")
_YSE = re.compile(r"(?<=[a-z]{2})ys(?=(?:e|ed|es|er|ers|ing)$)")
_DOUBLED = re.compile(
    r"^((?:un|re)?(?:travel|cancel|label|model|counsel|marvel|signal|level|fuel|dial|equal|total|rival"
    r"|channel|tunnel|funnel"
    r"|quarrel|jewel|libel|panel|parcel|pencil|shovel|shrivel|spiral|swivel|trammel|ravel|grovel|chisel"
    r"|duel|initial|medal"
    r"|pedal|revel|stencil|fulfil|enrol|program|worship|kidnap|focus|bias))([lmps])(?=(?:ed|ing|ings|er|ers"
    r"|or|ors|ous|ously|ist|ists|ery)$)"
)
_SAME = frozenset(("four", "your", "hour", "pour", "tour", "sour", "our", "ours", "yours", "hours"))


def american(word: str) -> str:
    """The American spelling of a lower-case word, or the word itself.

    The rules may change a word that has no second spelling ("promise" becomes "promize"): they are for
    comparing two words, both passed through, and no two English words that differ in meaning meet.
    """
    if word in _PAIRS:
        return _PAIRS[word]
    if len(word) < 5 or word in _SAME:
        return word
    word = _OUR.sub("or", word)
    word = _ISE.sub("iz", word)
    word = _YSE.sub("yz", word)
    doubled = _DOUBLED.match(word)
    if doubled and doubled[1].endswith(doubled[2]):
        word = doubled[1] + word[doubled.end() :]
    return word
