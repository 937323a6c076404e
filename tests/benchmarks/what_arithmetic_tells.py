"""Which cells could be the wrong one, by the equations of a form alone: what a benchmark may ask of a diagnosis.

A slip that breaks no equation cannot be seen.  Where several cells, each changed alone, would mend all that is broken
and break nothing else, no arithmetic tells them apart: a tie.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from types import MappingProxyType

from tests.benchmarks.form_words import Form, Holds, Place

_STEP = Fraction(1, 100)
_GROWTH = "growth"
Interval = tuple[Fraction, Fraction]


def answers_of(form: Form, slip: Place) -> tuple[Place, ...]:
    """The cells that could be wrong by themselves once ``slip`` is typed; none where no equation is broken.

    Cells that could not be told from ``slip`` are there; a broken form always has ``slip`` among its answers.
    """
    near = [equation for equation in form.equations if slip in (equation.stated, *equation.parts)]
    broken = [equation for equation in near if not _holds(form, equation)]
    if not broken:
        return ()
    shared = reduce(set.intersection, ({equation.stated, *equation.parts} for equation in broken))
    return tuple(sorted(place for place in shared if place == slip or _mends(form, place)))


def _mends(form: Form, place: Place) -> bool:
    """Whether some other value of the cell at ``place`` makes all equations that it is in hold."""
    own = [equation for equation in form.equations if place in (equation.stated, *equation.parts)]
    straight = [equation for equation in own if equation.kind != _GROWTH or place == equation.stated]
    lows, highs = zip(*(_allowed(form, equation, place) for equation in straight), strict=True)
    low, high = max(lows), min(highs)
    step = _STEP if isinstance(_value(form, place), float) else Fraction(1)
    mended = math.ceil(low / step) * step
    return (
        low <= high
        and mended <= high
        and all(_holds(form, item, {place: mended}) for item in own if item not in straight)
    )


def _value(form: Form, place: Place) -> float | int:
    sheet, row, column = place
    return form.sheets[sheet][row][column]


def _exact(form: Form, place: Place) -> Fraction:
    value = _value(form, place)
    return Fraction(Decimal(f"{value:.2f}")) if isinstance(value, float) else Fraction(value)


def _shown(form: Form, place: Place) -> Interval:
    """What a rounded result may stand for; a whole number stands for itself."""
    exact = _exact(form, place)
    half = _STEP / 2 if isinstance(_value(form, place), float) else Fraction(0)
    return exact - half, exact + half


def _holds(form: Form, equation: Holds, changed: Mapping[Place, Fraction] = MappingProxyType({})) -> bool:
    """Whether the equation holds; of what a growth is made of one figure is as its other equations want it."""
    low, high = _shown(form, equation.stated)
    parts = [changed[part] if part in changed else _exact(form, part) for part in equation.parts]
    computed = _computed(equation.kind, parts)
    return computed is not None and low <= computed <= high


def _computed(kind: str, values: list[Fraction]) -> Fraction | None:
    ways: dict[str, Callable[[], Fraction]] = {
        "sum": lambda: sum(values, Fraction(0)),
        "average": lambda: sum(values, Fraction(0)) / len(values),
        "ratio": lambda: values[0] / values[1] * 100,
        "difference": lambda: values[0] - values[1],
        "product": lambda: values[0] * values[1] / 100,
        "times": lambda: values[0] * values[1],
        "same": lambda: values[0],
        _GROWTH: lambda: (
            sum((late / early - 1 for early, late in pairwise(values)), Fraction(0)) * 100 / (len(values) - 1)
        ),
    }
    return None if kind == "ratio" and values[1] == 0 else ways[kind]()


def _allowed(form: Form, equation: Holds, place: Place) -> Interval:
    """What the cell at ``place`` may hold for ``equation`` to hold, all others as they stand."""
    parts = [_exact(form, part) for part in equation.parts]
    if place == equation.stated:
        computed = _computed(equation.kind, parts)
        half = _STEP / 2 if isinstance(_value(form, place), float) else Fraction(0)
        return (computed - half, computed + half) if computed is not None else (Fraction(1), Fraction(0))
    low, high = _shown(form, equation.stated)
    at = equation.parts.index(place)
    rest = sum(parts, Fraction(0)) - parts[at]
    if equation.kind in ("sum", "average"):
        times = len(parts) if equation.kind == "average" else 1
        return low * times - rest, high * times - rest
    if equation.kind == "same":
        return low, high
    if equation.kind == "difference":
        return (low + parts[1], high + parts[1]) if at == 0 else (parts[0] - high, parts[0] - low)
    if equation.kind in ("times", "product"):
        other = parts[1 - at] / (100 if equation.kind == "product" else 1)
        if not other:
            return (Fraction(0), Fraction(10**18)) if low <= 0 <= high else (Fraction(1), Fraction(0))
        return _ordered(low / other, high / other)
    if at == 0:
        return low * parts[1] / 100, high * parts[1] / 100
    return _ordered(parts[0] * 100 / high, parts[0] * 100 / low) if low > 0 else (Fraction(0), Fraction(10**18))


def _ordered(one: Fraction, other: Fraction) -> Interval:
    return min(one, other), max(one, other)
