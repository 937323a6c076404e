"""The years of the plans that a report says it follows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.narrative.paragraphs import sentences
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.workbook.model import Address

_PLANS = (
    r"rencana kerja(?! tahunan)(?:\s*\(\s*renja\s*\))?|renja"
    r"|rencana kinerja(?: tahunan)?(?:\s*\(\s*rkt\s*\))?|rkt|perjanjian kinerja(?:\s*\(\s*pk\s*\))?"
)
_DOCUMENT = re.compile(
    rf"\b(?P<name>{_PLANS})(?:\s+(?!tahun\b|nomor\b)[a-z()]+){{0,4}}\s+tahun\s+(?P<year>20\d\d)\b(?!\s*-)",
    re.IGNORECASE,
)
_COMPARES = WordPattern(r"\b(?:{other_year_words}|(?:mem|di)banding\w*)\b", re.IGNORECASE)
_IN_A_TITLE = re.compile(r"\btentang\b[^.;]{0,160}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """A plan with its year, in a sentence; ``apart`` when that speaks of another year on purpose."""

    address: Address
    text: str
    document: str
    year: int
    apart: bool


def stale_year(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """The years of the plans that the report names.

    Last year's plan is stale where it is named once, and this year's plan elsewhere.
    """
    named = list(_named(scene))
    years: dict[str, Counter[int]] = defaultdict(Counter)
    for item in named:
        years[item.document][item.year] += 1
    for item in named:
        this = scene.year_at(item.address.sheet)
        is_last = this is not None and item.year == this - 1 and not item.apart
        is_alone = years[item.document][this or 0] > 0 and years[item.document][item.year] == 1
        status: Status = Status.NOT_APPLICABLE
        reason: str | None = "other_year"
        if this is None:
            status, reason = Status.NOT_VERIFIABLE, "year_unknown"
        elif item.year == this:
            status, reason = Status.PASS, None
        elif is_last:
            status, reason = (Status.FINDING, None) if is_alone else (Status.NOT_VERIFIABLE, "other_year")
        yield outcome(
            rule,
            status,
            item.address,
            item.text,
            stated=item.text,
            expected_text=item.text.replace(str(item.year), str(this)) if status is Status.FINDING else "",
            reason=reason,
            year="" if this is None else str(this),
        )


def _named(scene: Scene) -> Iterator[_Named]:
    for paragraph in scene.paragraphs:
        for start, end in sentences(paragraph.text):
            sentence = paragraph.text[start:end]
            for match in _DOCUMENT.finditer(sentence):
                in_a_title = bool(_IN_A_TITLE.search(sentence[: match.start()]))
                yield _Named(
                    paragraph.address,
                    " ".join(match.group().split()),
                    _document(match.group("name").lower()),
                    int(match.group("year")),
                    in_a_title or bool(_COMPARES.search(sentence)),
                )


def _document(name: str) -> str:
    if name.startswith("perjanjian"):
        return "pk"
    return "rkt" if "kinerja" in name or name == "rkt" else "renja"
