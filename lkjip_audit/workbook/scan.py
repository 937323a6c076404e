"""The state of one pass over a worksheet part: what has been found, and where the pass stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.formulas import Formulas
from lkjip_audit.workbook.grid import GridBuilder
from lkjip_audit.workbook.model import Area, Cell, CellValue, Notice, column_letter
from lkjip_audit.workbook.places import LAST_COLUMN, LAST_ROW, area_of, place_of
from lkjip_audit.workbook.safexml import is_true
from lkjip_audit.workbook.strings import unescape
from lkjip_audit.workbook.styles import PLAIN, CellStyle, whole
from lkjip_audit.workbook.values import Context, Values

MAX_CELLS: Final = 5_000_000
MAX_NOTICES: Final = 200
_NO_ATTRIBUTES: Final[Mapping[str, str]] = {}


class SheetScan:
    """Takes the elements of one worksheet part as they come."""

    def __init__(self, part: str, name: str, context: Context, room: int) -> None:
        self.part = part
        self.name = name
        self.room = room
        self.grid = GridBuilder()
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.notices: list[Notice] = []
        self.formulas = Formulas()
        self._values = Values(context)
        self._styles = {str(index): style for index, style in enumerate(context.styles)}
        self._default_style = context.styles[0] if context.styles else PLAIN
        self._columns: dict[str, int] = {}
        self._texts: dict[str, str] = {}  # equal texts are one object, as shared strings are: each is read once
        self._cells: dict[int, Cell] = {}
        self._row = self._column = 0
        self._row_text = ""

    def start_row(self, attributes: Mapping[str, str]) -> None:
        """A row; without ``r`` it follows the one before."""
        text = attributes.get("r")
        row = self._row + 1 if text is None else whole(text)
        if not 1 <= row <= LAST_ROW:
            raise WorkbookError("corrupt", part=self.part, reason=f"row {text}")
        self._enter(row)
        self._column = 0
        if is_true(attributes.get("hidden")) or _is_zero(attributes.get("ht")):
            self.hidden_rows.add(row)

    def start_col(self, attributes: Mapping[str, str]) -> None:
        """The properties of some columns."""
        if is_true(attributes.get("hidden")) or _is_zero(attributes.get("width")):
            first, last = whole(attributes.get("min")), whole(attributes.get("max"))
            self.hidden_columns.update(range(max(first, 1), min(last, LAST_COLUMN) + 1))

    def start_merge(self, attributes: Mapping[str, str]) -> None:
        """A merged area."""
        reference = attributes.get("ref", "")
        area = area_of(reference)
        if area is None:
            self._notice("bad_merge", None, ref=reference)
        elif (area.top, area.left) != (area.bottom, area.right):
            self.merges.append(area)

    def empty_cell(self, reference: str | None) -> None:
        """A cell that holds nothing: it counts where the next one does not say its place."""
        if reference is None:
            self._column += 1
        else:
            self._place(reference)

    def cell(
        self,
        attributes: Mapping[str, str],
        text: str | None,
        runs: Sequence[str],
        formula: str | None,
        formula_attributes: Mapping[str, str] = _NO_ATTRIBUTES,
    ) -> None:
        """A cell.

        ``text`` is what its ``<v>`` holds, ``runs`` the pieces of its inline string, ``formula`` what its
        ``<f>`` holds; the attributes are those of the cell and of the ``<f>``.
        """
        get = attributes.get
        reference = get("r")
        if reference is None:
            self._column = column = self._column + 1
        else:
            # "B12" in row 12: only the letters have to be looked up.
            known = self._columns.get(reference.removesuffix(self._row_text))
            self._column = column = self._place(reference) if known is None else known
        index = get("s")
        style = self._default_style if index is None else self._styles.get(index) or self._odd_style(index)
        value: CellValue | None = None
        if runs:
            said = "".join(runs)
            value = self._texts.get(said)
            if value is None:
                value = self._texts[said] = unescape(said)
        elif text is not None:
            try:
                value = self._values.of(get("t"), text, style)
            except WorkbookError as error:
                raise WorkbookError(error.code, sheet=self.name, cell=self._address, **error.details) from error
            if self._values.remarks:
                self._take_remarks()
        if formula is not None:
            formula = self._whole_formula(formula, formula_attributes)
        if formula is None and (value is None or value == ""):
            return
        if column in self._cells:
            self._remark("duplicate_cell", str(value))
        self.room -= 1
        if self.room < 0:
            raise WorkbookError("too_large", what="cells", limit=MAX_CELLS)
        self._cells[column] = Cell(self._row, column, value, formula, style.number_format, style.bold, style.indent)

    def _enter(self, row: int) -> None:
        self._row = row
        self._row_text = str(row)
        self._cells = self.grid.row(row)

    def _place(self, reference: str) -> int:
        """The column that ``B12`` names, which becomes the current place; so does its row."""
        place = place_of(reference)
        if place is None:
            raise WorkbookError("corrupt", part=self.part, reason=f"cell {reference}")
        row, self._column = place
        if row == self._row:
            self._columns[reference.removesuffix(self._row_text)] = self._column
        else:
            self._enter(row)
        return self._column

    def _whole_formula(self, text: str, attributes: Mapping[str, str]) -> str | None:
        formula = self.formulas.of(text, attributes, self._row, self._column)
        if formula is None and attributes.get("t") == "shared":
            self._remark("bad_shared_formula", attributes.get("si", ""))
        return formula

    def _odd_style(self, index: str) -> CellStyle:
        """The style of an index that is written oddly or is not there."""
        style = self._styles.get(str(whole(index, -1)))
        if style is None:
            self._remark("bad_style_index", index)
            return self._default_style
        return style

    def _take_remarks(self) -> None:
        for code, text in self._values.remarks:
            self._remark(code, text)
        self._values.remarks.clear()

    def _remark(self, code: str, text: str) -> None:
        """A notice about the current cell."""
        self._notice(code, self._address, text=text)

    @property
    def _address(self) -> str:
        """Where the current cell stands, as a reader names it."""
        return f"{column_letter(self._column)}{self._row}"

    def _notice(self, code: str, cell: str | None, **details: str) -> None:
        """A notice about this sheet; beyond some hundreds only that there are more."""
        if len(self.notices) < MAX_NOTICES:
            self.notices.append(Notice(code, self.name, cell, tuple(details.items())))
        elif len(self.notices) == MAX_NOTICES:
            self.notices.append(Notice("more_notices", self.name))


def _is_zero(measure: str | None) -> bool:
    """Whether a height or width is given and is nothing."""
    if measure is None:
        return False
    try:
        return float(measure) <= 0
    except ValueError:
        return False
