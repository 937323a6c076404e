"""Words of headers: brought to one spelling, weighed, and compared.

lexicon.words("PROSENTASE CAPKIN")  ->  ("%", "capaian", "kinerja")
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from rapidfuzz.distance import DamerauLevenshtein

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.reading_limits import HeaderWordsLimits

_T = TypeVar("_T")
_SPACED = re.compile(r"(?:(?<=\s)|^)(?:[^\W\d_]\s+){3,}[^\W\d_](?=\s|[:.,]|$)")
_FEWEST_SPACED = 3
"""So many letters stand alone, and one more may before a mark, in a word that is spaced out."""

_DIGIT_EDGE = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_TOKEN = re.compile(r"[^\W\d_]+|%|#")
_ZERO_FOR_O = re.compile(r"\bn0\b")


def plain(text: str) -> str:
    """``text`` in lower case, on one line, with spaced-out letters ("J U M L A H") drawn together."""
    text = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower()
    words = text.split()
    text = " ".join(words)
    if list(map(len, words)).count(1) < _FEWEST_SPACED:
        return text
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with their weights; ``head`` is the first of some weight, ``weights`` are a header's."""

    words: frozenset[str]
    weight: float
    head: str | None
    weights: Mapping[str, float]
    total: float
    head_is_known: bool


