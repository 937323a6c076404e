"""The reviewer's papers, read back as a person would: what is filled, what stays blank, nothing lost or made up."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.papers import Paper, papers_of, target_of
from lkjip_audit.papers.heads import BLANK
from lkjip_audit.papers.matters import matters_of
from lkjip_audit.result import About, Alternative, AuditResult, Cause, Coverage, Finding, FollowUp, Source, Unverified
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address
from tests.reports.hostile import TEXT, hostile

ID = Catalogue("id")


def at(row: int) -> Address:
    return Address("Keuangan", row, 4)


def finding(number: int, severity: Severity = Severity.MATERIAL, cause: str | None = None, **more: object) -> Finding:
    made = Finding(
        f"F{number:03}", f"{number:016x}", "jumlah", f"Judul {number}", severity, at(number), "9.500", "9.600", "-100",
        f"Uraian {number}.", "Peraturan 1, Pasal 2; Peraturan 3, Pasal 4", "Perbaiki sumbernya.", "Pembaca keliru.",
        "column_sum", cause=cause,
    )  # fmt: skip
    return replace(made, **more)


CAUSE = Cause(
    "C01", at(2), "9.500", "9.600", "Mengapa.", ("F001", "F002"), also=(at(7), at(8)), evidence=("satu digit keliru",),
    changes="Selisih Rp100.", severity=Severity.MATERIAL, fingerprint="abcdef0123456789",
    copies=(Alternative(at(7), "9.500", "9.600"), Alternative(at(8), "9.500", "9.600")),
    follows=(Alternative(at(9), "95,00%", "96,00%"),),
)  # fmt: skip


def result(causes: tuple[Cause, ...] = (CAUSE,), *findings: Finding, **more: object) -> AuditResult:
    found = findings or (finding(1, cause="C01"), finding(2, cause="C01"))
    checks = {"pass": 7, "finding": len(found), "not_applicable": 0, "not_verifiable": 0, "rule_error": 0}
    made = AuditResult(
        Source("a.xlsx", "0" * 64, ("Keuangan",)), "1.2.3", "f" * 64, (), checks, found, causes, Coverage(1, (), ()),
        about=About("Dinas Contoh Kota Contoh", 2024),
    )  # fmt: skip
    return replace(made, **more)


def read(data: bytes) -> str:
    """All that the document says: paragraphs, and the tables' cells each once."""
    document = Document(BytesIO(data))
    cells = dict.fromkeys(cell._tc for table in document.tables for row in table.rows for cell in row.cells)
    texts = ["".join(node.text or "" for node in cell.iter() if node.tag.endswith("}t")) for cell in cells]
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *texts))


def paper(told: AuditResult, which: Paper, lang: str = "id") -> str:
    return read(papers_of(told, Catalogue(lang))[which])


def test_a_matter_has_condition_criterion_cause_effect_recommendation_and_room_for_a_reply():
    (matter,) = matters_of(result(), ID)
    assert matter.heading == "Judul 2"  # that of the finding at the cause's own cell
    assert matter.where == "Keuangan!D2, D7:D8"
    assert matter.condition == ("F001 Keuangan!D1: Uraian 1.", "F002 Keuangan!D2: Uraian 2.")
    assert matter.criterion == ("Peraturan 1, Pasal 2", "Peraturan 3, Pasal 4")
    assert matter.cause == ("Satu digit keliru.",)
    assert matter.effect == ("Selisih Rp100.", "Pembaca keliru.")
    assert matter.steps == (
        "Ganti menjadi 9.600 di 3 tempat: Keuangan!D2, D7:D8.",
        "Lalu hitung ulang: Keuangan!D9 95,00% → 96,00%.",
        "Perbaiki sumbernya.",
    )
    assert matter.reply == ""


def test_a_matter_is_named_by_the_gravest_finding_at_its_cell():
    trifle = finding(2, Severity.INFO, "C01", title="Hampir sama")
    grave = finding(3, cause="C01", address=at(2))
    (matter,) = matters_of(result((replace(CAUSE, explains=("F002", "F003")),), trifle, grave), ID)
    assert matter.heading == "Judul 3"


def test_the_working_paper_holds_every_text_of_every_matter():
    told = paper(result(), Paper.WORKING_PAPER)
    for matter in matters_of(result(), ID):
        for text in (*matter.condition, *matter.criterion, *matter.cause, *matter.effect, *matter.steps):
            assert text in told
    assert "kode abcdef" in told


