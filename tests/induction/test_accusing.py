from __future__ import annotations

from decimal import Decimal

import pytest

from lkjip_audit.induction import Operator
from tests.induction.tables import FIRST, SECOND, Text, along_columns, along_rows, percent

TOTAL = [a + b for a, b in zip(FIRST, SECOND, strict=True)]


def changed(column: list[Text], **cells: Text) -> list[Text]:
    return [cells.get(f"r{at}", value) for at, value in enumerate(column)]


def misses(*columns: list[Text] | tuple[int, ...], operator: Operator | None = None) -> list[tuple[int, Decimal]]:
    return [
        (miss.line, miss.stated)
        for each in along_rows(*columns)
        if operator in (None, each.operator)
        for miss in each.misses
    ]


def test_a_first_row_is_accused_when_a_slip_explains_it_and_chance_would_not() -> None:
    first = tuple(a * 1000 + b for a, b in zip(FIRST, SECOND, strict=True))
    total: list[Text] = [a + b for a, b in zip(first, SECOND, strict=True)]
    assert misses(first, SECOND, changed(total, r0=first[0] + SECOND[0] + 20_000)) == [(0, 41156020)]


def test_a_first_row_of_another_kind_is_not_accused() -> None:
    assert misses([2019, *FIRST], [2020, *SECOND], [2021, *TOTAL]) == []


def test_a_last_row_is_accused_when_the_block_beside_it_that_is_built_alike_holds_there() -> None:
    beside = [[value + 1000 * at for at, value in enumerate(column)] for column in (FIRST, SECOND)]
    columns = (FIRST, SECOND, TOTAL, *beside, [a + b for a, b in zip(*beside, strict=True)])
    spoiled = changed([*TOTAL], r11=TOTAL[11] + 40)
    assert misses(*columns[:2], spoiled) == []
    assert misses(*columns[:2], spoiled, *columns[3:]) == [(11, TOTAL[11] + 40)]


