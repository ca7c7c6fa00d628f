"""Passive cues: the subject of "was asked" or "was accused of" is not who asked or accused.

Of 612 passive cues of PolNeAR train the words before are the source of 132, and these are states of mind ("was
shocked", "is convinced") or other verbs than those below.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["is_passive"]

BE = frozenset("is are was were be been being am gets get got getting".split())
BETWEEN = frozenset(
    "also not never once often still only now then first later widely just reportedly been being".split()
)
TOLD_OF = frozenset(
    """
    accused acknowledged addressed advised alleged announced asked assailed assumed assured attacked
    attributed believed billed blamed branded briefed called cast castigated challenged
    characterized charged chastised chided cited claimed condemned confirmed confronted considered
    credited criticised criticized debated decried deemed defended demanded denied denounced
    depicted derided described disclosed discussed dismissed disputed dubbed encouraged estimated
    expected explained faulted greeted hailed heralded informed instructed interpreted interviewed
    invited judged known labeled labelled lambasted lampooned linked mentioned mocked named
    nicknamed noted ordered panned perceived portrayed praised presented pressed projected promised
    proposed published questioned quizzed quoted ranked rated rebuked recommended referred regarded
    reminded reported reprimanded requested revealed ridiculed rumored rumoured said scolded seen
    shown slammed speculated stated stressed suggested summarized suspected termed thought told
    touted treated understood urged vetted viewed vilified voiced warned welcomed written
    """.split()
)


def is_passive(cue: Sequence[str], begins_clause: bool) -> bool:
    """Whether ``cue``, as words in lower case, says that somebody was told or spoken of.

    ``begins_clause``: a sentence begins with it or "when" stands before it, as in "Asked about it, ...".
    """
    if begins_clause and cue and cue[0] in ("asked", "pressed", "questioned", "told", "quizzed"):
        return True
    for i, word in enumerate(cue):
        if word in BE:
            rest = iter(cue[i + 1 :])
            following = next((w for w in rest if w not in BETWEEN and not w.endswith("ly")), None)
            if following in TOLD_OF:
                return True
    return False
