"""What the tests of the tables room share."""

from __future__ import annotations

from pathlib import Path

import pytest

from lkjip_audit.tables.definitions import Definitions, load_definitions

RULES = Path(__file__).resolve().parents[2] / "rules"


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    return load_definitions(RULES)
