"""What a rule is, as data.  The YAML form is in ``docs/rules.md``; unknown keys are errors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag, model_validator

from lkjip_audit.languages import LANGUAGES
from lkjip_audit.nearest import nearest
from lkjip_audit.rulepack.validation import wrong

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
CellAddress = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}[1-9][0-9]*$")]
CellRange = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}[1-9][0-9]*(:[A-Z]{1,3}[1-9][0-9]*)?$")]
ColumnLetters = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}$")]
RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class Strict(BaseModel):
    """A model that takes no key that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Severity(StrEnum):
    """How much a finding weighs; the order of the members is the order of weight, heaviest first."""

    MATERIAL = "material"
    SIGNIFICANT = "significant"
    MINOR = "minor"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for material, 3 for info."""
        return list(Severity).index(self)

    @property
    def is_grave(self) -> bool:
        """Whether it is more than rounding or form: material or significant."""
        return self.rank <= Severity.SIGNIFICANT.rank


class Bilingual(BaseModel):
    """A text in the languages of reports: Indonesian and English, and any further one that has it."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Text]

    id: Text
    en: Text

    @model_validator(mode="after")
    def _known(self) -> Self:
        for lang in self.__pydantic_extra__ or {}:
            if lang not in LANGUAGES:
                raise wrong("unknown_key", key=lang, nearest=nearest(lang, LANGUAGES))
        return self

    def get(self, lang: str) -> str:
        """The text in ``lang``; in Indonesian where it has none in that."""
        return self.told().get(lang, self.id)

    def told(self) -> Mapping[str, str]:
        """The text by language, in all that it has."""
        return {"id": self.id, "en": self.en, **(self.__pydantic_extra__ or {})}


class Basis(Strict):
    """Where a rule comes from."""

    document: Text
    article: Text


class Applies(Strict):
    """Which tables a rule looks at: of one of ``kinds`` (any kind when empty), having all of ``roles``."""

    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class RelationSpec(BaseModel):
    """The relation of a rule: a ``kind`` and that kind's own settings, which its module checks."""

    model_config = ConfigDict(extra="allow", frozen=True)

    kind: Text

    def settings(self) -> dict[str, Any]:
        """Everything but the kind."""
        return dict(self.__pydantic_extra__ or {})


class Expectation(Strict):
    """One finding that an example asks for.

    ``expected`` as text is compared with the figure as the cell would print it, as a number with its value.
    """

    cell: CellAddress
    sheet: str | None = None
    expected: str | int | Decimal | None = None
    severity: Severity | None = None


class CellSpec(Strict):
    """A cell of an example that is more than a value: with a number format, a formula, or an error."""

    v: str | bool | int | Decimal | date | None = None
    fmt: str = "General"
    f: str | None = None
    error: Literal["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"] | None = None
    bold: bool = False
    indent: int = 0


def _cell_form(value: object) -> str | None:
    if isinstance(value, Mapping | CellSpec):
        return "cell"
    return None if isinstance(value, list) else "value"


def _sheet_form(value: object) -> str:
    return "sheet" if isinstance(value, Mapping | SheetSpec) else "grid"


CellValue: TypeAlias = str | bool | int | Decimal | datetime | date | None
GridCell = Annotated[Annotated[CellValue, Tag("value")] | Annotated[CellSpec, Tag("cell")], Discriminator(_cell_form)]
Grid: TypeAlias = tuple[tuple[GridCell, ...], ...]


class SheetSpec(Strict):
    """A sheet of an example that is more than a grid: merged cells, and what is hidden."""

    grid: Grid
    merges: tuple[CellRange, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[ColumnLetters, ...] = ()
    hidden: bool = False


AnySheet = Annotated[Annotated[Grid, Tag("grid")] | Annotated[SheetSpec, Tag("sheet")], Discriminator(_sheet_form)]


class Example(Strict):
    """A small workbook and what the rule says of it.

    ``grid`` is one sheet, ``sheets`` are several by name; one of the two.  A text is a text cell, a number a
    number, and ``{v: 0.9963, fmt: "0.00%"}`` a number with a format.  ``expect`` lists every finding of the
    rule; ``reason`` is why an example cannot be verified (a code of the catalogue's section ``reason``).
    """

    name: Text
    grid: AnySheet | None = None
    sheets: Annotated[dict[str, AnySheet], Field(min_length=1)] | None = None
    expect: tuple[Expectation, ...] = ()
    reason: str | None = None


class Failing(Example):
    """An example with at least one finding."""

    expect: Annotated[tuple[Expectation, ...], Field(min_length=1)]


class Unverifiable(Example):
    """An example that cannot be judged, for a stated reason."""

    reason: Text


class Examples(Strict):
    """A rule's own cases: at least two that pass, two that fail, one at the boundary, one not verifiable."""

    passing: Annotated[tuple[Example, ...], Field(min_length=2, alias="pass")]
    fail: Annotated[tuple[Failing, ...], Field(min_length=2)]
    boundary: Annotated[tuple[Example, ...], Field(min_length=1)]
    not_verifiable: Annotated[tuple[Unverifiable, ...], Field(min_length=1)]

    def groups(self) -> Mapping[str, tuple[Example, ...]]:
        """The examples by the key under which they stand in the file."""
        return {
            "pass": self.passing,
            "fail": self.fail,
            "boundary": self.boundary,
            "not_verifiable": self.not_verifiable,
        }


class Rule(Strict):
    """One rule: one YAML file.  ``examples`` is None when the pack was loaded without them.

    ``title`` says what holds where the rule finds nothing, ``heading`` what is wrong where it does.
    """

    id: RuleId
    title: Bilingual
    heading: Bilingual | None = None
    severity: Severity
    basis: Annotated[tuple[Basis, ...], Field(min_length=1)]
    applies: Applies = Applies()
    relation: RelationSpec
    message: Bilingual
    why: Bilingual
    remedy: Bilingual
    since: str = "0.1.0"
    status: Literal["stable", "preview", "deprecated"] = "stable"
    examples: Examples | None = None

    @property
    def finding(self) -> Bilingual:
        """What a finding of the rule is headed by: what is wrong, or the title where nothing else is said."""
        return self.heading or self.title


def base_role(name: str) -> str:
    """The role in a name of a formula: ``pagu`` of ``pagu@total`` and of ``pagu[2022]``."""
    return name.partition("@")[0].partition("[")[0]
