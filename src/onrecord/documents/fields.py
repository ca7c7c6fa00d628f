"""The fields of posts, articles and turns in JSON and CSV, by the names that people and programs give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.documents.days import any_date
from onrecord.documents.facts import Facts, read_facts
from onrecord.documents.times import seconds
from onrecord.errors import InputError

__all__ = ["NAMES", "Record", "any_date", "facts_of", "field_name", "read_record"]

NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "content",
        "full_text",
        "tweet",
        "post",
        "message",
        "transcript",
        "utterance",
        "article",
    ),
    "speaker": ("speaker", "voice"),
    "author": (
        "author",
        "name",
        "user",
        "username",
        "user_name",
        "screen_name",
        "handle",
        "account",
        "by",
        "byline",
    ),
    "published": (
        "published",
        "published_at",
        "date_published",
        "date",
        "created_at",
        "created",
        "datetime",
        "timestamp",
    ),
    "url": ("url", "link", "permalink", "href"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "site", "site_name", "publication"),
    "key": ("id", "id_str", "key", "guid", "uid"),
    "document": (
        "document",
        "document_id",
        "doc",
        "doc_id",
        "transcript_id",
        "event",
        "session",
        "episode",
        "debate",
    ),
    "start": ("start", "start_time", "begin"),
    "end": ("end", "end_time"),
    "lang": ("lang", "language"),
    "kind": ("kind",),
    "labels": ("labels",),
    "complete": ("complete",),
}
"""What a field means, and the names by which it goes, the first that a record has winning. Names are compared in small
letters, ``createdAt``, ``Created At`` and ``created-at`` as ``created_at``."""

_POSTER = frozenset({"user", "username", "user_name", "screen_name", "handle", "account", "tweet", "post"})
"""Fields that only posts have."""
_MACHINE = frozenset({"avg_logprob", "no_speech_prob", "compression_ratio", "tokens"})
"""Fields that speech recognition (Whisper) writes beside its segments."""
_OURS = frozenset({"content_spans", "factuality"})
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HALF = re.compile("[\ud800-\udfff]")
_JOIN = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Record:
    """One record. ``voiced``: it has a field for a speaker, be it empty. ``post``: it has fields that only posts have.
    ``document`` is what binds turns together, beside the facts."""

    text: str
    facts: Facts
    speaker: str | None = None
    voiced: bool = False
    post: bool = False
    machine: bool = False
    key: str | None = None
    document: str | None = None
    start: float | None = None
    end: float | None = None
    warnings: tuple[str, ...] = ()


def field_name(name: str) -> str:
    """A field's name as it is looked up: ``createdAt`` -> ``created_at``."""
    return _JOIN.sub("_", _HUMP.sub("_", name.strip().lstrip("\ufeff"))).lower()


def read_record(raw: Mapping[str, object]) -> Record | None:
    """The record in a mapping, None when it has no field with a text.

    A list of strings is a text, a paragraph each. ``name`` names a speaker where nothing else does and the record has
    neither a title nor an address. Raises `InputError` for statements that onrecord itself has written.
    """
    fields: dict[str, object] = {}
    for name, value in raw.items():
        fields.setdefault(field_name(str(name)), value)
    if _OURS & fields.keys():
        raise InputError("holds statements that onrecord wrote, not texts")
    text = next((words for name in NAMES["text"] if (words := _text(fields.get(name)))), None)
    if text is None:
        return None
    facts, warnings = facts_of(fields)
    speaker = next((said for name in NAMES["speaker"] if (said := _plain(fields.get(name)))), None)
    voiced = any(name in fields for name in NAMES["speaker"])
    if (
        not voiced
        and "name" in fields
        and facts.title is None
        and facts.url is None
        and not _POSTER & fields.keys()
    ):
        speaker, voiced = _plain(fields["name"]), True
        facts = replace(facts, author=None)
    return Record(
        text,
        facts,
        speaker,
        voiced,
        post=bool(_POSTER & fields.keys()) and facts.title is None,
        machine=bool(_MACHINE & fields.keys()),
        key=next((said for name in NAMES["key"] if (said := _plain(fields.get(name)))), None),
        document=next((said for name in NAMES["document"] if (said := _plain(fields.get(name)))), None),
        start=next((at for name in NAMES["start"] if (at := seconds(fields.get(name))) is not None), None),
        end=next((at for name in NAMES["end"] if (at := seconds(fields.get(name))) is not None), None),
        warnings=tuple(warnings),
    )


def facts_of(fields: Mapping[str, object]) -> tuple[Facts, list[str]]:
    """The facts in the fields of a record, whose names `field_name` has made alike, and what is wrong with them."""
    known: dict[str, object] = {}
    for fact in ("title", "outlet", "url", "author", "lang", "kind", "labels", "complete"):
        known[fact] = next((said for name in NAMES[fact] if (said := _plain(fields.get(name)))), None)
    warnings: list[str] = []
    for name in NAMES["published"]:
        stated = fields.get(name)
        if stated is None or stated == "":
            continue
        known["published"] = any_date(stated)
        if known["published"] is None:
            warnings.append(f"{name} is {str(stated)[:40]!r}, which names no day for certain; ignored")
        break
    facts, problems = read_facts(known)
    return facts, warnings + problems


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return _whole(value) if value.strip() else None
    if isinstance(value, Sequence) and value and all(isinstance(item, str) for item in value):
        return _whole("\n\n".join(item for item in value if item.strip())) or None
    return None


def _plain(value: object) -> str | None:
    """A name, a title, a number as one line of text; of a nested ``{"name": ...}`` the name."""
    if isinstance(value, Mapping):
        value = next(
            (value[name] for name in ("name", "full_name", "username", "screen_name") if name in value), None
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return " ".join(_whole(str(value)).split()) or None
    return None


def _whole(text: str) -> str:
    """Halves of characters, which JSON can write and nothing can encode, become U+FFFD."""
    return _HALF.sub("\ufffd", text)
