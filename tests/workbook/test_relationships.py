"""Names of parts, and what leads from one to another."""

import pytest

from lkjip_audit.workbook.relationships import part_key, relations_part, relationships_in, written


@pytest.mark.parametrize("name", ["xl/Sheet 1.xml", "/xl/sheet%201.xml", "XL\\sheet 1.XML"])
def test_names_that_mean_one_part_have_one_key(name):
    assert part_key(name) == "xl/sheet 1.xml"


def test_relations_stand_beside_their_part():
    assert relations_part("xl/workbook.xml") == "xl/_rels/workbook.xml.rels"
    assert relations_part("") == "_rels/.rels"


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("/xl/styles.xml", "xl/styles.xml"),
        ("../../../docProps/core.xml", "docProps/core.xml"),
        ("sheet%201.xml#A1", "xl/sheet 1.xml"),
        ("sheet.xml?x=1", "xl/sheet.xml"),
        ("worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("#Lembar!A1", "#Lembar!A1"),
    ],
)
def test_target_is_the_part_that_it_names_from_where_it_stands(target, part):
    data = f'<Relationships><Relationship Id="rId1" Type="http://x/worksheet/" Target="{target}"/></Relationships>'
    (found,) = relationships_in([data.encode()], "xl/_rels/workbook.xml.rels", "xl/workbook.xml")
    assert (found.id, found.type, found.target, found.external) == ("rId1", "worksheet", part, False)


def test_target_outside_stays_as_it_is_written():
    data = b'<Relationships><Relationship Id="a" TargetMode="External" Target="../x%20y.xlsx"/></Relationships>'
    (found,) = relationships_in([data], "r", "xl/workbook.xml")
    assert (found.target, found.external) == ("../x%20y.xlsx", True)


def test_written_name_leads_back_to_its_part():
    assert written("xl/media/gambar 1.png") == "/xl/media/gambar%201.png"
    assert part_key(written("xl/media/gambar 1.png")) == "xl/media/gambar 1.png"
