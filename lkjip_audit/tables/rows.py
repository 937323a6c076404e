"""The rows of a table: details, totals, bands; cut rows joined, blanks filled, rows within rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.blocks import Block
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.hierarchy import nesting, style_of_order
from lkjip_audit.tables.known import INDIKATOR
from lkjip_audit.tables.model import Column, Row, RowKind
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.readings import Readings
from lkjip_audit.tables.row_reading import Draft, DraftReader
from lkjip_audit.tables.sheet_view import SheetView
from lkjip_audit.tables.subjects import resolve_mixed

_CLOSING = (RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.MEAN, RowKind.OTHER)
_ASIDE = (RowKind.MEAN, RowKind.OTHER)
_HUNDRED = Decimal(100)
_CONTINUED = re.compile(r"[a-z(,;]")


def read_rows(
    view: SheetView,
    block: Block,
    columns: Sequence[Column],
    readings: Readings,
    *,
    evidence: Mapping[int, Evidence],
    definitions: Definitions,
) -> tuple[Row, ...]:
    """The rows of ``block`` from top to bottom; rows that a page break cut in two are joined."""
    reader = DraftReader(view, block, columns, readings, evidence=evidence, definitions=definitions)
    drafts = [reader.draft(row) for row in block.body_rows]
    drafts = _join_fragments(drafts, set(block.after_breaks), reader.has_figures)
    drafts = _mark_totals(drafts, reader)
    roles = definitions.nature
    drafts = _fill_down(drafts, reader.subjects, roles, leveled=any(column.level for column in columns))
    return _finish(view, block, drafts, roles)


def _join_fragments(drafts: Sequence[Draft], breaks: set[int], has_figures: bool) -> list[Draft]:
    """Rows that are only the rest of the row before are joined to it; ``breaks`` follow a page break."""
    numbered = sum(draft.order is not None for draft in drafts) >= limits().layout.numbered_share * len(drafts)
    joined: list[Draft] = []
    for draft in drafts:
        if joined and _is_fragment(joined[-1], draft, draft.number in breaks, numbered or has_figures):
            joined[-1] = _join(joined[-1], draft)
        else:
            joined.append(draft)
    return joined


def _is_fragment(before: Draft, draft: Draft, after_break: bool, rows_are_marked: bool) -> bool:
    """Whether ``draft`` has nothing but words that go on with the words of the row before.

    ``rows_are_marked`` is True where a row of its own would have a number or a figure.
    """
    if draft.figures or draft.order or draft.code or draft.marker or not draft.texts:
        return False
    if draft.kind not in (RowKind.DETAIL, RowKind.GROUP) or before.kind is not RowKind.DETAIL:
        return False
    goes_on = [text for column, text in draft.texts.items() if column in before.texts]
    if len(goes_on) < len(draft.texts):
        return False
    small = sum(bool(_CONTINUED.match(text)) for text in goes_on)
    if after_break:
        return small > 0 or INDIKATOR not in draft.own
    return rows_are_marked and small >= max(1, limits().layout.lower_case_share * len(goes_on))


def _join(before: Draft, rest: Draft) -> Draft:
    filled, own = dict(before.subjects), dict(before.own)
    for role, text in rest.own.items():
        filled[role] = f"{filled.get(role, '')} {text}".strip()
        own[role] = f"{own.get(role, '')} {text}".strip()
    texts = {column: f"{text} {rest.texts.get(column, '')}".strip() for column, text in before.texts.items()}
    return replace(before, subjects=filled, own=own, texts=texts, fragments=(*before.fragments, rest.number))


def _mark_totals(drafts: Sequence[Draft], reader: DraftReader) -> list[Draft]:
    """Totals in the middle become subtotals; closing rows of figures without words are totals.

    Under a row of means they go on with it: its percentages, its predicates.  Where most rows have no words, one more
    says nothing: it is a total only as the sum of all above it.
    """
    details = [draft for draft in drafts if draft.kind is RowKind.DETAIL and draft.subjects]
    last_detail = details[-1].number if details else 0
    last_total = max((draft.number for draft in drafts if draft.kind is RowKind.TOTAL), default=0)
    marked: list[Draft] = []
    for draft in drafts:
        if marked and marked[-1].kind in _ASIDE and _is_nameless(draft):
            draft = replace(draft, kind=RowKind.OTHER)  # noqa: PLW2901
        elif draft.kind is RowKind.TOTAL and draft.number < min(last_detail, last_total):
            draft = replace(draft, kind=RowKind.SUBTOTAL)  # noqa: PLW2901
        elif draft.number == last_detail and (_closes_numbered(details, reader) or _adds_all(details, reader)):
            draft = replace(draft, kind=RowKind.TOTAL)  # noqa: PLW2901
        elif draft.number > last_detail and len(details) > 1 and _is_bare(draft):
            above = [
                other.number
                for other in drafts
                if other.kind is RowKind.DETAIL and other.number < draft.number and other.figures
            ]
            if _is_larger(draft, details, reader) and (2 * len(details) > len(above) or _adds_up(draft, above, reader)):
                draft = replace(draft, kind=RowKind.TOTAL)  # noqa: PLW2901
        marked.append(draft)
    return marked


def _is_larger(draft: Draft, details: Sequence[Draft], reader: DraftReader) -> bool:
    columns = [column for column in reader.value_columns if reader.amount(draft.number, column)]
    largest = {column: max(reader.amount(detail.number, column) for detail in details) for column in columns}
    return all(reader.amount(draft.number, column) >= largest[column] for column in columns)


def _adds_up(draft: Draft, rows: Sequence[int], reader: DraftReader) -> bool:
    """Whether in some column the amount of ``draft`` is the sum of those of ``rows``, and none of them alone."""
    amounts = ((reader.amount(draft.number, c), [reader.amount(row, c) for row in rows]) for c in reader.value_columns)
    return any(total > max(parts) and total == sum(parts) for total, parts in amounts)


def _closes_numbered(details: Sequence[Draft], reader: DraftReader) -> bool:
    """Whether the last of ``details``, alone without a number, is the sum of those that are numbered as the first is.

    "Nilai Akuntabilitas Kinerja" under I, a, b, II ...: whatever it is called.
    """
    *rows, last = details
    if last.order or last.code or not all(row.order for row in rows):
        return False
    style = style_of_order(rows[0].order) if rows else None
    heads = [row.number for row in rows if style_of_order(row.order) == style]
    if len(heads) < limits().sums.fewest_rows:
        return False
    return _adds_up(last, heads, reader)


def _adds_all(details: Sequence[Draft], reader: DraftReader) -> bool:
    """Whether the last of ``details`` is the sum of all others in two columns or more, by digits enough to tell.

    "Kabupaten" under its kecamatan: whatever it is called.  Shares that add up to a hundred are of one column.
    """
    *rows, last = details
    if last.order or last.code or len(rows) < limits().sums.fewest_rows:
        return False
    added: list[Decimal] = []
    for column in reader.value_columns:
        total, parts = reader.amount(last.number, column), [reader.amount(row.number, column) for row in rows]
        if total not in (0, _HUNDRED) and total == sum(parts) and total > max(parts):
            added.append(total)
    digits = sum(len(total.normalize().as_tuple().digits) for total in added)
    return len(added) > 1 and digits >= limits().said.fewest_digits


def _is_nameless(draft: Draft) -> bool:
    """Whether a row has figures and no words, number or code of its own; a merged name may reach down to it."""
    return draft.kind is RowKind.DETAIL and draft.figures > 0 and not (draft.own or draft.order or draft.code)


def _is_bare(draft: Draft) -> bool:
    """Whether a row has figures and nothing that says what they are of."""
    return draft.kind is RowKind.DETAIL and draft.figures > 0 and not (draft.subjects or draft.order or draft.code)


def _fill_down(drafts: Sequence[Draft], subjects: Mapping[int, str], roles: Roles, *, leveled: bool) -> list[Draft]:
    """Blank names taken from the rows above: those in columns left of the row's own names.

    Right of a name that is new nothing is carried over: another program has other activities.  In a table of
    several levels side by side (``leveled``) an indicator belongs to its own level and is not carried to
    others.
    """
    # A band may stand for a level that has no column of its own: every row below is about it.
    bands = {role for draft in drafts if draft.kind is RowKind.GROUP for role in draft.own}
    columns = [role for _, role in sorted(subjects.items())]
    named = [role for role in roles.ladder if role in bands and role not in columns]
    named += [role for role in columns if role in roles.ladder or (role in roles.indicator and not leveled)]
    places = {role: place for place, role in enumerate(named)}
    if not named and all(len(draft.subjects) < 2 for draft in drafts):
        return list(drafts)
    current: dict[str, str] = {}
    filled: list[Draft] = []
    for draft in drafts:
        if draft.kind in _CLOSING:
            filled.append(draft)
            continue
        words = dict(draft.subjects)
        if draft.kind is RowKind.DETAIL:
            # A row without any name, but with figures, goes on with what stands above it.
            until = max((places.get(r, len(named)) for r in words), default=len(named) if draft.figures else 0)
            until = min([until, *(places[role] for role in draft.own if role in places)])
            words |= {r: current[r] for r in named if r not in words and r in current and places[r] < until}
        for role in named:
            if role in draft.own:
                current = {key: text for key, text in current.items() if places[key] < places[role]}
                current[role] = draft.own[role]
        words = _in_column_order(words, columns)
        unchanged = list(words.items()) == list(draft.subjects.items())
        filled.append(draft if unchanged else replace(draft, subjects=words))
    return filled


def _in_column_order(words: dict[str, str], columns: Sequence[str]) -> dict[str, str]:
    if len(words) < 2:
        return words
    order = {role: place for place, role in enumerate(columns)}
    return dict(sorted(words.items(), key=lambda item: order.get(item[0], -1)))


def _finish(view: SheetView, block: Block, drafts: Sequence[Draft], roles: Roles) -> tuple[Row, ...]:
    """The rows proper, with the rows of repeated headers among them, nested."""
    repeated = [
        Draft(row, {}, {}, 0, order=None, code=None, marker=None, indent=0, kind=RowKind.OTHER, texts={})
        for row in block.repeated_rows
    ]
    ordered = sorted([*drafts, *repeated], key=lambda draft: draft.number) if repeated else drafts
    places = nesting(ordered, roles.ladder)
    subjects = resolve_mixed(ordered, places, roles)
    hidden = view.sheet.hidden_rows
    return tuple(
        Row(
            draft.number,
            draft.kind,
            about,
            code=draft.code,
            level=level,
            parent=parent,
            order=draft.order or (draft.marker.order if draft.marker else None),
            hidden=draft.number in hidden,
            fragments=draft.fragments,
            called_by=roles.called_by,
        )
        for draft, (parent, level), about in zip(ordered, places, subjects, strict=True)
    )
