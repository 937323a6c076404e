"""What each row of a table is: detail, total, subtotal, mean, group or other; what it is about; what it is a part of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lkjip_audit.figures.model import Reading, ReadingKind
from lkjip_audit.tables.blocks import Block
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.hierarchy import Marker, nest, read_code, read_marker
from lkjip_audit.tables.lexicon import plain
from lkjip_audit.tables.model import Column, Row, RowKind
from lkjip_audit.tables.subjects import resolve_mixed
from lkjip_audit.tables.view import Look, SheetView, Span

_LADDER = ("misi", "tujuan", "sasaran", "sasaran_program", "program", "kegiatan", "sub_kegiatan")
_INDICATORS = ("indikator", "indikator_program", "indikator_kegiatan", "indikator_sub_kegiatan")
_SUBTOTAL = re.compile(r"(?:sub\s*-?\s*(?:total|jumlah)|(?:jumlah|total)\s+sub)\b.*")
_TOTAL = re.compile(
    r"(?:grand\s+)?(?:total|jumlah)(?:\s+(?:total|jumlah|keseluruhan|seluruhnya|semua|akhir|umum|besar))*"
    r"(?:\s+(?:anggaran|belanja|pagu|realisasi|pegawai|dan|rata))*"
)
_TOTAL_OF = re.compile(
    r"(?:total|jumlah)\s+(?:anggaran|belanja|pagu|program|kegiatan|sasaran|urusan|bidang|nilai|komponen|skor|i+|[a-e]|\d)\b.*"
)
_MEAN = re.compile(
    r"(?:nilai\s+|jumlah\s+)?(?:rata\s*-?\s*rata|rerata|average|mean)"
    r"(?:[\s/&,]+(?:capaian|kinerja|realisasi|penyerapan|serapan|anggaran|indikator|sasaran|program|seluruh|keseluruhan|jumlah"
    r"|total|nilai|skor|dan|per|tingkat|efisiensi|target|%))*"
)
_DOTTED = re.compile(r"\d\.\d{2}(?:\.\d+)*\.?$")
_ASIDE = re.compile(r"\b(?:tidak|belum)\s+(?:ikut\s+)?di(?:jumlah|hitung)|\bbaris\s+bantu\b")
_COUNT = re.compile(r"count\s*=\s*\d+")
_ORDER = re.compile(r"[(\s]*(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-z])\s*[.)]*")
_BAND = re.compile(
    r"(misi|tujuan|sasaran(?:\s+strategis)?|program|kegiatan|sub\s*kegiatan)\b\s*"
    r"(?:(?:ke\s*-?\s*)?([\divxIVX]{1,4}|pertama|kedua|ketiga|keempat|kelima)\b)?\s*[.:\-–)]*\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_CONTINUED = re.compile(r"[a-z(,;]")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A body row while it is being made."""

    row: int
    own: Mapping[str, str]  # the words that stand in it, by role
    filled: Mapping[str, str]  # the same with merged cells from above
    figures: int
    order: str | None
    code: str | None
    marker: Marker | None
    indent: int
    kind: RowKind
    texts: Mapping[int, str]  # the words that stand in it, by column
    fragments: tuple[int, ...] = ()


def read_rows(
    view: SheetView,
    block: Block,
    columns: Sequence[Column],
    readings: Mapping[tuple[int, int], Reading],
    evidence: Mapping[int, Evidence],
    definitions: Definitions,
) -> tuple[Row, ...]:
    """The rows of ``block`` from top to bottom; rows that a page break cut in two are joined."""
    reader = _RowReader(view, block, columns, readings, evidence, definitions)
    drafts = reader.join_fragments([reader.draft(row) for row in block.body_rows])
    drafts = reader.mark_totals(drafts)
    drafts = reader.fill_down(drafts)
    return _finish(view, block, drafts)


