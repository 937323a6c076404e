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


def test_a_figure_that_a_difference_which_the_figures_show_bears_out_is_left_alone():
    """1.150.401 is what the row's difference is from; 1.350.401, one digit away, stands twice."""
    pairs = [(980_415, 1_150_401), (1_350_401, 1_423_512), (2_144_287, 1_479_075), (1_242_219, 2_166_781)]
    pairs += [(791_197, 1_736_053), (2_816_970, 1_144_217), (712_138, 1_889_260), (990_628, 1_843_932)]
    rows = [[f"Irus {at}", a, b, b - a, a] for at, (a, b) in enumerate(pairs)]
    heads = ["Bakul", "Wajan", "Tampah", "Dandang", "Sutil"]
    assert audited([heads, *rows], only=["angka-hampir-sama"]).findings() == []
    rows[0][3] += 1
    assert {cell for cell, *_ in audited([heads, *rows], only=["angka-hampir-sama"]).told()} == {"C2"}
