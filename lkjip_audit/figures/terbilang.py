"""Numbers in Indonesian words: "tiga", "dua belas", "seribu lima ratus", "empat belas miliar".

Read strictly: words that are no well-formed number give None, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Context, Decimal

from lkjip_audit.rulepack.words import WordPattern, Words, derived

_EXACT = Context(prec=400)
_WORD = WordPattern(r"(?:{number_words}|{teens}|se{scales}|seratus|puluh|belas|ratus|{scales}|koma)")
_BETWEEN = re.compile(r"[\s-]*")
_COMMA = "koma"
_ONE = "se"


@derived
def _values(words: Words) -> Mapping[str, int]:
    return {word: int(key) for word, key in words["number_words"].keys.items()}


@derived
def _teens(words: Words) -> Mapping[str, int]:
    return {word: int(key) for word, key in words["teens"].keys.items()}


@derived
def _scales(words: Words) -> Mapping[str, int]:
    return {word: int(key) for word, key in words["scales"].keys.items()}


def _scale_of_one(word: str) -> int | None:
    """The scale in "seribu" and "sejuta": one of it; None for any other word."""
    return _scales().get(word[len(_ONE) :]) if word.startswith(_ONE) else None


def split_words(text: str) -> tuple[list[str], str]:
    """The number words that ``text`` begins with, lower case, and what is left of it.

    Words may be glued ("duapuluh"); a word that only begins like a number ("duafa") ends the list.
    """
    words: list[str] = []
    rest = text.strip().lower()
    position, kept = 0, 0
    while match := _WORD.match(rest, position):
        words.append(match.group())
        position = match.end()
        gap = _BETWEEN.match(rest, position)
        position = gap.end() if gap else position
        if position == len(rest) or not rest[match.end()].isalpha():
            kept = len(words)
    del words[kept:]
    return words, _after(rest, kept)


def _after(text: str, count: int) -> str:
    position = 0
    for _ in range(count):
        match = _WORD.match(text, position)
        gap = _BETWEEN.match(text, match.end()) if match else None
        position = gap.end() if gap else position
    return text[position:].strip()


def words_to_int(text: str) -> int | None:
    """The whole number that ``text`` spells; None when it is anything else."""
    words, rest = split_words(text)
    return None if rest or not words else _whole(words)


def words_to_decimal(text: str) -> Decimal | None:
    """Like ``words_to_int``, and also decimals: "delapan puluh lima koma empat sembilan" is 85.49."""
    words, rest = split_words(text)
    if rest or not words:
        return None
    if _COMMA not in words:
        whole = _whole(words)
        return None if whole is None else Decimal(whole)
    comma, scale = words.index(_COMMA), _scales().get(words[-1])
    whole, tail = _whole(words[:comma]), _fraction(words[comma + 1 : -1 if scale else None])
    if whole is None or tail is None:
        return None
    return _EXACT.multiply(Decimal(f"{whole}.{tail}"), Decimal(scale or 1))


def _whole(words: list[str]) -> int | None:
    """Groups of up to 999 with falling scales; None when the order is broken."""
    if len(words) == 1 and _values().get(words[0]) == 0:
        return 0
    total, group = 0, list[str]()
    last_scale = 10**15
    for word in words:
        one = _scale_of_one(word)
        scale = _scales().get(word) or one
        if scale is None:
            group.append(word)
            continue
        count = (1 if not group else None) if one else _below_thousand(group)
        if not count or scale >= last_scale:
            return None
        total, last_scale, group = total + count * scale, scale, []
    rest = _below_thousand(group) if group else 0
    return None if rest is None else total + rest


def _below_thousand(words: list[str]) -> int | None:
    """Read "dua ratus tiga puluh lima" and its parts; None when it is no number from 1 to 999."""
    rest, total = list(words), 0
    if rest[:1] == ["seratus"]:
        total, rest = 100, rest[1:]
    elif rest[1:2] == ["ratus"] and _values().get(rest[0]):
        total, rest = 100 * _values()[rest[0]], rest[2:]
    if len(rest) == 1 and rest[0] in _teens():
        return total + _teens()[rest[0]]
    if len(rest) == 2 and rest[1] == "belas" and _values().get(rest[0], 0) > 1:
        return total + 10 + _values()[rest[0]]
    if rest[1:2] == ["puluh"] and _values().get(rest[0]):
        total, rest = total + 10 * _values()[rest[0]], rest[2:]
    if len(rest) == 1 and _values().get(rest[0]):
        return total + _values()[rest[0]]
    return total if total and not rest else None


def _fraction(words: list[str]) -> str | None:
    """The digits after the comma: spelt one by one, or as one number ("empat puluh sembilan")."""
    if words and all(word in _values() for word in words):
        return "".join(str(_values()[word]) for word in words)
    whole = _whole(words) if words else None
    return None if whole is None else str(whole)
