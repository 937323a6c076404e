"""The forms of planning, filled and right in every figure, in words and layouts of three regions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from tests.benchmarks.form_words import NOUNS, QUARTERS, Form, Rows, amount, percent


def renja_evaluation(random: Random, region: int) -> Form:
    """E.81: K and Rp. of target, four quarters, the year and its share of the target."""
    names = QUARTERS[region]
    top = [
        "No",
        ("Program/Kegiatan", "Urusan/Program/Kegiatan", "Program dan Kegiatan")[region],
        "Indikator Kinerja",
        "Satuan",
    ]
    groups = ["Target Renja Tahun 2025", *names, "Realisasi Capaian Kinerja Renja", "Tingkat Capaian Kinerja (%)"]
    halves = [None, None, None, None] + ["K", ("Rp.", "Rp", "Rp (000)")[region]] * 6 + ["K", "Rp."]
    numbers = [
        "1",
        "2",
        "3",
        "4",
        "5",
        None,
        "6",
        None,
        "7",
        None,
        "8",
        None,
        "9",
        None,
        "10 = 6+7+8+9",
        None,
        "11 = 10/5*100",
        None,
    ]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        parts, money = [random.randrange(2, 40) for _ in range(4)], [amount(random, 90) for _ in range(4)]
        whole, pagu = sum(parts) + random.randrange(0, 9), sum(money) + amount(random, 60)
        pairs = [item for pair in zip(parts, money, strict=True) for item in pair]
        done = [sum(parts), sum(money), percent(sum(parts), whole), percent(sum(money), pagu)]
        body.append(
            [number, f"Kegiatan {noun}", f"Jumlah layanan {noun.lower()}", "layanan", whole, pagu, *pairs, *done]
        )
    over = ["Target Renja Tahun 2025", "Realisasi Kinerja Pada Triwulan", *groups[1 + len(names) :]]
    heads: Rows = [[*top, over[0], None, over[1], *[None] * 7, over[2], None, over[3], None]]
    heads += [[None] * 6 + [item for name in names for item in (name, None)] + [None] * 4]
    heads += [halves, numbers] if region != 1 else [numbers, halves]
    merges = ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F3", "G2:N2", *pairs_from(6, 4, 3), "O2:P3", "Q2:R3"]
    form = Form(
        {"Evaluasi": [["Evaluasi Hasil Renja Perangkat Daerah Tahun 2025"], *heads, *body]}, {"Evaluasi": merges}
    )
    for at in (0, 1):
        form.along("Evaluasi", range(5, 13), "sum", 14 + at, 6 + at, 8 + at, 10 + at, 12 + at)
        form.along("Evaluasi", range(5, 13), "ratio", 16 + at, 14 + at, 4 + at)
    return form


def pairs_from(after: int, pairs: int, row: int = 2) -> list[str]:
    """The merged cells over ``pairs`` pairs of columns in ``row``, right of the first ``after`` columns."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [f"{letters[after + 2 * n]}{row}:{letters[after + 2 * n + 1]}{row}" for n in range(pairs)]


def renstra_funding(random: Random, region: int) -> Form:
    """T-C.27: target and money over five years, and the end of the plan."""
    years = [2025, 2026, 2027, 2028, 2029]
    top = [
        "Kode",
        "Program dan Kegiatan",
        "Indikator Kinerja",
        *(item for year in years for item in (f"Tahun {year}", None)),
        "Kondisi Kinerja pada Akhir Periode Renstra",
        None,
    ]
    halves = [None, None, None] + [("Target", "target", "K")[region], ("Rp", "Rp.", "Rp")[region]] * 6
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        goals, money = [random.randrange(10, 90) for _ in years], [amount(random) for _ in years]
        pairs = [item for pair in zip(goals, money, strict=True) for item in pair]
        body.append(
            [f"2.09.{number:02d}", f"Program {noun}", f"Jumlah {noun.lower()} terlayani", *pairs, goals[-1], sum(money)]
        )
    sums = [sum(row[place] for row in body) for place in range(4, 15, 2)]
    body.append([None, "Jumlah", None, *(item for total in sums for item in (None, total))])
    form = Form(
        {"T-C.27": [["Rencana Program, Kegiatan, dan Pendanaan Renstra Tahun 2025-2029"], top, halves, *body]},
        {"T-C.27": pairs_from(3, 6)},
    )
    rows = range(3, 11)
    form.along("T-C.27", rows, "same", 13, 11).along("T-C.27", rows, "sum", 14, 4, 6, 8, 10, 12)
    return form.along("T-C.27", (11,), "sum", 14, 4, 6, 8, 10, 12).down("T-C.27", range(4, 15, 2), "sum", 11, rows)


