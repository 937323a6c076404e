"""Every form in which reports write figures, beside the plain ones of ``test_round_trip``.

Whatever is written reads back as itself, or as unclear, or as no figure at all; never as another number.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_audit.figures.cells import read_cell
from lkjip_audit.figures.model import Reading, ReadingKind
from lkjip_audit.figures.parse import Marks, judge_marks, read_text
from lkjip_audit.figures.rounding import format_number, round_half_up
from lkjip_audit.figures.units import PREDICATES
from lkjip_audit.workbook.model import Cell

pytestmark = pytest.mark.slow

NO_FIGURE = (ReadingKind.TEXT, ReadingKind.CODE, ReadingKind.DATE, ReadingKind.NIL)
MARKS = st.sampled_from([Marks.INDONESIAN, Marks.ENGLISH])
EITHER = st.sampled_from([Marks.UNKNOWN, Marks.INDONESIAN, Marks.ENGLISH])
SCORES = st.integers(0, 10_000).map(lambda n: Decimal(n).scaleb(-2))
AMOUNTS = st.integers(10**6, 10**14).map(Decimal)
YEARS = st.integers(2015, 2030)
MONTHS = ("Januari", "Pebruari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Nopember", "Des")


def written(value: Decimal, decimals: int, marks: Marks) -> str:
    return format_number(value, decimals, decimal_mark="," if marks is Marks.INDONESIAN else ".")


def says(reading: Reading, *values: Decimal) -> bool:
    """Whether these are the figures read, or some of what an unclear cell may mean, or nothing was read."""
    amounts = [figure.amount for figure in reading.figures]
    if reading.kind is ReadingKind.FIGURES:
        return amounts == list(values)
    return reading.kind in NO_FIGURE or (reading.kind is ReadingKind.AMBIGUOUS and set(values) <= set(amounts))


@settings(max_examples=200, deadline=None)
@given(
    SCORES,
    st.sampled_from(["AA", "A", "BB", "B", "CC", "C", "D", *sorted(PREDICATES)]),
    MARKS,
    EITHER,
    st.integers(0, 4),
)
def test_a_grade_with_its_score(score: Decimal, grade: str, marks: Marks, column: Marks, form: int) -> None:
    number = written(score, 2, marks)
    forms = (
        f"{grade} ({number})",
        f"{number} ({grade})",
        f"{grade} / {number}",
        f"{number}\n{grade}",
        f"{grade} {number}",
    )
    reading = read_text(forms[form], column)
    assert says(reading, score)
    if reading.kind is ReadingKind.FIGURES and reading.figure is not None:
        assert reading.figure.grade in (None, grade)


@settings(max_examples=300, deadline=None)
@given(SCORES, SCORES, MARKS, EITHER, st.integers(0, 5))
def test_two_values_in_one_cell(first: Decimal, second: Decimal, marks: Marks, column: Marks, form: int) -> None:
    one, two = written(first, 2, marks), written(second, 2, marks)
    forms = (
        f"{one} ({two})",
        f"{one}%\n{two}%",
        f"{one}\n({two}%)",
        f"{one}% ({two}%)",
        f"{one} / {two}",
        f"{one} {two}",
    )
    assert says(read_text(forms[form], column), first, second)


@settings(max_examples=200, deadline=None)
@given(AMOUNTS, SCORES, MARKS, EITHER, st.sampled_from(["\n", " ", "  "]), st.booleans())
def test_an_amount_and_its_percent_in_one_cell(
    amount: Decimal, share: Decimal, marks: Marks, column: Marks, between: str, sen: bool
) -> None:
    money = written(amount, 2 if sen else 0, marks)
    assert says(read_text(f"{money}{between}({written(share, 2, marks)}%)", column), amount, share)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("-–—−. \u00a0"), max_size=6), st.sampled_from(["", "Rp", "Rp.", "Rp "]), EITHER)
def test_marks_of_nothing(marks: str, currency: str, column: Marks) -> None:
    assert read_text(f"{currency}{marks}", column).kind in NO_FIGURE


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["nihil", "N/A", "n.a.", "tidak ada", "belum ada data", "- -", "-", "…", "____"]),
    st.sampled_from(["", " "]),
)
def test_words_of_nothing(words: str, blank: str) -> None:
    assert read_text(f"{blank}{words}{blank}").kind in NO_FIGURE


@settings(max_examples=300, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.integers(0, 6), EITHER)
def test_dates_are_no_figures(day: date, form: int, column: Marks) -> None:
    month = MONTHS[day.month % len(MONTHS)]
    forms = (
        f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day:%Y-%m-%d}", f"{day.day} {month} {day.year}",
        f"{day.day}/{day.month}/{day:%y}", f"{day.day} {month[:3]} {day.year}", f"{day:%d.%m.%Y}",
    )  # fmt: skip
    assert read_text(forms[form], column).kind in NO_FIGURE


@st.composite
def codes(draw: st.DrawFn) -> str:
    """A code of a program, a document or a person."""
    two = st.integers(1, 99).map(lambda n: f"{n:02d}")
    one = st.integers(1, 9).map(str)
    match draw(st.integers(0, 3)):
        case 0:
            levels = draw(st.integers(0, 4))
            tail = [draw(two), draw(two), draw(one), draw(two), draw(two)][: levels + 1]
            return ".".join([draw(one), *tail, *(["0001"] if levels == 4 and draw(st.booleans()) else [])])
        case 1:
            activity = f"{draw(one)}.{draw(two)}.{draw(one)}.{draw(two)}"
            return f"DPPA/B.1/{activity}.0.00.01.0000/001/{draw(YEARS)}"
        case 2:
            born, since = (draw(st.dates(date(1960, 1, 1), date(2004, 12, 31))) for _ in range(2))
            blank = draw(st.sampled_from(["", " "]))
            rest = (f"{since:%Y%m}", draw(st.sampled_from("12")), f"{draw(st.integers(1, 999)):03d}")
            return blank.join((f"{born:%Y%m%d}", *rest))
        case _:
            return f"{draw(st.integers(100, 999))}/{draw(st.integers(1, 99))}/410.{draw(two)}/{draw(YEARS)}"


@settings(max_examples=400, deadline=None)
@given(codes(), EITHER)
def test_codes_are_no_figures(code: str, column: Marks) -> None:
    reading = read_text(code, column)
    # "5.03" alone may be a number of two decimals: only a longer code says by itself that it is one.
    assert reading.kind in NO_FIGURE or code.count(".") == 1


FORMATS = (
    *("0", "0.0", "0.00", "#,##0", "#,##0.00", "#,##0;(#,##0)", "0%", "0.00%", "General", "#,##0,", "[$Rp-421]#,##0"),
    *('"Rp"#,##0', '"Rp"#,##0.00', '"Rp" #,##0;[Red]-"Rp" #,##0', '0.00" %"', '#,##0" orang"', '#,##0.0,," juta"'),
    '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    '_("Rp"* #,##0_);_("Rp"* (#,##0);_("Rp"* "-"_);_(@_)',
)


@settings(max_examples=600, deadline=None)
@given(st.integers(-(10**13), 10**13), st.integers(0, 6), st.sampled_from(FORMATS))
def test_a_stored_number_is_what_its_format_shows(digits: int, places: int, code: str) -> None:
    """The printed value is the stored one, in the unit shown, rounded where the format rounds."""
    stored = Decimal(digits).scaleb(-places)
    reading = read_cell(Cell(1, 1, stored, number_format=code))
    figure = reading.figure
    assert figure is not None
    assert figure.stored is not None
    scale = Decimal(100) if figure.unit == "%" and "%" in code and '"' not in code else Decimal(1)
    factor = figure.stored / (stored * scale) if stored else Decimal(1)
    assert factor in (1, Decimal("0.001"), Decimal("0.000001"))
    # General shows what fits the column's width, which is nobody's decision: there the stored value counts.
    assert figure.value == (figure.stored if code == "General" else round_half_up(figure.stored, figure.decimals))


@settings(max_examples=600, deadline=None)
@given(st.integers(-(10**13), 10**13), st.integers(0, 6), st.sampled_from(FORMATS))
def test_what_a_cell_shows_reads_back_when_it_is_typed_as_text(digits: int, places: int, code: str) -> None:
    figure = (shown := read_cell(Cell(1, 1, Decimal(digits).scaleb(-places), number_format=code))).figure
    assert figure is not None
    typed = read_text(shown.text)
    if typed.kind in NO_FIGURE:
        return
    amounts = {one.amount for one in typed.figures}
    if code == "General":
        assert round_half_up(figure.value, figure.decimals) in amounts
        return
    scaled = code == "#,##0,"  # thousands that say nothing of it: the reader cannot know
    assert scaled or figure.amount in amounts or -figure.amount in amounts


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(SCORES, st.sampled_from([0, 1, 2])), min_size=1, max_size=12), MARKS)
def test_a_column_of_one_convention_reads_back_whole(values: list[tuple[Decimal, int]], marks: Marks) -> None:
    """What single cells leave open the column decides for its own convention, never for the other."""
    numbers = [(round_half_up(value, decimals), decimals) for value, decimals in values]
    texts = [written(value * 1000, decimals, marks) for value, decimals in numbers]
    column = judge_marks(texts)
    assert column in (marks, Marks.UNKNOWN)
    for text, (value, _) in zip(texts, numbers, strict=True):
        assert says(read_text(text, column), value * 1000)
