"""The one table of limits: what its file must say, and how a profile moves one."""

from decimal import Decimal

import pytest

from lkjip_audit.errors import RulePackError
from lkjip_audit.pipeline import Auditor, Options
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.limits import FILE, in_force, limits, load_limits, packaged, read_limits, with_limit

TEXT = (pack_folder() / FILE).read_text(encoding="utf-8")
TRIFLE = "judging.trifle_rupiah"


def _broken(tmp_path, text):
    path = tmp_path / FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        load_limits(path)
    return caught.value


def _profile(tmp_path, lines):
    path = tmp_path / "uji.yaml"
    path.write_text("id: uji\ntitle: {id: Uji, en: Test}\nlimits:\n" + lines, encoding="utf-8")
    return Options(profile=str(path))


def test_every_limit_says_what_it_decides_and_where_it_comes_from():
    told, _ = read_limits(pack_folder() / FILE)
    for name, (_, said) in told.items():
        assert len(said.why.split()) >= 5, name
        assert said.source or said.calibration, name


def test_limit_that_nobody_knows_is_an_error_with_its_place(tmp_path):
    error = _broken(tmp_path, TEXT.replace("  trifle_rupiah:", "  trifle_rupia:", 1))
    codes = {problem.code: problem for problem in error.problems}
    assert set(codes) == {"unknown_key", "missing_key"}
    line = 1 + TEXT.split("\n").index("  trifle_rupiah:")
    assert codes["unknown_key"].line == line
    assert ("nearest", "trifle_rupiah") in codes["unknown_key"].details


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("value: 1000\n", "value: seribu\n", "wants_number"),
        ("value: 1000\n", "value: -1\n", "wrong_value"),
        ("    why:", "    whence:", "unknown_key"),
        ("    calibration:", "    guessed:", "unknown_key"),
    ],
)
def test_limit_must_be_a_number_that_is_explained(tmp_path, old, new, code):
    assert code in {problem.code for problem in _broken(tmp_path, TEXT.replace(old, new, 1)).problems}


def test_limits_are_in_force_until_their_block_ends():
    chosen, code = with_limit(packaged(), TRIFLE, Decimal(5000))
    assert code is None
    with in_force(chosen):
        assert limits().judging.trifle_rupiah == Decimal(5000)
    assert limits() == packaged()


def test_profile_moves_a_limit_by_name(tmp_path):
    options = _profile(tmp_path, f"  - {{limit: {TRIFLE}, value: 5000, reason: Uji}}\n")
    auditor = Auditor.load(options)
    assert auditor.pack.limits.judging.trifle_rupiah == Decimal(5000)
    assert auditor.pack.sha256 != Auditor.load().pack.sha256


@pytest.mark.parametrize(
    ("limit", "value", "code"),
    [
        ("judging.trifle", 1, "profile_unknown_limit"),
        (TRIFLE, -1, "limit_below_zero"),
        ("judging.few_operands", 1.5, "wants_integer"),
    ],
)
def test_profile_is_told_which_limit_it_cannot_move(tmp_path, limit, value, code):
    options = _profile(tmp_path, f"  - {{limit: {limit}, value: {value}, reason: Uji}}\n")
    with pytest.raises(RulePackError) as caught:
        Auditor.load(options)
    problem = caught.value.problems[0]
    assert (problem.code, problem.line) == (code, 4)
