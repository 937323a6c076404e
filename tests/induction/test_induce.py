from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_audit.figures.model import Figure
from lkjip_audit.induction import UNREADABLE, Axis, Entry, Operator, Shown, block_of, induce

Text = Decimal | int | str | None
MORNING = (4113, 5127, 3941, 6208, 2875, 4419, 7031, 3356, 5894, 4768)
EVENING = (3010, 2906, 4187, 1995, 3642, 2871, 4409, 3127, 2258, 3873)


def entry(value: Decimal | int | str | None) -> Entry:
    if value is None:
        return None
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return Figure(number, max(0, -exponent), str(value))


def shown(columns: list[list[Decimal | int | str | None]]) -> tuple[Shown, ...]:
    return induce(block_of([[entry(value) for value in row] for row in zip(*columns, strict=True)])).shown


def along_rows(relations: tuple[Shown, ...]) -> list[Shown]:
    return [each for each in relations if each.axis is Axis.ALONG_ROWS]


def test_a_column_that_adds_two_others_is_shown_in_all_rows_but_the_wrong_one() -> None:
    total: list[Decimal | int | str | None] = [a + b for a, b in zip(MORNING, EVENING, strict=True)]
    total[6] = 11404  # 11440
    (relation,) = along_rows(shown([list(MORNING), list(EVENING), total]))
    assert relation.formula == "[3] = [1] + [2]"
    assert relation.holds == (0, 1, 2, 3, 4, 5, 7, 8, 9)
    (miss,) = relation.misses
    assert (miss.line, miss.stated, miss.low, miss.high) == (6, 11404, 11440, 11440)


def test_a_percentage_is_shown_within_its_rounding_and_a_slip_in_it_is_told() -> None:
    share = [f"{100 * Decimal(b) / a:.2f}" for a, b in zip(MORNING, EVENING, strict=True)]
    share[3] = "23.14"  # 32.14
    relation = next(each for each in shown([list(MORNING), list(EVENING), list(share)]) if each.stated == 2)
    assert relation.operator is Operator.RATIO
    assert relation.formula == "[3] = 100 * [2] / [1]"
    assert [miss.line for miss in relation.misses] == [3]
    assert relation.misses[0].low < Decimal("32.14") < relation.misses[0].high


def test_a_total_row_adds_the_rows_above_in_every_column() -> None:
    columns = [[*MORNING, sum(MORNING)], [*EVENING, sum(EVENING)]]
    (relation,) = shown([list(column) for column in columns])
    assert (relation.axis, relation.stated, relation.holds) == (Axis.ALONG_COLUMNS, 10, (0, 1))
    assert relation.operands == tuple(range(10))


def test_money_beyond_sixty_four_bits_is_added_exactly() -> None:
    first = [Decimal(f"{value}123456789012345678") for value in MORNING]
    second = [Decimal(f"{value}876543210987654321") for value in EVENING]
    total = [a + b for a, b in zip(first, second, strict=True)]
    total[4] += 1000
    (relation,) = along_rows(shown([list(first), list(second), list(total)]))
    assert [miss.line for miss in relation.misses] == [4]
    assert relation.misses[0].low == first[4] + second[4]


def test_zeros_hundreds_and_running_numbers_prove_nothing() -> None:
    numbers = list(range(1, 11))
    assert shown([list(numbers), [0] * 10, [100] * 10, [0] * 10]) == ()


def test_growth_is_shown_with_its_base() -> None:
    growth = [f"{100 * (Decimal(b) - a) / a:.2f}" for a, b in zip(MORNING, EVENING, strict=True)]
    relation = next(each for each in shown([list(MORNING), list(EVENING), list(growth)]) if each.stated == 2)
    assert relation.formula == "[3] = 100 * ([2] - [1]) / [1]"


def test_a_running_total_is_shown() -> None:
    running, sums = 0, []
    for value in MORNING:
        running += value
        sums.append(running)
    relations = along_rows(shown([list(MORNING), list(sums)]))
    assert Operator.RUNNING in {each.operator for each in relations}