def test_what_was_noted_stands_as_the_reply():
    noted = replace(CAUSE, follow_up=FollowUp("accepted", "sudah diperbaiki di DPA", "A. Penyusun"))
    assert "diterima, sudah diperbaiki di DPA, A. Penyusun" in paper(result((noted,)), Paper.WORKING_PAPER)


def test_a_tie_is_no_instruction_to_write_a_value():
    tie = replace(CAUSE, alternatives=(Alternative(at(5), "1", "2"),), decide="Yang memutuskan: daftar pegawai.")
    (matter,) = matters_of(result((tie,)), ID)
    assert matter.is_open
    assert "Keuangan!D2 (9.500 → 9.600), Keuangan!D5 (1 → 2)" in matter.steps[0]
    assert matter.steps[1] == "Yang memutuskan: daftar pegawai."
    assert matter.where == "Keuangan!D2, D5"
    assert "9.600" not in matter.change
    assert "Ganti menjadi" not in paper(result((tie,)), Paper.WORKING_PAPER)


def test_copies_that_are_written_in_another_way_are_told_place_by_place():
    cause = replace(CAUSE, copies=(Alternative(at(7), "Rp9.500", "Rp9.600"),), follows=())
    (matter,) = matters_of(result((cause,)), ID)
    assert matter.steps[0] == "Ganti di 2 tempat: Keuangan!D2 9.500 → 9.600; Keuangan!D7 Rp9.500 → Rp9.600."


def test_findings_without_a_cause_are_one_matter_for_each_rule_and_information_is_none():
    told = result(
        (), finding(1), finding(2, Severity.MINOR), finding(3, Severity.INFO), finding(4, Severity.MINOR, rule="lain")
    )
    first, second = matters_of(told, ID)
    assert first.condition == ("F001 Keuangan!D1: Uraian 1.", "F002 Keuangan!D2: Uraian 2.")
    assert (first.severity, second.severity) == (Severity.MATERIAL, Severity.MINOR)
    assert second.change == "9.500 → 9.600"


def test_the_notes_are_a_list_of_what_weighs_without_trifles():
    trifle = finding(3, Severity.MINOR, rule="kecil", title="Hal kecil")
    told = paper(result((CAUSE,), finding(1, cause="C01"), finding(2, cause="C01"), trifle), Paper.NOTES)
    assert f"☐  Judul 2 (C01, {CAUSE.code}): Keuangan!D2, D7:D8: 9.500 → 9.600" in told
    assert "Hal kecil" not in told
    assert "1 hal lain ada dalam kertas kerja." in told


def test_the_statement_is_a_draft_whose_conclusion_nobody_has_chosen():
    told = paper(result(), Paper.STATEMENT)
    assert told.count("☐") == 2
    assert "Dinas Contoh Kota Contoh" in told
    assert "KONSEP" in told
    assert BLANK in told


def test_what_the_workbook_does_not_say_stays_blank():
    for which in Paper:
        told = paper(result(about=About()), which)
        assert f"Laporan Kinerja {BLANK} Tahun …………" in told


def test_what_could_not_be_judged_is_told_with_its_places():
    told = result((), unverified=(Unverified(at(9), "x", "tidak terbaca"), Unverified(at(11), "x", "tidak terbaca")))
    assert "☐  tidak terbaca: Keuangan!D9, Keuangan!D11" in paper(told, Paper.WORKING_PAPER)


def test_nothing_tested_is_no_good_news():
    told = replace(hostile()[1].result)
    assert "Tidak satu angka pun diuji" in paper(told, Paper.WORKING_PAPER)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_any_text_of_a_workbook_can_stand_in_the_papers(lang):
    told = hostile()[0].result
    assert '<b>&"x"</b>' in paper(told, Paper.WORKING_PAPER, lang)
    assert "\x07" in TEXT
    assert "\x07" not in paper(told, Paper.WORKING_PAPER, lang)


def test_the_same_audit_gives_the_same_bytes():
    assert papers_of(result(), ID) == papers_of(result(), ID)


def test_papers_stand_beside_the_workbook_or_in_a_folder():
    source = Path("a") / "laporan.v2.xlsx"
    assert target_of(source, Paper.NOTES, None) == Path("a") / "laporan.v2.catatan.docx"
    assert target_of(source, Paper.NOTES, Path("b")) == Path("b") / "laporan.v2.catatan.docx"


def test_the_notes_on_a_sample_take_one_page_of_matters(blitar):
    told = paper(blitar, Paper.NOTES)
    assert told.count("☐") <= 12
    assert "3.2 Keuangan!D15" in told
