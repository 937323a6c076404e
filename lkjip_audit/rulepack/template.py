"""Sentences with places for values: ``Total {stated} seharusnya {expected}``.

A place is a name in braces.  It is filled with text and nothing else: it reaches no attribute, no index, no
format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

COMMON = (
    "sheet",
    "cell",
    "subject",
    "stated",
    "expected",
    "difference",
    "formula",
    "elsewhere",
    "measure_name",
    "fact",
)
"""The places that the message of every rule may have."""

_PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)(?::([a-z]+))?\}")


def placeholders(template: str) -> tuple[str, ...]:
    """The names of the places in ``template``, each once, in order."""
    return tuple(dict.fromkeys(match[1] for match in _PLACE.finditer(template)))


def fill(
    template: str,
    values: Mapping[str, object],
    forms: Mapping[str, Callable[[object], str]] | None = None,
) -> str:
    """``template`` with each place filled; one without a value stays as it is, so that nothing is hidden.

    ``{size:bytes}`` is written by the form ``bytes`` of ``forms``.  What a value holds is never filled again.
    """

    def written(match: re.Match[str]) -> str:
        name, form = match[1], match[2]
        if name not in values:
            return match[0]
        write = (forms or {}).get(form, str) if form else str
        return write(values[name])

    return _PLACE.sub(written, template)
