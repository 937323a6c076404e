"""The JSON Schema of a rule file, with which an editor completes and explains while a rule is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from lkjip_audit.rulepack.model import Rule

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def rule_schema(kinds: Mapping[str, type[BaseModel]], describe: Callable[[str], str | None]) -> dict[str, Any]:
    """The schema of a rule whose relation is of one of ``kinds``.

    ``describe`` gives the words for a key ("severity", "examples.fail"), or None where it has none.
    """
    schema = Rule.model_json_schema()
    definitions, properties = schema["$defs"], schema["properties"]
    relations = [_relation(kind, model, definitions) for kind, model in sorted(kinds.items())]
    properties["relation"] = {"oneOf": relations}
    # A pack may be loaded without its examples, but no rule may be written without them.
    properties["examples"] = {"$ref": "#/$defs/Examples"}
    schema["required"] = [*schema["required"], "examples"]
    definitions.pop("RelationSpec", None)
    _described(properties, "", describe)
    for name in ("Applies", "Examples", "Example", "Expectation"):
        _described(definitions[name]["properties"], f"{name.lower()}.", describe)
    return {"$schema": DIALECT, **schema, "description": describe("rule") or schema.get("description", "")}


def _relation(kind: str, model: type[BaseModel], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a relation of ``kind``; what it refers to goes into ``definitions`` under that kind."""
    own = model.model_json_schema(ref_template=f"#/$defs/{kind}.{{model}}")
    for name, definition in own.pop("$defs", {}).items():
        definitions[f"{kind}.{name}"] = definition
    return {
        "title": kind,
        "description": own.get("description", ""),
        "type": "object",
        "properties": {"kind": {"const": kind}, **own.get("properties", {})},
        "required": ["kind", *own.get("required", [])],
        "additionalProperties": False,
    }


def _described(properties: dict[str, Any], prefix: str, describe: Callable[[str], str | None]) -> None:
    for key, value in properties.items():
        words = describe(prefix + key)
        if words:
            properties[key] = {**value, "description": words}
