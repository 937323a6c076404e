"""A number and its parts in one sentence: "Dari 597 instansi terdapat 92 ..., 222 ... dan 283 ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT, Figure
from lkjip_audit.formula import Name, Sum
from lkjip_audit.judging.model import Equation, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.narrative.paragraphs import sentences
from lkjip_audit.relations.kind import Laid
from lkjip_audit.relations.people.prose import PEOPLE, sentence_of
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.tables.known import JUMLAH

_CONSISTS = re.compile(r"\b(?:terdiri\s+(?:dari|atas)|terbagi\s+(?:atas|menjadi)|dengan rincian)\b", re.IGNORECASE)
_OF = re.compile(r"\bdari\s+(?:total\s+|jumlah\s+|seluruh\s+)?(?:sebanyak\s+)?\Z", re.IGNORECASE)
_NEAR = 80  # signs before a number that hold these words
_OPEN = WordPattern(r"\b(?:{open_lists}|termasuk|paling banyak)\b", re.IGNORECASE)
_AND = re.compile(r"\b(?:dan|serta|sisanya)\b", re.IGNORECASE)
_NO_PEOPLE = WordPattern(r"\s*{not_people}\b", re.IGNORECASE)


def parts(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every sentence that splits a number."""
    for paragraph in scene.paragraphs:
        for start, end in sentences(paragraph.text):
            inside = [part for part, figure in enumerate(paragraph.figures) if start <= figure.span[0] < end]
            yield from _split(rule, paragraph, inside, (start, end))


def _split(rule: Rule, paragraph: Paragraph, inside: Sequence[int], sentence: tuple[int, int]) -> Iterator[Laid]:
    figures, text = paragraph.figures, paragraph.text
    whole = [part for part in inside if _is_whole(figures[part])]
    if len(whole) <= limits().sums.fewest_parts or _OPEN.search(text, *sentence):
        return
    last = max((match.start() for match in _AND.finditer(text, *sentence)), default=-1)
    for position, part in enumerate(whole[: -limits().sums.fewest_parts]):
        if figures[part].span[1] > last:
            return
        following = whole[position + 1 :]
        between = text[figures[part].span[1] : figures[following[0]].span[0]]
        consists = bool(_CONSISTS.search(between))
        at = figures[part].span[0]
        is_of = bool(_OF.search(text, max(sentence[0], at - _NEAR), at))
        if not (consists or is_of):
            continue
        taken = _series(paragraph, part, _alike(paragraph, part, following))
        if len(taken) >= (limits().sums.fewest_parts if consists else limits().sums.fewest_rows):
            alike = tuple(_alike(paragraph, part, following))
            meant = _whole_before(paragraph, whole[: position + 1], taken)
            yield _settled(rule, paragraph, meant, (taken, alike), sure=consists)
            return


def _whole_before(paragraph: Paragraph, whole: Sequence[int], parts: Sequence[int]) -> int:
    """Which of the figures before them ``parts`` make: the last, unless an earlier one is what they come to.

    "menjangkau 491 orang dari 577 orang, terdiri atas 63 orang ... dan 428 orang ...": of those that were reached.
    """
    figures = paragraph.figures
    made = sum((figures[part].value for part in parts), Decimal(0))
    *earlier, last = whole
    if figures[last].value == made:
        return last
    alike = (part for part in reversed(earlier) if _kind(figures[part]) in ("", _kind(figures[parts[0]])))
    return next((part for part in alike if figures[part].value == made), last)


def _is_whole(figure: Figure) -> bool:
    return figure.decimals == 0 and figure.multiplier == 1 and figure.unit != PERCENT


def _alike(paragraph: Paragraph, total: int, following: Sequence[int]) -> Iterator[int]:
    """The figures right after the total that count the same kind of thing; people are people by any name."""
    figures, text = paragraph.figures, paragraph.text
    kind = _kind(figures[total]) or _kind(figures[following[0]])
    for part in following:
        if _kind(figures[part]) not in (kind, "") or _NO_PEOPLE.match(text, figures[part].span[1]):
            return
        yield part


def _kind(figure: Figure) -> str:
    return "orang" if figure.unit in PEOPLE else figure.unit or ""


def _series(paragraph: Paragraph, total: int, following: Iterable[int]) -> list[int]:
    """The parts that follow, up to the one after "dan"; none where no "dan" comes."""
    taken: list[int] = []
    for part in following:
        before = paragraph.figures[taken[-1] if taken else total].span[1]
        taken.append(part)
        if len(taken) > 1 and _AND.search(paragraph.text, before, paragraph.figures[part].span[0]):
            return taken
    return []


def _settled(
    rule: Rule, paragraph: Paragraph, total: int, parts: tuple[Sequence[int], Sequence[int]], *, sure: bool
) -> Laid:
    """The equation over the parts up to "dan", or over all that follow where those make the whole.

    Parts that are far from the whole, or that go on after the first "dan", may be only some of it.
    """
    figures = paragraph.figures
    whole = figures[total].value
    series, longer = parts
    sums = [sum((figures[part].value for part in taken), Decimal(0)) for taken in (series, longer)]
    if whole in sums:
        return _equation(rule, paragraph, total, parts[sums.index(whole)])
    if len(longer) > len(series) or (not sure and abs(sums[0] - whole) > whole * limits().sums.parts_share):
        return outcome(
            rule,
            Status.NOT_VERIFIABLE,
            Node(paragraph.address, total),
            sentence_of(paragraph, figures[total]),
            stated=figures[total].literal,
            reason="parts_incomplete",
        )
    return _equation(rule, paragraph, total, series)


def _equation(rule: Rule, paragraph: Paragraph, total: int, taken: Sequence[int]) -> Equation:
    def operand(name: str, part: int) -> Operand:
        figure = paragraph.figures[part]
        return Operand(name, Node(paragraph.address, part), figure, JUMLAH, exact=True, label=paragraph.text)

    operands = tuple(operand(f"bagian{number}", part) for number, part in enumerate(taken, 1))
    return Equation(
        rule=rule,
        subject=sentence_of(paragraph, paragraph.figures[total]),
        stated=operand(JUMLAH, total),
        operands=operands,
        formula=Sum(tuple(Name(item.name) for item in operands)),
    )
