"""Workbooks with one feature each that must survive."""

from __future__ import annotations

import io
import re
from datetime import datetime

from parts import MAIN, OFFICE, book, changed, corpus, plain, png, related, typed


@corpus("rich.xlsx")
def rich():
    def fill(made):
        plain(made)
        sheet = made.worksheets()[0]
        bold = made.add_format({"bold": True})
        sheet.write_rich_string("B10", "Capaian ", bold, "sangat", " tinggi")
        sheet.write_comment("C3", "Target menurut PK", {"author": "Staf"})
        sheet.insert_image("G2", "dot.png", {"image_data": io.BytesIO(png())})
        sheet.insert_textbox("G6", "Sumber: SIASN")
        sheet.add_sparkline("F3", {"range": "C3:D3"})
        sheet.conditional_format("D3:D4", {"type": "data_bar", "data_bar_2010": True})
        sheet.conditional_format("E3:E5", {"type": "cell", "criteria": "<", "value": 1, "format": bold})
        sheet.data_validation("C3:C4", {"validate": "decimal", "criteria": ">", "value": 0})
        sheet.autofilter("B2:E4")
        sheet.freeze_panes(2, 1)
        sheet.write_url("B12", "https://example.id/", string="tautan")
        sheet.set_header("&L&G", {"image_left": "dot.png", "image_data_left": io.BytesIO(png())})
        sheet.protect("", {"format_cells": True})
        sheet.print_area("A1:H20")
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "='3.1 Capaian'!$D$3:$D$4"})
        sheet.insert_chart("G10", chart)
        other = made.add_worksheet("3.2 Keuangan")
        data = [["Program A", 10], ["Program B", 20]]
        other.add_table("A1:B3", {"data": data, "columns": [{"header": "Program"}, {"header": "Pagu"}]})
        other.write_array_formula("D2:D3", "{=B2:B3*2}", None, 20)
        made.define_name("Pagu", "='3.2 Keuangan'!$B$2:$B$3")
        bars = made.add_chart({"type": "bar"})
        bars.add_series({"values": "='3.2 Keuangan'!$B$2:$B$3"})
        made.add_chartsheet("Grafik").set_chart(bars)

    return book(fill)


@corpus("macros.xlsm")
def macros():
    def fill(made):
        project = io.BytesIO(b"\xd0\xcf\x11\xe0 not a real project")
        made.add_vba_project(project, is_stream=True)
        plain(made)
        made.worksheets()[0].insert_button("G2", {"macro": "hitung", "caption": "Hitung"})

    return book(fill)


@corpus("notes.xlsx")
def notes():
    def fill(made):
        plain(made, ["3.1 Capaian", "Lampiran"])
        for sheet in made.worksheets():
            for row in range(2, 5):
                sheet.write_comment(row, 4, f"Catatan staf baris {row}", {"author": "Staf"})

    return book(fill)


@corpus("threads.xlsx")
def threads():
    parts = notes()
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    root, person = "{A1B2C3D4-0000-4000-8000-000000000001}", "{A1B2C3D4-0000-4000-8000-0000000000AA}"
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="E3" dT="2024-01-05T08:00:00.00" '
        f'personId="{person}" id="{root}"><text>Sudah dicek?</text></threadedComment></ThreadedComments>'
    ).encode()
    parts["xl/persons/person.xml"] = (
        f'<personList xmlns="{space}">'
        f'<person displayName="Ani" id="{person}" userId="ani" providerId="None"/></personList>'
    ).encode()
    base = "http://schemas.microsoft.com/office/2017/10/relationships"
    related(
        parts,
        "xl/worksheets/sheet1.xml",
        f"{base}/threadedComment",
        "../threadedComments/threadedComment1.xml",
    )
    related(parts, "xl/workbook.xml", f"{base}/person", "persons/person.xml")
    typed(parts, "xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml")
    typed(parts, "xl/persons/person.xml", "application/vnd.ms-excel.person+xml")
    changed(parts, "xl/comments1.xml", "<author>Staf</author>", f"<author>Staf</author><author>tc={root}</author>")
    changed(parts, "xl/comments1.xml", 'ref="E3" authorId="0"', 'ref="E3" authorId="1"')
    changed(parts, "xl/comments1.xml", "Catatan staf baris 2", "[Threaded comment]\n\nComment:\n    Sudah dicek?")
    return parts


