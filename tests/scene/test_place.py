"""Places in a cell: figures, labels, formulas."""

from lkjip_audit.scene.place import Node, Stands
from lkjip_audit.workbook.model import Address

CELL = Address("Lembar1", 3, 2)


def test_label_is_no_figure_of_its_cell():
    assert Node(CELL, 1, kind=Stands.LABEL) != Node(CELL, 1)


def test_figures_of_a_cell_come_before_its_formulas_and_these_before_its_labels():
    figures = [Node(CELL, 0), Node(CELL, 7)]
    others = [Node(CELL, 0, kind=Stands.FORMULA), Node(CELL, 0, kind=Stands.LABEL)]
    assert sorted([*reversed(others), *reversed(figures)]) == [*figures, *others]


def test_one_number_tells_the_place_in_fingerprints_and_stores():
    nodes = (Node(CELL, 2), Node(CELL, 2, kind=Stands.FORMULA), Node(CELL, 2, kind=Stands.LABEL))
    assert [node.number for node in nodes] == [2, 502, 902]
