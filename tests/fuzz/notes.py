"""The files of the caller's, sound ones and spoiled ones: each known by its kind and number."""

from __future__ import annotations

import random
from collections.abc import Mapping
from enum import StrEnum

from tests.fuzz.mutants import notes


class Kind(StrEnum):
    """What a caller gives besides a workbook."""

    BESIDE = "lkjip-audit.yaml"
    WAIVERS = "waivers"
    RECORD = "follow-up"
    BASELINE = "baseline"
    PROFILE = "profile"
    RULES = "rules"


WAIVERS = """waivers:
  - rule: jumlah-kolom
    sheet: Anggaran
    cells: [D5]
    reason: Sudah dijelaskan di CaLK.
    who: Pemeriksa
    until: 2030-12-31
"""
RECORD = """findings:
  - fingerprint: 0123456789abcdef
    status: ditolak
    note: lihat lampiran
    name: A
causes: []
"""
PROFILE = """id: uji
title: {id: Uji, en: Trial}
off:
  - rule: jumlah-kolom
    reason: tidak dipakai
sheets: []
"""
RULE = """id: sisa-uji
title: {id: Sisa, en: Rest}
severity: minor
status: stable
since: 0.1.0
basis: [{document: PermenPANRB 53/2014, article: Lampiran II}]
applies: {kinds: [anggaran_program]}
relation: {kind: row_formula, stated: sisa, formula: anggaran - realisasi}
message: {id: "{stated}", en: "{stated}"}
why: {id: a, en: b}
remedy: {id: c, en: d}
examples: []
"""
_RULES = ("jumlah-kolom", "nama-berbeda", "capaian-rasio", "sisa-anggaran", "tidak-ada", "*", "", "a/../b")
_SHEETS = ("Anggaran", "Lampiran*", "?inerja", "[", "'", "*" * 300, "", "\u202eA", "Pegawai")
_DAYS = ("2030-12-31", "2001-01-01", "2024-02-30", "0000-00-00", "besok", "2024", '"2030-12-31"')
_WORDS = (
    "Sesuai DPA.",
    "lihat CaLK",
    "",
    "x" * 5000,
    "- [a]",
    '"petik"',
    "\u202ebalik",
    "null",
    "!!str a",
    "{a: b}",
    "a: b: c",
)
_STATUSES = ("terbuka", "diterima", "ditolak", "open", "selesai", "Ditolak", "", "7", "null")
_MARKS = ("0123456789abcdef", "0116ffc7c729e551-2", "0116ffc7c729e551.1", "ABC", "", "0" * 5000, "1e5", "0x10")
_LIMITS = (
    *(
        "judging.trifle_rupiah",
        "search.most_read",
        "facts.strange_tables",
        "layout.most_columns",
        "evidence.shown_rows",
    ),
    *("induction.threshold", "costs.wrong_figure", "judging.ada", "x", "", "judging"),
)
_NUMBERS = ("2", "5000", "0", "1", "-1", "0.5", "1e9", "1e400", ".nan", ".inf", "9" * 400, "sepuluh", "null", "true")
_FORMULAS = (
    *("anggaran - realisasi", "realisasi / anggaran * 100", "sum(anggaran)", "anggaran -", "((anggaran))", "0 / 0"),
    *("if(anggaran > 0, realisasi, 0)", "9 ^ 9 ^ 9", "__import__('os')", "anggaran.real", "1e999 * anggaran", ""),
    *(
        "(" * 300 + "anggaran" + ")" * 300,
        "anggaran" + " + 1" * 2000,
        "tidak_ada - realisasi",
        "anggaran / (realisasi - realisasi)",
    ),
)
_KINDS = ("anggaran_program", "capaian_kinerja", "pegawai", "tidak_ada", "", "any")
_RELATIONS = ("row_formula", "column_sum", "restatement", "hygiene", "share", "tidak_ada", "")
_ROLES = ("anggaran", "realisasi", "sisa", "target", "capaian", "periksa", "tidak_ada", "", "no")
_STATED = ("sisa", "realisasi", *_ROLES)
_AREAS = ("A1:G12", "A1", "B2:A1", "XFD1048576", "A0", "A1:XFE9", "1:1", "", "A2:F10")
_SENTENCES = ("{stated}", "{tidak_ada}", "{", "{stated.__class__}", "{0}", "%s")
_LISTS = ("[kata]", "[]", "{bali: [pulau dewata]}", '["(("]', "kata", "[7]")
_CLASSES = ("national_bodies", "total_words", "provinces", "months", "tidak_ada")


def sound(kind: Kind, baseline: str) -> str:
    """A file of that kind that is right; ``baseline`` is a report."""
    return {Kind.BASELINE: baseline, Kind.RECORD: RECORD, Kind.PROFILE: PROFILE, Kind.RULES: RULE}.get(kind, WAIVERS)


def configuration(kind: Kind, number: int, baseline: str) -> str:
    """The file of that ``kind`` and ``number``: drawn field by field from what people and others write, or spoiled."""
    draw = random.Random(f"{kind}{number}")
    makers: Mapping[Kind, object] = {
        Kind.BESIDE: _waivers,
        Kind.WAIVERS: _waivers,
        Kind.RECORD: _record,
        Kind.PROFILE: _profile,
        Kind.RULES: _rule,
    }
    make = makers.get(kind)
    text = make(draw) if callable(make) and draw.random() < 0.7 else sound(kind, baseline)
    if make is None or text == sound(kind, baseline) or draw.random() < 0.25:
        text = notes(number, text)
    return text


