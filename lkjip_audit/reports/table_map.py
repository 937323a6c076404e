"""The map of a workbook's tables: a commented YAML profile for a person to correct."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from lkjip_audit.languages import LANGUAGES
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.rulepack.mapping import BETWEEN, CHECK
from lkjip_audit.rulepack.written import quoted
from lkjip_audit.survey import SeenColumn, SeenSheet, SeenTable, Survey

_WIDTH = 110
_DOUBTFUL = 0.7
_PLAIN = re.compile(r"[a-z][a-z_]{2,}")


def render(survey: Survey, catalogue: Catalogue, name: str | None = None) -> str:
    """``survey`` as a profile with the id ``name`` (made from the workbook's name unless given)."""
    return "\n".join([*_head(survey, catalogue, slug(name or survey.source.name)), *_sheets(survey, catalogue)]) + "\n"


def slug(name: str) -> str:
    """``name`` as an id: "LKjIP Dinas 2023.xlsx" is "lkjip-dinas-2023"."""
    stem = re.sub(r"\.[A-Za-z]{2,5}$", "", name)
    words = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return words if words[:1].isalpha() else f"peta-{words}".rstrip("-")


def _head(survey: Survey, catalogue: Catalogue, name: str) -> Iterator[str]:
    source = " ".join(survey.source.name.split())
    for key in ("head", "use", "check", "again", "range"):
        yield from _comment(catalogue.text(f"map.{key}", name=source, check=CHECK))
    yield from _comment(catalogue.text("map.kinds", kinds=", ".join(survey.kinds)))
    yield from _comment(catalogue.text("map.roles", roles=", ".join(survey.roles)))
    yield f"id: {name}"
    yield "title:"
    for lang in LANGUAGES:
        yield f"  {lang}: {quoted(Catalogue(lang).text('map.title', name=source))}"


def _sheets(survey: Survey, catalogue: Catalogue) -> Iterator[str]:
    yield "sheets:" if any(sheet.tables or sheet.loose for sheet in survey.sheets) else "sheets: []"
    for sheet in survey.sheets:
        if sheet.tables or sheet.loose:
            yield ""
            yield from _sheet(sheet, catalogue)


def _sheet(sheet: SeenSheet, catalogue: Catalogue) -> Iterator[str]:
    yield f"  - sheet: {quoted(sheet.name)}{_note(catalogue.text('map.hidden') if sheet.hidden else '')}"
    for area, count in sheet.loose:
        yield from _comment(catalogue.text("map.loose", range=area, count=count), indent=4)
    # Rows that go on with a table of the sheet before have no header to be known by: what is said of it holds of them.
    headed = [table for table in sheet.tables if table.header_rows]
    yield "    tables:" if headed else "    tables: []"
    for table in headed:
        yield from _table(table, catalogue)


def _table(table: SeenTable, catalogue: Catalogue) -> Iterator[str]:
    sure = catalogue.text("map.sure", percent=round(100 * table.confidence)) if table.kind else ""
    yield f"      - title: {quoted(table.title)}"
    yield f"        kind: {table.kind or CHECK}{_note(sure)}"
    yield f"        range: {table.area}"
    yield f"        found: {table.area}"
    yield f"        header: [{', '.join(map(str, table.header_rows))}]"
    yield "        columns:"
    for column in table.columns:
        doubt = column.role is not None and column.confidence < _DOUBTFUL
        yield f"          {column.letter}: {_column(column)}{_note(catalogue.text('map.doubt') if doubt else '')}"


def _column(column: SeenColumn) -> str:
    role = column.role or CHECK
    parts = [f"role: {role if _PLAIN.fullmatch(role) else quoted(role)}"]
    if column.unit:
        parts.append(f"unit: {quoted(column.unit)}")
    if column.header:
        parts.append(f"header: {quoted(BETWEEN.join(column.header))}")
    return f"{{{', '.join(parts)}}}"


def _note(text: str) -> str:
    return f"  # {text}" if text else ""


def _comment(text: str, indent: int = 0) -> Iterator[str]:
    return (f"{' ' * indent}# {line}" for line in wrap(text, _WIDTH - indent, break_on_hyphens=False))
