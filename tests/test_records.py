"""A record that is made quickly is the frozen dataclass that it was."""

from __future__ import annotations

import pickle
from copy import copy
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from lkjip_audit.records import changed, quickly_made


@quickly_made
@dataclass(frozen=True, slots=True, order=True)
class Thing:
    name: str
    count: int = 1
    parts: dict[str, int] = field(default_factory=dict, compare=False)
    side: str = field(default="left", kw_only=True)
    label: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", f"{self.name} {self.count}")


def test_it_is_made_as_its_fields_say() -> None:
    thing = Thing("a", side="right")
    assert (thing.name, thing.count, thing.parts, thing.side, thing.label) == ("a", 1, {}, "right", "a 1")
    assert Thing("a").parts is not Thing("a").parts
    assert type(thing) is Thing
    with pytest.raises(TypeError):
        Thing()  # type: ignore[call-arg]


def test_it_is_frozen_and_compares_copies_and_pickles_as_before() -> None:
    thing = Thing("a", 2)
    with pytest.raises(FrozenInstanceError):
        thing.count = 3  # type: ignore[misc]
    assert hash(thing) == hash(Thing("a", 2))
    assert thing < Thing("b")
    assert replace(thing, count=5) == Thing("a", 5)
    assert pickle.loads(pickle.dumps(thing)) == copy(thing) == thing
    assert repr(thing).startswith("Thing(name='a', count=2")


def test_one_is_made_from_another_with_what_is_changed() -> None:
    thing = Thing("a", 2, {"b": 1}, side="right")
    assert changed(thing, count=5) == Thing("a", 5, side="right")
    assert changed(thing, count=5).label == "a 5"
    assert changed(thing, count=5).parts is thing.parts
    with pytest.raises(TypeError):
        changed(thing, label="b")

    @dataclass(frozen=True)
    class Plain:
        name: str
        count: int = 1

    assert changed(Plain("a"), count=2) == Plain("a", 2)


def test_only_frozen_dataclasses_with_slots_are_made_so() -> None:
    @dataclass
    class Loose:
        name: str

    with pytest.raises(TypeError, match="Loose is no frozen dataclass"):
        quickly_made(Loose)
