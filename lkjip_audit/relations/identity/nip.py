"""NIPs in their form, and wherever else they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from lkjip_audit.figures.slipped import are_near
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.identity.nips import LENGTH, Nip, fault, nips_of
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.scene.model import Scene

_PARTS = (8, 6, 1, 3)
"""Digits of the date of birth, the month of appointment, the sex and the number of a NIP (Perka BKN 22/2007)."""
_SLIPS = 2


def nip_form(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Every NIP by its own form."""
    for nip in nips_of(scene):
        if nip.is_number:
            yield _of(rule, Status.NOT_VERIFIABLE, nip, reason="nip_stored_as_number")
            continue
        wrong = fault(nip.digits)
        status = Status.PASS if wrong is None else Status.FINDING
        yield outcome(
            rule, status, nip.address, nip.name, stated=nip.text, part=wrong or "", digits=str(len(nip.digits))
        )


def nip_same(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Every NIP against those that are one slip away, and against others of the same name."""
    nips = [nip for nip in nips_of(scene) if len(nip.digits) == LENGTH and not nip.is_number]
    places: dict[str, list[Nip]] = defaultdict(list)
    for nip in nips:
        places[nip.digits].append(nip)
    accused: dict[str, tuple[str, bool]] = {}
    unsure: set[str] = set()
    for one, other in combinations(places, 2):
        is_slip = are_near(one, other, _SLIPS)
        bearer = _same_bearer(places[one], places[other])
        if bearer is False or (bearer is None and not is_slip):
            continue
        wrong, right = _wrong_and_right(one, other, places)
        is_tie = len(places[right]) == len(places[wrong])
        if (bearer is None and len(places[right]) == 1) or (bearer and is_tie and not is_slip):
            unsure.add(wrong)
        else:
            accused[wrong] = (right, is_slip)
    for nip in nips:
        if nip.digits in accused:
            right, is_slip = accused[nip.digits]
            yield outcome(
                rule,
                Status.FINDING,
                nip.address,
                nip.name,
                stated=nip.text,
                expected_text=_written_like(nip.text, right),
                severity=None if is_slip else Severity.INFO,
                places=", ".join(item.address.place for item in places[right]),
                count=str(len(places[right])),
            )
        elif nip.digits in unsure:
            yield _of(rule, Status.NOT_VERIFIABLE, nip, reason="nip_owner_unknown")
        else:
            yield _of(rule, Status.PASS, nip)


def _of(rule: Rule, status: Status, nip: Nip, reason: str | None = None) -> Outcome:
    return outcome(rule, status, nip.address, nip.name, stated=nip.text, reason=reason)


def _same_bearer(one: Sequence[Nip], other: Sequence[Nip]) -> bool | None:
    """Whether both NIPs stand by one person's name; None when one of them stands by none."""
    names, others = ({nip.name for nip in places} - {""} for places in (one, other))
    return bool(names & others) if names and others else None


def _wrong_and_right(one: str, other: str, places: dict[str, list[Nip]]) -> tuple[str, str]:
    """The rarer of the two is wrong; of equals the one that cannot be; else the later one."""
    order = {digits: at for at, digits in enumerate(places)}
    ranked = sorted((one, other), key=lambda key: (len(places[key]), fault(key) is None, -order[key]))
    return ranked[0], ranked[1]


def _written_like(text: str, digits: str) -> str:
    if " " not in text.strip():
        return digits
    pieces, at = [], 0
    for length in _PARTS:
        pieces.append(digits[at : at + length])
        at += length
    return " ".join(pieces)
