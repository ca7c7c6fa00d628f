"""Why somebody is taken for the speaker, in plain words, and the places of the text that show it."""

from __future__ import annotations

from onrecord.records import Link, Statement

from .features import Asked
from .mentions import Entity, Mention, Mentions
from .roles import kindred

__all__ = ["chain_to", "named_chain", "reason_for"]


def reason_for(asked: Asked, entity: Entity, mentions: Mentions) -> str:
    """One sentence on what speaks most for ``entity``."""
    reference = asked.reference
    if reference.way == "name":
        return "several names fit the source; this one fits best by title, sex and place in the text"
    if reference.way == "nominal":
        return _by_description(asked, entity)
    if reference.way in ("I", "we") and asked.around is not None and asked.around.entity == entity.number:
        return "first person inside a quotation of the same speaker"
    what = f"“{reference.text}”" if reference.sourced else "no source is given;"
    means = "means" if reference.sourced else "it must be"
    last = entity.before(reference.place)
    if not reference.sourced:
        what = (
            "no source is given:"
            if asked.statement.cue is not None
            else "a quotation without words of saying:"
        )
        means = "it goes on with" if _spoke_last(asked, entity) else "it belongs to"
    after = entity.after(reference.end)
    if reference.way == "who" and last is not None and reference.place - last.end <= 3:
        return f"{what} {means} the name right before it"
    if _spoke_last(asked, entity):
        return f"{what} {means} whoever spoke just before"
    if last is not None and last.sentence == asked.sentence:
        return f"{what} {means} somebody named earlier in the same sentence"
    if last is None and after is not None:
        return f"{what} {means} somebody named right after"
    if last is not None and last.sentence == asked.sentence - 1:
        return f"{what} {means} somebody named in the sentence before"
    if last is not None and last.paragraph == asked.paragraph:
        return f"{what} {means} somebody named earlier in the paragraph"
    return f"{what} {means} the person whom the text was last about"


def _spoke_last(asked: Asked, entity: Entity) -> bool:
    return bool(asked.earlier) and asked.earlier[0].entity == entity.number


def _by_description(asked: Asked, entity: Entity) -> str:
    description = asked.reference.description
    assert description is not None
    if description.age is not None and description.age == entity.age:
        return "the text gives this age for the name"
    if description.head in entity.heads:
        return f"the text calls the name “{description.head}”"
    if not kindred(description.head).isdisjoint(entity.heads):
        near = sorted(kindred(description.head) & entity.heads)[0]
        return f"the text calls the name “{near}”, and “{description.head}” can mean the same"
    if not description.words.isdisjoint(entity.words):
        return "the text says the same of the name"
    if _spoke_last(asked, entity):
        return "the description fits whoever spoke just before"
    return "the description fits the one whom the text is about here"


def chain_to(statement: Statement, asked: Asked, entity: Entity, mentions: Mentions) -> tuple[Link, ...]:
    """From the source through the place that it points back (or on) at to where the name stands in full."""
    near = entity.before(asked.reference.place) or entity.after(asked.reference.end)
    return _chain(statement, near, entity, mentions.text)


def named_chain(statement: Statement, name: str, mentions: Mentions) -> tuple[Link, ...]:
    """From a source that names the speaker to where the document does so in full."""
    entity = mentions.find(name)
    return _chain(statement, None, entity, mentions.text) if entity is not None else ()


def _chain(statement: Statement, near: Mention | None, entity: Entity, text: str) -> tuple[Link, ...]:
    links: list[Link] = []
    own = statement.source or statement.cue
    if own is not None and own.spans:
        links.append(Link("source", (own.start, own.end), own.text))
    full = next((m for m in entity.places if m.full), None)
    if near is not None and near != full:
        links.append(Link("antecedent", (near.start, near.end), text[near.start : near.end]))
    if full is not None and not any(a <= full.start < b for a, b in (link.span for link in links)):
        links.append(Link("name", (full.start, full.end), text[full.start : full.end]))
    return tuple(links)
