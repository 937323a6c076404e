"""Which formula is in force where agencies use several: by the workbook's text, the profile, or its own rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lkjip_audit.formula import Expression
from lkjip_audit.judging.model import Equation, Manner, Source
from lkjip_audit.judging.precision import judge
from lkjip_audit.relations.kind import Settings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.model import Scene

CAPS = (Decimal(100), Decimal(110), Decimal(120), Decimal(150))
"""The highest capaian that agencies are told to print; which of them is in force the profile or the figures say."""
FALLING = "polaritas"
"""The family, in profiles, of the formulas for indicators of which less is better."""
_ROUNDED_WRONGLY = frozenset({Manner.CUT, Manner.PADDED, Manner.LAST_DIGIT, Manner.POSSIBLE})
Told = Literal["declared", "profile"]
"""Who says which formula is in force: the workbook's text or the profile."""


@dataclass(frozen=True, slots=True)
class FoundOut:
    """How the formula in force was found out: who says it, else its rows; ``fits`` ``of`` the column's rows obey it."""

    by: Told | Literal["rows"]
    formula: str
    fits: int
    of: int

    @property
    def source(self) -> Source:
        """Who says that the formula is in force."""
        return Source.NAMED if self.by == "rows" else Source.DECLARED

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """What fills the sentence about it."""
        return (
            ("formula_source", self.by),
            ("formula_in_force", self.formula),
            ("fits", str(self.fits)),
            ("of", str(self.of)),
        )


class Variant(Settings):
    """Another formula of the family.

    ``declared`` are regular expressions over the workbook's text (lower case, single spaces) that declare it;
    ``negative`` marks a formula for indicators where less is better.
    """

    id: str
    formula: str
    declared: tuple[str, ...] = ()
    negative: bool = False


class RowFormula(Settings):
    """``stated`` = ``formula`` over roles of the same row.

    ``percent`` tells that the result counts in percent, so that a bare fraction in a column is read times 100;
    ``capped`` that a highest printed value may be in force; ``rows`` which kinds of rows it holds in.
    """

    stated: str
    formula: str
    id: str = "utama"
    declared: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    rows: tuple[Literal["detail", "total", "subtotal", "mean"], ...] = ("detail",)
    percent: bool = False
    capped: bool = False
    family: str | None = None


def in_force(
    settings: RowFormula, formulas: Mapping[str, Expression], equations: Sequence[Equation], scene: Scene
) -> tuple[str | None, FoundOut | None]:
    """The id of the formula that a column follows, and how that was found out; None when nothing tells.

    A family with one formula only needs no finding out.

    ``formulas`` are those whose figures the table has; ``equations`` the column's rows under any of them.
    """
    negative = {variant.id for variant in settings.variants if variant.negative}
    general = [key for key in formulas if key not in negative]
    if len(general) == 1 and (general[0] == settings.id) and len(negative) == len(settings.variants):
        return general[0], None
    count = {key: sum(fits(equation, formulas[key]) for equation in equations) for key in general}
    best = max(general, key=lambda key: (count[key], -general.index(key)), default=None)
    if best is None:
        return None, None
    told = told_formula(settings, general, settings.family or "", scene)
    if told is not None:
        return told[0], _found_out(settings, told[0], told[1], count[told[0]], equations)
    showing = sum(shows(equation, formulas[best]) for equation in equations)
    few = len(equations) < limits().evidence.telling_rows
    if count[best] and (2 * showing > len(equations) or (few and 2 * showing == len(equations))):
        return best, _found_out(settings, best, "rows", count[best], equations)
    return None, None


def caps_in_force(scene: Scene) -> tuple[Decimal, ...]:
    """The highest results that may be printed for higher ones: the profile's, else those in use."""
    if scene.choices.uncapped:
        return ()
    return CAPS if scene.choices.cap is None else (scene.choices.cap,)


def falling_in_force(settings: RowFormula, formulas: Mapping[str, Expression], scene: Scene) -> str | None:
    """The id of the formula for indicators where less is better, as the report declares it, else the profile.

    None where neither speaks: both formulas in use are then right.
    """
    negative = [variant.id for variant in settings.variants if variant.negative and variant.id in formulas]
    told = told_formula(settings, negative, FALLING, scene)
    return None if told is None else told[0]


def told_formula(settings: RowFormula, among: Sequence[str], family: str, scene: Scene) -> tuple[str, Told] | None:
    """Which of the formulas ``among`` is in force, as somebody says; the workbook's own text comes first."""
    declared = [key for key in among if _is_declared(settings, key, scene)]
    if len(declared) == 1:
        return declared[0], "declared"
    choice = scene.choices.variants.get(family)
    return None if choice is None or choice not in among else (choice, "profile")


def _found_out(
    settings: RowFormula, key: str, by: Told | Literal["rows"], count: int, equations: Sequence[Equation]
) -> FoundOut:
    texts = {settings.id: settings.formula, **{variant.id: variant.formula for variant in settings.variants}}
    return FoundOut(by, texts[key].replace("_", " "), count, len(equations))


def fits(equation: Equation, formula: Expression) -> bool:
    """Whether the row holds under ``formula``, from the figures of the row alone."""
    verdict = judge(equation, formula, {})
    return verdict is not None and verdict.holds


def shows(equation: Equation, formula: Expression) -> bool:
    """Whether the row was computed by ``formula``, be it rounded wrongly: cut, filled up with zeros, one digit off."""
    verdict = judge(equation, formula, {})
    return verdict is not None and (verdict.holds or verdict.manner in _ROUNDED_WRONGLY)


def _is_declared(settings: RowFormula, key: str, scene: Scene) -> bool:
    patterns = settings.declared
    if key != settings.id:
        patterns = next(variant.declared for variant in settings.variants if variant.id == key)
    said = scene.once.of(_Said, scene)
    return any(map(said.anywhere, patterns))


class _Said:
    """Which patterns some text of the workbook holds, each looked for once: every row asks for the same few."""

    def __init__(self, scene: Scene) -> None:
        self._texts = scene.texts
        self._known: dict[str, bool] = {}

    def anywhere(self, pattern: str) -> bool:
        """Whether some text holds what ``pattern`` looks for."""
        found = self._known.get(pattern)
        if found is None:
            sought = re.compile(pattern)
            found = self._known[pattern] = any(map(sought.search, self._texts))
        return found
