"""Frozen dataclasses that are made by the hundred thousand: the same class, made in less than half the time.

A frozen dataclass sets each field by a call of ``object.__setattr__``.  Here the new object is of a twin class without
that guard while its fields are set, and of its own when they are: frozen, compared, copied and pickled as before.
``changed`` makes one from another as quickly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, fields, replace
from typing import Any, TypeVar

_T = TypeVar("_T")
_ABSENT = object()


def quickly_made(cls: type[_T]) -> type[_T]:
    """``cls``, a dataclass that is frozen and has slots and no bases with fields, with a quicker ``__init__``.

    Raises TypeError for another class.
    """
    own = fields(cls)  # type: ignore[arg-type]  # what is no dataclass is refused by it
    params = getattr(cls, "__dataclass_params__", None)
    if params is None or not params.frozen or tuple(cls.__dict__.get("__slots__", ())) != tuple(f.name for f in own):
        raise TypeError(f"{cls.__name__} is no frozen dataclass with slots of its own")
    twin = type(cls.__name__, (), {"__slots__": tuple(field.name for field in own)})
    known: dict[str, Any] = {"_own": cls, "_twin": twin, "_put": object.__setattr__, "_absent": _ABSENT}
    told = [field for field in own if field.init]
    cls.__replace__ = _replacing(told, known)  # type: ignore[attr-defined]
    signature = ["self", *(_parameter(field, known) for field in told if not field.kw_only)]
    if any(field.kw_only for field in told):
        signature += ["*", *(_parameter(field, known) for field in told if field.kw_only)]
    lines = [f"def __init__({', '.join(signature)}):", " _put(self, '__class__', _twin)"]
    lines += [f" self.{field.name} = {_value(field)}" for field in told]
    lines.append(" self.__class__ = _own")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join(lines), known)
    made = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = made  # type: ignore[method-assign]
    return cls


def changed(record: _T, **changes: object) -> _T:
    """As ``dataclasses.replace``, and quickly where the class of ``record`` is ``quickly_made``."""
    make = getattr(record, "__replace__", None)  # since Python 3.13 every dataclass has one
    made: _T = replace(record, **changes) if make is None else make(**changes)  # type: ignore[type-var]
    return made


def _replacing(told: Sequence[Field[Any]], known: dict[str, Any]) -> Callable[..., Any]:
    """What makes another record of one, but for the fields that it is given."""
    signature = ", ".join(f"{field.name}=_absent" for field in told)
    values = ", ".join(f"{field.name}=self.{field.name} if {field.name} is _absent else {field.name}" for field in told)
    made: dict[str, Callable[..., Any]] = {}
    exec(f"def __replace__(self, *, {signature}): return _own({values})", known, made)
    return made["__replace__"]


def _parameter(field: Field[Any], known: dict[str, Any]) -> str:
    if field.default is not MISSING:
        known[f"_is_{field.name}"] = field.default
        return f"{field.name}=_is_{field.name}"
    if field.default_factory is not MISSING:
        known[f"_make_{field.name}"] = field.default_factory
        return f"{field.name}=_absent"
    return field.name


def _value(field: Field[Any]) -> str:
    name = field.name
    if field.default is MISSING and field.default_factory is not MISSING:
        return f"_make_{name}() if {name} is _absent else {name}"
    return name
