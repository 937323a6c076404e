"""The forms of budgets and spending, filled and right in every figure, in words and layouts of three regions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from random import Random

from tests.benchmarks.form_words import AGENCIES, MONTHS, NOUNS, Form, Holds, Place, Rows, amount, percent


def _rolled_up(form: Form, sheet: str, first: int, codes: list[str], columns: Iterable[int]) -> Form:
    """Declare each code as the sum of those one part longer that begin with it."""
    for at, code in enumerate(codes):
        longer = [item for item in codes if item.startswith(code + ".")]
        shortest = min((item.count(".") for item in longer), default=0)
        children = [first + codes.index(item) for item in longer if item.count(".") == shortest]
        form.down(sheet, columns, "sum", first + at, children)
    return form


def _accounts(random: Random) -> list[tuple[str, str, list[int]]]:
    """Accounts by code with the details that each is made of, as places in the list of details."""
    tree = {
        "5.1.01": ("Belanja Pegawai", 3),
        "5.1.02": ("Belanja Barang dan Jasa", 4),
        "5.2.02": ("Belanja Modal Peralatan", 3),
    }
    rows: list[tuple[str, str, list[int]]] = []
    place = 0
    heads = {"5": "BELANJA DAERAH", "5.1": "Belanja Operasi", "5.2": "Belanja Modal"}
    rows += [(head, name, []) for head, name in heads.items()]
    for code, (name, count) in tree.items():
        rows.append((code, name, list(range(place, place + count))))
        rows += [(f"{code}.{n + 1:02d}", f"{name} {random.choice(NOUNS)} {n + 1}", [place + n]) for n in range(count)]
        place += count
    details = {code: parts for code, _, parts in rows if len(code) == 9}
    full = [
        (code, name, parts or sorted(p for c, own in details.items() if c.startswith(code) for p in own))
        for code, name, parts in rows
    ]
    return sorted(full)


def budget_realisation(random: Random, region: int) -> Form:
    """LRA: budget, spending, share and remainder, summed along the codes."""
    heads = (
        ["Kode Rekening", "Uraian", "Anggaran", "Realisasi", "%", "Sisa Anggaran"],
        ["KODE", "URAIAN BELANJA", "ANGGARAN SETELAH PERUBAHAN (Rp)", "REALISASI (Rp)", "(%)", "LEBIH/(KURANG)"],
        ["Kd. Rek", "Uraian", "Pagu 2025", "Realisasi s/d Desember", "Persentase", "Sisa"],
    )[region]
    accounts = _accounts(random)
    pagu = [amount(random) for _ in range(10)]
    spent = [item - random.randrange(1, item // 5) for item in pagu]
    body = []
    for code, name, parts in accounts:
        whole, used = sum(pagu[p] for p in parts), sum(spent[p] for p in parts)
        rest = used - whole if region == 1 else whole - used
        body.append([code, name, whole, used, percent(used, whole), rest])
    form = Form({"LRA": [["LAPORAN REALISASI ANGGARAN TAHUN 2025"], heads, *body]})
    rows = range(2, 2 + len(body))
    form.along("LRA", rows, "ratio", 4, 3, 2)
    form.along("LRA", rows, "difference", 5, *((3, 2) if region == 1 else (2, 3)))
    return _rolled_up(form, "LRA", 2, [code for code, _, _ in accounts], (2, 3, 5))


def cash_budget(random: Random, region: int) -> Form:
    """RAK: an account's budget by months."""
    months = (MONTHS, [month[:3] for month in MONTHS], [month.upper() for month in MONTHS])[region]
    last = ("Jumlah", "Total RAK", "TOTAL")[region]
    heads = [("Kode Rekening", "Kode", "KODE REKENING")[region], "Uraian", *months, last]
    details = [[amount(random, 60) for _ in range(12)] for _ in range(10)]
    body = []
    for code, name, parts in _accounts(random):
        row = [sum(details[p][m] for p in parts) for m in range(12)]
        body.append([code, name, *row, sum(row)])
    form = Form({"RAK": [["Rencana Anggaran Kas Tahun 2025"], heads, *body]})
    form.along("RAK", range(2, 2 + len(body)), "sum", 14, *range(2, 14))
    return _rolled_up(form, "RAK", 2, [row[0] for row in body], range(2, 15))


