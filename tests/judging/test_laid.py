"""Blocks of equations that hold count, define and give way as their equations would one by one."""

from collections import Counter
from dataclasses import replace

import pytest

from lkjip_audit.judging.blocks import Outcomes, blocks_of, counts_of, told_of
from lkjip_audit.judging.evaluate import definitions_of, evaluate_equation
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.laid import Definitions, distinct, flattened
from lkjip_audit.judging.model import Source, Status
from lkjip_audit.scene.place import Node
from lkjip_audit.workbook.model import Address
from tests.relations.audited import audited

WORKBOOK = [
    ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"],
    [1, "Program Pembinaan Perpustakaan", "2.700.411.800", "2.560.123.400", "140.288.400", "94,80"],
    [2, "Program Pengelolaan Arsip", "1.411.008.900", "1.302.158.700", "108.850.200", "92,29"],
    [3, "Program Penunjang Urusan", "911.008.900", "802.158.700", "108.850.100", "88,05"],
    [None, "Jumlah", "5.022.429.600", "4.664.440.800", "357.988.800", "92,87"],
]


@pytest.fixture(scope="module")
def found():
    return audited(WORKBOOK).verdicts


@pytest.fixture(scope="module")
def block(found) -> Held:
    return next(item for item in found.laid if isinstance(item, Held) and len(item) > 2)


def test_rows_that_hold_are_a_block_and_what_does_not_hold_is_told(found):
    assert any(isinstance(item, Held) for item in found.laid)
    findings = {outcome.cell.address.a1 for outcome in found.outcomes.told if outcome.status is Status.FINDING}
    assert findings == {"E4", "E5"}  # and the total that it is a part of


def test_an_outcome_of_a_block_is_that_of_its_equation(block):
    for at, outcome in enumerate(block):
        assert outcome == evaluate_equation(block.equation(at), {})
        assert outcome.status is Status.PASS
        assert outcome.cell == block.node(at)
        assert {item.node for item in outcome.related} == block.operands(at)


def test_counts_are_those_of_the_outcomes_one_by_one(found):
    assert counts_of(found.outcomes) == Counter(outcome.status for outcome in found.outcomes)
    assert len(found.outcomes) == len(list(found.outcomes))
    assert found.outcomes[len(found.outcomes.told)] == found.outcomes.blocks[0].outcome(0)
    assert told_of([1, 2]) == [1, 2]
    assert blocks_of([1, 2]) == ()


def test_an_equation_of_a_block_is_found_at_what_it_states_and_around_its_operands(block):
    for at in range(len(block)):
        assert block.find(block.node(at)) == at
        for node in block.nodes(at):
            assert at in block.around(node)
        assert not block.is_operand(block.node(at))
        assert all(block.is_operand(node) for node in block.operands(at))
    some = [*block.nodes(0), Node(Address("Lain", 1, 1))]
    assert block.around_any(some) == sorted({at for node in some for at in block.around(node)})


def test_what_is_laid_again_is_left_out_whichever_of_the_two_is_a_block(block):
    equations = list(block.equations())
    assert list(distinct([block, *equations])) == [block]
    again = list(distinct([equations[1], block]))
    assert again[0] is equations[1]
    assert [item.stated.node for item in flattened(again[1:])] == [
        block.node(0),
        *map(block.node, range(2, len(block))),
    ]
    assert list(distinct([block, replace(block)])) == [block]


def test_what_figures_show_gives_way_to_a_block(block):
    first = block.equation(0)
    shown = replace(first, stated=first.operands[0], operands=(first.stated, *first.operands[1:]), source=Source.SHOWN)
    assert list(distinct([shown, block])) == [block]


def test_a_block_without_some_is_the_others(block):
    left = block.without([0])
    assert [left.node(at) for at in range(len(left))] == [block.node(at) for at in range(1, len(block))]
    assert [left.operands(at) for at in range(len(left))] == [block.operands(at) for at in range(1, len(block))]
    assert left.worth().tolist() == block.worth().tolist()[1:]


def test_the_first_formula_that_yields_a_figure_defines_it(found):
    one_by_one = definitions_of(found.equations)
    assert dict(Definitions(found.laid)) == dict(one_by_one)


def test_outcomes_are_the_same_with_and_without_blocks(found):
    assert Outcomes(found.outcomes) == found.outcomes
