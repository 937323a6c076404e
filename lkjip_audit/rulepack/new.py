"""A commented rule to start from."""

from __future__ import annotations

import re
from importlib import resources

from lkjip_audit.errors import UsageError

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def new_rule(rule_id: str) -> str:
    """The text of a new rule file; UsageError when ``rule_id`` is no id."""
    if not _ID.fullmatch(rule_id):
        raise UsageError("bad_rule_id", id=rule_id)
    template = resources.files(__package__).joinpath("new_rule.yaml").read_text("utf-8")
    return template.replace("id: aturan-baru", f"id: {rule_id}", 1)
