"""A formula line in prose, "(99,77%/85,48% - 1) x 100% = 16,72%": its result against its operands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_audit.figures.model import Figure
from lkjip_audit.figures.parse import read_text
from lkjip_audit.formula import Expression, LanguageError, evaluate, parse
from lkjip_audit.judging.model import Equation, Source, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.relations.header_formula import rescaled
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import is_exact_alone
from lkjip_audit.scene.place import Node, Operand, Stands

_NUMBER = r"\d++(?:[.,]\d++)*+"
_LINE = re.compile(
    r"(?<!\()(?!(?:(?<=\d)|(?<=\d[.,]))\d)(?:\b\d{1,2}\s*+:\s++)?"
    rf"(?P<left>(?=[(\d])[(\s]*+{_NUMBER}\s*+%?"
    rf"(?:[\s()]*+[-+/:x×*÷−–][\s()]*+{_NUMBER}\s*+%?[\s)]*+)++)(?:=\s*+(?P<right>-?\s*+{_NUMBER}\s*+%?))?",
    re.IGNORECASE,
)
"""Operands and what they make; operands that no result follows are taken too, or each of them would be a start."""
_TOKEN = re.compile(rf"{_NUMBER}|[-+/:x×*÷−–()%=]", re.IGNORECASE)
_SIGNS = {"x": "*", "×": "*", ":": "/", "÷": "/", "−": "-", "–": "-"}
_CONSTANTS = frozenset({"1", "100"})


class ProseFormula(Settings):
    """No settings: the sentence itself states the formula."""


@dataclass(frozen=True, slots=True)
class _Line:
    formula: Expression
    operands: tuple[Operand, ...]
    result: Operand


def relations(rule: Rule, settings: ProseFormula, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every formula line of the workbook's prose."""
    del settings
    for paragraph in scene.paragraphs:
        for match in _LINE.finditer(paragraph.text):
            if match["right"] is None:
                continue
            line = _read(paragraph, match)
            if line is None:
                if _is_unclear(paragraph, match):
                    where, text = Node(paragraph.address, match.start(), kind=Stands.FORMULA), match.group().strip()
                    yield outcome(rule, Status.NOT_VERIFIABLE, where, text, stated=text, reason="ambiguous")
                continue
            value = evaluate(line.formula, {item.name: item.figure.amount for item in line.operands})
            yield Equation(
                rule=rule,
                subject=match.group().strip(),
                stated=line.result if value is None else rescaled(line.result, value),
                operands=line.operands,
                formula=line.formula,
                source=Source.DECLARED,
            )


def _read(paragraph: Paragraph, match: re.Match[str]) -> _Line | None:
    operands: list[Operand] = []
    words: list[str] = []
    start = match.start("left")
    for token in _TOKEN.finditer(match.group("left")):
        text = token.group().lower()
        if text == "%":
            continue
        if not text[0].isdigit():
            words.append(_SIGNS.get(text, text))
            continue
        place = start + token.start()
        if text in _CONSTANTS and (not operands or words[-1:] not in ([], ["("])):
            words.append(text)
            continue
        item = _operand(paragraph, text, place, f"a{len(operands)}")
        if item is None:
            return None
        operands.append(item)
        words.append(item.name)
    result = _operand(paragraph, match.group("right"), match.start("right"), "hasil")
    if result is None or len(operands) < 2:
        return None
    try:
        formula = parse(" ".join(words))
    except LanguageError:
        return None
    return _Line(formula, tuple(operands), result)


def _is_unclear(paragraph: Paragraph, match: re.Match[str]) -> bool:
    """Whether one of the line's numbers can be read in more than one way ("2.283")."""
    numbers = re.finditer(_NUMBER, match.group())
    return any(_figure_at(paragraph, item.group(), match.start() + item.start())[1] is None for item in numbers)


def _operand(paragraph: Paragraph, text: str, place: int, name: str) -> Operand | None:
    """The figure at ``place``: the paragraph's own where it has read one there."""
    node, figure = _figure_at(paragraph, text, place)
    if figure is None:
        return None
    return Operand(
        name=name,
        node=node,
        figure=figure,
        role="hasil" if name == "hasil" else "operan",
        exact=is_exact_alone(figure),
    )


def _figure_at(paragraph: Paragraph, text: str, place: int) -> tuple[Node, Figure | None]:
    for part, figure in enumerate(paragraph.figures):
        if figure.span[0] <= place < figure.span[1]:
            return Node(paragraph.address, part), figure
    return Node(paragraph.address, place, kind=Stands.FORMULA), read_text(text.strip()).figure


KIND = Kind("prose_formula", ProseFormula, relations)
