"""How much prose is read: more figures than a sentence holds, and more text than anybody writes, are told and left."""

from decimal import Decimal

from lkjip_audit.narrative.claims import claims_of
from lkjip_audit.narrative.paragraphs import prose_of
from lkjip_audit.rulepack.limits import in_force, limits, packaged, with_limit
from tests.grids import workbook_from_grids
from tests.narrative.told import LABELS, claims
from tests.packaged import roles

SAID = "Realisasi anggaran sebesar Rp{} juta telah diserap"


def prose(*cells, **bounds):
    chosen = packaged()
    for name, value in bounds.items():
        chosen, _ = with_limit(chosen, f"prose.{name}", Decimal(value))
    with in_force(chosen):
        return prose_of(workbook_from_grids({"Narasi": [[cell] for cell in cells]}), ())


def test_text_of_more_figures_than_a_sentence_holds_is_told_and_gives_none():
    most = limits().prose.figures_in_text
    full, crowded = (" ".join(map(str, range(1000, 1000 + number))) for number in (most, most + 1))
    found = prose(full, crowded, "Naik dari 12 menjadi 14 orang")
    assert [len(paragraph.figures) for paragraph in found.paragraphs] == [most, 0, 2]
    told = [(notice.code, notice.cell, dict(notice.details)) for notice in found.notices]
    assert told == [("crowded_text", "A2", {"figures": str(most + 1), "limit": str(most)})]


def test_only_the_first_crowded_texts_of_a_sheet_are_named():
    found = prose(*["1 2 3 4"] * 5, figures_in_text=3, crowded_told=2)
    assert [notice.code for notice in found.notices] == ["crowded_text", "crowded_text", "more_notices"]


def test_texts_after_so_many_figures_are_left_out_and_counted():
    found = prose(*(SAID.format(number) for number in range(1, 8)), "Kepala Badan", figures_in_all=6)
    assert len(found.paragraphs) == 3  # what is read once and counts twice: as read, and as tested
    assert [(notice.code, notice.cell) for notice in found.notices] == [("prose_left_out", "A4")]
    assert dict(found.notices[0].details)["texts"] == "4"


def test_texts_after_so_many_signs_are_left_out():
    found = prose("Kata " * 20, "Kata lain " * 10, "Target tercapai 12 orang", signs_in_all=150)
    assert [notice.cell for notice in found.notices] == ["A3"]


def test_crowded_text_costs_no_more_however_often_it_stands():
    found = prose(*["1 2 3 4"] * 50, "Naik dari 12 menjadi 14 orang", figures_in_text=3, figures_in_all=10)
    assert [len(paragraph.figures) for paragraph in found.paragraphs][-1] == 2


def test_amount_that_two_earlier_ones_make_is_no_claim_of_its_own():
    parts, end = "Realisasi anggaran Rp3 juta dan realisasi anggaran Rp{}, jadi realisasi anggaran ", "Rp6 juta"
    told = {part: [claim.figure.literal for claim in claims(parts.format(part) + end)] for part in ("3 juta", "2 juta")}
    assert {part: end in figures for part, figures in told.items()} == {"3 juta": False, "2 juta": True}
    assert end in [claim.figure.literal for claim in claims(f"Realisasi anggaran Rp3 juta, realisasi anggaran {end}")]


def test_amounts_of_a_long_text_are_set_against_each_other_in_the_square_at_most(monkeypatch):
    added = 0

    class Counted(type(claims(SAID.format(1))[0].figure.amount)):
        def __add__(self, other):
            nonlocal added
            added += 1
            return super().__add__(other)

    text = " ".join(f"Rp{2 * number + 1}" for number in range(100))
    found = prose(f"Realisasi anggaran {text}").paragraphs
    for figure in found[0].figures:
        assert figure.amount
    monkeypatch.setattr(type(found[0].figures[0]), "amount", property(lambda self: Counted(self.value)))
    assert claims_of(found, LABELS, roles())
    assert added <= 100 * 100
