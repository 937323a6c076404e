"""What an annotated copy loses: ``python tests/corpus/compare.py FOLDER`` over any folder of workbooks.

It knows nothing of how the copy was made: it opens source and copy by itself and compares them part by part, the
changed ones as canonical XML, and what calamine and openpyxl read.  Prints crashes, losses and time.
"""

from __future__ import annotations

import io
import posixpath
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import openpyxl
from lxml import etree
from python_calamine import CalamineWorkbook

from lkjip_audit.errors import LkjipAuditError
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.annotated import annotate
from lkjip_audit.result import AuditResult, Cause, Coverage, Finding, Source
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
OWN_LOOK = ("fillId", "applyFill", "fontId", "applyFont")


def places(data, most=3):
    """Some cells of each worksheet to put findings at: the first that hold something, and one that holds nothing."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name, part in sheet_parts(archive).items():
            root = etree.fromstring(archive.read(part), PARSER)
            held = list(_cells(root))[:most] if etree.QName(root).localname == "worksheet" else None
            if held is not None:
                found += [Address(name, row, column) for row, column in dict.fromkeys([*held, (6, 3)])]
    return found


def result_for(name, addresses):
    """An audit's result with a finding at each of these cells."""
    severities = list(Severity)
    findings = tuple(
        Finding(
            f"T{number}", f"{number:016x}", "restatement", "Angka sama di seluruh laporan",
            severities[number % 4], address, "1", "2", "-1", "=tertulis 1, seharusnya 2", "Permenpan 53/2014",
            "Samakan.", "Alasan.", "restatement", live=f"'{address.sheet.replace(chr(39), chr(39) * 2)}'!A1",
            cause="P1", formula="1 + 1 = 2",
        )
        for number, address in enumerate(addresses)
    )  # fmt: skip
    causes = (Cause("P1", addresses[0], "1", "2", "Salah ketik.", ("T0",), fingerprint="c" * 16),) if addresses else ()
    sheets = tuple(dict.fromkeys(address.sheet for address in addresses))
    source = Source(name, "0" * 64, sheets)
    return AuditResult(source, "0", "0" * 64, (), {}, findings, causes, Coverage(0, (), ()))


def related(archive, part):
    """The relationships of a part as (id, type's last word, target's name)."""
    folder, file = posixpath.split(part)
    names = {unquote(n).lower(): n for n in archive.namelist()}
    held = names.get(unquote(posixpath.join(folder, "_rels", f"{file}.rels")).lower())
    found = []
    for item in etree.fromstring(archive.read(held), PARSER) if held else ():
        target = posixpath.normpath(posixpath.join("/", folder, unquote(item.get("Target", "")))).lstrip("/")
        found.append((item.get("Id"), item.get("Type", "").rsplit("/", 1)[-1], names.get(target.lower(), target)))
    return found


def sheet_parts(archive):
    """The part of each sheet, by its name, in order."""
    workbook = next(target for _, kind, target in related(archive, "") if kind == "officeDocument")
    targets = {identifier: target for identifier, _, target in related(archive, workbook)}
    root = etree.fromstring(archive.read(workbook), PARSER)
    found = {}
    for sheet in root.iter("{*}sheet"):
        identifier = next(v for k, v in sheet.attrib.items() if k.endswith("}id"))
        if targets.get(identifier) in archive.namelist():
            found[sheet.get("name")] = targets[identifier]
    return found


def losses(source, copy):
    """What the copy (bytes) has lost or changed of the source (bytes), in words; and the names of changed parts."""
    problems, changed = [], []
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(io.BytesIO(copy)) as new:
        compare = _comparisons(old)
        infos = {info.filename: info for info in new.infolist()}
        for info in old.infolist():
            other = infos.get(info.filename)
            if other is None:
                problems.append(f"lost: {info.filename}")
            elif (info.CRC, info.compress_size) != (other.CRC, other.compress_size):
                changed.append(info.filename)
                check = compare.get(info.filename)
                if check is None:
                    problems.append(f"changed: {info.filename}")
                else:
                    before, after = old.read(info.filename), new.read(info.filename)
                    problems += [f"{info.filename}: {text}" for text in check(before, after)]
    return problems + _read_back(source, copy), changed


