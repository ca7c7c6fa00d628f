"""Who speaks: the names of a document, and the speaker whom a statement's source names.

A wrong name is the worst error there is: what is in doubt has no speaker. The name is the fullest form that
the document itself gives, without titles; pronouns and descriptions are left alone here.
"""

from __future__ import annotations

from .attribution import speaker_of
from .names import Names

__all__ = ["Names", "speaker_of"]
