"""The limits in force: ``rules/limits.yaml`` as a tree, and how code that needs a limit reaches it.

A limit is a threshold or a cost that decides something: how alike two headers must be, what a wrong figure costs.  The
file says of each what it decides and where its value comes from; a profile may move one by name, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from pydantic import BaseModel, Field, create_model, model_validator

from lkjip_audit.nearest import nearest
from lkjip_audit.rulepack.document import Document, read
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.limit_groups import Limits
from lkjip_audit.rulepack.model import Strict, Text
from lkjip_audit.rulepack.problems import BrokenPackError, Problem
from lkjip_audit.rulepack.validation import validated

FILE = "limits.yaml"

_IN_FORCE: ContextVar[Limits] = ContextVar("limits in force")


class Told(Strict):
    """What the file says of a limit besides its value: what it decides, and its source or how it was set."""

    why: Text
    source: Text | None = None
    calibration: Text | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> Told:
        if (self.source is None) == (self.calibration is None):
            raise ValueError("source or calibration, and not both")
        return self


class Moved(Strict):
    """A limit that a profile moves: ``limit`` is its name with its group's (``judging.trifle_rupiah``), and why."""

    limit: Text
    value: Decimal
    reason: Text


def limits() -> Limits:
    """The limits in force: those of the ``in_force`` around the call, else the packaged ones."""
    return _IN_FORCE.get(None) or packaged()


@contextmanager
def in_force(chosen: Limits) -> Iterator[None]:
    """Have ``limits()`` give ``chosen`` until the block ends; as ``decimal.localcontext``, for this thread alone."""
    token = _IN_FORCE.set(chosen)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


@lru_cache(maxsize=1)
def packaged() -> Limits:
    """The limits that come with the program; BrokenPackError with all that is wrong with their file."""
    return load_limits(pack_folder() / FILE)


def load_limits(path: Path) -> Limits:
    """The limits of the file at ``path``; BrokenPackError with all that is wrong with it."""
    given, _ = read_limits(path)
    groups = {
        group: kind(**{name: convert(given[group, name][0]) for name, convert in limits_of(kind).items()})
        for group, kind in groups_of().items()
    }
    return Limits(**groups)


def read_limits(path: Path) -> tuple[Mapping[tuple[str, str], tuple[Decimal, Told]], Document]:
    """Every limit of the file at ``path`` by group and name: its value, and what is said of it."""
    document = read(path)
    model, problems = validated(_model(), document.data, document)
    if model is None:
        raise BrokenPackError(problems)
    found = {}
    for group, kind in groups_of().items():
        for name in limits_of(kind):
            entry = getattr(getattr(model, group), name)
            told = Told(why=entry.why, source=entry.source, calibration=entry.calibration)
            found[group, name] = (Decimal(entry.value), told)
    return found, document


def moved(chosen: Limits, wanted: Sequence[Moved], document: Document) -> tuple[Limits, tuple[Problem, ...]]:
    """``chosen`` with what a profile's ``wanted`` moves, and what is wrong with these in its ``document``."""
    problems = []
    known = [f"{group}.{name}" for group, kind in groups_of().items() for name in limits_of(kind)]
    for index, item in enumerate(wanted):
        if item.limit not in known:
            details = {"limit": item.limit, "nearest": nearest(item.limit, known)}
            problems.append(document.problem("profile_unknown_limit", ("limits", index, "limit"), details))
            continue
        chosen, code = with_limit(chosen, item.limit, item.value)
        if code:
            problems.append(document.problem(code, ("limits", index, "value"), {"key": item.limit}))
    return chosen, tuple(problems)


def with_limit(chosen: Limits, name: str, value: Decimal) -> tuple[Limits, str | None]:
    """``chosen`` with the limit ``name`` at ``value``; as it was, with a problem's code, where that cannot be."""
    group, _, own = name.partition(".")
    convert = limits_of(groups_of()[group])[own]
    if value < 0:
        return chosen, "limit_below_zero"
    if convert is int and value != value.to_integral_value():
        return chosen, "wants_integer"
    inner: Any = getattr(chosen, group)
    changed: Any = {group: replace(inner, **{own: convert(value)})}
    return replace(chosen, **changed), None


def groups_of() -> Mapping[str, type[Any]]:
    """The groups of limits by name, in the order of the tree."""
    return get_type_hints(Limits)


def limits_of(group: type[Any]) -> Mapping[str, type[Any]]:
    """The limits of a group by name, each with its type: int, float or Decimal."""
    types = get_type_hints(group)
    return {field.name: types[field.name] for field in fields(group)}


@lru_cache(maxsize=1)
def _model() -> type[BaseModel]:
    """The strict model of the file: every limit of every group, and no other."""
    entries: dict[type[Any], type[BaseModel]] = {}
    for kind in (int, float, Decimal):
        value: Any = (Annotated[int if kind is int else Decimal, Field(ge=0)], ...)
        entries[kind] = create_model("Limit", __base__=Told, value=value)
    models: dict[str, Any] = {}
    for group, kind in groups_of().items():
        held: dict[str, Any] = {name: (entries[own], ...) for name, own in limits_of(kind).items()}
        models[group] = (create_model(f"Group_{group}", __base__=Strict, **held), ...)
    return create_model("LimitsFile", __base__=Strict, **models)
