"""What is wrong with rules as rules: roles that no table has, rules that never apply, repeat or contradict.

Contradiction is decided on meaning, not on spelling: two formulas are the same when they give the same exact
result for figures chosen to tell any two short formulas apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from lkjip_audit.formula import Expression, LanguageError, evaluate, names, parse
from lkjip_audit.nearest import nearest
from lkjip_audit.rulepack.document import Location
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.loader import FORMULA, Entry, formulas, read_rules, words_in_force
from lkjip_audit.rulepack.model import Applies, Rule, base_role
from lkjip_audit.rulepack.problems import BrokenPackError, Problem
from lkjip_audit.rulepack.profile import map_problems, profile_files, read_profile, unknown_rules
from lkjip_audit.rulepack.template import COMMON, placeholders
from lkjip_audit.rulepack.words.reading import words_of

ROLE_KEYS = ("stated", "role", "roles", "labels")
"""Wherever one of these keys stands in a relation, it names roles of columns."""

_OWN = frozenset({"id", FORMULA, "variants", "declared", "family"})
"""Settings that say how something is reckoned, not what."""

_PROBES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What rules may speak of.

    ``roles`` are the known roles of columns; ``tables`` the kinds of table with the roles that each may have,
    and ``forbidden`` with those that it never has; ``places`` what the message of a kind of relation may have
    in braces, besides what every message may (a kind that is not there is not looked at).
    """

    roles: frozenset[str]
    tables: Mapping[str, frozenset[str]]
    forbidden: Mapping[str, frozenset[str]] = field(default_factory=dict)
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)


