"""Rows that mean the same thing across tables, though their words differ.

Two names at the same level are one subject when they read the same; else when their words, the figures that they share
and their place in the list speak for it together, with a margin over every other pairing.  Two rows of one table are
never one.  Below the margin nothing is matched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lkjip_audit.tables.model import Row, Table

_TEXT, _FIGURES, _ORDER, _PEERS = 0.62, 0.28, 0.10, 0.28
_ENOUGH, _MARGIN, _LEAST_TEXT = 0.62, 0.06, 0.34
_MOST_SHARED = 2
_MOST_COMPARED = 60
_FEWEST_DIGITS = 3
_LEAD = re.compile(r"^\s*(?:(?:sasaran|tujuan|program|indikator)(?:\s+strategis)?(?:\s+ke)?\s*-?\s*\d+\s*[:.)-]+|[\da-z]{1,2}[.)]|[-•])\s*")
_WORD = re.compile(r"[0-9a-zà-ÿ]+")
_SAME = (
    (r"\baparatur sipil negara\b", "asn"),
    (r"\b(?:perangkat daerah|organisasi perangkat daerah|satuan kerja perangkat daerah|skpd|opd)\b", "pd"),
    (r"\bsumber daya manusia\b", "sdm"),
    (r"\b(?:prosentase|presentase|percentase|persen)\b", "persentase"),
    (r"\b(?:akip|sistem akuntabilitas kinerja instansi pemerintah)\b", "sakip"),
    (r"\bkab\b", "kabupaten"),
)
_LIGHT = frozenset(
    "dan atau yang di ke dari pada untuk dengan oleh dalam atas serta terhadap sesuai secara adalah nya".split()
)
_NUMBERS = re.compile(r"\b(?:\d+|i{1,3}|iv|v|vi{1,3}|ix|x)\b")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row's name at one level, with what helps to tell which rows mean the same.

    ``figures`` are the telling figures of the row, ``order`` its place among the names of its table, ``peers`` the
    names that stand beside it (the indikator of a sasaran, the sasaran of an indikator).
    """

    table: str
    row: int
    level: str
    text: str
    order: str | None = None
    figures: frozenset[str] = field(default_factory=frozenset)
    peers: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, table: Table, row: Row, level: str, text: str, peers: Iterable[str] = ()) -> Labelled:
        """The name ``text`` of ``row`` at ``level``, beside ``peers``."""
        beside = frozenset(plain(peer) for peer in peers if peer)
        return cls(table.id, row.number, level, text, row.order, frozenset(_figures(table, row)), beside)


@dataclass(slots=True)
class _Group:
    """Names that read the same."""

    words: frozenset[str]
    text: str
    tables: set[str]
    orders: set[str]
    figures: set[str]
    peers: set[str]
    members: list[int]

    def add(self, other: _Group) -> None:
        self.tables |= other.tables
        self.orders |= other.orders
        self.figures |= other.figures
        self.peers |= other.peers
        self.members += other.members


def match_subjects(labelled: Sequence[Labelled]) -> tuple[str | None, ...]:
    """For each name the key of its subject: the same key, the same subject; None for a name without words."""
    keys: list[str | None] = [None] * len(labelled)
    levels: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(labelled):
        levels[item.level].append(index)
    for level, indices in levels.items():
        groups = _merged(_same_words(labelled, indices))
        for number, group in enumerate(sorted(groups, key=lambda item: min(item.members)), 1):
            for index in group.members:
                keys[index] = f"{level}{number}"
    return tuple(keys)


def plain(text: str) -> str:
    """A name without its numbering, in lower case, with one spelling for what agencies spell in several ways."""
    text = _LEAD.sub("", " ".join(text.lower().split()))
    for pattern, spelling in _SAME:
        text = re.sub(pattern, spelling, text)
    return " ".join(_WORD.findall(text))


def _figures(table: Table, row: Row) -> Iterator[str]:
    """Figures of enough digits to be told from others."""
    for column in table.columns:
        figure = table.figure(row, column)
        if figure is not None and len(figure.value.normalize().as_tuple().digits) >= _FEWEST_DIGITS:
            yield f"{figure.amount.normalize():f}"


