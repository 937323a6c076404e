"""What is answered to the comments of a marked Word document, and what is resolved there, is read back as statuses."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from lkjip_audit.errors import UsageError
from lkjip_audit.followup.reading import record_of
from lkjip_audit.followup.record import read_record
from tests.cli.test_documents import BODY
from tests.word import package

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
LINK = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
NAMES = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)


@pytest.fixture
def copy(tmp_path):
    """The marked copy of a report with one wrong figure."""
    source = package(tmp_path / "lkjip.docx", BODY)
    assert CliRunner().invoke(app, ["check", str(source)]).exit_code == 1
    return tmp_path / "lkjip.temuan.docx"


def answered(path, *answers, done=False, author=None):
    """The copy as Word saves it: each paragraph of a comment with its id, and a part that says what is resolved."""
    parts = {name: data.decode() for name, data in _parts(path).items() if name.endswith((".xml", ".rels"))}
    comments = parts["word/comments.xml"]
    numbers = iter(range(1, 99))
    comments = re.sub(r"<w:p>", lambda _: f'<w:p w14:paraId="{next(numbers):08X}">', comments)
    last = next(numbers) - 1
    told = [f'<w15:commentEx w15:paraId="{last:08X}" w15:done="{int(done)}"/>']
    more = ""
    for number, (who, text) in enumerate(answers):
        identity = f"{0xA0 + number:08X}"
        more += (
            f'<w:comment w:id="{90 + number}" w:author="{who}" w:date="2025-03-0{number + 1}T09:00:00Z">'
            f'<w:p w14:paraId="{identity}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        )
        told.append(f'<w15:commentEx w15:paraId="{identity}" w15:paraIdParent="{last:08X}" w15:done="{int(done)}"/>')
    if author is not None:
        comments = comments.replace('w:author="lkjip-audit"', f'w:author="{author}"')
    comments = comments.replace("</w:comments>", f"{more}</w:comments>")
    parts["word/comments.xml"] = comments.replace("<w:comments ", f"<w:comments {NAMES} ", 1)
    parts["word/commentsExtended.xml"] = f"<w15:commentsEx {NAMES}>{''.join(told)}</w15:commentsEx>"
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    parts[types] = parts[types].replace(
        "</Types>", f'<Override PartName="/word/commentsExtended.xml" ContentType="{TYPE}"/></Types>'
    )
    parts[relations] = parts[relations].replace(
        "</Relationships>",
        f'<Relationship Id="rIdX" Type="{LINK}" Target="commentsExtended.xml"/></Relationships>',
    )
    whole = _parts(path) | {name: text.encode() for name, text in parts.items()}
    with zipfile.ZipFile(path, "w") as out:
        for name, data in whole.items():
            out.writestr(name, data)
    return path


def _parts(path):
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as held:
        return {name: held.read(name) for name in held.namelist()}


def noted(copy):
    record = record_of(copy)
    assert {len(entry.fingerprint.partition("-")[0]) for entry in (*record.findings, *record.causes)} <= {16}
    return [(entry.follow_up.status, entry.follow_up.note, entry.follow_up.name) for entry in record.findings]


def test_a_resolved_comment_is_fixed(copy):
    assert noted(answered(copy, done=True)) == [("fixed", "", "")]
    assert [entry.follow_up.status for entry in record_of(copy).causes] == ["fixed"]


def test_a_comment_that_nobody_touched_says_nothing(copy):
    assert noted(copy) == noted(answered(copy)) == []


@pytest.mark.parametrize(
    ("answers", "done", "told"),
    [
        ([("Sekretariat", "Ditolak, angka itu benar")], False, ("rejected", "angka itu benar", "Sekretariat")),
        ([("Sekretariat", "accepted: will change")], False, ("accepted", "will change", "Sekretariat")),
        ([("Sekretariat", "Sudah diganti")], True, ("fixed", "Sudah diganti", "Sekretariat")),
        ([("Sekretariat", "Mengapa?")], False, ("open", "Mengapa?", "Sekretariat")),
        ([("A", "ditolak"), ("B", "diterima, kami ganti")], True, ("accepted", "kami ganti", "B")),
    ],
)
def test_the_last_status_answered_counts_and_the_answer_is_the_note(copy, answers, done, told):
    assert noted(answered(copy, *answers, done=done)) == [told]


def test_a_comment_whose_author_word_took_away_is_still_ours(copy):
    assert noted(answered(copy, done=True, author="Author")) == [("fixed", "", "")]


def test_the_command_writes_the_record_and_the_next_check_knows_it(copy, tmp_path):
    answered(copy, ("Sekretariat", "ditolak, sudah benar"), done=True)
    outcome = CliRunner().invoke(app, ["follow-up", str(copy)])
    assert outcome.exit_code == 0, outcome.stderr
    record = read_record(tmp_path / "lkjip.tindak-lanjut.yaml")
    assert [(entry.follow_up.status, entry.follow_up.date) for entry in record.findings] == [("rejected", "2025-03-01")]
    assert "Serapan" in record.findings[0].about
    told = CliRunner().invoke(app, ["check", str(tmp_path / "lkjip.docx"), "--no-annotated", "--format", "json"])
    assert '"status": "rejected"' in told.stdout


def test_a_resolved_comment_that_nobody_has_read_back_is_not_written_over(copy, tmp_path):
    answered(copy, done=True)
    before = copy.read_bytes()
    assert CliRunner().invoke(app, ["check", str(tmp_path / "lkjip.docx")]).exit_code == 3
    assert copy.read_bytes() == before
    assert CliRunner().invoke(app, ["follow-up", str(copy)]).exit_code == 0
    assert CliRunner().invoke(app, ["check", str(tmp_path / "lkjip.docx")]).exit_code == 1


def test_a_document_that_is_no_copy_of_ours_is_told(tmp_path):
    with pytest.raises(UsageError) as told:
        record_of(package(tmp_path / "lkjip.temuan.docx", BODY))
    assert told.value.code == "not_a_copy"
