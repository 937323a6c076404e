"""SUM formulas: over rows too few or too many, over numbers that are text, over rows that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_audit.figures.model import Reading, ReadingKind
from lkjip_audit.figures.parse import read_text
from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import Surroundings, outcome, printed
from lkjip_audit.relations.hygiene.beside import short_beside
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.typed import contents_of
from lkjip_audit.tables.model import Row, RowKind, Table
from lkjip_audit.workbook.formulae.ranges import averaged, cells_in, summed
from lkjip_audit.workbook.model import Address, Area, Cell, Sheet

_CLOSING = frozenset({RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.MEAN})


def sum_range(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """SUMs down a column, in the total row of a table, against the rows that the total closes."""
    surroundings = scene.once.of(Surroundings, scene)
    told: set[tuple[str, int, int]] = set()
    for sheet, cell, area in _sums(scene):
        address = Address(sheet.name, cell.row, cell.column)
        subject = surroundings.subject(sheet, cell.row, cell.column)
        formula = cell.formula or ""
        if area.left != cell.column or area.right != cell.column:
            continue
        above = area.bottom > cell.row
        fault = _stops_short(sheet, cell, area) if above else _double(sheet, cell, area)
        if above and fault is None:
            continue
        if fault is None:
            table = surroundings.table(address)
            row = None if table is None else surroundings.row(table, cell.row)
            if table is None or row is None or row.kind not in _CLOSING or any(r.level for r in table.rows):
                yield outcome(rule, Status.NOT_APPLICABLE, address, subject, reason="sum_scope_unknown")
                continue
            fault = _missing(sheet, table, row, cell, area) or _beyond(sheet, table, area)
        if fault is None:
            yield outcome(rule, Status.PASS, address, subject, formula=formula)
        else:
            told.add((sheet.name, cell.row, cell.column))
            yield _told(rule, surroundings, sheet, cell, fault)
    yield from _short_means(rule, scene, surroundings)
    for sheet, cell, missing, formula in short_beside(scene, surroundings):
        found = ("short", [Address(sheet.name, item.row, item.column) for item in missing])
        if (sheet.name, cell.row, cell.column) not in told:
            yield _told(rule, surroundings, sheet, cell, found, formula)


def _short_means(rule: Rule, scene: Scene, surroundings: Surroundings) -> Iterator[Laid]:
    """AVERAGEs that close a table and leave out rows that a SUM or AVERAGE beside them takes."""
    for contents in contents_of(scene):
        sheet = contents.sheet
        for cell in contents.formulas:
            area = averaged(cell.formula or "")
            if area is None or (area.left, area.right) != (cell.column, cell.column) or area.bottom > cell.row:
                continue
            table = surroundings.table(Address(sheet.name, cell.row, cell.column))
            row = None if table is None else surroundings.row(table, cell.row)
            if table is None or row is None or row.kind is not RowKind.MEAN or any(r.level for r in table.rows):
                continue
            fault = _missing(sheet, table, row, cell, area)
            if fault is not None:
                yield _told(rule, surroundings, sheet, cell, fault)


def _told(
    rule: Rule,
    surroundings: Surroundings,
    sheet: Sheet,
    cell: Cell,
    fault: tuple[str, list[Address]],
    instead: str | None = None,
) -> Laid:
    """The finding of a ``fault``; ``instead`` is the formula as it should read, where it is known."""
    problem, cells = fault
    formula = cell.formula or ""
    return outcome(
        rule,
        Status.FINDING,
        Address(sheet.name, cell.row, cell.column),
        surroundings.subject(sheet, cell.row, cell.column),
        stated=formula,
        expected_text=_expected(formula, problem, cells) if instead is None else instead,
        formula=formula,
        problem=problem,
        cells=", ".join(f"{item.a1}" for item in cells),
    )


def _double(sheet: Sheet, cell: Cell, area: Area) -> tuple[str, list[Address]] | None:
    """The total's own cell in its range, or sums in it of cells that it adds as well."""
    if (cell.row, cell.column) in area:
        return "circular", [Address(sheet.name, cell.row, cell.column)]
    twice = []
    for item in cells_in(sheet, area):
        inner = summed(item.formula) if item.formula else None
        if inner and inner.left == inner.right == cell.column and area.top <= inner.top <= inner.bottom <= area.bottom:
            twice.append(Address(sheet.name, item.row, item.column))
    return ("double", twice) if twice else None


def _stops_short(sheet: Sheet, cell: Cell, area: Area) -> tuple[str, list[Address]] | None:
    """Numbers that a parent above its rows leaves out, and that at least as many SUMs beside it take as leave out.

    Sums of one row begin with the same row below it: those that end earlier were not drawn down far enough.
    """
    if area.top <= cell.row:
        return None
    beside = [found for other in sheet.row(cell.row) if other.formula and (found := summed(other.formula)) is not None]
    ends = [found.bottom for found in beside if found.top == area.top and found.left == found.right]
    longest = max(ends, default=area.bottom)
    if longest == area.bottom or ends.count(longest) < ends.count(area.bottom):
        return None
    rows = [row for row in range(area.bottom + 1, longest + 1) if _is_number(sheet.cells.get((row, cell.column)))]
    return ("short", [Address(sheet.name, row, cell.column) for row in rows]) if rows else None


def _is_number(cell: Cell | None) -> bool:
    return cell is not None and isinstance(cell.value, Decimal) and cell.value != 0


