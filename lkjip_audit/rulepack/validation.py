"""From what pydantic finds wrong to problems with a place and the nearest known key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from lkjip_audit.nearest import closest, nearest
from lkjip_audit.rulepack.document import Document, Location, read
from lkjip_audit.rulepack.problems import BrokenPackError, Problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_Model = TypeVar("_Model", bound=BaseModel)

_CODES = {
    "missing": "missing_key",
    "string_too_short": "empty_text",
    "union_tag_not_found": "wants_cell",
    "string_type": "wants_text",
    "date_type": "wants_date",
    "int_type": "wants_integer",
    "int_parsing": "wants_integer",
    "int_from_float": "wants_integer",
    "decimal_type": "wants_number",
    "decimal_parsing": "wants_number",
    "bool_type": "wants_boolean",
    "bool_parsing": "wants_boolean",
    "tuple_type": "wants_list",
    "list_type": "wants_list",
    "dict_type": "wants_mapping",
    "model_type": "wants_mapping",
    "model_attributes_type": "wants_mapping",
}
"""The sentences for pydantic's own kinds of error that need nothing but the key."""

_OWN = "own"


def wrong(code: str, **details: str | int) -> PydanticCustomError:
    """The error for a model's validator to raise: the sentence ``code`` of the catalogue, filled with ``details``."""
    return PydanticCustomError(_OWN, code, {"code": code, **details})


def read_as(
    model: type[_Model], path: Path, name: str | None = None
) -> tuple[_Model | None, Document, tuple[Problem, ...]]:
    """The file at ``path`` as a ``model``, with the places of everything in it; None with what is wrong.

    ``name`` is how problems call the file; of one that is no plain YAML the document is empty.
    """
    try:
        document = read(path, name=name)
    except BrokenPackError as error:
        return None, Document.empty(name or str(path)), error.problems
    found, problems = validated(model, document.data, document)
    return found, document, problems


def validated(
    model: type[_Model], data: object, document: Document, base: Location = ()
) -> tuple[_Model | None, tuple[Problem, ...]]:
    """``data``, which stands at ``base`` of ``document``, as a ``model``; None with what is wrong."""
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        details = [detail for detail in error.errors() if not _follows(detail)]
        return None, tuple(_problem(model, detail, document, base) for detail in details)


def _follows(detail: ErrorDetails) -> bool:
    """Whether a list is too short only because items with problems of their own were not counted."""
    given = detail["input"]
    return detail["type"] == "too_short" and isinstance(given, list) and len(given) >= detail["ctx"]["min_length"]


def _problem(model: type[BaseModel], detail: ErrorDetails, document: Document, base: Location) -> Problem:
    code, details = _told(model, detail)
    at_key = code in ("unknown_key", "missing_key", "too_few")
    return document.problem(code, (*base, *detail["loc"]), details, at_key=at_key)


def _told(model: type[BaseModel], detail: ErrorDetails) -> tuple[str, dict[str, str | int]]:
    """The code of the sentence for ``detail``, and what fills it."""
    key = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "YAML")
    given = str(detail["input"])
    context = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            return "unknown_key", {"key": key, "nearest": nearest(key, known_keys(model, detail["loc"][:-1]))}
        case "too_short":
            return "too_few", {"key": key, "least": context["min_length"], "actual": context["actual_length"]}
        case "string_pattern_mismatch":
            return "bad_id" if key in ("id", "rule") else "bad_address", {"value": given}
        case "enum" | "literal_error":
            choices = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            meant = closest(given, choices)
            choices.sort(key=lambda choice: choice != meant)  # what was most likely meant is told first
            return "not_a_choice", {"value": given, "choices": ", ".join(choices)}
        case kind if kind in _CODES:
            return _CODES[kind], {"key": key}
        case kind if kind == _OWN:
            return context["code"], {name: value for name, value in context.items() if name != "code"}
    return "wrong_value", {"key": key, "reason": detail["msg"]}


def known_keys(model: type[BaseModel], location: Location) -> list[str]:
    """The keys that ``model`` takes at ``location``."""
    schema = model.model_json_schema()
    nodes = list(_resolved(schema, schema))
    for part in location:
        # A part that no node has is the name of a union's branch: all branches are in ``nodes`` already.
        nodes = [inner for node in nodes for inner in _under(node, part, schema)] or nodes
    return sorted({key for node in nodes for key in node.get("properties", {})})


def _resolved(node: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """``node`` with its reference followed and its alternatives taken apart."""
    if "$ref" in node:
        yield from _resolved(schema["$defs"][node["$ref"].rpartition("/")[2]], schema)
        return
    yield node
    for word in ("anyOf", "oneOf", "allOf"):
        for alternative in node.get(word, ()):
            yield from _resolved(alternative, schema)


def _under(node: Mapping[str, Any], part: str | int, schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What ``node`` holds under the key or index ``part``."""
    if isinstance(part, int):
        inner = node.get("items")
    else:
        inner = node.get("properties", {}).get(part, node.get("additionalProperties"))
    if isinstance(inner, Mapping):
        yield from _resolved(inner, schema)
