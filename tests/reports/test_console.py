"""The console page: short, in one piece at any width, what matters most beside the prompt."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from lkjip_audit import result as model
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.console import Detail, Telling, print_run
from lkjip_audit.reports.lines import shortened, shortened_change
from lkjip_audit.result import Alternative, AuditResult, Cause, Coverage, Finding, Source, Suppression
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.listing import place_list
from lkjip_audit.workbook.model import Address
from tests.reports.hostile import hostile

WIDTHS = (60, 80, 120, 200)


def at(row: int, column: int = 4, sheet: str = "Keuangan") -> Address:
    return Address(sheet, row, column)


def finding(number: int, severity: Severity = Severity.MATERIAL, cause: str | None = None, **more: object) -> Finding:
    made = Finding(
        f"F{number:03}", f"{number:016x}", "jumlah", "", severity, at(number), "9.500", "9.600", "-100",
        f"Uraian {number}.", "", "", "", "column_sum", cause=cause,
    )  # fmt: skip
    return replace(made, **more)


def result(causes: tuple[Cause, ...] = (), findings: tuple[Finding, ...] = (), tested: int = 1) -> AuditResult:
    checks = {"pass": 7, "finding": len(findings), "not_applicable": 0, "not_verifiable": 2, "rule_error": 0}
    coverage = Coverage(tested, (model.Tested(at(1), "1", ("jumlah",)),) * tested, ())
    return AuditResult(Source("a.xlsx", "0" * 64, ("Keuangan",)), "0", "0" * 64, (), checks, findings, causes, coverage)


def page(told: AuditResult, telling: Telling | None = None, width: int = 80, lang: str = "id") -> list[str]:
    file = StringIO()
    console = Console(file=file, width=width, force_terminal=False, color_system=None, highlight=False)
    print_run([Checked("a.xlsx", told)], console, Catalogue(lang), telling)
    return file.getvalue().splitlines()


def line_of(lines: list[str], identity: str) -> str:
    (found,) = (line for line in lines if line.startswith(f" {identity} "))
    return found


COPIES = tuple(Alternative(at(row), "9.513.625.429", "9.546.367.212") for row in (3, 4))
CAUSE = Cause("C01", at(15), "9.513.625.429", "9.546.367.212", "Mengapa.", ("F001",), copies=COPIES)


def test_a_cause_is_one_line_with_its_places_and_findings():
    told = line_of(page(result((CAUSE,), (finding(1, cause="C01"),))), "C01")
    assert told.split() == ["C01", "Keuangan!D15", "9.513.625.429", "→", "9.546.367.212", "3", "tempat,", "1", "temuan"]


def test_a_tie_names_all_its_places_and_proposes_nothing():
    tie = replace(CAUSE, alternatives=(Alternative(at(16), "1", "2"), Alternative(at(17), "3", "4")))
    told = line_of(page(result((tie,), (finding(1, cause="C01"),))), "C01")
    assert "Keuangan!D15:D17" in told
    assert "salah satu dari 3 angka ini" in told
    assert CAUSE.proposed not in told


def test_a_cell_that_is_empty_is_said_to_be_empty():
    told = line_of(page(result((replace(CAUSE, stated=""),), (finding(1, cause="C01"),))), "C01")
    assert "(kosong) → 9.546.367.212" in told


def test_findings_of_weight_without_a_cause_get_a_line_and_trifles_are_counted():
    lines = page(result((), (finding(1), finding(2, Severity.MINOR), finding(3, Severity.INFO))))
    assert "9.500 → 9.600" in line_of(lines, "F001")
    assert not any(line.startswith((" F002", " F003")) for line in lines)
    assert " … dan 2 temuan lain; semuanya dengan --full." in lines


def test_causes_of_trifles_do_not_crowd_out_findings_of_weight():
    causes = tuple(
        replace(CAUSE, id=f"C{number:02}", severity=Severity.MINOR, explains=(f"F{number:03}",)) for number in range(9)
    )
    minor = [finding(number, Severity.MINOR, f"C{number:02}") for number in range(9)]
    lines = page(result(causes, (*minor, finding(100), finding(101))), Telling(top=5))
    assert [line.split()[0] for line in lines if line.startswith((" C", " F"))] == ["C00", "C01", "C02", "F100", "F101"]
    assert " … dan 6 penyebab lain; semuanya dengan --full." in lines


def test_top_holds_causes_and_findings_together():
    lines = page(result((CAUSE,), tuple(finding(number) for number in range(50, 90))), Telling(top=7))
    assert sum(line.startswith((" C", " F")) for line in lines) == 7


def test_the_summary_has_counts_and_nothing_of_single_cells():
    lines = page(result((CAUSE,), (finding(1, cause="C01"),)), Telling(Detail.SUMMARY))
    assert any("Temuan: 1 material" in line for line in lines)
    assert not any("Keuangan!D" in line for line in lines)


def test_in_full_every_finding_stands_under_its_cause():
    lines = page(result((CAUSE,), (finding(1, cause="C01"), finding(2))), Telling(Detail.FULL))
    said = [line.strip() for line in lines]
    order = [next(i for i, line in enumerate(said) if line.startswith(start)) for start in ("C01", "F001", "F002")]
    assert order == sorted(order)
    assert "Uraian 1. [jumlah]" in said
    assert "Uraian 2. [jumlah]" in said


def test_in_full_only_what_is_to_change_has_an_arrow():
    ours = model.Standing
    told = page(
        result(
            (CAUSE,),
            (
                finding(1, cause="C01", standing=ours.RIGHT),
                finding(2, cause="C01", standing=ours.WRONG, proposed="9.700"),
                finding(3),
            ),
        ),
        Telling(Detail.FULL),
    )
    heads = {line.split()[0]: line for line in map(str.rstrip, told) if line.strip().startswith("F0")}
    assert heads["F001"].endswith("9.500 (tetap)")
    assert heads["F002"].endswith("9.500 → 9.700")
    assert heads["F003"].endswith("9.500; hitung ulang 9.600")


def test_in_full_a_reason_is_told_once_with_all_its_cells():
    left = tuple(model.Unverified(at(row), "jumlah", "Alasannya panjang " * 9 + "sekali") for row in (5, 5, 6, 9))
    lines = page(replace(result(), unverified=left), Telling(Detail.FULL))
    start = lines.index("Tidak dapat dinilai (4)")
    assert lines[start + 1].startswith("  Keuangan!D5:D6, D9: Alasannya")
    assert all(line.startswith("  ") for line in lines[start + 1 : start + 4])
    assert "".join(lines).count("sekali") == 1


def test_findings_that_are_waived_are_only_counted_and_told_in_full():
    waived = finding(1, suppression=Suppression("waiver", "Sudah dijelaskan", who="reviu"))
    assert not any("F001" in line for line in page(result((), (waived,))))
    assert any("1 temuan dikecualikan" in line for line in page(result((), (waived,))))
    assert any("Sudah dijelaskan · reviu" in line for line in page(result((), (waived,)), Telling(Detail.FULL)))


def test_nothing_tested_is_no_good_news():
    assert any(line.startswith("Tidak satu angka pun diuji") for line in page(result(tested=0)))
    assert "Tidak ada temuan." in page(result())


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("told", [item.result for item in hostile() if item.result], ids=["full", "empty"])
def test_lines_of_the_brief_page_fit_the_console(told, width, lang):
    lines = page(told, width=width, lang=lang)
    listed = [line for line in lines if line.startswith((" C", " F"))]
    assert all(cell_len(line) <= width for line in listed)


@pytest.mark.parametrize("width", [80, 120])
def test_the_page_of_a_long_report_takes_forty_lines(blitar, width):
    lines = page(blitar, width=width)
    assert len(lines) <= 40
    assert all(cell_len(line) <= width for line in lines)
    assert lines[-1].startswith("Temuan: ")


@pytest.mark.parametrize("width", range(1, 40))
def test_a_change_never_takes_more_room_than_there_is(width):
    for stated, proposed in (
        ("9.513.625.429", "9.546.367.212"),
        ("a b c" * 9, "a b d" * 9),
        ("x", "y" * 50),
        ("", "9"),
    ):
        assert cell_len(shortened_change(stated, proposed, width)) <= max(width, 5)


def test_long_words_begin_where_they_differ():
    told = shortened_change("Meningkatnya Kapasitas Aparatur", "Meningkatnya Kompetensi Aparatur", 36)
    assert told == "… Kapasitas … → … Kompetensi …"
    assert shortened_change("Rp. 14.645.696", "Rp. 14.645.969", 24) == "14.645.696 → 14.645.969"


def test_what_is_cut_says_so_at_the_end_that_was_cut():
    assert shortened("Lampiran 3 PK Perubahan!C24", 12, keep_end=True) == "…rubahan!C24"
    assert shortened("Lampiran 3 PK", 10) == "Lampiran …"
    assert shortened("pendek", 10) == "pendek"


def test_no_word_is_cut_while_a_whole_one_fits():
    assert shortened("Lampiran 3 PK Perubahan!C24", 24, keep_end=True) == "… 3 PK Perubahan!C24"
    assert shortened("Meningkatnya Kompetensi Aparatur Sipil", 27) == "Meningkatnya Kompetensi …"
    assert shortened("9.513.625.429", 9) == "9.513.62…"


def test_cells_that_follow_each_other_are_one_range():
    cells = (at(39), at(40), at(41), at(2, 7), at(3, sheet="Lampiran"), at(4, sheet="Lampiran"))
    assert place_list(cells) == "Keuangan!D39:D41, G2, Lampiran!D3:D4"
    assert place_list((at(5), at(5))) == "Keuangan!D5"
