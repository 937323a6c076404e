"""What several rooms' tests share: the samples, audited once."""

from __future__ import annotations

import pytest
from hypothesis import settings

from lkjip_audit import audit
from lkjip_audit.result import AuditResult
from tests.truth import SAMPLES

settings.register_profile("project", deadline=None)  # how long an example takes is the machine's load, no fault
settings.load_profile("project")


@pytest.fixture(scope="session")
def blitar() -> AuditResult:
    return audit(SAMPLES / "kota-blitar-bkpsdm-2023.xlsx")


@pytest.fixture(scope="session")
def jombang() -> AuditResult:
    return audit(SAMPLES / "kab-jombang-bkpsdm-2023.xlsx")


@pytest.fixture(scope="session")
def selaras() -> AuditResult:
    return audit(SAMPLES / "contoh-selaras.xlsx")
