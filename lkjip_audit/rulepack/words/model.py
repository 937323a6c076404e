"""Classes of words, and all of them together."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Annotated, Any, TypeVar, cast

from pydantic import BeforeValidator, Field, RootModel

from lkjip_audit.rulepack.model import Strict, Text

_T = TypeVar("_T")
_BLANKS = re.compile(r"(?:\\?\s)+")
_ANY_BLANK = r"\\s+"
_OPTIONAL = re.compile(r"\(([^()]+)\)")


def _keyed(value: object) -> object:
    """A plain list as a mapping with one key, none."""
    return {"": value} if isinstance(value, list | tuple) else value


def _named(value: object) -> object:
    """Keys as text: 1000 is "1000"."""
    return {str(key): inner for key, inner in value.items()} if isinstance(value, Mapping) else value


Listed = Annotated[dict[str, tuple[Text, ...]], BeforeValidator(lambda value: _named(_keyed(value)))]
"""Words, all alike or each under the key that it stands for (a month's number, a scale's factor)."""


class ClassSpec(Strict):
    """One class of words as a file gives it; the keys are told in ``rules/words/README.md``."""

    about: Text | None = None
    words: Listed = Field(default_factory=dict)
    of: tuple[Text, ...] = ()
    apart: tuple[Text, ...] = ()


class WordsFile(RootModel[dict[str, ClassSpec]]):
    """A file of ``rules/words/``: its classes by name."""


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class with all its words, those of the classes that it is made of too; ``keys`` by word where it has any."""

    words: tuple[str, ...]
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """All classes by name.  What is made of them (patterns, sets) is made once and kept in ``made``."""

    classes: Mapping[str, WordClass]
    made: dict[Hashable, Any]

    @classmethod
    def of(cls, specs: Mapping[str, ClassSpec]) -> Words:
        """The classes that ``specs`` give; every name in an ``of`` must be among them, and none within itself."""
        done: dict[str, WordClass] = {}
        for name in specs:
            _complete(name, specs, done)
        return cls(done, {})

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled without what was made: another process makes its own."""
        return Words, (dict(self.classes), {})

    def __getitem__(self, name: str) -> WordClass:
        return self.classes[name]

    def once(self, key: Hashable, make: Callable[[Words], _T]) -> _T:
        """What ``make`` makes of these words; made at the first call with ``key``, and the same at every other."""
        if key not in self.made:
            self.made[key] = make(self)
        return cast("_T", self.made[key])

    def either(self, name: str) -> str:
        """The words of a class as alternatives of a pattern, the longest first; any blank stands for a blank."""
        words = sorted(self[name].words, key=lambda word: (-len(word), word))
        return f"(?:{'|'.join(re.sub(_BLANKS, _ANY_BLANK, re.escape(word)) for word in words)})"


def spellings(word: str) -> Iterator[str]:
    """The spellings that an entry stands for: a part in brackets may be missing ("realisasi(nya)")."""
    match = _OPTIONAL.search(word)
    if match is None:
        yield word
        return
    for part in (match.group(1), ""):
        yield from spellings(" ".join((word[: match.start()] + part + word[match.end() :]).split(" ")).strip())


def own_words(spec: ClassSpec) -> Iterator[tuple[str, str]]:
    """The words that a file gives a class by themselves, each with its key ("" where there is none)."""
    for key, entries in spec.words.items():
        for entry in entries:
            for word in spellings(entry):
                yield word, key


def _complete(name: str, specs: Mapping[str, ClassSpec], done: dict[str, WordClass]) -> WordClass:
    """The class ``name`` with the words of the classes that it is made of."""
    if name not in done:
        spec = specs[name]
        parts = [_complete(part, specs, done) for part in spec.of]
        keys: dict[str, str] = reduce(lambda found, part: {**part.keys, **found}, parts, {})
        words = dict.fromkeys(word for part in parts for word in part.words)
        for word, key in own_words(spec):
            words.setdefault(word)
            if key:
                keys.setdefault(word, key)
        done[name] = WordClass(tuple(words), keys)
    return done[name]
