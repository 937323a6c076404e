"""From paragraphs to claims: which fact each figure of a sentence restates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lkjip_audit.figures.model import Figure
from lkjip_audit.narrative.measures import MONEY, PLAIN, SHARE, measure_before, type_of
from lkjip_audit.narrative.model import Claim, Paragraph
from lkjip_audit.narrative.moved import becomes, changed_from
from lkjip_audit.narrative.paragraphs import sentences
from lkjip_audit.narrative.subjects import Labels, Mention
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordPattern, WordSet
from lkjip_audit.tables.known import (
    CAPAIAN,
    KEMAJUAN,
    PAGU,
    REALISASI,
    REALISASI_ANGGARAN,
    SERAPAN,
    TARGET,
    TARGET_AKHIR,
)
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.whose import Region

_TOTAL = WordPattern(r"\b{whole_budget}\b", re.IGNORECASE)
_PART = WordPattern(r"\b{part_of_budget}\b", re.IGNORECASE)
_OR = WordPattern(r"^[\s,.(-]*(?:{or_words}|sehingga|dengan persentase)?\s*(?:{amount_verbs}|\()?\s*$", re.IGNORECASE)
_LEADING = WordSet("leading_words")
_LETTERS = re.compile(r"[^\W\d_]+")
_PART_OF_YEAR = WordPattern(
    r"\b(?:{quarter_words}\W{0,3}(?:ke\W{0,2})?(?:i{1,3}|[1-3])|{year_halves}\W{0,3}(?:i|1))\b"
    r"|\b(?:{month_leads}\s+){1,3}(?:\d{1,2}\s+)?(?!des)(?:{months})\b",
    re.IGNORECASE,
)
"""A quarter, half or month of the year: what is told of it is not told of the year."""
_SPENT = re.compile(r"\b(?:terealisasi|realisasi(?:nya)?|terserap|serapan(?:nya)?|penyerapan)\b", re.IGNORECASE)
_AGAINST_TARGET = re.compile(
    r"\s*(?:\w+\s+){0,2}(?:(?:atau|\()\s*(?:sebesar\s+)?[\d.,]+\s*(?:%|persen)\s*\)?\s*)?"
    r"(?:dari|terhadap)\s+target\b(?!\s+(?:akhir|renstra|rpjmd))",
    re.IGNORECASE,
)
"""What follows a figure that can only be a realisasi: "93,6 dari target 94,0", "47 ton atau 94% dari target"."""
_YEAR_AFTER = re.compile(
    r"\W{0,2}(?:pada|di|untuk)?\s*tahun\s+((?:19|20)\d{2})\b|\s*\(\s*((?:19|20)\d{2})\s*\)", re.IGNORECASE
)
"""A year that is told right behind its figure: "dari 10,67% pada tahun 2023", "71,02 (2023)"."""
_OUT_OF = re.compile(r"\W*(?:dari|terhadap)(?:\s+(?:total|jumlah|seluruh|nilai))?\W*(?:rp\W*)?$", re.IGNORECASE)
"""All that stands between what was spent and what it was spent of: "realisasi Rp 8 juta dari Rp 9 juta"."""
_FROM = re.compile(r"\b(?:dari|daripada)\W*$", re.IGNORECASE)
_THAN_YEAR = WordPattern(
    r"\bdibanding(?:kan)?\s+(?:dengan\s+)?(?:\w+\s+){0,2}tahun\s+(?:19|20)\d{2}\s+(?:yang\s+)?{weak_verbs}\W*$",
    re.IGNORECASE,
)
"""What leads to the result of another year: "naik 5,87 persen dibanding tahun 2023 sebesar 18.066 ton"."""
_OTHERS = WordPattern(r"\b(?:provinsi\s+(?:{provinces})|{compared_with}|(?:{ministries})\w*)\b", re.IGNORECASE)
_BESIDE = WordPattern(r"\bdibanding(?:kan)? dengan(?!\s+(?:{own_comparisons}|\d))\b", re.IGNORECASE)
_NAMED = WordPattern(r"\b{named_things}\s+(?!{name_stoppers}\b)[a-z]", re.IGNORECASE)
_TOGETHER = re.compile(r"[\s,]*(?:dan|serta|maupun|hingga|s\.?d\.?|sampai(?: dengan)?|&|,)\s*", re.IGNORECASE)
_OPERATOR_AFTER = re.compile(r"\s*+%?\s*+\)?\s*+[/x×*÷]\s*+\(?\s*+\d")
_OPERATOR_BEFORE = re.compile(r"\d\s*+%?\s*+\)?\s*+[/x×*÷]\s*+\(?\s*+$")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


_RATIOS = {(REALISASI, TARGET): CAPAIAN, (REALISASI_ANGGARAN, PAGU): SERAPAN}


def claims_of(
    paragraphs: Sequence[Paragraph], labels: Labels, roles: Roles, region: Region | None = None
) -> tuple[Claim, ...]:
    """The claims of all paragraphs, in reading order; ``region`` is the agency's own."""
    claims: list[Claim] = []
    for paragraph in paragraphs:
        claims.extend(_of_paragraph(paragraph, labels, roles, region or Region()))
    return tuple(claims)


