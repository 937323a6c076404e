"""Which printed figures can be one and the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.figures.parse import read_text
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.sameness import group_by_value, same_value
from lkjip_audit.workbook.model import Address


def figure(text, row, *, exact=False, stored=None):
    read = replace(read_text(text).figures[0], stored=None if stored is None else Decimal(stored))
    return Operand("x", Node(Address("A", row, 1)), read, "target", exact)


FIGURES = st.tuples(
    st.sampled_from(["9", "10", "9,5", "9,4", "9,6", "9,45", "9,54", "9,455", "10,0", "-9", "-9,5"]),
    st.booleans(),
    st.sampled_from([None, "9.449", "9.451"]),
)


def one_by_one(places):
    """As ``group_by_value``, each place held to every group."""
    groups = []
    for place in sorted(places, key=lambda item: -item.figure.decimals):
        group = next((group for group in groups if same_value(group[0], place)), None)
        if group is None:
            groups.append([place])
        else:
            group.append(place)
    return {tuple(item.node for item in group) for group in groups}


@given(st.lists(FIGURES, max_size=9))
def test_groups_are_those_of_every_place_held_to_every_group(drawn):
    places = [figure(text, row, exact=exact, stored=stored) for row, (text, exact, stored) in enumerate(drawn, 1)]
    found = group_by_value(places)
    assert {tuple(item.node for item in group) for group in found} == one_by_one(places)
    assert [group[0].node for group in found] == sorted(
        (group[0].node for group in found),
        key=lambda node: next(min(item.node.address.row for item in group) for group in found if group[0].node == node),
    )


def test_many_different_figures_are_grouped_in_one_pass():
    places = [figure(f"{number},{number % 10}", number) for number in range(1, 6001)]
    before = process_time()
    assert len(group_by_value(places)) == 6000
    assert process_time() - before < 2