class _RowReader:
    """Reads the rows of one table."""

    def __init__(
        self,
        view: SheetView,
        block: Block,
        columns: Sequence[Column],
        readings: Mapping[tuple[int, int], Reading],
        evidence: Mapping[int, Evidence],
        definitions: Definitions,
    ) -> None:
        self.view, self.block, self.columns, self.readings = view, block, columns, readings
        self.evidence = evidence
        self.subjects = {
            column.index: column.role
            for column in columns
            if column.role and (definitions.roles[column.role].subject or column.role == "tahun")
        }
        self.order_columns = [column.index for column in columns if column.role == "no"]
        self.code_columns = [column.index for column in columns if column.role == "kode"]
        self.text_columns = {column.index for column in columns if self._is_textual(column, definitions)}
        self.value_columns = [c.index for c in columns if c.index not in self.text_columns]
        if not self.subjects:
            self.subjects = self._guess_subject()
        self.has_figures = any(evidence[index].numeric > 0 for index in self.value_columns)

    def _is_textual(self, column: Column, definitions: Definitions) -> bool:
        if column.role is None:
            return self.evidence[column.index].numeric == 0
        expected = definitions.roles[column.role].types[0]
        return expected in ("text", "label", "unit", "code", "order", "year")

    def _guess_subject(self) -> dict[int, str]:
        """In a table whose words are all unknown, the first column of text says what a row is about."""
        for column in self.columns:
            if column.role in ("predikat", "rencana_aksi", "tindak_lanjut"):
                return {column.index: column.role}
        for column in self.columns:
            if self.evidence[column.index].share("text") and column.index not in self.order_columns:
                return {column.index: "uraian"}
        return {}

    # -- one row ------------------------------------------------------------------------------------------------

    def draft(self, row: int) -> _Draft:
        """What stands in ``row``."""
        spans = self.view.within(row, self.block.left, self.block.right)
        fresh = [span for span in spans if not span.ghost]
        own: dict[str, str] = {}
        filled: dict[str, str] = {}
        for span in spans:
            role = self._role_at(span)
            if role and span.text and (span.look in (Look.TEXT, Look.YEAR) or role == "tahun"):
                filled.setdefault(role, _tidy(span.text))
                if not span.ghost:
                    own.setdefault(role, _tidy(span.text))
        figures = sum(
            reading is not None and (reading.figure is not None or reading.kind is ReadingKind.AMBIGUOUS)
            for reading in (self.readings.get((row, column)) for column in self.value_columns)
        )
        lone = len([span for span in fresh if span.look is not Look.NIL]) == 1 and fresh[0].look is Look.TEXT
        order = self._order(row)
        kind = self._kind(fresh, own, figures, lone, order)
        if kind is RowKind.GROUP:
            own = filled = self._band(fresh[0], own)
        label = next((span for span in fresh if self._role_at(span) and span.text), None)
        return _Draft(
            row,
            own,
            filled,
            figures,
            order,
            self._code(row, fresh),
            read_marker(label.text) if label else None,
            max((span.cell.indent for span in fresh if span.left in self.subjects), default=0),
            kind,
            {span.left: _tidy(span.text) for span in fresh if span.look is Look.TEXT},
        )

    def _role_at(self, span: Span) -> str | None:
        for column in range(span.left, span.right + 1):
            if column in self.subjects:
                return self.subjects[column]
        return None

    def _band(self, span: Span, own: Mapping[str, str]) -> dict[str, str]:
        """What a band says: "Sasaran 1: ..." names a sasaran; a name merged over columns is of no known level."""
        match = _BAND.match(span.text)
        if match and match.group(3):
            role = re.sub(r"\s+", "_", match.group(1).lower()).replace("sasaran_strategis", "sasaran")
            return {role: _tidy(match.group(3))}
        if own and not span.wide:
            return dict(own)
        return {"uraian": _tidy(span.text)}

    def _order(self, row: int) -> str | None:
        for column in self.order_columns:
            reading = self.readings.get((row, column))
            text = reading.text.strip() if reading is not None else ""
            if _ORDER.fullmatch(text):
                return text.strip(".() ")
        return None

    def _code(self, row: int, fresh: Sequence[Span]) -> str | None:
        """The nomenclature code, from one column or from parts over several."""
        parts = []
        for column in self.code_columns:
            cell = self.view.sheet.cells.get((row, column))
            if cell is not None:
                parts.append(next((span.text for span in fresh if span.left == column), ""))
        code = read_code(parts)
        if code or self.code_columns:
            return code
        first = next((span for span in fresh if span.left in self.subjects), None)
        word = first.text.split(" ", 1)[0] if first and " " in first.text else ""
        return read_code([word]) if _DOTTED.match(word) else None

    def _kind(
        self, fresh: Sequence[Span], own: Mapping[str, str], figures: int, lone: bool, order: str | None
    ) -> RowKind:
        texts = [span for span in fresh if span.look is Look.TEXT]
        first = plain(texts[0].text).strip(" :.()-") if texts else ""
        blank_subjects = len(own) <= 1
        if _COUNT.fullmatch(first) or _ASIDE.search(first):
            return RowKind.OTHER
        if first and blank_subjects and not order:
            if _MEAN.fullmatch(first) and self._heads_row(texts[0], own):
                return RowKind.MEAN
            if _SUBTOTAL.fullmatch(first):
                return RowKind.SUBTOTAL
            if _TOTAL.fullmatch(first) or (_TOTAL_OF.fullmatch(first) and self._heads_row(texts[0], own)):
                return RowKind.TOTAL
        first_subject = min(
            [*self.subjects, *self.order_columns, *self.code_columns], default=self.block.left
        )
        if lone and not figures:
            return RowKind.GROUP if texts[0].wide or texts[0].left <= first_subject else RowKind.DETAIL
        if self.has_figures and not figures and not self._has_values(fresh) and len(self.subjects) <= 1:
            return RowKind.GROUP
        return RowKind.DETAIL

    def _heads_row(self, span: Span, own: Mapping[str, str]) -> bool:
        """Whether the words stand where a row's name stands: merged over columns, or first in the row."""
        return span.wide or span.left <= min(self.subjects, default=span.left)

    def _has_values(self, fresh: Sequence[Span]) -> bool:
        columns = set(self.value_columns)
        return any(span.left in columns and span.text for span in fresh)

    # -- all rows -----------------------------------------------------------------------------------------------

    def join_fragments(self, drafts: Sequence[_Draft]) -> list[_Draft]:
        """Rows that are only the rest of the row before are joined to it."""
        breaks = set(self.block.after_breaks)
        numbered = sum(draft.order is not None for draft in drafts) >= 0.6 * len(drafts)
        joined: list[_Draft] = []
        for draft in drafts:
            if joined and self._is_fragment(joined[-1], draft, draft.row in breaks, numbered):
                joined[-1] = _join(joined[-1], draft)
            else:
                joined.append(draft)
        return joined

    def _is_fragment(self, before: _Draft, draft: _Draft, after_break: bool, numbered: bool) -> bool:
        """Whether ``draft`` has nothing but words that go on with the words of the row before."""
        if draft.figures or draft.order or draft.code or draft.marker or not draft.texts:
            return False
        if draft.kind not in (RowKind.DETAIL, RowKind.GROUP) or before.kind is not RowKind.DETAIL:
            return False
        goes_on = [text for column, text in draft.texts.items() if column in before.texts]
        if len(goes_on) < len(draft.texts):
            return False
        small = sum(bool(_CONTINUED.match(text)) for text in goes_on)
        if after_break:
            return small > 0 or "indikator" not in draft.own
        return small >= max(1, 0.3 * len(goes_on)) and (numbered or self.has_figures)

    def mark_totals(self, drafts: Sequence[_Draft]) -> list[_Draft]:
        """Totals in the middle become subtotals; a row of figures without words that closes the table is its total."""
        marked = list(drafts)
        last_detail = max(
            (i for i, d in enumerate(marked) if d.kind is RowKind.DETAIL and d.filled), default=-1
        )
        for index, draft in enumerate(marked):
            if (
                draft.kind is RowKind.TOTAL
                and index < last_detail
                and any(later.kind in (RowKind.TOTAL,) for later in marked[index + 1 :])
            ):
                marked[index] = replace(draft, kind=RowKind.SUBTOTAL)
            elif self._is_wordless_total(marked, index):
                marked[index] = replace(draft, kind=RowKind.TOTAL)
        return marked

    def _is_wordless_total(self, drafts: Sequence[_Draft], index: int) -> bool:
        draft = drafts[index]
        if draft.kind is not RowKind.DETAIL or draft.filled or draft.order or draft.code or not draft.figures:
            return False
        details = [d for d in drafts[:index] if d.kind is RowKind.DETAIL and d.filled]
        if len(details) < 2 or any(d.kind is RowKind.DETAIL and d.filled for d in drafts[index + 1 :]):
            return False
        return all(
            self._amount(draft.row, column)
            >= max((self._amount(d.row, column) for d in details), default=Decimal(0))
            for column in self.value_columns
            if self._amount(draft.row, column)
        )

    def _amount(self, row: int, column: int) -> Decimal:
        reading = self.readings.get((row, column))
        return reading.figure.amount if reading is not None and reading.figure is not None else Decimal(0)

    def fill_down(self, drafts: Sequence[_Draft]) -> list[_Draft]:
        """Blank subjects taken from the rows above, down the ladder from tujuan to sub kegiatan.

        Below a word that is new, deeper words are not carried over: another program has other activities.
        """
        # A band may stand for a level that has no column of its own: every row below is about it.
        named = {
            *self.subjects.values(),
            *(role for draft in drafts if draft.kind is RowKind.GROUP for role in draft.own),
        }
        ladder = [role for role in _LADDER if role in named]
        carried = [*ladder, *(role for role in _INDICATORS if role in self.subjects.values())]
        current: dict[str, str] = {}
        filled: list[_Draft] = []
        for draft in drafts:
            if draft.kind in (RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.MEAN, RowKind.OTHER):
                filled.append(draft)
                continue
            words = dict(draft.filled)
            if draft.kind is RowKind.DETAIL:
                deepest = max((place for place, role in enumerate(carried) if role in words), default=-1)
                first_new = min(
                    (place for place, role in enumerate(ladder) if role in words), default=len(carried)
                )
                for place, role in enumerate(carried):
                    if (
                        role not in words
                        and role in current
                        and place < max(deepest, 0)
                        and place < max(first_new, 1)
                    ):
                        words[role] = current[role]
                    elif (
                        role not in words
                        and role in current
                        and deepest < 0
                        and draft.figures
                        and role in ladder
                    ):
                        words[role] = current[role]
            for place, role in enumerate(carried):
                if role in draft.own:
                    current = {key: text for key, text in current.items() if carried.index(key) < place}
                    current[role] = draft.own[role]
            filled.append(
                replace(draft, filled={role: words[role] for role in _ordered(words, self.subjects)})
            )
        return filled


