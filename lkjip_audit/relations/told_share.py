"""A percentage beside the two figures that it is made of, whatever they measure: "650 dari 695 perkara atau 93,53%".

The sentence says of which figure it is the share ("dari"); that it is, the figures show, or a slip of the hand away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure
from lkjip_audit.formula import parse
from lkjip_audit.judging.model import Equation, Source, Status, Traits
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.judging.precision import holds
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.narrative.paragraphs import sentences
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.slipped_ratio import is_slip_in_ratio
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand_in_prose

_FORMULA = parse("bagian / seluruh * 100")
_LEADS = WordPattern(r"[\s,(=:]*(?:{share_leads}[\s,(=:]*)*", re.IGNORECASE)
"""Words that lead from a figure to the percentage that it is."""
_LEADS_AT_LAST = WordPattern(r"[^.,;]*?(?:\(|{share_turns})[\s,(=:]*(?:{share_leads}[\s,(=:]*)*", re.IGNORECASE)
"""The same behind other words: "650 perkara diselesaikan tepat waktu atau"."""
_OF = WordPattern(r"\b{share_of}\b[^.,;()]*$", re.IGNORECASE)
_CHANGED_FROM = WordPattern(r"\b{growth}\w*(?:\s+\w+){0,2}\s+{share_of}\b[^.,;()]*$", re.IGNORECASE)
_ABSORBED = WordPattern(r"\b(?:{absorption_measures}|{absorbed}\s+(?:anggaran|keuangan))\b", re.IGNORECASE)
_TOGETHER = WordPattern(r"\)?[\s,/&]*(?:{share_joins})?[\s(]*", re.IGNORECASE)
_OTHERWISE = tuple(
    map(
        parse,
        (
            "(bagian - seluruh) / seluruh * 100",
            "(seluruh - bagian) / bagian * 100",
            "(seluruh - bagian) / seluruh * 100",
            "(2 * seluruh - bagian) / seluruh * 100",
        ),
    )
)
"""What else a percentage may be of two figures: growth either way, what is left, a limit that is kept."""


class ToldShare(Settings):
    """No settings."""


def relations(rule: Rule, settings: ToldShare, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every percentage of a sentence that tells the two figures it is made of."""
    del settings
    for paragraph in scene.paragraphs:
        if not any(figure.unit == PERCENT for figure in paragraph.figures):
            continue
        for start, end in sentences(paragraph.text):
            yield from _of_sentence(rule, paragraph, paragraph.figures_between(start, end))


def _of_sentence(rule: Rule, paragraph: Paragraph, inside: Sequence[int]) -> Iterator[Laid]:
    for place, part in enumerate(inside):
        if paragraph.figures[part].unit != PERCENT or _is_of_several(paragraph, inside, place):
            continue
        pairs = list(_pairs(paragraph, inside, place))
        # "Rp A, dari anggaran tersebut terealisasi Rp B" has the whole first all the same.
        tried = [_equation(rule, paragraph, part, *both) for pair in pairs for both in (pair, pair[::-1])]
        told = next((equation for fits in (_holds, _is_wrong) for equation in tried if fits(equation)), None)
        if told is not None:
            yield told
        elif tried and _is_left_open(paragraph, tried[0]):
            stated = tried[0].stated
            yield outcome(
                rule,
                Status.NOT_VERIFIABLE,
                stated.node,
                tried[0].subject,
                stated=stated.figure.literal,
                reason="share_of_other",
            )


def _holds(equation: Equation) -> bool:
    return holds(equation, equation.formula, {})


def _is_wrong(equation: Equation) -> bool:
    """Whether a slip of the hand keeps it from being so, and nothing else that it may be is what the figures give."""
    return is_slip_in_ratio(equation) and not _is_computed_otherwise(equation)


def _is_left_open(paragraph: Paragraph, equation: Equation) -> bool:
    """Whether a reader takes it for a share of money that it is not: of other measures less may be better."""
    return _is_told_at_once(paragraph, equation) and not _is_computed_otherwise(equation)


