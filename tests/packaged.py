"""What the packaged rules say of roles and tables, read once."""

from __future__ import annotations

from functools import cache

from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.tables.definitions import Definitions, load_definitions
from lkjip_audit.tables.gate.check import Gate
from lkjip_audit.tables.nature import Roles


@cache
def definitions() -> Definitions:
    return load_definitions(pack_folder())


@cache
def gate() -> Gate:
    return Gate(definitions())


def roles() -> Roles:
    return definitions().nature
