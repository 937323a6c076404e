"""The glossary: one word for each thing, in both languages, and what it is not called.

terms()    the entries, in their order
page()     docs/glossary.md
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Final

from lkjip_audit.rulepack.document import read
from lkjip_audit.rulepack.folder import pack_folder

_FILE: Final = "glossary.yaml"


@dataclass(frozen=True, slots=True)
class Term:
    """A word in Indonesian and English, what it means in both, and patterns of words that must not stand for it."""

    id: str
    en: str
    means_id: str
    means_en: str
    forbidden: tuple[str, ...]


def terms() -> tuple[Term, ...]:
    """The entries of the glossary."""
    return tuple(
        Term(entry["id"], entry["en"], entry["means"]["id"], entry["means"]["en"], tuple(entry["not"]))
        for entry in read(pack_folder() / _FILE, name=_FILE).data
    )


def page() -> str:
    """The glossary as Markdown."""
    rows = [f"| **{term.id}** | {term.en} | {term.means_id} *{term.means_en}* |" for term in terms()]
    lines = [
        "# Glosarium",
        "",
        "<!-- Made by python -m lkjip_audit.messages.glossary from rules/glossary.yaml. -->",
        "",
        "Satu kata untuk satu hal, di layar, di halaman, di salinan bertanda, dan di kertas kerja. "
        "*One word for each thing, wherever people read.*",
        "",
        "| Indonesia | English | arti |",
        "|---|---|---|",
        *rows,
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