def _is_computed_otherwise(equation: Equation) -> bool:
    """Whether the percentage is the growth, what is left, or how far below a limit the figures keep."""
    return any(holds(equation, formula, {}) for formula in _OTHERWISE)


def _is_of_several(paragraph: Paragraph, inside: Sequence[int], place: int) -> bool:
    """Whether another percentage follows in one breath: "(93,10% dan 91,10%)" tell of two pairs of amounts."""
    if place + 1 >= len(inside) or paragraph.figures[inside[place + 1]].unit != PERCENT:
        return False
    between = [paragraph.figures[inside[at]].span for at in (place, place + 1)]
    return _TOGETHER.fullmatch(paragraph.text[between[0][1] : between[1][0]]) is not None


def _pairs(paragraph: Paragraph, inside: Sequence[int], place: int) -> Iterator[tuple[int, int]]:
    """The figures (part, whole) that the percentage at ``place`` may be told with, as the sentence names them."""
    figures, text = paragraph.figures, paragraph.text
    stated = figures[inside[place]]
    if not place:
        return
    last = figures[inside[place - 1]]
    between = text[last.span[1] : stated.span[0]]
    if len(between) > limits().prose.words_reach or not _LEADS_AT_LAST.fullmatch(between):
        return
    if last.unit != RUPIAH and _ABSORBED.search(between):
        return  # of money, which these two are not
    if place + 1 < len(inside):
        following = figures[inside[place + 1]]
        if _says_whole(text[stated.span[1] : following.span[0]]) and _are_alike(last, following):
            yield inside[place - 1], inside[place + 1]
    if place < 2 or not _are_alike(figures[inside[place - 2]], last):
        return
    if _CHANGED_FROM.search(text[figures[inside[place - 2]].span[1] : last.span[0]]):
        return
    if _is_whole(paragraph, inside, place - 1):
        yield inside[place - 2], inside[place - 1]
    elif _is_whole(paragraph, inside, place - 2):
        yield inside[place - 1], inside[place - 2]


def _is_told_at_once(paragraph: Paragraph, equation: Equation) -> bool:
    """Whether nothing but words that lead to a percentage stand before it, and both are amounts of money."""
    figures = [item.figure for item in equation.operands]
    stated = equation.stated.figure.span[0]
    since = max(figure.span[1] for figure in figures if figure.span[1] <= stated)
    leads = _LEADS.fullmatch(paragraph.text[since:stated]) is not None
    return leads and all(figure.unit == RUPIAH for figure in figures)


def _is_whole(paragraph: Paragraph, inside: Sequence[int], place: int) -> bool:
    """Whether the words right before the figure say that another one is told as a part of it."""
    since = paragraph.figures[inside[place - 1]].span[1] if place else 0
    start = paragraph.figures[inside[place]].span[0]
    return _says_whole(paragraph.text[max(since, start - limits().prose.words_reach) : start])


def _says_whole(words: str) -> bool:
    """Whether ``words`` lead to what another figure is a part of: "dari", but not "naik dari"."""
    return _OF.search(words) is not None and _CHANGED_FROM.search(words) is None


def _are_alike(one: Figure, other: Figure) -> bool:
    """Whether both are money, or neither is, and none a percentage: "28.952 sasaran" are served as "25.804 orang"."""
    units = (one.unit, other.unit)
    return PERCENT not in units and (one.unit == RUPIAH) == (other.unit == RUPIAH)


def _equation(rule: Rule, paragraph: Paragraph, stated: int, part: int, whole: int) -> Equation:
    operands = (operand_in_prose("bagian", paragraph, part), operand_in_prose("seluruh", paragraph, whole))
    shown = paragraph.text[operands[0].figure.span[0] : paragraph.figures[stated].span[1]]
    return Equation(rule, shown, operand_in_prose("persen", paragraph, stated), operands, _FORMULA, source=Source.SHOWN)


KIND = Kind("told_share", ToldShare, relations, traits=Traits(of_one_sentence=True))