class Lexicon:
    """The words that headers are made of.

    ``light``     words that weigh less than 1 when phrases are compared.
    ``spelling``  canonical words or phrases, each with its variants.
    ``phrases``   every phrase that a header may be; their words are the known words.
    """

    def __init__(
        self, light: Mapping[str, float], spelling: Mapping[str, Iterable[str]], phrases: Iterable[str]
    ) -> None:
        self._light = dict(light)
        self._single: dict[str, tuple[str, ...]] = {}
        several: dict[str, str] = {}
        for canonical, variants in spelling.items():
            for variant in variants:
                if _TOKEN.fullmatch(variant):
                    self._single[variant] = tuple(_TOKEN.findall(canonical))
                else:
                    several[variant] = canonical
        ordered = sorted(several, key=len, reverse=True)
        self._several = several
        self._several_pattern = re.compile(
            r"(?<![^\W_])(?:"
            + "|".join(re.escape(variant).replace(r"\ ", r"[\s.-]+") for variant in ordered)
            + r")(?![^\W_])"
        )
        self._known: frozenset[str] = frozenset()
        self._under: HeaderWordsLimits | None = None
        self._memo: dict[tuple[str, bool], tuple[str, ...]] = {}
        self._mended: dict[str, tuple[str, ...]] = {}
        self._phrases: dict[tuple[str, ...], Phrase] = {}
        self._made: dict[Hashable, Any] = {}
        known = set(light) | {word for phrase in (*phrases, *spelling) for word in self.words(phrase, mend=False)}
        self._known = frozenset(known)
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(known):
            self._by_letter.setdefault(word[0], []).append(word)
        self._memo.clear()
        self._phrases.clear()

    def __getstate__(self) -> Mapping[str, object]:
        """What another process needs: the words, without what was looked up so far."""
        return {**self.__dict__, "_memo": {}, "_mended": {}, "_phrases": {}, "_made": {}}

    def words(self, text: str, mend: bool = True) -> tuple[str, ...]:
        """The words of ``text`` in their one spelling; ``mend`` forgives slips of the pen.  No digits."""
        self._own()
        found = self._memo.get((text, mend))
        if found is None:
            found = self._memo[text, mend] = tuple(self._cut(text, mend))
        return found

    def once(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What ``make`` makes of words of a header, made once for each ``key`` while the same limits are in force."""
        self._own()
        if key not in self._made:
            self._made[key] = make()
        return cast("_T", self._made[key])

    def is_known(self, word: str) -> bool:
        """Whether headers use ``word``."""
        return word in self._known

    def weight(self, word: str) -> float:
        """How much ``word`` counts when phrases are compared."""
        return self._light.get(word, 1.0)

    def coverage(self, text: str, mend: bool = True) -> float:
        """The part of the words of ``text`` that headers use, from 0 to 1; 0 for a text without words."""
        words = self.words(text, mend)
        return sum(word in self._known for word in words) / len(words) if words else 0.0

    def phrase(self, words: Sequence[str]) -> Phrase:
        """``words`` made ready for comparing."""
        own = self._own()
        found = self._phrases.get(tuple(words))
        if found is None:
            head = next((word for word in words if word != "%" and self.weight(word) >= own.head_from), None)
            weights = {word: self.weight(word) if word in self._known else own.unknown_word for word in words}
            if head:
                weights[head] *= own.head_word
            weight = sum(map(self.weight, set(words)))
            found = self._phrases[tuple(words)] = Phrase(
                frozenset(words),
                weight,
                head,
                weights,
                sum(weights.values()),
                head is None or head in self._known,
            )
        return found

    def likeness(self, header: Phrase, phrase: Phrase) -> float:
        """How well ``phrase`` says what ``header`` says: 1 exactly, 0 nothing.

        Words of the phrase that the header lacks count against it most: "Target" is no "target akhir".  The
        header may say more than the phrase, least harmfully in words that headers do not use; its first word
        weighs most, for an Indonesian phrase begins with what it is about.
        """
        common = header.words & phrase.words
        if not common or not phrase.weight:
            return 0.0
        recall = sum(map(self.weight, common)) / phrase.weight
        precision = sum(header.weights[word] for word in common) / header.total
        same_head = header.head is None or phrase.head in (header.head, None)
        own = limits().header_words
        factor = (1.0 if same_head else own.other_head) * (1.0 if header.head_is_known else own.unknown_head)
        return recall * recall * math.sqrt(precision) * factor

    def _own(self) -> HeaderWordsLimits:
        """The limits in force; what was remembered under others is forgotten."""
        own = limits().header_words
        if own is not self._under:
            self._under = own
            for memo in (self._memo, self._mended, self._phrases, self._made):
                memo.clear()
        return own

    def _cut(self, text: str, mend: bool) -> Iterable[str]:
        text = _DIGIT_EDGE.sub(" ", _ZERO_FOR_O.sub("no", plain(text)))
        text = self._several_pattern.sub(self._replace, text)
        for token in _TOKEN.findall(text):
            if token in self._single:
                yield from self._single[token]
            elif not mend or token in self._known:
                yield token
            else:
                yield from self._mend(token)

    def _replace(self, match: re.Match[str]) -> str:
        """The canonical phrase for one of its variants, which may be written with dots or dashes between."""
        variant = re.sub(r"[\s.-]+", " ", match.group())
        return self._several.get(match.group()) or self._several.get(variant) or match.group()

    def _mend(self, token: str) -> tuple[str, ...]:
        """An unknown word as the known one that it must be a slip of, or as two known words run together."""
        if token not in self._mended:
            self._mended[token] = self._nearest(token) or self._halves(token) or (token,)
        return self._mended[token]

    def _nearest(self, token: str) -> tuple[str, ...]:
        own = limits().header_words
        if len(token) < own.slip_from:
            return ()
        allowed = 2 if len(token) >= own.two_slips_from else 1
        known = (*self._by_letter.get(token[0], ()), *(word for word in self._single if word[0] == token[0]))
        candidates = [word for word in known if len(word) >= own.slip_from]
        best = min(
            ((DamerauLevenshtein.distance(token, word, score_cutoff=allowed), word) for word in candidates),
            default=(allowed + 1, ""),
        )
        if best[0] > allowed:
            return ()
        return self._single.get(best[1], (best[1],))

    def _halves(self, token: str) -> tuple[str, ...]:
        """``tingkatcapaian`` as its two words."""
        shortest = limits().header_words.shortest_half
        for cut in range(shortest, len(token) - shortest + 1):
            left, right = token[:cut], token[cut:]
            left_known = left in self._known or left in self._single
            if left_known and (right in self._known or right in self._single):
                return (*self._single.get(left, (left,)), *self._single.get(right, (right,)))
        return ()