@corpus("controls.xlsx")
def controls():
    """A form control: its shape in the sheet's VML drawing, its element inside mc:AlternateContent."""
    parts = book(plain)
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    parts["xl/ctrlProps/ctrlProp1.xml"] = (
        b'<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        b'objectType="CheckBox" checked="Checked" lockText="1" noThreeD="1"/>'
    )
    parts["xl/drawings/vmlDrawing1.vml"] = (
        b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
        b'<o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        b'<v:shape id="_x0000_s1025" type="#_x0000_t201" style="position:absolute;width:60pt;height:16pt">'
        b'<x:ClientData ObjectType="Checkbox"><x:Anchor>6, 0, 1, 0, 7, 0, 2, 0</x:Anchor>'
        b"<x:Checked>1</x:Checked></x:ClientData></v:shape></xml>"
    )
    control = (
        f'<mc:AlternateContent xmlns:mc="{compatible}"><mc:Choice Requires="x14" xmlns:x14="'
        'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><controls><control shapeId="1025" '
        'r:id="rId92" name="Cek"/></controls></mc:Choice></mc:AlternateContent>'
    )
    changed(
        parts,
        "xl/worksheets/sheet1.xml",
        "</worksheet>",
        f'<legacyDrawing r:id="rId91"/>{control}</worksheet>',
    )
    related(parts, "xl/worksheets/sheet1.xml", "vmlDrawing", "../drawings/vmlDrawing1.vml", "rId91")
    related(parts, "xl/worksheets/sheet1.xml", "ctrlProp", "../ctrlProps/ctrlProp1.xml", "rId92")
    typed(parts, "xl/drawings/vmlDrawing1.vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    typed(parts, "xl/ctrlProps/ctrlProp1.xml", "application/vnd.ms-excel.controlproperties+xml")
    return parts


@corpus("pivot.xlsx")
def pivot():
    """A pivot table with its cache, and a slicer in an extension list, as far as parts and relations go."""
    parts = book(lambda made: plain(made, ["Data", "Pivot"]))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts["xl/pivotCache/pivotCacheDefinition1.xml"] = (
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" refreshOnLoad="1" recordCount="0">'
        '<cacheSource type="worksheet"><worksheetSource ref="B2:C4" sheet="Data"/></cacheSource>'
        '<cacheFields count="2"><cacheField name="Indikator" numFmtId="0"><sharedItems/></cacheField>'
        '<cacheField name="Target" numFmtId="0"><sharedItems/></cacheField></cacheFields>'
        "</pivotCacheDefinition>"
    ).encode()
    parts["xl/pivotTables/pivotTable1.xml"] = (
        f'<pivotTableDefinition xmlns="{MAIN}" name="P" cacheId="7" dataCaption="Nilai">'
        '<location ref="H2:I4" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="2">'
        '<pivotField showAll="0"/><pivotField showAll="0"/></pivotFields></pivotTableDefinition>'
    ).encode()
    parts["xl/slicers/slicer1.xml"] = (
        b'<slicers xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/>'
    )
    related(parts, "xl/workbook.xml", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
    related(parts, "xl/worksheets/sheet2.xml", "pivotTable", "../pivotTables/pivotTable1.xml")
    related(
        parts,
        "xl/pivotTables/pivotTable1.xml",
        "pivotCacheDefinition",
        "../pivotCache/pivotCacheDefinition1.xml",
    )
    slicers = "http://schemas.microsoft.com/office/2007/relationships/slicer"
    related(parts, "xl/worksheets/sheet2.xml", slicers, "../slicers/slicer1.xml", "rId93")
    typed(parts, "xl/pivotCache/pivotCacheDefinition1.xml", f"{kind}.pivotCacheDefinition+xml")
    typed(parts, "xl/pivotTables/pivotTable1.xml", f"{kind}.pivotTable+xml")
    typed(parts, "xl/slicers/slicer1.xml", "application/vnd.ms-excel.slicer+xml")
    caches = '<pivotCaches><pivotCache cacheId="7" r:id="rId90"/></pivotCaches>'
    changed(parts, "xl/workbook.xml", "</workbook>", f"{caches}</workbook>")
    main14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    extension = (
        f'<extLst><ext uri="{{A8765BA9-456A-4dab-B4F3-ACF838C121DE}}" xmlns:x14="{main14}"><x14:slicerList>'
        '<x14:slicer r:id="rId93"/></x14:slicerList></ext></extLst>'
    )
    changed(parts, "xl/worksheets/sheet2.xml", "</worksheet>", f"{extension}</worksheet>")
    return parts


@corpus("signed.xlsx")
def signed():
    parts = book(plain)
    base = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
    parts["_xmlsignatures/origin.sigs"] = b""
    parts["_xmlsignatures/sig1.xml"] = b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'
    related(parts, "", f"{base}/origin", "_xmlsignatures/origin.sigs")
    related(parts, "_xmlsignatures/origin.sigs", f"{base}/signature", "sig1.xml")
    typed(parts, "_xmlsignatures/origin.sigs", "application/vnd.openxmlformats-package.digital-signature-origin")
    xml = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
    typed(parts, "_xmlsignatures/sig1.xml", xml)
    return parts


@corpus("names.xlsx")
def names():
    """Sheets with our names that are not ours; hidden sheets; local names; a table of our name."""

    def fill(made):
        plain(made, ["RINGKASAN", "Temuan", "Lampiran"])
        sheets = made.worksheets()
        sheets[0].very_hidden()
        sheets[1].print_area("A1:E8")
        sheets[2].repeat_rows(1)
        sheets[2].activate()
        sheets[2].add_table("H2:I3", {"name": "lkjip_findings"})
        made.define_name("'Temuan'!Pagu", "=Temuan!$C$3")

    return book(fill)


@corpus("chain.xlsx")
def chain():
    """1904 dates, a calculation chain, a protected structure, full calculation settings."""

    def fill(made):
        plain(made)
        made.worksheets()[0].write_datetime("G3", datetime(2023, 12, 31), made.add_format({"num_format": "d/m/yyyy"}))

    parts = book(fill, date_1904=True)
    links = "".join(f'<c r="{cell}" i="1"/>' for cell in ("E3", "E4", "E5"))
    parts["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}">{links}</calcChain>'.encode()
    related(parts, "xl/workbook.xml", "calcChain", "calcChain.xml")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    typed(parts, "xl/calcChain.xml", kind)
    changed(parts, "xl/workbook.xml", "<bookViews>", '<workbookProtection lockStructure="1"/><bookViews>')
    return parts


@corpus("shapes.xlsx")
def shapes():
    """A VML drawing with prefixes of its own, whose only shape is no note."""
    parts = book(plain)
    parts["xl/drawings/vmlDrawing1.vml"] = (
        b'<xml xmlns:a="urn:schemas-microsoft-com:vml" xmlns:b="urn:schemas-microsoft-com:office:office" '
        b'xmlns:c="urn:schemas-microsoft-com:office:excel"><b:shapelayout a:ext="edit">'
        b'<b:idmap a:ext="edit" data="1"/></b:shapelayout>'
        b'<a:rect id="_x0000_s1025" style="position:absolute;width:60pt;height:16pt">'
        b'<c:ClientData ObjectType="Rect"><c:Anchor>6, 0, 1, 0, 7, 0, 2, 0</c:Anchor></c:ClientData></a:rect></xml>'
    )
    changed(parts, "xl/worksheets/sheet1.xml", "</worksheet>", '<legacyDrawing r:id="rId91"/></worksheet>')
    related(parts, "xl/worksheets/sheet1.xml", "vmlDrawing", "../drawings/vmlDrawing1.vml", "rId91")
    typed(parts, "xl/drawings/vmlDrawing1.vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    return parts


@corpus("extensions.xlsx")
def extensions():
    """What Excel 2010 added, in extension lists: a drop-down over another sheet, a table's slicer with its cache."""

    def fill(made):
        plain(made, ["Data", "Daftar"])
        made.worksheets()[0].add_table("H2:I4", {"name": "Anggaran", "columns": [{"header": "A"}, {"header": "B"}]})

    parts = book(fill)
    main14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    main15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
    excel = "http://schemas.microsoft.com/office/excel/2006/main"
    rule = (
        f'<x14:dataValidations xmlns:xm="{excel}" count="1"><x14:dataValidation type="list" allowBlank="1">'
        "<x14:formula1><xm:f>Daftar!$C$3:$C$4</xm:f></x14:formula1><xm:sqref>C3:C4</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations>"
    )
    slicer = '<x14:slicerList><x14:slicer r:id="rId93"/></x14:slicerList>'
    extension = (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{main14}">{rule}</ext>'
        f'<ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" xmlns:x14="{main14}">{slicer}</ext></extLst>'
    )
    changed(parts, "xl/worksheets/sheet1.xml", "</worksheet>", f"{extension}</worksheet>")
    parts["xl/slicers/slicer1.xml"] = (
        f'<slicers xmlns="{main14}"><slicer name="A" cache="Slicer_A" caption="A" rowHeight="241300"/></slicers>'
    ).encode()
    parts["xl/slicerCaches/slicerCache1.xml"] = (
        f'<slicerCacheDefinition xmlns="{main14}" name="Slicer_A" sourceName="A"><extLst>'
        f'<x:ext xmlns:x="{MAIN}" xmlns:x15="{main15}" uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}">'
        '<x15:tableSlicerCache tableId="1" column="1"/></x:ext></extLst></slicerCacheDefinition>'
    ).encode()
    base = "http://schemas.microsoft.com/office/2007/relationships"
    related(parts, "xl/worksheets/sheet1.xml", f"{base}/slicer", "../slicers/slicer1.xml", "rId93")
    related(parts, "xl/workbook.xml", f"{base}/slicerCache", "slicerCaches/slicerCache1.xml", "rId94")
    typed(parts, "xl/slicers/slicer1.xml", "application/vnd.ms-excel.slicer+xml")
    typed(parts, "xl/slicerCaches/slicerCache1.xml", "application/vnd.ms-excel.slicerCache+xml")
    caches = (
        f'<extLst><ext uri="{{46BE6895-7355-4a93-B00E-2C351335B9C9}}" xmlns:x15="{main15}"><x15:slicerCaches '
        f'xmlns:x14="{main14}"><x14:slicerCache r:id="rId94"/></x15:slicerCaches></ext></extLst>'
    )
    changed(parts, "xl/workbook.xml", "</workbook>", f"{caches}</workbook>")
    return parts


@corpus("dangling.xlsx")
def dangling():
    """A cell format that names a font and a fill behind the last: programs take the first."""
    parts = book(plain)
    fonts = re.search(rb'<fonts count="(\d+)"', parts["xl/styles.xml"])[1].decode()
    fills = re.search(rb'<fills count="(\d+)"', parts["xl/styles.xml"])[1].decode()
    formats = re.search(rb"<cellXfs.*?</cellXfs>", parts["xl/styles.xml"], re.DOTALL)[0]
    last = formats[formats.rindex(b"<xf ") :]
    other = re.sub(rb'fontId="\d+"', f'fontId="{fonts}"'.encode(), last)
    other = re.sub(rb'fillId="\d+"', f'fillId="{fills}"'.encode(), other)
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(last, other)
    return parts