def _of_paragraph(paragraph: Paragraph, labels: Labels, roles: Roles, region: Region) -> Iterator[Claim]:
    """The claims of one paragraph.  A subject holds on from sentence to sentence until another is named."""
    if not paragraph.figures:
        return
    lasting = _still_meant(labels.mentions(paragraph.heading), paragraph, labels)
    for start, end in sentences(paragraph.text):
        mentions = labels.mentions(paragraph.text[start:end])
        shifted = [replace(item, start=item.start + start, end=item.end + start) for item in mentions]
        said = paragraph.text[start:end]
        plain = not is_about_others(said, region) and not is_of_part_of_year(said)
        for claim in _of_sentence(paragraph, (start, end), shifted, lasting, roles):
            yield claim if plain else replace(claim, plain=False, close=False)
        lasting = mentions or lasting


def _of_sentence(
    paragraph: Paragraph,
    sentence: tuple[int, int],
    mentions: Sequence[Mention],
    lasting: Sequence[Mention],
    roles: Roles,
) -> Iterator[Claim]:
    before: Claim | None = None
    previous: Claim | None = None
    floor = sentence[0]
    moved: str | None = None
    for part, figure in enumerate(paragraph.figures):
        start, end = figure.span
        if not (sentence[0] <= start < sentence[1]):
            continue
        words = _without(paragraph.text, mentions, floor, start)[-limits().prose.measure_reach :]
        found = _measure(words, paragraph.text, figure, (before, previous), roles)
        told_year = _YEAR_AFTER.match(paragraph.text, end)
        if found is None and told_year is not None and _FROM.search(words) and type_of(figure) != MONEY:
            found = REALISASI, False
        year = year_told(paragraph.text, sentence, figure.span)
        if moved is not None and becomes(words):
            found, year = (moved, True), None if told_year is None else year
        moved = changed_from(words, paragraph.text, figure) if year is not None else None
        found = found if moved is None else (moved, True)
        floor = end
        if found is None or _is_sum_of_earlier(paragraph.figures, part) or _is_operand(paragraph.text, start, end):
            continue
        measure, plain = found
        plain = plain or (type_of(figure) == PLAIN and _AGAINST_TARGET.match(paragraph.text, end) is not None)
        plain = plain or (measure == REALISASI and _THAN_YEAR.search(words) is not None)
        names_another = _NAMED.search(paragraph.text[sentence[0] : start]) is not None
        subject = _subject_at(paragraph.text, start, mentions, () if names_another else lasting)
        total = measure in roles.total and _is_total(paragraph.text[sentence[0] : start], subject, mentions)
        if previous is not None and _OR.match(words):
            subject, total, year = previous.subject, previous.total, previous.year
        claim = Claim(
            address=paragraph.address,
            part=part,
            figure=figure,
            measure=measure,
            text=paragraph.text,
            subject={} if total else subject,
            year=year,
            total=total,
            sentence=sentence,
            plain=plain,
            named=bool(mentions) or names_another,
            close=_is_close(paragraph, mentions, start),
        )
        before, previous = previous, claim
        if claim.total or claim.subject or claim.measure in roles.of_budget:
            yield claim


def is_of_part_of_year(text: str) -> bool:
    """Whether ``text`` speaks of a quarter, a half or a month of the year, so that its figures are not the year's."""
    return _PART_OF_YEAR.search(text) is not None


def year_told(text: str, sentence: tuple[int, int], span: tuple[int, int]) -> int | None:
    """The year right behind the figure at ``span``, else the last one before it in its sentence; None without any."""
    behind = _YEAR_AFTER.match(text, span[1])
    return _year_near(text, sentence, span[0]) if behind is None else int(behind[1] or behind[2])


def is_about_others(sentence: str, region: Region) -> bool:
    """Whether a sentence speaks of figures that are not the agency's own, or sets its own beside them."""
    if _BESIDE.search(sentence):
        return True
    return any(not region.is_own(match.group()) for match in _OTHERS.finditer(sentence))


def _is_close(paragraph: Paragraph, mentions: Sequence[Mention], start: int) -> bool:
    """Whether only other figures and words that lead to one stand between the last name before ``start`` and it.

    "Nilai SAKIP tahun 2024 adalah 69,15" is close; of "Nilai SAKIP komponen perencanaan" the figure may be another's.
    """
    begin = max((item.end for item in mentions if item.end <= start), default=None)
    if begin is None:
        return False
    between = paragraph.text[begin:start]
    for figure in paragraph.figures:
        first, last = (place - begin for place in figure.span)
        if first >= 0 and last <= len(between):
            between = between[:first] + " " * (last - first) + between[last:]
    return all(word.lower() in _LEADING for word in _LETTERS.findall(between))


