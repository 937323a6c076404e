"""Every code that the package makes has its sentence in both languages, and no sentence is left over."""

from __future__ import annotations

from enum import StrEnum

import pytest

from lkjip_audit.diagnosis.model import EvidenceKind
from lkjip_audit.figures.slips import SlipKind
from lkjip_audit.followup.comparison import Reason
from lkjip_audit.followup.comparison import State as Compared
from lkjip_audit.judging.model import Manner, Status
from lkjip_audit.judging.precision import PASSING
from lkjip_audit.languages import LANGUAGES
from lkjip_audit.messages.catalogue import Catalogue, sections
from lkjip_audit.pipeline import Stage
from lkjip_audit.relations.registry import KINDS
from lkjip_audit.reports.review import Answer
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.serve.desk import State as Served
from tests.messages.codes import codes
from tests.relations.audited import rules

EITHER = pytest.mark.parametrize("lang", LANGUAGES)


@EITHER
def test_every_code_has_its_sentence(lang):
    catalogue = Catalogue(lang)
    assert [code for code in codes() if code.name is not None and not catalogue.has(code.key)] == []


def test_every_code_can_be_followed_to_the_words_that_it_is():
    assert [code.place for code in codes() if code.name is None] == []


@pytest.mark.parametrize("section", ["notice", "reason", "rulepack"])
def test_no_sentence_is_left_over(section):
    used = {code.key for code in codes()}
    assert [name for name in sections("id")[section] if f"{section}.{name}" not in used] == []


@pytest.mark.parametrize(
    "key",
    [
        "notice.not_a_number",  # gathered in a list, told by another module
        "error.texts_lost",  # raised once more, with its place
        "notice.rule_failed",  # an imported constant
        "annotated.notice.signature",  # a section of its own
        "reason.told_at_part",  # put into a copy of an outcome
        "reason.formula_not_simple",  # a member of an enum
        "reason.ambiguous",  # given by its place, through a function
        "reason.rule_cannot_compute",  # from a table of pairs
        "error.not_permitted",
        "error.worker_died",
        "rulepack.yaml_duplicate_key",
        "rulepack.formula_wants_operand_at_end",  # put together from pieces
        "rulepack.wants_boolean",  # from a table of constants
        "rulepack.example_not_found",  # given back by a generator
        "rulepack.waiver_of_nothing",  # through pydantic
    ],
)
def test_code_is_found_whichever_way_it_goes(key):
    assert key in {code.key for code in codes()}


@EITHER
@pytest.mark.parametrize(
    ("section", "members"),
    [
        ("severity", tuple(Severity)),
        ("status", tuple(Status)),
        ("annotated.check", tuple(Status)),
        ("manner", tuple(manner for manner in Manner if manner not in (*PASSING, Manner.OUTSIDE))),
        ("slip", tuple(SlipKind)),
        ("cause", tuple(kind for kind in EvidenceKind if kind is not EvidenceKind.SLIP)),  # told by "slip"
        ("compare", tuple(Compared)),
        ("compare.reason", tuple(Reason)),
        ("annotated.review", tuple(Answer)),
        ("serve.state", tuple(Served)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_member_of_a_closed_set_has_its_word(lang: str, section: str, members: tuple[StrEnum, ...]):
    assert [item.value for item in members if not Catalogue(lang).has(f"{section}.{item.value}")] == []


@EITHER
def test_every_stage_of_an_audit_has_its_word(lang):
    assert all(Catalogue(lang).has(f"cli.stage_{stage.value}") for stage in Stage)


@EITHER
def test_every_kind_of_relation_has_its_name(lang):
    assert sorted(sections(lang)["kind"]) == sorted(KINDS)


@EITHER
def test_every_measure_that_is_restated_has_its_name(lang):
    asked = {
        measure for rule in rules().values() for measure in rule.relation.settings().get("measures", ()) if measure
    }
    assert asked
    assert sorted(measure for measure in asked if not Catalogue(lang).has(f"measure.{measure}")) == []
