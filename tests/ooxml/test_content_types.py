"""The content types of parts that come and go: entered together, whatever their number."""

import pytest

from lkjip_audit.ooxml import content_types
from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.xmlbytes import outline
from lkjip_audit.workbook.package import CONTENT_TYPES, Package
from tests.fuzz.books import book, packed

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"


@pytest.fixture
def draft():
    return Draft(Package.open(packed(book(1))))


def listed(draft):
    """The names that have a content type of their own, in order."""
    return [entry.get("PartName") for entry in outline(draft.read(CONTENT_TYPES), 2).all("Override")]


def test_what_is_added_stands_behind_what_was_there(draft):
    before = listed(draft)
    names = [draft.add("xl/comments{}.xml", b"<comments/>", KIND) for _ in range(3)]
    assert listed(draft) == [*before, *(f"/{name}" for name in names)]


def test_what_is_removed_is_not_listed(draft):
    before = listed(draft)
    first, second = (draft.add("xl/comments{}.xml", b"<comments/>", KIND) for _ in range(2))
    draft.remove(first)
    assert listed(draft) == [*before, f"/{second}"]
    draft.remove(second)
    draft.remove("xl/styles.xml")
    assert listed(draft) == [name for name in before if name != "/xl/styles.xml"]


def test_a_name_that_is_free_again_is_given_again(draft):
    first = draft.add("xl/comments{}.xml", b"<comments/>", KIND)
    draft.remove(first)
    assert draft.add("xl/comments{}.xml", b"<comments/>", KIND) == first
    assert listed(draft).count(f"/{first}") == 1


def test_an_extension_gets_its_type_once(draft):
    kind = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    for _ in range(3):
        draft.add("xl/drawings/vmlDrawing{}.vml", b"<xml/>", kind)
    assert draft.read(CONTENT_TYPES).count(b'Extension="vml"') == 1
    assert not [name for name in listed(draft) if name.endswith(".vml")]


def test_many_parts_do_not_have_the_content_types_read_for_each(draft, monkeypatch):
    read = []

    def noting(data, depth):
        read.append(len(data))
        return outline(data, depth)

    monkeypatch.setattr(content_types, "outline", noting)
    names = [draft.add("xl/comments{}.xml", b"<comments/>", KIND) for _ in range(200)]
    for name in names:
        draft.relate(name, "vmlDrawing", "xl/styles.xml")
    draft.to_bytes()
    assert len(read) < 10


def test_a_part_that_the_source_speaks_of_and_does_not_have_is_made_under_its_own_name():
    parts = book(1)
    del parts["xl/styles.xml"]  # content types and relationships still name it
    draft = Draft(Package.open(packed(parts)))
    before = draft.links(draft.workbook)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
    assert draft.add_main("xl/styles{}.xml", b"<styleSheet/>", kind, "styles") == "xl/styles.xml"
    assert listed(draft).count("/xl/styles.xml") == 1
    assert [link.id for link in draft.links(draft.workbook)] == [link.id for link in before]