def _still_meant(mentions: Sequence[Mention], paragraph: Paragraph, labels: Labels) -> Sequence[Mention]:
    """The subjects of the heading, unless a table since then is about others of their level as well."""
    if not mentions:
        return mentions
    keys = {(item.level, item.key) for item in mentions}
    levels = {level for level, _ in keys}
    since = {(item.level, item.key) for name in paragraph.tabled for item in labels.mentions(name)}
    return () if any(level in levels and (level, key) not in keys for level, key in since) else mentions


def _without(text: str, mentions: Sequence[Mention], start: int, end: int) -> str:
    """``text`` between two places without the names of subjects: their words measure nothing."""
    parts = []
    for mention in sorted(mentions, key=lambda item: item.start):
        if start <= mention.start < mention.end <= end:
            parts.append(text[start : mention.start])
            start = mention.end
    return " ".join((*parts, text[start:end]))


def _is_operand(text: str, start: int, end: int) -> bool:
    """Whether the figure stands in a formula: "(104,24%/70,29% - 1) x 100%"."""
    return bool(_OPERATOR_AFTER.match(text, end) or _OPERATOR_BEFORE.search(text[max(0, start - 20) : start]))


def _is_sum_of_earlier(figures: Sequence[Figure], part: int) -> bool:
    """Whether the paragraph has just told the parts: "Rp2,4 miliar, tambahan Rp0,75 miliar, jadi Rp3,15 miliar"."""
    own = figures[part].amount
    if type_of(figures[part]) != MONEY:
        return False
    earlier = Counter(figure.amount for figure in figures[:part] if type_of(figure) == MONEY)
    return any(earlier[own - one] > (one + one == own) for one in earlier)


def _measure(
    words: str, text: str, figure: Figure, before: tuple[Claim | None, Claim | None], roles: Roles
) -> tuple[str, bool] | None:
    """What the figure measures after the claims ``before`` it, the last one last.

    "Rp ... atau sebesar 87,36%" is the serapan of the amount before it.
    """
    earlier, previous = before
    if previous is not None and _OR.match(words):
        ratio = _ratio_of(earlier, previous) if type_of(figure) == SHARE and earlier is not None else None
        if ratio is not None:
            return ratio
        if previous.measure == REALISASI and type_of(figure) == SHARE and _AGAINST_TARGET.match(text, figure.span[1]):
            return CAPAIAN, True
        told = {SHARE: roles.as_percent, MONEY: roles.as_money}.get(type_of(figure), {}).get(previous.measure)
        if told is not None:
            return told, previous.plain or told not in roles.performance
    if (
        previous is not None
        and previous.measure == REALISASI_ANGGARAN
        and type_of(figure) == MONEY
        and _OUT_OF.match(words)
    ):
        return PAGU, True
    if previous is not None and (previous.measure, type_of(figure)) == (PAGU, SHARE) and _SPENT.search(words):
        return SERAPAN, True
    if previous is not None and previous.measure == TARGET_AKHIR and type_of(figure) == SHARE:
        found = measure_before(words, figure)
        return (KEMAJUAN, False) if found is not None and not found[1] else found
    return measure_before(words, figure)


def _ratio_of(one: Claim, other: Claim) -> tuple[str, bool] | None:
    """What a percentage right behind a result and its target or budget is: "47 ton dari target 50 ton atau 94%"."""
    ratio = _RATIOS.get((one.measure, other.measure)) if one.subject == other.subject else None
    return None if ratio is None else (ratio, True)


def _subject_at(text: str, start: int, mentions: Sequence[Mention], lasting: Sequence[Mention]) -> Mapping[str, str]:
    """The nearest subject named before ``start``; else the one that the sentence names after; else the lasting one.

    What is said of several at once ("sasaran 1 dan sasaran 2") is said of none of them.
    """
    before = [item for item in mentions if item.start < start]
    if before:
        last = max(before, key=lambda item: item.end)
        if any(_are_together(text, item, last) for item in before):
            return {}
        reach = limits().prose.subject_reach
        near = [item for item in before if last.start - item.end < reach]
        return _merged(near)
    if len({(item.level, item.key) for item in mentions}) == 1:
        return _merged(mentions)
    return _merged(lasting)


def _are_together(text: str, one: Mention, other: Mention) -> bool:
    """Whether two subjects of one level are named in one breath."""
    if one.level != other.level or one.key == other.key:
        return False
    return one.end <= other.start and bool(_TOGETHER.fullmatch(text, one.end, other.start))


def _merged(mentions: Sequence[Mention]) -> dict[str, str]:
    """Mentions level by level, the later one of a level winning."""
    return {item.level: item.key for item in sorted(mentions, key=lambda item: item.end)}


def _is_total(words: str, subject: Mapping[str, str], mentions: Sequence[Mention]) -> bool:
    return not mentions and bool(_TOTAL.search(words)) and not (subject and _PART.search(words))


def _year_near(text: str, sentence: tuple[int, int], start: int) -> int | None:
    """The last year named before the figure in its sentence; None when there is none."""
    years = [match.group() for match in _YEAR.finditer(text, sentence[0], start)]
    return int(years[-1]) if years else None
