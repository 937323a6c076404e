"""Rounding: which results agree with their operands, and how those that do not depart from them."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.figures.rounding import format_indonesian, format_number, truncate
from lkjip_audit.formula.interval import Interval
from lkjip_audit.judging.evaluate import definitions_of, evaluate_equation
from lkjip_audit.judging.model import Manner, Status
from lkjip_audit.judging.precision import PASSING, Ruler, departure_from, interval_of, judge
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.scene.place import Node
from lkjip_audit.workbook.model import Address
from tests.judging.equations import equation, manner, operand, stored

CAPAIAN = "realisasi / target * 100"
EFISIENSI = "(capaian / serapan - 1) * 100"


def capaian(stated, target, realisasi):
    return equation(stated, CAPAIAN, target=target, realisasi=realisasi)


def severity(one):
    return evaluate_equation(one, {}).severity


# Results that agree.


@pytest.mark.parametrize(
    ("stated", "holds"),
    [
        ("6.292.049.703.665.660", True),
        ("6.292.049.703.665.600", False),
        ("6.292.049.703.665.663", False),  # typed with all its digits
        ("629.204.970.366.566", False),
    ],
)
def test_of_a_figure_of_sixteen_digits_fifteen_count(stated, holds):
    """25,496,181,696 times 246,784 is 6,292,049,703,665,664: the last digit is one that a spreadsheet does not keep."""
    one = equation(stated, "harga * volume", "jumlah", harga="25.496.181.696", volume="246.784")
    assert (manner(one) is Manner.PRINTED) is holds


def test_no_figure_holds_by_another_that_is_computed_from_it():
    """Amount is price times volume, volume amount by price: each would hold, whatever it is, by what the other says."""
    amount = equation("4.395.486,82", "harga * volume", "jumlah", harga="13,82", volume="318.197,31")
    volume = equation(amount.operands[1], "jumlah / harga", jumlah=amount.stated, harga=amount.operands[0])
    assert manner(amount, definitions_of([amount, volume])) is Manner.OUTSIDE
    assert manner(volume, definitions_of([amount, volume])) is Manner.OUTSIDE


def test_a_figure_that_its_own_formula_contradicts_is_read_as_it_is_printed():
    """A unit of its last digit is as far as a cell is from what its formula gives when it is right."""
    left = equation("Rp108.850.100", "pagu - realisasi", "sisa", pagu="Rp1.411.008.900", realisasi="Rp1.302.158.700")
    total = equation("Rp108.850.200", "sisa + pagu", "pagu", sisa=left.stated, pagu="Rp0")
    assert manner(total, definitions_of([left, total])) is not Manner.DEEP


def test_result_from_printed_operands_holds():
    assert manner(capaian("100,56%", "270,00", "271,50")) is Manner.PRINTED


@pytest.mark.parametrize("stated", ["98,13%", "98,12%"])
def test_half_may_be_rounded_up_or_to_the_even_digit(stated):
    assert manner(capaian(stated, "800", "785")) is Manner.PRINTED


def test_result_from_stored_operands_holds():
    one = equation("88,28", CAPAIAN, target="85", realisasi=stored("75.0342", "0.00"))
    assert manner(one) is Manner.STORED


def test_printed_operands_come_before_stored_ones():
    one = equation("88,27", CAPAIAN, target="85", realisasi=stored("75.03001", "0.00"))
    assert manner(one) is Manner.PRINTED


def test_result_from_the_operands_own_operands_holds():
    """81,50 and 102,05 give 125,2147..; 269.746.778 of 275.308.000 gives 97,9799..: together 27,80, printed 27,79."""
    share = capaian("125,21", "81,50", "102,05")
    spent = equation("97,98", "realisasi / pagu * 100", "serapan", realisasi="Rp269.746.778", pagu="Rp275.308.000")
    one = equation("27,80", EFISIENSI, "efisiensi", capaian=share.stated, serapan=spent.stated)
    assert manner(one) is not Manner.DEEP
    assert manner(one, definitions_of([share, spent])) is Manner.DEEP


def test_operand_that_its_own_row_refutes_is_read_as_printed():
    """A definition that its own cell contradicts must not excuse another cell."""
    refuted = capaian("538,03", "13,02", "75,91")
    one = equation("6,69", "capaian / serapan", "efisiensi", capaian=refuted.stated, serapan="87,19")
    assert manner(one, definitions_of([refuted])) not in PASSING


def test_stored_value_of_the_result_may_be_finer_than_what_is_shown():
    one = equation(stored("102.62721893491124", "0.00"), CAPAIAN, target="84,50", realisasi="86,72")
    assert manner(one) is Manner.PRINTED


# Results that depart, and how much that weighs.


def test_cut_percentage_is_minor():
    one = capaian("100,76%", "260", "262")
    assert manner(one) is Manner.CUT
    assert severity(one) is Severity.MINOR


def test_zeros_added_behind_a_rounded_result_are_minor():
    one = equation("6,690", "capaian / serapan", "efisiensi", capaian="583,03", serapan="87,19")
    assert manner(one) is Manner.PADDED
    assert severity(one) is Severity.MINOR


def test_one_off_in_the_last_digit_is_minor():
    one = capaian("98,14%", "480", "471")
    assert manner(one) is Manner.LAST_DIGIT
    assert severity(one) is Severity.MINOR


def test_two_off_in_the_last_digit_is_not_minor():
    one = capaian("98,15%", "480", "471")
    assert manner(one) is Manner.OUTSIDE
    assert severity(one) is Severity.MATERIAL


def test_result_possible_only_inside_the_operands_rounding_is_minor():
    """100,0 may be 100,04 and 80,0 may be 79,99, which gives 25,06; as printed they give 25,00."""
    one = equation("25,06", EFISIENSI, "efisiensi", capaian="100,0", serapan="80,0")
    assert manner(one) is Manner.POSSIBLE
    assert severity(one) is Severity.MINOR


def test_result_outside_of_the_operands_rounding_is_the_rules_own_severity():
    one = equation("25,90", EFISIENSI, "efisiensi", capaian="100,0", serapan="80,0")
    assert manner(one) is Manner.OUTSIDE
    assert severity(one) is Severity.MATERIAL


def test_decided_targets_have_no_rounding_to_hide_in():
    """A target of 260 is 260 exactly, and 262 people are 262: 262/260 cannot be 100,72."""
    assert manner(capaian("100,72%", "260", "262")) is Manner.OUTSIDE


def test_transposed_digits_are_material():
    one = capaian("538,03%", "13,02%", "75,91%")
    assert manner(one) is Manner.OUTSIDE
    assert evaluate_equation(one, {}).expected_text == "583,03%"
    assert severity(one) is Severity.MATERIAL


def test_expected_is_written_as_the_cell_is_written():
    outcome = evaluate_equation(capaian("98,1 %", "480", "500"), {})
    assert (outcome.expected_text, outcome.difference) == ("104,2 %", Decimal("-6.1"))


# Money and counts.


def rest(stated):
    spent = {"pagu": "Rp4.311.989.853", "realisasi_anggaran": "Rp3.950.400.112"}
    return equation(stated, "pagu - realisasi_anggaran", "sisa", **spent)


def test_money_adds_up_to_the_rupiah():
    assert manner(rest("Rp361.589.741")) is Manner.PRINTED


def test_less_than_a_thousand_rupiah_off_is_a_trifle_and_minor():
    one = rest("Rp361.589.742")
    assert manner(one) is Manner.TRIFLE
    assert severity(one) is Severity.MINOR


def test_a_thousand_rupiah_off_is_no_trifle():
    assert manner(rest("Rp361.590.741")) is Manner.OUTSIDE


@pytest.mark.parametrize(
    ("stated", "expected"), [("31.291.297.661,50", Manner.NEGLIGIBLE), ("31.291.297.761,50", Manner.OUTSIDE)]
)
def test_half_a_unit_of_billions_that_nobody_called_money_is_negligible(stated, expected):
    one = equation(stated, "laki + perempuan", "jumlah", laki="23.500.610.000,25", perempuan="7.790.687.660,75")
    assert manner(one) is expected
    assert (severity(one) is Severity.MINOR) is (expected is Manner.NEGLIGIBLE)


def test_small_amounts_have_no_trifles():
    one = equation("500", "pagu - realisasi_anggaran", "sisa", pagu="Rp2.000", realisasi_anggaran="Rp1.600")
    assert manner(one) is Manner.OUTSIDE


def test_a_headcount_one_off_is_outside():
    assert manner(equation("35", "laki + perempuan", "jumlah", laki="14", perempuan="20")) is Manner.OUTSIDE


@pytest.mark.parametrize("formula", ["sum(a, b, c)", "a + b + c"])
def test_sum_of_rounded_shares_holds_inside_their_rounding(formula):
    one = equation("100,00", formula, "porsi", a="33,33%", b="33,33%", c="33,33%")
    assert manner(one) in PASSING


def test_sum_of_rounded_shares_beyond_their_rounding_does_not_hold():
    one = equation("101,00", "sum(a, b, c)", "porsi", a="33,33%", b="33,33%", c="33,33%")
    assert manner(one) is Manner.OUTSIDE


def test_sum_of_exact_figures_has_no_tolerance():
    one = equation("Rp14.645.969.413", "sum(a, b)", "pagu", a="Rp5.099.602.201", b="Rp9.513.625.429")
    assert manner(one) is Manner.OUTSIDE
    assert evaluate_equation(one, {}).expected == Decimal(14613227630)


def test_amount_in_miliar_is_rounded_at_its_last_digit():
    one = equation("2,69 miliar", "sum(a, b)", "pagu", a="Rp2.000.000.000", b="Rp688.593.227")
    assert manner(one) is Manner.PRINTED


# What cannot be computed.


def test_zero_divisor_is_not_verifiable():
    outcome = evaluate_equation(capaian("100,00%", "0", "0"), {})
    assert (outcome.status, outcome.reason) == (Status.NOT_VERIFIABLE, "zero_divisor")


# Whatever the figures are.

TARGETS = st.decimals(min_value="0.5", max_value="99999", places=2)
RESULTS = st.decimals(min_value="0", max_value="99999", places=2)


def printed(value, places=2):
    """Without marks between thousands, which would leave "1.000%" open."""
    return format_number(value, places, grouped=False)


@given(TARGETS, RESULTS, st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]), st.integers(0, 4))
def test_a_true_row_is_never_a_finding(target, result, rounding, places):
    value = (result / target * 100).quantize(Decimal(1).scaleb(-places), rounding)
    one = capaian(printed(value, places) + "%", printed(target), printed(result))
    assert evaluate_equation(one, {}).status is Status.PASS


@given(TARGETS, RESULTS, st.integers(1, 4))
def test_a_cut_result_is_never_worse_than_minor(target, result, places):
    value = truncate(result / target * 100, places)
    outcome = evaluate_equation(capaian(printed(value, places) + "%", printed(target), printed(result)), {})
    assert outcome.status is Status.PASS or outcome.severity is Severity.MINOR


@given(TARGETS, RESULTS, st.integers(0, 9))
def test_a_row_computed_from_stored_values_is_never_a_finding(target, result, digits):
    """What the cell stores may have more digits than it shows, in the operands and in the result."""
    finer = result + Decimal(digits) / 1000
    one = equation(
        stored(f"{finer / target * 100:.15g}", "0.00"),
        CAPAIAN,
        target=stored(str(target), "0.00"),
        realisasi=stored(str(finer), "0.00"),
    )
    assert evaluate_equation(one, {}).status is Status.PASS


@given(st.lists(st.integers(0, 10**13), min_size=2, max_size=8), st.integers(-(10**10), 10**10))
def test_a_total_holds_exactly_when_it_is_the_sum(amounts, error):
    names = [f"r{index}" for index in range(len(amounts))]
    operands = {
        name: operand(name, "Rp" + format_indonesian(Decimal(amount), 0), "pagu")
        for name, amount in zip(names, amounts, strict=True)
    }
    total = Decimal(sum(amounts) + error)
    one = equation(
        operand("jumlah", "Rp" + format_indonesian(total.copy_abs(), 0), "pagu", Node(Address("S", 99999, 1))),
        f"sum({', '.join(names)})",
        **operands,
    )
    verdict = judge(one, one.formula, {})
    assert verdict is not None
    assert verdict.holds == (abs(total) == sum(amounts))


@given(TARGETS, RESULTS, st.decimals(min_value="-50", max_value="50", places=2))
def test_the_expected_value_of_a_finding_would_hold(target, result, error):
    value = abs((result / target * 100).quantize(Decimal("0.01")) + error)
    outcome = evaluate_equation(capaian(printed(value) + "%", printed(target), printed(result)), {})
    again = capaian(outcome.expected_text, printed(target), printed(result))
    assert evaluate_equation(again, {}).status is Status.PASS


def test_stored_amount_of_many_digits_is_held_to_the_rupiah():
    """Forty rupiah are no rounding error of forty-nine thousand million."""
    wrong = stored("49412868915", "#,##0")
    assert manner(equation(wrong, "sum(pagu)", "pagu", pagu=stored("49412868955", "#,##0"))) not in PASSING


def test_amount_stored_as_a_number_is_not_near_another():
    """A computer's double may be off in its last digits; an amount of money in a numeric cell is what it is."""
    ruler = Ruler(operand("pagu", stored("4839362450", "#,##0")))
    assert ruler.agrees(Decimal(4839362450))
    assert not ruler.agrees(Decimal(4839362454))


def test_interval_of_what_a_cell_stores_is_that_point():
    capaian = operand("capaian", stored("98.5432", "0.0"))
    assert interval_of(capaian) == Interval.point(Decimal("98.5432"))
    assert interval_of(capaian, as_printed=True) == Interval(Decimal("98.45"), Decimal("98.55"))


@pytest.mark.parametrize(
    ("stated", "value", "expected"),
    [
        (operand("capaian", "98,7%"), "98.56", Manner.LAST_DIGIT),
        (operand("capaian", "0,98%"), "98", Manner.UNIT),
        (operand("pagu", "Rp2.150.769.227"), "2150769223", Manner.TRIFLE),
        (operand("pagu", "Rp2.150.769.227"), "2150768227", Manner.OUTSIDE),
        (operand("pagu", "Rp1.227"), "1223", Manner.OUTSIDE),
    ],
)
def test_how_a_place_departs_from_the_value_of_its_fact(stated, value, expected):
    assert departure_from(stated, Decimal(value)) is expected
