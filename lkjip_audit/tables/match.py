"""Rows of different tables that are about the same thing, though they name it differently.

``match_subjects`` puts labels into groups.  Labels with the same words are one; different words are joined
when words, code, order, shared figures and what stands beside them speak for it together, one to one between
any two tables, and by more than a margin over the next best.  Names that each say something that the other does
not ("peserta KB aktif", "peserta KB baru") need more than words.  Two different names in one table are never the
same thing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from lkjip_audit.records import quickly_made
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.labels import Labelled
from lkjip_audit.tables.names_compared import Name, worth_comparing
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.similarity import Weights, contrast, is_telling, likeness, normal
from lkjip_audit.tables.subjects import bare


@quickly_made
@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that tables speak of.

    ``key`` is the same for all its names and stays the same when tables are added; ``text`` is its commonest
    name, ``wordings`` all of them as written but for capitals and marks, ``members`` the places of its labels in
    the sequence that was matched.  ``compared`` is false where a name of it is like too many for all to be compared.
    """

    key: str
    role: str
    text: str
    wordings: tuple[str, ...]
    members: tuple[int, ...]
    compared: bool = True


def match_subjects(labels: Sequence[Labelled], roles: Roles) -> tuple[Subject, ...]:
    """``labels`` in groups of one thing each; a label that is like no other is a group of its own."""
    spelt = _Spelt()
    words = [spelt[label.text] for label in labels]
    names = _distinct(labels, words, spelt, roles)
    root: dict[int, int] = {}
    not_all: set[int] = set()
    for role_class in dict.fromkeys(roles.matched.values()):
        places = [place for place, name in enumerate(names) if name.role_class == role_class]
        compared = worth_comparing(names, places)
        not_all |= compared.not_all
        root.update(_join_alike(names, places, compared.pairs, root))
    gathered: dict[int, list[int]] = defaultdict(list)
    for place in range(len(names)):
        gathered[root.get(place, place)].append(place)
    subjects = (
        (_subject([names[place] for place in places], labels, words, roles), not_all.isdisjoint(places))
        for places in gathered.values()
    )
    return tuple(subject if compared else replace(subject, compared=False) for subject, compared in subjects)


class _Spelt(dict[str, str]):
    """By text its normal form, found once."""

    def __missing__(self, text: str) -> str:
        found = self[text] = normal(text)
        return found


def _distinct(labels: Sequence[Labelled], words: Sequence[str], spelt: _Spelt, roles: Roles) -> list[Name]:
    """Labels with the same words as one name; the same words under several codes of a table stay apart."""
    codes: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for label, said in zip(labels, words, strict=True):
        if label.code:
            codes[roles.matched.get(label.role, label.role), said, label.table].add(label.code)
    manifold = {key[:2] for key, found in codes.items() if len(found) > 1}
    names: dict[tuple[str, str, str], Name] = {}
    for place, (label, said) in enumerate(zip(labels, words, strict=True)):
        role_class = roles.matched.get(label.role, label.role)
        own_code = (label.code or "") if (role_class, said) in manifold else ""
        name = names.get((role_class, said, own_code))
        if name is None:
            name = names[role_class, said, own_code] = Name(role_class, label.text, said, role_class in roles.goal)
        name.members.append(place)
        name.tables.add(label.table)
        if label.code:
            name.codes.add(label.code)
        if label.order:
            name.orders.add(label.order)
        name.figures |= label.figures
        name.beside.update(map(spelt.__getitem__, label.beside))
    return list(names.values())


def _join_alike(
    names: Sequence[Name], places: Sequence[int], pairs: Set[tuple[int, int]], known: Mapping[int, int]
) -> dict[int, int]:
    """For every place of one class the place that stands for its group, of those of the ``pairs`` that are alike."""
    roots = {place: place for place in places}
    if not pairs:
        return roots
    weights = Weights(names[place].text for place in places)
    group_of = {names[place].words: root for place, root in known.items()}
    scored = {(a, b): _score(names[a], names[b], weights, group_of) for a, b in pairs}
    best = _best_two(names, scored)
    groups = {place: [place] for place in places}
    held = {place: set(names[place].tables) for place in places}
    for (a, b), score in sorted(scored.items(), key=lambda item: (-item[1], item[0])):
        if score < limits().matching.join:
            break
        if not (_leads(a, b, score, names, best) and _leads(b, a, score, names, best)):
            continue
        root_a, root_b = roots[a], roots[b]
        if root_a == root_b or held[root_a] & held[root_b]:
            continue
        roots.update((place, root_a) for place in groups[root_b])
        groups[root_a] += groups.pop(root_b)
        held[root_a] |= held[root_b]
    return roots


def _score(a: Name, b: Name, weights: Weights, group_of: Mapping[str, int]) -> float:
    own = limits().matching
    words = likeness(a.text, b.text, weights)
    shared = len(a.figures & b.figures)
    if words < own.least_words or not (shared or is_telling(a.text, b.text)):
        return 0.0
    beside_a = {group_of.get(word, word) for word in a.beside}
    beside_b = {group_of.get(word, word) for word in b.beside}
    beside = bool(beside_a & beside_b)
    # What stands beside an indicator or a program others have too; a sasaran is known by its indicators.
    known = shared or a.codes & b.codes or (beside and a.is_goal)
    if not known and contrast(a.text, b.text):
        return 0.0
    score = words
    if a.codes and b.codes:
        score += own.same_code if a.codes & b.codes else -own.other_code
    if a.orders & b.orders:
        score += own.same_order
    score += own.shared_figures if shared > 1 else own.shared_figure * shared
    return score + (own.beside_goal if a.is_goal else own.beside) * beside


def _best_two(names: Sequence[Name], scored: Mapping[tuple[int, int], float]) -> dict[tuple[int, str], list[float]]:
    """For each name and each other table the two best scores of names there."""
    best: dict[tuple[int, str], list[float]] = defaultdict(list)
    for (a, b), score in scored.items():
        if not score:
            continue
        for one, other in ((a, b), (b, a)):
            for table in names[other].tables:
                found = best[one, table]
                if len(found) < 2 or score > found[1]:
                    found.append(score)
                    found.sort(reverse=True)
                    del found[2:]
    return best


def _leads(
    one: int,
    other: int,
    score: float,
    names: Sequence[Name],
    best: Mapping[tuple[int, str], Sequence[float]],
) -> bool:
    """Whether in every table of ``other`` it is the best match for ``one``, by the margin."""
    for table in names[other].tables:
        found = best[one, table]
        if score < found[0] or (len(found) > 1 and score - found[1] < limits().matching.margin):
            return False
    return True


def _subject(names: Sequence[Name], labels: Sequence[Labelled], words: Sequence[str], roles: Roles) -> Subject:
    members = sorted(member for name in names for member in name.members)
    written = {words[member]: bare(labels[member].text) for member in reversed(members)}
    ranked = list(reversed(written))
    if len(ranked) > 1:
        counts = Counter(words[member] for member in members)
        place = {said: index for index, said in enumerate(ranked)}
        ranked.sort(key=lambda said: (-counts[said], place[said]))
    role_class = names[0].role_class
    key = f"{role_class}:{words[members[0]].replace(' ', '-')}"
    code = min(names[0].codes, default="") if role_class in roles.work else ""
    wordings = tuple(written[said] for said in ranked)
    return Subject(f"{key}#{code}" if code else key, role_class, wordings[0], wordings, tuple(members))
