"""Every packaged rule, by its own examples; and what every rule file must have."""

from collections import defaultdict
from functools import cache

import pytest

from lkjip_audit import rulework
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.relations.registry import KINDS
from lkjip_audit.rulepack.examples import run_examples
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.lint import lint
from lkjip_audit.rulepack.template import COMMON, placeholders

FILES = sorted((pack_folder() / "checks").rglob("*.yaml"))


@cache
def pack():
    return {entry.document.file: entry for entry in rulework.entries(None)}


FILLED = defaultdict(set)
"""The places that the findings of each rule's examples filled."""


@cache
def judge():
    lay = rulework.judge(None, tuple(pack().values()))

    def kept(workbook, rule):
        for outcome in lay(workbook, rule):
            if outcome.status == "finding":
                FILLED[rule.id].update(name for name, _ in outcome.values)
            yield outcome

    return kept


def told(problems):
    return [f"{problem.place}: {Catalogue('en').problem(problem)}" for problem in problems]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_rule_says_of_its_examples_what_it_should(file):
    entry = pack()[str(file)]
    problems = [problem for trial in run_examples(entry, judge()) for problem in trial.problems]
    assert told(problems) == []
    named = set(placeholders(entry.rule.message.id)) - set(COMMON)
    assert named <= KINDS[entry.rule.relation.kind].places
    assert named <= FILLED[entry.rule.id], "a place that no example fills"


def test_rules_have_nothing_wrong_as_rules():
    folders = rulework.folders(None)
    assert told(lint(folders, rulework.kinds(), rulework.vocabulary(None))) == []


def test_every_reason_that_an_example_names_has_a_sentence():
    catalogue = Catalogue("id")
    reasons = {
        example.reason
        for entry in pack().values()
        if entry.rule.examples is not None
        for example in entry.rule.examples.not_verifiable
    }
    assert [reason for reason in sorted(reasons) if not catalogue.has(f"reason.{reason}")] == []


def test_every_kind_of_relation_has_a_rule():
    used = {entry.rule.relation.kind for entry in pack().values()}
    assert set(KINDS) - used == set()
