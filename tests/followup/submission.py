"""A small submission with four slips, and what its staff and reviewers do with it."""

from __future__ import annotations

import html
import shutil
import subprocess
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner, Result

from lkjip_audit.cli.app import app

SOFFICE = shutil.which("soffice")
CAPAIAN, MONEY, PROSE = "3.1 Capaian", "3.2 Keuangan", "4.1 Kesimpulan"
_INDICATORS = [
    ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"],
    [1, "Indeks Sistem Merit", 270, "271,50", "100,56"],
    [2, "Indeks Profesionalitas ASN", 80, "72,00", "91,00"],  # 90,00
    [3, "Nilai SAKIP Perangkat Daerah", 82, "78,72", "97,00"],  # 96,00
    [4, "Persentase Layanan Tepat Waktu", 90, "81,00", "90,00"],
    [5, "Indeks Kepuasan Masyarakat", 88, "85,36", "97,00"],
    [6, "Persentase Arsip Tertata", 75, "60,00", "80,00"],
    [7, "Persentase Aduan Selesai", 100, "94,00", "94,00"],
]
_PROGRAMS = [
    ["No", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"],
    [1, "Program Kepegawaian Daerah", 2000000000, 1500000000, "75,00"],
    [2, "Program Pengembangan Sumber Daya Manusia", 1000000000, 800000000, "81,00"],  # 80,00
    [None, "Jumlah", 3100000000, 2300000000, "74,19"],  # 3.000.000.000
]


def write_submission(path: Path) -> Path:
    """The submission as it was handed in."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    _fill(book.create_sheet(CAPAIAN), "Tabel 3.1 Capaian Kinerja Tahun 2023", _INDICATORS)
    _fill(book.create_sheet(MONEY), "Tabel 3.2 Realisasi Anggaran Program Tahun 2023", _PROGRAMS)
    book.save(path)
    return path


def _fill(sheet: Worksheet, title: str, rows: list[list[object]]) -> None:
    for row in ([title], [], *rows):
        sheet.append(row)


def changed(source: Path, target: Path, cells: dict[tuple[str, str], object], *, above: int = 0) -> Path:
    """``source`` with other values in ``cells``, then rows put in above every table, saved as ``target``."""
    book = openpyxl.load_workbook(source)
    for (sheet, cell), value in cells.items():
        book[sheet][cell] = value
    for sheet in book:
        if above:
            sheet.insert_rows(1, above)
    book.save(target)
    return target


def run(*words: str | Path) -> Result:
    """The command line in this process."""
    jobs = ["--jobs", "1"] if words[0] == "check" else []
    arguments = [str(word) for word in (words[0], *jobs, *words[1:])]
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "160", "NO_COLOR": "1"})


def places(copy: Path, sheet: str = "Temuan") -> dict[str, str]:
    """Where on our sheet the row of each source cell stands: ``3.1 Capaian!E5`` -> row."""
    rows = openpyxl.load_workbook(copy)[sheet].iter_rows(min_row=5, max_col=4, values_only=True)
    return {f"{row[2]}!{row[3]}": str(number) for number, row in enumerate(rows, 5) if row[2]}


def fill_with_openpyxl(copy: Path, cells: dict[tuple[str, str], str]) -> Path:
    """Statuses typed into an annotated copy, by sheet and cell."""
    book = openpyxl.load_workbook(copy)
    for (sheet, cell), value in cells.items():
        book[sheet][cell] = value
    book.save(copy)
    return copy


def fill_with_libreoffice(copy: Path, cells: dict[tuple[str, str], str], folder: Path) -> Path:
    """The same with LibreOffice: its own Basic opens the copy, types, and saves it."""
    profile, target = folder / "profile", folder / "saved.xlsx"
    typed = "\n".join(
        f'  doc.Sheets.getByName("{sheet}").getCellRangeByName("{cell}").String = "{value}"'
        for (sheet, cell), value in cells.items()
    )
    _soffice(profile, "--terminate_after_init")  # makes the profile; a macro is found from the next start on
    _write_macro(profile, typed)
    _soffice(profile, f'macro:///Standard.Module1.Fill("{copy}","{target}")')
    target.replace(copy)
    return copy


def _soffice(profile: Path, *words: str) -> None:
    assert SOFFICE is not None
    command = [SOFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", *words]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


def _write_macro(profile: Path, typed: str) -> None:
    code = f"""Sub Fill(source, target)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
{typed}
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL(ConvertToURL(target), form())
  doc.close(True)
End Sub
"""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    basic = profile / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "Standard" / "Module1.xba").write_text(
        f'{head}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
        f'script:language="StarBasic">{html.escape(code)}</script:module>'
    )
    (basic / "Standard" / "script.xlb").write_text(
        f'{head}<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/>'
        "</library:library>"
    )
    (basic / "script.xlc").write_text(
        f'{head}<library:libraries xmlns:library="http://openoffice.org/2000/library" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" '
        'xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>'
        "</library:libraries>"
    )
