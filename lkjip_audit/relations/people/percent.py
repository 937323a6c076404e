"""Percentages of people in sentences: against counts beside them or in a table, or whether they can be.

``check`` selects whether a rule recomputes the percentage or only asks whether any whole number gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.formula import Binary, Expression, Name, Number, Sum
from lkjip_audit.judging.model import Equation, Manner, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.judging.precision import Ruler, judge
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.people.groups import rows_named
from lkjip_audit.relations.people.prose import paired, possible_totals, sentence_of, sure_total
from lkjip_audit.relations.people.tables import Headcount, headcounts
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.tables.known import JUMLAH, PORSI

_OF_PEOPLE = WordPattern(r"\s*(?:\)\s*)?(?:di\s?antaranya\s+)?(?:adalah\s+|merupakan\s+)?{of_people}\b", re.IGNORECASE)
_HUNDRED = Number(Decimal(100))


class PercentOfCount(Settings):
    """``ratio`` recomputes the percentage, ``possible`` asks whether any whole number of people gives it."""

    check: Literal["ratio", "possible"]


def relations(rule: Rule, settings: PercentOfCount, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every percentage in prose that speaks of people."""
    tables = headcounts(scene, rule)
    measured = {
        (claim.address, claim.part)
        for claim in scene.claims
        if claim.plain and claim.measure in scene.roles.performance
    }
    for paragraph in scene.paragraphs:
        for part, figure in enumerate(paragraph.figures):
            if (paragraph.address, part) in measured:  # "Kepuasan anggota DPRD terealisasi 89,15%" counts no members
                continue
            if figure.unit == PERCENT and not any(flaw.startswith("terbilang") for flaw in figure.flaws):
                if settings.check == "ratio":
                    yield from _ratio(rule, scene, tables, paragraph, part)
                else:
                    yield from _possible(rule, tables, paragraph, part)


def _ratio(rule: Rule, scene: Scene, tables: Sequence[Headcount], paragraph: Paragraph, part: int) -> Iterator[Laid]:
    """The equation of one percentage: over the count beside it, else over the row that its words name."""
    pair = paired(paragraph, part)
    if pair is None:
        found = rows_named(tables, paragraph, part)
        if found is not None:
            yield _equation(rule, paragraph, part, found[0], found[1])
        return
    count, explicit = pair
    near = [explicit] if explicit is not None else list(possible_totals(scene, tables, paragraph, count))
    for total in near:
        if _is_percent(rule, paragraph, part, count, total):
            yield _equation(rule, paragraph, part, (count,), total)
            return
    sure = explicit or sure_total(tables, paragraph, count)
    stated = paragraph.figures[part]
    if sure is not None:
        yield _equation(rule, paragraph, part, (count,), sure)
    else:
        yield outcome(
            rule,
            Status.NOT_VERIFIABLE,
            Node(paragraph.address, part),
            sentence_of(paragraph, stated),
            stated=stated.literal,
            reason="total_unknown",
        )


def _is_percent(rule: Rule, paragraph: Paragraph, part: int, count: Operand, total: Operand) -> bool:
    equation = _equation(rule, paragraph, part, (count,), total)
    verdict = judge(equation, equation.formula, {})
    return verdict is not None and verdict.manner is Manner.PRINTED


def _equation(rule: Rule, paragraph: Paragraph, part: int, counts: Sequence[Operand], total: Operand) -> Equation:
    figure = paragraph.figures[part]
    names = tuple(f"bagian{number}" if len(counts) > 1 else "bagian" for number in range(1, len(counts) + 1))
    above: Expression = Sum(tuple(Name(name) for name in names)) if len(names) > 1 else Name(names[0])
    operands = [replace(item, name=name) for item, name in zip(counts, names, strict=True)]
    return Equation(
        rule=rule,
        subject=sentence_of(paragraph, figure),
        stated=Operand("persen", Node(paragraph.address, part), figure, PORSI, label=paragraph.text),
        operands=(*operands, replace(total, name="seluruh")),
        formula=Binary("*", Binary("/", above, Name("seluruh")), _HUNDRED),
    )


def _possible(rule: Rule, tables: Sequence[Headcount], paragraph: Paragraph, part: int) -> Iterator[Laid]:
    """A percentage of "dari 35 orang" that no whole number of people gives."""
    figure = paragraph.figures[part]
    if not _OF_PEOPLE.match(paragraph.text, figure.span[1]):
        return
    if paired(paragraph, part) is not None or rows_named(tables, paragraph, part) is not None:
        return
    count = Operand("bagian", Node(paragraph.address, part), figure, JUMLAH)
    total = sure_total((), paragraph, count)
    node, subject = Node(paragraph.address, part), sentence_of(paragraph, figure)
    if total is None or total.figure.value == 0:
        yield outcome(rule, Status.NOT_VERIFIABLE, node, subject, stated=figure.literal, reason="total_unknown")
        return
    whole = total.figure.value
    nearest = (figure.value * whole / 100).to_integral_value()
    ruler = Ruler(count)
    fits = any(ruler.agrees(k / whole * 100) for k in (nearest - 1, nearest, nearest + 1))
    yield outcome(
        rule,
        Status.PASS if fits else Status.FINDING,
        node,
        subject,
        stated=figure.literal,
        related=(replace(total, name="seluruh"),),
        total=total.figure.literal,
        nearest=f"{nearest:f}",
    )


KIND = Kind("percent_of_count", PercentOfCount, relations, places=frozenset({"nearest", "total"}))
