"""The file that was read is the file that is marked: gone, broken or replaced meanwhile, nothing is written."""

import pytest

from lkjip_audit.errors import WorkbookError
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.annotated import annotate
from tests.marked import of_file


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(b"PK\x03\x04 rusak"), "changed"),
        (lambda path: path.write_bytes(b""), "empty_file"),
        (lambda path: path.write_bytes(path.with_name("lain.xlsx").read_bytes()), "changed"),
    ],
    ids=["gone", "broken", "emptied", "replaced"],
)
def test_another_file_in_its_place_is_not_marked(make, tmp_path, change, code):
    source = make.workbook(tmp_path / "a.xlsx")
    make.workbook(tmp_path / "lain.xlsx", lambda book: book.add_worksheet("Lain"))
    result = of_file(make.result(make.finding()), source)
    change(source)
    with pytest.raises(WorkbookError) as error:
        annotate(source, tmp_path / "b.xlsx", result, Catalogue("id"))
    assert error.value.code == code
    assert "a.xlsx" in Catalogue("id").error(error.value)
    assert not (tmp_path / "b.xlsx").exists()
