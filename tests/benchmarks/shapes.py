"""Consistent networks of the shapes that reports have, of any size: what the benchmark spoils."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from lkjip_audit.figures.rounding import round_half_up
from tests.diagnosis.nets import Net

Shape = Callable[[int, int], Net]


def _percent(part: Decimal, whole: Decimal, decimals: int = 2) -> Decimal:
    return round_half_up(part / whole * 100, decimals)


def spending(size: int = 1, seed: int = 1) -> Net:
    """A budget by code: program, kegiatan, sub kegiatan; three money columns that roll up, serapan in each
    row.

    The programs' figures stand again in an annex, the totals in prose, and the programs' shares in a table.
    """
    random, net = Random(seed), Net()
    row = 0
    programs: list[str] = []
    for p in range(3 * size):
        activities: list[str] = []
        for a in range(2 + p % 2):
            details: list[str] = []
            for d in range(2 + (p + a) % 3):
                row += 1
                key = f"p{p}.{a}.{d}"
                before = Decimal(random.randrange(20_000_000, 900_000_000))
                now = before + Decimal(random.randrange(-9_000_000, 40_000_000))
                spent = Decimal(int(now * random.randrange(820, 999) / 1000))
                _spending_row(net, key, row, (before, now, spent))
                details.append(key)
            row += 1
            _rollup(net, f"p{p}.{a}", row, details)
            activities.append(f"p{p}.{a}")
        row += 1
        _rollup(net, f"p{p}", row, activities)
        programs.append(f"p{p}")
    _rollup(net, "total", row + 1, programs)
    for number, key in enumerate(programs, 1):
        for column, name in enumerate(("pagu", "real"), 2):
            value = _value(net, f"{key}.{name}")
            net.put(f"{key}.{name}.annex", value, _ROLES[name], at=("Annex", number, column))
            net.same(f"{key}.{name}", f"{key}.{name}.annex")
        share = _percent(_value(net, f"{key}.pagu"), _value(net, "total.pagu"))
        net.put(f"{key}.share", share, "porsi", at=("Annex", number, 4))
        net.eq(f"{key}.share", "p / t * 100", p=f"{key}.pagu.annex", t="total.pagu.annex")
    net.put("total.pagu.annex", _value(net, "total.pagu"), at=("Annex", len(programs) + 1, 2))
    net.sum("total.pagu.annex", [f"{key}.pagu.annex" for key in programs])
    for number, name in enumerate(("pagu", "real", "rate"), 1):
        net.put(f"total.{name}.prose", _value(net, f"total.{name}"), _ROLES[name], at=("Prose", number, 1))
    net.same("total.pagu", "total.pagu.annex", "total.pagu.prose")
    net.same("total.real", "total.real.prose")
    net.same("total.rate", "total.rate.prose")
    return net


_ROLES = {"sebelum": "pagu_sebelum", "pagu": "pagu", "real": "realisasi_anggaran", "rate": "serapan"}


def _spending_row(net: Net, key: str, row: int, values: tuple[Decimal, Decimal, Decimal]) -> None:
    _, now, spent = values
    for column, (name, value) in enumerate(zip(("sebelum", "pagu", "real"), values, strict=True), 2):
        net.put(f"{key}.{name}", value, _ROLES[name], at=("Budget", row, column))
    net.put(f"{key}.rate", _percent(spent, now), "serapan", at=("Budget", row, 5))
    net.eq(f"{key}.rate", "r / p * 100", r=f"{key}.real", p=f"{key}.pagu")


def _rollup(net: Net, key: str, row: int, parts: list[str]) -> None:
    before, now, spent = (
        sum((_value(net, f"{part}.{name}") for part in parts), Decimal(0)) for name in ("sebelum", "pagu", "real")
    )
    _spending_row(net, key, row, (before, now, spent))
    for name in ("sebelum", "pagu", "real"):
        net.sum(f"{key}.{name}", [f"{part}.{name}" for part in parts])


def _value(net: Net, name: str) -> Decimal:
    return net.cells[name].figure.value


def years(size: int = 1, seed: int = 1) -> Net:
    """A Renstra: targets over five years that end in their sum; one year's stands in RKT and PK too."""
    random, net = Random(seed), Net()
    for row in range(1, 12 * size + 1):
        names = []
        for year in range(5):
            value = Decimal(random.randrange(12, 400) if row % 3 else random.randrange(1_000, 90_000))
            names.append(net.put(f"i{row}.{year}", value, "target", at=("Renstra", row, year + 2)))
        net.put(
            f"i{row}.akhir",
            sum((_value(net, name) for name in names), Decimal(0)),
            "target_akhir",
            at=("Renstra", row, 7),
        )
        net.sum(f"i{row}.akhir", names)
        copies = [f"i{row}.2"]
        for sheet in ("RKT", "PK") if row % 2 else ("PK",):
            copies.append(net.put(f"i{row}.{sheet}", _value(net, f"i{row}.2"), "target", at=(sheet, row, 2)))
        net.same(*copies)
    return net


