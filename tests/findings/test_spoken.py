"""Figures in sentences, as the language of the sentence writes them."""

import pytest

from lkjip_audit.findings.spoken import spoken
from lkjip_audit.pipeline import Auditor, Options
from tests.truth import SAMPLES


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("dihitung dengan 9,546,367,212.00 di B4", "dihitung dengan 9.546.367.212,00 di B4"),
        ("Rp 1,234.50, lalu 12,345,678.", "Rp 1.234,50, lalu 12.345.678."),
        ("tertulis 6,690 bukan 6,687", "tertulis 6,690 bukan 6,687"),
        ("tertulis 9.546.367.212,00", "tertulis 9.546.367.212,00"),
        ('kalimat "sebesar 9,546,367,212.00" di B4', 'kalimat "sebesar 9,546,367,212.00" di B4'),
        ("baris 1,234,567,89", "baris 1,234,567,89"),
    ],
)
def test_an_indonesian_sentence_marks_thousands_with_a_point(said, told):
    assert spoken(said, "id") == told
    assert spoken(said, "en") == said


@pytest.mark.slow
@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.glob("*.xlsx") if ".temuan" not in path.name))
def test_no_sentence_of_a_sample_has_a_figure_written_the_english_way(sample):
    result = Auditor.load(Options()).audit(SAMPLES / sample)
    said = [finding.message for finding in result.findings]
    said += [text for cause in result.causes for text in (cause.why, cause.changes, cause.decide, *cause.evidence)]
    said += [told.message for told in result.notices] + [item.why for item in result.unverified]
    assert [text for text in said if spoken(text, "id") != text] == []
