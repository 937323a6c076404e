"""What several rules ask of one workbook is worked out once."""

from lkjip_audit.scene.once import Once
from lkjip_audit.scene.typed import different_texts, texts_with
from tests.relations.audited import staged


def test_texts_come_in_reading_order_without_numbers():
    scene = staged({"A": [["Judul"], [], ["No", "Uraian"], [1, "Arsip"]], "B": [["Catatan"]]})
    assert [(item.address.place, item.text) for item in texts_with(scene, len)] == [
        ("A!A1", "Judul"),
        ("A!A3", "No"),
        ("A!B3", "Uraian"),
        ("A!B4", "Arsip"),
        ("B!A1", "Catatan"),
    ]


def test_equal_texts_are_asked_about_once_and_told_at_each_of_their_cells():
    scene, asked = staged({"A": [["Arsip"], ["Surat"]], "B": [["Arsip"]]}), []

    def said(text: str) -> bool:
        asked.append(text)
        return text == "Arsip"

    assert [item.address.place for item in texts_with(scene, said)] == ["A!A1", "B!A1"]
    assert asked == ["Arsip", "Surat"] == [*different_texts(scene)]


def test_what_is_kept_is_kept_for_each_function_by_itself():
    once, calls = Once(), []

    def length(text: str) -> int:
        calls.append(text)
        return len(text)

    assert [once.of(length, "abc"), once.of(length, "abc"), once.of(str.upper, "abc")] == [3, 3, "ABC"]
    assert calls == ["abc"]
