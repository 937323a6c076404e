"""A figure that a sentence calls by a column's own words: "Nilai buku aset tetap sebesar Rp 45.636.840.650".

What the column measures nobody has to know.  Which cell is meant the sentence says by the name of a row, and where it
names none it is the total; that it is meant, the figure itself says: it is the cell's, or a slip of the hand away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure
from lkjip_audit.formula import Name
from lkjip_audit.judging.model import Equation, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.judging.precision import holds
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.narrative.paragraphs import sentences
from lkjip_audit.relations.closing import slips_to
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.told_apart import is_known_to, is_rounded, is_told_apart
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.added_rows import significant_digits
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand, operand_in_prose
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.tables.model import Column, Row, RowKind, Table

_Span = tuple[int, int]
_CELL = "tabel"
_FORMULA = Name(_CELL)
_TOTALS = (RowKind.TOTAL, RowKind.MEAN)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[a-z][a-z-]*")
_LEADS = WordPattern(r"[\s,(:=]*(?:{leading_words}[\s,(:=]*)*", re.IGNORECASE)


class ToldCell(Settings):
    """No settings."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A column of figures with the words of its header, and the rows of its table with what they are called."""

    table: Table
    column: Column
    words: tuple[str, ...]
    rows: Sequence[tuple[Row, str]]


@dataclass(frozen=True, slots=True)
class _Lead:
    """A column that the words before a figure call, where in these its own words stand, and which cells are meant."""

    named: _Named
    place: _Span
    cells: tuple[Operand, ...]


