"""The page put together from what a store tells; every name and text of it is escaped, and its script is ours alone."""

from __future__ import annotations

from collections import Counter

from lkjip_audit.languages import LANGUAGES
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.glance.drawing import GROUP, HIGH, WIDE, columns, parts
from lkjip_audit.reports.glance.figures import (
    OTHER,
    Progress,
    broken_of,
    has_other,
    maps_of,
    over_years,
    percent,
    progress_of,
    years_of,
)
from lkjip_audit.reports.glance.model import Course, Glance, Subject, Subjects
from lkjip_audit.reports.html.render import SHAPES, asset, fill
from lkjip_audit.reports.html.words import words_for
from lkjip_audit.reports.sheets.statuses import WORDS
from lkjip_audit.rulepack.model import Severity


def glance_page(glance: Glance, subjects: Subjects, lang: str) -> str:
    """The page on ``glance``, first shown in ``lang``; ``subjects`` says what the rules are about."""
    words = words_for(lang, both=True)
    maps, course = maps_of(glance, subjects), progress_of(glance)
    read = [item for item in glance.files if not item.problem]
    return fill(
        "glance.html",
        asset("base.css") + asset("glance.css", __package__),
        asset("language.js") + asset("printing.js") + asset("glance.js", __package__),
        package=__package__,
        t=words,
        titles=words.each("overview.page_title", name=glance.name),
        glance=glance,
        read=read,
        unread=[item for item in glance.files if item.problem],
        agencies=len({item.agency for item in read}),
        percent=percent(sum(item.tested for item in read), sum(item.figures for item in read)),
        years=years_of(glance),
        maps=maps,
        themes=(*subjects.themes, *(_other() if has_other(glance, subjects) else ())),
        theme_of={theme.id: theme for theme in (*subjects.themes, *_other())},
        rule_titles=subjects.titles,
        broken=broken_of(glance, subjects),
        over_years=over_years(glance, maps),
        progress=course,
        whole=_whole(course),
        statuses=tuple(WORDS[lang]),
        severities=tuple(Severity),
        weights=tuple(severity for severity in Severity if severity is not Severity.INFO),
        shapes=SHAPES,
        parts=parts,
        columns=columns,
        wide=WIDE,
        high=HIGH,
        group=GROUP,
    )


def _other() -> tuple[Subject, ...]:
    told = [{lang: Catalogue(lang).text(f"overview.{key}") for lang in LANGUAGES} for key in ("other", "other_means")]
    return (Subject(OTHER, *told),)


def _whole(course: tuple[Progress, ...]) -> Progress:
    """The region's progress as one."""
    noted = sum((Counter(item.noted) for item in course), Counter[str]())
    every = [item.course for item in course]
    whole = Course(
        "",
        first=sum(item.first for item in every),
        gone=sum(item.gone for item in every),
        left=sum(item.left for item in every),
        new=sum(item.new for item in every),
        rounds=max((item.rounds for item in every), default=0),
    )
    return Progress(whole, noted)