def test_a_running_total_may_begin_anew_and_pass_over_subtotals() -> None:
    added, sums = list[Decimal | int | str | None](), list[Decimal | int | str | None]()
    for group in (MORNING, EVENING):
        total = 0
        for at, value in enumerate(group):
            total += value
            added.append(value)
            sums.append(total)
            if at == 4:
                added.append(total)
                sums.append(None)
    (relation,) = (each for each in along_rows(shown([added, sums])) if each.operator is Operator.RUNNING)
    assert not relation.misses
    assert not relation.apart


WENT = [value // 3 for value in EVENING[::-1]]
STOCK = [a + b - c for a, b, c in zip(MORNING, EVENING, WENT, strict=True)]


def test_what_was_there_and_came_less_what_went_is_shown_and_a_slip_in_a_part_told() -> None:
    went: list[Decimal | int | str | None] = [*WENT]
    (relation,) = along_rows(shown([list(MORNING), list(EVENING), went, list(STOCK)]))
    assert (relation.operator, relation.formula) == (Operator.BALANCE, "[4] = [1] + [2] - [3]")
    went[4] = WENT[4] + 200
    (relation,) = along_rows(shown([list(MORNING), list(EVENING), went, list(STOCK)]))
    assert [(miss.line, miss.low) for miss in relation.misses] == [(4, STOCK[4] - 200)]


def test_a_tariff_is_shown_and_a_row_of_another_tariff_is_not_accused() -> None:
    paid: list[Decimal | int | str | None] = [value * 7_500 for value in MORNING]
    (relation,) = along_rows(shown([list(MORNING), paid]))
    assert (relation.operator, relation.formula, relation.misses) == (Operator.MULTIPLE, "[2] = 7500 * [1]", ())
    paid[5] = MORNING[5] * 8_000
    (relation,) = along_rows(shown([list(MORNING), paid]))
    assert (relation.apart, relation.misses) == ((5,), ())
    paid[5] = MORNING[5] * 7_500 + 3_000_000
    (relation,) = along_rows(shown([list(MORNING), paid]))
    assert [miss.line for miss in relation.misses] == [5]


def test_a_rate_for_so_many_thousand_is_shown() -> None:
    rate = [f"{Decimal(b) * 1000 / a:.2f}" for a, b in zip(MORNING, EVENING, strict=True)]
    relation = next(each for each in shown([list(MORNING), list(EVENING), list(rate)]) if each.stated == 2)
    assert relation.formula == "[3] = 1000 * [2] / [1]"


def test_a_balance_in_which_what_was_added_is_taken_off_is_none() -> None:
    balances = along_rows(shown([[*MORNING], [*EVENING], [*EVENING], [*MORNING]]))
    assert Operator.BALANCE not in {each.operator for each in balances}


def test_a_product_of_whole_numbers_is_told_as_the_product_and_not_as_a_quotient() -> None:
    """A quotient leaves room for what its rounding hides; the product is exact."""
    times: list[Decimal | int | str | None] = [a * b for a, b in zip(MORNING, EVENING, strict=True)]
    times[4] = MORNING[4] * EVENING[4] + 90
    (relation,) = along_rows(shown([list(MORNING), list(EVENING), times]))
    assert relation.formula == "[3] = [1] * [2]"
    assert [miss.line for miss in relation.misses] == [4]


def test_few_different_figures_that_meet_now_and_then_are_no_copy() -> None:
    first = ["6666.67", "5000.00", "6666.67", "8333.33", "6666.67", "7500.00", "5000.00", "8333.33"]
    second = ["6666.67", "8333.33", "6666.67", "6666.67", "6666.67", "8333.33", "7500.00", "5000.00"]
    assert along_rows(shown([list(first), list(second)])) == []


def test_an_amount_in_thousands_is_shown_as_such() -> None:
    full = [value * 1000 + at * 137 for at, value in enumerate(MORNING)]
    thousands = [(value + 500) // 1000 for value in full]
    relation = next(each for each in shown([list(full), list(thousands)]) if each.operator is Operator.UNIT)
    assert (relation.stated, relation.operands, relation.formula) == (1, (0,), "[2] = [1] / 1000")


def test_a_sum_over_a_cell_that_cannot_be_read_is_not_judged() -> None:
    total = [a + b for a, b in zip(MORNING, EVENING, strict=True)]
    grid = [[entry(a), entry(b), entry(c)] for a, b, c in zip(MORNING, EVENING, total, strict=True)]
    grid[2][0] = UNREADABLE
    (relation,) = along_rows(induce(block_of(grid)).shown)
    assert 2 not in (*relation.holds, *relation.apart)
    assert relation.misses == ()


def test_what_one_axis_shows_is_the_same_whether_the_other_is_searched_or_not() -> None:
    total = [a + b for a, b in zip(MORNING, EVENING, strict=True)]
    rows = [*zip(MORNING, EVENING, total, strict=True), (sum(MORNING), sum(EVENING), sum(total))]
    block = block_of([[entry(value) for value in row] for row in rows])
    both = induce(block).shown
    assert {each.axis for each in both} == {*Axis}
    for axis in Axis:
        assert induce(block, axes={axis}).shown == tuple(each for each in both if each.axis is axis)


def test_an_empty_block_shows_nothing() -> None:
    assert induce(block_of([])).shown == ()
    assert induce(block_of([[None, None]])).shown == ()


def test_a_percentage_is_stated_and_not_the_whole_number_that_it_was_computed_from() -> None:
    share = [f"{100 * Decimal(b) / a:.2f}" for a, b in zip(MORNING, EVENING, strict=True)]
    formulas = [each.formula for each in along_rows(shown([list(MORNING), list(EVENING), list(share)]))]
    assert formulas == ["[3] = 100 * [2] / [1]"]


def test_a_sum_of_one_figure_and_blanks_proves_nothing() -> None:
    blanks: list[Decimal | int | str | None] = [None] * 10
    found = along_rows(shown([list(MORNING), [*blanks[:9], 17], list(MORNING)]))
    assert [each.formula for each in found] == ["[3] = [1]"]


def test_a_mean_that_follows_from_sums_is_not_told_again() -> None:
    first = [a + b for a, b in zip(MORNING, EVENING, strict=True)]
    total = [a + b for a, b in zip(first, EVENING, strict=True)]
    found = along_rows(shown([list(MORNING), list(EVENING), first, total]))
    assert {each.operator for each in found} == {Operator.SUM}


def test_a_column_alone_among_others_shows_no_relation_of_rows() -> None:
    others = [[int(value * 7.3) % 9973 for value in MORNING[at:] + MORNING[:at]] for at in (1, 2, 3, 4)]
    column = [4113, 5127, 9240, 6208, 2875, 4419, 7031, 3356, 5894, 4768]
    found = shown([column, *map(list, others)])
    assert not [each for each in found if each.axis is Axis.ALONG_COLUMNS]


def test_a_slip_in_the_first_row_is_told_where_another_relation_shows_that_it_is_a_row_like_the_others() -> None:
    total = [a + b for a, b in zip(MORNING, EVENING, strict=True)]
    share = [f"{100 * Decimal(b) / a:.2f}" for a, b in zip(MORNING, EVENING, strict=True)]
    share[0] = "73.81"  # 73.18
    found = shown([list(MORNING), list(EVENING), list(total), list(share)])
    assert [miss.line for each in along_rows(found) if each.stated == 3 for miss in each.misses] == [0]


def test_means_below_a_table_are_not_accused_of_their_percentages() -> None:
    total = [a + b for a, b in zip(MORNING, EVENING, strict=True)]
    share = [f"{100 * Decimal(b) / a:.2f}" for a, b in zip(MORNING, EVENING, strict=True)]
    columns = [list(MORNING), list(EVENING), list(total), [Decimal(value) for value in share]]
    with_means = [[*column, round(sum(map(Decimal, column)) / 10, 2)] for column in columns]
    assert not [each for each in along_rows(shown(with_means)) if each.misses]


def test_a_slip_in_one_group_is_told_by_the_groups_that_add_up() -> None:
    dice = random.Random(5)
    columns: list[list[Decimal | int | str | None]] = []
    for _ in range(3):
        column: list[int] = []
        for _ in range(6):
            part = [dice.randint(1000, 9999) for _ in range(3)]
            column += [*part, sum(part)]
        columns.append(list(column))
    wrong = columns[1][7]
    assert isinstance(wrong, int)
    columns[1][7] = wrong + 300
    found = [each for each in shown(columns) if each.axis is Axis.ALONG_COLUMNS]
    assert [(each.stated, miss.line) for each in found for miss in each.misses] == [(7, 1)]


@settings(max_examples=12, deadline=None)
@given(st.permutations(range(10)))
def test_the_order_of_rows_changes_no_relation_along_them(order: list[int]) -> None:
    total = [a + b for a, b in zip(MORNING, EVENING, strict=True)]
    columns = [[MORNING[at] for at in order], [EVENING[at] for at in order], [total[at] for at in order]]
    assert [each.formula for each in along_rows(shown([list(column) for column in columns]))] == ["[3] = [1] + [2]"]


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6))
def test_columns_in_another_order_show_nothing(seed: int) -> None:
    dice = random.Random(seed)
    total = [a + b for a, b in zip(MORNING, EVENING, strict=True)]
    columns = [list(column) for column in (MORNING, EVENING, total)]
    for column in columns:
        dice.shuffle(column)
    assert not [each for each in along_rows(shown([list(column) for column in columns])) if len(each.holds) > 5]


