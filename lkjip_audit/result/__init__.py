"""What an audit says: the one thing that reports and the command line look at."""

from lkjip_audit.result.coverage import Coverage, TableSummary, Tested, Unchecked, Unverified
from lkjip_audit.result.excerpt import GAP, Excerpt, Spot, Strip
from lkjip_audit.result.form import SCHEMA
from lkjip_audit.result.later import Later, LaterSequence
from lkjip_audit.result.parts import (
    LEFT_OUT,
    NOWHERE,
    RULE_FAILED,
    About,
    Alternative,
    Cause,
    Finding,
    FollowUp,
    NoticeText,
    Related,
    Source,
    Standing,
    Suppression,
    code_of,
)
from lkjip_audit.result.record import EVERYWHERE, Judged, Ledger, Record, StatedFigure
from lkjip_audit.result.tested import RelationTold
from lkjip_audit.result.whole import AuditResult, View

__all__ = [
    "EVERYWHERE",
    "GAP",
    "LEFT_OUT",
    "NOWHERE",
    "RULE_FAILED",
    "SCHEMA",
    "About",
    "Alternative",
    "AuditResult",
    "Cause",
    "Coverage",
    "Excerpt",
    "Finding",
    "FollowUp",
    "Judged",
    "Later",
    "LaterSequence",
    "Ledger",
    "NoticeText",
    "Record",
    "Related",
    "RelationTold",
    "Source",
    "Spot",
    "Standing",
    "StatedFigure",
    "Strip",
    "Suppression",
    "TableSummary",
    "Tested",
    "Unchecked",
    "Unverified",
    "View",
    "code_of",
]
