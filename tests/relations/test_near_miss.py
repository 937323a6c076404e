"""Near misses, beyond the examples in the rule's own file."""

from tests.relations.audited import audited


def test_years_of_one_row_are_alike_by_design():
    grid = [
        ["No", "Program", "Tahun 2021", "Tahun 2022", "Tahun 2023"],
        [1, "Program Kepegawaian Daerah", "4.311.989.853", "4.311.989.853", "4.311.989.858"],
        [2, "Program Pengembangan SDM", "787.612.348", "787.612.348", "787.612.348"],
    ]
    assert audited(grid, only=["angka-hampir-sama"]).findings() == []


def test_a_figure_that_its_column_bears_out_is_left_alone():
    table = [
        ["No", "Program", "Pagu (Rp)"],
        [1, "Program Kepegawaian Daerah", "4.311.989.853"],
        [2, "Program Pengembangan SDM", "787.612.348"],
        [None, "Jumlah", "5.099.602.201"],
    ]
    prose = [
        ["Pagu sebesar Rp5.099.602.207 tersebut dirinci lagi."],
        ["Dari pagu Rp5.099.602.207 itu terserap semua."],
    ]
    assert audited({"Tabel": table, "Narasi": prose}, only=["angka-hampir-sama"]).findings() == []
