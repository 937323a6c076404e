"""Scales themselves: gaps and overlaps between bands, swapped digits, an end that nobody named, a case left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from lkjip_audit.relations.bands import Band, Scale, scales_of
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.model import Node, Outcome, Status
from lkjip_audit.relations.scene import Scene
from lkjip_audit.rulepack.model import Rule

_ABOVE = re.compile(r"(?P<sign>>\s*=?|≥|lebih dari)\s*(?P<number>\d+(?:,\d+)?)")
_BELOW = re.compile(r"(?P<sign><\s*=?|≤|kurang dari)\s*(?P<number>\d+(?:,\d+)?)")


class ScaleSettings(Settings):
    """``check``: the bands of scale tables, or a rule in prose that speaks of both sides of a limit."""

    check: Literal["bands", "prose"]


def relations(rule: Rule, settings: ScaleSettings, scene: Scene) -> Iterator[Laid]:
    """Look at every scale of the workbook."""
    if settings.check == "prose":
        yield from _prose(rule, scene)
        return
    for scale in scales_of(scene):
        yield from _of_scale(rule, scale)


def _of_scale(rule: Rule, scale: Scale) -> Iterator[Outcome]:
    step = _step(scale.bands)
    for upper, lower in zip(scale.bands, scale.bands[1:], strict=False):
        if upper.low is None or lower.high is None:
            continue
        gap = upper.low - lower.high
        touching = gap == 0 and (upper.bounds.low_open != lower.bounds.high_open)
        whole = gap == step
        if touching or whole:
            yield _outcome(rule, lower, Status.PASS)
        elif gap == 0:
            shared = not (upper.bounds.low_open or lower.bounds.high_open)
            yield _outcome(rule, lower, Status.PASS if shared else Status.FINDING, problem="gap", between=upper)
        else:
            yield _outcome(rule, lower, Status.FINDING, problem="gap" if gap > 0 else "overlap", between=upper)


def _step(bands: Sequence[Band]) -> Decimal:
    """The unit in which neighbouring bands may lie apart: 1 for 250-324 | 325-400, 0,01 for 60-79,99 | 80."""
    digits = 0
    for band in bands:
        for bound in (band.low, band.high):
            if bound is not None:
                digits = max(digits, -int(bound.as_tuple().exponent))
    return Decimal(1).scaleb(-digits)


def _outcome(
    rule: Rule, band: Band, status: Status, *, problem: str = "", between: Band | None = None
) -> Outcome:
    expected = _repaired(band, between) if between is not None else ""
    return Outcome(
        rule=rule,
        status=status,
        subject=band.label,
        cell=Node(band.table.address(band.row, band.column)),
        stated=band.text,
        expected_text=expected,
        severity=rule.severity if status is Status.FINDING else None,
        values=(("problem", problem), ("neighbour", between.text if between else "")),
    )


def _repaired(band: Band, upper: Band) -> str:
    """The band's text with the bound that would meet its upper neighbour, and the same width where all others share one."""
    if upper.low is None or band.high is None:
        return ""
    step = Decimal(1) if upper.low == upper.low.to_integral_value() else Decimal(0)
    high = upper.low - step
    width = None if upper.high is None else upper.high - upper.low
    low = high - width if width is not None and width > 0 else band.low
    if width is not None and band.low is not None and upper.high is not None and abs(high - band.low) == width:
        low = band.low
    return f"{_plain(low)}-{_plain(high)}" if low is not None else f"<= {_plain(high)}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _prose(rule: Rule, scene: Scene) -> Iterator[Outcome]:
    """A paragraph that says what holds above and below a limit, and not what holds at it."""
    for paragraph in scene.paragraphs:
        above = {match.group("number"): match.group("sign") for match in _ABOVE.finditer(paragraph.text)}
        below = {match.group("number"): match.group("sign") for match in _BELOW.finditer(paragraph.text)}
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


KIND = Kind("scale", ScaleSettings, relations)
