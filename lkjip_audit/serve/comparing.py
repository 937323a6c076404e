"""Two versions of a submission held to each other: the page of what was fixed, is left, is new, is tested no more."""

from __future__ import annotations

from lkjip_audit.followup.comparison import State, compare, counted
from lkjip_audit.followup.comparison_form import failed_lines, place_of, said_of, stated_of
from lkjip_audit.followup.earlier import read_reports
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.html.render import SHAPES, fill, policy
from lkjip_audit.reports.html.words import words_for
from lkjip_audit.serve.desk import Item
from lkjip_audit.serve.names import JSON
from lkjip_audit.serve.pages import assets_to_read

_PACKAGE = "lkjip_audit.serve"


def comparison_page(old: Item, new: Item, lang: str) -> tuple[str, str] | None:
    """The page that compares two finished files, and the policy to send it with; None where nothing can be compared.

    The reports that the audits left are read; they are in the language of the session, and so is the page.
    """
    (before,), (now,) = (read_reports(item.folder / JSON) for item in (old, new))
    if now.ledger is None:
        return None
    found, catalogue = compare(before, now, now.ledger), Catalogue(lang)
    parts = [
        (
            state.value,
            [
                (item.latest, place_of(item), stated_of(item), item.latest.expected, said_of(item, catalogue))
                for item in found.of(state)
            ],
        )
        for state in State
    ]
    style, script = assets_to_read()
    words = words_for(lang, both=False)
    text = fill(
        "compare.html",
        style,
        script,
        package=_PACKAGE,
        t=words,
        titles=words.each("serve.compared"),
        comparison=found,
        counts={state.value: count for state, count in counted(found.findings).items()},
        parts=[(state, rows) for state, rows in parts if rows],
        warnings=failed_lines(found, catalogue),
        shapes=SHAPES,
    )
    return text, policy(style, script)
