"""One block of cells becomes a table: columns named, rows sorted out, its kind told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lkjip_audit.rulepack.mapping import CHECK, Given
from lkjip_audit.tables.blocks import Block
from lkjip_audit.tables.currency import join_currency
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.displaced_proof import put_back
from lkjip_audit.tables.document_stage import document_stage
from lkjip_audit.tables.entities import name_entities
from lkjip_audit.tables.evidence import read_body, spread_rows, weigh_column
from lkjip_audit.tables.fractions import scale_fractions
from lkjip_audit.tables.going_on import Before
from lkjip_audit.tables.headers import Head, header_paths, read_heads, scale_money
from lkjip_audit.tables.kinds import UNKNOWN, name_kind
from lkjip_audit.tables.levels import name_levels
from lkjip_audit.tables.model import Column, DisplacedRows, Table
from lkjip_audit.tables.nature import UNSORTED
from lkjip_audit.tables.notation_of_files import NotationOfFiles
from lkjip_audit.tables.putting_back import find_displaced, out_of_reach
from lkjip_audit.tables.qualifiers import read_years
from lkjip_audit.tables.rereading import read_again, read_as_the_file
from lkjip_audit.tables.roles import assign_roles
from lkjip_audit.tables.rows import read_rows
from lkjip_audit.tables.settling import settled_by_figures
from lkjip_audit.tables.sheet_view import SheetView
from lkjip_audit.tables.years_in_step import find_year_slips
from lkjip_audit.workbook.dossier import own_name
from lkjip_audit.workbook.model import Area

_YEAR_LINE = re.compile(r"[\s(]*(?:tahun(?:\s+anggaran)?|t\.?a\.?)?\s*((?:19|20)\d{2})[\s).:]*", re.IGNORECASE)
_SURE = 1.0
"""What a person said is sure."""


def build_table(
    view: SheetView,
    block: Block,
    definitions: Definitions,
    knows_formats: bool,
    given: Given | None = None,
    before: tuple[Before, Table] | None = None,
    above: Table | None = None,
    notation: NotationOfFiles | None = None,
) -> Table:
    """``block`` as a table without an id; what is ``given`` comes before what its words and figures say.

    A block without a header is read under that of the one ``before`` it, as its table's columns were.  ``above`` is
    the last table over it on its sheet, ``notation`` tells how its file writes numbers.
    """
    given = given or Given()
    title = " ".join(block.title_lines)
    name = own_name(view.sheet.name)
    context = f"{title} {name}"
    headed = (view, block) if before is None else (before[0].view, before[0].block)
    written = header_paths(*headed)
    slips = find_year_slips(written, *headed)
    heads = name_entities(read_heads(*headed, definitions, title, (written, slips)), definitions)
    heads = tuple(replace(head, column=_with_unit(head.column, given)) for head in heads)
    # In thousands or millions a rupiah amount may have decimals: then its unit says nothing of a single dot.
    units = {head.column.index: head.column.unit if head.column.multiplier == 1 else None for head in heads}
    readings = read_body(view, block.body_rows, units, knows_formats)
    as_it_stands = view.sheet
    displaced = find_displaced(view, block, heads, readings, definitions, knows_formats)
    if displaced:
        view = put_back(view, displaced)
        readings = read_body(view, block.body_rows, units, knows_formats)
    sample = spread_rows(block.body_rows)
    heads = join_currency(heads, readings, sample)
    evidence = {
        head.column.index: weigh_column(readings, sample, head.column.index, head.column.unit) for head in heads
    }
    columns = name_levels(assign_roles(heads, evidence, sample, definitions, title), heads, definitions.nature)
    columns = scale_money(_with_roles(columns, heads, given, definitions), title, definitions)
    columns = tuple(_with_unit(column, given) for column in columns) if before is None else before[1].columns
    readings = read_again(view, readings, columns, definitions, knows_formats)
    readings = settled_by_figures(readings, [column.index for column in columns])
    if notation is not None:
        readings = read_as_the_file(view, readings, columns, definitions, knows_formats, notation)
    columns = tuple(
        _with_unit(column, given) for column in scale_fractions(columns, readings, definitions.nature, knows_formats)
    )
    rows = read_rows(view, block, columns, readings, evidence=evidence, definitions=definitions)
    right, kept = block.right, tuple[DisplacedRows, ...]()
    if displaced:
        right += max(0, *(run.by for run in displaced))
        readings, kept = out_of_reach(as_it_stands, displaced, columns, readings, right)
    kind, sure = (
        name_kind(columns, title, name, definitions) if before is None else (before[1].kind, before[1].confidence)
    )
    if given.kind not in (CHECK, kind):
        kind, sure = given.kind, _SURE
    headers = (*block.header_rows, *((block.number_row,) if block.number_row else ()))
    of_kind = definitions.kinds[kind].stage if kind != UNKNOWN else None
    stage = document_stage(title, view.sheet.name, of_kind, above, definitions.stages, definitions.nature.changed)
    return Table(
        id="",
        kind=kind,
        sheet=view.sheet.name,
        area=Area(block.top, block.left, block.bottom, right),
        title=title or name,
        columns=columns,
        rows=rows,
        readings=readings,
        roles=definitions.nature,
        year=_year_alone(block.title_lines) or _only_year(context),
        stage=stage,
        confidence=sure,
        header_rows=headers,
        sort=definitions.sorts.get(kind, UNSORTED),
        displaced=kept,
        year_slips=slips if before is None else (),
    )


def differs(table: Table, given: Given) -> bool:
    """Whether ``given`` says anything otherwise than ``table``, which was recognised without it."""
    return given.kind not in (CHECK, table.kind) or any(
        given.role(column.index, column.role) != column.role
        or given.unit(column.index, (column.unit, column.multiplier)) != (column.unit, column.multiplier)
        for column in table.columns
    )


def _with_roles(
    columns: Sequence[Column], heads: Sequence[Head], given: Given, definitions: Definitions
) -> tuple[Column, ...]:
    """``columns`` with the roles that are given; the levels of the table named anew when one changed."""
    named = tuple(_with_role(column, given, definitions) for column in columns)
    if named == tuple(columns):
        return named
    return tuple(_with_role(column, given, definitions) for column in name_levels(named, heads, definitions.nature))


def _with_role(column: Column, given: Given, definitions: Definitions) -> Column:
    role = given.role(column.index, column.role)
    if role == column.role:
        return column
    group = definitions.roles[role].group if role else None
    return replace(column, role=role, group=group or column.group, confidence=_SURE)


def _with_unit(column: Column, given: Given) -> Column:
    unit, multiplier = given.unit(column.index, (column.unit, column.multiplier))
    return replace(column, unit=unit, multiplier=multiplier)


def _year_alone(lines: Sequence[str]) -> int | None:
    """The year that the last line of a title is, under a title of several years: "Tahun 2021"."""
    match = _YEAR_LINE.fullmatch(lines[-1]) if lines else None
    return int(match.group(1)) if match else None


def _only_year(text: str) -> int | None:
    """The year of the whole table: the one that its title names, if it names no other."""
    years = set(read_years(text))
    return years.pop() if len(years) == 1 else None
