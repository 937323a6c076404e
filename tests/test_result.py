"""What the one result says of findings that somebody answers for, and its form as plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lkjip_audit.result import NOWHERE, FollowUp, Suppression
from lkjip_audit.rulepack.model import Severity

WAIVER = Suppression("waiver", "Disepakati pada reviu.", "Inspektorat", date(2024, 12, 31))


def _without(result, severity):
    """``result`` with every finding of that severity waived."""
    findings = (
        replace(finding, suppression=WAIVER) if finding.severity is severity else finding for finding in result.findings
    )
    return replace(result, findings=tuple(findings))


def test_a_suppressed_finding_is_told_but_does_not_count(blitar):
    waived = _without(blitar, Severity.MATERIAL)
    assert blitar.worst() is Severity.MATERIAL
    assert waived.worst() is Severity.SIGNIFICANT
    assert waived.severities()[Severity.MATERIAL] == 0
    assert len(waived.counted) == len(blitar.findings) - blitar.severities()[Severity.MATERIAL]
    assert len(waived.to_dict()["findings"]) == len(blitar.findings)


def test_the_form_says_why_a_finding_does_not_count(blitar):
    finding = _without(blitar, Severity.MATERIAL).to_dict()["findings"][0]
    assert finding["suppression"] == {
        "kind": "waiver",
        "reason": "Disepakati pada reviu.",
        "who": "Inspektorat",
        "until": "2024-12-31",
    }


def test_keys_of_the_form_that_say_nothing_are_not_there(blitar):
    found = blitar.to_dict()
    for finding in found["findings"]:
        assert not {"suppression", "follow_up", "file"} & finding.keys()
    assert not any("follow_up" in cause for cause in found["causes"])


def test_what_a_reviewer_noted_is_in_the_form(blitar):
    noted = FollowUp("rejected", "Sudah sesuai DPA perubahan.", "Reviu 1")
    result = replace(blitar, findings=(replace(blitar.findings[0], follow_up=noted),))
    expected = {"status": "rejected", "note": "Sudah sesuai DPA perubahan.", "name": "Reviu 1"}
    assert result.to_dict()["findings"][0]["follow_up"] == expected


def test_a_finding_about_a_file_names_the_file_in_place_of_a_cell(blitar):
    first = blitar.findings[0]
    about = replace(first, address=NOWHERE, file="lkjip-audit.yaml:7")
    assert first.place == f"{first.address.sheet}!{first.address.a1}"
    assert about.place == "lkjip-audit.yaml:7"
    form = replace(blitar, findings=(about,)).to_dict()["findings"][0]
    assert (form["sheet"], form["cell"], form["file"]) == ("", "", "lkjip-audit.yaml:7")
