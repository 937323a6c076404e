"""The last row that adds up all others is their total, whatever it is called."""

from lkjip_audit.tables.model import RowKind
from tests.relations.audited import staged

ROWS = [("Cikalong", 8123, 7988), ("Margaluyu", 6450, 6391), ("Talagawangi", 9012, 8844), ("Girimukti", 4126, 4087)]


def last_kind(*last, rows=ROWS):
    scene = staged([["Kecamatan", "Siswa SD", "Siswa SMP"], *map(list, rows), list(last)])
    return scene.tables[0].rows[-1].kind


def test_region_under_its_parts_is_their_total():
    assert last_kind("Kabupaten", 27711, 27310) is RowKind.TOTAL


def test_one_more_row_is_no_total():
    assert last_kind("Panyindangan", 6608, 6703) is RowKind.DETAIL


def test_one_column_or_few_digits_tell_no_total():
    assert last_kind("Sukahurip", 27711, 5290) is RowKind.DETAIL
    small = [("A", 1, 0), ("B", 2, 1), ("C", 1, 2)]
    assert last_kind("D", 4, 3, rows=small) is RowKind.DETAIL
