"""What the tests of this room share: small results, small workbooks, and the comparison of the corpus."""

import hashlib
import io
import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.annotated import annotate
from lkjip_audit.result import (
    AuditResult,
    Cause,
    Coverage,
    Finding,
    Source,
    TableSummary,
    Tested,
    Unchecked,
)
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address
from lkjip_audit.workbook.places import written_place
from tests.marked import of_file

CORPUS = Path(__file__).parents[2] / "corpus"
SHEET = "3.1 Capaian"


def address(text):
    """``Sheet!B7`` or, on the sheet that most tests have, ``B7``."""
    sheet, _, cell = text.rpartition("!")
    return Address(sheet or SHEET, *written_place(cell))


class Make:
    """Small results and workbooks."""

    address = staticmethod(address)
    sheet = SHEET

    def finding(self, cell="B2", severity="significant", **values):
        """A finding at a cell; its id and fingerprint follow from what it says."""
        about = {"stated": "99,63", "expected": "95,96", "message": "Total tidak sama.", **values}
        mark = hashlib.sha256(f"{cell}{about}".encode()).hexdigest()
        plain = {
            "id": f"T{mark[:4]}",
            "fingerprint": mark[:16],
            "rule": "jumlah-kolom",
            "title": "Total adalah jumlah rinciannya",
            "difference": "3,67",
            "basis": "Permenpan RB 53/2014",
            "remedy": "Perbaiki totalnya.",
            "why": "Total yang salah terbawa ke kesimpulan.",
            "kind": "column_sum",
        }
        return Finding(severity=Severity(severity), address=address(cell), **{**plain, **about})

    def cause(self, cell, *findings, **values):
        """A cause that explains these findings."""
        mark = hashlib.sha256(f"cause{cell}{values}".encode()).hexdigest()[:16]
        plain = {"id": "P1", "fingerprint": mark, "stated": "1", "proposed": "2", "why": "Angka tertukar.", **values}
        return Cause(address=address(cell), explains=tuple(f.id for f in findings), **plain)

    def result(self, *findings, causes=(), **values):
        """An audit's result."""
        coverage = Coverage(
            3,
            (Tested(address("C3"), "84", ("jumlah-kolom",)), Tested(address("C4"), "86", ("jumlah-kolom",))),
            (Unchecked(address("D3"), "arti kolom tidak dikenali"),),
        )
        plain = {
            "source": Source("laporan.xlsx", "ab" * 32, (SHEET,)),
            "version": "0.1.0",
            "rules_sha256": "cd" * 32,
            "tables": (
                TableSummary("t1", "capaian", SHEET, "B2:E5", "Capaian", {"target": "C"}, 0.9, "Capaian kinerja"),
            ),
            "checks": {"pass": 3, "finding": len(findings)},
            "coverage": coverage,
            "lang": "id",
        }
        return AuditResult(findings=tuple(findings), causes=tuple(causes), **{**plain, **values})

    def workbook(self, path, fill=None, sheets=(SHEET,)):
        """A workbook with a few cells, or as ``fill`` makes it; gives its path."""
        with xlsxwriter.Workbook(path) as book:
            for name in sheets:
                sheet = book.add_worksheet(name)
                sheet.write_row(1, 1, ["Indikator", "Target", "Realisasi"])
                sheet.write_row(2, 1, ["IP ASN", 84, 85.49], book.add_format({"num_format": "0.00", "bold": True}))
                sheet.write_row(3, 1, ["SAKIP", 86.35, 85.49])
            if fill:
                fill(book)
        return path

    def annotated(self, source, *findings, result=None, lang="id", name="salinan.xlsx", **options):
        """Annotate ``source``; gives the path of the copy."""
        target = source.with_name(name)
        result = result or self.result(*findings, lang=lang)
        annotate(source, target, of_file(result, source), Catalogue(result.lang), **options)
        return target

    def parts(self, path):
        """The parts of a package by name."""
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def told(self, path):
        """The parts of a copy, but for the hash of the file that it is of: a copy of a copy is of another file."""
        return {name: re.sub(rb"\b[0-9a-f]{64}\b", b"", data) for name, data in self.parts(path).items()}

    def repacked(self, path, change):
        """The package with its parts changed by ``change``; as another program would save it."""
        parts = self.parts(path)
        change(parts)
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return path

    def typed(self, path, key, cell, text):
        """Type a text into a cell of our sheet of that name, as a reviewer would."""

        def change(parts):
            name = self.part_of(parts, key)
            pattern = rf'(<c r="{cell}"[^>]*?)(?: t="[^"]*")?(/>|>.*?</c>)'
            new = rf'\1 t="inlineStr"><is><t>{text}</t></is></c>'
            parts[name], count = re.subn(pattern, new, parts[name].decode(), count=1)
            assert count == 1

        return self.repacked(path, change)

    def part_of(self, parts, sheet):
        """The name of a sheet's part."""
        workbook = parts["xl/workbook.xml"].decode()
        identifier = re.search(rf'<sheet [^>]*name="{re.escape(sheet)}"[^>]*r:id="(\w+)"', workbook)[1]
        links = parts["xl/_rels/workbook.xml.rels"].decode()
        entry = next(e for e in re.findall("<Relationship [^>]*>", links) if f'Id="{identifier}"' in e)
        target = re.search('Target="([^"]*)"', entry)[1]
        return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


@pytest.fixture(scope="session")
def make():
    return Make()


@pytest.fixture(scope="session")
def corpus():
    """The folder of foreign workbooks."""
    return CORPUS / "files"


@pytest.fixture(params=sorted(p.name for p in (CORPUS / "files").iterdir()))
def foreign(request):
    """Each workbook of the corpus in turn."""
    return CORPUS / "files" / request.param


@pytest.fixture
def zipped():
    """Parts as the bytes of a zip."""

    def pack(parts):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return buffer.getvalue()

    return pack
