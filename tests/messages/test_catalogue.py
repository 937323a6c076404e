"""The catalogue: both languages whole, every sentence found, every place filled."""

import errno
import os
import re
from importlib import import_module
from pathlib import Path

import pytest

from lkjip_audit.errors import LkjipAuditError, RulePackError, UsageError, WorkbookError
from lkjip_audit.languages import LANGUAGES
from lkjip_audit.messages.catalogue import Catalogue, sections
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.rulepack.problems import Problem

PLACE = re.compile(r"\{\w+(?::\w+)?\}")
EITHER = pytest.mark.parametrize("lang", LANGUAGES)


def sentences(lang):
    return {f"{section}.{name}": text for section, held in sections(lang).items() for name, text in held.items()}


def test_both_languages_have_the_same_keys_in_the_same_order():
    assert list(sentences("id")) == list(sentences("en"))


def test_both_languages_have_the_same_places():
    other = sentences("en")
    differ = {
        key for key, text in sentences("id").items() if sorted(PLACE.findall(text)) != sorted(PLACE.findall(other[key]))
    }
    assert not differ


@EITHER
def test_every_sentence_is_one_line_without_stray_spaces(lang):
    odd = {key for key, text in sentences(lang).items() if not text or text != " ".join(text.split())}
    assert not odd


@EITHER
def test_every_form_that_a_place_asks_for_is_known(lang):
    forms = {match.partition(":")[2].rstrip("}") for text in sentences(lang).values() for match in PLACE.findall(text)}
    assert forms <= {"", "bytes", "count", "why"}


@EITHER
@pytest.mark.parametrize(
    "code",
    [
        "missing",
        "is_folder",
        "not_permitted",
        "empty_file",
        "encrypted",
        "not_a_workbook",
        "corrupt",
        "texts_lost",
        "too_large",
        "unsafe",
        "unsupported",
        "no_cells",
    ],
)
def test_every_reason_why_a_workbook_is_not_read_has_one_sentence(lang, code):
    details = {"name": "lkjip.xlsx", "found": "ZIP", "part": "xl/workbook.xml", "reason": "cut short"}
    details |= {"sheet": "Anggaran", "cell": "B4", "text": "77"}
    told = Catalogue(lang).error(WorkbookError(code, **details))
    assert "lkjip.xlsx" in told
    assert not PLACE.search(told)


@EITHER
def test_every_severity_has_a_word(lang):
    assert all(Catalogue(lang).text(f"severity.{severity}") for severity in Severity)


def test_indonesian_severities_are_those_of_auditors():
    words = [Catalogue("id").text(f"severity.{severity}") for severity in Severity]
    assert words == ["material", "signifikan", "minor", "info"]


def test_reason_chooses_the_more_telling_sentence():
    error = WorkbookError("unsafe", name="a.xlsx", reason="ratio", part="xl/sharedStrings.xml")
    assert "bom zip" in Catalogue("id").error(error)


def test_sizes_and_counts_are_written_for_a_reader():
    error = WorkbookError("too_large", name="a.xlsx", what="file", size=300 << 20, limit=256 << 20)
    assert "300 MB" in Catalogue("id").error(error)
    cells = WorkbookError("too_large", name="a.xlsx", what="cells", limit=2_000_000)
    assert "2.000.000" in Catalogue("id").error(cells)
    assert "2,000,000" in Catalogue("en").error(cells)


def test_rule_pack_errors_speak_from_their_own_section():
    told = Catalogue("id").error(RulePackError("unknown_key", file="a.yaml", key="severty", nearest="severity"))
    assert told == "Kunci 'severty' tidak dikenal; mungkin maksud Anda: severity."
    problem = Problem("a.yaml", 1, 1, "yaml_empty")
    assert Catalogue("id").problem(problem) == "Berkas ini kosong."


@EITHER
def test_no_sentence_on_yaml_names_a_detail_like_the_place_that_its_fault_has(lang):
    """The exception has a file, a line and a column of its own, which would be given twice."""
    held = sections(lang)["rulepack"]
    own = {name for name, text in held.items() if {"{file}", "{line}", "{column}"} & {*PLACE.findall(text)}}
    assert own == set()


def test_code_without_a_sentence_still_says_what_it_knows():
    told = Catalogue("id").error(LkjipAuditError("never_heard_of", cell="B7"))
    assert "never_heard_of" in told
    assert "cell=B7" in told


@EITHER
def test_key_that_is_not_there_costs_nobody_the_audit(lang):
    """The tests find every code that lacks a sentence; should one slip past, it is told by its name."""
    catalogue = Catalogue(lang)
    assert "notice.unheard_of" in catalogue.text("notice.unheard_of", text="B7")
    assert "text=B7" in catalogue.text("notice.unheard_of", text="B7")
    assert "nothing.at_all" in catalogue.text("nothing.at_all")
    assert not catalogue.has("nothing.at_all")


def test_language_that_is_not_there_is_a_usage_error():
    with pytest.raises(UsageError):
        Catalogue("jv")


def test_value_is_never_filled_again():
    assert Catalogue("id").text("error.missing", name="{name} {kind}").startswith("Berkas {name} {kind} tidak")


PACKAGE = Path(import_module("lkjip_audit").__file__).parent


def literals(pattern, folder=""):
    """What stands in the quotes that ``pattern`` captures, anywhere in the sources under ``folder``."""
    sources = [path.read_text("utf-8") for path in (PACKAGE / folder).rglob("*.py")]
    return {match for source in sources for match in re.findall(pattern, source)}


def missing(keys):
    return sorted(key for key in keys if not Catalogue("id").has(key))


def test_every_sentence_that_is_asked_for_by_name_is_there():
    asked = literals(r'catalogue\.text\(\s*"([a-z_]+\.[a-z_.]+)"') | literals(r'Catalogue\(\)\.text\("([a-z_.]+)"')
    assert len(asked) > 15
    assert missing(asked) == []


@pytest.mark.parametrize("number", [errno.EEXIST, errno.EISDIR, errno.ENOSPC, errno.EACCES, errno.ENAMETOOLONG])
def test_what_the_system_says_of_a_file_is_told_in_the_readers_language(number):
    said = Catalogue("id").error(WorkbookError("not_written", name="a.xlsx", reason=os.strerror(number)))
    assert os.strerror(number) not in said
    assert said.startswith("a.xlsx tidak dapat ditulis (")


def test_what_the_system_seldom_says_stays_as_it_is():
    assert "(Level 3 halted)" in Catalogue("id").error(
        WorkbookError("not_written", name="a.xlsx", reason="Level 3 halted")
    )
