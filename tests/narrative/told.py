"""Sentences beside a table of known subjects: what the claims in them are."""

from __future__ import annotations

from lkjip_audit.narrative.claims import claims_of
from lkjip_audit.narrative.model import Claim
from lkjip_audit.narrative.paragraphs import paragraphs_of
from lkjip_audit.narrative.subjects import Labels
from tests.grids import workbook_from_grids
from tests.packaged import roles

NAMES = {
    "sasaran": {
        "merit": ["Meningkatnya penerapan sistem merit"],
        "kompetensi": ["Meningkatnya kompetensi ASN"],
        "akuntabilitas": ["Meningkatnya akuntabilitas kinerja"],
    },
    "indikator": {
        "indeks": ["Indeks sistem merit"],
        "diklat": ["Persentase ASN yang mengikuti diklat"],
        "sakip": ["Nilai SAKIP Perangkat Daerah"],
    },
    "program": {"kepegawaian": ["Program Kepegawaian Daerah"]},
}
ORDERS = {1: {"sasaran": "merit"}, 2: {"sasaran": "kompetensi"}, 3: {"sasaran": "akuntabilitas"}}
LABELS = Labels(NAMES, ORDERS)


def claims(*cells: str) -> list[Claim]:
    """The claims of text cells that stand under each other."""
    workbook = workbook_from_grids({"Narasi": [[cell] for cell in cells]})
    return list(claims_of(paragraphs_of(workbook, ()), LABELS, roles()))


def told(*cells: str) -> list[tuple[str, str, str]]:
    """The claims as (measure, figure, deepest subject or "total")."""
    return [
        (claim.measure, claim.figure.literal, "total" if claim.total else deepest(claim)) for claim in claims(*cells)
    ]


def deepest(claim: Claim) -> str:
    return next((claim.subject[level] for level in ("indikator", "sasaran", "program") if level in claim.subject), "")
