"""Annotated copies of foreign workbooks, with findings at some of their cells."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.annotated import annotate
from lkjip_audit.result import AuditResult, Cause, Coverage, Finding, Source
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address
from tests.corpus.losses import PARSER, cells_of, sheet_parts
from tests.marked import of_file


def places(data, most=3):
    """Some cells of each worksheet to put findings at: the first that hold something, and one that holds nothing.

    A cell of row 0 is none: an audit refuses the sheet that has one.
    """
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name, part in sheet_parts(archive).items():
            root = etree.fromstring(archive.read(part), PARSER)
            held = list(cells_of(root))[:most] if etree.QName(root).localname == "worksheet" else None
            if held is not None:
                found += [Address(name, row, column) for row, column in dict.fromkeys([*held, (6, 3)]) if row]
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


def annotated(path, folder):
    """The annotated copy of a workbook with findings at some of its cells, as bytes."""
    data = path.read_bytes()
    target = Path(folder) / f"copy{path.suffix.lower()}"
    annotate(path, target, of_file(result_for(path.name, places(data)), path), Catalogue("id"))
    return target.read_bytes()
