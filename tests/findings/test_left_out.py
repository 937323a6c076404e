"""More findings than anybody reads: the heaviest are told, and a notice counts the rest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from rich.console import Console

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.console import Detail, Telling, print_run
from lkjip_audit.result import LEFT_OUT
from lkjip_audit.rulepack.limits import with_limit
from tests.fuzz.books import book, packed

MOST = 3


@pytest.fixture(scope="module")
def auditor():
    return Auditor.load()


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    path = tmp_path_factory.mktemp("buku") / "a.xlsx"
    path.write_bytes(packed(book(1)))
    return path


@pytest.fixture(scope="module")
def whole(auditor, source):
    return auditor.audit(source)


@pytest.fixture(scope="module")
def limited(auditor, source):
    changed, _ = with_limit(auditor.pack.limits, "telling.findings", Decimal(MOST))
    return replace(auditor, pack=replace(auditor.pack, limits=changed)).audit(source)


def test_the_heaviest_are_told_as_they_would_be_among_all(whole, limited):
    assert len(whole.findings) > MOST
    told = [(item.id, item.fingerprint, item.message) for item in whole.findings[:MOST]]
    assert [(item.id, item.fingerprint, item.message) for item in limited.findings] == told


def test_a_notice_counts_those_that_are_left_out_by_weight(whole, limited):
    rest = whole.findings[MOST:]
    weights = {item.severity: sum(other.severity is item.severity for other in rest) for item in rest}
    [told] = [item.message for item in limited.notices if item.notice.code == LEFT_OUT]
    assert f"{len(rest)} dari {len(whole.findings)} temuan" in told
    assert all(f"{count} {'signifikan' if s == 'significant' else s}" in told for s, count in weights.items())
    assert LEFT_OUT not in {item.notice.code for item in whole.notices}


@pytest.mark.parametrize("detail", list(Detail))
def test_the_screen_says_so_in_every_detail(limited, detail):
    page = StringIO()
    console = Console(file=page, width=400)
    print_run([Checked("a.xlsx", limited)], console, Catalogue("id"), Telling(detail))
    assert "temuan tidak disampaikan" in page.getvalue()


def test_what_was_tested_is_counted_as_before(whole, limited):
    assert limited.checks == whole.checks
    assert limited.coverage == whole.coverage


def test_causes_explain_only_what_is_told(limited):
    told = {item.id for item in limited.findings}
    assert limited.causes
    assert all(set(cause.explains) <= told for cause in limited.causes)
