"""A store of a made-up region: agencies over years, each report audited in several runs, one name that breaks out."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from lkjip_audit.batch.store import TABLES, open_store
from lkjip_audit.rulepack.model import Severity

HOSTILE = '<script>alert("x")</script> & "Dinas" \' onload=1 {{ 7*7 }} </style> \u202e'
RULES = {
    "serapan-rasio": ("Serapan tidak sesuai", 3),
    "jumlah-kolom": ("Jumlah tidak sesuai", 2),
    "fakta-anggaran-antar-tabel": ("Anggaran berbeda", 3),
    "predikat-capaian": ("Predikat tidak sesuai", 2),
    "persen-mungkin": ("Persen tidak mungkin", 1),
    "target-kosong": ("Target kosong", 2),
    "nama-berbeda": ("Nama berbeda", 1),
    "aturan-sendiri": (HOSTILE, 1),
}
WEIGHTS = list(Severity)


def region(path, agencies=60, years=(2022, 2023, 2024), rounds=2, figures=0, seed=1):
    """Write the store; of each (agency, year, round) what it holds: figures, tested, findings (rule, severity, id)."""
    chance, held, at = Random(seed), {}, datetime(2025, 3, 1)
    rows = {name: [] for name in TABLES}
    names = [f"Dinas Nomor {number:02} Kabupaten Tirtamukti" for number in range(agencies - 1)] + [HOSTILE]
    for number in range(1, rounds + 1):
        rows["runs"].append((number, at + timedelta(days=number), "0", "0" * 64, "", "id"))
        for agency in names:
            for year in years:
                file = f"{year}/{names.index(agency):02}.xlsx"
                before = held.get((agency, year, number - 1))
                kept = _findings(chance, None if before is None else before[2])
                amount = 300 + chance.randrange(600)
                tested = amount * (40 + chance.randrange(60)) // 100
                held[agency, year, number] = (amount, tested, kept)
                rows["files"].append((number, file, file[5:], "0" * 64, agency, year, 12, amount, tested, None))
                rows["findings"] += [_finding(number, file, *item) for item in kept]
                rows["causes"].append((number, file, "C01", "material", "A", "B2", "1", "2", "", "", 1))
                if kept and number == rounds:
                    status = chance.choice(["accepted", "rejected", "fixed"])
                    rows["follow_up"].append((number, file, "finding", kept[0][2], kept[0][2], status, "2025-03-04"))
                rows["figures"] += [_figure(number, file, place, year) for place in range(figures)]
    rows["files"].append((rounds, "2024/rusak.xlsx", HOSTILE, *([None] * 6), HOSTILE))
    base = open_store(path)
    for name, lines in rows.items():
        kinds = TABLES[name].values()
        values = ", ".join(f"CAST(unnest(CAST(? AS VARCHAR[])) AS {kind})" for kind in kinds)
        columns = [[None if value is None else str(value) for value in column] for column in zip(*lines, strict=True)]
        if columns:
            base.execute(f"INSERT INTO {name} SELECT {values}", columns)
    base.close()
    return held


def _findings(chance, before):
    if before is None:
        made = []
        for rule, (_, often) in RULES.items():
            for _ in range(chance.randrange(often * 4) if chance.random() < 0.6 else 0):
                made.append((rule, chance.choice(WEIGHTS), f"{chance.getrandbits(48):012x}"))
        return made
    left = [item for item in before if chance.random() < 0.6]
    return [*left, *([("jumlah-kolom", Severity.MATERIAL, f"{chance.getrandbits(48):012x}")] * chance.randrange(2))]


def _finding(run, file, rule, severity, mark):
    title = RULES[rule][0]
    told = (mark, mark, rule, title, severity.value, "Lembar", "B2", "1", "2", "1", "x", "x", None, True)
    return (run, file, *told)


def _figure(run, file, place, year):
    where = ("Lembar", f"B{place + 1}", 0, str(place), str(place), "Rp", "pagu", "program")
    return (run, file, *where, "x", "x", year, "", "", "", False)