def _same_words(labelled: Sequence[Labelled], indices: Iterable[int]) -> list[_Group]:
    groups: dict[str, _Group] = {}
    for index in indices:
        item = labelled[index]
        text = plain(item.text)
        words = frozenset(text.split()) - _LIGHT
        if not words:
            continue
        group = groups.setdefault(text, _Group(words, text, set(), set(), set(), set(), []))
        group.tables.add(item.table)
        group.orders.update(filter(None, (item.order,)))
        group.figures |= item.figures
        group.peers |= item.peers
        group.members.append(index)
    return list(groups.values())


def _merged(groups: list[_Group]) -> list[_Group]:
    """Groups joined pair by pair, the surest first, while each is the other's best by a margin."""
    weights = _weights(groups)
    while True:
        pair = _surest(groups, weights)
        if pair is None:
            return groups
        one, other = pair
        groups[one].add(groups[other])
        if len(groups[other].words) < len(groups[one].words):
            groups[one].words = groups[other].words
        del groups[other]


def _surest(groups: Sequence[_Group], weights: Mapping[str, float]) -> tuple[int, int] | None:
    scores: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for one, other in _candidates(groups):
        score = _score(groups[one], groups[other], weights)
        if score > 0:
            scores[one].append((score, other))
            scores[other].append((score, one))
    best: tuple[float, int, int] | None = None
    for one, found in scores.items():
        found.sort(reverse=True)
        score, other = found[0]
        rival = max((found[1][0] if len(found) > 1 else 0.0), _rival(scores[other], one))
        if score >= _ENOUGH and score - rival >= _MARGIN and (best is None or score > best[0]):
            best = (score, min(one, other), max(one, other))
    return None if best is None else (best[1], best[2])


def _rival(found: Sequence[tuple[float, int]], own: int) -> float:
    return max((score for score, other in found if other != own), default=0.0)


def _candidates(groups: Sequence[_Group]) -> Iterator[tuple[int, int]]:
    """Pairs that share a word or a figure which few groups have: the number of pairs stays near linear."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        marks = (*group.words, *(f"={figure}" for figure in group.figures), *(f"~{peer}" for peer in group.peers))
        for mark in marks:
            holders[mark].append(index)
    seen: set[tuple[int, int]] = set()
    for indices in holders.values():
        if len(indices) > _MOST_COMPARED:
            continue
        for position, one in enumerate(indices):
            for other in indices[position + 1 :]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


def _weights(groups: Sequence[_Group]) -> Mapping[str, float]:
    """What a word tells: the fewer names have it, the more."""
    counts: dict[str, int] = defaultdict(int)
    for group in groups:
        for word in group.words:
            counts[word] += 1
    return {word: 1.0 / (1.0 + 0.35 * (count - 1)) for word, count in counts.items()}


def _score(one: _Group, other: _Group, weights: Mapping[str, float]) -> float:
    if one.tables & other.tables or _NUMBERS.findall(one.text) != _NUMBERS.findall(other.text):
        return 0.0
    text = _likeness(one.words, other.words, weights)
    if text < _LEAST_TEXT:
        return 0.0
    shared = min(len(one.figures & other.figures), _MOST_SHARED) / _MOST_SHARED
    order = 1.0 if one.orders & other.orders else 0.0
    peers = 1.0 if one.peers & other.peers else 0.0
    if text < 0.75 and not (shared or peers):
        return 0.0
    return _TEXT * text + _FIGURES * shared + _ORDER * order + _PEERS * peers + (0.3 if text > 0.9 else 0.0)


def _likeness(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """Words shared, by weight: against both names, or against the shorter where it lies within the longer."""
    shared = sum(weights[word] for word in one & other)
    both = sum(weights[word] for word in one | other)
    shorter = min(sum(weights[word] for word in words) for words in (one, other))
    return max(shared / both, 0.95 * shared / shorter if shared >= 0.999 * shorter and len(one & other) > 1 else 0.0)
