"""The page of a result with what is noted of it: written once with places for that, filled each time it is sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lkjip_audit.reports.html.render import HEAD_SLOT, SLOT, environment
from lkjip_audit.reports.html.words import words_for
from lkjip_audit.reports.sheets.statuses import OPEN, WORDS
from lkjip_audit.result import FollowUp
from lkjip_audit.serve.noting import Notes

_PACKAGE: Final = "lkjip_audit.serve"
_SLOTS: Final = re.compile(SLOT.format("([a-z]+)", "([A-Z0-9]+)"))


def filled(page: str, steps: Sequence[Notes], *, key: str, lang: str, kept: bool = False) -> str:
    """``page`` with the last of ``steps`` in its places; forms carry ``key``.

    ``kept`` tells whether notes outlive the session.
    """
    notes: Notes = steps[-1] if steps else {}
    shared = {
        "t": words_for(lang, both=True),
        "key": key,
        "statuses": tuple(WORDS["id"]),
        "name": _name(steps),
        "kept": kept,
    }
    part = environment(_PACKAGE).get_template("note.html").make_module(shared)
    subjects = {found[1] for found in _SLOTS.findall(page)} - {HEAD_SLOT}

    def fill(place: re.Match[str]) -> str:
        kind, subject = place.groups()
        if subject == HEAD_SLOT:
            return str(part.head(len(notes), len(subjects), bool(steps), _last(steps)))  # type: ignore[attr-defined]
        make = part.form if kind == "form" else part.tag  # type: ignore[attr-defined]
        return str(make(subject, notes.get(subject)) if kind == "form" else make(notes.get(subject)))

    return _SLOTS.sub(fill, page)


def _name(steps: Sequence[Notes]) -> str:
    """Who noted something last: the next note is most likely theirs too."""
    last = _last(steps)
    told = [notes[last].name for notes in reversed(steps) if last in notes]
    return told[0] if told else ""


def _last(steps: Sequence[Notes]) -> str:
    """What the last step was about; nothing before the first."""
    if not steps:
        return ""
    now, before = steps[-1], steps[-2] if len(steps) > 1 else {}
    blank = FollowUp(OPEN)
    changed = (name for name in {**before, **now} if now.get(name, blank) != before.get(name, blank))
    return next(changed, "")