def lint(folders: Sequence[Path], kinds: Mapping[str, type[BaseModel]], vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """All that is wrong with the rules and profiles of ``folders``, by file, line and column."""
    entries, problems = read_rules(folders, kinds, examples=True)
    found = list(problems)
    for entry in entries:
        found.extend(_of_rule(entry, vocabulary))
    found.extend(_of_pairs(entries))
    found.extend(words_in_force(folders, None, None)[1] or words_of([pack_folder()])[1])
    found.extend(_of_profiles(folders, entries, vocabulary))
    return tuple(sorted(set(found)))


def _of_rule(entry: Entry, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from _file_name(entry)
    yield from _tables(entry, vocabulary)
    yield from _roles(entry, vocabulary)
    yield from _testable(entry, vocabulary)
    yield from _message(entry, vocabulary)
    yield from _plain(entry)
    yield from _examples(entry)


def _file_name(entry: Entry) -> Iterator[Problem]:
    name = Path(entry.document.file).name
    if Path(name).stem != entry.rule.id:
        yield entry.document.problem("file_name_is_not_id", ("id",), {"id": entry.rule.id, "name": name})


def _tables(entry: Entry, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Kinds of table that nobody knows, and rules for which no table is left."""
    applies = entry.rule.applies
    for key, kinds in (("kinds", applies.kinds), ("not_kinds", applies.not_kinds)):
        for index, kind in enumerate(kinds):
            if kind not in vocabulary.tables:
                details = {"kind": kind, "nearest": nearest(kind, list(vocabulary.tables))}
                yield entry.document.problem("unknown_table", ("applies", key, index), details)
    reach = set(applies.kinds or vocabulary.tables) - set(applies.not_kinds)
    never = vocabulary.forbidden
    if not any(set(applies.roles).isdisjoint(never.get(kind, ())) for kind in reach):
        yield entry.document.problem("unreachable", ("applies",), {"id": entry.rule.id}, at_key=True)


def _roles(entry: Entry, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Roles that nobody knows, and roles that no kind of table has."""
    somewhere = frozenset().union(*vocabulary.tables.values()) if vocabulary.tables else vocabulary.roles
    for location, role in _named_roles(entry.document.data):
        if role not in vocabulary.roles:
            details = {"found": role, "nearest": nearest(role, list(vocabulary.roles))}
            yield entry.document.problem("unknown_role", location, details)
        elif role not in somewhere:
            yield entry.document.problem("role_in_no_table", location, {"role": role})


def _testable(entry: Entry, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Why a rule that gives a figure by a formula can never test one."""
    stated = entry.document.data["relation"].get("stated")
    formula = entry.document.data["relation"].get(FORMULA)
    if not isinstance(stated, str) or not isinstance(formula, str):
        return
    used = names(parse(formula))
    location: Location = ("relation", FORMULA)
    if stated in used:
        yield entry.document.problem("formula_of_itself", location, {"role": stated})
        return
    applies = entry.rule.applies
    kinds = [kind for kind in applies.kinds or vocabulary.tables if kind not in applies.not_kinds]
    needed = {base_role(name) for name in (stated, *used)}
    never = [needed & vocabulary.forbidden.get(kind, frozenset()) for kind in kinds]
    if never and all(never):
        least = min(never, key=lambda roles: (len(roles), sorted(roles)))
        details = {"roles": ", ".join(sorted(needed)), "missing": ", ".join(sorted(least))}
        yield entry.document.problem("roles_never_together", location, details)


def _named_roles(data: Mapping[str, Any]) -> Iterator[tuple[Location, str]]:
    """Every role that the plain ``data`` of a rule names, with the way to it."""
    for index, role in enumerate(data.get("applies", {}).get("roles", ())):
        yield ("applies", "roles", index), role
    relation = data["relation"]
    yield from _under_role_keys(relation, ("relation",))
    for location, text in formulas(relation, ("relation",)):
        for name in names(parse(text)):
            yield location, base_role(name)


def _under_role_keys(value: object, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in ROLE_KEYS:
                named = [inner] if isinstance(inner, str) else inner if isinstance(inner, list) else []
                yield from (((*location, key), base_role(role)) for role in named if isinstance(role, str))
            else:
                yield from _under_role_keys(inner, (*location, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _under_role_keys(inner, (*location, index))


def _message(entry: Entry, vocabulary: Vocabulary) -> Iterator[Problem]:
    message = entry.rule.message
    used = {lang: set(placeholders(text)) for lang, text in message.told().items()}
    differing = set().union(*used.values()) - set(used["id"]).intersection(*used.values())
    if differing:
        details = {"names": ", ".join(sorted(differing))}
        yield entry.document.problem("placeholders_differ", ("message",), details, at_key=True)
    more = vocabulary.places.get(entry.rule.relation.kind)
    if more is None:
        return
    known = {*COMMON, *more}
    for lang, names_used in used.items():
        for name in sorted(names_used - known):
            details = {"name": name, "nearest": nearest(name, sorted(known)), "known": ", ".join(sorted(known))}
            yield entry.document.problem("unknown_placeholder", ("message", lang), details)


def _plain(entry: Entry) -> Iterator[Problem]:
    """Places in sentences that nobody fills: only the message is."""
    for key in ("title", "heading", "why", "remedy"):
        told = getattr(entry.rule, key)
        if told is None:
            continue
        for lang, text in (("id", told.id), ("en", told.en)):
            for name in placeholders(text):
                yield entry.document.problem("placeholder_outside_message", (key, lang), {"name": name, "key": key})


def _examples(entry: Entry) -> Iterator[Problem]:
    if entry.rule.examples is None:
        return
    for group, examples in entry.rule.examples.groups().items():
        for index, example in enumerate(examples):
            location: Location = ("examples", group, index)
            details = {"name": example.name}
            if (example.grid is None) == (example.sheets is None):
                yield entry.document.problem("one_of_grid_or_sheets", location, details)
            if group == "pass" and example.expect:
                yield entry.document.problem("passing_example_expects", (*location, "expect"), details)


def _of_pairs(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Rules that say the same twice, and rules that say two things of one figure."""
    for first, second in combinations(entries, 2):
        if _subject(first) != _subject(second) or not _overlap(first.rule.applies, second.rule.applies):
            continue
        details = {"id": second.rule.id, "other": first.rule.id, "source": first.document.file}
        one, other = _formulas_of(first.rule), _formulas_of(second.rule)
        if not one or not other:
            same = first.rule.applies == second.rule.applies
        else:
            same = same_formula(one[0], other[0])
            variants = [(one[0], item) for item in other[1:]] + [(other[0], item) for item in one[1:]]
            if not same and not any(same_formula(*pair) for pair in variants):
                stated = str(second.rule.relation.settings().get("stated", second.rule.relation.kind))
                details = {**details, "stated": stated}
                yield second.document.problem("contradictory_rule", ("relation",), details, at_key=True)
                continue
        if same:
            yield second.document.problem("duplicate_rule", ("relation",), details, at_key=True)


def _subject(entry: Entry) -> tuple[str, str]:
    """What a rule judges, leaving out how: its kind and all settings that are not part of the reckoning."""
    spec = entry.rule.relation
    return spec.kind, repr(sorted((key, value) for key, value in spec.settings().items() if key not in _OWN))


def _overlap(one: Applies, other: Applies) -> bool:
    """Whether both look at some table, and one asks for no roles that the other does not ask for."""
    if not (set(one.roles) <= set(other.roles) or set(other.roles) <= set(one.roles)):
        return False
    kinds, others = set(one.kinds) - set(one.not_kinds), set(other.kinds) - set(other.not_kinds)
    if one.kinds and other.kinds:
        return bool(kinds & others)
    if one.kinds:
        return bool(kinds - set(other.not_kinds))
    if other.kinds:
        return bool(others - set(one.not_kinds))
    return True


def _formulas_of(rule: Rule) -> list[Expression]:
    """The formula of a rule, then those that it declares to be as right."""
    try:
        return [parse(text) for _, text in formulas(rule.relation.settings())]
    except LanguageError:
        return []


def same_formula(one: Expression, other: Expression) -> bool:
    """Whether two formulas mean the same: over the same names, and equal wherever they are tried."""
    if set(names(one)) != set(names(other)):
        return False
    return all(evaluate(one, figures) == evaluate(other, figures) for figures in _trials(names(one)))


def _trials(used: Iterable[str]) -> Iterator[dict[str, Decimal]]:
    """Figures without a common factor, in different orders of size, so that only equals are always equal."""
    ordered = sorted(used)
    for turn in range(5):
        yield {
            name: Decimal(_PROBES[(index * 3 + turn * 5) % len(_PROBES)] + turn * 101 * (index + 1))
            for index, name in enumerate(ordered)
        }


def _of_profiles(folders: Sequence[Path], entries: Sequence[Entry], vocabulary: Vocabulary) -> Iterator[Problem]:
    known = [entry.rule.id for entry in entries]
    for name in profile_files(folders):
        try:
            profile, document = read_profile(name, folders)
        except BrokenPackError as error:
            yield from error.problems
        else:
            yield from unknown_rules(profile, document, known)
            yield from words_in_force(folders, profile, document)[1]
            yield from map_problems(profile, document, sorted(vocabulary.roles), sorted(vocabulary.tables))
