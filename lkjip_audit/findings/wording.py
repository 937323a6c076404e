"""The sentence of an outcome: the rule's message with everything that it names filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from lkjip_audit.figures.rounding import format_indonesian, round_half_even
from lkjip_audit.findings.spoken import spoken
from lkjip_audit.formula import Expression, Name, Sum, names
from lkjip_audit.formula.excel import to_excel
from lkjip_audit.formula.render import is_shortened
from lkjip_audit.judging.model import Equation, Manner, Outcome, Restatement
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.rulepack.template import fill, placeholders
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.workbook.listing import place_list

_TOTAL = WordPattern(r"(?:grand\s+)?{total_words}\.?(?:\s+{total_extents})*", re.IGNORECASE)
_MOST_PLACES = 4
_MOST_TERMS = 60
_MOST_TOLD = 24
"""Terms of a sum that a sentence lists with their cells."""


def values_of(outcome: Outcome, catalogue: Catalogue) -> dict[str, str]:
    """What a rule's message may name."""
    own = dict(outcome.values)
    address = outcome.cell.address
    values = {
        **own,
        "subject": _short(
            (own.get("named") or outcome.subject).rstrip(" .,:;")
        ),  # it stands in the middle of a sentence
        "stated": outcome.stated.strip(),
        "expected": outcome.expected_text,
        "difference": difference_of(outcome),
        "sheet": address.sheet,
        "cell": address.a1,
        "elsewhere": places_of(outcome) or _recomputed(own, catalogue),
    }
    if _is_alone(outcome):  # said again as its own sum a figure tells nothing: its cell does
        values["formula"] = outcome.related[0].node.address.near(address.sheet)
    if "moved" in own:
        values["moved"] = _moved(int(own["moved"]), catalogue)
    if "measure" in own:
        values["measure_name"] = catalogue.text(f"measure.{own['measure']}")
        whole = not values["subject"] or _TOTAL.fullmatch(values["subject"])
        of = "fact.total" if whole else "fact.of"
        values["fact"] = catalogue.text(of, measure=values["measure_name"], subject=values["subject"])
    return values


def _is_alone(outcome: Outcome) -> bool:
    """Whether what should stand there is one other figure as it is."""
    relation = outcome.relation
    return isinstance(relation, Equation) and len(outcome.related) == 1 and _bare(relation.formula)


def _bare(formula: Expression) -> bool:
    return isinstance(formula, Name) or (isinstance(formula, Sum) and all(map(_bare, formula.terms)))


def message_of(outcome: Outcome, catalogue: Catalogue) -> str:
    """The finding's sentence, and one more on how it departs where that is not plain."""
    values = values_of(outcome, catalogue)
    if "moved_from" in values:
        return catalogue.text("origin.below" if values["stated"] else "origin.left_empty", **values)
    if "beyond" in values and not values["expected"]:
        return catalogue.text("label.undefined", **values)
    template = outcome.rule.message.get(catalogue.lang)
    sentence = fill(template, {name: values.get(name, "") for name in placeholders(template)}).strip()
    sentence = sentence[:1].upper() + sentence[1:]
    told = " ".join(filter(None, (sentence, _manner(outcome, catalogue), *_asides(outcome, catalogue))))
    return spoken(told, catalogue.lang)


def _manner(outcome: Outcome, catalogue: Catalogue) -> str:
    if outcome.manner in (None, Manner.OUTSIDE, Manner.PRINTED, Manner.STORED, Manner.DEEP):
        return ""
    return catalogue.text(f"manner.{outcome.manner.value}")


def _asides(outcome: Outcome, catalogue: Catalogue) -> list[str]:
    """What the reader should know besides: which formula was taken, that the scale ends below the value..."""
    own = dict(outcome.values)
    told = []
    if own.get("formula_source"):
        told.append(_in_force(own, catalogue))
    if is_shortened(own.get("formula", "")):
        told.append(_terms(outcome, catalogue))
    if own.get("computed"):
        told.append(catalogue.text("displaced.adds_up" if own.get("total_row") else "displaced.put_back", **own))
    if own.get("beyond"):
        told.append(catalogue.text("label.beyond", band=own["beyond"]))
    if own.get("changed"):
        told.append(catalogue.text("label.changed", number=own.get("number", ""), recomputed=own["recomputed"]))
    if own.get("other_year"):
        told.append(catalogue.text("restatement.other_year", stated=outcome.stated.strip(), year=own["other_year"]))
    if own.get("held"):
        told.append(catalogue.text("restatement.held", places=_listed(_where_set(outcome))))
    if own.get("sets"):
        told.append(catalogue.text("restatement.sets"))
    return told


