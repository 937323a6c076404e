"""The dates under which a report is signed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordMap, WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.typed import TypedText, contents_of, texts_with
from lkjip_audit.workbook.dossier import own_name
from lkjip_audit.workbook.model import Address, Sheet

_MONTHS = WordMap("months")
_PLACE = r"\s*+(?:[A-Z][\w.]*(?: [A-Z][\w.]*)*)\s*+,\s*+(?:tanggal\s++)?"
_PLACE_AND_DATE = WordPattern(rf"{_PLACE}(\d{{1,2}}|[.…\s]*+)\s*+({{months}})\s++(20\d\d)\s*+", re.IGNORECASE)
_YEAR = "20"
"""How the years begin that a date may be of."""
_CHAPTER = r"\s*(?:bab\s+[ivx\d]+\W*)?(?:[\d.]+\s*)?"
_REPORT = WordPattern(rf"{_CHAPTER}{{report_parts}}\b", re.IGNORECASE)
_OTHER = WordPattern(r"\b{other_documents}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Signed:
    """A line of place and date; ``day`` is None where it is left open."""

    address: Address
    text: str
    day: int | None
    month: int
    year: int


def report_date(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """The dates of the report itself: foreword, summary and conclusion are signed on one day."""
    dated = {item.sheet for item in texts_with(scene, lambda text: _YEAR in text and _PLACE_AND_DATE.fullmatch(text))}
    reports: dict[int | None, list[_Signed]] = defaultdict(list)  # of a dossier's years each has its own
    for contents in contents_of(scene):
        sheet = contents.sheet
        if sheet.name in dated:
            held = list(contents.typed(lambda _: True))
            reports[scene.year_at(sheet.name)] += _signed(sheet, held)
    for lines in reports.values():
        if lines:
            yield from _compared(rule, lines)


def _compared(rule: Rule, lines: Sequence[_Signed]) -> Iterator[Laid]:
    """The dates of one report, held to the one that most of its lines have."""
    if len(lines) == 1:
        yield outcome(
            rule,
            Status.NOT_APPLICABLE,
            lines[0].address,
            "",
            stated=lines[0].text,
            reason="nothing_to_compare",
        )
        return
    dates = Counter((line.year, line.month, line.day) for line in lines if line.day is not None)
    order = {(line.year, line.month, line.day): at for at, line in enumerate(lines)}
    chosen = max(dates, key=lambda item: (dates[item], order[item]), default=None)
    model = next((line for line in lines if (line.year, line.month, line.day) == chosen), lines[-1])
    for line in lines:
        place = line.address.sheet
        same_month = (line.year, line.month) == (model.year, model.month)
        if line.day is None and same_month:
            yield outcome(rule, Status.NOT_VERIFIABLE, line.address, place, stated=line.text, reason="day_missing")
        elif same_month and line.day == model.day:
            yield outcome(rule, Status.PASS, line.address, place, stated=line.text)
        else:
            yield outcome(
                rule,
                Status.FINDING,
                line.address,
                place,
                stated=line.text,
                expected_text=model.text,
                other=model.address.place,
            )


def _signed(sheet: Sheet, texts: Sequence[TypedText]) -> Iterator[_Signed]:
    """The dated lines of ``sheet`` (its ``texts``) under a heading of the report, and of no other document."""
    name = own_name(sheet.name)
    if _OTHER.search(name):
        return
    whole = is_report = bool(_REPORT.match(name))
    for item in texts:
        if not whole and len(item.text) <= limits().prose.longest_document_name:
            if _OTHER.search(item.text):
                is_report = False
            elif _REPORT.match(item.text):
                is_report = True
        match = _PLACE_AND_DATE.fullmatch(item.text)
        if match is None or not is_report:
            continue
        day, month, year = match.groups()
        number = int(_MONTHS[month.lower()])
        yield _Signed(
            item.address,
            item.text.strip(),
            int(day) if day.strip().isdigit() else None,
            number,
            int(year),
        )
