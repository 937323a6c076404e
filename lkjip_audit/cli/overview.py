"""``overview``: a region at a glance, from a store of runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkjip_audit.cli import options
from lkjip_audit.cli.output import say, write
from lkjip_audit.files import refuse_inputs
from lkjip_audit.languages import INDONESIAN, LANGUAGES
from lkjip_audit.messages.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lkjip_audit.reports.glance import Subjects
    from lkjip_audit.rulepack.model import Bilingual

Kept = Annotated[
    Path,
    typer.Argument(
        metavar="BERKAS.duckdb",
        help="Basis data dari check --store. / The database of check --store.",
        show_default=False,
        readable=False,
    ),
]
Page = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="BERKAS",
        help="Berkas halamannya; tanpa ini NAMA.html di sebelah basis datanya. / "
        "The page's file; NAME.html beside the database unless given.",
        rich_help_panel=options.PANEL,
        show_default=False,
        readable=False,
    ),
]


def overview(
    store: Kept,
    output: Page = None,
    rules: options.RuleFolders = None,
    lang: options.Language = INDONESIAN,
) -> None:
    """Buat halaman ringkasan satu kabupaten dari basis data pemeriksaan: peta temuan, aturan, kemajuan, tahun.

    Satu berkas HTML yang berdiri sendiri, dalam dua bahasa; dapat dibuka tanpa internet dan dicetak.

    Write one page on a whole region from the database of runs: findings by agency, rules, progress, years.
    """
    from lkjip_audit.batch.asking import glance
    from lkjip_audit.reports.glance import glance_page

    target = output or store.with_suffix(".html")
    refuse_inputs([store, *options.rule_files(rules, None)], [target])
    told = glance(store)
    write(glance_page(told, subjects_of(tuple(rules or ())), lang), target)
    say(Catalogue(lang).text("cli.overview", name=str(target), files=len(told.files)), err=True)


def subjects_of(rules: tuple[Path, ...]) -> Subjects:
    """What the rules in force are about, and how they are called in each language."""
    from lkjip_audit.pipeline import Options, load_pack
    from lkjip_audit.reports.glance import Subject, Subjects
    from lkjip_audit.rulepack.themes import load_themes

    def told(text: Bilingual) -> Mapping[str, str]:
        return {lang: text.get(lang) for lang in LANGUAGES}

    themes = load_themes()
    theme_of = {kind: theme.id for theme in themes for kind in theme.kinds}
    pack = load_pack(Options(rules=rules))
    return Subjects(
        tuple(Subject(theme.id, told(theme.title), told(theme.means)) for theme in themes),
        {rule.id: theme_of[rule.relation.kind] for rule in pack.rules},
        {rule.id: told(rule.finding) for rule in pack.rules},
    )
