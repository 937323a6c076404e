"""YAML text as the events of a parser: the quick one for what it can vouch for, the thorough one for the rest.

libyaml (through PyYAML) reads the packaged rules in a twentieth of the time that ruamel.yaml takes, which is why
nothing of a pack is kept between runs (``docs/adr/0007-rules-are-not-cached.md``).  It knows YAML 1.1: what a plain
word means is decided by our own table, the one of 1.2, for both parsers alike (``tag_of``).  A text in which the two
versions cut lines, take tabs or directives otherwise, or that the quick parser refuses, is left to the thorough one,
whose complaint is the one that people read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

TAG = "tag:yaml.org,2002:"

_NOT_FOR_THE_QUICK = re.compile("^%|\r(?!\n)|[\t\x85\u2028\u2029\ufeff]", re.MULTILINE)
_PLAIN = (
    ("bool", re.compile(r"true|True|TRUE|false|False|FALSE")),
    ("int", re.compile(r"[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?[0-9][0-9_]*|[-+]?0x[0-9a-fA-F_]+")),
    (
        "float",
        re.compile(
            r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+"
            r"|[-+]?\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
        ),
    ),
    ("null", re.compile(r"~|null|Null|NULL|")),
    ("merge", re.compile(r"<<")),
    ("value", re.compile(r"=")),
    (
        "timestamp",
        re.compile(
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
            r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
            r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
        ),
    ),
)
"""What a plain scalar is, by YAML 1.2's core schema with its dates; none of these is text."""


class Event(NamedTuple):
    """One event: ``name`` ("Scalar", "MappingStart"...), where it starts (line and column from 1), and what it says."""

    name: str
    place: tuple[int, int]
    value: str
    tag: str
    is_plain: bool
    anchor: str | None


def quick_events(text: str) -> tuple[Event, ...] | None:
    """The events of ``text`` by libyaml; None where it is not there or cannot vouch for them."""
    import yaml  # noqa: PLC0415 - slow to import, and --help needs none of it

    if not yaml.__with_libyaml__ or _NOT_FOR_THE_QUICK.search(text):
        return None
    try:
        return tuple(map(_event, yaml.parse(text, Loader=yaml.CBaseLoader)))
    except yaml.YAMLError:
        return None


def thorough_events(text: str) -> tuple[Event, ...]:
    """The events of ``text`` by ruamel.yaml, which raises its YAMLError where the text is no YAML."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - needed only where the quick parser is not enough

    events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
    return tuple(map(_event, events))


def _event(event: Any) -> Event:  # noqa: ANN401 - two libraries, one shape
    mark = event.start_mark
    implicit = getattr(event, "implicit", None)
    return Event(
        type(event).__name__.removesuffix("Event"),
        (mark.line + 1, mark.column + 1),
        getattr(event, "value", None) or "",
        str(getattr(event, "tag", None) or ""),
        isinstance(implicit, tuple) and bool(implicit[0]),
        getattr(event, "anchor", None),
    )


def tag_of(event: Event) -> str:
    """The tag of a scalar: its own, or what a plain word means by YAML 1.2."""
    if event.tag:
        return event.tag
    if not event.is_plain:
        return f"{TAG}str"
    if event.value[:1].isalpha() and event.value[0] not in "tTfFnN":
        return f"{TAG}str"
    return TAG + next((name for name, form in _PLAIN if form.fullmatch(event.value)), "str")
