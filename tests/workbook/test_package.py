"""Packages: limits at opening, names, content types, relationships."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook import Limits, Package, Relationship, read_workbook

from .conftest import DOCUMENT, PACKAGE, SHEET_TYPE, relationships


def zipped(parts, compression=zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def refusal(data: bytes, limits: Limits | None = None) -> WorkbookError:
    with pytest.raises(WorkbookError) as caught:
        Package.open(data, limits)
    return caught.value


def test_names_bytes_and_types(parts_of):
    parts = parts_of("<sheetData/>")
    package = Package.open(zipped(parts))
    assert package.names == tuple(parts)
    assert package.read("xl/workbook.xml").decode() == parts["xl/workbook.xml"]
    assert package.content_type("xl/workbook.xml") == f"{SHEET_TYPE}.sheet.main+xml"
    assert package.content_type("/XL/Workbook.xml") == f"{SHEET_TYPE}.sheet.main+xml"
    assert package.content_type("xl/styles.xml") == "application/xml"
    assert package.content_type("xl/gambar.png") == ""
    assert package.workbook_part == "xl/workbook.xml"


def test_members_can_be_copied_as_they_are(parts_of):
    package = Package.open(zipped(parts_of("<sheetData/>")))
    info = package.infos["xl/workbook.xml"]
    start = info.header_offset
    assert package.data[start : start + 4] == b"PK\x03\x04"
    name_and_extra = sum(package.data[start + 26 : start + 30 : 2])
    packed = package.data[start + 30 + name_and_extra :][: info.compress_size]
    assert zlib.decompress(packed, -15) == package.read("xl/workbook.xml")


def test_relationship_targets_are_names_of_parts():
    rels = relationships(
        ("r1", "worksheet", "worksheets/sheet%201.xml"),
        ("r2", "styles", "/xl/styles.xml"),
        ("r3", "theme", "../theme.xml"),
        ("r4", "calcChain", "hilang.xml"),
        ("r5", "hyperlink", "#Satu!A1"),
        ("r6", "worksheet", "..\\XL\\WORKSHEETS\\SHEET 1.xml#Satu"),
        ("r7", "image", "../../../../theme.xml"),
    ).replace(
        "</Relationships>",
        f'<Relationship Id="r8" Type="{DOCUMENT}/hyperlink" Target="https://a.id/b c" TargetMode="External"/>'
        "</Relationships>",
    )
    parts = {
        "xl/worksheets/sheet 1.xml": "x",
        "xl/styles.xml": "x",
        "theme.xml": "x",
        "xl/_rels/workbook.xml.rels": rels,
    }
    assert Package.open(zipped(parts)).relationships("xl/workbook.xml") == (
        Relationship("r1", "worksheet", "xl/worksheets/sheet 1.xml"),
        Relationship("r2", "styles", "xl/styles.xml"),
        Relationship("r3", "theme", "theme.xml"),
        Relationship("r4", "calcChain", "xl/hilang.xml"),
        Relationship("r5", "hyperlink", "#Satu!A1"),
        Relationship("r6", "worksheet", "xl/worksheets/sheet 1.xml"),
        Relationship("r7", "image", "theme.xml"),
        Relationship("r8", "hyperlink", "https://a.id/b c", external=True),
    )


def test_part_without_relationships_has_none():
    assert Package.open(zipped({"a.xml": "x"})).relationships("a.xml") == ()


def test_strict_relationship_types_read_as_transitional_ones():
    rels = relationships(("r1", "worksheet", "a.xml"), base="http://purl.oclc.org/ooxml/officeDocument/relationships")
    package = Package.open(zipped({"a.xml": "x", "_rels/.rels": rels}))
    assert package.relationships("")[0].type == "worksheet"


def test_workbook_part_may_have_any_name(parts_of, save_parts):
    parts = parts_of("<sheetData><row><c><v>1</v></c></row></sheetData>")
    moved = {
        name.replace("xl/workbook.xml", "buku/Isi Utama.xml")
        .replace("xl/_rels/workbook.xml.rels", "buku/_rels/Isi Utama.xml.rels")
        .replace("xl/worksheets/", "lembar/"): content
        for name, content in parts.items()
    }
    moved["_rels/.rels"] = relationships(("rId1", "officeDocument", "/buku/Isi%20Utama.xml"))
    moved["buku/_rels/Isi Utama.xml.rels"] = relationships(("rId1", "worksheet", "/lembar/sheet1.xml"))
    moved["[Content_Types].xml"] = (
        str(parts["[Content_Types].xml"])
        .replace("/xl/workbook.xml", "/buku/Isi%20Utama.xml")
        .replace("/xl/worksheets/", "/lembar/")
    )
    assert read_workbook(save_parts(moved)).sheets[0].cells[1, 1].value == 1


def test_workbook_part_is_found_by_type_where_the_root_relationship_is_missing(parts_of):
    parts = parts_of("<sheetData/>")
    del parts["_rels/.rels"]
    assert Package.open(zipped(parts)).workbook_part == "xl/workbook.xml"


def test_workbook_part_is_found_by_relationship_where_types_are_missing(parts_of):
    parts = parts_of("<sheetData/>")
    del parts["[Content_Types].xml"]
    assert Package.open(zipped(parts)).workbook_part == "xl/workbook.xml"


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "Word (.docx)"),
        (
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "PowerPoint (.pptx)",
        ),
        ("application/octet-stream", "ZIP"),
    ],
)
def test_other_documents_are_named(kind, found):
    types = f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/a.xml" ContentType="{kind}"/></Types>'
    package = Package.open(
        zipped(
            {
                "[Content_Types].xml": types,
                "_rels/.rels": relationships(("r", "officeDocument", "a.xml")),
                "a.xml": "x",
            }
        )
    )
    with pytest.raises(WorkbookError) as caught:
        _ = package.workbook_part
    assert (caught.value.code, caught.value.details["found"]) == ("not_a_workbook", found)


@pytest.mark.parametrize(
    "name",
    [
        "/mutlak.xml",
        "../keluar.xml",
        "xl/../../keluar.xml",
        "C:/a.xml",
        "xl\\..\\a.xml",
        "%2e%2e/a.xml",
        "%2Fa.xml",
    ],
)
def test_names_that_leave_the_package_are_refused(name):
    error = refusal(zipped({"a.xml": "x", name: "x"}))
    assert (error.code, error.details["reason"]) == ("unsafe", "path")


@pytest.mark.parametrize("other", ["XL/A.XML", "xl/%61.xml", "xl\\a.xml"])
def test_names_of_one_part_are_refused_when_they_come_twice(other):
    error = refusal(zipped({"xl/a.xml": "x", other: "y"}))
    assert (error.code, error.details["reason"]) == ("unsafe", "duplicate")


def test_too_many_parts():
    error = refusal(zipped({f"{number}.xml": "" for number in range(6)}), Limits(parts=5))
    assert (error.code, error.details["what"], error.details["size"]) == ("too_large", "parts", 6)


def test_too_large_a_part_and_too_large_a_whole():
    data = zipped({"a.xml": "x" * 600, "b.xml": "x" * 600})
    assert refusal(data, Limits(part=500)).details["what"] == "part"
    assert refusal(data, Limits(total=1000)).details["what"] == "total"
    assert Package.open(data, Limits(part=600, total=1200)).names == ("a.xml", "b.xml")


def test_bomb_is_refused_by_its_ratio_and_small_repetition_is_not():
    data = zipped({"a.xml": "x" * 1_000_000})
    assert refusal(data, Limits(ratio=100, ratio_from=500_000)).details["reason"] == "ratio"
    assert Package.open(data).read("a.xml")


def test_member_that_unpacks_to_more_than_it_announces_is_cut_off():
    data = bytearray(zipped({"a.xml": "x" * 1_000_000}))
    real = (1_000_000).to_bytes(4, "little")
    position = 0
    while (position := data.find(real, position)) >= 0:
        data[position : position + 4] = (10).to_bytes(4, "little")
    with pytest.raises(WorkbookError) as caught:
        Package.open(bytes(data)).read("a.xml")
    assert caught.value.code == "corrupt"


def test_encrypted_member_and_unknown_packing():
    data = zipped({"a.xml": "x"})
    entry = data.find(b"PK\x01\x02")
    locked = bytearray(data)
    locked[entry + 8] |= 1
    assert refusal(bytes(locked)).code == "encrypted"
    packed = zipped({"a.xml": "x"}, zipfile.ZIP_BZIP2)
    assert refusal(packed).code == "unsupported"


def test_wrong_checksum_is_damage():
    data = bytearray(zipped({"a.xml": "isi asli"}, zipfile.ZIP_STORED))
    at = data.find(b"isi asli")
    data[at] ^= 1
    with pytest.raises(WorkbookError) as caught:
        Package.open(bytes(data)).read("a.xml")
    assert (caught.value.code, caught.value.details["part"]) == ("corrupt", "a.xml")


def test_missing_part_is_damage(parts_of):
    with pytest.raises(WorkbookError) as caught:
        Package.open(zipped(parts_of(""))).read("xl/tidak-ada.xml")
    assert caught.value.details["reason"] == "missing_part"


ENTITIES = '<!DOCTYPE a [<!ENTITY b "bom"><!ENTITY c "&b;&b;&b;">]>'


@pytest.mark.parametrize(
    "part",
    ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"],
)
def test_doctype_in_any_part_that_is_read_is_refused(parts_of, save_parts, part):
    parts = parts_of("<sheetData><row><c><v>1</v></c></row></sheetData>", styles="<cellXfs/>")
    parts[part] = ENTITIES + str(parts[part])
    with pytest.raises(WorkbookError) as caught:
        read_workbook(save_parts(parts))
    assert (caught.value.code, caught.value.details["reason"]) == ("unsafe", "doctype")
    assert caught.value.details["part"] == part


def test_xml_nested_without_end_is_refused(parts_of, save_parts):
    parts = parts_of("<sheetData/>")
    parts["xl/workbook.xml"] = "<a>" * 5000 + "</a>" * 5000
    with pytest.raises(WorkbookError) as caught:
        read_workbook(save_parts(parts))
    assert caught.value.details["reason"] == "nesting"


def test_part_too_large_for_a_tree(parts_of, save_parts, monkeypatch):
    from lkjip_audit.workbook import safexml

    monkeypatch.setattr(safexml, "MAX_TREE", 50)
    with pytest.raises(WorkbookError) as caught:
        read_workbook(save_parts(parts_of("<sheetData/>")))
    assert (caught.value.code, caught.value.details["what"]) == ("too_large", "part")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1", "windows-1252"])
def test_parts_in_other_encodings(parts_of, save_parts, encoding):
    parts = parts_of("")
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    parts["xl/worksheets/sheet1.xml"] = (
        f'<?xml version="1.0" encoding="{declared}"?><worksheet><sheetData>'
        '<row><c t="str"><v>café</v></c></row></sheetData></worksheet>'
    ).encode(encoding)
    assert read_workbook(save_parts(parts)).sheets[0].cells[1, 1].value == "café"


def test_unknown_encoding_is_damage(parts_of, save_parts):
    parts = parts_of("")
    parts["xl/worksheets/sheet1.xml"] = b'<?xml version="1.0" encoding="klingon"?><worksheet/>'
    with pytest.raises(WorkbookError) as caught:
        read_workbook(save_parts(parts))
    assert caught.value.code == "corrupt"


def test_a_member_without_a_name_is_passed_over():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.xml", b"x")
        archive.writestr(zipfile.ZipInfo(""), b"y")
    assert Package.open(buffer.getvalue()).names == ("a.xml",)