def relations(rule: Rule, settings: ToldCell, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every figure of a sentence that a column's words lead to, where no claim says what it is."""
    del settings
    claimed = {(claim.address, claim.part) for claim in scene.claims if claim.plain}
    columns = _by_last_word(scene) if scene.paragraphs else {}
    if not columns:
        return
    for paragraph in scene.paragraphs:
        for start, end in sentences(paragraph.text):
            for part in paragraph.figures_between(start, end):
                if (paragraph.address, part) not in claimed and _is_told(paragraph.figures[part]):
                    yield from _of_figure(rule, scene, columns, paragraph, part, (start, end))


def _is_told(figure: Figure) -> bool:
    return significant_digits(figure.value) >= limits().said.fewest_told


def _by_last_word(scene: Scene) -> Mapping[str, Sequence[_Named]]:
    """The columns of figures by the last word of their header; of a header in several rows the lowest counts."""
    found: dict[str, list[_Named]] = {}
    for table in scene.tables:
        rows = [(row, " ".join(_words(row.label))) for row in table.rows]
        for column in table.columns:
            words = _words(" ".join(column.header[-1:]))
            if words and column.role not in table.roles.numbering and _holds_figures(table, column):
                found.setdefault(words[-1], []).append(_Named(table, column, words, rows))
    return found


def _words(text: str) -> tuple[str, ...]:
    """The words of a header, without what stands in brackets: units, formulas."""
    return tuple(_WORD.findall(re.sub(r"\([^)]*\)", " ", text.lower())))


def _holds_figures(table: Table, column: Column) -> bool:
    return any(table.figure(row, column) is not None for row in table.rows)


def _of_figure(
    rule: Rule, scene: Scene, columns: Mapping[str, Sequence[_Named]], paragraph: Paragraph, part: int, at: _Span
) -> Iterator[Laid]:
    """The relation to the one cell that the words before the figure lead to; none where they lead to several."""
    figure = paragraph.figures[part]
    text = paragraph.text[max(at[0], figure.span[0] - limits().prose.words_reach) : figure.span[0]].lower()
    said = operand_in_prose("kalimat", paragraph, part)
    leads = list(_leads_to(columns, text, said))
    tried = [_equation(rule, paragraph, said, cell) for lead in leads for cell in lead.cells]
    same = next((equation for equation in tried if holds(equation, _FORMULA, {})), None)
    if same is not None:
        yield same
        return
    suspects = {equation.operands[0].node for equation in tried if _is_slip(equation) or _is_meant(equation)}
    beside = _amounts_beside(paragraph, part, at) if suspects else set()
    accused, outright = set[Node](), set[Node]()
    for lead in leads:
        nodes = {cell.node for cell in lead.cells if cell.node in suspects and amount_of(cell) not in beside}
        named = lead.named
        if not nodes or is_told_apart(scene, paragraph, at, figure.span, named.table, named.column):
            continue
        if _is_long(figure) or is_known_to(named.table, text, lead.place):
            accused.update(nodes)
            outright.update(nodes if len(named.words) > 1 and not _stands_in(named, said) else ())
    yield from _settled(rule, said, tried, accused, outright)


def _leads_to(columns: Mapping[str, Sequence[_Named]], text: str, said: Operand) -> Iterator[_Lead]:
    """The columns that ``text`` calls right before the figure, each header looked for once."""
    for place in _WORD.finditer(text):
        several = columns.get(place.group(), ())
        if not several or not _leads(text[place.end() :], said.figure):
            continue
        begins = {words: _said_at(text[: place.end()], words) for words in {named.words for named in several}}
        for named in several:
            header = begins[named.words]
            if header is not None:
                cells = tuple(cell for cell in _cells(named, text) if _is_alike(said, cell))
                yield _Lead(named, (header, place.end()), cells)


def _is_long(figure: Figure) -> bool:
    """Whether the figure is known by itself: no other has all its digits by chance."""
    return significant_digits(figure.value) >= limits().said.long_figure


def _amounts_beside(paragraph: Paragraph, part: int, at: _Span) -> Set[Decimal]:
    """What the other figures of the sentence tell: of a cell told rightly another one says no more."""
    figures = [figure for place, figure in enumerate(paragraph.figures) if place != part]
    return {figure.amount for figure in figures if at[0] <= figure.span[0] and figure.span[1] <= at[1]}


def _stands_in(named: _Named, said: Operand) -> bool:
    """Whether another row of the column tells the very amount."""
    figures = (named.table.figure(row, named.column) for row in named.table.rows)
    return any(figure is not None and figure.amount == amount_of(said) for figure in figures)


def _said_at(text: str, words: Sequence[str]) -> int | None:
    """Where the ``words`` begin that ``text`` ends in, in their order, with at most one other between two of them."""
    pattern = r"\b" + r"\b\W+(?:\w+\W+)?".join(map(re.escape, words)) + r"$"
    found = re.search(pattern, text)
    return None if found is None else found.start()


def _leads(between: str, figure: Figure) -> bool:
    """Whether what stands between the words and the figure leads to it: a long figure is known by itself."""
    if _is_long(figure):
        return True
    undated = _YEAR.sub(" ", between)
    noun = re.sub(r"^\s*[a-z]+\b", "", undated)
    return _LEADS.fullmatch(undated) is not None or _LEADS.fullmatch(noun) is not None


def _cells(named: _Named, text: str) -> Iterator[Operand]:
    """The cells of the column that the text may mean: those of the rows that it names, else of the totals."""
    rows = [row for row, label in named.rows if row.kind not in _TOTALS and _names(text, label)]
    for row in rows or [row for row in named.table.rows if row.kind in _TOTALS]:
        found = operand(_CELL, named.table, row, named.column)
        if found is not None:
            yield found


def _names(text: str, label: str) -> bool:
    """Whether the text says the row's own name."""
    told = label in text and len(label) >= limits().said.shortest_name
    return told and re.search(rf"\b{re.escape(label)}\b", text) is not None


def _is_alike(said: Operand, cell: Operand) -> bool:
    """Whether both count in the same; a column seldom says in what."""
    ours, theirs = said.figure.unit, cell.figure.unit
    return (ours == PERCENT) == (theirs == PERCENT) or theirs is None


def _settled(
    rule: Rule, said: Operand, tried: Sequence[Equation], accused: Set[Node], outright: Set[Node]
) -> Iterator[Laid]:
    """The one of the cells ``accused`` that the figure is a slip away from, if one is.

    Of a cell named ``outright`` that tells another amount nothing can be said.
    """
    slipped = [equation for equation in tried if equation.operands[0].node in accused and _is_slip(equation)]
    nodes = {equation.operands[0].node for equation in slipped}
    if len(nodes) == 1:
        yield slipped[0]
        return
    others = (equation for equation in tried if equation.operands[0].node in outright)
    other = next(filter(_is_meant, others), None)
    if other is not None:
        yield outcome(
            rule,
            Status.NOT_VERIFIABLE,
            said.node,
            other.subject,
            stated=said.figure.literal,
            reason="told_of_other",
            operand=other.operands[0].node.address.place,
        )


def _is_meant(equation: Equation) -> bool:
    """Whether sentence and table tell amounts of money by the same words, though not the same amount."""
    said, cell = equation.stated, equation.operands[0]
    if is_rounded(said, cell):
        return False
    long = all(significant_digits(item.figure.value) >= limits().said.long_figure for item in (said, cell))
    return long and said.figure.unit == RUPIAH and cell.figure.unit in (RUPIAH, None)


def _is_slip(equation: Equation) -> bool:
    cell, own = equation.operands[0], limits().said
    if is_rounded(equation.stated, cell):
        return False
    low, high = (amount_of(cell) + sign * equation.stated.half_step for sign in (-1, 1))
    return slips_to(equation.stated, low, high, own.fewest_told)


def _equation(rule: Rule, paragraph: Paragraph, said: Operand, cell: Operand) -> Equation:
    context = (("cell", cell.node.address.place),)
    return Equation(rule, cell.label, said, (cell,), _FORMULA, context=context)


KIND = Kind("told_cell", ToldCell, relations, places=frozenset({"cell"}))
