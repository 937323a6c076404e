"""The forms of performance, filled and right in every figure, in words and layouts of three regions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

from tests.benchmarks.form_words import COMPONENTS, MONTHS, NOUNS, QUARTERS, Form, Rows, amount, percent, rounded


def deviation(random: Random, region: int) -> Form:
    """Physical and financial progress by month, planned and real, and how far apart."""
    top = [
        "Bulan",
        ("Keuangan (%)", "KEUANGAN (%)", "Realisasi Keuangan (%)")[region],
        None,
        None,
        ("Fisik (%)", "FISIK (%)", "Realisasi Fisik (%)")[region],
        None,
        None,
    ]
    words = (
        ["Rencana", "Realisasi", "Deviasi"],
        ["TARGET", "REALISASI", "DEVIASI"],
        ["Target", "Realisasi", "Deviasi"],
    )[region]
    body: Rows = []
    cash, work = 0.0, 0.0
    for month in MONTHS:
        cash, work = cash + random.randrange(200, 800) / 100, work + random.randrange(200, 800) / 100
        real, done = (
            round(cash - random.randrange(-90, 150) / 100, 2),
            round(work - random.randrange(-90, 150) / 100, 2),
        )
        body.append([month, round(cash, 2), real, round(real - cash, 2), round(work, 2), done, round(done - work, 2)])
    form = Form(
        {"Deviasi": [["Deviasi Fisik dan Keuangan Tahun 2025"], top, [None, *words, *words], *body]},
        {"Deviasi": ["B2:D2", "E2:G2", "A2:A3"]},
    )
    months = range(3, 15)
    return form.along("Deviasi", months, "difference", 3, 2, 1).along("Deviasi", months, "difference", 6, 5, 4)


def renstra_record(random: Random, region: int) -> Form:
    """T-C.23: targets and results of the plan's years, and their ratios."""
    years = [2021, 2022, 2023, 2024, 2025]
    groups = ("Target Renstra Perangkat Daerah Tahun", "Realisasi Capaian Tahun", "Rasio Capaian pada Tahun")
    top = ["No", "Indikator Kinerja", *(item for group in groups for item in (group, *[None] * 4))]
    under = [None, None, *[str(year) if region else f"Tahun {year}" for _ in groups for year in years]]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        goals = [random.randrange(40, 90) for _ in years]
        done = [goal + random.randrange(-9, 9) for goal in goals]
        ratios = [percent(real, goal) for real, goal in zip(done, goals, strict=True)]
        body.append([number, f"Persentase {noun.lower()} tertangani", *goals, *done, *ratios])
    form = Form(
        {"T-C.23": [["Pencapaian Kinerja Pelayanan Perangkat Daerah"], top, under, *body]},
        {"T-C.23": ["C2:G2", "H2:L2", "M2:Q2"]},
    )
    for at in range(5):
        form.along("T-C.23", range(3, 11), "ratio", 12 + at, 7 + at, 2 + at)
    return form


