"""The fingerprint of a cause: what it says, not where it stands."""

from dataclasses import replace
from decimal import Decimal

from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.figures.model import Figure
from lkjip_audit.findings.causes import _fingerprints
from lkjip_audit.findings.fingerprints import Identities
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.tables.recognise import recognise
from lkjip_audit.workbook.model import Address
from tests.grids import workbook_from_grids
from tests.packaged import definitions, roles

HEAD = ["No", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)"]


def scene(*rows, above=0):
    """A table of programs, with that many lines of prose above it."""

    book = workbook_from_grids({"3.2": [*[["Uraian singkat."]] * above, HEAD, *rows]})
    return Scene(book, recognise(book, definitions()).tables, roles())


def diagnosis(cell, stated="10", proposed="12", **values):
    figure = Figure(Decimal(stated), 0, stated)
    operand = Operand("x", Node(Address("3.2", *cell)), figure, "pagu", label="")
    return Diagnosis(operand, Decimal(proposed), **{"explains": (0,), **values})


ROWS = ([1, "Program Kepegawaian", 10, 8], [2, "Program Penunjang", 10, 9])


def prints(told, *diagnoses):
    identities = Identities(told, (), diagnoses)
    return list(_fingerprints(map(identities.of_cause, diagnoses)))


def test_it_stays_where_the_cell_moved_the_label_was_retyped_or_a_finding_went():
    first = prints(scene(*ROWS), diagnosis((2, 3), explains=(0, 1, 2)))
    retyped = [1, "PROGRAM  Kepegawaian", 10, 8]
    assert prints(scene(retyped, ROWS[1], above=4), diagnosis((6, 3), stated="10.00", explains=(2,))) == first


def test_it_changes_with_what_is_stated_proposed_or_spoken_of():
    others = (
        diagnosis((2, 3)),
        diagnosis((2, 3), stated="11"),
        diagnosis((2, 3), proposed="13"),
        diagnosis((2, 4)),
        diagnosis((3, 3)),
    )
    found = prints(scene(*ROWS), *others)
    assert len(set(found)) == len(found)


def test_two_that_say_the_same_are_told_apart():
    first = diagnosis((2, 3))
    one, two = prints(scene(*ROWS), first, replace(first, explains=(1,)))
    assert two == f"{one}-2"