def test_figures_too_large_for_a_float_fit_nothing_and_break_nothing() -> None:
    column = [str(value) for value in MORNING]
    column[3] = "1" + "0" * 320
    assert all(3 not in each.holds for each in along_rows(shown([column, list(EVENING), column[::-1]])))


def test_shares_near_0_are_shown_by_which_of_them_stands_in_which_row() -> None:
    """Of 30 rows with shares of 0.00 to 0.05 any order but one is wrong: one that is far off in a first row is told."""
    dice = random.Random(3)
    whole = [5 * 10**8 + 7, *(dice.randint(10**8, 9 * 10**8) for _ in range(29))]
    part = [5 * 10**4 + 3, *(dice.randint(10**4, 10**5) for _ in range(29))]
    other = [a - b for a, b in zip(whole, part, strict=True)]
    share = [f"{100 * Decimal(b) / a:.2f}" for a, b in zip(whole, part, strict=True)]
    assert {*share} <= {f"0.0{digit}" for digit in range(10)}
    held = along_rows(shown([[*whole], [*part], [*other], [*share]]))
    assert Operator.RATIO in {each.operator for each in held}
    mixed = [*share]
    dice.shuffle(mixed)
    held = along_rows(shown([[*whole], [*part], [*other], [*mixed]]))
    assert Operator.RATIO not in {each.operator for each in held}
    for row in (0, 12):
        wrong: list[Text] = [*share]
        wrong[row] = "10.02"
        found = along_rows(shown([[*whole], [*part], [*other], wrong]))
        assert [miss.line for each in found for miss in each.misses] == [row]


def test_marks_divided_by_a_number_are_shown_and_a_slip_in_any_of_them_is_told() -> None:
    """187 people gave marks in nine things: the mean of each, a ninth of it, and 25 times as much."""
    sums = [685, 702, 661, 620, 591, 688, 704, 581, 627]
    means = [(Decimal(each) / 187).quantize(Decimal("0.001")) for each in sums]
    ninths = [(each / 9).quantize(Decimal("0.001")) for each in means]
    marks = [(each * 25).quantize(Decimal("0.01")) for each in means]
    columns: list[list[Text]] = [[*sums], [*means], [*ninths], [*marks]]
    formulas = {each.formula for each in along_rows(shown(columns))}
    assert formulas == {"[2] = [1] / 187", "[3] = [2] / 9", "[4] = 25 * [2]"}
    for column, row, value in ((0, 4, 519), (2, 3, "3.068"), (2, 0, "4.007"), (3, 0, "41.58"), (1, 8, "3.053")):
        wrong = [[*each] for each in columns]
        wrong[column][row] = value
        found = along_rows(shown(wrong))
        assert {miss.line for each in found for miss in each.misses} == {row}
