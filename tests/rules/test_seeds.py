"""The examples of rules speak of other agencies than the two reports that the rules were written on."""

import re

import pytest

from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.workbook.reader import read_workbook
from tests.truth import SAMPLES

SEEDS = ("kota-blitar-bkpsdm-2023", "kab-jombang-bkpsdm-2023")
LONG = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}|\d{7,14})(?!\d)(?!\.\d{3}(?!\d))")
"""An amount of a million or more, with marks or without; a NIP is longer."""
OF_SEEDS = frozenset({"angka-hampir-sama", "fakta-anggaran-antar-tabel", "fakta-anggaran-narasi"})
"""Rules whose examples still state figures of the seeds: slips in digits, and amounts told in millions, stay."""
FILES = sorted(path for path in (pack_folder() / "checks").rglob("*.yaml") if path.stem not in OF_SEEDS)


def amounts(text):
    return {int(re.sub(r"\D", "", match[1])) for match in LONG.finditer(text)}


@pytest.fixture(scope="module")
def of_seeds():
    """The long figures of the two seeds, but for round ones, which anybody may have."""
    books = [read_workbook(SAMPLES / f"{name}.xlsx") for name in SEEDS]
    cells = [cell for book in books for sheet in book.sheets for cell in sheet.cells.values()]
    found = {number for cell in cells for number in amounts(str(cell.value))}
    return {number for number in found if number % 100_000}


def test_a_figure_of_a_seed_is_seen(of_seeds):
    assert len(of_seeds) > 100
    assert of_seeds & amounts("Pagu sebesar Rp2.688.593.227 dan 14645969413")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rule_speaks_of_other_figures_than_the_seeds(path, of_seeds):
    assert sorted(of_seeds & amounts(path.read_text("utf-8"))) == []