def cost_plan(random: Random, region: int) -> Form:
    """RKA: volume times price, summed by account."""
    heads = (
        ["Kode Rekening", "Uraian", "Volume", "Satuan", "Harga Satuan", "Jumlah"],
        ["KODE", "URAIAN", "KOEFISIEN", "SATUAN", "HARGA (Rp)", "JUMLAH (Rp)"],
        ["Rekening", "Rincian Belanja", "Vol", "Sat", "Harga Satuan (Rp)", "Jumlah Harga (Rp)"],
    )[region]
    body: Rows = []
    whole = 0
    for account in range(1, 4):
        items = [(random.randrange(2, 60), random.randrange(11, 900) * 2_500) for _ in range(4)]
        total = sum(volume * price for volume, price in items)
        whole += total
        body.append([f"5.1.02.01.01.00{account:02d}", f"Belanja {NOUNS[account]}", None, None, None, total])
        body += [[None, f"{random.choice(NOUNS)} {n}", v, "paket", p, v * p] for n, (v, p) in enumerate(items)]
    body.append([None, ("Jumlah", "JUMLAH", "Total")[region], None, None, None, whole])
    form = Form({"RKA": [["Rincian Anggaran Belanja Kegiatan Tahun 2025"], heads, *body]})
    parents = [2, 7, 12]
    for parent in parents:
        form.down("RKA", [5], "sum", parent, range(parent + 1, parent + 5))
        for row in range(parent + 1, parent + 5):
            form.equations.append(Holds("times", ("RKA", row, 5), (("RKA", row, 2), ("RKA", row, 4))))
    return form.down("RKA", [5], "sum", 17, parents)


def spending_matrix(random: Random, region: int) -> Form:
    """Agencies by kind of spending, with totals at the right and below."""
    kinds = [
        "Belanja Pegawai",
        "Belanja Barang dan Jasa",
        "Belanja Hibah",
        "Belanja Modal Tanah",
        "Belanja Modal Mesin",
    ]
    heads = (
        ["Nama OPD", *kinds, "TOTAL"],
        ["No", "Perangkat Daerah", *kinds, "Jumlah"],
        ["SKPD", *kinds, "JUMLAH BELANJA"],
    )[region]
    body: Rows = []
    for number, agency in enumerate(AGENCIES, 1):
        row = [amount(random) for _ in kinds]
        body.append([*([number] if region == 1 else []), agency, *row, sum(row)])
    start = 2 if region == 1 else 1
    sums = [sum(row[place] for row in body) for place in range(start, start + len(kinds) + 1)]
    body.append([*([None] if region == 1 else []), ("TOTAL", "Jumlah", "JUMLAH")[region], *sums])
    form = Form({"Belanja": [["Rekapitulasi Belanja per Perangkat Daerah"], heads, *body]})
    last = start + len(kinds)
    form.along("Belanja", range(2, 3 + len(AGENCIES)), "sum", last, *range(start, last))
    return form.down("Belanja", range(start, last + 1), "sum", 2 + len(AGENCIES), range(2, 2 + len(AGENCIES)))


