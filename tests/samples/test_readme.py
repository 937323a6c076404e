"""The README's table of findings is what the audit of the sample says."""

import re
from pathlib import Path

import pytest

TEXT = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
ROWS = re.findall(r"^\| (`[^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|", TEXT, re.MULTILINE)


def digits(text: str) -> str:
    return re.sub(r"[^0-9,]", "", text).removesuffix(",00")


def test_the_table_is_read() -> None:
    assert len(ROWS) == 3


@pytest.mark.parametrize(("cells", "stated", "recomputed", "proposed"), ROWS, ids=lambda text: text)
def test_row_is_what_the_audit_says(blitar, cells, stated, recomputed, proposed) -> None:
    places, told = re.findall(r"`([^`]+)`", cells), [digits(item) for item in stated.split(" dan ")]
    for place, value in zip(places, told, strict=True):
        found = [item for item in blitar.findings if item.place == place and digits(item.stated) == value]
        assert found
        assert {digits(item.expected) for item in found} == {digits(recomputed)}
        assert {digits(item.proposed) for item in found} == {digits(proposed)}
