"""A figure written in any way that people write reads back as itself, or as unclear; not as another."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.figures.parse import Marks, find_figures, find_readings, find_years, parse_range, read_text
from lkjip_audit.figures.rounding import format_number
from tests.figures.spelling import int_to_words

pytestmark = pytest.mark.slow

MULTIPLIERS = {"": 1, " ribu": 10**3, " juta": 10**6, " miliar": 10**9, " Milyar": 10**9, " triliun": 10**12}
PREFIXES = ["", "", "Rp", "Rp ", "Rp. ", "Rp.", "Rp.     "]
COUNTED = [" orang", " Orang", " dokumen", " Laporan", " kegiatan", " kali", " orang/bulan"]
MEASURED = ["", "", "%", " %", "%%", "(%)", " persen", " ha", " meter", "(indeks)", " poin"]


@dataclass(frozen=True)
class Written:
    """A figure and the way it was written."""

    text: str
    amount: Decimal
    marks: Marks


@st.composite
def written(draw):
    """A figure in any of the listed ways, with the number it stands for and the convention it follows."""
    marks = draw(st.sampled_from([Marks.INDONESIAN, Marks.ENGLISH]))
    prefix = draw(st.sampled_from(PREFIXES))
    multiplier = draw(st.sampled_from(sorted(MULTIPLIERS))) if draw(st.booleans()) else ""
    counted = not prefix and draw(st.booleans())
    # Rupiah and things that are counted have no third decimal: 1.250 orang is never one and a quarter.
    decimals = draw(st.sampled_from([0, 0, 1, 2]) if prefix or counted else st.integers(0, 4))
    value = Decimal(draw(st.integers(0, 10 ** draw(st.integers(1, 14))))).scaleb(-decimals)
    grouped = draw(st.booleans())
    number = format_number(value, decimals, decimal_mark=marks.decimal_mark() or ",", grouped=grouped)
    closing = ",-" if prefix and not decimals and not multiplier and draw(st.booleans()) else ""
    unit = "" if prefix else draw(st.sampled_from(COUNTED if counted else MEASURED))
    text = prefix + number + closing + multiplier + unit
    amount = value * MULTIPLIERS[multiplier]
    match draw(st.sampled_from(["plain", "plain", "minus", "brackets"])):
        case "minus":
            text, amount = f"-{text}", -amount
        case "brackets":
            text, amount = f"({text})", -amount
    assume(not (unit.startswith("(") and text.startswith("(")))
    return Written(draw(st.sampled_from(["", " ", "\n"])) + text + draw(st.sampled_from(["", " "])), amount, marks)


def agrees(reading, item):
    """The figure written is the one read, or one of those that the reading offers."""
    amounts = [figure.amount for figure in reading.figures]
    if reading.kind is ReadingKind.FIGURES:
        return amounts == [item.amount]
    return reading.kind is ReadingKind.AMBIGUOUS and item.amount in amounts


@settings(max_examples=600, deadline=None)
@given(written())
def test_a_cell_reads_back_or_is_unclear(item):
    assert agrees(read_text(item.text), item)
    assert agrees(read_text(item.text, item.marks), item)


@settings(max_examples=200, deadline=None)
@given(written())
def test_a_figure_that_marks_and_column_make_clear_is_read(item):
    """Being careful is not being blind: without brackets nothing stays open in a column of one convention."""
    if "(" in item.text or "." not in item.text.replace("Rp.", "") or item.marks is Marks.ENGLISH:
        return
    reading = read_text(item.text, item.marks)
    percent_in_thousands = "%" in item.text or "persen" in item.text
    assert reading.kind is ReadingKind.FIGURES or percent_in_thousands or "," in item.text


@settings(max_examples=300, deadline=None)
@given(written())
def test_a_sentence_reads_back_or_is_unclear(item):
    text = f"yang terealisasi sebesar {item.text.strip()} pada akhir tahun 2023 di kota"
    for reading in find_readings(text, item.marks):
        amounts = {abs(figure.amount) for figure in reading.figures}
        assert abs(item.amount) in amounts
    for figure in find_figures(text, item.marks):
        assert abs(figure.amount) == abs(item.amount)
        assert text[slice(*figure.span)] == figure.literal


@settings(max_examples=300, deadline=None)
@given(written(), st.data())
def test_a_space_inside_never_makes_another_number(item, data):
    """Typed with a space beside a mark, a number is still itself, or unclear, or not taken for a number."""
    places = [index for index, char in enumerate(item.text) if char in ".,"]
    assume(places)
    place = data.draw(st.sampled_from(places)) + data.draw(st.integers(0, 1))
    text = item.text[:place] + " " + item.text[place:]
    for marks in (Marks.UNKNOWN, item.marks):
        reading = read_text(text, marks)
        if reading.kind is ReadingKind.FIGURES:
            assert [figure.amount for figure in reading.figures] == [item.amount]


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["", " orang", " dokumen"]))
def test_digits_beside_words_are_those_of_the_words(digits, spelt, unit):
    reading = read_text(f"{digits} ({int_to_words(spelt)}){unit}")
    if digits == spelt:
        assert reading.figure.value == digits
    else:
        assert reading.kind is ReadingKind.AMBIGUOUS
        assert {figure.value for figure in reading.figures} == {digits, spelt}


@settings(deadline=None)
@given(st.integers(10**9, 10**14), st.integers(0, 3), st.sampled_from(".,"))
def test_a_thousands_mark_out_of_place_is_never_guessed(value, place, mark):
    """A chain of three groups or more with one mark moved by a digit is unclear or a code; no number."""
    text = format_number(Decimal(value), 0, decimal_mark="," if mark == "." else ".")
    marks = [index for index, char in enumerate(text) if char == mark]
    moved = marks[place % (len(marks) - 1) + 1]
    text = text[: moved - 1] + mark + text[moved - 1] + text[moved + 1 :]
    assert read_text(text).kind in (ReadingKind.AMBIGUOUS, ReadingKind.CODE)


alphabet = st.sampled_from(
    [*"0123456789.,%()-/:;<>= \n*ARp", "Rp", " orang", "juta", "(tiga)", "s.d", "\u00a0", "2023"]
)


@settings(max_examples=600, deadline=None)
@given(st.lists(alphabet, max_size=40).map("".join))
def test_any_text_is_read_without_fault_and_spans_hold(text):
    readings = [read_text(text), read_text(text, Marks.ENGLISH, "Rp"), *find_readings(text)]
    for reading in readings:
        for figure in reading.figures:
            assert text[slice(*figure.span)] == figure.literal
            assert figure.value.is_finite()
            assert any(char.isdigit() for char in figure.literal) or "terbilang_differs" in figure.flaws
    find_years(text)
    parse_range(text)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_unicode_is_read_without_fault(text):
    read_text(text)
    find_readings(text)
    parse_range(text)


LONG = 8000


@pytest.mark.parametrize(
    "text",
    [
        "1" + " " * LONG + "x2",
        "1" * LONG,
        "1." * LONG,
        "a/" * LONG + "!",
        "a@" * LONG,
        "no" + " " * LONG + "x",
        "-" * LONG + "x1",
        "(" * LONG + "1",
        "1 (" + "dua " * LONG + ")",
        "satu" * LONG + " (1)",
        "#*-" * LONG + "1",
        "Rp " * LONG + "1",
        "\n" * LONG + "1",
    ],
    ids=lambda text: text[:8].strip(),
)
def test_long_texts_come_to_an_end(text):
    """A pattern that tries every way to split a text would run for hours here."""
    find_readings(text)
    find_years(text)
    parse_range(text)
    read_text(text)
    read_text(text[:500])
