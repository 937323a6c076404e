"""One fact told in several places: which value it has, and how the others depart from it."""

from decimal import Decimal

from lkjip_audit.judging.agreement import evaluate_restatement
from lkjip_audit.judging.consensus import Network, accept
from lkjip_audit.judging.model import Manner, Restatement, Status
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.scene.sameness import group_by_value, same_value
from tests.judging.equations import RULE, equation, operand

CAPAIAN = "realisasi / target * 100"


def judged(*places, equations=(), trusted=()):
    nodes = frozenset(place.node for place in places)
    restatement = Restatement(RULE, "uji", places, nodes, frozenset(place.node for place in trusted))
    return list(evaluate_restatement(restatement, Network(equations), {}))


def findings(outcomes):
    return [outcome for outcome in outcomes if outcome.status is Status.FINDING]


def only(outcomes):
    (found,) = findings(outcomes)
    return found


def pagu(text):
    return operand("pagu", text)


def capaian(text):
    return operand("capaian", text)


# When two printed figures are the same.


def test_coarser_figure_is_the_finer_one_rounded():
    assert same_value(capaian("102,55%"), capaian("102,6%"))
    assert not same_value(capaian("102,55%"), capaian("102,4%"))


def test_amount_in_miliar_is_the_full_one_rounded():
    assert same_value(pagu("Rp2.688.593.227"), pagu("Rp2,69 miliar"))
    assert not same_value(pagu("Rp2.688.593.227"), pagu("Rp2,68 miliar"))


def test_trailing_zeros_say_the_same():
    assert same_value(operand("target", "270"), operand("target", "270,00"))


def test_exact_amounts_are_never_rounded_to_each_other():
    assert not same_value(pagu("Rp14.645.969.413"), pagu("Rp14.645.696.413"))


def test_places_group_by_what_they_can_both_say():
    places = [capaian("102,55%"), capaian("102,6%"), capaian("98,93%")]
    assert [len(group) for group in group_by_value(places)] == [2, 1]


# Which value the fact has.


def test_value_of_most_places_is_accepted():
    outcome = only(judged(pagu("Rp9.546.367.212"), pagu("Rp9.546.367.212"), pagu("Rp9.513.625.429")))
    assert outcome.expected == Decimal(9546367212)
    assert outcome.severity is Severity.MATERIAL


def test_arithmetic_outweighs_the_number_of_places():
    """A stale figure is often copied: three places say 9,51, but only 9,55 makes the total add up."""
    right, *stale = [pagu("Rp9.546.367.212"), *(pagu("Rp9.513.625.429") for _ in range(3))]
    total = equation(
        operand("jumlah", "Rp14.645.969.413", "pagu"),
        "sum(a, b, c)",
        a=operand("a", "Rp2.688.593.227", "pagu"),
        b=operand("b", "Rp2.411.008.974", "pagu"),
        c=operand("c", stale[0].figure, "pagu", stale[0].node),
    )
    outcomes = judged(right, *stale, equations=[total])
    assert {outcome.expected for outcome in findings(outcomes)} == {Decimal(9546367212)}
    assert len(findings(outcomes)) == 3


def test_same_relation_in_two_tables_votes_once():
    """Copied rows are no second witness."""
    first, second = capaian("99,63"), capaian("95,96")

    def support(copies):
        stated = operand("serapan", first.figure, "serapan", first.node)
        witnesses = [equation(stated, CAPAIAN, target="100", realisasi="95,96") for _ in range(copies)]
        accepted = accept([first, second], Network(witnesses))
        return accepted.value, accepted.support

    assert support(1) == support(3)
    assert support(1)[0] == Decimal("95.96")


def test_tables_come_before_sentences_where_all_else_is_equal():
    table, sentence = capaian("95,96%"), capaian("99,63%")
    outcome = only(judged(sentence, table, trusted=[table]))
    assert (outcome.cell, outcome.expected) == (sentence.node, Decimal("95.96"))


def test_even_split_is_told_as_such():
    outcome = only(judged(capaian("95,96%"), capaian("99,63%")))
    assert dict(outcome.values)["tied"] == "ya"


# How a place departs.


def test_last_digit_is_minor():
    outcome = only(judged(capaian("583,03%"), capaian("583,03%"), capaian("583,04%")))
    assert (outcome.manner, outcome.severity) == (Manner.LAST_DIGIT, Severity.MINOR)


def test_fraction_with_a_percent_sign_is_minor():
    outcome = only(judged(capaian("99,00%"), capaian("99,00%"), capaian("0,99%")))
    assert (outcome.manner, outcome.severity) == (Manner.UNIT, Severity.MINOR)
    assert outcome.expected_text == "99,00%"


def test_trifle_of_money_is_minor():
    outcome = only(judged(pagu("Rp4.311.989.853"), pagu("Rp4.311.989.853"), pagu("Rp4.311.989.850")))
    assert (outcome.manner, outcome.severity) == (Manner.TRIFLE, Severity.MINOR)


def test_transposed_digits_are_material():
    outcome = only(judged(pagu("Rp14.645.969.413"), pagu("Rp14.645.969.413"), pagu("Rp14.645.696.413")))
    assert (outcome.manner, outcome.severity) == (Manner.OUTSIDE, Severity.MATERIAL)
    assert outcome.difference == Decimal(-273000)


def test_figure_that_its_own_row_refutes_is_not_accused_twice():
    first, second = capaian("100,56%"), capaian("105,60%")
    restatement = Restatement(RULE, "uji", (first, second), frozenset({first.node, second.node}))
    contradicted = {second.node: Decimal("100.56")}
    assert findings(evaluate_restatement(restatement, Network(()), contradicted)) == []


def test_place_that_leads_the_fact_is_not_held_to_itself():
    outcomes = judged(capaian("100,56%"), capaian("100,56%"))
    assert [outcome.status for outcome in outcomes] == [Status.PASS]
