"""Texts and what is known of them.

A `Document` holds a text with its turns, its date and what else is known; `read_document` reads one from a file of any
format, `read_documents` the many that a file may hold, `find_files` says which files a list of paths means, `voices`
whose words stand where, `in_blocks` works through a long text piece by piece.
"""

from onrecord.documents.blocks import BLOCK_SIZE, blocks, in_blocks, moved
from onrecord.documents.decoding import Decoded, check_encoding, decode
from onrecord.documents.document import (
    Cue,
    Document,
    DocumentFormat,
    DocumentKind,
    LabelProvenance,
    Turn,
    bytes_id,
    text_id,
)
from onrecord.documents.facts import Facts, iso_date
from onrecord.documents.files import (
    MAX_BYTES,
    STDIN,
    Problem,
    document_from,
    find_files,
    read_document,
    read_documents,
)
from onrecord.documents.front_matter import Opening, read_opening
from onrecord.documents.language import not_english
from onrecord.documents.metadata import MetaTable, read_meta_table, read_sidecar, sidecar_path
from onrecord.documents.turns import find_turns, is_transcript
from onrecord.documents.voices import Stretch, voices

__all__ = [
    "BLOCK_SIZE",
    "MAX_BYTES",
    "STDIN",
    "Cue",
    "Decoded",
    "Document",
    "DocumentFormat",
    "DocumentKind",
    "Facts",
    "LabelProvenance",
    "MetaTable",
    "Opening",
    "Problem",
    "Stretch",
    "Turn",
    "blocks",
    "bytes_id",
    "check_encoding",
    "decode",
    "document_from",
    "find_files",
    "find_turns",
    "in_blocks",
    "is_transcript",
    "iso_date",
    "moved",
    "not_english",
    "read_document",
    "read_documents",
    "read_meta_table",
    "read_opening",
    "read_sidecar",
    "sidecar_path",
    "text_id",
    "voices",
]
