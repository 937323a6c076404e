"""A page for each rule, written from the rule's own file, and an index of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from lkjip_audit.errors import UsageError
from lkjip_audit.files import make_folder, write_file
from lkjip_audit.formula import parse, render
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.loader import formulas
from lkjip_audit.rulepack.model import CellSpec, Example, Expectation, Grid, Rule, Severity, SheetSpec
from lkjip_audit.workbook.model import column_letter

INDEX = "README.md"
_LINKED = re.compile(r"\]\(([^()/]+\.md)\)")
Text = Callable[..., str]
"""Gives the words for a key of the catalogue, its places filled."""


def pages(rules: Sequence[Rule], text: Text) -> Mapping[str, str]:
    """Every page by its file name, the index among them."""
    return {INDEX: _index(rules, text), **{f"{rule.id}.md": page(rule, text) for rule in rules}}


def stale_pages(folder: Path, wanted: Mapping[str, str], generated: str) -> tuple[str, ...]:
    """The names of pages in ``folder`` that are missing, differ from ``wanted`` or belong to no rule.

    A page that no index links which says that it is ``generated`` is somebody else's, and none of these.  Raises
    UsageError ``not_our_page`` where such a page has the name of one that is wanted.
    """
    there = {path.name: _text(path) for path in folder.glob("*.md")} if folder.is_dir() else {}
    index = there.get(INDEX, "")
    ours = {INDEX, *_LINKED.findall(index)} if generated in index else set()
    foreign = there.keys() - ours
    if taken := sorted(foreign & wanted.keys()):
        raise UsageError("not_our_page", name=str(folder / taken[0]))
    return tuple(sorted(name for name in {*there, *wanted} - foreign if there.get(name) != wanted.get(name)))


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def write_pages(folder: Path, wanted: Mapping[str, str], generated: str) -> tuple[str, ...]:
    """Make the pages in ``folder`` that are ours exactly those ``wanted``; the names of those that changed."""
    changed = stale_pages(folder, wanted, generated)
    make_folder(folder)
    for name in changed:
        if name in wanted:
            write_file(folder / name, wanted[name].encode())
        else:
            (folder / name).unlink()
    return changed


def _index(rules: Sequence[Rule], text: Text) -> str:
    heads = [text(f"page.{key}") for key in ("rule", "title", "severity", "kind")]
    rows = [
        [
            f"[{rule.id}]({rule.id}.md)",
            rule.title.id,
            text(f"severity.{rule.severity}"),
            f"`{rule.relation.kind}`",
        ]
        for rule in rules
    ]
    return _joined(
        [f"# {text('page.index')}"], [text("page.generated")], [text("page.index_about")], _table(heads, rows)
    )


def page(rule: Rule, text: Text) -> str:
    """The page of one rule."""
    facts = [
        f"`{rule.id}`",
        f"{text('page.severity')}: **{text(f'severity.{rule.severity}')}**",
        f"{text('page.since')} {rule.since}",
        text(f"page.{rule.status}"),
    ]
    return _joined(
        [f"# {rule.title.id}"],
        [" · ".join(facts)],
        [f"*{rule.title.en}*"],
        [f"## {text('page.checks')}", "", *_checks(rule, text)],
        [f"## {text('page.why')}", "", rule.why.id],
        [f"## {text('page.message')}", "", f"> **{rule.finding.id}**", ">", f"> {rule.message.id}"],
        [f"## {text('page.remedy')}", "", rule.remedy.id],
        [f"## {text('page.basis')}", "", *(f"- {basis.document}, {basis.article}" for basis in rule.basis)],
        [f"## {text('page.examples')}", "", *_examples(rule, text)],
        ["## In English", "", rule.why.en],
        [f"> **{rule.finding.en}**", ">", f"> {rule.message.en}"],
        [rule.remedy.en],
    )


def _checks(rule: Rule, text: Text) -> Iterator[str]:
    """What the rule looks at: the tables, and the relation with its formulas as one would write them."""
    applies = rule.applies
    kinds = _codes(applies.kinds) or text("page.every_table")
    yield f"- {text('page.tables')}: {kinds}"
    if applies.not_kinds:
        yield f"- {text('page.not_tables')}: {_codes(applies.not_kinds)}"
    if applies.roles:
        yield f"- {text('page.roles')}: {_codes(applies.roles)}"
    yield f"- {text('page.relation')}: `{rule.relation.kind}`"
    if _is_reduced(rule):
        own = limits().judging
        trifle, large = (f"{amount:,f}".replace(",", ".") for amount in (own.trifle_rupiah, own.large_amount))
        yield f"- {text('page.reduced', trifle=trifle, large=large)}"
    settings = rule.relation.settings()
    stated = settings.get("stated", text("page.stated"))
    for _, formula in formulas(settings):
        yield f"- {text('page.formula')}: {stated} = {render(parse(formula), {})}"


def _is_reduced(rule: Rule) -> bool:
    """Whether an example shows a figure whose finding weighs less than the rule, since only rounding is off."""
    if rule.examples is None or rule.severity.rank >= Severity.MINOR.rank:
        return False
    examples = (example for group in rule.examples.groups().values() for example in group)
    told = (expectation for example in examples for expectation in example.expect)
    return any(item.severity is Severity.MINOR and item.expected is not None for item in told)


def _codes(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _examples(rule: Rule, text: Text) -> Iterator[str]:
    if rule.examples is None:
        return
    for group, examples in rule.examples.groups().items():
        for example in examples:
            yield from (f"### {text(f'page.{group}')}: {example.name}", "")
            for name, grid in sheets_of(example):
                if name:
                    yield from (f"**{name}**", "")
                yield from _grid(grid)
                yield ""
            yield from (*_said(group, example, text), "")


def sheets_of(example: Example) -> Iterator[tuple[str, Grid]]:
    """The grids of ``example`` with the names of their sheets; no name where there is but one."""
    sheets = {"": example.grid or ()} if example.sheets is None else example.sheets
    for name, sheet in sheets.items():
        yield name, sheet.grid if isinstance(sheet, SheetSpec) else sheet


def _said(group: str, example: Example, text: Text) -> Iterator[str]:
    """What the rule says of an example, in a sentence or a list."""
    if group == "not_verifiable":
        yield f"{text('status.not_verifiable')}: `{example.reason}`"
    elif not example.expect:
        yield text("page.no_finding")
    for expectation in example.expect:
        yield f"- {_finding(expectation, text)}"


def _finding(expectation: Expectation, text: Text) -> str:
    place = f"{expectation.sheet}!{expectation.cell}" if expectation.sheet else expectation.cell
    parts = [f"{text('page.finding_at')} `{place}`"]
    if expectation.expected is not None:
        parts.append(f"{text('page.should_be')} **{expectation.expected}**")
    if expectation.severity is not None:
        parts.append(text(f"severity.{expectation.severity}"))
    return ", ".join(parts)


def _grid(grid: Grid) -> list[str]:
    """A grid with the letters and numbers that a spreadsheet shows around it."""
    width = max((len(row) for row in grid), default=0)
    heads = ["", *(column_letter(column) for column in range(1, width + 1))]
    rows = [
        [str(number), *(cell_text(value).replace("|", "\\|") for value in row), *[""] * (width - len(row))]
        for number, row in enumerate(grid, start=1)
    ]
    return _table(heads, rows)


def cell_text(value: object) -> str:
    """What a cell of an example holds, on one line; a number that is shown by a format with the format behind it."""
    match value:
        case None:
            return ""
        case CellSpec():
            shown = value.error or value.f or cell_text(value.v)
            return shown if value.fmt == "General" else f"{shown} `{value.fmt}`"
        case bool():
            return str(value).upper()
        case Decimal() | int():
            return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)
        case date() | datetime():
            return value.isoformat()
    return str(value).replace("\n", " ")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [_row(heads), _row(["---"] * len(heads)), *(_row(row) for row in rows)]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _joined(*blocks: Sequence[str]) -> str:
    return "\n\n".join("\n".join(block).strip() for block in blocks) + "\n"