def _recomputed(own: Mapping[str, str], catalogue: Catalogue) -> str:
    """How a value that stands nowhere was computed."""
    if "computed_as" not in own:
        return catalogue.text("restatement.recomputed")
    return catalogue.text("restatement.recomputed_as", formula=own["computed_as"], place=own["computed_at"])


def _in_force(own: Mapping[str, str], catalogue: Catalogue) -> str:
    """Which formula was taken, and on whose word."""
    told = {"formula": own["formula_in_force"], "fits": own["fits"], "of": own["of"]}
    return catalogue.text(f"formula_source.{own['formula_source']}", **told)


def _terms(outcome: Outcome, catalogue: Catalogue) -> str:
    """Every term of a sum that its formula shortens, with its cell; of a very long one the cells alone."""
    used = outcome.related or outcome.computed_from
    if len(used) > _MOST_TOLD:
        return catalogue.text("terms.many", places=place_list([item.node.address for item in used]))
    sheet = outcome.cell.address.sheet
    each = (f"{item.figure.literal} ({item.node.address.near(sheet)})" for item in used)
    return catalogue.text("terms.each", terms=", ".join(each))


def _moved(by: int, catalogue: Catalogue) -> str:
    """How far cells stand beside their columns, and on which side."""
    return catalogue.text("displaced.right" if by > 0 else "displaced.left", count=abs(by))


def _short(text: str, most: int = 120) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def places_of(outcome: Outcome) -> str:
    """Where else the fact stands, as a reader finds it: ``Lampiran 3!C14``."""
    return _listed(item.node for item in outcome.related)


def _where_set(outcome: Outcome) -> Iterator[Node]:
    """Of the places where else the fact stands those that set it."""
    relation = outcome.relation
    set_at = relation.setting.nodes if isinstance(relation, Restatement) else frozenset()
    return (item.node for item in outcome.related if item.node in set_at)


def _listed(nodes: Iterable[Node]) -> str:
    seen = list(dict.fromkeys(node.address.place for node in nodes))
    more = "" if len(seen) <= _MOST_PLACES else f", +{len(seen) - _MOST_PLACES}"
    return ", ".join(seen[:_MOST_PLACES]) + more


def difference_of(outcome: Outcome) -> str:
    """Stated less expected, in the unit and with the decimals of the cell."""
    if outcome.difference is None:
        return ""
    return plain(outcome.difference)


def plain(value: Decimal) -> str:
    """A number with as many decimals as it has, eight at the most."""
    whole, _, decimals = f"{round_half_even(value, 8):f}".partition(".")
    decimals = decimals.rstrip("0")
    return format_indonesian(Decimal(f"{whole}.{decimals}"), len(decimals))


def live_formula(outcome: Outcome) -> str | None:
    """The relation as an Excel formula over the source cells; None where a cell holds more than a plain number.

    A cell typed as text is no number to Excel, and a fraction shown as percent counts a hundredth of what is printed.
    """
    equation = outcome.relation
    if not isinstance(equation, Equation) or len(equation.operands) > _MOST_TERMS:
        return None
    if outcome.cell != equation.stated.node:  # told at the figure that is wrong, which the formula does not yield
        return None
    if any(not _is_plain(item) for item in equation.operands):
        return None
    cells = {item.name: _reference(item) for item in equation.operands}
    if any(name not in cells for name in names(equation.formula)):
        return None
    return f"={to_excel(equation.formula, cells)}"


def _is_plain(item: Operand) -> bool:
    return item.figure.stored is not None and item.node.number == 0 and item.figure.multiplier == 1


def _reference(item: Operand) -> str:
    address = item.node.address
    sheet = address.sheet.replace("'", "''")
    factor = item.scale * (100 if item.figure.unit == "%" else 1)
    reference = f"'{sheet}'!{address.a1}"
    return reference if factor == 1 else f"({reference}*{factor.normalize():f})"
