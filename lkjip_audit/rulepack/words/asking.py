"""How a module asks for words: by the name of their class, of the words in force."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import TypeVar

from lkjip_audit.rulepack.words.model import WordClass, Words
from lkjip_audit.rulepack.words.reading import packaged_words

_T = TypeVar("_T")
_IN_FORCE: ContextVar[Words | None] = ContextVar("words", default=None)
_PLACE = re.compile(r"\{([a-z][a-z_]*)\}")


@cache
def _packaged() -> Words:
    return packaged_words()


def spoken() -> Words:
    """The words in force: those of ``speaking``, else the packaged ones, which are read when first asked for."""
    return _IN_FORCE.get() or _packaged()


@contextmanager
def speaking(words: Words | None) -> Iterator[None]:
    """Let ``words`` be in force while this lasts, in this thread; None leaves those that are."""
    token = _IN_FORCE.set(words or _IN_FORCE.get())
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


def derived(make: Callable[[Words], _T]) -> Callable[[], _T]:
    """``make`` as a function without arguments: of the words in force, reckoned once for them."""

    @wraps(make)
    def asked() -> _T:
        return spoken().once(asked, make)

    return asked


class WordSet:
    """The words of a class, for ``in``, for going through them, and for unions with ``|``."""

    __slots__ = ("names",)

    def __init__(self, *names: str) -> None:
        self.names = names

    def words(self) -> frozenset[str]:
        """The words in force."""
        words = _IN_FORCE.get() or _packaged()
        made: frozenset[str] | None = words.made.get(self)
        return words.once(self, self._make) if made is None else made

    def _make(self, words: Words) -> frozenset[str]:
        return frozenset(word for name in self.names for word in words[name].words)

    def __contains__(self, word: object) -> bool:
        return word in self.words()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.words()))


class WordMap:
    """The words of a class with what each stands for: a month's number, a scale's factor."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def _class(self) -> WordClass:
        return spoken()[self.name]

    def __contains__(self, word: object) -> bool:
        return word in self._class().keys

    def __getitem__(self, word: str) -> str:
        return self._class().keys[word]

    def get(self, word: str) -> str | None:
        """What ``word`` stands for; None for a word that the class has not."""
        return self._class().keys.get(word)

    def items(self) -> Iterator[tuple[str, str]]:
        """Each word with its key, in the order of the files."""
        return iter(self._class().keys.items())

    def meanings(self) -> frozenset[str]:
        """All that words of the class stand for."""
        return frozenset(self._class().keys.values())

    def first(self, key: str) -> str:
        """The first word that stands for ``key``: the one to write."""
        return next(word for word, own in self.items() if own == key)


class WordPattern:
    r"""A regular expression with classes of words in it: ``\b(?:{months})\b``.

    Each name in braces becomes the alternatives of its class, the longest first.  It is compiled once for each
    ``Words`` and then used like any pattern.
    """

    __slots__ = ("flags", "skeleton")

    def __init__(self, skeleton: str, flags: int = 0) -> None:
        self.skeleton, self.flags = skeleton, flags

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern with the words in force."""
        # Asked for in the innermost loops: what is made already is looked up here, and not in ``once``.
        words = _IN_FORCE.get() or _packaged()
        made: re.Pattern[str] | None = words.made.get(self)
        return words.once(self, self._compile) if made is None else made

    def _compile(self, words: Words) -> re.Pattern[str]:
        return re.compile(_PLACE.sub(lambda match: words.either(match.group(1)), self.skeleton), self.flags)

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        return self.pattern.search(text, *span)

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        """As ``re.Pattern.match``."""
        return self.pattern.match(text, *span)

    def fullmatch(self, text: str, *span: int) -> re.Match[str] | None:
        """As ``re.Pattern.fullmatch``."""
        return self.pattern.fullmatch(text, *span)

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        return self.pattern.finditer(text, *span)

    def findall(self, text: str) -> list[str]:
        """As ``re.Pattern.findall``."""
        return self.pattern.findall(text)

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As ``re.Pattern.sub``."""
        return self.pattern.sub(by, text)

    def split(self, text: str) -> list[str | None]:
        """As ``re.Pattern.split``."""
        return self.pattern.split(text)


def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """``phrase`` of a rules file as whole words; "{nations}" in it is any word of that class."""

    def made(words: Words) -> re.Pattern[str]:
        parts = _PLACE.split(phrase)
        told = (words.either(part) if at % 2 else re.escape(part) for at, part in enumerate(parts))
        return re.compile(rf"(?<!\w)(?:{''.join(told)})(?!\w)")

    return spoken().once((phrase_pattern, phrase), made)


def classes_in(phrase: str) -> tuple[str, ...]:
    """The classes that ``phrase`` of a rules file names in braces."""
    return tuple(_PLACE.findall(phrase))
