"""Who speaks: the names of a document, and the speaker of each of its statements, with reasons.

A wrong name is the worst error there is: what is in doubt has no speaker. The name is the fullest form that
the document itself gives, without titles. What a source names is settled by rules; pronouns, descriptions and
statements without a source are put to a small learned scorer that is calibrated and may abstain.
"""

from __future__ import annotations

from .attribution import speaker_of
from .mentions import Layout
from .names import Names
from .reading import Case
from .resolution import speakers_of

__all__ = ["Case", "Layout", "Names", "speaker_of", "speakers_of"]
