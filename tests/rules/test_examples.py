"""Every packaged rule, by its own examples; and what every rule file must have."""

from functools import cache
from importlib import import_module

import pytest

from lkjip_audit import rulework
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.rulepack.examples import run_examples
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.lint import lint

FILES = sorted((pack_folder() / "checks").rglob("*.yaml"))


@cache
def pack():
    return {entry.document.file: entry for entry in rulework.entries(None)}


@cache
def judge():
    return rulework.judge(None, tuple(pack().values()))


def told(problems):
    return [f"{problem.place}: {Catalogue('en').problem(problem)}" for problem in problems]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_rule_says_of_its_examples_what_it_should(file):
    problems = [problem for trial in run_examples(pack()[str(file)], judge()) for problem in trial.problems]
    assert told(problems) == []


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
    kinds = import_module("lkjip_audit.relations.registry").KINDS
    used = {entry.rule.relation.kind for entry in pack().values()}
    assert set(kinds) - used == set()
