"""The languages of reports: each is a file of sentences, ``lkjip_audit/messages/<language>.yaml``."""

from __future__ import annotations

from importlib import resources

INDONESIAN = "id"
"""The language that every text has, and that stands in where another one is lacking."""


def _found() -> tuple[str, ...]:
    files = (resources.files("lkjip_audit") / "messages").iterdir()
    names = {file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")}
    # The order in which pages offer them: Indonesian, English, and others by name.
    return tuple(sorted(names, key=lambda lang: (lang != INDONESIAN, lang != "en", lang)))


LANGUAGES = _found()