def _some(draw: random.Random, /, **fields: tuple[str, ...]) -> str:
    """Some of ``fields``, each with one of its values, as a mapping on one line."""
    chosen = [f"{name}: {_one(draw, values)}" for name, values in fields.items() if draw.random() < 0.9]
    if draw.random() < 0.1:
        chosen.append(draw.choice(("lain: 1", "Reason: x", "rule: ganda", "? a", "<<: *a", "1: 2", "cells: [D5]")))
    draw.shuffle(chosen)
    return f"{{{', '.join(chosen)}}}"


def _one(draw: random.Random, values: tuple[str, ...]) -> str:
    """Mostly one of the first of ``values``, which are right, so that not every file is off in its first line."""
    return draw.choice(values[:2] if draw.random() < 0.85 else values)


def _quoted(values: tuple[str, ...]) -> tuple[str, ...]:
    return (*('"' + value.replace('"', '\\"') + '"' for value in values), "null", "[]", "7", "a")


def _listed(draw: random.Random, name: str, /, **fields: tuple[str, ...]) -> str:
    items = [f"  - {_some(draw, **fields)}\n" for _ in range(draw.choice((0, 1, 1, 2, 5)))]
    return f"{name}:\n{''.join(items)}" if items else f"{name}: {draw.choice(('[]', 'null', '{}', '7'))}\n"


def _waivers(draw: random.Random) -> str:
    return _listed(
        draw,
        "waivers",
        rule=_quoted(_RULES),
        fingerprint=_quoted(_MARKS),
        sheet=_quoted(_SHEETS),
        subject=_quoted(_SHEETS),
        file=_quoted(_SHEETS),
        reason=_quoted(_WORDS),
        who=_quoted(_WORDS),
        until=_DAYS,
    )


def _record(draw: random.Random) -> str:
    fields = {"fingerprint": _quoted(_MARKS), "status": _quoted(_STATUSES), "note": _quoted(_WORDS)}
    fields |= {"about": _quoted(_WORDS)}
    return _listed(draw, "findings", **fields) + _listed(draw, "causes", **fields)


def _profile(draw: random.Random) -> str:
    text = f"id: {draw.choice(('uji', 'uji', 'uji', 'Uji', '', '7', 'a b'))}\ntitle: {{id: Uji, en: Trial}}\n"
    parts = (
        lambda: _listed(draw, "off", rule=_quoted(_RULES), reason=_quoted(_WORDS)),
        lambda: f"change:\n  - {{rule: {draw.choice(_RULES[:5])}, reason: a, set: {{{_setting(draw)}}}}}\n",
        lambda: _listed(draw, "limits", limit=_quoted(_LIMITS), value=_NUMBERS, reason=_quoted(_WORDS)),
        lambda: (
            "scale:\n" + "".join(f"  - {{from: {_one(draw, _NUMBERS)}, label: {draw.choice('ABC')}}}\n" for _ in "abc")
        ),
        lambda: f"cap: {draw.choice((*_NUMBERS, 'none'))}\n",
        lambda: f"efficiency: {draw.choice(('lakip', 'pmk', 'tidak_ada', '7'))}\n",
        lambda: f"words:\n  {_one(draw, _CLASSES)}: {_one(draw, _LISTS)}\n",
        lambda: _map(draw),
    )
    return text + "".join(part() for part in parts if draw.random() < 0.4)


def _setting(draw: random.Random) -> str:
    key = draw.choice(
        ("severity", "relation.percent", "relation.formula", "applies.kinds", "why", "relation", "a.b.c", "")
    )
    return f'"{key}": {draw.choice(("minor", "true", "[]", "{}", "null", chr(34) + "a - b" + chr(34), *_NUMBERS))}'


def _map(draw: random.Random) -> str:
    columns = ", ".join(
        f"{_one(draw, (draw.choice('ABCDEFG'), 'H', 'XFE', 'a', '1'))}: {{role: {_one(draw, _quoted(_ROLES))}}}"
        for _ in range(draw.randint(0, 4))
    )
    header = _one(draw, ("[2]", "[1, 2]", "[]", "[0]", "[9, 2]", "2", "[1048577]"))
    table = f"range: {_one(draw, _quoted(_AREAS))}, kind: {_one(draw, _KINDS) or 'null'}"
    table = f"{{{table}, header: {header}, columns: {{{columns}}}}}"
    return f"sheets:\n  - {{sheet: {_one(draw, _quoted(_SHEETS))}, tables: [{table}]}}\n"


def _rule(draw: random.Random) -> str:
    lines = RULE.splitlines(keepends=True)
    kind = _one(draw, _RELATIONS) or "null"
    formula = draw.choice(_FORMULAS).replace('"', "'")
    fresh = {
        "id": draw.choice(("sisa-uji", "sisa-uji", "jumlah-kolom", "A B", "7")),
        "severity": draw.choice(("minor", "material", "info", "berat", "null")),
        "status": draw.choice(("stable", "trial", "lama")),
        "basis": draw.choice(("[{document: PermenPANRB 53/2014, article: Lampiran II}]", "[]", "[{document: a}]", "a")),
        "applies": f"{{kinds: [{_one(draw, _KINDS)}]}}",
        "relation": f'{{kind: {kind}, stated: {_one(draw, _STATED) or "null"}, formula: "{formula}"}}',
        "message": f'{{id: "{draw.choice(_SENTENCES)}", en: "{{stated}}"}}',
        "examples": draw.choice(("[]", "null", "[{pass: 1}]", "a")),
    }
    chosen = {name: value for name, value in fresh.items() if draw.random() < 0.35}
    return "".join(
        f"{name}: {chosen[name]}\n" if (name := line.partition(":")[0]) in chosen else line for line in lines
    )
