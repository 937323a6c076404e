"""Whose figures a column holds, where the header groups by entity: MenPAN RB | BKPSDM Kota Blitar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lkjip_audit.rulepack.words import WordSet
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.headers import Head
from lkjip_audit.tables.lexicon import plain
from lkjip_audit.tables.whose import begins_with_entity, begins_with_small_region

_COUNTED = ("jumlah",)
_NEUTRAL = WordSet("neutral_header_words")


def name_entities(heads: Sequence[Head], definitions: Definitions) -> tuple[Head, ...]:
    """``heads`` with ``Column.entity`` where one header text names an entity and another the measure."""
    candidates = {head.column.index: _entity_part(head, definitions) for head in heads}
    distinct = {entity for entity in candidates.values() if entity}
    named = []
    for head in heads:
        entity = candidates[head.column.index]
        sure = entity and (len(distinct) > 1 or _is_named(entity))
        named.append(_with_entity(head, entity) if sure and entity else head)
    return tuple(named)


def _entity_part(head: Head, definitions: Definitions) -> str | None:
    """The header text that is no header word at all, beside one that is."""
    if len(head.parts) < 2:
        return _inline_entity(head, definitions)
    strange = [
        part for part, rest in zip(head.parts, head.rests, strict=True) if rest and _is_strange(part, rest, definitions)
    ]
    telling = [rest for rest in head.rests if any(definitions.lexicon.is_known(word) for word in rest)]
    return strange[-1] if len(strange) == 1 and telling else None


def _is_strange(part: str, words: Sequence[str], definitions: Definitions) -> bool:
    """Whether a header text begins with the name of an entity, or has no word that headers use."""
    if begins_with_entity(plain(part)):
        return True
    return not any(definitions.lexicon.is_known(word) and word not in _NEUTRAL for word in words)


def _inline_entity(head: Head, definitions: Definitions) -> str | None:
    """The words of a single header text from the entity's name on: "Nasional" of "Realisasi Nasional"."""
    if not head.parts:
        return None
    words = head.parts[0].split()
    for place in range(len(words)):
        before = definitions.lexicon.words(" ".join(words[:place]))
        rest = plain(" ".join(words[place:]))
        named = begins_with_entity(rest) or (begins_with_small_region(rest) and before[-1:] != _COUNTED)
        if named and any(map(definitions.lexicon.is_known, before)):
            return " ".join(words[place:]).rstrip("(%) ")
    return None


def _is_named(entity: str) -> bool:
    words = plain(entity).split()
    return any(begins_with_entity(" ".join(words[place:])) for place in range(len(words)))


def _with_entity(head: Head, entity: str) -> Head:
    """``head`` as the column of ``entity``, its name taken out of the words that tell the role."""
    own = set(plain(entity).split())
    rests = tuple(
        () if part == entity else tuple(word for word in rest if word not in own)
        for part, rest in zip(head.parts, head.rests, strict=True)
    )
    return replace(head, column=replace(head.column, entity=entity), rests=rests)
