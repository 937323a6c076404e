"""How alike two names of one thing are: "Kompetensi ASN" and "Kapasitas Aparatur Sipil Negara"."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
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
        self._idf: Mapping[str, float] = {word: math.log(1 + (total + 1) / count) for word, count in counts.items()}
        self._most = math.log(2 + total)

    def of(self, word: str) -> float:
        """The weight of ``word``."""
        weight = self._idf.get(word, self._most)
        return weight * limits().matching.light_word if word in _light() else weight


def likeness(first: str, second: str, weights: Weights) -> float:
    """From 0 (nothing in common) to 1 (the same words); one wholly inside the other is nearly that."""
    a, b = _word_sets(first, second)
    if not a or not b:
        return 0.0
    common = _common(a, b)
    # ``fsum`` gives the same whatever the order, which for a set of words is another in every run.
    shared = math.fsum(weights.of(word) for word in common)
    total_a, total_b = (math.fsum(weights.of(word) for word in words) for words in (a, b))
    if not shared:
        return 0.0
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


def _word_sets(first: str, second: str) -> tuple[set[str], set[str]]:
    """The words of both names, the acronyms of one unfolded where the other has their words."""
    shortest = limits().matching.shortest_stemmed
    a, b = (_meant()(text, shortest) for text in (first, second))
    return _unfold(a, _written(second), b), _unfold(b, _written(first), a)


@derived
def _meant(_: Words) -> Callable[[str, int], frozenset[str]]:
    """The same as the words of ``tokens``, those that are used for one another brought to one."""
    return lru_cache(maxsize=_KEPT)(lambda text, shortest: frozenset(_alike(_cut()(text, shortest))))


def _alike(words: Iterable[str]) -> Iterator[str]:
    """``words`` with those that agencies use for one another brought to one."""
    for word in words:
        yield from (_SAME.get(word) or word).split()


def _unfold(words: Set[str], other: Sequence[str], other_set: Set[str]) -> set[str]:
    """``words`` with an acronym replaced by those of the other name, as written, whose first letters it is."""
    unfolded = set(words)
    for word in words - other_set:
        if not _ACRONYM.fullmatch(word):
            continue
        for start in range(len(other) - len(word) + 1):
            run = other[start : start + len(word)]
            if all(part.startswith(letter) for part, letter in zip(run, word, strict=True)):
                unfolded.discard(word)
                shortest = limits().matching.shortest_stemmed
                unfolded.update(_stem(part, shortest) for part in run)
                break
    return unfolded


def _common(a: set[str], b: set[str]) -> set[str]:
    """The words of both, a slip of one letter in a long word forgiven."""
    common = a & b
    for word in a - b:
        if len(word) >= limits().matching.slip_letters and any(_one_off(word, other) for other in b - a):
            common.add(word)
    return common


def _one_off(first: str, second: str) -> bool:
    """Whether two words differ by one letter changed, left out or put in."""
    if abs(len(first) - len(second)) > 1 or first[0] != second[0]:
        return False
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1
    short, long = sorted((first, second), key=len)
    cut = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[cut:] == long[cut + 1 :]