def flat_list(random: Random, region: int) -> Form:
    """A register of pagu without totals, and the recap by agency on a sheet of its own."""
    heads = (
        ["Nama SKPD", "Kode Sub Kegiatan", "Nama Sub Kegiatan", "Sumber Dana", "Pagu"],
        ["PERANGKAT DAERAH", "KODE", "SUB KEGIATAN", "SUMBER DANA", "PAGU (Rp)"],
        ["Unit Kerja", "Kode Rekening", "Uraian", "Sumber Pendanaan", "Nilai Anggaran"],
    )[region]
    body: Rows = []
    for place, agency in enumerate(AGENCIES, 1):
        for n in range(5):
            body.append(
                [
                    agency,
                    f"1.0{place}.02.2.01.00{n + 1:02d}",
                    f"Pengelolaan {NOUNS[n]}",
                    ("PAD", "DAU")[n % 2],
                    amount(random),
                ]
            )
    recap = [[agency, sum(row[4] for row in body if row[0] == agency)] for agency in AGENCIES]
    recap.append([("Jumlah", "TOTAL", "Jumlah")[region], sum(row[4] for row in body)])
    form = Form({"Per Sub Kegiatan": [heads, *body], "Per OPD": [["Rekap Pagu"], [heads[0], heads[4]], *recap]})
    for at in range(len(AGENCIES)):
        parts = tuple(("Per Sub Kegiatan", row, 4) for row in range(1 + 5 * at, 6 + 5 * at))
        form.equations.append(Holds("sum", ("Per OPD", 2 + at, 1), parts))
    return form.down("Per OPD", [1], "sum", 2 + len(AGENCIES), range(2, 2 + len(AGENCIES)))


