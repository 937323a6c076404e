"""Pages to look things up: every rule with its examples, and what the words mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lkjip_audit.formula import parse, render
from lkjip_audit.languages import LANGUAGES
from lkjip_audit.messages.catalogue import sections
from lkjip_audit.messages.glossary import terms
from lkjip_audit.reports.html.render import SHAPES, fill, policy
from lkjip_audit.reports.html.words import words_for
from lkjip_audit.rulepack.docs import cell_text, sheets_of
from lkjip_audit.rulepack.loader import formulas
from lkjip_audit.rulepack.model import Bilingual, Example, Rule, Severity
from lkjip_audit.rulepack.template import fill as fill_words
from lkjip_audit.rulepack.template import placeholders
from lkjip_audit.rulework import entries
from lkjip_audit.serve.guard import FRAMES
from lkjip_audit.serve.pages import assets_to_read
from lkjip_audit.serve.telling import Told
from lkjip_audit.workbook.model import column_letter

_PACKAGE = "lkjip_audit.serve"


@dataclass(frozen=True, slots=True)
class Shown:
    """An example as the page shows it: its sheets (name, letters of the columns, rows of texts) and itself.

    ``reason`` says why it cannot be judged, where it cannot.
    """

    example: Example
    reason: Told
    sheets: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]


class Reference:
    """Answers what rules and words are; the rules are read when they are first asked for."""

    def __init__(self, folders: Sequence[Path], lang: str) -> None:
        self._folders = tuple(folders)
        self._lang = lang

    def routes(self) -> list[Route]:
        """Where these pages stand."""
        return [
            Route("/aturan", self.rules),
            Route("/aturan/{rule}", self.rule),
            Route("/istilah", self.words),
        ]

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return {entry.rule.id: entry.rule for entry in entries(self._folders)}

    async def rules(self, _: Request) -> Response:
        """All rules, the gravest first."""
        return await self._page("rules.html", lambda: {"rules": _by_severity(self._rules.values())})

    async def rule(self, request: Request) -> Response:
        """One rule: what it tests, why, what to do, on what ground, and examples."""
        name = request.path_params["rule"]
        return await self._page("rule.html", lambda: _told_rule(self._rules.get(name)))

    async def words(self, _: Request) -> Response:
        """The glossary, and what the severities mean."""
        return await self._page("glossary.html", lambda: {"terms": sorted(terms(), key=lambda term: term.id)})

    async def _page(self, template: str, values: Callable[[], Mapping[str, object] | None]) -> Response:
        """``template`` filled with ``values``; not there when they are None."""
        text = await run_in_threadpool(self._filled, template, values)
        if text is None:
            raise HTTPException(404)
        return HTMLResponse(text, headers={"content-security-policy": f"{policy(*assets_to_read())}; {FRAMES}"})

    def _filled(self, template: str, values: Callable[[], Mapping[str, object] | None]) -> str | None:
        given = values()
        if given is None:
            return None
        words = words_for(self._lang, both=True)
        titles = words.each(f"reference.{template.removesuffix('.html')}")
        shared = {"t": words, "spoken": _spoken, "titles": titles, "severities": tuple(Severity), "shapes": SHAPES}
        shown: dict[str, Any] = {**shared, **given}
        return fill(template, *assets_to_read(), package=_PACKAGE, **shown)


def _by_severity(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: (rule.severity.rank, rule.id)))


def _told_rule(rule: Rule | None) -> Mapping[str, object] | None:
    if rule is None:
        return None
    settings = rule.relation.settings()
    groups = {} if rule.examples is None else rule.examples.groups()
    return {
        "rule": rule,
        "stated": settings.get("stated"),
        "formulas": [render(parse(formula), {}) for _, formula in formulas(settings)],
        "groups": [(name, [_shown(example) for example in examples]) for name, examples in groups.items()],
    }


def _shown(example: Example) -> Shown:
    sheets = []
    for name, grid in sheets_of(example):
        width = max((len(row) for row in grid), default=0)
        rows = tuple((*map(cell_text, row), *[""] * (width - len(row))) for row in grid)
        sheets.append((name, tuple(column_letter(column) for column in range(1, width + 1)), rows))
    return Shown(example, _reason(example.reason), tuple(sheets))


def _reason(code: str | None) -> Told:
    """The sentence for ``code`` in each language, with dots for what it would name."""
    if code is None:
        return {}
    return {
        lang: fill_words(sentence, dict.fromkeys(placeholders(sentence), "…"))
        for lang in LANGUAGES
        if (sentence := sections(lang)["reason"].get(code, code))
    }


def _spoken(text: Bilingual) -> Told:
    return {lang: text.get(lang) for lang in LANGUAGES}
