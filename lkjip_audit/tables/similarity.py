"""How alike two names of one thing are: "Kompetensi ASN" and "Kapasitas Aparatur Sipil Negara"."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from functools import lru_cache

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordMap, WordPattern, Words, WordSet, derived
from lkjip_audit.tables.lexicon import plain
from lkjip_audit.tables.subjects import bare

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_SUFFIX = re.compile(r"(?:nya|kan|an)$")
_PREFIX = WordPattern(r"^{prefixes}(?=\w{4,})")
_EMPTY = WordSet("empty_words")
_SAME = WordMap("same_words")
"""Words that mean the same whoever writes them."""
_KEPT = 20_000
"""The names in one workbook, compared each with each."""
_ACRONYM = re.compile(r"[a-z]{2,7}")


@derived
def _cut(_: Words) -> Callable[[str, int], tuple[str, ...]]:
    """The same as ``tokens`` for stems of words of so many letters; texts come again and again."""
    return lru_cache(maxsize=_KEPT)(lambda text, shortest: tuple(_stem(word, shortest) for word in _written(text)))


def tokens(text: str) -> tuple[str, ...]:
    """The telling words of ``text``, stems only, without the number or dash before it."""
    return _cut()(text, limits().matching.shortest_stemmed)


def has_words(text: str) -> bool:
    """Whether ``text`` has a telling word: ``tokens`` gives any."""
    return any(word not in _EMPTY for word in _TOKEN.findall(plain(bare(text))))


@derived
def _spelt(words: Words) -> Callable[[str], tuple[str, ...]]:
    empty = words["empty_words"].words
    return lru_cache(maxsize=_KEPT)(
        lambda text: tuple(word for word in _TOKEN.findall(plain(bare(text))) if word not in empty)
    )


def _written(text: str) -> tuple[str, ...]:
    return _spelt()(text)


def normal(text: str) -> str:
    """``text`` so that two spellings of the same words are equal."""
    return " ".join(_TOKEN.findall(plain(bare(text))))


def _stem(word: str, shortest: int) -> str:
    if len(word) < shortest:
        return word
    return _PREFIX.sub("", _SUFFIX.sub("", word))


@derived
def _lights(words: Words) -> Callable[[int], frozenset[str]]:
    light = words["light_words"].words
    return lru_cache(maxsize=1)(lambda shortest: frozenset(_stem(word, shortest) for word in light))


def _light() -> frozenset[str]:
    """The stems of the words of form."""
    return _lights()(limits().matching.shortest_stemmed)


class Weights:
    """How telling each word is among ``texts``: the rarer the more, and little for words of form."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            counts.update(set(tokens(text)))
            total += 1
        self._light, self._least = _light(), limits().matching.light_word
        self._most = math.log(2 + total)
        self._known = {word: self._weighed(word, math.log(1 + (total + 1) / count)) for word, count in counts.items()}
        self._totals: dict[frozenset[str], float] = {}

    def _weighed(self, word: str, weight: float) -> float:
        return weight * self._least if word in self._light else weight

    def of(self, word: str) -> float:
        """The weight of ``word``."""
        known = self._known.get(word)
        return self._weighed(word, self._most) if known is None else known

    def total(self, words: frozenset[str]) -> float:
        """The weight of all of ``words``: the same whatever their order, which for a set is another in every run."""
        known = self._totals.get(words)
        if known is None:
            known = self._totals[words] = math.fsum(map(self.of, words))
        return known


def likeness(first: str, second: str, weights: Weights) -> float:
    """From 0 (nothing in common) to 1 (the same words); one wholly inside the other is nearly that."""
    a, b = _word_sets(first, second)
    if not a or not b:
        return 0.0
    common = _common(a, b)
    shared = weights.total(common)
    if not shared:
        return 0.0
    total_a, total_b = weights.total(a), weights.total(b)
    dice = min(1.0, 2 * shared / (total_a + total_b))
    smaller = a if total_a <= total_b else b
    telling = [word for word in smaller if word not in _light()]
    if len(smaller) >= 2 and telling and all(word in common for word in smaller):
        own = limits().matching
        return max(dice, own.contained * (own.contained_least + (1 - own.contained_least) * dice))
    return dice


def is_telling(first: str, second: str) -> bool:
    """Whether what two names have in common is more than a numeral, a letter or one word of form."""
    a, b = _word_sets(first, second)
    common = a & b
    own = limits().matching
    telling = any(len(word) >= own.telling_letters and word not in _light() for word in common)
    return telling or len(common) >= own.telling_words


def contrast(first: str, second: str) -> bool:
    """Whether each of two names has a telling word that the other lacks: "peserta KB aktif", "peserta KB baru"."""
    a, b = _word_sets(first, second)
    common = _common(a, b) | _common(b, a)
    return all(any(word not in _light() and not word.isdigit() for word in own - common) for own in (a, b))


def _word_sets(first: str, second: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of both names, the acronyms of one unfolded where the other has their words."""
    shortest = limits().matching.shortest_stemmed
    meant = _meant()
    a, b = meant(first, shortest), meant(second, shortest)
    return _unfold(a, second, b), _unfold(b, first, a)


@derived
def _meant(_: Words) -> Callable[[str, int], frozenset[str]]:
    """The same as the words of ``tokens``, those that are used for one another brought to one."""
    return lru_cache(maxsize=_KEPT)(lambda text, shortest: frozenset(_alike(_cut()(text, shortest))))


def _alike(words: Iterable[str]) -> Iterator[str]:
    """``words`` with those that agencies use for one another brought to one."""
    for word in words:
        yield from (_SAME.get(word) or word).split()


def _unfold(words: frozenset[str], other: str, other_set: Set[str]) -> frozenset[str]:
    """``words`` with an acronym replaced by those of the other name, as written, whose first letters it is."""
    initials = _initials()(other)
    short = [word for word in words - other_set if word in initials and _ACRONYM.fullmatch(word)]
    if not short:
        return words
    unfolded, written, shortest = set(words), _written(other), limits().matching.shortest_stemmed
    for word in short:
        start = initials.index(word)
        unfolded.discard(word)
        unfolded.update(_stem(part, shortest) for part in written[start : start + len(word)])
    return frozenset(unfolded)


@derived
def _initials(_: Words) -> Callable[[str], str]:
    """The first letters of a name's words as written."""
    return lru_cache(maxsize=_KEPT)(lambda text: "".join(word[0] for word in _written(text)))


def _common(a: Set[str], b: Set[str]) -> frozenset[str]:
    """The words of both, a slip of one letter in a long word forgiven."""
    alone, others = a - b, b - a
    least = limits().matching.slip_letters
    slipped = [word for word in alone if len(word) >= least and any(_one_off(word, other) for other in others)]
    return frozenset({*(a & b), *slipped})


def _one_off(first: str, second: str) -> bool:
    """Whether two words differ by one letter changed, left out or put in."""
    if abs(len(first) - len(second)) > 1 or first[0] != second[0]:
        return False
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1
    short, long = sorted((first, second), key=len)
    cut = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[cut:] == long[cut + 1 :]
