"""A rule pack made for a test: a good rule, to be changed in the place that the test is about."""

from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import pytest
from pydantic import BaseModel, ConfigDict

from lkjip_audit.rulepack.lint import Vocabulary, lint
from lkjip_audit.rulepack.loader import load_rules, read_rules
from lkjip_audit.rulepack.problems import BrokenPackError

RULE = """\
id: sisa
title: {id: Sisa anggaran, en: Remaining budget}
severity: significant
basis:
  - {document: PermenPANRB 53/2014, article: Lampiran II}
applies:
  kinds: [anggaran]
  roles: [pagu, sisa]
relation:
  kind: formula
  stated: sisa
  formula: pagu - realisasi
message: {id: "{stated} bukan {expected}", en: "{stated} is not {expected}"}
why: {id: Karena, en: Because}
remedy: {id: Perbaiki, en: Mend it}
examples:
  pass:
    - {name: satu, grid: [[Sisa], [1]]}
    - {name: dua, grid: [[Sisa], [2]]}
  fail:
    - {name: tiga, grid: [[Sisa], [9]], expect: [{cell: A2, expected: 3}]}
    - {name: empat, grid: [[Sisa], [9]], expect: [{cell: A2}]}
  boundary:
    - {name: lima, grid: [[Sisa], [5]]}
  not_verifiable:
    - {name: enam, grid: [[Sisa], ["-"]], reason: operand_missing}
"""


class Variant(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    formula: str


class Formula(BaseModel):
    model_config = ConfigDict(extra="forbid")

    stated: str
    formula: str
    variants: tuple[Variant, ...] = ()
    tolerance: Decimal = Decimal(0)


class Pack:
    """A folder of rules."""

    kinds: ClassVar = {"formula": Formula}
    vocabulary = Vocabulary(
        roles=frozenset({"pagu", "realisasi", "sisa", "capaian", "nip"}),
        tables={
            "anggaran": frozenset({"pagu", "realisasi", "sisa"}),
            "kinerja": frozenset({"capaian", "realisasi"}),
        },
        forbidden={"kinerja": frozenset({"pagu"})},
        places={"formula": frozenset({"variant"})},
    )

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "checks").mkdir(parents=True)

    def rule(self, name: str = "sisa", text: str = RULE, **lines: str) -> Path:
        """Write a rule; ``lines`` replace those that start with their keys (\\n in them for more lines)."""
        text = text.replace("id: sisa", f"id: {name}", 1)
        written = []
        for line in text.splitlines():
            key = line.strip().partition(":")[0]
            written.append(lines.get(key, line))
        path = self.folder / "checks" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(written) + "\n", encoding="utf-8")
        return path

    def profile(self, text: str, name: str = "kota-blitar") -> Path:
        """Write a profile; its head takes two lines."""
        path = self.folder / "profiles" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"id: {name}\ntitle: {{id: Kota Blitar, en: Blitar}}\n{text}", encoding="utf-8")
        return path

    def load(self, *more: Path, **options):
        return load_rules([self.folder, *more], self.kinds, **options)

    def problems(self, **options):
        """What loading says is wrong: (line, column, code) of each."""
        with pytest.raises(BrokenPackError) as caught:
            self.load(**{"examples": True, **options})
        return [(problem.line, problem.column, problem.code) for problem in caught.value.problems]

    def lint(self):
        return lint([self.folder], self.kinds, self.vocabulary)

    def codes(self):
        """What lint says is wrong: the codes."""
        return [problem.code for problem in self.lint()]

    def entries(self):
        found, problems = read_rules([self.folder], self.kinds, examples=True)
        assert not problems
        return found


@pytest.fixture
def pack(tmp_path):
    """An empty pack, in a folder of its own."""
    return Pack(tmp_path / "rules")
