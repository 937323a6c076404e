"""The report as JUnit XML, which every CI server shows: a test suite for each file, a test case for each rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.result import AuditResult, Finding
from lkjip_audit.rulepack.model import Severity

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def render(checked: Sequence[Checked], catalogue: Catalogue) -> str:
    """A case fails when its rule found anything above info that counts, and is skipped when it could judge nothing.

    A file that could not be read and a rule that failed are errors.
    """
    suites = ET.Element("testsuites", name="lkjip-audit")
    for item in checked:
        suites.append(_suite(item, catalogue))
    for count in ("tests", "failures", "errors", "skipped"):
        suites.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _suite(item: Checked, catalogue: Catalogue) -> ET.Element:
    suite = ET.Element("testsuite", name=_clean(item.path))
    if item.result is None:
        case = _case(item, catalogue.text("form.readable"))
        ET.SubElement(case, "error", message=_clean(item.problem), type="workbook")
        suite.append(case)
    else:
        suite.extend(_cases(item, item.result, catalogue))
    suite.set("tests", str(len(suite)))
    for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(len(suite.findall(f"./testcase/{tag}"))))
    return suite


def _cases(item: Checked, result: AuditResult, catalogue: Catalogue) -> list[ET.Element]:
    """A case for every rule that said anything of the file, by the rule's id."""
    found: dict[str, list[Finding]] = {}
    for finding in result.findings:
        found.setdefault(finding.rule, []).append(finding)
    unjudged: dict[str, list[str]] = {}
    for entry in result.unverified:
        unjudged.setdefault(entry.rule, []).append(f"{entry.address.place}: {entry.why}")
    tested = {rule for figure in result.coverage.tested for rule in figure.rules}
    cases = []
    for rule, failure in zip(result.failed_rules, result.failures, strict=True):
        cases.append(case := _case(item, rule))
        ET.SubElement(case, "error", message=_clean(failure.message), type="rule")
    for rule in sorted(tested | found.keys() | unjudged.keys()):
        case = _case(item, rule)
        wrong = [finding for finding in found.get(rule, ()) if finding.counts and finding.severity is not Severity.INFO]
        if wrong:
            _fail(case, wrong, catalogue)
        elif rule not in tested and rule not in found:
            ET.SubElement(case, "skipped", message=_clean(unjudged[rule][0]))
        told = [_line(finding, catalogue) for finding in found.get(rule, ()) if finding not in wrong]
        if told or rule in unjudged:
            ET.SubElement(case, "system-out").text = _clean("\n".join([*told, *unjudged.get(rule, ())]))
        cases.append(case)
    return cases


def _fail(case: ET.Element, wrong: Sequence[Finding], catalogue: Catalogue) -> None:
    worst = min((finding.severity for finding in wrong), key=lambda severity: severity.rank)
    message = f"{wrong[0].title} ({len(wrong)})"
    failure = ET.SubElement(case, "failure", message=_clean(message), type=worst.value)
    failure.text = _clean("\n".join(_line(finding, catalogue) for finding in wrong))


def _case(item: Checked, name: str) -> ET.Element:
    return ET.Element("testcase", classname=_clean(item.path), name=_clean(name), file=_clean(item.path))


def _line(finding: Finding, catalogue: Catalogue) -> str:
    severity = catalogue.text(f"severity.{finding.severity.value}")
    reason = f" [{finding.suppression.reason}]" if finding.suppression else ""
    return f"{finding.place} [{severity}] {finding.message}{reason}"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