_EVALUATION_WORDS = (
    (
        "Target Renstra Perangkat Daerah pada Tahun 2026 (Akhir Periode Renstra Perangkat Daerah)",
        "Realisasi Capaian Kinerja Renstra Perangkat Daerah sampai dengan Renja Perangkat Daerah Tahun Lalu (2024)",
        "Target Kinerja dan Anggaran Renja Perangkat Daerah Tahun Berjalan (Tahun 2025) yang Dievaluasi",
        "Realisasi Kinerja Pada Triwulan",
        "Realisasi Capaian Kinerja dan Anggaran Renja Perangkat Daerah yang Dievaluasi",
        "Realisasi Kinerja dan Anggaran Renstra Perangkat Daerah s/d Tahun 2025 (Akhir Tahun Pelaksanaan Renja)",
        "Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra Perangkat Daerah s/d Tahun 2025 (%)",
    ),
    (
        "TARGET RENSTRA SKPD TAHUN 2026",
        "REALISASI CAPAIAN KINERJA RENSTRA SKPD S/D RENJA SKPD TAHUN LALU (2024)",
        "TARGET KINERJA DAN ANGGARAN RENJA SKPD TAHUN BERJALAN (2025)",
        "REALISASI KINERJA PADA TRIWULAN",
        "REALISASI CAPAIAN KINERJA DAN ANGGARAN RENJA SKPD YANG DIEVALUASI",
        "REALISASI KINERJA DAN ANGGARAN RENSTRA SKPD S/D TAHUN 2025",
        "TINGKAT CAPAIAN KINERJA DAN REALISASI ANGGARAN RENSTRA SKPD S/D TAHUN 2025 (%)",
    ),
    (
        "Target Akhir Renstra OPD 2026",
        "Realisasi s.d. Tahun 2024",
        "Target dan Anggaran Renja OPD Tahun 2025",
        "Realisasi Triwulan",
        "Total Realisasi Renja Tahun 2025",
        "Realisasi s.d. Tahun 2025",
        "Tingkat Capaian Renstra s.d. Tahun 2025 (%)",
    ),
)


def full_evaluation(random: Random, region: int) -> Form:
    """E.81 whole: the plan's end, what was done before, the year by quarters, and how far the plan is reached.

    In rupiah programmes are the sums of their kegiatan; two closing rows tell the averages and the predicate.
    """
    form = _evaluation_heads(region)
    sheet, start = form.sheets["E81"], len(form.sheets["E81"])
    for number in range(3):
        noun = NOUNS[number]
        goal = f"Meningkatnya layanan {noun.lower()}"
        sheet.append([number + 1, goal, f"Program {noun}", f"Persentase {noun.lower()} baik", *_work(random)])
        for place in range(3):
            other = NOUNS[(number * 3 + place + 1) % len(NOUNS)]
            sheet.append([None, None, f"Kegiatan {other}", f"Jumlah dokumen {other.lower()}", *_work(random)])
    last = len(sheet)
    parents = range(start, last, 4)
    for at in parents:
        for money in range(5, 20, 2):
            sheet[at][money] = sum(sheet[at + place][money] for place in (1, 2, 3))
        sheet[at][21] = sheet[at][7] + sheet[at][19]
        sheet[at][23] = percent(sheet[at][21], sheet[at][5])
        form.down("E81", range(5, 20, 2), "sum", at, range(at + 1, at + 4))
    averaged = (range(start, last), parents, parents)[region]
    means = [round(sum(sheet[row][at] for row in averaged) / len(averaged), 2) for at in (22, 23)]
    closing = ("Rata-rata capaian kinerja (%)", "RATA-RATA CAPAIAN KINERJA (%)", "Rata-rata Capaian")[region]
    sheet.append([closing, *[None] * 21, *means])
    sheet.append([("Predikat Kinerja", "PREDIKAT KINERJA", "Predikat")[region], *[None] * 21, *map(_predicate, means)])
    rows = range(start, last)
    for half in (0, 1):
        form.along("E81", rows, "sum", 18 + half, *(at + half for at in (10, 12, 14, 16)))
        form.along("E81", rows, "sum", 20 + half, 6 + half, 18 + half)
        form.along("E81", rows, "ratio", 22 + half, 20 + half, 4 + half)
        form.down("E81", (22 + half,), "average", last, averaged)
    return form