def test_a_last_row_of_rounded_means_is_not_accused_when_they_add_up_beside_it() -> None:
    first = [value // 100 + 30 * at for at in (0, 1, 2) for value in FIRST]
    second = [value // 50 + 7 * at for at in (0, 1, 2) for value in SECOND]
    third, fourth = ([value + 3 * at for at, value in enumerate(column)] for column in (first, second))
    left, right = ([a + b for a, b in zip(*each, strict=True)] for each in ((first, second), (third, fourth)))
    *means, total = (sum(column) // len(column) for column in (first, second, third, fourth, left))
    rows = [*zip(first, second, left, third, fourth, right, strict=True)]
    assert abs(total - means[0] - means[1]) == 1
    rows.append((*means[:2], total, *means[2:], means[2] + means[3]))
    assert misses(*map(list, zip(*rows, strict=True))) == []


def test_one_unit_may_be_rounding_where_few_rows_hold() -> None:
    assert misses(FIRST[:9], SECOND[:9], changed([*TOTAL[:9]], r4=TOTAL[4] + 1)) == []


def test_more_units_than_rounding_would_give_are_wrong_where_few_rows_hold() -> None:
    columns = tuple(each[start : start + 8] for start in (0, 4) for each in (FIRST, SECOND))
    total = [sum(row) for row in zip(*columns, strict=True)]
    for gap in (3, -4, 5):
        assert misses(*columns, changed([*total], r5=total[5] + gap)) == [(5, total[5] + gap)]
    for gap in (1, -2):
        assert misses(*columns, changed([*total], r5=total[5] + gap)) == []


def test_one_unit_is_wrong_where_many_rows_hold() -> None:
    first = [a + 7 * b for a in (0, 1, 2) for b in FIRST]
    second = [b + a for a in (0, 11, 26) for b in SECOND]
    total = [a + b for a, b in zip(first, second, strict=True)]
    assert misses(first, second, changed([*total], r4=total[4] + 1)) == [(4, total[4] + 1)]


def test_a_total_typed_with_fewer_decimals_is_not_accused() -> None:
    first = [Decimal(value) / 1000 for value in FIRST]
    second = [Decimal(value) / 1000 for value in SECOND]
    total = [a + b for a, b in zip(first, second, strict=True)]
    assert misses(first, second, changed([*total], r5="47.100")) == []  # 47.066, as 47.1


def test_a_row_of_the_greatest_figures_is_not_accused() -> None:
    columns = [[*each, max(each), each[3]] for each in (FIRST, SECOND, TOTAL)]
    assert misses(*columns) == []


def test_a_copy_in_which_two_digits_changed_places_is_accused() -> None:
    copy: list[Text] = [a * 1000 + b * times for times in (1, 3) for a, b in zip(FIRST, SECOND, strict=True)]
    assert misses(copy, changed([*copy], r6=70_302_409)) == [(6, 70_302_409)]  # 70,320,409


def test_a_computed_figure_is_seldom_revised_and_its_copy_is_accused_of_one_digit() -> None:
    first = [a * 1000 + b for a, b in zip(FIRST, SECOND, strict=True)]
    total = [a + b for a, b in zip(first, SECOND, strict=True)]
    spoiled = changed([*total], r6=total[6] + 3000)
    assert misses(first, SECOND, total, spoiled) == [(6, total[6] + 3000)]
    assert misses(total, spoiled) == []


@pytest.mark.parametrize(("wrong", "of"), [(1_234_500, []), (3_000, [(1, True)])], ids=["any amount", "one digit"])
def test_of_seven_rows_a_total_that_stands_twice_is_accused_of_one_digit_alone(wrong: int, of: list[object]) -> None:
    first = [a * 1000 + b for a, b in zip(FIRST[:8], SECOND, strict=False)]
    total = [a + b for a, b in zip(first, SECOND, strict=False)]
    again = changed([*total], r1=total[1] + wrong)
    found = misses(first, SECOND[:8], total, again)
    assert [(line, value == again[1]) for line, value in found] == of


def test_a_copy_that_was_revised_is_not_accused() -> None:
    copy = [a * 1000 + b for a, b in zip(FIRST, SECOND, strict=True)]
    assert misses(copy, changed([*copy], r6=copy[6] + 1_234_500)) == []
    assert misses(copy, changed([*copy], r6=copy[6] + 7000, r8=copy[8] + 500)) == []


def test_a_copy_of_small_numbers_is_not_accused() -> None:
    marks: list[Text] = [3, 4, 2, 5, 7, 1, 9, 8, 6, 3, 4, 11]
    assert misses(marks, changed([*marks], r6=8)) == []


def test_a_quotient_of_printed_figures_is_held_to_what_they_print() -> None:
    first = [Decimal(value) / 100 for value in FIRST]
    second = [Decimal(value * 10_000 + value) for value in SECOND]
    share: list[Text] = [percent(b, a) for a, b in zip(first, second, strict=True)]
    spoiled = changed(share, r7=str(Decimal(str(share[7])) + 3))  # within what the first column's rounding allows
    (relation,) = [each for each in along_rows(first, second, spoiled) if each.operator is Operator.RATIO]
    assert [miss.line for miss in relation.misses] == [7]
    assert relation.misses[0].low < Decimal(str(share[7])) < relation.misses[0].high


def test_of_a_whole_total_the_part_with_decimals_is_what_is_left() -> None:
    part = [Decimal(value) / 100 for value in SECOND]
    rest = [a - b for a, b in zip(FIRST, part, strict=True)]
    (relation,) = along_rows(FIRST, part, changed([*rest], r4=rest[4] + Decimal("0.30")))
    assert (relation.operator, relation.stated, relation.operands) == (Operator.DIFFERENCE, 2, (0, 1))
    (miss,) = relation.misses
    assert miss.low < rest[4] < miss.high < rest[4] + Decimal("0.30")


def test_the_only_column_that_is_now_and_then_below_zero_is_what_two_others_leave() -> None:
    apart = [value - 3200 for value in SECOND]
    done = [a + b for a, b in zip(FIRST, apart, strict=True)]
    (relation,) = along_rows(FIRST, done, changed([*apart], r4=apart[4] + 6000))
    assert (relation.operator, relation.stated, relation.operands) == (Operator.DIFFERENCE, 2, (1, 0))
    assert [(miss.line, miss.low, miss.high) for miss in relation.misses] == [(4, apart[4], apart[4])]


def test_a_part_is_no_remainder_because_a_column_of_differences_is_below_zero_there() -> None:
    first = [-value if at % 5 == 2 else value for at, value in enumerate(FIRST)]
    rest = [80_000 + value for value in SECOND]
    total = [a + b for a, b in zip(first, rest, strict=True)]
    (relation,) = along_columns(total, first, rest)
    assert (relation.operator, relation.stated, relation.operands) == (Operator.SUM, 0, (1, 2))


def test_a_percentage_is_stated_before_what_can_be_computed_back_from_it() -> None:
    first = [Decimal(value) / 100 for value in FIRST]
    second = [Decimal(value) / 100 for value in SECOND]
    share = [percent(b, a) for a, b in zip(first, second, strict=True)]
    (relation,) = along_rows(first, second, share)
    assert relation.formula == "[3] = 100 * [2] / [1]"


def test_two_sums_of_other_figures_that_give_one_total_are_both_held_to_it() -> None:
    first, second = [part * 137 + 11 for part in FIRST], [part * 211 + 7 for part in SECOND]
    totals = [one + other for one, other in zip(first, second, strict=True)]
    third = [1_000_000 + 37_013 * at**2 for at in range(len(totals))]
    fourth = [total - part for total, part in zip(totals, third, strict=True)]
    right, wrong = str(fourth[5]), fourth[5] + (200_000 if str(fourth[5])[1] < "8" else -200_000)
    assert sum(one != other for one, other in zip(right, str(wrong), strict=True)) == 1
    fourth[5] = wrong
    found = along_rows(totals, first, second, third, fourth)
    assert {miss.line for each in found for miss in each.misses} == {5}


def test_a_figure_that_is_nearly_always_0_is_no_part_of_a_sum_that_holds_without_it() -> None:
    totals = [one + other for one, other in zip(FIRST, SECOND, strict=True)]
    nearly = [0] * len(FIRST)
    nearly[4] = 60
    assert not any(each.misses for each in along_rows(FIRST, SECOND, nearly, totals))


@pytest.mark.parametrize("row", [3, 7])
@pytest.mark.parametrize("how", ["lost", "doubled"])
def test_a_digit_lost_or_doubled_in_one_row_of_ten_is_accused(row: int, how: str) -> None:
    """A hand that skips a digit or types one twice is no other kind of row."""
    text = str(TOTAL[row])
    wrong = int(text[:2] + text[3:] if how == "lost" else text[:2] + text[1:])
    assert misses(FIRST[:10], SECOND[:10], changed([*TOTAL[:10]], **{f"r{row}": wrong})) == [(row, wrong)]


def test_a_figure_of_other_digits_in_one_row_of_ten_is_left_alone() -> None:
    assert misses(FIRST[:10], SECOND[:10], changed([*TOTAL[:10]], r9=183_512)) == []


def test_a_total_of_fewer_decimals_than_its_parts_that_no_slip_explains_is_from_elsewhere() -> None:
    first, second = ([f"{value / 100:.2f}" for value in column] for column in (FIRST, SECOND))
    total: list[Text] = [str(Decimal(one) + Decimal(other)) for one, other in zip(first, second, strict=True)]
    assert misses([*first], [*second], changed(total, r4="351.80")) == []
    assert misses([*first], [*second], changed(total, r4="351.87")) == [(4, Decimal("351.87"))]
    assert misses([*first], [*second], changed(total, r4=str(Decimal(str(total[4])) + 3))) != []


def test_a_part_that_is_empty_in_all_other_lines_is_what_a_sum_leaves_out() -> None:
    """Three kinds of spending, of which the last is used in one row: round as it is, no digit slipped."""
    third = [25_000_000 if at == 6 else 0 for at in range(len(FIRST))]
    total = [a * 1000 + b * 1000 + c for a, b, c in zip(FIRST, SECOND, third, strict=True)]
    thousands = [[value * 1000 for value in column] for column in (FIRST, SECOND)]
    assert misses(*thousands, total, third) == []


def test_kinds_that_come_in_blocks_and_leave_out_the_same_row_prove_each_other_nothing() -> None:
    """Budget, use and rest of each kind, and of all kinds: what one total leaves out all the others leave out too."""
    budgets = [[value * 1000 for value in FIRST], [value * 1000 for value in SECOND]]
    budgets.append([10_000_000 if at == 4 else 0 for at in range(len(FIRST))])
    uses = [[budget * (3 + at) // 10 for budget in kind] for at, kind in enumerate(budgets)]
    blocks = [(b, u, [x - y for x, y in zip(b, u, strict=True)]) for b, u in zip(budgets, uses, strict=True)]
    totals = [[sum(parts) for parts in zip(*kinds, strict=True)] for kinds in zip(*blocks, strict=True)]
    shown = (column for block in (*blocks[:2], totals, blocks[2]) for column in block)
    assert misses(*shown) == []


def test_a_total_that_is_nearly_the_sum_is_accused_though_few_columns_add_up() -> None:
    """No rate comes as near to a sum by chance as digits that have changed places."""
    rows = [[a * 100_003 + b, b * 70_001 + a, a * 31 + b * 50_021] for a, b in zip(FIRST, SECOND, strict=True)]
    total = [sum(column) for column in zip(*rows, strict=True)]
    low, high = divmod(total[2], 100)
    total[2] = low * 100 + int(str(high)[::-1])
    (found,) = along_columns(*rows, total)
    assert [miss.line for miss in found.misses] == [2]


def test_several_totals_that_are_nearly_sums_are_of_another_kind() -> None:
    rows = [[a * 100_003 + b, b * 70_001 + a, a * 31 + b * 50_021] for a, b in zip(FIRST, SECOND, strict=True)]
    total = [sum(column) for column in zip(*rows, strict=True)]
    total[1], total[2] = total[1] + 90, total[2] + 9
    assert [miss for each in along_columns(*rows, total) for miss in each.misses] == []


def test_a_subtotal_is_accused_where_groups_of_other_sizes_add_up() -> None:
    sizes, rows, at = (2, 3, 4, 3), list[list[int]](), 0
    for size in sizes:
        group = [[FIRST[row], SECOND[row], FIRST[-1 - row] * 3 + row] for row in range(at, at + size)]
        rows += [*group, [sum(column) for column in zip(*group, strict=True)]]
        at += size
    rows[6][1] += 300
    assert [(each.stated, miss.line) for each in along_columns(*rows) for miss in each.misses] == [(6, 1)]


def few_columns(total: int, times: int = 1) -> list[list[Text]]:
    """Four groups of people and their total in three regions and in all; in all it is off by ``total``."""
    rows = [[a * 300 + b, a // 7 + b, b * 3 + a % 999] for a, b in zip(FIRST[:4], SECOND[:4], strict=True)]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    sums[0] += total
    return [[each * times for each in row] for row in (*rows, sums)]


def test_a_total_of_few_columns_is_accused_of_a_slip_where_the_others_add_up() -> None:
    found = [(each.stated, miss.line) for each in along_columns(*few_columns(3_000)) for miss in each.misses]
    assert found == [(4, 0)]


def test_a_total_of_figures_rounded_to_fives_may_be_off_by_five() -> None:
    assert [miss for each in along_columns(*few_columns(1, times=5)) for miss in each.misses] == []


def test_a_last_row_in_which_a_quotient_holds_is_held_to_the_difference() -> None:
    left = [a - b for a, b in zip(FIRST, SECOND, strict=True)]
    rate = [percent(b, a) for a, b in zip(FIRST, SECOND, strict=True)]
    lost = changed([*left], r11=4_886)  # 48,866
    assert misses(FIRST, SECOND, lost) == []
    assert {line for line, _ in misses(FIRST, SECOND, lost, [*rate])} == {11}


def test_a_copy_that_lost_a_digit_is_accused() -> None:
    copied = changed([*FIRST], r4=2_874)
    assert misses(FIRST, copied) == [(4, 2_874)]


def test_the_total_of_products_is_no_product() -> None:
    times = [a * b for a, b in zip(FIRST, SECOND, strict=True)]
    rate = [percent(b, a) for a, b in zip(FIRST, SECOND, strict=True)]
    columns = [[*FIRST, sum(FIRST)], [*SECOND, sum(SECOND)], [*times, sum(times)]]
    assert misses(*columns, [*rate, percent(sum(SECOND), sum(FIRST))]) == []


def test_a_part_that_is_empty_in_all_other_lines_is_what_a_balance_leaves_out() -> None:
    """Opening stock and what came less what went, and in one line what was given away as well."""
    third = [4_321_250 if at == 6 else 0 for at in range(len(FIRST))]
    opening, came = ([value * 1000 for value in column] for column in (FIRST, SECOND))
    went = [value // 3 for value in came]
    rest = [a + b - c - d for a, b, c, d in zip(opening, came, went, third, strict=True)]
    assert misses(opening, came, went, rest, third) == []


def test_a_subtotal_of_products_among_them_is_no_product() -> None:
    first, second = [*FIRST], [*SECOND]
    times = [a * b for a, b in zip(first, second, strict=True)]
    for column in (first, second, times):
        column.insert(5, sum(column[5:8]))
    assert misses(first, second, times) == []


def groups_of(columns: int, slipped: int) -> list[list[Text]]:
    """Four groups of four rows with their totals, and two columns of rates; one total is off by ``slipped``."""
    rows: list[list[Text]] = []
    for start in range(0, 12, 3):
        group = [[FIRST[at] * 1000 + SECOND[at], SECOND[at] * 7 + at][:columns] for at in range(start, start + 3)]
        rows += [[*line, "-99.98", "-99.97"] for line in group]
        rows.append([*(sum(column) for column in zip(*group, strict=True)), "-99.98", "-99.99"])
    first = rows[7][0]
    assert isinstance(first, int)
    rows[7][0] = first + slipped
    return rows


def test_a_total_of_two_columns_is_accused_where_the_groups_that_follow_each_other_add_up_in_both() -> None:
    found = [(each.stated, miss.line) for each in along_columns(*groups_of(2, 100_000)) for miss in each.misses]
    assert found == [(7, 0)]
    assert [each for each in along_columns(*groups_of(2, 123_456_789)) if each.misses] == []


def groups_with(wrong: int) -> list[list[Text]]:
    """Three groups of two rows with their totals in twelve columns; the last total is off in ``wrong`` of these."""
    rows: list[list[Text]] = []
    for times in (1, 2, 3):
        group = [[value * 1000 * times + at for at, value in enumerate(each)] for each in (FIRST, SECOND)]
        rows += [[*line] for line in group]
        rows.append([a + b for a, b in zip(*group, strict=True)])
    rows[-1] = [a + b + (123_457 * (at + 3) if at < wrong else 0) for at, (a, b) in enumerate(zip(*group, strict=True))]
    return rows


@pytest.mark.parametrize(("wrong", "told"), [(3, [0, 1, 2]), (5, [])])
def test_a_group_that_fails_in_many_columns_has_parts_that_are_not_told(wrong: int, told: list[int]) -> None:
    found = [miss.line for each in along_columns(*groups_with(wrong)) if each.stated == 8 for miss in each.misses]
    assert found == told


def test_what_accuses_by_groups_built_alike_has_their_bits() -> None:
    found = next(each for each in along_columns(*groups_of(2, 100_000)) if each.misses)
    assert found.bits < 24 < found.evidence


def test_a_total_of_parts_that_are_rounded_to_thousands_is_left_alone() -> None:
    """Kilometres in thousands, but for one total that is told to the kilometre."""
    thousands = [[value * 1000 for value in column] for column in (FIRST, SECOND)]
    total: list[Text] = [value * 1000 for value in TOTAL]
    assert misses(*thousands, changed([*total], r5=TOTAL[5] * 1000 + 467)) == []
    assert misses(*thousands, changed([*total], r5=TOTAL[5] * 1000 + 4)) != []


def test_a_total_of_rounded_parts_is_left_alone_where_others_are_off_by_one() -> None:
    first, second = ([value * 1000 + 321 * at for at, value in enumerate(column)] for column in (FIRST, SECOND))
    total: list[Text] = [a + b + (at % 3 == 1) for at, (a, b) in enumerate(zip(first, second, strict=True))]
    first[5], second[5] = FIRST[5] * 1000, SECOND[5] * 1000
    assert misses(first, second, changed(total, r5=TOTAL[5] * 1000 + 467)) == []


def test_a_total_is_right_to_the_digits_that_a_spreadsheet_keeps() -> None:
    """213486375965749 stands for 213486375965748,60, of which the sixteenth digit is lost."""
    first = [Decimal(value * 10**10) + Decimal("0.6") for value in FIRST]
    second = [Decimal(value * 10**10) for value in SECOND]
    total: list[Text] = [a + b for a, b in zip(first, second, strict=True)]
    kept = changed(total, r3=first[3] + second[3] + Decimal("0.4"))
    assert misses([*first], [*second], kept) == []


def test_of_two_sums_that_give_a_total_otherwise_neither_is_believed_where_both_fail() -> None:
    """Two pairs of parts make one total in all lines but one, where neither does, nor agrees with the other."""
    third = [value + 1000 for value in FIRST]
    fourth = [value - 1000 for value in SECOND]
    spoiled = changed([*third], r6=third[6] + 300)
    assert misses(FIRST, SECOND, changed([*TOTAL], r6=TOTAL[6] + 40), spoiled, fourth) == []


def test_a_part_that_is_there_only_where_the_sum_fails_is_none() -> None:
    """Four rows tell a third kind of spending, which the total of the first two leaves out."""
    third = [value * 100 if at in (2, 5, 7, 9) else 0 for at, value in enumerate(SECOND)]
    beside: list[Text] = [*third]
    assert misses(FIRST, SECOND, beside, TOTAL) == []
    assert misses(FIRST, SECOND, [0] * 12, changed([*TOTAL], r4=TOTAL[4] + 40)) != []


@pytest.mark.parametrize("decimals", [0, 5], ids=["as typed", "all with five decimals"])
def test_earnings_per_share_below_the_amounts_of_quarters_are_not_accused(decimals: int) -> None:
    amounts = [
        [3000 * at + 7 * a, 41 * b, 17 * at + a, b + 13] for at, (a, b) in enumerate(zip(FIRST, SECOND, strict=True))
    ]
    rows: list[list[Text]] = [[*row, sum(row)] for row in amounts]
    rates: list[list[Text]] = [["5.13", "1.17", "0.01", "3.08", "9.36"], ["5.02", "1.15", "0.01", "3.02", "9.20"]]
    table = [*rows, *rates]
    if decimals:
        table = [[f"{Decimal(cell or 0):.{decimals}f}" for cell in row] for row in table]
    assert misses(*zip(*table, strict=True)) == []


def test_an_amount_with_decimals_as_all_others_have_is_accused() -> None:
    amounts = [[7 * a, 41 * b, 17 * a, b + 13] for a, b in zip(FIRST, SECOND, strict=True)]
    rows: list[list[Text]] = [[f"{part / 100:.2f}" for part in (*row, sum(row))] for row in amounts]
    rows[5][4] = f"{(sum(amounts[5]) + 300) / 100:.2f}"
    assert [line for line, _ in misses(*zip(*rows, strict=True))] == [5]


def test_a_column_with_decimals_that_adds_up_in_other_groups_is_accused() -> None:
    """Two of its kind in the groups that follow bear witness, where its own group has whole columns beside it."""
    rows: list[list[int]] = []
    for at in range(0, 12, 4):
        pairs = zip(FIRST[at : at + 4], SECOND[at : at + 4], strict=True)
        group = [[a * 31, b * 7 + a, a + b * 3, a * 13 + b] for a, b in pairs]
        rows += [*group, [sum(column) for column in zip(*group, strict=True)]]
    rows[1][1] += 4_500  # hundredths: two digits changed places
    table = [[first, f"{cents / 100:.2f}", *others] for first, cents, *others in rows]
    assert [(each.stated, miss.line) for each in along_columns(*table) for miss in each.misses] == [(4, 1)]


def test_a_digit_lost_in_what_a_running_total_adds_is_accused() -> None:
    added = [a * 1000 + b for a, b in zip(FIRST, SECOND, strict=True)]
    running = [sum(added[: at + 1]) for at in range(len(added))]
    assert misses(changed([*added], r1=added[1] // 10), running) == [(1, Decimal(running[1]))]


@pytest.mark.parametrize("off", [4, 40_000])
def test_a_product_is_right_to_the_digits_that_a_spreadsheet_keeps(off: int) -> None:
    first, second = [a * 7919 for a in FIRST], [b * 3_999_971 + a for a, b in zip(FIRST, SECOND, strict=True)]
    product: list[Text] = [a * b for a, b in zip(first, second, strict=True)]
    kept = first[6] * second[6] // 10_000 * 10_000 + (off if off > 10_000 else 0)
    assert [line for line, _ in misses(first, second, changed(product, r6=kept))] == ([] if off < 10_000 else [6])


def test_a_whole_total_of_parts_with_decimals_is_accused_when_a_digit_of_one_is_lost() -> None:
    """In its column all totals are whole: that it shows fewer decimals than its parts say nothing."""
    total = [a * 1000 for a in FIRST]
    part = [Decimal(b * 13) / 100 for b in SECOND]
    rest = [whole - part for whole, part in zip(total, part, strict=True)]
    wrong = changed([f"{each:.2f}" for each in rest], r4=f"{rest[4] // 100 * 10 + rest[4] % 10:.2f}")
    assert [line for line, _ in misses(total, [f"{each:.2f}" for each in part], wrong)] == [4]


def test_a_digit_put_into_a_copy_is_accused() -> None:
    copy = [a * 1000 + b for a, b in zip(FIRST, SECOND, strict=True)]
    digits = str(copy[5])
    assert [line for line, _ in misses(copy, changed([*copy], r5=int(f"{digits[:3]}7{digits[3:]}")))] == [5]
