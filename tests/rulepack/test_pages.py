"""Generated things: the rules' pages, the JSON Schema, the template of a new rule."""

import json

import pytest

from lkjip_audit.errors import UsageError
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.rulepack.docs import INDEX, page, pages, stale_pages, write_pages
from lkjip_audit.rulepack.model import Applies, Example, Examples, Expectation, Rule
from lkjip_audit.rulepack.new import new_rule
from lkjip_audit.rulepack.schema import rule_schema
from lkjip_audit.rulepack.template import fill, placeholders

TEXT = Catalogue("id").text


def rule_of(pack, **lines):
    pack.rule(**lines)
    return pack.load(examples=True).rules[0]


def test_page_says_all_that_the_file_says(pack):
    rule = rule_of(
        pack,
        formula="  formula: (pagu - realisasi) / pagu * 100\n  variants: [{id: a, formula: pagu}]",
        kinds="  kinds: [anggaran]\n  not_kinds: [kinerja]",
    )
    text = page(rule, TEXT)
    assert text.startswith("# Sisa anggaran\n\n`sisa` · Bobot: **signifikan** · sejak 0.1.0 · tetap\n")
    for told in (
        "- Rumus: sisa = ((pagu − realisasi) / pagu) × 100",
        "- Rumus: sisa = pagu",
        "- Kecuali jenis tabel: `kinerja`",
        "- PermenPANRB 53/2014, Lampiran II",
        "> {stated} bukan {expected}",
        "### Temuan: tiga\n\n|  | A |\n| --- | --- |\n| 1 | Sisa |\n| 2 | 9 |\n",
        "\n- Temuan di `A2`, seharusnya **3**\n",
        "tidak dapat dinilai: `operand_missing`",
        "Mend it",
    ):
        assert told in text


def test_page_shows_cells_as_they_were_given(pack):
    path = pack.rule()
    grid = "{Pagu: [['a|b', 1.50, true, {v: 0.5, fmt: '0%'}, {f: '=A1', v: 1}, {error: '#N/A'}, ~, 2024-01-31]]}"
    text = path.read_text("utf-8").replace("name: satu, grid: [[Sisa], [1]]", f"name: satu, sheets: {grid}")
    path.write_text(text, encoding="utf-8")
    told = page(pack.load(examples=True).rules[0], TEXT)
    assert "**Pagu**" in told
    assert r"| 1 | a\|b | 1,50 | TRUE | 0,5 `0%` | =A1 | #N/A |  | 2024-01-31 |" in told


def test_index_links_every_rule(pack):
    pack.rule()
    pack.rule("lain")
    wanted = pages(pack.load(examples=True).rules, TEXT)
    assert set(wanted) == {INDEX, "sisa.md", "lain.md"}
    assert "| [lain](lain.md) | Sisa anggaran | signifikan | `formula` |" in wanted[INDEX]


def test_stale_pages_are_named_and_mended(pack, tmp_path):
    wanted = pages([rule_of(pack)], TEXT)
    folder = tmp_path / "docs"
    mark = TEXT("page.generated")
    assert stale_pages(folder, wanted, mark) == (INDEX, "sisa.md")
    assert write_pages(folder, wanted, mark) == (INDEX, "sisa.md")
    assert stale_pages(folder, wanted, mark) == ()
    (folder / "hilang.md").write_text("x")
    (folder / "sisa.md").write_text("x")
    with (folder / INDEX).open("a") as index:
        index.write("| [hilang](hilang.md) |")
    assert stale_pages(folder, wanted, mark) == (INDEX, "hilang.md", "sisa.md")
    write_pages(folder, wanted, mark)
    assert sorted(path.name for path in folder.iterdir()) == [INDEX, "sisa.md"]


def test_pages_of_somebody_else_are_left_alone(pack, tmp_path):
    wanted, mark = pages([rule_of(pack)], TEXT), TEXT("page.generated")
    (tmp_path / "catatan.md").write_bytes(b"catatan \xff saya")
    write_pages(tmp_path, wanted, mark)
    assert (tmp_path / "catatan.md").read_bytes() == b"catatan \xff saya"
    assert stale_pages(tmp_path, wanted, mark) == ()
    (tmp_path / INDEX).write_text("# Tulisan saya")
    with pytest.raises(UsageError, match="not_our_page"):
        write_pages(tmp_path, wanted, mark)
    assert (tmp_path / INDEX).read_text() == "# Tulisan saya"


def describe(key):
    text = Catalogue("id")
    return text.text(f"schema.{key}") if text.has(f"schema.{key}") else None


def test_schema_takes_relations_of_known_kinds_only(pack):
    schema = rule_schema(pack.kinds, describe)
    (relation,) = schema["properties"]["relation"]["oneOf"]
    assert relation["properties"]["kind"] == {"const": "formula"}
    assert relation["required"] == ["kind", "stated", "formula"]
    assert relation["additionalProperties"] is False
    assert relation["properties"]["variants"]["items"] == {"$ref": "#/$defs/formula.Variant"}
    assert "formula.Variant" in schema["$defs"]


def test_schema_explains_in_indonesian_and_wants_examples(pack):
    schema = rule_schema(pack.kinds, describe)
    assert schema["description"].startswith("Satu aturan")
    assert "examples" in schema["required"]
    assert schema["properties"]["severity"]["description"].startswith("Bobot biasanya")
    assert json.loads(json.dumps(schema)) == schema


def test_every_reference_of_the_schema_leads_somewhere(pack):
    schema = rule_schema(pack.kinds, describe)
    named = set(json.dumps(schema).split('"#/$defs/')[1:])
    assert {name.partition('"')[0] for name in named} <= set(schema["$defs"])


@pytest.mark.parametrize(
    ("prefix", "model"),
    [
        ("", Rule),
        ("applies.", Applies),
        ("examples.", Examples),
        ("example.", Example),
        ("expectation.", Expectation),
    ],
)
def test_every_key_of_a_rule_is_explained(prefix, model):
    keys = [field.alias or name for name, field in model.model_fields.items()]
    assert [key for key in keys if describe(prefix + key) is None] == []


def test_new_rule_carries_the_id():
    assert "\nid: capaian-baru\n" in new_rule("capaian-baru")


@pytest.mark.parametrize("name", ["", "Capaian", "a--b", "a b", "../x", "1a", "a-"])
def test_new_rule_refuses_what_is_no_id(name):
    with pytest.raises(UsageError):
        new_rule(name)


def test_template_is_filled_with_text_only():
    template = "{stated} {size:bytes} {unknown} {0} {stated.__class__} {{stated}}"
    values = {"stated": "{size}", "size": 5}
    assert fill(template, values, {"bytes": lambda value: f"{value} B"}) == (
        "{size} 5 B {unknown} {0} {stated.__class__} {{size}}"
    )
    assert placeholders(template) == ("stated", "size", "unknown")
