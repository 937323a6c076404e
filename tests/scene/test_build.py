"""What a pemda's profile decides, as the scene holds it."""

from decimal import Decimal

import pytest

from lkjip_audit.rulepack.profile import Profile
from lkjip_audit.scene.build import stage
from tests.grids import workbook_from_grids
from tests.packaged import roles


def choices(**told):
    profile = Profile.model_validate({"id": "uji", "title": {"id": "Uji", "en": "Trial"}, **told})
    return stage(workbook_from_grids({"S": [["Laporan"]]}), (), roles(), profile).choices


def test_formulas_of_efficiency_polarity_and_other_families_are_chosen():
    told = choices(efficiency="rasio", polarity="negatif-balik", variants={"kemajuan": "utama"})
    assert told.variants == {"efisiensi": "rasio", "polaritas": "negatif-balik", "kemajuan": "utama"}


@pytest.mark.parametrize(
    ("cap", "expected"), [(None, (None, False)), ("none", (None, True)), (120, (Decimal(120), False))]
)
def test_cap_is_a_number_none_or_left_open(cap, expected):
    assert (choices(cap=cap).cap, choices(cap=cap).uncapped) == expected


def test_scale_is_told_highest_first():
    told = choices(scale=[{"from": 85, "label": "Sangat Baik"}, {"from": 70, "label": "Baik"}])
    assert told.scale == ((Decimal(85), "Sangat Baik"), (Decimal(70), "Baik"))
