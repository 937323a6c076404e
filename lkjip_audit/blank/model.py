"""What a blank form is, as data: one file of ``rules/forms/`` for each kind of table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from lkjip_audit.errors import UsageError
from lkjip_audit.formula import LanguageError, names, parse
from lkjip_audit.nearest import nearest
from lkjip_audit.rulepack.document import Document, read
from lkjip_audit.rulepack.model import Strict, Text
from lkjip_audit.rulepack.problems import BrokenPackError, Problem
from lkjip_audit.rulepack.validation import validated

Holds = Literal["order", "text", "code", "count", "number", "percent", "money"]
TOTAL = "@total"
"""In a formula, ``pagu@total`` is the total row's figure of the column ``pagu``."""


class Step(Strict):
    """The text for a figure over ``over``, or of at least ``least``; with neither, for all the rest."""

    text: Text
    over: Decimal | None = None
    least: Decimal | None = None


class Steps(Strict):
    """A text that follows from the figure of the column ``of``: that of the first step that it reaches."""

    of: Text
    steps: Annotated[tuple[Step, ...], Field(alias="from", min_length=1)]


class Instead(Strict):
    """Another ``formula`` for the rows whose column ``when`` says ``is``."""

    when: Text
    is_: Annotated[Text, Field(alias="is")]
    formula: Text


class Column(Strict):
    """One column of a form.

    ``header``  its header, from the top: columns side by side that share a text share one merged cell.
    ``from``    ``kind.column``: the same row of another form, where that one is in the workbook.
    ``formula`` over the columns of the same row, as rules write theirs; ``instead`` replaces it in some rows.
    ``choices`` what a drop-down offers; other texts may be typed as well.
    """

    id: Text
    header: Annotated[tuple[Text, ...], Field(min_length=1, max_length=3)]
    holds: Holds
    source: Annotated[Text | None, Field(alias="from")] = None
    formula: Text | None = None
    instead: Instead | None = None
    steps: Steps | None = None
    choices: tuple[Text, ...] = ()


class Total(Strict):
    """The row below: ``label`` stands in the column ``under``; columns in ``formula`` repeat their own formula."""

    label: Text
    under: Text
    sum: Annotated[tuple[Text, ...], Field(min_length=1)]
    formula: tuple[Text, ...] = ()


class Form(Strict):
    """A blank form.  ``{tahun}`` and ``{tahun-1}`` in its texts stand for years; ``fixed`` are rows filled already.

    ``small`` tells that even the smallest agency's report needs it.
    """

    id: Text
    order: int
    small: bool = False
    sheet: Annotated[Text, Field(max_length=31)]
    title: Text
    columns: Annotated[tuple[Column, ...], Field(min_length=2)]
    fixed: tuple[dict[str, Any], ...] = ()
    total: Total | None = None
    notes: tuple[Text, ...] = ()

    def column(self, column_id: str) -> int:
        """The place, from 0, of the column ``column_id``."""
        return [column.id for column in self.columns].index(column_id)


def load_forms(rules: Path) -> Mapping[str, Form]:
    """The forms of the folder ``rules`` by kind, in the order in which a workbook holds them.

    Raises BrokenPackError, with file, line and column, when one is broken.
    """
    forms: dict[str, Form] = {}
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for path in sorted((rules / "forms").glob("*.yaml")):
        document = read(path)
        form, wrong = validated(Form, document.data, document)
        problems += wrong
        if form is not None:
            forms[form.id], documents[form.id] = form, document
    for kind, form in forms.items():
        problems += _broken_names(form, forms, documents[kind])
    if problems:
        raise BrokenPackError(tuple(problems))
    return dict(sorted(forms.items(), key=lambda item: item[1].order))


def small_set(forms: Mapping[str, Form]) -> tuple[Form, ...]:
    """Those of ``forms`` that even the smallest agency's report needs, in their own order."""
    return tuple(form for form in forms.values() if form.small)


def chosen(forms: Mapping[str, Form], kinds: Sequence[str]) -> tuple[Form, ...]:
    """The forms of ``kinds`` in their own order, all of them when none is named; UsageError for an unknown one."""
    for kind in kinds:
        if kind not in forms:
            raise UsageError(
                "unknown_form", kind=kind, nearest=nearest(kind, list(forms)) or "-", known=", ".join(forms)
            )
    return tuple(form for kind, form in forms.items() if not kinds or kind in kinds)


def _broken_names(form: Form, forms: Mapping[str, Form], document: Document) -> list[Problem]:
    """A problem for each name in ``form`` that no column has."""
    own = {column.id for column in form.columns}
    problems = []
    for index, column in enumerate(form.columns):
        place = ("columns", index)
        if column.source is not None:
            kind, _, name = column.source.partition(".")
            if kind not in forms or name not in {other.id for other in forms[kind].columns}:
                problems.append(document.problem("form_unknown_source", (*place, "from"), {"source": column.source}))
        for formula in filter(None, (column.formula, column.instead.formula if column.instead else None)):
            problems += _broken_formula(formula, own, document, (*place, "formula"))
        named = [column.steps.of] if column.steps else []
        named += [column.instead.when] if column.instead else []
        problems += _unknown(named, own, document, place)
    if form.total:
        problems += _unknown((form.total.under, *form.total.sum, *form.total.formula), own, document, ("total",))
    for index, row in enumerate(form.fixed):
        problems += _unknown(row, own, document, ("fixed", index))
    return problems


def _broken_formula(formula: str, own: set[str], document: Document, place: tuple[str | int, ...]) -> list[Problem]:
    try:
        used = [name.removesuffix(TOTAL) for name in names(parse(formula))]
    except LanguageError as error:
        return [document.problem(error.code, place, error.details, shift=error.column - 1)]
    return _unknown(used, own, document, place)


def _unknown(
    named: Sequence[str] | Mapping[str, Any], own: set[str], document: Document, place: tuple[str | int, ...]
) -> list[Problem]:
    return [
        document.problem("form_unknown_column", place, {"name": name, "nearest": nearest(name, sorted(own))})
        for name in named
        if name not in own
    ]
