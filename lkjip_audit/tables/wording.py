"""How well the words over a column, the half of the table and its cells speak for each role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from lkjip_audit.tables.candidates import Candidate
from lkjip_audit.tables.definitions import Definitions, RoleSpec
from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.headers import Head
from lkjip_audit.tables.known import CAPAIAN, PORSI, SATUAN, SERAPAN
from lkjip_audit.tables.lexicon import Lexicon, Phrase

_WITHIN = 0.6
_WITHIN_SOFT = 0.8
_OTHER_GROUP = 0.25
_OTHER_SOFT_GROUP = 0.9
_ONLY_OVER = 0.7
_WHOLE_PATH = 0.85
_TURNED = 0.8
_TELLING = 0.1
_CELLS = 0.6
_TWIN_UNIT = 1.25
_EMPTY_TWIN = 0.4
_LONGEST_LABEL = 40
_LONGEST_GRADE = 2
_WORTH_WEIGHING = 0.2
_LONE_PERCENT = frozenset({"%"})
_MISSPELT = 80.0
# Shares of a type that speak for a role expecting it, by the names used in ``roles.yaml``.
_TYPE_SHARES = {
    "percent": ("percent", "maybe_percent"),
    "number": ("figure",),
    "ratio": ("figure",),
    "range": ("range",),
}


@dataclass(frozen=True, slots=True)
class _Words:
    """A header's words, cut in the ways in which they are compared."""

    leaf: Phrase
    over: tuple[tuple[Phrase, float], ...]
    near: frozenset[str]
    everything: frozenset[str]
    text: str


def score_words(candidate: Candidate, definitions: Definitions) -> dict[str, float]:
    """Every role that is thinkable, with its score: about 1 for a plain name over fitting cells."""
    words = _cut(candidate.head, definitions.lexicon)
    scores = {}
    for role in definitions.roles.values():
        score = _score(candidate, words, role, definitions.lexicon)
        if score > 0:
            scores[role.id] = score
    if candidate.twin is not None:
        return _beside_twin(scores, candidate.evidence, candidate.twin)
    if words.leaf.words == _LONE_PERCENT and candidate.after_realisasi:
        return _percent_of_realisasi(scores, candidate)
    return scores


def _beside_twin(scores: dict[str, float], evidence: Evidence, twin: Evidence) -> dict[str, float]:
    """Of two columns under one header that with units beside numbers is the satuan, an empty one nothing."""
    if not evidence.filled:
        return {role: score * _EMPTY_TWIN for role, score in scores.items()}
    share = evidence.share("unit")
    if share > 0.3 and twin.numeric > 0.3:
        scores[SATUAN] = max(scores.get(SATUAN, 0.0), _TWIN_UNIT * min(1.0, share + 0.3))
    return scores


def _percent_of_realisasi(scores: dict[str, float], candidate: Candidate) -> dict[str, float]:
    """A lone % after a realisasi under the same header is what was achieved, of money or of performance."""
    money = (candidate.head.group or candidate.soft_group) == "anggaran"
    role = SERAPAN if money else CAPAIAN
    fitting = {name: score for name, score in scores.items() if name != PORSI}
    return {**fitting, role: max(fitting.get(role, 0.0), _WITHIN_SOFT)}


def _cut(head: Head, lexicon: Lexicon) -> _Words:
    # The lowest header is what the column is; those above it say of what: "Keuangan > Realisasi" is realisasi
    # keuangan.  Some write it the other way round, so both orders are tried.
    rests = [rest for rest in head.rests if rest]
    near = tuple(word for rest in reversed(rests[-2:]) for word in rest)
    path = tuple(word for rest in reversed(rests) for word in rest)
    turned = tuple(word for rest in rests[-2:] for word in rest)
    over = []
    if len(rests) > 1:
        over = [(lexicon.phrase(near), 1.0), (lexicon.phrase(turned), _TURNED)]
    if len(rests) > 2:
        over.append((lexicon.phrase(path), _WHOLE_PATH))
    return _Words(lexicon.phrase(head.leaf), tuple(over), frozenset(near), frozenset(path), " ".join(head.leaf))


