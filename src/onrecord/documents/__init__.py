"""Texts and what is known of them.

A `Document` holds the decoded file, untouched; `read_document` reads one, `find_files` says which files
a list of paths means, `in_blocks` works through a long text piece by piece.
"""

from onrecord.documents.blocks import BLOCK_SIZE, blocks, in_blocks, moved
from onrecord.documents.decoding import Decoded, check_encoding, decode
from onrecord.documents.document import Document, DocumentKind, Turn, text_id
from onrecord.documents.facts import Facts, iso_date
from onrecord.documents.files import MAX_BYTES, STDIN, Problem, document_from, find_files, read_document
from onrecord.documents.front_matter import Opening, read_opening
from onrecord.documents.language import not_english
from onrecord.documents.metadata import MetaTable, read_meta_table, read_sidecar, sidecar_path
from onrecord.documents.turns import find_turns

__all__ = [
    "BLOCK_SIZE",
    "MAX_BYTES",
    "STDIN",
    "Decoded",
    "Document",
    "DocumentKind",
    "Facts",
    "MetaTable",
    "Opening",
    "Problem",
    "Turn",
    "blocks",
    "check_encoding",
    "decode",
    "document_from",
    "find_files",
    "find_turns",
    "in_blocks",
    "iso_date",
    "moved",
    "not_english",
    "read_document",
    "read_meta_table",
    "read_opening",
    "read_sidecar",
    "sidecar_path",
    "text_id",
]
