"""What stands in one body row: words by role, number, code, mark, figures; and what kind of row it looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.records import quickly_made
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.tables.blocks import Block
from lkjip_audit.tables.codes import heads_of_outputs, read_code
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.hierarchy import read_marker
from lkjip_audit.tables.known import KODE, NO, SASARAN, TAHUN, URAIAN
from lkjip_audit.tables.lexicon import plain
from lkjip_audit.tables.model import Column, RowKind
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.nestable import Marker
from lkjip_audit.tables.readings import Readings
from lkjip_audit.tables.sheet_view import Look, SheetView, Span, shown
from lkjip_audit.workbook.model import Cell

_SUBTOTAL = WordPattern(r"(?:sub\s*-?\s*{total_words}|{total_words}\.?\s+sub)\b.*")
TOTAL_LABEL = WordPattern(
    r"(?:grand\s+)?{total_words}\.?(?:\s+{total_extents})*(?:\s*\(?\b{total_things}\b\.?\)?)*"
    r"(?:\s*\(\s*[\da-eivx]{1,4}(?:\s*[-–+,&]\s*[\da-eivx]{1,4})+\s*\)?)?"
)
"""Also with what it adds up: "Jumlah (1+2+3)"."""
_TOTAL_OF = WordPattern(r"{total_words}\.?\s+(?:{totalled}|i+|[a-e]|\d)\b.*")
_FINAL = WordPattern(r"{final_values}(?:\s*\(.*)?")
_CLOSES = WordPattern(r"sub|grand|nilai|jumlah|{total_words}|{mean_words}|{final_values}")
"""How words begin that any of those above and below may be."""

_MEAN = WordPattern(r"(?:nilai\s+|jumlah\s+)?{mean_words}(?:[\s/&,(]+(?:{averaged}|%))*(?:\s*\(.*)?")
_REMARK = WordPattern(r"(?:{closing_remarks})\b.*", re.DOTALL)
_DOTTED = re.compile(r"\d\.\d{2}(?:\.\d+)*\.?$")
_ASIDE = re.compile(r"\b(?:tidak|belum)\s+(?:ikut\s+)?di(?:jumlah|hitung)|\bbaris\s+bantu\b")
_COUNT = re.compile(r"count\s*=\s*\d+")
_ORDER = re.compile(r"[(\s]*(?:\d{1,3}|[IVX]{1,5}|[A-Za-z])(?:\.(?:\d{1,2}|[A-Za-z]))*\s*[.)]*")
_BAND = WordPattern(
    r"(misi|tujuan|sasaran(?:\s+strategis)?|program|kegiatan|sub\s*kegiatan)\b\s*"
    r"(?:(?:ke\s*-?\s*)?([\divxIVX]{1,4}|{ordinals})\b)?\s*[.:\-–)]*\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAMING = (Look.TEXT, Look.YEAR)
_BEGINNING = 2
"""Words enough to know how a row begins, and whether it goes on."""
_FIGURED = (ReadingKind.FIGURES, ReadingKind.AMBIGUOUS)
_TEXT_TYPES = frozenset({"text", "label", "tick", "unit", "code", "order", "year"})


@quickly_made
@dataclass(frozen=True, slots=True)
class Draft:
    """A body row while it is being made."""

    number: int
    own: Mapping[str, str]  # the words that stand in it, by role
    subjects: Mapping[str, str]  # the same with merged cells from above
    figures: int
    order: str | None
    code: str | None
    marker: Marker | None
    indent: int
    kind: RowKind
    texts: Mapping[int, str]  # the words that stand in it, by column
    fragments: tuple[int, ...] = ()


class DraftReader:
    """Reads the rows of one table."""

    def __init__(
        self,
        view: SheetView,
        block: Block,
        columns: Sequence[Column],
        readings: Readings,
        *,
        evidence: Mapping[int, Evidence],
        definitions: Definitions,
    ) -> None:
        self.view, self.block, self.columns, self.readings = view, block, columns, readings
        self.evidence = evidence
        self.subjects = {
            column.index: column.role
            for column in columns
            if column.role in definitions.nature.subjects and column.role
        }
        self.order_columns = [column.index for column in columns if column.role == NO]
        self.code_columns = [column.index for column in columns if column.role == KODE]
        self._outputs = self._heads_of_outputs()
        self.text_columns = {column.index for column in columns if self._is_textual(column, definitions)}
        self.value_columns = [c.index for c in columns if c.index not in self.text_columns]
        if not self.subjects:
            self.subjects = self._guess_subject(definitions.nature)
        self.has_figures = any(evidence[index].numeric > 0 for index in self.value_columns)
        self._named = {*self.subjects, *self.code_columns}
        self._places = dict(zip(block.body_rows, readings.places(block.body_rows), strict=True))
        self._counts = self._count_figures()

    def _is_textual(self, column: Column, definitions: Definitions) -> bool:
        if column.role is None:
            return self.evidence[column.index].numeric == 0
        return definitions.roles[column.role].types[0] in _TEXT_TYPES

    def _guess_subject(self, roles: Roles) -> dict[int, str]:
        """In a table whose words are all unknown, the first column of text says what a row is about."""
        for column in self.columns:
            if column.role and column.role in roles.last_resort:
                return {column.index: column.role}
        for column in self.columns:
            if self.evidence[column.index].share("text") and column.index not in self.order_columns:
                return {column.index: URAIAN}
        return {}

    def _count_figures(self) -> list[int]:
        """How many figures stand in the columns of values, for each row that is read."""
        counts = [0] * len(self.readings.rows)
        for column in self.value_columns:
            for place, reading in enumerate(self.readings.column(column)):
                if reading is not None and reading.kind in _FIGURED:
                    counts[place] += 1
        return counts

    def draft(self, row: int) -> Draft:
        """What stands in ``row``."""
        place = self._places.get(row)
        figures = 0 if place is None else self._counts[place]
        if figures and self.view.is_plain(row):
            cells = self.view.cells(row, self.block.left, self.block.right)
            return self._draft(row, self._telling(cells), figures, Words(self.view, cells))
        spans = self.view.within(row, self.block.left, self.block.right)
        texts = {span.left: _tidy(span.text) for span in spans if span.look is Look.TEXT and not span.ghost}
        return self._draft(row, spans, figures, texts)

    def _telling(self, cells: Iterable[Cell]) -> list[Span]:
        """What says something of a row of figures: the cells of names and codes, and the words that it begins with."""
        spans: list[Span] = []
        words = 0
        for cell in cells:
            if cell.column in self._named or (words < _BEGINNING and isinstance(cell.value, str)):
                span = self.view.span_of(cell)
                words += span.look is Look.TEXT
                spans.append(span)
        return spans

    def _draft(self, row: int, spans: Sequence[Span], figures: int, texts: Mapping[int, str]) -> Draft:
        fresh = [span for span in spans if not span.ghost]
        own: dict[str, str] = {}
        filled: dict[str, str] = {}
        label: str | None = None
        for span in spans:
            role = self._role_at(span)
            if not span.text or role is None:
                continue
            if span.look in _NAMING or role == TAHUN:
                text = _tidy(span.text)
                filled.setdefault(role, text)
                if not span.ghost:
                    own.setdefault(role, text)
            if not span.ghost and label is None:
                label = span.text
        lone = len([span for span in fresh if span.look is not Look.NIL]) == 1 and fresh[0].look is Look.TEXT
        order = self._order(row)
        kind = self._kind(fresh, own, figures, lone, order)
        if kind is RowKind.GROUP:
            own = filled = self._band(fresh[0], own)
        return Draft(
            row,
            own,
            filled,
            figures,
            order,
            self._code(row, fresh),
            read_marker(label) if label else None,
            max((span.cell.indent for span in fresh if span.left in self.subjects), default=0),
            kind,
            texts,
        )

    def _role_at(self, span: Span) -> str | None:
        if span.left == span.right:
            return self.subjects.get(span.left)
        for column in range(span.left, span.right + 1):
            if column in self.subjects:
                return self.subjects[column]
        return None

    def _band(self, span: Span, own: Mapping[str, str]) -> dict[str, str]:
        """What a band says: "Sasaran 1: ..." names a sasaran; a mere name is of no known level."""
        match = _BAND.match(span.text)
        if match and match.group(3):
            role = re.sub(r"\s+", "_", match.group(1).lower()).replace("sasaran_strategis", SASARAN)
            return {role: _tidy(match.group(3))}
        if own and not span.wide:
            return dict(own)
        return {URAIAN: _tidy(span.text)}

    def _order(self, row: int) -> str | None:
        for column in self.order_columns:
            reading = self.readings.get((row, column))
            text = reading.text.strip() if reading is not None else ""
            if _ORDER.fullmatch(text):
                return text.strip(".() ")
        return None

    def _heads_of_outputs(self) -> frozenset[str]:
        cells = self.view.sheet.cells
        places = ((row, column) for column in self.code_columns for row in self.block.body_rows)
        return heads_of_outputs(str(cells[place].value) for place in places if place in cells)

    def _code(self, row: int, fresh: Sequence[Span]) -> str | None:
        """The nomenclature code, from one column or from parts over several."""
        parts = []
        for column in self.code_columns:
            cell = self.view.sheet.cells.get((row, column))
            if cell is not None:
                parts.append(next((span.text for span in fresh if span.left == column), ""))
        code = read_code(parts)
        if code is None and len(parts) == 1 and parts[0].strip() in self._outputs:
            code = parts[0].strip()
        if code or self.code_columns:
            return code
        first = next((span for span in fresh if span.left in self.subjects), None)
        word = first.text.split(" ", 1)[0] if first and " " in first.text else ""
        return read_code([word]) if _DOTTED.match(word) else None

    def _kind(
        self, fresh: Sequence[Span], own: Mapping[str, str], figures: int, lone: bool, order: str | None
    ) -> RowKind:
        texts = [span for span in fresh if span.look is Look.TEXT]
        first = plain(texts[0].text) if texts else ""
        closing = self._closing_kind(texts, first) if texts and len(own) <= 1 and not order else None
        if texts and (_is_aside(first) or (not order and self._is_remark(texts[0], first))):
            return RowKind.OTHER
        if figures and not closing:
            return RowKind.DETAIL
        if closing:
            return closing
        names = [*self.subjects, *self.order_columns, *self.code_columns]
        if lone and not figures:
            heads = texts[0].wide or texts[0].left <= min(names, default=self.block.left)
            return RowKind.GROUP if heads else RowKind.DETAIL
        empty = self.has_figures and not figures and not self._has_values(fresh)
        return RowKind.GROUP if empty and len(self.subjects) <= 1 else RowKind.DETAIL

    def _closing_kind(self, texts: Sequence[Span], words: str) -> RowKind | None:
        """Whether the row's first ``words`` say that it is a mean, a subtotal or a total."""
        first = words.strip(" :.()-")
        if not _CLOSES.match(first):
            return None
        heads = self._heads_row(texts[0])
        # A mean may be written beside the columns of names, over its figure; an indikator would have its unit as well.
        if _MEAN.fullmatch(first) and (heads or len(texts) == 1):
            return RowKind.MEAN
        if _SUBTOTAL.fullmatch(first):
            return RowKind.SUBTOTAL
        closes = _TOTAL_OF.fullmatch(first) or _FINAL.fullmatch(first)
        return RowKind.TOTAL if TOTAL_LABEL.fullmatch(first) or (heads and closes) else None

    def _is_remark(self, span: Span, words: str) -> bool:
        """Whether the ``words`` before the column of names judge what stands above: "Predikat kinerja"."""
        return span.left < min(self.subjects, default=span.left) and bool(_REMARK.fullmatch(words))

    def _heads_row(self, span: Span) -> bool:
        """Whether the words stand where a row's name stands: merged over columns, or first in the row."""
        return span.wide or span.left <= min(self.subjects, default=span.left)

    def _has_values(self, fresh: Sequence[Span]) -> bool:
        columns = set(self.value_columns)
        return any(span.left in columns and span.text for span in fresh)

    def amount(self, row: int, column: int) -> Decimal:
        """The amount at ``row`` and ``column``; 0 where there is no figure."""
        reading = self.readings.get((row, column))
        return reading.figure.amount if reading is not None and reading.figure is not None else Decimal(0)


class Words(Mapping[int, str]):
    """The words that stand in a row of plain cells, by column; each looked for when it is asked for, as few are."""

    __slots__ = ("_cells", "_view")

    def __init__(self, view: SheetView, cells: Sequence[Cell]) -> None:
        self._view = view
        self._cells = cells

    def __getitem__(self, column: int) -> str:
        first = self._cells[0]
        cell = first if column == first.column else self._view.sheet.cells.get((first.row, column))
        if cell is None or not self._view.is_text(cell) or column > self._cells[-1].column or column < first.column:
            raise KeyError(column)
        return _tidy(shown(cell))

    def __iter__(self) -> Iterator[int]:
        return (cell.column for cell in self._cells if self._view.is_text(cell))

    def __len__(self) -> int:
        return sum(map(self._view.is_text, self._cells))


def _is_aside(text: str) -> bool:
    """Whether a row says of itself that it is not to be counted."""
    return _ASIDE.search(text) is not None or _COUNT.fullmatch(text.strip()) is not None


def _tidy(text: str) -> str:
    """``text`` with single blanks; itself where it has no others, so that it is held once."""
    tidy = " ".join(text.split())
    return text if tidy == text else tidy