def change(random: Random, region: int) -> Form:
    """Before and after a change of the budget, and by how much."""
    heads = (
        [
            "No",
            "Program/Kegiatan",
            "Pagu Sebelum Perubahan (Rp)",
            "Pagu Setelah Perubahan (Rp)",
            "Bertambah/(Berkurang) (Rp)",
            "%",
        ],
        ["No.", "Uraian Program", "APBD Murni", "APBD Perubahan", "Selisih", "% Selisih"],
        ["NO", "KEGIATAN", "ANGGARAN SEBELUM", "ANGGARAN SESUDAH", "BERTAMBAH / BERKURANG", "PERSENTASE"],
    )[region]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        before = amount(random)
        after = before + random.randrange(-before // 4, before // 3)
        body.append([number, f"Program {noun}", before, after, after - before, percent(after - before, before)])
    sums = [sum(row[place] for row in body) for place in (2, 3, 4)]
    body.append([None, "Jumlah", *sums, percent(sums[2], sums[0])])
    form = Form({"Perubahan": [["Perubahan Anggaran Tahun 2025"], heads, *body]})
    rows = range(2, 3 + len(body) - 1)
    form.along("Perubahan", rows, "difference", 4, 3, 2).along("Perubahan", rows, "ratio", 5, 4, 2)
    return form.down("Perubahan", (2, 3, 4), "sum", 1 + len(body), range(2, 1 + len(body)))


def split_codes(random: Random, region: int) -> Form:
    """LRA with the code in columns of its own, of the old and the new chart, or with parts of any width."""
    accounts = _accounts(random)
    pagu = [amount(random) for _ in range(10)]
    spent = [item - random.randrange(1, item // 5) for item in pagu]
    told = ("Anggaran (Rp)", "Realisasi (Rp)", "%"), ("PAGU", "REALISASI", "PERSEN"), ("Alokasi", "Serapan", "(%)")
    start = (5, 2, 4)[region]
    heads = [
        [("Kode Rekening", "KODE REKENING LAMA", "Kode")[region], *[None] * (start - 2), "Uraian", *told[region]],
        ["KODE LAMA", "KODE BARU", "URAIAN", *told[region]],
        ["Kode", None, None, None, "Uraian", *told[region]],
    ][region]
    body: Rows = []
    for code, name, parts in accounts:
        whole, used = sum(pagu[p] for p in parts), sum(spent[p] for p in parts)
        split = code.split(".")
        marks: Rows = [
            [*(int(part) for part in split), *[None] * (4 - len(split))],
            [".".join(str(int(part)) for part in split), code + (".00012" if len(split) == 4 else "")],
            [*split, *[None] * (4 - len(split))],
        ]
        body.append([*marks[region], name, whole, used, percent(used, whole)])
    first = len(body[0]) - 3
    heads = [*heads[: first - 1], *[None] * (first - 1 - len(heads[: first - 1])), "Uraian", *told[region]]
    merges = ["A2:D2"] if region != 1 else []
    form = Form({"LRA": [["LAPORAN REALISASI ANGGARAN TA 2025"], heads, *body]}, {"LRA": merges})
    form.along("LRA", range(2, 2 + len(body)), "ratio", first + 2, first + 1, first)
    return _rolled_up(form, "LRA", 2, [code for code, _, _ in accounts], (first, first + 1))


def spending_groups(random: Random, region: int) -> Form:
    """Budget and spending by kelompok belanja, their totals at the right and below, and the share spent."""
    groups = (
        ["Operasi", "Modal", "Tak Terduga", "Transfer"],
        ["BELANJA OPERASI", "BELANJA MODAL", "BELANJA TIDAK TERDUGA", "BELANJA TRANSFER"],
        ["Belanja Operasi", "Belanja Modal", "BTT", "Belanja Transfer"],
    )[region]
    pair = (["Anggaran", "Realisasi"], ["PAGU", "REALISASI"], ["Anggaran (Rp)", "Realisasi (Rp)"])[region]
    words = (
        ["Kode", "Uraian Urusan, Organisasi, Program, Kegiatan", "Kelompok Belanja", "Jumlah"],
        ["KODE", "PERANGKAT DAERAH", "KELOMPOK BELANJA", "TOTAL"],
        ["No", "Nama SKPD", "Kelompok Belanja", "Total Belanja"],
    )[region]
    top = [words[0], words[1], words[2], *[None] * 7, words[3], None, "%"]
    middle = [None, None, *(item for group in groups for item in (group, None)), None, None, None]
    under = [None, None, *pair * 4, *pair, None]
    body: Rows = []
    for number, agency in enumerate(AGENCIES, 1):
        pagu = [amount(random) for _ in groups]
        spent = [item - random.randrange(1, item // 4) for item in pagu]
        pairs = [item for both in zip(pagu, spent, strict=True) for item in both]
        code = (f"1.{number:02d}.0.00.0.00.01.0000", f"{number}.01.01", number)[region]
        body.append([code, agency, *pairs, sum(pagu), sum(spent), percent(sum(spent), sum(pagu))])
    sums = [sum(row[place] for row in body) for place in range(2, 12)]
    body.append([None, ("Jumlah", "TOTAL", "JUMLAH")[region], *sums, percent(sums[-1], sums[-2])])
    merges = ["A2:A4", "B2:B4", "C2:J2", "C3:D3", "E3:F3", "G3:H3", "I3:J3", "K2:L3", "M2:M4"]
    form = Form({"Kelompok": [["Realisasi Belanja per Kelompok Tahun 2025"], top, middle, under, *body]})
    form.merges["Kelompok"] = merges
    rows, last = range(4, 4 + len(body)), 3 + len(body)
    form.along("Kelompok", rows, "sum", 10, 2, 4, 6, 8).along("Kelompok", rows, "sum", 11, 3, 5, 7, 9)
    form.along("Kelompok", rows, "ratio", 12, 11, 10)
    return form.down("Kelompok", range(2, 12), "sum", last, range(4, last))


def months_of_a_year(random: Random, region: int) -> Form:
    """A sheet for each month (or quarter), and the year's sheet, which is their sum row by row."""
    names = (MONTHS, ["TW I", "TW II", "TW III", "TW IV"], [month[:3].upper() for month in MONTHS])[region]
    heads = (
        ["No", "Kegiatan", "Belanja Pegawai", "Belanja Barang", "Jumlah"],
        ["KODE", "URAIAN", "REALISASI GAJI", "REALISASI BARANG JASA", "JUMLAH"],
        ["No.", "Sub Kegiatan", "Gaji dan Tunjangan", "Barang dan Jasa", "Total (Rp)"],
    )[region]
    whole = [[0, 0] for _ in NOUNS]
    form = Form({})
    for name in [*names, "Setahun"]:
        body: Rows = []
        for number, noun in enumerate(NOUNS):
            own = [amount(random, 90), amount(random, 90)] if name != "Setahun" else whole[number]
            if name != "Setahun":
                whole[number] = [one + other for one, other in zip(whole[number], own, strict=True)]
            mark = f"1.{number + 1:02d}" if region == 1 else number + 1
            body.append([mark, f"Pelayanan {noun}", *own, sum(own)])
        body.append([None, ("Jumlah", "JUMLAH", "Total")[region], *(sum(row[at] for row in body) for at in (2, 3, 4))])
        title = "Tahun 2025" if name == "Setahun" else f"{name} 2025"
        form.sheets[name] = [[f"Realisasi Belanja {title}"], heads, *body]
        form.along(name, range(2, 11), "sum", 4, 2, 3).down(name, (2, 3, 4), "sum", 10, range(2, 10))
    for row in range(2, 10):
        for column in (2, 3):
            parts: tuple[Place, ...] = tuple((name, row, column) for name in names)
            form.equations.append(Holds("sum", ("Setahun", row, column), parts))
    return form


def annexes(random: Random, region: int) -> Form:
    """A sheet for each agency, and a recap of their totals that names them."""
    heads = (
        ["No", "Program/Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "%"],
        ["NO", "KEGIATAN", "ANGGARAN", "REALISASI", "PERSEN"],
        ["No.", "Sub Kegiatan", "Pagu", "Serapan", "% Serapan"],
    )[region]
    form = Form({})
    recap: Rows = []
    for number, agency in enumerate(AGENCIES, 1):
        body: Rows = []
        for at, noun in enumerate(NOUNS[: 4 + number % 3], 1):
            pagu = amount(random)
            spent = pagu - random.randrange(1, pagu // 4)
            body.append([at, f"Kegiatan {noun}", pagu, spent, percent(spent, pagu)])
        sums = [sum(row[place] for row in body) for place in (2, 3)]
        body.append([None, ("Jumlah", "TOTAL", "Jumlah")[region], *sums, percent(sums[1], sums[0])])
        name = (agency, f"Lamp. {number}", agency.replace("Dinas", "").strip())[region]
        form.sheets[name] = [[f"Realisasi Anggaran {agency} Tahun 2025"], heads, *body]
        last = 1 + len(body)
        form.along(name, range(2, last + 1), "ratio", 4, 3, 2).down(name, (2, 3), "sum", last, range(2, last))
        recap.append([number, agency, *sums, percent(sums[1], sums[0])])
        for column in (2, 3):
            form.equations.append(Holds("same", ("Rekap", 1 + number, column), ((name, last, column),)))
    sums = [sum(row[place] for row in recap) for place in (2, 3)]
    recap.append([None, ("Jumlah", "TOTAL", "Jumlah")[region], *sums, percent(sums[1], sums[0])])
    told = [heads[0], ("Perangkat Daerah", "SKPD", "Nama OPD")[region], *heads[2:]]
    form.sheets["Rekap"] = [["Rekapitulasi Realisasi Anggaran Tahun 2025"], told, *recap]
    last = 1 + len(recap)
    form.along("Rekap", range(2, last + 1), "ratio", 4, 3, 2)
    return form.down("Rekap", (2, 3), "sum", last, range(2, last))


def register(random: Random, region: int) -> Form:
    """A register without totals, the agency told once for its rows, and recaps by agency and by source of money."""
    heads = (
        ["No", "Perangkat Daerah", "Kode", "Sub Kegiatan", "Sumber Dana", "Pagu (Rp)"],
        ["NO", "NAMA SKPD", "KODE REKENING", "URAIAN", "SUMBER DANA", "NILAI (Rp)"],
        ["No.", "OPD", "Kode Sub Kegiatan", "Nama Sub Kegiatan", "Sumber Pendanaan", "Anggaran"],
    )[region]
    sources = ("PAD", "DAU", "DAK Fisik", "DBH")
    body: Rows = []
    for place, agency in enumerate(AGENCIES, 1):
        for n in range(6):
            told = agency if region == 1 or n == 0 else None
            source = sources[(n + place) % 4]
            code = f"{place}.02.0{n % 3 + 1}.2.{n + 1:02d}.{(0, 1, 11)[region] + n:04d}"
            body.append([len(body) + 1, told, code, f"Penyediaan {NOUNS[n]}", source, amount(random)])
    merges = [f"B{2 + 6 * at}:B{7 + 6 * at}" for at in range(len(AGENCIES))] if region == 0 else []
    form = Form({"Data": [heads, *body]}, {"Data": merges})
    for name, keys, column in (("Per OPD", AGENCIES, 1), ("Per Sumber", sources, 4)):
        rows: Rows = []
        for key in keys:
            own = [at for at in range(len(body)) if (AGENCIES[at // 6] if column == 1 else body[at][4]) == key]
            form.equations.append(Holds("sum", (name, 2 + len(rows), 1), tuple(("Data", 1 + at, 5) for at in own)))
            rows.append([key, sum(body[at][5] for at in own)])
        rows.append([("Jumlah", "TOTAL", "Total")[region], sum(row[1] for row in rows)])
        form.sheets[name] = [[f"Rekap Pagu {name}"], [heads[column], heads[5]], *rows]
        form.down(name, [1], "sum", 1 + len(rows), range(2, 1 + len(rows)))
    return form


def crossed_register(random: Random, region: int) -> Form:
    """A register by sub kegiatan and kelompok belanja, and the matrix of agencies by kelompok that it makes."""
    heads = (
        ["Nama SKPD", "Kode Sub Kegiatan", "Nama Sub Kegiatan", "Kelompok Belanja", "Pagu"],
        ["PERANGKAT DAERAH", "KODE", "SUB KEGIATAN", "JENIS BELANJA", "PAGU (Rp)"],
        ["Unit Kerja", "Kode Rekening", "Uraian", "Kelompok", "Nilai Anggaran"],
    )[region]
    kinds = (
        ["Belanja Operasi", "Belanja Modal"],
        ["BELANJA PEGAWAI", "BELANJA BARANG DAN JASA", "BELANJA MODAL"],
        ["Operasi", "Modal", "Transfer"],
    )[region]
    wide = 2 * len(kinds)
    body: Rows = [
        [agency, f"1.0{at}.02.2.01.00{n + 1:02d}", f"Pengelolaan {NOUNS[n]}", kinds[n % len(kinds)], amount(random)]
        for at, agency in enumerate(AGENCIES, 1)
        for n in range(wide)
    ]
    matrix: Rows = []
    form = Form({"Daftar": [heads, *body]})
    for at, agency in enumerate(AGENCIES):
        own = [[at * wide + n for n in range(wide) if n % len(kinds) == place] for place in range(len(kinds))]
        sums = [sum(body[row][4] for row in rows) for rows in own]
        for place, rows in enumerate(own):
            parts = tuple(("Daftar", 1 + row, 4) for row in rows)
            form.equations.append(Holds("sum", ("Matriks", 2 + at, 2 + place), parts))
        matrix.append([at + 1, agency, *sums, sum(sums)])
    last = ("Jumlah", "TOTAL", "Total")[region]
    matrix.append([None, last, *(sum(row[at] for row in matrix) for at in range(2, 3 + len(kinds)))])
    names = [("No", "NO", "No.")[region], heads[0], *kinds, last]
    form.sheets["Matriks"] = [["Rekapitulasi Belanja per Perangkat Daerah Tahun 2025"], names, *matrix]
    end = 2 + len(kinds)
    form.along("Matriks", range(2, 3 + len(AGENCIES)), "sum", end, *range(2, end))
    return form.down("Matriks", range(2, end + 1), "sum", 2 + len(AGENCIES), range(2, 2 + len(AGENCIES)))


def change_monitoring(random: Random, region: int) -> Form:
    """Before and after a change of the budget beside what was spent by then."""
    heads = (
        ["No", "Program dan Kegiatan", "Pagu Anggaran Sebelum (Rp)", "Realisasi", None, "Pagu Anggaran Setelah (Rp)"],
        ["NO", "URAIAN", "SEBELUM PERUBAHAN", "REALISASI S/D JUNI", None, "SETELAH PERUBAHAN"],
        ["No.", "Kegiatan", "APBD Induk", "Realisasi Anggaran", None, "APBD Perubahan"],
    )[region]
    change_words = (
        ["Selisih Pagu Sebelum dan Sesudah", "Rincian"],
        ["BERTAMBAH/(BERKURANG)", "KETERANGAN"],
        ["Bertambah / Berkurang", "Ket."],
    )[region]
    under = [None, None, None, ("(Rp)", "Rp", "Rp.")[region], ("(%)", "%", "%")[region], None, None, None]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        before = amount(random)
        spent = before // 2 - random.randrange(1, before // 5)
        after = before + random.randrange(-before // 4, before // 3)
        body.append([number, f"Kegiatan {noun}", before, spent, percent(spent, before), after, after - before, "APBD"])
    sums = [sum(row[place] for row in body) for place in (2, 3, 5, 6)]
    total = [None, ("Jumlah", "JUMLAH", "Total")[region], sums[0], sums[1], percent(sums[1], sums[0]), sums[2], sums[3]]
    form = Form(
        {"Pergeseran": [["Monitoring Perubahan Anggaran Tahun 2025"], [*heads, *change_words], under, *body, total]},
        {"Pergeseran": ["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "G2:G3", "H2:H3"]},
    )
    rows = range(3, 12)
    form.along("Pergeseran", rows, "ratio", 4, 3, 2).along("Pergeseran", rows, "difference", 6, 5, 2)
    return form.down("Pergeseran", (2, 3, 5, 6), "sum", 11, range(3, 11))


def monitoring(random: Random, region: int) -> Form:
    """A monitoring book: pagu, plan and spending in rupiah and percent, physical progress, what is left."""
    words = (
        ["Target Keuangan", "Realisasi Keuangan", "Fisik (%)", "Sisa Pagu (Rp)"],
        ["RENCANA PENYERAPAN", "REALISASI PENYERAPAN", "FISIK (%)", "SISA ANGGARAN"],
        ["Target Keu", "Realisasi Keu", "Progres Fisik (%)", "Sisa Dana"],
    )[region]
    top = ["No", ("Kegiatan", "PAKET PEKERJAAN", "Sub Kegiatan")[region], ("Pagu (Rp)", "PAGU", "Pagu Dana")[region]]
    top += [words[0], None, words[1], None, words[2], None, None, words[3]]
    third = ("Deviasi", "DEVIASI", "Dev")[region]
    under = [None, None, None, "Rp", "%", "Rp", "%", "Rencana", "Realisasi", third, None]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        pagu = amount(random)
        plan, spent = pagu - random.randrange(1, pagu // 3), pagu - random.randrange(1, pagu // 2)
        work, done = random.randrange(5_000, 9_900) / 100, random.randrange(4_000, 9_900) / 100
        money = [pagu, plan, percent(plan, pagu), spent, percent(spent, pagu)]
        body.append([number, f"Peningkatan {noun}", *money, work, done, round(done - work, 2), pagu - spent])
    sums = [sum(row[place] for row in body) for place in (2, 3, 5, 10)]
    shares = [sums[0], sums[1], percent(sums[1], sums[0]), sums[2], percent(sums[2], sums[0])]
    total = [None, ("Jumlah", "JUMLAH", "TOTAL")[region], *shares, None, None, None, sums[3]]
    form = Form(
        {"Monev": [["Monitoring Pelaksanaan Kegiatan s.d. September 2025"], top, under, *body, total]},
        {"Monev": ["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2", "H2:J2", "K2:K3"]},
    )
    rows = range(3, 12)
    form.along("Monev", rows, "ratio", 4, 3, 2).along("Monev", rows, "ratio", 6, 5, 2)
    form.along("Monev", range(3, 11), "difference", 9, 8, 7).along("Monev", rows, "difference", 10, 2, 5)
    return form.down("Monev", (2, 3, 5, 10), "sum", 11, range(3, 11))


def application_register(random: Random, region: int) -> Form:
    """A register as the planning application exports it: each level's code and name in columns of its own."""
    heads = (
        ["Kode SKPD", "Nama SKPD", "Kode Program", "Nama Program", "Kode Sub Kegiatan", "Nama Sub Kegiatan"],
        ["KODE URUSAN", "NAMA URUSAN", "KODE SKPD", "NAMA SKPD", "KODE SUB KEGIATAN", "NAMA SUB KEGIATAN"],
        ["Kode Unit", "Nama Unit", "Kode Kegiatan", "Nama Kegiatan", "Kode Rekening", "Nama Rekening"],
    )[region]
    money = (["Pagu", "Realisasi"], ["PAGU (Rp)", "REALISASI (Rp)", "%"], ["Anggaran", "Realisasi", "Sisa"])[region]
    body: Rows = []
    for place, agency in enumerate(AGENCIES, 1):
        for n in range(5):
            pagu = amount(random)
            spent = pagu - random.randrange(1, pagu // 3)
            code, own = f"1.{place:02d}.0.00.0.00.01.0000", f"1.{place:02d}.{n % 2 + 2:02d}"
            upper = [code, agency, own, f"Program {NOUNS[n % 2]}"]
            upper = ["1", "Urusan Wajib", code, agency] if region == 1 else upper
            last = [], [percent(spent, pagu)], [pagu - spent]
            body.append([*upper, f"{own}.2.01.{n + 1:04d}", f"Pengelolaan {NOUNS[n]}", pagu, spent, *last[region]])
    at = 3 if region == 1 else 1
    recap: Rows = []
    for agency in AGENCIES:
        own_rows = [row for row in body if row[at] == agency]
        recap.append([agency, *(sum(row[column] for row in own_rows) for column in (6, 7))])
    recap.append([("Jumlah", "TOTAL", "Jumlah")[region], *(sum(row[column] for row in recap) for column in (1, 2))])
    form = Form({"Data": [[*heads, *money], *body], "Rekap": [["Rekap SKPD"], [heads[at], *money[:2]], *recap]})
    for number in range(len(AGENCIES)):
        for column in (1, 2):
            parts = tuple(("Data", row, 5 + column) for row in range(1 + 5 * number, 6 + 5 * number))
            form.equations.append(Holds("sum", ("Rekap", 2 + number, column), parts))
    rows = range(1, 1 + len(body))
    if region:
        form.along("Data", rows, *(("ratio", 8, 7, 6) if region == 1 else ("difference", 8, 6, 7)))
    return form.down("Rekap", (1, 2), "sum", 2 + len(AGENCIES), range(2, 2 + len(AGENCIES)))


FORMS: Mapping[str, Callable[[Random, int], Form]] = {
    "budget_realisation": budget_realisation,
    "cash_budget": cash_budget,
    "cost_plan": cost_plan,
    "spending_matrix": spending_matrix,
    "flat_list": flat_list,
    "change": change,
    "split_codes": split_codes,
    "spending_groups": spending_groups,
    "months_of_a_year": months_of_a_year,
    "annexes": annexes,
    "register": register,
    "crossed_register": crossed_register,
    "change_monitoring": change_monitoring,
    "monitoring": monitoring,
    "application_register": application_register,
}
