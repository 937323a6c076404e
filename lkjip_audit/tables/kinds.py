"""What kind of table a table is: by the roles of its columns, what repeats, and the words of its title."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import phrase_pattern
from lkjip_audit.tables.definitions import Definitions, KindSpec, Repeated
from lkjip_audit.tables.lexicon import plain
from lkjip_audit.tables.model import Column
from lkjip_audit.tables.period import PeriodKind

UNKNOWN = "unknown"


def name_kind(columns: Sequence[Column], title: str, sheet: str, definitions: Definitions) -> tuple[str, float]:
    """The kind's id and how sure it is; ``unknown`` when no kind fits or two fit equally.

    ``title`` holds the lines over the table, ``sheet`` the sheet's name: where two kinds fit equally under both, the
    table's own title decides.
    """
    for words in dict.fromkeys((plain(f"{title} {sheet}"), plain(title))):
        scored = sorted(((_score(kind, columns, words), kind.id) for kind in definitions.kinds.values()), reverse=True)
        if not scored or scored[0][0] < limits().kinds.sure:
            return UNKNOWN, 0.0
        lead = scored[0][0] - (scored[1][0] if len(scored) > 1 else 0.0)
        if lead >= limits().kinds.margin:
            return scored[0][1], round(min(1.0, scored[0][0]), 3)
    return UNKNOWN, 0.0


def _score(kind: KindSpec, columns: Sequence[Column], title: str) -> float:
    roles = {column.role for column in columns if column.role}
    if not all(any(role in roles for role in choice) for choice in kind.required):
        return 0.0
    if not all(_repeats(columns, repeated) for repeated in kind.repeated):
        return 0.0
    if any(_repeats(columns, Repeated(by=(qualifier,), of=tuple(roles))) for qualifier in kind.once):
        return 0.0
    header = " ".join(plain(part) for column in columns for part in column.header)
    in_title = _hits(kind.title_words, title)
    in_header = _hits(kind.header_words, header)
    if _hits(kind.title_not, title) or (kind.needs_words and not in_title and not in_header):
        return 0.0
    needed = {role for choice in kind.required for role in choice}
    usual = needed | set(kind.optional)
    strange = {role for role in roles if role not in usual}
    against = roles & set(kind.forbidden)
    own = limits().kinds
    score = own.start + own.required_role * len(kind.required) + own.repeated_role * len(kind.repeated)
    score += own.optional_role * min(own.most_optional, len(roles & set(kind.optional)))
    score += own.title_words * bool(in_title) + own.header_words * bool(in_header)
    return score - own.strange_role * len(strange) - own.forbidden_role * len(against)


def _repeats(columns: Sequence[Column], repeated: Repeated) -> bool:
    """Whether one of the roles stands for enough different years, quarters, entities..."""
    if any(column.role in repeated.unless for column in columns):
        return True
    for role in (*repeated.of, None) if repeated.unnamed else repeated.of:
        held = [column for column in columns if column.role == role]
        for qualifier in repeated.by:
            values = {_qualifier(column, qualifier) for column in held}
            # The year's own target beside that of one quarter is a repetition; no year is no other year.
            if qualifier != "period" or len(values) < 2:
                values -= {None}
            if len(values) >= repeated.at_least:
                return True
    return False


def _qualifier(column: Column, by: str) -> object:
    plan_year = column.period if column.period is not None and column.period.kind is PeriodKind.PLAN_YEAR else None
    if by == "year" and column.year is None:
        return str(plan_year) if column.year_offset is None and plan_year else _offset(column)
    if by == "period" and plan_year is not None:
        return None  # the third year of a plan is a year, and no part of one
    return getattr(column, by)


def _offset(column: Column) -> str | None:
    return None if column.year_offset is None else f"n{column.year_offset:+d}"


def _hits(phrases: Sequence[str], text: str) -> int:
    """How many of ``phrases`` stand in ``text`` as whole words."""
    return sum(bool(phrase_pattern(phrase).search(text)) for phrase in phrases)