def quarterly_indicators(random: Random, region: int) -> Form:
    """IKU: the year's target, what each quarter added, the year's result and capaian."""
    names = QUARTERS[region]
    top = [
        "No",
        "Indikator Kinerja Utama",
        "Satuan",
        "Target 2025",
        "Realisasi",
        None,
        None,
        None,
        ("Total Realisasi", "Jumlah Realisasi", "Realisasi s.d. TW 4")[region],
        "Capaian (%)",
    ]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        parts = [random.randrange(11, 400) for _ in range(4)]
        goal = sum(parts) + random.randrange(-40, 60)
        body.append(
            [number, f"Jumlah {noun.lower()} dilayani", "layanan", goal, *parts, sum(parts), percent(sum(parts), goal)]
        )
    under = [None, None, None, None, *names, None, None]
    form = Form(
        {"IKU": [["Capaian Indikator Kinerja Utama Triwulanan Tahun 2025"], top, under, *body]},
        {"IKU": ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:H2", "I2:I3", "J2:J3"]},
    )
    rows = range(3, 11)
    return form.along("IKU", rows, "sum", 8, 4, 5, 6, 7).along("IKU", rows, "ratio", 9, 8, 3)


def evaluation_sheet(random: Random, region: int) -> Form:
    """LKE: weights that make a hundred, a score in percent, and the weighted value."""
    heads = (
        ["No", "Komponen/Sub Komponen", "Bobot", "Skor (%)", "Nilai"],
        ["No", "Komponen Penilaian", "Bobot (%)", "Perolehan (%)", "Nilai Akhir"],
        ["NO", "ASPEK YANG DINILAI", "BOBOT", "PERSENTASE", "NILAI"],
    )[region]
    weights = [30, 25, 15, 12, 10, 8]
    body: Rows = []
    for number, weight in enumerate(weights, 1):
        share = random.randrange(5_000, 9_900) / 100
        body.append(
            [
                number,
                f"{COMPONENTS[number - 1]} Kinerja",
                weight,
                share,
                rounded(weight * Decimal(str(share)) / 100),
            ]
        )
    body.append([None, "Jumlah", sum(weights), None, round(sum(row[4] for row in body), 2)])
    form = Form({"LKE": [["Lembar Kerja Evaluasi SAKIP"], heads, *body]})
    return form.along("LKE", range(2, 8), "product", 4, 2, 3).down("LKE", (2, 4), "sum", 8, range(2, 8))


def monthly_spending(random: Random, region: int) -> Form:
    """Spending by months, what they make in the year, and its share of the budget."""
    names = (MONTHS, [month[:3].upper() for month in MONTHS], MONTHS)[region]
    whole = ("Jumlah Realisasi", "TOTAL", "Realisasi s/d Desember")[region]
    budget = ("Pagu Anggaran", "PAGU", "Anggaran 2025")[region]
    top = ["No", ("Kegiatan", "SUB KEGIATAN", "Program/Kegiatan")[region], budget]
    top += [("Realisasi Bulan", "REALISASI PER BULAN (Rp)", "Realisasi Keuangan Bulan")[region], *[None] * 11]
    top += [whole, ("Persentase", "%", "Serapan (%)")[region]]
    under = [None] * 3 + [*names, None, None]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        parts = [amount(random, 60) for _ in range(12)]
        pagu = sum(parts) + amount(random, 90)
        body.append([number, f"Kegiatan {noun}", pagu, *parts, sum(parts), percent(sum(parts), pagu)])
    end = 3 + len(body)
    totals = [sum(row[at] for row in body) for at in range(2, 16)]
    closing = [None, ("Jumlah", "JUMLAH", "J U M L A H")[region], *totals, percent(totals[-1], totals[0])]
    title = "Realisasi Keuangan per Bulan Tahun 2025"
    merges = ["A2:A3", "B2:B3", "C2:C3", "D2:O2", "P2:P3", "Q2:Q3"]
    form = Form({"Bulanan": [[title], top, under, *body, closing]}, {"Bulanan": merges})
    form.along("Bulanan", range(3, end + 1), "sum", 15, *range(3, 15))
    form.along("Bulanan", range(3, end + 1), "ratio", 16, 15, 2)
    return form.down("Bulanan", range(2, 16), "sum", end, range(3, end))


def working_paper(random: Random, region: int) -> Form:
    """KKE: components made of criteria, in weights and in values, and their total."""
    heads = (
        ["No", "Komponen/Sub Komponen/Kriteria", "Bobot", "Nilai"],
        ["NO", "KOMPONEN/KRITERIA", "BOBOT", "NILAI"],
        ["No.", "Uraian Komponen", "Bobot (%)", "Nilai Hasil Evaluasi"],
    )[region]
    weights = ((6, 9, 15), (6, 9, 15), (3, 4.5, 7.5), (5, 7.5, 12.5))
    form = Form({"KKE": [["Kertas Kerja Evaluasi AKIP Tahun 2025"], heads]})
    sheet = form.sheets["KKE"]
    parents = []
    for number, parts in enumerate(weights):
        at = len(sheet)
        parents.append(at)
        own = [round(part * random.randrange(500, 990) / 1000, 2) for part in parts]
        name = f"{COMPONENTS[number]} Kinerja"
        sheet.append([("I", "II", "III", "IV")[number], name, float(sum(parts)), round(sum(own), 2)])
        for place, (part, value) in enumerate(zip(parts, own, strict=True)):
            criterion = f"{name} {('telah ada', 'berkualitas', 'dimanfaatkan')[place]}"
            sheet.append([f"{number + 1}.{'abc'[place]}" if region else "abc"[place], criterion, float(part), value])
        form.down("KKE", (2, 3), "sum", at, range(at + 1, at + 4))
    end = len(sheet)
    totals = [round(sum(sheet[at][column] for at in parents), 2) for column in (2, 3)]
    sheet.append([None, ("Jumlah", "NILAI AKHIR", "Total Nilai")[region], *totals])
    return form.down("KKE", (2, 3), "sum", end, parents)


def performance_tree(random: Random, region: int) -> Form:
    """Pohon kinerja: which result rests on which, and who answers; a listing, without a figure."""
    heads = (
        ["Tujuan", "Sasaran", "Indikator Sasaran", "Program", "Indikator Program", "Kegiatan", "Penanggung Jawab"],
        ["Ultimate Outcome", "Intermediate Outcome", "Immediate Outcome", "Output", "Indikator", "Cross Cutting"],
        ["NO", "KINERJA", "INDIKATOR KINERJA", "LEVEL", "KINERJA INDUK", "PENGAMPU"],
    )[region]
    title = ("Cascading Kinerja Perangkat Daerah", "Pohon Kinerja Dinas", "POHON KINERJA PERANGKAT DAERAH")[region]
    body: Rows = []
    for number, noun in enumerate(random.sample(NOUNS, 6), 1):
        low = noun.lower()
        rows = (
            [
                None,
                None,
                f"Indeks layanan {low}",
                f"Program {noun}",
                f"Cakupan {low}",
                f"Kegiatan {noun}",
                f"Bidang {noun}",
            ],
            [
                f"Layanan {low} berdampak",
                f"Layanan {low} dipakai",
                f"{noun} tersedia",
                f"Berkas {low}",
                f"Cakupan {low}",
                "-",
            ],
            [
                f"{number}",
                f"Terwujudnya {low}",
                f"Indeks {low}",
                ("CSF", "Sub CSF")[number % 2],
                "Layanan prima",
                f"Bidang {noun}",
            ],
        )[region]
        if region == 0 and number in (1, 4):
            rows[0], rows[1] = f"Terwujudnya {low} yang andal", f"Meningkatnya {low}"
        body.append(list(rows))
    return Form({"Pohon": [[title], heads, *body]})


def key_indicators(random: Random, region: int) -> Form:
    """IKK: target, result and capaian in each quarter, and of the year what the quarters make."""
    names, wide = QUARTERS[region], (3, 3, 2)[region]
    told = (["Target", "Realisasi", "%"], ["TARGET", "REALISASI", "CAPAIAN (%)"], ["Target", "Realisasi"])[region]
    name = ("Indikator Kinerja Kunci (IKK)", "INDIKATOR KINERJA KUNCI", "Indikator Kinerja Kegiatan")[region]
    year = ("Tahun 2025", "SETAHUN", "Total Tahun 2025")[region]
    top = ["No", name, "Satuan", *(item for quarter in names for item in (quarter, *[None] * (wide - 1)))]
    top += [year, None, None]
    last = ("Capaian (%)", "CAPAIAN (%)", "% Capaian")[region]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        goals = [random.randrange(11, 200) for _ in range(4)]
        done = [goal + random.randrange(-9, 9) for goal in goals]
        groups = [[goal, real, percent(real, goal)][:wide] for goal, real in zip(goals, done, strict=True)]
        row = [number, f"Jumlah {noun.lower()} dibina", "unit", *(item for group in groups for item in group)]
        body.append([*row, sum(goals), sum(done), percent(sum(done), sum(goals))])
    under = [None] * 3 + [*told * 4, *told[:2], last]
    title = ("Capaian Indikator Kinerja Kunci", "IKK PER TRIWULAN", "Pengukuran Kinerja Triwulanan")[region]
    end = 3 + 4 * wide
    columns = [chr(ord("A") + at) for at in range(end + 3)]
    merges = [f"{letter}2:{letter}3" for letter in "ABC"]
    merges += [f"{columns[at]}2:{columns[at + wide - 1]}2" for at in range(3, end, wide)]
    merges.append(f"{columns[end]}2:{columns[end + 2]}2")
    form = Form({"IKK": [[f"{title} Tahun 2025"], top, under, *body]}, {"IKK": merges})
    rows = range(3, 11)
    for at in range(3, end, 3) if wide == 3 else ():
        form.along("IKK", rows, "ratio", at + 2, at + 1, at)
    for half in (0, 1):
        form.along("IKK", rows, "sum", end + half, *range(3 + half, end, wide))
    return form.along("IKK", rows, "ratio", end + 2, end + 1, end)


FORMS: Mapping[str, Callable[[Random, int], Form]] = {
    "deviation": deviation,
    "renstra_record": renstra_record,
    "quarterly_indicators": quarterly_indicators,
    "evaluation_sheet": evaluation_sheet,
    "key_indicators": key_indicators,
    "monthly_spending": monthly_spending,
    "working_paper": working_paper,
    "performance_tree": performance_tree,
}
