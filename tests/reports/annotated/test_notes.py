"""The comment at a cell: what a reviewer needs there, and the agency's own comments kept."""

import re

import openpyxl
import pytest

from lkjip_audit.ooxml.drawing import clusters
from lkjip_audit.ooxml.notes import AUTHOR, Comments, Run
from lkjip_audit.ooxml.threads import PERSON
from lkjip_audit.reports.annotated.wording import LONGEST

pytestmark = pytest.mark.slow

READERS_WARN = "ignore:.*:UserWarning:openpyxl"


def note(path, sheet, cell):
    return openpyxl.load_workbook(path)[sheet][cell].comment


def test_a_note_says_what_the_reviewer_needs(make, tmp_path):
    finding = make.finding("C3", "material", cause="P1", formula="9.129.279.310 / 9.513.625.429 × 100 = 95,96")
    result = make.result(finding, causes=[make.cause("C3", finding, proposed="9.546.367.212")])
    found = note(make.annotated(make.workbook(tmp_path / "a.xlsx"), result=result), make.sheet, "C3")
    assert found.author == AUTHOR
    assert found.text.splitlines() == [
        "lkjip-audit · 1 temuan pada sel ini",
        "[MATERIAL] Total adalah jumlah rinciannya",
        "Total tidak sama.",
        "Tertulis: 99,63",
        "Hitung ulang: 95,96",
        "Selisih: 3,67",
        "Hitungan: 9.129.279.310 / 9.513.625.429 × 100 = 95,96",
        "Penyebab: sel ini sendiri (P1); usulan 9.546.367.212",
        "Tindak lanjut: Perbaiki totalnya.",
        "Dasar: Permenpan RB 53/2014",
        f"Lembar Temuan, baris {finding.id} · aturan jumlah-kolom",
        f"· lkjip-audit {finding.id} ·",
    ]


def test_a_note_in_english(make, tmp_path):
    found = note(make.annotated(make.workbook(tmp_path / "a.xlsx"), make.finding("C3"), lang="en"), make.sheet, "C3")
    assert "Recomputed: 95,96" in found.text


def test_several_findings_share_one_note(make, tmp_path):
    findings = [make.finding("C3", message=f"Temuan ke-{number}.") for number in (1, 2)]
    found = note(make.annotated(make.workbook(tmp_path / "a.xlsx"), *findings), make.sheet, "C3")
    assert all(f"Temuan ke-{number}." in found.text for number in (1, 2))
    assert "2 temuan" in found.text


def test_a_long_note_is_cut_and_names_what_it_leaves_out(make, tmp_path):
    findings = [make.finding("C3", message=f"Temuan ke-{number}: " + "panjang " * 60) for number in range(30)]
    text = note(make.annotated(make.workbook(tmp_path / "a.xlsx"), *findings), make.sheet, "C3").text
    assert len(text) < LONGEST + 400
    assert "Selengkapnya di lembar Temuan" in text
    assert findings[5].id in text


@pytest.mark.filterwarnings(READERS_WARN)
def test_a_comment_of_the_agency_comes_first_and_stays(make, corpus, tmp_path):
    copy = make.annotated(make_copy(corpus, tmp_path, "notes.xlsx"), make.finding("E3"))
    found = note(copy, make.sheet, "E3")
    assert found.author == "Staf"
    assert found.text.startswith("Catatan staf baris 2\nlkjip-audit · 1 temuan")
    assert note(copy, make.sheet, "E4").text == "Catatan staf baris 3"


def make_copy(corpus, tmp_path, name):
    path = tmp_path / name
    path.write_bytes((corpus / name).read_bytes())
    return path


def test_a_thread_gets_a_reply_and_its_mirror_the_same_words(make, corpus, tmp_path):
    parts = make.parts(make.annotated(make_copy(corpus, tmp_path, "threads.xlsx"), make.finding("E3")))
    thread = parts["xl/threadedComments/threadedComment1.xml"].decode()
    reply = re.search(f'<threadedComment ref="E3"[^>]*personId="{PERSON}"[^>]*>', thread)[0]
    assert 'parentId="{A1B2C3D4-0000-4000-8000-000000000001}"' in reply
    assert 'dT="2024-01-05T08:00:00.00"' in reply
    assert f'id="{PERSON}"' in parts["xl/persons/person.xml"].decode()
    assert "lkjip-audit · 1 temuan" in thread
    assert "lkjip-audit · 1 temuan" in parts["xl/comments1.xml"].decode()


def test_boxes_have_ids_of_their_own_even_when_there_are_very_many(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx", sheets=(make.sheet, "Lain"))
    findings = [make.finding(f"{sheet}!A{row}") for sheet in (make.sheet, "Lain") for row in range(1, 1200)]
    parts = make.parts(make.annotated(source, *findings))
    drawings = [data for name, data in parts.items() if name.endswith(".vml")]
    numbers = [number for data in drawings for number in re.findall(rb'id="(_x0000_s\d+)"', data)]
    assert len(numbers) == len(set(numbers)) == len(findings)
    assert not clusters(drawings[0]) & clusters(drawings[1])


def test_a_control_keeps_its_shape_beside_ours(make, corpus, tmp_path):
    parts = make.parts(make.annotated(make_copy(corpus, tmp_path, "controls.xlsx"), make.finding("C3")))
    drawing = parts["xl/drawings/vmlDrawing1.vml"]
    assert drawing.count(b"<v:shape ") == 2
    assert b'ObjectType="Checkbox"' in drawing
    assert parts[make.part_of(parts, make.sheet)].count(b"<legacyDrawing") == 1


def test_a_comments_part_without_lists_is_filled():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    made = Comments(f'<comments xmlns="{main}"/>'.encode()).with_notes({"B2": (Run("isi"),)})
    again = Comments(made)
    assert again.author_of(again.held["B2"]) == AUTHOR
    assert again.text_of(again.held["B2"]) == "isi"


def test_a_comment_without_text_gets_ours():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    comment = '<commentList><comment ref="B2" authorId="0"/></commentList>'
    source = f'<comments xmlns="{main}"><authors><author>A</author></authors>{comment}</comments>'
    made = Comments(source.encode()).with_notes({"B2": (Run("isi"),)})
    again = Comments(made)
    assert (again.author_of(again.held["B2"]), again.text_of(again.held["B2"])) == ("A", "isi")


def test_a_plain_comment_becomes_the_first_run():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    comment = '<comment ref="B2" authorId="0"><text><t>Lama</t></text></comment>'
    source = (
        f'<comments xmlns="{main}"><authors><author>A</author></authors><commentList>{comment}</commentList></comments>'
    )
    made = Comments(source.encode()).with_notes({"B2": (Run("isi"),)})
    assert b"<text><r><t>Lama</t></r><r>" in made
    assert Comments(made).text_of(Comments(made).held["B2"]) == "Lama\nisi"
