"""The project is on no package index: what people are told to install, they install from its folder."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOLD = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "action.yml", "lkjip_audit/**/*.yaml", "lkjip_audit/**/*.html")
    for path in ROOT.glob(pattern)
)
FROM_AN_INDEX = re.compile(r"""(?:pip3?|pipx|tool) install(?:\s+-{1,2}[\w-]+)*\s+["'`]?lkjip-audit\b""")


def test_such_a_line_is_found() -> None:
    assert FROM_AN_INDEX.search("pip install 'lkjip-audit[serve]'")
    assert FROM_AN_INDEX.search("uv tool install --force lkjip-audit")
    assert not FROM_AN_INDEX.search("python -m pip install '.[serve]' && .venv/bin/lkjip-audit serve")


@pytest.mark.parametrize("path", TOLD, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_line_installs_from_an_index(path: Path) -> None:
    assert [line for line in path.read_text("utf-8").splitlines() if FROM_AN_INDEX.search(line)] == []
