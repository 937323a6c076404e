"""How well the words over a column, the half of the table and its cells speak for each role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.candidates import Candidate
from lkjip_audit.tables.definitions import Definitions, RoleSpec
from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.headers import Head
from lkjip_audit.tables.known import CAPAIAN, KODE, PORSI, SATUAN, SERAPAN
from lkjip_audit.tables.lexicon import Lexicon, Phrase

_LONGEST_GRADE = 2
"""Letters of a grade ("A", "BB"): a longer word of a role may stand anywhere in a cell."""
_LONE_PERCENT = frozenset({"%"})
_WORDS = frozenset({"text", "unit"})
"""The types of a role whose cells hold words alone."""
# Shares of a type that speak for a role expecting it, by the names used in ``roles.yaml``.
_TYPE_SHARES = {
    "percent": ("percent", "maybe_percent"),
    "number": ("figure",),
    "ratio": ("figure",),
    "range": ("range",),
}


_BY_WORD = "names of roles by word"
_UNLIKE = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Words:
    """A header's words, cut in the ways in which they are compared."""

    leaf: Phrase
    over: tuple[tuple[Phrase, float], ...]
    near: frozenset[str]
    everything: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class _Named:
    """How well a header's words alone speak for one role.

    ``named`` by its names, ``within`` by those that mean it inside its group, ``grouped`` by those that do only under
    the group's header, ``misspelt`` by a name that reads like them.
    """

    role: RoleSpec
    named: float
    within: float
    grouped: float
    misspelt: float


def score_words(candidate: Candidate, definitions: Definitions) -> dict[str, float]:
    """Every role that is thinkable, with its score: about 1 for a plain name over fitting cells."""
    words, named = _once_compared(candidate.head, definitions)
    if not candidate.head.parts and candidate.evidence.share("code") == 1:
        return {KODE: limits().roles.plain_name}  # codes that nobody headed
    scores = {}
    for found in named:
        score = _score(candidate, found)
        if score > 0:
            scores[found.role.id] = score
    if candidate.twin is not None:
        return _beside_twin(scores, candidate.evidence, candidate.twin)
    if words.leaf.words == _LONE_PERCENT and candidate.after_realisasi:
        return _percent_of_realisasi(scores, candidate)
    return scores


def named_types(head: Head, definitions: Definitions) -> tuple[str, ...]:
    """What the cells hold of the role that the words of ``head`` alone are the name of; nothing else."""
    _, named = _once_compared(head, definitions)
    best = max(named, key=lambda found: found.named, default=None)
    return tuple(best.role.types) if best is not None and best.named >= limits().roles.likely else ()


def names_words(head: Head, definitions: Definitions) -> bool:
    """Whether the words of ``head`` alone are the name of a role whose cells hold words, never figures."""
    types = named_types(head, definitions)
    return bool(types) and _WORDS.issuperset(types)


def _once_compared(head: Head, definitions: Definitions) -> tuple[_Words, tuple[_Named, ...]]:
    key = (tuple(filter(None, head.rests)), limits().roles.likely)
    return definitions.lexicon.once(key, lambda: _compared(head, definitions))


def _beside_twin(scores: dict[str, float], evidence: Evidence, twin: Evidence) -> dict[str, float]:
    """Of two columns under one header that with units beside numbers is the satuan, an empty one nothing."""
    if not evidence.filled:
        return {role: score * limits().header_words.empty_twin for role, score in scores.items()}
    share = evidence.share("unit")
    own = limits().header_words
    if share > own.twin_share and twin.numeric > limits().roles.numeric_share:
        scores[SATUAN] = max(scores.get(SATUAN, 0.0), own.twin_unit * min(1.0, share + own.twin_share))
    return scores


def _percent_of_realisasi(scores: dict[str, float], candidate: Candidate) -> dict[str, float]:
    """A lone % after a realisasi under the same header is what was achieved, of money or of performance."""
    money = (candidate.head.group or candidate.soft_group) == "anggaran"
    role = SERAPAN if money else CAPAIAN
    fitting = {name: score for name, score in scores.items() if name != PORSI}
    return {**fitting, role: max(fitting.get(role, 0.0), limits().header_words.within_soft)}


def _cut(head: Head, lexicon: Lexicon) -> _Words:
    # The lowest header is what the column is; those above it say of what: "Keuangan > Realisasi" is realisasi
    # keuangan.  Some write it the other way round, so both orders are tried.
    rests = [rest for rest in head.rests if rest]
    near = tuple(word for rest in reversed(rests[-2:]) for word in rest)
    path = tuple(word for rest in reversed(rests) for word in rest)
    turned = tuple(word for rest in rests[-2:] for word in rest)
    over = []
    if len(rests) > 1:
        over = [(lexicon.phrase(near), 1.0), (lexicon.phrase(turned), limits().header_words.turned)]
    if len(rests) > 2:
        over.append((lexicon.phrase(path), limits().header_words.whole_path))
    return _Words(lexicon.phrase(head.leaf), tuple(over), frozenset(near), frozenset(path), " ".join(head.leaf))


