"""Every packaged rule says what is wrong where it finds something, in words of its own."""

from collections import Counter

import pytest

from lkjip_audit.pipeline import Auditor
from lkjip_audit.rulepack.model import Rule

RULES = Auditor.load().pack.rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_heading_differs_from_the_title_and_is_one_line(rule: Rule):
    assert rule.heading is not None, "say under `heading` what is wrong where the rule finds something"
    for lang in ("id", "en"):
        heading = rule.heading.get(lang)
        assert heading != rule.title.get(lang)
        assert len(heading) <= 80
        assert not heading.endswith(".")


def test_no_two_rules_of_one_kind_are_headed_alike():
    headed = Counter((rule.relation.kind, rule.finding.en) for rule in RULES)
    assert [said for said, count in headed.items() if count > 1] == []
