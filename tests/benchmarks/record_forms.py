"""The records that a plan begins with, and indicators by quarter, filled and right in every figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise
from random import Random

from tests.benchmarks.form_words import NOUNS, Form, Rows, amount, percent, rounded

_YEARS = 5


def funding_record(random: Random, region: int) -> Form:
    """T-C.24: budget and spending of the plan's years, their ratios, and by how much they grew a year on average."""
    heads = (
        ["Uraian", "Anggaran pada Tahun ke-", "Realisasi Anggaran pada Tahun ke-"],
        ["URAIAN", "ANGGARAN TAHUN", "REALISASI ANGGARAN TAHUN"],
        ["Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"],
    )[region]
    ratio = (
        "Rasio antara Realisasi dan Anggaran Tahun ke-",
        "RASIO ANTARA REALISASI DAN ANGGARAN TAHUN",
        "Rasio Realisasi terhadap Anggaran (%)",
    )[region]
    growth = ("Rata-rata Pertumbuhan", "RATA-RATA PERTUMBUHAN (%)", "Rata-Rata Pertumbuhan per Tahun (%)")[region]
    years = [*map(str, range(1, 6))] if region == 0 else [str(year) for year in range(2020, 2025)]
    top = [heads[0], *(item for name in (*heads[1:], ratio) for item in (name, *[None] * 4)), growth, None]
    pair = (["Anggaran", "Realisasi"], ["ANGGARAN", "REALISASI"], ["Anggaran", "Realisasi"])[region]
    under = [None, *years * 3, *pair]
    numbers = [f"({number})" for number in range(1, 19)]
    groups = (
        ["BELANJA DAERAH", "Belanja Pegawai", "Belanja Barang dan Jasa", "Belanja Hibah", "Belanja Modal"],
        ["BELANJA", "Belanja Operasi", "Belanja Modal", "Belanja Tidak Terduga", "Belanja Transfer"],
        [*(f"Program {noun}" for noun in NOUNS[:6]), "Jumlah"],
    )[region]
    parts = [[amount(random, 200) for _ in range(_YEARS)] for _ in groups[1:]]
    spent = [[money - random.randrange(1, money // 4) for money in row] for row in parts]
    whole, used = ([sum(column) for column in zip(*rows, strict=True)] for rows in (parts, spent))
    lines = [(whole, used), *zip(parts, spent, strict=True)]
    if region == 2:
        lines = [*lines[1:], lines[0]]
    body: Rows = []
    for name, (money, real) in zip(groups, lines, strict=True):
        ratios = [percent(one, other) for one, other in zip(real, money, strict=True)]
        body.append([name, *money, *real, *ratios, _mean_growth(money), _mean_growth(real)])
    title = "Anggaran dan Realisasi Pendanaan Pelayanan Perangkat Daerah"
    merges = ["A2:A3", "B2:F2", "G2:K2", "L2:P2", "Q2:R2"]
    form = Form({"T-C.24": [[title], top, under, *([numbers] if region < 2 else []), *body]}, {"T-C.24": merges})
    first = 4 if region < 2 else 3
    rows = range(first, first + len(body))
    for at in range(_YEARS):
        form.along("T-C.24", rows, "ratio", 11 + at, 6 + at, 1 + at)
    for half in (0, 1):
        form.along("T-C.24", rows, "growth", 16 + half, *range(1 + 5 * half, 6 + 5 * half))
    own, total = (rows[1:], rows[0]) if region < 2 else (rows[:-1], rows[-1])
    return form.down("T-C.24", range(1, 11), "sum", total, own)


def _mean_growth(values: list[int]) -> float:
    """By how much percent ``values`` grow from one year to the next, on average."""
    steps = [(Decimal(later) - earlier) / earlier * 100 for earlier, later in pairwise(values)]
    return rounded(sum(steps, Decimal(0)) / len(steps))


FORMS: Mapping[str, Callable[[Random, int], Form]] = {
    "funding_record": funding_record,
}
