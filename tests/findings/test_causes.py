"""The fingerprint of a cause: what it says, not where it stands."""

from dataclasses import replace
from decimal import Decimal

from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.figures.model import Figure
from lkjip_audit.findings.causes import _fingerprints, _said
from lkjip_audit.relations.model import Node, Operand
from lkjip_audit.workbook.model import Address


def diagnosis(cell=(5, 3), stated="10", proposed="12", role="pagu", label="Program Kepegawaian", **values):
    figure = Figure(Decimal(stated), 0, stated)
    operand = Operand("x", Node(Address("3.2", *cell)), figure, role, label=label)
    return Diagnosis(operand, Decimal(proposed), **{"explains": (0,), **values})


def prints(*diagnoses):
    return list(_fingerprints(map(_said, diagnoses)))


def test_it_stays_where_the_cell_moved_the_label_was_retyped_or_a_finding_went():
    first = diagnosis(explains=(0, 1, 2))
    moved = diagnosis((9, 4), stated="10.00", label="program  kepegawaian", explains=(2,))
    assert prints(first) == prints(moved)


def test_it_changes_with_what_is_stated_proposed_or_spoken_of():
    first = diagnosis()
    others = [diagnosis(stated="11"), diagnosis(proposed="13"), diagnosis(role="realisasi"), diagnosis(label="Lain")]
    found = [print_ for item in (first, *others) for print_ in prints(item)]
    assert len(set(found)) == len(found)


def test_two_that_say_the_same_are_told_apart():
    first = diagnosis()
    one, two = prints(first, replace(first, explains=(1,)))
    assert two == f"{one}-2"
