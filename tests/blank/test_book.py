import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from lkjip_audit import audit
from lkjip_audit.blank.book import write_forms
from lkjip_audit.blank.look import INPUT
from lkjip_audit.blank.model import chosen, load_forms
from lkjip_audit.blank.places import Places
from lkjip_audit.cli.app import app
from lkjip_audit.errors import UsageError
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import AuditResult
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.tables.definitions import load_definitions
from tests.blank.filling import fill

pytestmark = pytest.mark.slow

SOFFICE = shutil.which("soffice")
YEAR = 2026
ROWS = 4
FORMS = load_forms(pack_folder())


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "lkjip.xlsx"
    path.write_bytes(write_forms(tuple(FORMS.values()), Catalogue("id"), year=YEAR, rows=ROWS))
    return path


@pytest.fixture(scope="module")
def filled(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms filled consistently, as LibreOffice computes and saves them."""
    folder = tmp_path_factory.mktemp("filled")
    copy = Path(shutil.copy(blank, folder / "isi.xlsx"))
    fill(copy, year=YEAR, rows=ROWS)
    return computed(copy)


def computed(path: Path) -> Path:
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    out = path.parent / "computed"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / path.name


def heavy(result: AuditResult) -> list[tuple[str, str]]:
    return [(finding.rule, finding.place) for finding in result.findings if finding.severity is not Severity.INFO]


def test_there_is_a_form_for_every_kind_of_table():
    assert set(FORMS) == set(load_definitions(pack_folder()).kinds)


def test_an_unfilled_workbook_raises_nothing(blank):
    assert not audit(blank).findings


def test_filled_consistently_it_passes_and_every_form_is_recognised_as_its_kind(filled):
    result = audit(filled)
    assert heavy(result) == []
    assert {table.sheet: table.kind for table in result.tables} == {form.sheet: form.id for form in FORMS.values()}


def test_a_figure_typed_over_a_formula_is_found_at_its_cell(filled, tmp_path):
    copy = Path(shutil.copy(filled, tmp_path / "salah.xlsx"))
    book = openpyxl.load_workbook(copy, data_only=True)
    form = FORMS["realisasi_anggaran"]
    places = Places(tuple(FORMS.values()), year=YEAR, rows=ROWS)
    cell = book[form.sheet].cell(places.total_row(form), form.column("realisasi_anggaran") + 1)
    cell.value += 9_000
    book.save(copy)
    assert f"{form.sheet}!{cell.coordinate}" in [place for _, place in heavy(audit(copy))]


def test_what_another_form_holds_is_taken_from_there_and_not_typed_again(blank):
    book = openpyxl.load_workbook(blank)
    places = Places(tuple(FORMS.values()), year=YEAR, rows=ROWS)
    for form in FORMS.values():
        for place, column in enumerate(form.columns, start=1):
            cell = book[form.sheet].cell(places.body(form).start, place)
            typed = cell.fill.fgColor.rgb == INPUT.fgColor.rgb
            assert typed == (column.source is None and not column.formula and not column.steps and column.id != "no")


def test_a_form_alone_computes_or_asks_for_what_it_would_have_taken_from_others(tmp_path):
    path = tmp_path / "satu.xlsx"
    path.write_bytes(write_forms(chosen(FORMS, ["efisiensi"]), Catalogue("id"), year=YEAR, rows=2))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[1:] == [FORMS["efisiensi"].sheet]
    formulas = [cell.value for row in book.worksheets[1] for cell in row if str(cell.value or "").startswith("=")]
    assert formulas
    assert not any("!" in formula for formula in formulas)


def test_negative_polarity_has_its_own_formula(blank):
    sheet = openpyxl.load_workbook(blank)[FORMS["capaian_kinerja"].sheet]
    row = next(row for row in sheet.iter_rows(min_row=4) if row[0].value == 1)
    assert re.search(r'IF\(\w+="Makin rendah makin baik",', row[FORMS["capaian_kinerja"].column("capaian")].value)


def test_an_unknown_kind_names_the_nearest():
    with pytest.raises(UsageError) as caught:
        chosen(FORMS, ["capaian_kinerj"])
    assert caught.value.details["nearest"] == "capaian_kinerja"


def test_without_a_kind_the_command_writes_what_every_report_needs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["template", "--year", "2024"]).exit_code == 0
    few = openpyxl.load_workbook("lkjip-2024.xlsx").sheetnames
    assert CliRunner().invoke(app, ["template", "--year", "2023", "--all"]).exit_code == 0
    every = openpyxl.load_workbook("lkjip-2023.xlsx").sheetnames
    assert (len(few), len(every)) == (12, len(FORMS) + 1)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_command_writes_the_forms_named_and_overwrites_nothing(tmp_path, lang):
    target = tmp_path / "form.xlsx"
    command = ["template", "capaian_kinerja", "skala_predikat", "-o", str(target), "--year", "2026", "--lang", lang]
    assert CliRunner().invoke(app, command).exit_code == 0
    assert len(openpyxl.load_workbook(target).sheetnames) == 3
    before = target.read_bytes()
    assert CliRunner().invoke(app, command).exit_code == 2
    assert target.read_bytes() == before


def test_what_computes_is_locked_without_a_password_and_what_is_typed_is_not(blank):
    book = openpyxl.load_workbook(blank)
    for sheet in book.worksheets[1:]:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            typed = cell.fill.fgColor.rgb == INPUT.fgColor.rgb
            assert cell.protection.locked != typed, (sheet.title, cell.coordinate)


def test_forms_print_at_nine_points_or_more(blank):
    for sheet in openpyxl.load_workbook(blank).worksheets:
        width, paper = {8: 16.54, 9: 11.69}[sheet.page_setup.paperSize], sheet.page_setup.paperSize
        inches = width if sheet.page_setup.orientation == "landscape" else 8.27
        inches -= sheet.page_margins.left + sheet.page_margins.right
        pixels = sum(7 * dimension.width + 5 for dimension in sheet.column_dimensions.values())
        assert 11 * min(inches * 96 / pixels, 1) > 8.9, (sheet.title, paper)


def test_numbers_of_the_sheets_follow_their_order(blank):
    names = [sheet.title for sheet in openpyxl.load_workbook(blank).worksheets[1:-1]]
    numbers = [tuple(map(int, name.split()[0].split("."))) for name in names]
    assert numbers == sorted(set(numbers))
