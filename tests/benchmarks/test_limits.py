"""docs/limits.md, and the measuring that makes it."""

from decimal import Decimal

import pytest

from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.limits import FILE, packaged, read_limits, with_limit
from tests.benchmarks.limits import PAGE, Audited, Sample, measured, moves, page, told, wanted
from tests.benchmarks.tracked import Tracked


def test_page_lists_every_limit_as_it_is():
    """What moving a limit changes takes minutes to measure; the rest of the page is made anew at once."""
    text = PAGE.read_text(encoding="utf-8")
    assert page(measured(text)) == text, "run python -m tests.benchmarks.limits GROUP"
    entries, _ = read_limits(pack_folder() / FILE)
    assert {line.split("`")[1] for line in text.split("\n") if line.startswith("| `")} == {name for _, name in entries}


def test_a_tenth_of_a_whole_number_is_one_at_least():
    assert moves(Decimal(4), int) == (3, 5)
    assert moves(Decimal(100), int) == (90, 110)
    assert moves(Decimal("0.5"), float) == (Decimal("0.45"), Decimal("0.55"))


def test_limits_are_chosen_by_group_or_by_name():
    assert wanted(["judging.trifle_rupiah"]) == ["judging.trifle_rupiah"]
    assert set(wanted(["facts"])) < set(wanted([]))


@pytest.mark.parametrize("other", [109, 91, Decimal("109.5")])
def test_comparison_that_a_tenth_would_turn_is_noted(other):
    noted = []
    assert (other < Tracked(100, 90, 110, lambda: noted.append(1))) == (other < 100)
    assert noted


def test_comparison_that_a_tenth_leaves_is_not_noted():
    noted = []
    limit = Tracked(Decimal("0.02"), Decimal("0.018"), Decimal("0.022"), lambda: noted.append(1))
    assert abs(Decimal(3)) > Decimal(100) * limit
    assert not noted
    assert abs(Decimal("2.1")) > Decimal(100) * limit
    assert noted


def test_whatever_else_is_done_with_a_limit_is_noted():
    for use in (lambda n: list(range(n)), lambda n: [1, 2, 3, 4][:n], hash, float):
        noted = []
        use(Tracked(3, 2, 4, lambda noted=noted: noted.append(1)))
        assert noted


@pytest.mark.slow
def test_moved_limit_is_carried_through_the_audit():
    """A header of several rows is cut where a header may have but one."""
    sample = Sample("contoh-selaras")
    chosen, _ = with_limit(packaged(), "layout.most_header_rows", Decimal(1))
    sample.read.matter.add("layout.most_header_rows")
    now = sample.under(chosen, "layout.most_header_rows")
    assert now.tables != sample.usual.tables
    assert told(sample.usual, sample.usual) == ""
    assert isinstance(now, Audited)
