"""Rows whose cells stand beside their columns are known by what their cells look like, and by the figures put back."""

from decimal import Decimal
from random import Random

import pytest

from lkjip_audit.tables.recognise import recognise
from tests.grids import workbook_from_grids
from tests.packaged import definitions

TITLE = [["Realisasi Belanja Tahun 2024"], []]
FIRST = 4
"""The sheet row of the first row of data."""


def rupiah(amount):
    return f"{amount:,}".replace(",", ".")


def percent(part, whole):
    return str((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"))).replace(".", ",")


def budget(rows, *, seed=1, codes=True, total=True):
    """A header, the rows of a budget with codes and percentages, and their total."""
    random = Random(seed)
    body, pagu, spent = [], 0, 0
    for number in range(rows):
        whole = random.randrange(20_000_000, 900_000_000)
        part = int(whole * random.uniform(0.8, 0.999))
        pagu, spent = pagu + whole, spent + part
        code = [f"2.11.{number // 9 + 1:02d}.2.{number % 9 + 1:02d}"] if codes else []
        body.append([number + 1, *code, f"Kegiatan {number + 1}", rupiah(whole), rupiah(part), percent(part, whole)])
    header = ["No", *(["Kode"] if codes else []), "Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "Serapan (%)"]
    closing = ["Jumlah", *[None] * (len(header) - 4), rupiah(pagu), rupiah(spent), percent(spent, pagu)]
    return header, body, [closing] if total else []


def moved(row, start, by):
    """``row`` with its cells from place ``start`` on moved ``by`` columns; to the left over what stands there."""
    return [*row[:start], *[None] * by, *row[start:]] if by > 0 else [*row[: start + by], *row[start:]]


def table_of(rows, places, start, by, **kind):
    header, body, closing = budget(rows, **kind)
    lines = [moved(row, start, by) if place in places else row for place, row in enumerate(body)]
    (table,) = recognise(workbook_from_grids({"Belanja": [*TITLE, header, *lines, *closing]}), definitions()).tables
    return table


def runs(table):
    return [(rows.run.rows, rows.run.start, rows.run.by) for rows in table.displaced]


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("codes", [True, False])
@pytest.mark.parametrize(
    ("start", "by"),
    [(0, 1), (0, 2), (-3, 1), (-3, 2), (1, -1)],
    ids=["row+1", "row+2", "figures+1", "figures+2", "row-1"],
)
@pytest.mark.parametrize("places", [{5}, {3, 4}, set(range(7, 12))], ids=["one", "two", "tail"])
def test_rows_pasted_beside_their_columns_are_one_run(places, start, by, codes, total):
    start = start if start >= 0 else start + (6 if codes else 5)
    found = runs(table_of(12, places, start, by, codes=codes, total=total))
    first = start + 1 + by
    assert found == [(tuple(sorted(place + FIRST for place in places)), first, by)]


def test_figures_over_a_lost_name_are_known_by_what_they_compute():
    table = table_of(12, {4}, 3, -1)
    assert runs(table) == [((8,), 3, -1)]
    assert table.displaced[0].run.proved.holds == 1


@pytest.mark.parametrize("seed", range(6))
def test_a_table_that_stands_right_has_none(seed):
    assert runs(table_of(6 + 4 * seed, (), 0, 1, seed=seed, codes=seed % 2 == 0)) == []


def test_a_row_without_amounts_is_not_displaced():
    header, body, closing = budget(10)
    body[4][3:] = [None, None, None]
    (table,) = recognise(workbook_from_grids({"Belanja": [*TITLE, header, *body, *closing]}), definitions()).tables
    assert runs(table) == []


def test_a_row_of_percentages_under_amounts_is_not_displaced():
    header, body, closing = budget(10)
    body.append([None, None, "Terhadap belanja daerah", "97,31%", "98,02%", None])
    (table,) = recognise(workbook_from_grids({"Belanja": [*TITLE, header, *body, *closing]}), definitions()).tables
    assert runs(table) == []


def test_a_displaced_row_keeps_its_name_and_code_and_gives_no_figure():
    table = table_of(12, {5}, 0, 1)
    row = next(row for row in table.rows if row.number == 9)
    assert (row.label, row.code) == ("Kegiatan 6", "2.11.01.2.06")
    assert all(table.figure(row, column) is None for column in table.columns)
    assert all(table.reading(row, column).is_unread for column in table.columns)
    back = table.displaced[0].readings
    assert back[9, 4].figure.value > 10_000_000


def test_kinds_of_spending_that_few_rows_have_are_not_displaced():
    """Two sources side by side: rows of the first leave the columns of the other empty."""
    random = Random(5)
    kinds = [name for source in ("Umum", "Khusus") for name in ("Perjalanan", "Rapat", "Jumlah")]
    header = [
        "Kegiatan",
        *(f"{part} {kind} {n // 3 + 1}" for n, kind in enumerate(kinds) for part in ("Pagu", "Pakai")),
    ]
    rows = []
    for number in range(24):
        amounts = [random.randrange(1_000_000, 90_000_000) for _ in range(4)]
        own = [*amounts, amounts[0] + amounts[2], 0 if number % 3 else amounts[1] + amounts[3]]
        blank = [None] * len(own)
        rows.append([f"Kegiatan {number + 1}", *(own + blank if number > 12 else blank + own)])
    for table in recognise(workbook_from_grids({"Belanja": [*TITLE, header, *rows]}), definitions()).tables:
        assert runs(table) == []


def test_where_two_halves_differ_the_header_tells_which_of_them_stands_right():
    """A ratio of the rows of each half holds in those of the other, put back: only the name of the units tells."""
    random = Random(3)
    header = ["No", "Indikator", "Target", "Satuan", "Panen I", "Bagian I", "Panen II", "Bagian II", None, None]
    rows = []
    for number in range(1, 49):
        goal = 40 * random.randrange(2, 30)
        first, second = (random.randrange(1, 10) * goal // 40 for _ in range(2))
        cells = [goal, "ton", first, round(first / goal, 3), second, round(second / goal, 3)]
        rows.append([number, f"Hasil panen {number}", *([None] if number > 16 else []), *cells])
        rows[-1] = rows[-1][:2] if number % 3 == 0 else rows[-1]
    (table,) = recognise(workbook_from_grids({"Panen": [*TITLE, header, *rows]}), definitions()).tables
    assert {by for _, _, by in runs(table)} == {1}
    assert {row - FIRST + 1 for rows, *_ in runs(table) for row in rows} == {n for n in range(17, 49) if n % 3}


@pytest.mark.parametrize("by", [1, 2, 3, -1])
@pytest.mark.parametrize("share", ["half", "most", "all but two"])
def test_where_most_rows_are_displaced_the_header_tells_which_stand_right(share, by):
    places = {"half": range(6), "most": range(3, 12), "all but two": range(2, 12)}[share]
    start = 0 if by > 0 else 1
    found = runs(table_of(12, set(places), start, by))
    assert found == [(tuple(place + FIRST for place in places), start + by + 1, by)]


@pytest.mark.parametrize("by", [1, 2, -2])
def test_where_all_rows_are_displaced_their_total_tells(by):
    """The last row stands right, and states what the columns add up to once all others are put back."""
    start = 3 if by > 0 else 2
    table = table_of(8, set(range(8)), start, by)
    assert [(rows, moved_by) for rows, _, moved_by in runs(table)] == [(tuple(range(FIRST, FIRST + 8)), by)]
    assert table.displaced[0].run.proved.bits > 50


def achievement(rows, seed=1):
    random = Random(seed)
    body = []
    for number in range(1, rows + 1):
        goal = Decimal(random.randrange(4000, 9900)) / 100
        done = (goal * Decimal(random.randrange(80, 110)) / 100).quantize(Decimal("0.01"))
        body.append(
            [
                number,
                f"Indikator {number}",
                *(str(part).replace(".", ",") for part in (goal, done)),
                percent(done, goal),
            ]
        )
    return ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"], body


def parts(rows, seed=1):
    random = Random(seed)
    counts = [(random.randrange(100, 4000), random.randrange(100, 4000)) for _ in range(rows)]
    body = [[at, f"Desa {at}", *pair, sum(pair)] for at, pair in enumerate(counts, start=1)]
    return ["No", "Desa", "Laki-laki", "Perempuan", "Jumlah"], body


@pytest.mark.parametrize("by", [1, 2, -1])
@pytest.mark.parametrize("places", [{2, 3}, set(range(5, 10)), set(range(7))], ids=["few", "half", "most"])
@pytest.mark.parametrize("made", [achievement, parts])
def test_figures_that_look_alike_are_displaced_where_they_compute_again(made, places, by):
    header, body = made(12)
    lines = [moved(row, 2, by) if at in places else row for at, row in enumerate(body)]
    (table,) = recognise(workbook_from_grids({"Data": [["Data Tahun 2024"], [], header, *lines]}), definitions()).tables
    told = {row for rows, _, _ in runs(table) for row in rows}
    assert told in ({at + FIRST for at in places}, {at + FIRST for at in range(12) if at not in places})


@pytest.mark.parametrize("seed", range(4))
def test_rows_with_blanks_whose_figures_look_alike_are_not_displaced(seed):
    random = Random(seed)
    header, body = parts(16, seed)
    for row in random.sample(body, 7):
        row[random.choice([2, 3, 4])] = None
    (table,) = recognise(workbook_from_grids({"Data": [["Data Tahun 2024"], [], header, *body]}), definitions()).tables
    assert runs(table) == []


def test_a_column_under_no_header_of_its_own_is_not_expected_to_hold_what_is_left_of_it():
    header, body, closing = budget(10, total=False)
    lines = [row if at < 2 else moved(row, 3, 1) for at, row in enumerate(body)]
    (table,) = recognise(workbook_from_grids({"Belanja": [*TITLE, header, *lines, *closing]}), definitions()).tables
    assert runs(table) == [(tuple(range(FIRST + 2, FIRST + 10)), 5, 1)]
