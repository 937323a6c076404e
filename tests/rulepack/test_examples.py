"""Running a rule's examples: the small workbook, and the rule's word held against the example's."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pytest

from lkjip_audit.rulepack.examples import SHEET, run_examples, workbook_of
from lkjip_audit.rulepack.model import Example, Rule, Severity
from lkjip_audit.workbook.model import Address, Area, ErrorValue, Visibility


def example(**given):
    return Example.model_validate({"name": "contoh", **given})


def cells(**given):
    (sheet,) = workbook_of(example(**given)).sheets
    return {(cell.row, cell.column): cell for cell in sheet.cells.values()}


def test_text_stays_text_and_a_number_is_exact():
    found = cells(grid=[["13,02%", 7, Decimal("75.910"), True]])
    assert [found[1, column].value for column in (1, 2, 3, 4)] == [
        "13,02%",
        Decimal(7),
        Decimal("75.910"),
        True,
    ]


def test_empty_cells_are_not_there():
    assert set(cells(grid=[[None, "", "x"], [], ["y"]])) == {(1, 3), (3, 1)}


def test_format_formula_error_and_looks():
    found = cells(
        grid=[
            [{"v": Decimal("0.9963"), "fmt": "0.00%"}, {"f": "=A1*2", "v": 2}, {"error": "#DIV/0!"}],
            [{"v": "Program", "bold": True, "indent": 2}, {"f": "=B1"}, {"v": None}],
        ]
    )
    assert (found[1, 1].value, found[1, 1].number_format) == (Decimal("0.9963"), "0.00%")
    assert (found[1, 2].value, found[1, 2].formula) == (Decimal(2), "=A1*2")
    assert found[1, 3].value == ErrorValue("#DIV/0!")
    assert (found[2, 1].bold, found[2, 1].indent) == (True, 2)
    assert found[2, 2].value is None
    assert (2, 3) not in found


def test_date_is_a_moment():
    assert cells(grid=[[datetime(2023, 12, 31)]])[1, 1].value == datetime(2023, 12, 31)


def test_rows_know_their_columns():
    (sheet,) = workbook_of(example(grid=[["a", None, "b"], ["c"]])).sheets
    assert (sheet.name, sheet.rows) == (SHEET, {1: (1, 3), 2: (1,)})


def test_sheets_with_merges_and_hidden_parts():
    workbook = workbook_of(
        example(
            sheets={
                "Pagu": [["a"]],
                "Lampiran": {
                    "grid": [["b"]],
                    "merges": ["A1:C2"],
                    "hidden_rows": [3],
                    "hidden_columns": ["AB"],
                    "hidden": True,
                },
            }
        )
    )
    first, second = workbook.sheets
    assert (first.name, second.name, second.index) == ("Pagu", "Lampiran", 1)
    assert second.merges == (Area(1, 1, 2, 3),)
    assert (second.hidden_rows, second.hidden_columns) == ({3}, {28})
    assert second.visibility is Visibility.HIDDEN


@dataclass
class Place:
    address: Address


@dataclass
class Outcome:
    """As much of an outcome as is looked at."""

    rule: Rule
    status: str
    cell: Place
    stated: str = "9"
    expected: Decimal | None = None
    expected_text: str = ""
    severity: Severity | None = Severity.SIGNIFICANT
    reason: str | None = None
    values: tuple[tuple[str, str], ...] = ()


def outcome(rule, status, cell="A2", **given):
    row, column = int(cell[1:]), ord(cell[0]) - 64
    return Outcome(rule, status, Place(Address(SHEET, row, column)), **given)


def says(pack, name, judged):
    """The codes of what is wrong with example ``name`` when the rule says ``judged`` of every workbook."""
    (entry,) = pack.entries()
    trials = run_examples(entry, lambda workbook, rule: [outcome(rule, *args, **more) for args, more in judged])
    (trial,) = [trial for trial in trials if trial.name == name]
    return [problem.code for problem in trial.problems]


def finding(cell="A2", **given):
    return ("finding", cell), given


PASS = (("pass",), {})


@pytest.mark.parametrize(
    ("name", "judged", "codes"),
    [
        ("satu", [PASS], []),
        ("satu", [], ["example_nothing_checked"]),
        ("satu", [(("not_verifiable",), {"reason": "x"})], ["example_nothing_checked"]),
        ("satu", [PASS, finding()], ["example_unexpected"]),
        ("tiga", [finding(expected=Decimal("3.00"))], []),
        ("tiga", [finding(expected=Decimal(4))], ["example_expected"]),
        ("tiga", [finding("B2", expected=Decimal(3))], ["example_not_found", "example_unexpected"]),
        ("tiga", [PASS], ["example_not_found"]),
        ("tiga", [finding(expected=Decimal(4)), finding(expected=Decimal(3))], ["example_unexpected"]),
        ("empat", [finding()], []),
        ("lima", [], []),
        ("lima", [finding()], ["example_unexpected"]),
        ("enam", [(("not_verifiable",), {"reason": "operand_missing"})], []),
        ("enam", [(("not_applicable",), {"reason": "operand_missing"})], []),
        ("enam", [(("not_verifiable",), {"reason": "zero_divisor"})], ["example_verifiable"]),
        ("enam", [PASS], ["example_verifiable"]),
        ("satu", [PASS, (("rule_error",), {"reason": "x"})], ["example_rule_error"]),
    ],
)
def test_word_of_the_rule_is_held_against_the_example(pack, name, judged, codes):
    pack.rule()
    assert says(pack, name, judged) == codes


def test_expected_text_is_compared_as_printed(pack):
    pack.rule(text=pack.rule().read_text("utf-8").replace("expected: 3}", 'expected: "583,03 %"}'))
    assert says(pack, "tiga", [finding(expected_text="583,03  %")]) == []
    assert says(pack, "tiga", [finding(expected_text="583,04 %")]) == ["example_expected"]


def test_severity_is_compared_where_it_is_given(pack):
    pack.rule(text=pack.rule().read_text("utf-8").replace("expected: 3}", "severity: material}"))
    assert says(pack, "tiga", [finding(severity=Severity.MATERIAL)]) == []
    assert says(pack, "tiga", [finding()]) == ["example_severity"]


def test_place_in_the_message_that_nothing_fills(pack):
    pack.rule(message="message: {id: '{stated} {nilai}', en: '{nilai}'}")
    assert says(pack, "empat", [finding()]) == ["example_unfilled"]
    assert says(pack, "empat", [finding(values=(("nilai", "9"),))]) == []


def test_problem_stands_at_the_line_of_the_example(pack):
    pack.rule()
    (entry,) = pack.entries()
    trials = list(run_examples(entry, lambda workbook, rule: []))
    lines = {trial.name: [problem.line for problem in trial.problems] for trial in trials}
    assert lines == {"satu": [18], "dua": [19], "tiga": [21], "empat": [22], "lima": [], "enam": [26]}
