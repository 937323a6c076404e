"""Sentences in every language at once: a page shows the one that its reader chose."""

from __future__ import annotations

from collections.abc import Mapping

from lkjip_audit.errors import LkjipAuditError
from lkjip_audit.languages import LANGUAGES
from lkjip_audit.messages.catalogue import Catalogue

Told = Mapping[str, str]
"""A sentence by language."""


def told(key: str, **values: object) -> Told:
    """The sentence at ``key`` of the catalogue."""
    return {lang: Catalogue(lang).text(key, **values) for lang in LANGUAGES}


def told_error(error: LkjipAuditError, name: str) -> Told:
    """What is wrong, said of the file as its owner calls it."""
    if "name" in error.details:
        error.details["name"] = name
    return {lang: Catalogue(lang).error(error) for lang in LANGUAGES}
