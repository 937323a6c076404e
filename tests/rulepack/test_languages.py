"""Texts of rules in the languages of reports; a further language is a file of sentences and what rules say in it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from lkjip_audit.languages import INDONESIAN, LANGUAGES
from lkjip_audit.rulepack import model
from lkjip_audit.rulepack.model import Bilingual


def test_languages_are_the_files_of_sentences_indonesian_first() -> None:
    assert LANGUAGES[:2] == (INDONESIAN, "en")


def test_a_text_without_a_language_is_told_in_indonesian() -> None:
    text = Bilingual(id="Total", en="Sum")
    assert [text.get(lang) for lang in ("id", "en", "jv")] == ["Total", "Sum", "Total"]


def test_a_further_language_of_a_text_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "LANGUAGES", (*LANGUAGES, "jv"))
    text = Bilingual.model_validate({"id": "Total", "en": "Sum", "jv": "Gunggung"})
    assert text.get("jv") == "Gunggung"
    assert list(text.told()) == ["id", "en", "jv"]


def test_an_unknown_language_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(ValidationError) as caught:
        Bilingual.model_validate({"id": "Total", "en": "Sum", "eng": "Sum"})
    (error,) = caught.value.errors()
    assert error["ctx"] == {"code": "unknown_key", "key": "eng", "nearest": "en"}
