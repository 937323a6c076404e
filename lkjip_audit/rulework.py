"""What the commands need of the other rooms, brought in only when a command needs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel

    from lkjip_audit.rulepack.examples import Judge, Judged
    from lkjip_audit.rulepack.lint import Vocabulary
    from lkjip_audit.rulepack.loader import Entry
    from lkjip_audit.rulepack.model import Rule
    from lkjip_audit.rulepack.words import Words
    from lkjip_audit.workbook.model import Workbook


def folders(rules: Sequence[Path] | None) -> tuple[Path, ...]:
    """The packaged rules, then those of ``--rules``."""
    from lkjip_audit.rulepack.folder import pack_folder

    return (pack_folder(), *(rules or ()))


def kinds() -> Mapping[str, type[BaseModel]]:
    """The models of the relations' settings, by kind."""
    from lkjip_audit.relations.registry import KINDS

    return {name: kind.settings for name, kind in KINDS.items()}


def entries(rules: Sequence[Path] | None, *, examples: bool = True) -> tuple[Entry, ...]:
    """The rules with their files; BrokenPackError with all that is wrong with them but that examples lack."""
    from lkjip_audit.rulepack.loader import read_rules
    from lkjip_audit.rulepack.problems import BrokenPackError

    found, problems = read_rules(folders(rules), kinds(), examples=examples)
    problems = tuple(problem for problem in problems if problem.code != "examples_missing")
    if problems:
        raise BrokenPackError(problems)
    return found


def words(rules: Sequence[Path] | None) -> Words | None:
    """The words that the folders add to the packaged ones, with those; None where they add none."""
    from lkjip_audit.rulepack.loader import words_in_force
    from lkjip_audit.rulepack.problems import BrokenPackError

    found, problems = words_in_force(folders(rules), None, None)
    if problems:
        raise BrokenPackError(problems)
    return found


def chosen(found: Sequence[Entry], ids: Sequence[str]) -> tuple[Entry, ...]:
    """Those of ``found`` that ``ids`` name, all when it names none; UsageError for an unknown id."""
    from lkjip_audit.errors import UsageError
    from lkjip_audit.nearest import nearest

    known = {entry.rule.id: entry for entry in found}
    for name in ids:
        if name not in known:
            raise UsageError("unknown_rule", id=name, nearest=nearest(name, list(known)))
    return tuple(known[name] for name in ids) if ids else tuple(found)


def vocabulary(rules: Sequence[Path] | None) -> Vocabulary:
    """What rules may speak of: the roles and the kinds of table of the rule folders."""
    from lkjip_audit.relations.registry import KINDS
    from lkjip_audit.rulepack.lint import Vocabulary
    from lkjip_audit.tables.definitions import load_definitions

    definitions = load_definitions(folders(rules)[0])
    tables = {
        kind.id: frozenset((*(role for choice in kind.required for role in choice), *kind.optional, *kind.key))
        for kind in definitions.kinds.values()
    }
    forbidden = {kind.id: frozenset(kind.forbidden) for kind in definitions.kinds.values()}
    places = {name: kind.places for name, kind in KINDS.items()}
    return Vocabulary(frozenset(definitions.roles), tables, forbidden, places)


def judge(rules: Sequence[Path] | None, found: Sequence[Entry]) -> Judge:
    """Lays the rules ``found`` on an example's workbook: a label may follow from what another rule found."""
    from lkjip_audit.relations.engine import run
    from lkjip_audit.rulepack.words import speaking
    from lkjip_audit.scene.build import stage
    from lkjip_audit.tables.definitions import load_definitions
    from lkjip_audit.tables.gate.check import Gate
    from lkjip_audit.tables.recognise import recognise

    definitions = load_definitions(folders(rules)[0])
    gate = Gate(definitions)
    pack = [entry.rule for entry in found]
    settings = {entry.rule.id: entry.settings for entry in found}
    own = words(rules)

    def outcomes(workbook: Workbook, rule: Rule) -> Iterable[Judged]:
        # Of two rules that relate the same cells the first one speaks: here, the one that is tried.
        rules_in_order = [rule, *(other for other in pack if other.id != rule.id)]
        with speaking(own):
            tables = recognise(workbook, definitions).tables
            scene = stage(workbook, tables, definitions.nature, gate=gate.check(tables))
            return [outcome for outcome in run(rules_in_order, settings, scene).outcomes if outcome.rule.id == rule.id]

    return outcomes
