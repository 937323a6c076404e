"""The record: written so that people can read and edit it, read with the place of every mistake."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lkjip_audit.followup.carry import carried, matched
from lkjip_audit.followup.record import Entry, Record, merged, read_record, record_path, render_record
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import FollowUp
from lkjip_audit.rulepack.problems import BrokenNotesError
from tests.followup.grids import IPASN, MERIT, RULE, capaian

CATALOGUE = Catalogue("id")
ACCEPTED = Entry(
    "0116ffc7c729e551", FollowUp("accepted", 'Sesuai DPA: "akhir"\nhal. 3', "Penyusun"), "capaian-rasio · C!E5"
)
REJECTED = Entry("1234567890123456-2", FollowUp("rejected"))
OPEN = Entry("aaaaaaaaaaaaaaaa", FollowUp("open"))


def written(folder: Path, text: str) -> Path:
    path = folder / "laporan.tindak-lanjut.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_is_written_is_read_again(tmp_path: Path, lang: str):
    record = Record("laporan.xlsx", (ACCEPTED, REJECTED), (replace(ACCEPTED, fingerprint="bb"),))
    assert read_record(written(tmp_path, render_record(record, Catalogue(lang)))) == record


def test_it_says_what_it_is_in_words_of_its_readers():
    text = render_record(Record("laporan.xlsx", (ACCEPTED,)), CATALOGUE)
    assert text.startswith("# Tindak lanjut atas laporan.xlsx")
    assert "status: diterima" in text
    assert "fingerprint: 0116ffc7c729e551" in text


def test_it_stands_beside_the_submission():
    assert record_path(Path("a/laporan 2023.xlsx")) == Path("a/laporan 2023.tindak-lanjut.yaml")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("findings:\n  - fingerprint: aa\n    status: diterma\n", "unknown_status", (3, 13)),
        ("findings:\n  - status: diterima\n", "missing_key", (2, 5)),
        ("findings:\n  - fingerprint: aa\n  - fingerprint: aa\n", "twice_noted", (3, 18)),
        ("findings:\n  - fingerprint: aa\n    catatan: x\n", "unknown_key", (3, 5)),
        ("findings:\n  - fingerprint: aa\n    note: 5\n", "wants_text", (3, 11)),
        ("- a\n", "wants_mapping", (1, 1)),
        ("findings:\n  - fingerprint: aa\n    note: ini: itu\n", "yaml_colon", None),
        ("findings: *x\n", "yaml_alias", None),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(tmp_path: Path, text: str, code: str, place: tuple[int, int] | None):
    with pytest.raises(BrokenNotesError) as caught:
        read_record(written(tmp_path, text))
    assert caught.value.code == code
    if place is not None:
        assert (caught.value.details["line"], caught.value.details["column"]) == place
    assert "{" not in CATALOGUE.error(caught.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path):
    text = "findings:\n  - status: diterma\n    note: 5\ncauses:\n  - fingerprint:\n    catatan: x\n"
    with pytest.raises(BrokenNotesError) as caught:
        read_record(written(tmp_path, text))
    assert [line.split(": ")[0] for line in CATALOGUE.lines(caught.value)] == [
        f"laporan.tindak-lanjut.yaml:{place}" for place in ("2:5", "2:13", "3:11", "5:5", "6:5")
    ]


def test_an_empty_record_holds_nothing(tmp_path: Path):
    assert read_record(written(tmp_path, "# belum ada\n")) == Record("")


def test_a_file_that_is_no_text_is_told_as_such(tmp_path: Path):
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BrokenNotesError, match="rule_file_encoding"):
        read_record(path)


def test_the_copy_counts_for_what_it_speaks_of_and_the_rest_stays():
    before = Record(
        "a.xlsx", (replace(OPEN, follow_up=FollowUp("fixed")), REJECTED, replace(ACCEPTED, fingerprint="cc"))
    )
    now = Record("a.xlsx", (ACCEPTED, OPEN, replace(REJECTED, follow_up=FollowUp("fixed"))))
    assert [(item.fingerprint, item.follow_up.status) for item in merged(before, now).findings] == [
        (ACCEPTED.fingerprint, "accepted"),
        (REJECTED.fingerprint, "fixed"),
        ("cc", "accepted"),
    ]


def test_notes_come_back_to_the_same_findings_and_causes():
    result = capaian(MERIT, IPASN)
    finding = next(item for item in result.findings if item.rule == RULE)
    note = FollowUp("rejected", "Sudah benar.")
    record = Record(
        "x", (Entry(finding.fingerprint, note),), tuple(Entry(item.fingerprint, note) for item in result.causes)
    )
    noted = carried(result, record)
    assert [item.follow_up for item in noted.findings if item.rule == RULE] == [note]
    assert all(item.follow_up == note for item in noted.causes)
    assert noted.worst() is result.worst()


def test_where_the_number_behind_a_fingerprint_changed_the_only_one_left_is_taken():
    note = FollowUp("accepted")
    assert matched(["aa-2", "bb"], [Entry("aa", note)]) == {"aa-2": note}
    assert matched(["aa-2", "aa-3"], [Entry("aa", note)]) == {}
    assert matched(["aa"], [Entry("aa-2", note), Entry("aa-3", note)]) == {}
