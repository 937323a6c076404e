"""A sample saved as .xls or .ods through LibreOffice says what the .xlsx says: nothing more is found in it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from lkjip_audit.pipeline import Auditor
from lkjip_audit.rulepack.model import Severity
from tests.truth import SAMPLES

SOFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.office, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")]


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor.load()


def converted(name: str, kind: str, folder: Path) -> Path:
    """What LibreOffice makes of a sample."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, str(Path(SAMPLES) / f"{name}.xlsx")], check=True, capture_output=True, timeout=300)
    return folder / f"{name}.{kind}"


@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize("name", ["contoh-selaras", "kota-blitar-bkpsdm-2023"])
def test_nothing_is_found_that_the_xlsx_does_not_have(auditor: Auditor, name: str, kind: str, tmp_path: Path) -> None:
    own = auditor.audit(Path(SAMPLES) / f"{name}.xlsx")
    other = auditor.audit(converted(name, kind, tmp_path))
    found = {(finding.rule, finding.address) for finding in own.findings}
    assert [finding for finding in other.findings if (finding.rule, finding.address) not in found] == []
    heavy = [finding for finding in own.findings if finding.severity is not Severity.INFO]
    assert len(other.findings) >= len(heavy)