def performance(size: int = 1, seed: int = 1) -> Net:
    """Capaian, serapan and efisiensi by sasaran, with shares and totals; restated in an annex and prose."""
    random, net = Random(seed), Net()
    rows = range(1, 6 * size + 1)
    for row in rows:
        target = Decimal(random.randrange(4_000, 9_900)) / 100
        result = round_half_up(target * random.randrange(820, 1190) / 1000, 2)
        final = target + Decimal(random.randrange(100, 900)) / 100
        last = target - Decimal(random.randrange(100, 900)) / 100
        net.put(f"k{row}.last", last, "target", at=("Capaian", row, 2))
        net.put(f"k{row}.target", target, "target", at=("Capaian", row, 3))
        net.put(f"k{row}.result", result, "realisasi", at=("Capaian", row, 4))
        net.put(f"k{row}.rate", _percent(result, target), "capaian", at=("Capaian", row, 5))
        net.eq(f"k{row}.rate", "r / t * 100", r=f"k{row}.result", t=f"k{row}.target")
        net.put(f"k{row}.final", final, "target_akhir", at=("Renstra", row, 2))
        net.put(f"k{row}.result2", result, "realisasi", at=("Renstra", row, 3))
        net.put(f"k{row}.progress", _percent(result, final), "capaian", at=("Renstra", row, 4))
        net.eq(f"k{row}.progress", "r / t * 100", r=f"k{row}.result2", t=f"k{row}.final")
        net.put(f"k{row}.pk", target, "target", at=("PK", row, 2))
        _money(net, random, row)
    _total(net, list(rows))
    for row in rows:
        net.put(
            f"k{row}.share",
            _percent(_value(net, f"k{row}.pagu"), _value(net, "pagu")),
            "porsi",
            at=("Alokasi", row, 3),
        )
        net.eq(f"k{row}.share", "p / t * 100", p=f"k{row}.pagu", t="pagu")
        net.put(f"k{row}.rate.prose", _value(net, f"k{row}.rate"), "capaian", at=("Ikhtisar", row, 1))
        net.same(f"k{row}.target", f"k{row}.pk")
        net.same(f"k{row}.result", f"k{row}.result2")
        net.same(f"k{row}.rate", f"k{row}.rate3", f"k{row}.rate.prose")
        net.same(f"k{row}.pagu", f"k{row}.pagu2")
        net.same(f"k{row}.use", f"k{row}.use2")
    return net


def _money(net: Net, random: Random, row: int) -> None:
    budget = Decimal(random.randrange(900_000_000, 9_900_000_000))
    spent = Decimal(int(budget * random.randrange(820, 999) / 1000))
    use = _percent(spent, budget)
    rate = _value(net, f"k{row}.rate")
    net.put(f"k{row}.pagu", budget, at=("Alokasi", row, 2))
    net.put(f"k{row}.pagu2", budget, at=("Anggaran", row, 2))
    net.put(f"k{row}.spent", spent, "realisasi_anggaran", at=("Anggaran", row, 3))
    net.put(f"k{row}.use", use, "serapan", at=("Anggaran", row, 4))
    net.eq(f"k{row}.use", "r / p * 100", r=f"k{row}.spent", p=f"k{row}.pagu2")
    net.put(f"k{row}.rate3", rate, "capaian", at=("Efisiensi", row, 2))
    net.put(f"k{row}.use2", use, "serapan", at=("Efisiensi", row, 3))
    net.put(f"k{row}.eff", round_half_up(rate / use, 2), "efisiensi", at=("Efisiensi", row, 4))
    net.eq(f"k{row}.eff", "c / s", c=f"k{row}.rate3", s=f"k{row}.use2")


def _total(net: Net, rows: list[int]) -> None:
    last = rows[-1] + 1
    pagu = sum((_value(net, f"k{row}.pagu") for row in rows), Decimal(0))
    spent = sum((_value(net, f"k{row}.spent") for row in rows), Decimal(0))
    net.put("pagu", pagu, at=("Alokasi", last, 2))
    net.put("pagu2", pagu, at=("Anggaran", last, 2))
    net.put("spent", spent, "realisasi_anggaran", at=("Anggaran", last, 3))
    net.put("use", _percent(spent, pagu), "serapan", at=("Anggaran", last, 4))
    net.put("pagu.prose", pagu, at=("Ikhtisar", last, 1))
    net.sum("pagu", [f"k{row}.pagu" for row in rows])
    net.sum("pagu2", [f"k{row}.pagu2" for row in rows])
    net.sum("spent", [f"k{row}.spent" for row in rows])
    net.eq("use", "r / p * 100", r="spent", p="pagu2")
    net.same("pagu", "pagu2", "pagu.prose")


SHAPES: dict[str, Shape] = {"spending": spending, "years": years, "performance": performance}


def flat(size: int = 100, seed: int = 1) -> Net:
    """One long table: each row has its serapan, and all rows together one total."""
    random, net = Random(seed), Net()
    keys = [f"r.{row}" for row in range(1, size + 1)]
    for row, key in enumerate(keys, 1):
        now = Decimal(random.randrange(20_000_000, 900_000_000))
        spent = Decimal(int(now * random.randrange(820, 999) / 1000))
        net.put(f"{key}.pagu", now, at=("Long", row, 1))
        net.put(f"{key}.real", spent, "realisasi_anggaran", at=("Long", row, 2))
        net.put(f"{key}.rate", _percent(spent, now), "serapan", at=("Long", row, 3))
        net.eq(f"{key}.rate", "r / p * 100", r=f"{key}.real", p=f"{key}.pagu")
    for column, name in enumerate(("pagu", "real"), 1):
        total = sum((_value(net, f"{key}.{name}") for key in keys), Decimal(0))
        net.put(f"total.{name}", total, _ROLES[name], at=("Long", size + 1, column))
        net.sum(f"total.{name}", [f"{key}.{name}" for key in keys])
    return net
