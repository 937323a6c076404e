"""The page put together: templates filled, styles and script inlined and admitted by their hashes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from lkjip_audit.rulepack.model import Severity

if TYPE_CHECKING:
    from jinja2 import Environment

    from lkjip_audit.messages.catalogue import Catalogue
    from lkjip_audit.reports.checked import Checked
    from lkjip_audit.reports.html.words import Words

SHAPES = {Severity.MATERIAL: "▲", Severity.SIGNIFICANT: "◆", Severity.MINOR: "●", Severity.INFO: "○"}
"""Severities are told apart by shape and word as well as by colour."""

SLOT = "<!--catatan:{}:{}-->"
"""Where a page that is noted on has room for a note: its kind ("form", "tag"), and the id of its finding or cause."""
HEAD_SLOT = "ATAS"
"""The id of the room at the page's head, for what is said of all notes."""


@dataclass(frozen=True, slots=True)
class Action:
    """A link at the head of the page: where it leads, the key of its words, whether it saves a file."""

    href: str
    key: str
    saves: bool = True


def render(checked: Sequence[Checked], catalogue: Catalogue) -> str:
    """The self-contained page of the files of a run, first shown in the language of ``catalogue``."""
    return page(checked, catalogue.lang)


def page(checked: Sequence[Checked], lang: str, *, actions: Sequence[Action] = (), noting: bool = False) -> str:
    """The page of ``checked``, first shown in ``lang``, with links to ``actions`` at its head.

    ``noting`` leaves room (``SLOT``) for forms in which something is noted of each finding and cause.
    """
    from lkjip_audit.reports.html.cards import report_of  # noqa: PLC0415 - only when a page is written
    from lkjip_audit.reports.html.words import words_for  # noqa: PLC0415

    results = [item.result for item in checked if item.result is not None]
    single = len(checked) == 1 and len(results) == 1
    words = words_for(lang, all(result.view is not None for result in results))
    reports = [report_of(result, "" if single else f"L{n:02d}-") for n, result in enumerate(results, 1)]
    return fill(
        "report.html",
        *_own(),
        t=words,
        titles=_titles(words, checked, single),
        reports=reports,
        unread=[item for item in checked if item.result is None],
        single=single,
        actions=actions,
        noting=noting,
        posts=noting,
        severities=tuple(Severity),
        shapes=SHAPES,
    )


def _titles(words: Words, checked: Sequence[Checked], single: bool) -> tuple[tuple[str, str], ...]:
    """The page's title by language: the file's name, or how many files there are."""
    if single and checked[0].result is not None:
        name = checked[0].result.source.name
        return tuple((lang, f"{name} · {text}") for lang, text in words.each("html.title"))
    return words.each("html.title_many", count=len(checked))


def report_policy(*, noting: bool = False) -> str:
    """The content security policy of the page, for whoever sends it over a network."""
    return policy(*_own(), posts=noting)


def _own() -> tuple[str, str]:
    """The style sheet and the script of the page."""
    return asset("base.css") + asset("report.css"), asset("language.js") + asset("printing.js") + asset("report.js")


def fill(
    template: str,
    style: str,
    script: str,
    /,
    *,
    package: str = __package__,
    talks: bool = False,
    posts: bool = False,
    **values: Any,  # noqa: ANN401 - whatever it shows
) -> str:
    """``template`` of ``package`` filled; the page admits ``style`` and ``script`` and nothing else.

    ``talks`` lets it speak to the server that it comes from, ``posts`` send it forms.
    """
    admitted = policy(style, script, talks=talks, posts=posts)
    given = {"style": style, "script": script, "policy": admitted, **values}
    return environment(package).get_template(template).render(given)


def policy(style: str, script: str, *, talks: bool = False, posts: bool = False) -> str:
    """The content security policy of a page that holds one style sheet and one script."""
    parts = ["default-src 'none'", f"style-src '{_hash(style)}'", f"script-src '{_hash(script)}'", "img-src data:"]
    parts += ["connect-src 'self'"] if talks else []
    return "; ".join([*parts, "base-uri 'none'", "form-action 'self'" if talks or posts else "form-action 'none'"])


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def asset(name: str, package: str = __package__) -> str:
    """The text of a style sheet or script of ``package``."""
    return resources.files(package).joinpath("assets", name).read_text("utf-8")


def templates(package: str = __package__) -> Mapping[str, str]:
    """The text of the templates of ``package`` by name."""
    folder = resources.files(package).joinpath("templates")
    return {item.name: item.read_text("utf-8") for item in folder.iterdir()}


@cache
def environment(package: str = __package__) -> Environment:
    """The template engine over the templates of ``package`` and ours: all that is filled in is escaped."""
    from jinja2 import DictLoader, Environment, StrictUndefined  # noqa: PLC0415 - only when a page is written
    from markupsafe import Markup  # noqa: PLC0415

    made = Environment(
        loader=DictLoader({**templates(), **templates(package)}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["zipped"] = lambda rows: list(zip(*rows, strict=True))
    made.globals["slot"] = lambda kind, subject: Markup(SLOT.format(kind, subject))
    made.globals["head_slot"] = HEAD_SLOT
    made.filters["ours"] = Markup  # our own style sheets and scripts only, never what a workbook holds
    return made
