"""Boxes of notes in drawings that a file brings along."""

import re
from time import process_time

import pytest

from lkjip_audit.ooxml.drawing import Box, with_boxes
from lkjip_audit.ooxml.scan import scan_sheet
from tests.fuzz.books import sheet

SCAN = scan_sheet(sheet([["a"]]).encode(), [(1, 1)])


@pytest.mark.parametrize(
    "drawing",
    [
        f'<xml><o:shapelayout><o:idmap data="{",".join(map(str, range(1, 60_000)))}"/></o:shapelayout></xml>',
        f"<xml>{''.join(f'<v:shape id={chr(34)}_x0000_s{n * 1024}{chr(34)}/>' for n in range(1, 12_000))}</xml>",
        f"<xml>{'<o:idmap ' * 20_000}</xml>",
    ],
    ids=["claims", "shapes", "tags without an end"],
)
def test_a_hostile_drawing_gets_its_box_in_no_time(drawing):
    started = process_time()
    made = with_boxes(drawing.encode(), [Box((1, 1), "isi")], SCAN, ())
    assert process_time() - started < 0.5
    assert made.count(b'ObjectType="Note"') == 1


@pytest.mark.parametrize("last", [16_384, 10**15 - 1])
def test_a_box_beside_columns_that_are_all_hidden_ends_on_the_sheet(last):
    cols = f'<cols><col min="2" max="{last}" hidden="1"/></cols><sheetData>'
    scan = scan_sheet(sheet([["a"]]).replace("<sheetData>", cols).encode(), [(1, 1)])
    started = process_time()
    made = with_boxes(None, [Box((1, 1), "isi")] * 50, scan, ()).decode()
    assert process_time() - started < 0.5
    assert {int(found[1]) <= 16_383 for found in re.finditer(r"<x:Anchor>(?:[^,]+,){4} ([0-9]+),", made)} == {True}