def _compared(head: Head, definitions: Definitions) -> tuple[_Words, tuple[_Named, ...]]:
    """The words of ``head``, and the roles that they speak for at all, in the order of the file."""
    words = _cut(head, definitions.lexicon)
    roles = definitions.roles.values() if words.everything else ()
    alike = _alike(words, definitions)
    found = (_named(words, role, alike.get(role.id, _UNLIKE), definitions.lexicon) for role in roles)
    return words, tuple(one for one in found if one is not None)


def _alike(words: _Words, definitions: Definitions) -> Mapping[str, Sequence[float]]:
    """By the role how alike the header is to its names, to those within its group, and to what is inside it.

    Only names that share a word with the header are compared.
    """
    by_word = definitions.lexicon.once(_BY_WORD, lambda: _names_by_word(definitions))
    alike: dict[str, list[float]] = {}
    for role, sort, name in {name for word in words.everything for name in by_word.get(word, ())}:
        best = alike.setdefault(role, [0.0, 0.0, 0.0])
        best[sort] = max(best[sort], _likeness(words, name, definitions.lexicon))
    return alike


def _names_by_word(definitions: Definitions) -> Mapping[str, Sequence[tuple[str, int, tuple[str, ...]]]]:
    """By each of its words: the role of a name, its sort (own, within, inside), and the words of the name."""
    by_word: dict[str, list[tuple[str, int, tuple[str, ...]]]] = {}
    for role in definitions.roles.values():
        for sort, names in enumerate((role.names, role.within, role.inside)):
            for name in map(definitions.lexicon.words, names):
                for word in frozenset(name):
                    by_word.setdefault(word, []).append((role.id, sort, name))
    return by_word


def _named(words: _Words, role: RoleSpec, alike: Sequence[float], lexicon: Lexicon) -> _Named | None:
    named, within, grouped = alike
    misspelt = _misspelt(words, role) if max(named, within) < limits().roles.likely else 0.0
    if max(named, within, grouped, misspelt) == 0 or _is_ruled_out(words, role, lexicon):
        return None
    return _Named(role, named, within, grouped, misspelt)


def _score(candidate: Candidate, found: _Named) -> float:
    """How well header words, group and cell types speak for a role."""
    role = found.role
    is_grouped = role.group is not None and candidate.head.group == role.group
    inside = max(found.within, found.grouped) if is_grouped else found.within
    unsure = max(found.named, inside) < limits().roles.likely
    best = max(found.named, _within_weight(candidate, role) * inside, found.misspelt if unsure else 0.0)
    if best < limits().header_words.worth_weighing:
        return 0.0
    cells = limits().header_words.cell_words * _cells_share(candidate.evidence, role)
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
        over = over if phrase.words & words.leaf.words else over * limits().header_words.only_over
        # A lone % is the percentage of what stands over it.
        alike = over if phrase.words == words.leaf.words == _LONE_PERCENT else max(alike, over)
    if alike > limits().roles.likely:
        telling = limits().header_words.shared_word
        alike += telling * min(2.0, sum(lexicon.weight(word) for word in phrase.words & words.everything))
        alike += telling * (phrase.words == words.everything)
    return alike


def _misspelt(words: _Words, role: RoleSpec) -> float:
    """A header that reads like one of the role's names but for its spelling."""
    own = limits().header_words
    if len(words.text) < own.misspelt_letters:
        return 0.0
    alike = max((fuzz.ratio(words.text, name, score_cutoff=own.misspelt_from) for name in role.names), default=0.0)
    return alike / 100 * own.misspelt


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
        return limits().header_words.within_soft
    return limits().header_words.within


def _group_factor(candidate: Candidate, role: RoleSpec) -> float:
    if role.group is None:
        return 1.0
    hard = candidate.head.group
    if hard:
        return 1.0 if hard == role.group else limits().header_words.other_group
    soft = candidate.head.own_group or candidate.head.half or candidate.soft_group
    return 1.0 if soft is None or soft == role.group else limits().header_words.other_soft_group


def _type_factor(candidate: Candidate, role: RoleSpec) -> float:
    """1 when the cells are what the role expects, less the more of them are not."""
    evidence = candidate.evidence
    own = limits().header_words
    if not evidence.filled:
        return own.empty_column
    fit = max(_type_fit(evidence, kind) * (1.0 if kind != "figure" else own.any_figure) for kind in role.types)
    if "money" not in role.types:
        fit = min(fit, 1 - evidence.share("money"))
    return own.wrong_type + (1 - own.wrong_type) * min(1.0, fit * own.fit_slack)


def _type_fit(evidence: Evidence, kind: str) -> float:
    return max(evidence.share(name) for name in _TYPE_SHARES.get(kind, (kind,)))


def _cells_share(evidence: Evidence, role: RoleSpec) -> float:
    """The part of the column's texts that are words which only this role's cells hold."""
    if not role.cells or not evidence.texts or len(evidence.texts) < limits().header_words.texts_share * evidence.rows:
        return 0.0
    longest = limits().header_words.longest_cell
    hits = sum(len(text) <= longest and _is_one_of(text, role.cells) for text in evidence.texts)
    return hits / len(evidence.texts)


def _is_one_of(text: str, words: Sequence[str]) -> bool:
    """Whether ``text`` holds one of ``words``; the letters of a grade ("BB") must be all of it."""
    return any(word == text if len(word) <= _LONGEST_GRADE else word in text for word in words)