def _comparisons(archive):
    """Which parts may change, and how each is compared."""
    sheets = sheet_parts(archive)
    workbook = next(target for _, kind, target in related(archive, "") if kind == "officeDocument")
    held = {"[Content_Types].xml": _superset, workbook: _workbook}
    for part in ("", workbook, *sheets.values()):
        folder, file = posixpath.split(part)
        held[posixpath.join(folder, "_rels", f"{file}.rels")] = _superset
        for _, kind, target in related(archive, part):
            check = {"styles": _styles, "person": _superset, "threadedComment": _superset}.get(kind)
            check = {"comments": _comments, "vmlDrawing": _drawing}.get(kind, check)
            if check:
                held[target] = check
    return {**held, **dict.fromkeys(sheets.values(), _sheet)}


def _canonical(element):
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def _superset(before, after):
    """Everything that was there is there, in that order; the rest is new."""
    there = Counter(_canonical(item).strip() for item in etree.fromstring(after, PARSER))
    gone = Counter(_canonical(item).strip() for item in etree.fromstring(before, PARSER)) - there
    return [f"lost {text!r}" for text in gone]


def _workbook(before, after):
    old, new = (etree.fromstring(data, PARSER) for data in (before, after))
    problems = []
    for part in old:
        other = new.find(part.tag)
        name = etree.QName(part).localname if isinstance(part.tag, str) else ""
        if name in {"sheets", "definedNames"}:
            kept = [_canonical(item) for item in other][: len(part)]
            if kept != [_canonical(item) for item in part]:
                problems.append(f"{name} changed")
        elif name and _canonical(part).strip() not in {_canonical(item).strip() for item in new}:
            problems.append(f"{name} changed")
    return problems


def _styles(before, after):
    """Each list of the part begins with what it was."""
    old, new = (etree.fromstring(data, PARSER) for data in (before, after))
    problems = []
    for held in old:
        other = new.find(held.tag)
        if other is None or [_canonical(a).strip() for a in held] != [
            _canonical(b).strip() for b in list(other)[: len(held)]
        ]:
            problems.append(f"{held.tag} changed")
    return problems


def _cells(root):
    """Places of the cells of a sheet, implicit ones counted."""
    row = 0
    for element in root.iterfind("{*}sheetData/{*}row"):
        row = int(element.get("r", row + 1))
        column = 0
        for cell in element.iterfind("{*}c"):
            letters = re.match("[A-Z]*", cell.get("r", "").upper())[0]
            column = sum((ord(x) - 64) * 26**n for n, x in enumerate(reversed(letters))) if letters else column + 1
            yield row, column


def _sheet(before, after):
    """All cells as they were, but for their style; nothing new but empty styled cells and the drawing of notes."""
    old, new = (etree.fromstring(data, PARSER) for data in (before, after))
    for root in (old, new):
        for cell in root.iterfind("{*}sheetData/{*}row/{*}c"):
            cell.attrib.pop("s", None)
    _forget_new_cells(old, new)
    if old.find("{*}legacyDrawing") is None:
        for element in new.findall("{*}legacyDrawing"):
            _take(element)
    return [] if _canonical(old) == _canonical(new) else ["differs in more than styles of cells"]


def _forget_new_cells(old, new):
    held = set(_cells(old))
    rows = set(_rows(old))
    cells = list(zip(list(new.iterfind("{*}sheetData/{*}row/{*}c")), list(_cells(new)), strict=True))
    lines = list(zip(list(new.iterfind("{*}sheetData/{*}row")), list(_rows(new)), strict=True))
    for cell, place in cells:
        if place not in held and len(cell) == 0:
            _take(cell)
    for element, row in lines:
        if row not in rows and len(element) == 0:
            _take(element)


def _rows(root):
    row = 0
    for element in root.iterfind("{*}sheetData/{*}row"):
        row = int(element.get("r", row + 1))
        yield row


