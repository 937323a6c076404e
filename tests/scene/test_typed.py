"""What several rules ask of one workbook is worked out once."""

from lkjip_audit.scene.once import Once
from lkjip_audit.scene.typed import texts_typed
from tests.relations.audited import staged


def test_texts_come_in_reading_order_without_numbers():
    scene = staged({"A": [["Judul"], [], ["No", "Uraian"], [1, "Arsip"]], "B": [["Catatan"]]})
    assert [(item.address.place, item.text) for item in texts_typed(scene)] == [
        ("A!A1", "Judul"),
        ("A!A3", "No"),
        ("A!B3", "Uraian"),
        ("A!B4", "Arsip"),
        ("B!A1", "Catatan"),
    ]
    assert texts_typed(scene) is texts_typed(scene)


def test_what_is_kept_is_kept_for_each_function_by_itself():
    once, calls = Once(), []

    def length(text: str) -> int:
        calls.append(text)
        return len(text)

    assert [once.of(length, "abc"), once.of(length, "abc"), once.of(str.upper, "abc")] == [3, 3, "ABC"]
    assert calls == ["abc"]
