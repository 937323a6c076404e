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

SHAPES = {Severity.MATERIAL: "▲", Severity.SIGNIFICANT: "◆", Severity.MINOR: "●", Severity.INFO: "○"}
"""Severities are told apart by shape and word as well as by colour."""


@dataclass(frozen=True, slots=True)
class Action:
    """A link at the head of the page: where it leads, the key of its words, whether it saves a file."""

    href: str
    key: str
    saves: bool = True


def render(checked: Sequence[Checked], catalogue: Catalogue) -> str:
    """The self-contained page of the files of a run, first shown in the language of ``catalogue``."""
    return page(checked, catalogue.lang)


def page(checked: Sequence[Checked], lang: str, *, actions: Sequence[Action] = ()) -> str:
    """The page of ``checked``, first shown in ``lang``, with links to ``actions`` at its head."""
    from lkjip_audit.reports.html.cards import report_of  # noqa: PLC0415 - only when a page is written
    from lkjip_audit.reports.html.words import words_for  # noqa: PLC0415

    results = [item.result for item in checked if item.result is not None]
    single = len(checked) == 1 and len(results) == 1
    reports = [report_of(result, "" if single else f"L{n:02d}-") for n, result in enumerate(results, 1)]
    return fill(
        "report.html",
        style=asset("base.css") + asset("report.css"),
        script=asset("language.js") + asset("report.js"),
        t=words_for(lang, all(result.view is not None for result in results)),
        reports=reports,
        unread=[item for item in checked if item.result is None],
        single=single,
        actions=actions,
        severities=tuple(Severity),
        shapes=SHAPES,
    )


def fill(template: str, /, *, style: str, script: str, **values: Any) -> str:  # noqa: ANN401 - whatever it shows
    """``template`` of the page's templates filled; its ``policy`` admits ``style`` and ``script`` and nothing else."""
    return (
        _environment().get_template(template).render(style=style, script=script, policy=policy(style, script), **values)
    )


def policy(style: str, script: str) -> str:
    """The content security policy of a page that holds one style sheet and one script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def asset(name: str) -> str:
    """The text of a style sheet or script of ours."""
    return resources.files(__package__).joinpath("assets", name).read_text("utf-8")


def templates() -> Mapping[str, str]:
    """The text of our templates by name."""
    folder = resources.files(__package__).joinpath("templates")
    return {item.name: item.read_text("utf-8") for item in folder.iterdir()}


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only when a page is written
    from markupsafe import Markup  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("lkjip_audit.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["zipped"] = lambda rows: list(zip(*rows, strict=True))
    environment.filters["ours"] = Markup  # our own style sheets and scripts only, never what a workbook holds
    return environment