def _missing(sheet: Sheet, table: Table, row: Row, cell: Cell, area: Area) -> tuple[str, list[Address]] | None:
    """Visible rows with a number that stand between the previous total and this one and are not added."""
    missing: list[Address] = []
    for item in reversed(table.rows[: table.rows.index(row)]):
        if item.kind in _CLOSING:
            break
        value = sheet.cells.get((item.number, cell.column))
        is_number = value is not None and isinstance(value.value, Decimal)
        if item.kind is RowKind.DETAIL and is_number and not item.hidden and not area.top <= item.number <= area.bottom:
            missing.append(Address(sheet.name, item.number, cell.column))
    if row.kind is RowKind.MEAN and not _taken_beside(sheet, cell, [item.row for item in missing]):
        return None  # money beside means is added over the rows that these average: a program stands above them
    return ("short", missing[::-1]) if missing else None


def _taken_beside(sheet: Sheet, cell: Cell, rows: Sequence[int]) -> bool:
    """Whether a SUM or AVERAGE beside ``cell`` takes all of ``rows``."""
    beside = (other.formula for other in sheet.row(cell.row) if other.column != cell.column and other.formula)
    areas = [area for formula in beside if (area := summed(formula) or averaged(formula)) is not None]
    return any(all(area.top <= row <= area.bottom for row in rows) for area in areas)


def _beyond(sheet: Sheet, table: Table, area: Area) -> tuple[str, list[Address]] | None:
    """Numbers of header rows (years, column numbers) that are added with the rest."""
    others = {row.number for row in table.rows if row.kind is RowKind.OTHER} | set(table.header_rows)
    over = [
        Address(sheet.name, item.row, item.column)
        for item in cells_in(sheet, area)
        if item.row in others and isinstance(item.value, Decimal)
    ]
    return ("beyond", over) if over else None


def _expected(formula: str, problem: str, cells: list[Address]) -> str:
    """The formula as it should read; empty where that is not for a tool to say."""
    area = summed(formula) or averaged(formula)
    if problem != "short" or area is None:
        return ""
    rows = [area.top, area.bottom, *(item.row for item in cells)]
    name = formula.strip().partition("(")[0].upper()
    return f"{name}({Area(min(rows), area.left, max(rows), area.right).a1})"


def text_in_sum(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Numbers typed as text within the range of a SUM, which passes over them."""
    surroundings = scene.once.of(Surroundings, scene)
    for sheet, cell, area in _sums(scene):
        total = Address(sheet.name, cell.row, cell.column)
        texts = [item for item in cells_in(sheet, area) if isinstance(item.value, str) and not item.formula]
        found = False
        for item in texts:
            place = Address(sheet.name, item.row, item.column)
            reading = _reading(surroundings, place, str(item.value))
            subject = surroundings.subject(sheet, item.row, item.column)
            if reading.kind is ReadingKind.AMBIGUOUS:
                found = True
                yield outcome(rule, Status.NOT_VERIFIABLE, place, subject, stated=reading.text, reason="ambiguous")
            elif reading.figure is not None and reading.figure.value != 0:
                found = True
                yield outcome(
                    rule,
                    Status.FINDING,
                    place,
                    subject,
                    stated=reading.text,
                    expected=reading.figure.value,
                    expected_text=reading.text,
                    total=total.a1,
                    formula=cell.formula or "",
                )
        if not found:
            yield outcome(rule, Status.PASS, total, surroundings.subject(sheet, cell.row, cell.column))


def _reading(surroundings: Surroundings, place: Address, text: str) -> Reading:
    table = surroundings.table(place)
    reading = None if table is None else table.readings.get((place.row, place.column))
    return reading or read_text(text)


def hidden_in_total(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Totals that a reader sees over rows that he does not see."""
    surroundings = scene.once.of(Surroundings, scene)
    for sheet, cell, area in _sums(scene):
        if sheet.is_hidden(cell.row, cell.column):
            continue
        address = Address(sheet.name, cell.row, cell.column)
        subject = surroundings.subject(sheet, cell.row, cell.column)
        unseen = [item for item in cells_in(sheet, area) if item.row in sheet.hidden_rows]
        numbers = [item for item in unseen if isinstance(item.value, Decimal) and item.value != 0]
        if any(item.formula and item.value is None for item in unseen):
            yield outcome(rule, Status.NOT_VERIFIABLE, address, subject, reason="no_cached_value")
        elif not numbers or not isinstance(cell.value, Decimal):
            yield outcome(rule, Status.PASS, address, subject)
        else:
            hidden = sum((item.value for item in numbers if isinstance(item.value, Decimal)), Decimal(0))
            stated, shown = printed(cell, cell.value)
            text, expected = printed(cell, cell.value - hidden)
            yield outcome(
                rule,
                Status.FINDING,
                address,
                subject,
                stated=stated,
                expected=expected,
                expected_text=text,
                difference=shown - expected,
                rows=", ".join(str(item.row) for item in numbers),
                formula=cell.formula or "",
            )


def _sums(scene: Scene) -> Iterator[tuple[Sheet, Cell, Area]]:
    """Every cell whose formula is one SUM over one range of its own sheet."""
    for contents in contents_of(scene):
        for cell in contents.formulas:
            area = summed(cell.formula or "")
            if area is not None:
                yield contents.sheet, cell, area
