"""Scales themselves: gaps and overlaps between bands, swapped digits, an end that nobody named, a case left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.relations.label.bands import TabledBand, TabledScale, scales_of
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node

_ABOVE = re.compile(r"(?P<sign>>\s*=?|≥|lebih dari)\s*(?P<number>\d+(?:,\d+)?)", re.IGNORECASE)
_BELOW = re.compile(r"(?P<sign><\s*=?|≤|kurang dari)\s*(?P<number>\d+(?:,\d+)?)", re.IGNORECASE)


class ScaleSettings(Settings):
    """``check``: the bands of scale tables, or a rule in prose that speaks of both sides of a limit."""

    check: Literal["bands", "prose"]


def relations(rule: Rule, settings: ScaleSettings, scene: Scene) -> Iterator[Laid]:
    """Look at every scale of the workbook."""
    if settings.check == "prose":
        yield from _prose(rule, scene)
        return
    seen: set[tuple[str, int]] = set()
    for scale in scales_of(scene):
        band = scale.rows[0]
        if (band.table.id, band.column.index) not in seen:
            seen.add((band.table.id, band.column.index))
            yield from _of_scale(rule, scale, scene)


def _of_scale(rule: Rule, scale: TabledScale, scene: Scene) -> Iterator[Outcome]:
    for row in scale.unread:
        where = scale.table.address(row, scale.column).place
        yield unverifiable(rule, scale.table, row, scale.column, "operand_missing", operand=where)
    step = _step(scale.rows)
    finer = _finer_value(scale, scene) if step == 1 else None
    for index, (upper, lower) in enumerate(pairwise(scale.rows), 1):
        if upper.low is None or lower.high is None:
            continue
        problem = _problem(upper.low - lower.high, upper, lower, step)
        if problem == "gap" and scale.unread:
            continue
        if problem is None and finer is not None and upper.low != lower.high and scale.band_of(finer) is lower:
            problem = "whole"
        expected = "" if problem is None else _repaired(scale.rows, index, step)
        if problem == "whole":
            expected = _joined(lower, upper)
        yield Outcome(
            rule=rule,
            status=Status.PASS if problem is None else Status.FINDING,
            subject=lower.label,
            cell=Node(lower.table.address(lower.row, lower.column)),
            stated=lower.text,
            expected_text=expected,
            severity=None if problem is None else rule.severity,
            values=(("problem", problem or ""), ("neighbour", upper.text)),
        )


def _problem(gap: Decimal, upper: TabledBand, lower: TabledBand, step: Decimal) -> str | None:
    """What is wrong between two neighbours that lie ``gap`` apart; None when they meet."""
    if gap == 0:
        return "gap" if upper.bounds.low_open and lower.bounds.high_open else None
    if gap == step:
        return None
    return "gap" if gap > 0 else "overlap"


def _finer_value(scale: TabledScale, scene: Scene) -> Decimal | None:
    """A result of the report that shows decimals and lies on a scale of whole numbers: its like may fall in a gap."""
    low, high = scale.rows[-1].low, scale.rows[0].high
    for key, places in scene.facts.items():
        if key.measure not in scene.roles.graded:
            continue
        for place in places:
            value = place.operand.figure.value
            if value != value.to_integral_value() and (low or 0) <= value and (high is None or value <= high):
                return value
    return None


def _step(bands: Sequence[TabledBand]) -> Decimal:
    """The unit in which neighbouring bands may lie apart: 1 for 250-324 | 325-400, 0,01 for 60-79,99 | 80."""
    digits = 0
    for band in bands:
        for bound in (band.low, band.high):
            if bound is not None:
                digits = max(digits, -int(bound.as_tuple().exponent))
    return Decimal(1).scaleb(-digits)


def _joined(band: TabledBand, upper: TabledBand) -> str:
    """The band's text reaching up to its neighbour, without a gap for decimals."""
    low = "" if band.low is None else f"{_plain(band.low)}-"
    return f"{low}<{_plain(upper.low or Decimal(0))}"


def _repaired(bands: Sequence[TabledBand], index: int, step: Decimal) -> str:
    """The band's text with the bound that would meet its upper neighbour.

    The lowest band's own lower bound is mended as well where all the bands above it are equally wide and it is not.
    """
    upper, band = bands[index - 1], bands[index]
    high, sign = upper.low or Decimal(0), "< " if band.bounds.high_open and not upper.bounds.low_open else ""
    if not sign and not upper.bounds.low_open:
        high -= step
    low = band.low
    if low is None:
        return f"{sign or '<= '}{_plain(high)}"
    widths = [item.high - item.low for item in bands[:index] if item.high is not None and item.low is not None]
    if low != 0 and index == len(bands) - 1 and len(widths) == index > 1 and max(widths) - min(widths) <= step:
        low = high - widths[-1]
    opened = "> " if band.bounds.low_open else ""
    return f"{opened}{_plain(low)}-{sign}{_plain(high)}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _prose(rule: Rule, scene: Scene) -> Iterator[Outcome]:
    """A paragraph that says what holds above and below a limit, and not what holds at it.

    One that speaks of one side only leaves nothing to compare.
    """
    for paragraph in scene.paragraphs:
        above = {match.group("number"): match.group("sign") for match in _ABOVE.finditer(paragraph.text)}
        below = {match.group("number"): match.group("sign") for match in _BELOW.finditer(paragraph.text)}
        for limit in sorted(above.keys() ^ below.keys()):
            sign = above.get(limit) or below[limit]
            if not sign[0].isalpha() and not above.keys() & below.keys():
                yield Outcome(
                    rule=rule,
                    status=Status.NOT_APPLICABLE,
                    subject=paragraph.text[:80],
                    cell=Node(paragraph.address),
                    stated=f"{sign} {limit}",
                    reason="nothing_to_compare",
                )
        for limit in sorted(above.keys() & below.keys()):
            closed = any("=" in sign or sign in "≥≤" for sign in (above[limit], below[limit]))
            named = re.search(rf"=\s*{re.escape(limit)}\b(?!\d)", paragraph.text)
            complete = closed or named is not None
            yield Outcome(
                rule=rule,
                status=Status.PASS if complete else Status.FINDING,
                subject=paragraph.text[:80],
                cell=Node(paragraph.address),
                stated=f"> {limit} / < {limit}",
                expected_text=f">= {limit}",
                severity=None if complete else rule.severity,
                values=(("problem", "limit"), ("neighbour", limit)),
            )


KIND = Kind("scale", ScaleSettings, relations, places=frozenset({"neighbour", "problem"}))