def _evaluation_heads(region: int) -> Form:
    words = _EVALUATION_WORDS[region]
    first = (
        ["No", "Sasaran", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja"],
        ["NO", "SASARAN", "PROGRAM / KEGIATAN", "INDIKATOR KINERJA PROGRAM (OUTCOME) / KEGIATAN (OUTPUT)"],
        ["No.", "Sasaran Strategis", "Program/Kegiatan", "Indikator"],
    )[region]
    pair = [item for word in (*words[:4], None, None, None, *words[4:]) for item in (word, None)]
    quarters = [item for name in QUARTERS[region] for item in (name, None)]
    halves = [None] * 4 + ["K", ("Rp", "RP", "Rp.")[region]] * 10
    told = {12: " = 8+9+10+11", 13: " = 6+12", 14: " = 13/5 x 100"} if region < 2 else {}
    numbers = ["1", "2", "3", "4"] + [
        item for number in range(5, 15) for item in (f"{number}{told.get(number, '')}", None)
    ]
    under = [[None] * 10 + quarters + [None] * 6]
    under += [numbers, halves] if region == 1 else [halves, numbers]
    title = ("Evaluasi Hasil Renja Perangkat Daerah Tahun 2025", "EVALUASI TERHADAP HASIL RENJA", "Evaluasi Renja 2025")
    merges = [f"{letter}2:{letter}3" for letter in "ABCD"]
    merges += [f"{a}2:{b}3" for a, b in (("E", "F"), ("G", "H"), ("I", "J"), ("S", "T"), ("U", "V"), ("W", "X"))]
    merges += ["K2:R2", *pairs_from(10, 4, 3)]
    return Form({"E81": [[title[region]], [*first, *pair], *under]}, {"E81": merges})


def _work(random: Random) -> list[float]:
    """K and Rp of a line of work, from the plan's end to how far it is reached."""
    parts, spent = [random.randrange(2, 30) for _ in range(4)], [amount(random, 90) for _ in range(4)]
    before, spent_before = random.randrange(10, 90), amount(random, 400)
    done, all_spent = sum(parts), sum(spent)
    year, budget = done + random.randrange(0, 9), all_spent + amount(random, 30)
    whole, plan = before + done + random.randrange(0, 60), spent_before + all_spent + amount(random, 300)
    pairs = [item for pair in zip(parts, spent, strict=True) for item in pair]
    reached, used = before + done, spent_before + all_spent
    totals = [done, all_spent, reached, used, percent(reached, whole), percent(used, plan)]
    return [whole, plan, before, spent_before, year, budget, *pairs, *totals]


def _predicate(value: float) -> str:
    names = ((91, "Sangat Tinggi"), (76, "Tinggi"), (66, "Sedang"), (51, "Rendah"))
    return next((name for least, name in names if value >= least), "Sangat Rendah")


def plan_record(random: Random, region: int) -> Form:
    """T-C.29: what the plan aims at, what was done, last year's target and result, and how far the plan comes."""
    heads = (
        [
            "Kode",
            "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan",
            "Indikator Kinerja Program (outcomes)/ Kegiatan (output)",
            "Target Kinerja Capaian Program (Renstra Perangkat Daerah) Tahun 2026",
            "Realisasi Target Kinerja Hasil Program dan Keluaran Kegiatan s/d Tahun 2022",
            "Target Renja Perangkat Daerah Tahun 2023",
            "Realisasi Renja Perangkat Daerah Tahun 2023",
            "Tingkat Realisasi (%)",
            "Target Program dan Kegiatan (Renja Perangkat Daerah Tahun 2024)",
            "Realisasi Capaian Program dan Kegiatan s/d Tahun Berjalan (Tahun 2024)",
            "Tingkat Capaian Realisasi Target Renstra (%)",
        ],
        [
            "KODE",
            "PROGRAM/KEGIATAN",
            "INDIKATOR KINERJA",
            "TARGET RENSTRA 2026",
            "REALISASI S/D 2022",
            "TARGET 2023",
            "REALISASI 2023",
            "TINGKAT REALISASI",
            "TARGET 2024",
            "PERKIRAAN REALISASI S/D 2024",
            "TINGKAT CAPAIAN RENSTRA",
        ],
        [
            "Kode",
            "Program dan Kegiatan",
            "Indikator",
            "Target Akhir Renstra",
            "Realisasi s.d. 2022",
            "Target Renja 2023",
            "Realisasi Renja 2023",
            "% Realisasi",
            "Target Renja 2024",
            "Perkiraan Realisasi Capaian s.d. 2024",
            "% Capaian Renstra",
        ],
    )[region]
    numbers = ["1", "2", "3", "4", "5", "6", "7", "8=(7/6)", "9", "10=(5+7+9)", "11=(10/4)"]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        before, goal, plan = (random.randrange(12, 90) for _ in range(3))
        done = goal + random.randrange(-8, 8)
        reached = before + done + plan
        whole = reached + random.randrange(5, 120)
        row = [whole, before, goal, done, percent(done, goal), plan, reached, percent(reached, whole)]
        body.append([f"2.09.{number:02d}", f"Program {noun}", f"Jumlah {noun.lower()} dibina", *row])
    top: Rows = [["Rekapitulasi Evaluasi Hasil Pelaksanaan Renja Perangkat Daerah s/d Tahun Berjalan"], heads]
    rows = range(3 if region < 2 else 2, len(NOUNS) + (3 if region < 2 else 2))
    form = Form({"T-C.29": [*top, *([numbers] if region < 2 else []), *body]})
    form.along("T-C.29", rows, "ratio", 7, 6, 5).along("T-C.29", rows, "sum", 9, 4, 6, 8)
    return form.along("T-C.29", rows, "ratio", 10, 9, 3)


def plan_review(random: Random, region: int) -> Form:
    """Review of the RKPD: each kegiatan's budget by source of funds, with its total, and the year after."""
    sources = (
        ["APBD Kabupaten", "APBD Provinsi", "APBN", "Sumber Dana Lainnya"],
        ["PAD", "DAU", "DAK", "DBH"],
        ["APBD KOTA", "APBD PROV.", "APBN/PHLN", "LAINNYA"],
    )[region]
    over = ("Pagu Indikatif (Rp)", "Kebutuhan Dana/Pagu Indikatif (Rp)", "PAGU INDIKATIF MENURUT SUMBER DANA")[region]
    names = ["Kode", ("Program/Kegiatan", "Program dan Kegiatan", "PROGRAM/KEGIATAN")[region], "Indikator Kinerja"]
    last = ("Total", "Jumlah", "TOTAL")[region]
    top = [
        *names,
        "Lokasi",
        "Target",
        over,
        *[None] * 4,
        ("Prakiraan Maju (Rp)", "Prakiraan Maju", "PRAKIRAAN MAJU")[region],
    ]
    under = [None] * 5 + [*sources, last, None]
    form = Form({"Reviu RKPD": [["Reviu Terhadap Rancangan Awal RKPD Tahun 2026"], top, under]}, {})
    form.merges["Reviu RKPD"] = [*(f"{letter}2:{letter}3" for letter in "ABCDEK"), "F2:J2"]
    sheet = form.sheets["Reviu RKPD"]
    for number in range(3):
        at, noun = len(sheet), NOUNS[number]
        code = f"1.03.{number + 1:02d}"
        sheet.append(
            [code, f"Program {noun}", f"Persentase {noun.lower()} baik", None, f"{random.randrange(60, 99)} persen"]
        )
        for place in range(3):
            other = NOUNS[(number * 2 + place + 1) % len(NOUNS)]
            row = [amount(random, 200) if source != place else 0 for source in range(4)]
            goal = f"{random.randrange(2, 60)} dokumen"
            named = [f"{code}.2.{place + 1:02d}", f"Kegiatan {other}", f"Jumlah dokumen {other.lower()}", "Kabupaten"]
            sheet.append([*named, goal, *row, sum(row), sum(row) + random.randrange(1, 90) * 100_000])
        sheet[at] += [sum(sheet[at + place][column] for place in (1, 2, 3)) for column in range(5, 11)]
        form.down("Reviu RKPD", range(5, 11), "sum", at, range(at + 1, at + 4))
    end = len(sheet)
    sheet.append(
        ["JUMLAH", *[None] * 4, *(sum(sheet[at][column] for at in range(3, end, 4)) for column in range(5, 11))]
    )
    form.down("Reviu RKPD", range(5, 11), "sum", end, range(3, end, 4))
    return form.along("Reviu RKPD", range(3, end + 1), "sum", 9, 5, 6, 7, 8)


FORMS: Mapping[str, Callable[[Random, int], Form]] = {
    "renja_evaluation": renja_evaluation,
    "renstra_funding": renstra_funding,
    "full_evaluation": full_evaluation,
    "plan_record": plan_record,
    "plan_review": plan_review,
}