def _score(candidate: Candidate, words: _Words, role: RoleSpec, lexicon: Lexicon) -> float:
    """How well header words, group and cell types speak for ``role``."""
    best = 0.0
    if words.everything and not _is_ruled_out(words, role, lexicon):
        within = _within_weight(candidate, role)
        named = max((_likeness(words, lexicon.words(name), lexicon) for name in role.names), default=0.0)
        inside = max((_likeness(words, lexicon.words(name), lexicon) for name in role.within), default=0.0)
        if role.group and candidate.head.group == role.group:
            names = (lexicon.words(name) for name in role.inside)
            inside = max(inside, *(_likeness(words, name, lexicon) for name in names), 0.0)
        best = max(named, within * inside, _misspelt(words, role) if max(named, inside) < 0.5 else 0.0)
    cells = _CELLS * _cells_share(candidate.evidence, role)
    if best < _WORTH_WEIGHING:
        return 0.0
    return best * _group_factor(candidate, role) * _type_factor(candidate, role) + cells


def _likeness(words: _Words, name: Sequence[str], lexicon: Lexicon) -> float:
    """How alike the header and one name of a role are; a name that covers more of it counts for more."""
    phrase = lexicon.phrase(name)
    if not phrase.words & words.everything:
        return 0.0
    alike = lexicon.likeness(words.leaf, phrase)
    if words.over:
        over = max(weight * lexicon.likeness(path, phrase) for path, weight in words.over)
        # Words over the column that its own header does not repeat say what it belongs to, not what it is.
        over = over if phrase.words & words.leaf.words else over * _ONLY_OVER
        # A lone % is the percentage of what stands over it.
        alike = over if phrase.words == words.leaf.words == _LONE_PERCENT else max(alike, over)
    if alike > 0.5:
        alike += _TELLING * min(2.0, sum(lexicon.weight(word) for word in phrase.words & words.everything))
        alike += _TELLING * (phrase.words == words.everything)
    return alike


def _misspelt(words: _Words, role: RoleSpec) -> float:
    """A header that reads like one of the role's names but for its spelling."""
    if len(words.text) < 8:
        return 0.0
    return max((fuzz.ratio(words.text, name, score_cutoff=_MISSPELT) for name in role.names), default=0.0) / 100 * 0.9


def _is_ruled_out(words: _Words, role: RoleSpec, lexicon: Lexicon) -> bool:
    """Whether the header has a word that the role excludes, and is no name of the role all the same."""
    own = any(banned <= words.leaf.words for banned in map(frozenset, map(lexicon.words, role.not_)))
    over = any(banned <= words.near for banned in map(frozenset, map(lexicon.words, role.not_over)))
    if not own and not over:
        return False
    return not any(set(lexicon.words(name)) >= words.leaf.words for name in role.names) or over


def _within_weight(candidate: Candidate, role: RoleSpec) -> float:
    """How much a name counts that means the role only inside its group."""
    if role.group and candidate.head.group == role.group:
        return 1.0
    if role.group and candidate.soft_group == role.group:
        return _WITHIN_SOFT
    return _WITHIN


def _group_factor(candidate: Candidate, role: RoleSpec) -> float:
    if role.group is None:
        return 1.0
    hard = candidate.head.group
    if hard:
        return 1.0 if hard == role.group else _OTHER_GROUP
    soft = candidate.head.own_group or candidate.soft_group
    return 1.0 if soft is None or soft == role.group else _OTHER_SOFT_GROUP


def _type_factor(candidate: Candidate, role: RoleSpec) -> float:
    """1 when the cells are what the role expects, less the more of them are not."""
    evidence = candidate.evidence
    if not evidence.filled:
        return 0.95
    fit = max(_type_fit(evidence, kind) * (1.0 if kind != "figure" else 0.6) for kind in role.types)
    if "money" not in role.types:
        fit = min(fit, 1 - evidence.share("money"))
    return 0.35 + 0.65 * min(1.0, fit * 1.25)


def _type_fit(evidence: Evidence, kind: str) -> float:
    return max(evidence.share(name) for name in _TYPE_SHARES.get(kind, (kind,)))


def _cells_share(evidence: Evidence, role: RoleSpec) -> float:
    """The part of the column's texts that are words which only this role's cells hold."""
    if not role.cells or not evidence.texts or len(evidence.texts) < 0.6 * evidence.rows:
        return 0.0
    hits = sum(len(text) <= _LONGEST_LABEL and _is_one_of(text, role.cells) for text in evidence.texts)
    return hits / len(evidence.texts)


def _is_one_of(text: str, words: Sequence[str]) -> bool:
    """Whether ``text`` holds one of ``words``; the letters of a grade ("BB") must be all of it."""
    return any(word == text if len(word) <= _LONGEST_GRADE else word in text for word in words)
