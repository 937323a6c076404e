"""Who a visitor is: the page's token lets in, and what follows it in the cookie tells one visitor from another."""

from __future__ import annotations

import secrets
from typing import Final

from starlette.types import Scope

VISITOR: Final = "lkjip-audit.visitor"
EVERYONE: Final = ""
"""The visitor of a page that answers this machine alone."""
_MARK: Final = "."


def new_cookie(token: str) -> str:
    """A cookie for somebody new: nobody else can tell it, with or without the token."""
    return f"{token}{_MARK}{secrets.token_urlsafe(18)}"


def read_cookie(cookie: str) -> tuple[str, str]:
    """The token and the visitor that ``cookie`` names; both empty for any other text."""
    token, _, visitor = cookie.rpartition(_MARK)
    return (token, visitor) if token and visitor else ("", "")


def visitor_of(scope: Scope) -> str:
    """Who asks."""
    found: str = scope.get(VISITOR, EVERYONE)
    return found