def _ordered(words: Mapping[str, str], subjects: Mapping[int, str]) -> list[str]:
    """The roles of ``words`` in the order of their columns."""
    order = [role for _, role in sorted(subjects.items())]
    return sorted(words, key=lambda role: order.index(role) if role in order else len(order))


def _join(before: _Draft, rest: _Draft) -> _Draft:
    words = dict(before.filled)
    own = dict(before.own)
    for role, text in rest.own.items():
        words[role] = f"{words[role]} {text}".strip() if role in words else text
        own[role] = f"{own[role]} {text}".strip() if role in own else text
    texts = {column: f"{text} {rest.texts.get(column, '')}".strip() for column, text in before.texts.items()}
    return replace(before, filled=words, own=own, texts=texts, fragments=(*before.fragments, rest.row))


def _finish(view: SheetView, block: Block, drafts: Sequence[_Draft]) -> tuple[Row, ...]:
    """The rows proper, with the rows of repeated headers among them, nested."""
    repeated = [Row(row, RowKind.OTHER, hidden=row in view.sheet.hidden_rows) for row in block.repeated_rows]
    rows = [
        Row(
            draft.row,
            draft.kind,
            draft.filled,
            code=draft.code,
            order=draft.order or (draft.marker.order if draft.marker else None),
            hidden=draft.row in view.sheet.hidden_rows,
            fragments=draft.fragments,
        )
        for draft in drafts
    ]
    marks = {draft.row: (draft.marker, draft.indent, draft.own) for draft in drafts}
    ordered = sorted([*rows, *repeated], key=lambda row: row.number)
    return resolve_mixed(nest(ordered, marks, _LADDER))


def _tidy(text: str) -> str:
    return " ".join(text.split())