def _take(element):
    """Remove an element, but not the text behind it."""
    parent, tail = element.getparent(), element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail or None
    else:
        parent.text = (parent.text or "") + tail or None
    parent.remove(element)


def _comments(before, after):
    """Each comment is there, its text at the beginning of what it says now."""
    old, new = (etree.fromstring(data, PARSER) for data in (before, after))
    now = {item.get("ref"): "".join(item.itertext("{*}t")) for item in new.iter("{*}comment")}
    lost = [
        item.get("ref")
        for item in old.iter("{*}comment")
        if not now.get(item.get("ref"), "-").startswith("".join(item.itertext("{*}t")))
    ]
    authors = [[a.text for a in root.iter("{*}author")] for root in (old, new)]
    return [f"lost comment {ref}" for ref in lost] + (
        [] if authors[1][: len(authors[0])] == authors[0] else ["authors changed"]
    )


def _drawing(before, after):
    """Each shape is there, byte for byte (VML is not always XML)."""
    shape = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
    return [f"lost shape {item[:60]!r}" for item in shape.findall(before) if item not in after]


def _read_back(source, copy):
    """What calamine and openpyxl read of the source's sheets is the same in the copy."""
    problems = []
    try:
        old, new = (CalamineWorkbook.from_filelike(io.BytesIO(data)) for data in (source, copy))
        for name in old.sheet_names:
            values = old.get_sheet_by_name(name).to_python()  # none at all of a part in UTF-16
            if values and values != new.get_sheet_by_name(name).to_python():
                problems.append(f"calamine reads other values: {name}")
    except Exception as error:  # noqa: BLE001 - what another reader makes of a foreign file is its affair
        if _calamine_reads(source):
            problems.append(f"calamine: {error}")
    try:
        before = _openpyxl_cells(source)
    except Exception:  # noqa: BLE001 - likewise; a source that it cannot read tells nothing
        return problems
    after = _openpyxl_cells(copy)
    return problems + [f"openpyxl reads other cells: {n}" for n in before if after.get(n) != before[n]]


def _calamine_reads(data):
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    except Exception:  # noqa: BLE001
        return False
    return True


def _openpyxl_cells(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: {
            cell.coordinate: (
                str(vars(cell.value) if hasattr(cell.value, "ref") else cell.value),
                cell.number_format,
            )
            for cell in sheet._cells.values()
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def annotated(path, folder):
    """The annotated copy of a workbook with findings at some of its cells, as bytes."""
    data = path.read_bytes()
    target = Path(folder) / f"copy{path.suffix.lower()}"
    annotate(path, target, result_for(path.name, places(data)), Catalogue("id"))
    return target.read_bytes()


def main(folder):
    files = sorted(p for p in Path(folder).rglob("*") if p.suffix.lower() in {".xlsx", ".xlsm"} and p.is_file())
    counts = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        for path in files:
            started = time.perf_counter()
            try:
                copy = annotated(path, scratch)
            except LkjipAuditError as error:
                counts["refused"] += 1
                sys.stdout.write(f"refused  {path.name}: {error.code} {error.details}\n")
                continue
            except (zipfile.BadZipFile, etree.XMLSyntaxError, StopIteration, KeyError) as error:
                counts["unreadable"] += 1  # by this script, before anything was annotated
                sys.stdout.write(f"unread   {path.name}: {error!r}\n")
                continue
            except Exception as error:  # noqa: BLE001 - a crash is what this script looks for
                counts["crashed"] += 1
                sys.stdout.write(f"crashed  {path.name}: {error!r}\n")
                continue
            counts["ms"] += round((time.perf_counter() - started) * 1000)
            problems, _ = losses(path.read_bytes(), copy)
            counts["lossy" if problems else "whole"] += 1
            for problem in problems[:5]:
                sys.stdout.write(f"loss     {path.name}: {problem}\n")
    sys.stdout.write(f"{len(files)} files: {dict(counts)}\n")


if __name__ == "__main__":
    main(sys.argv[1])
