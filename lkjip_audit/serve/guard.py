"""Who is let in, and what every answer says: nothing of this session is for other pages, other machines or later."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.serve.visitor import VISITOR, new_cookie, read_cookie

COOKIE: Final = "lkjip-audit"
TOKEN: Final = "token"
KEY: Final = "kunci"
HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
FRAMES: Final = "frame-ancestors 'none'"
"""What the policy of every page says besides: a page that stands in another page is not shown."""
_SAFE: Final = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Access:
    """Whom the page answers.

    ``hosts`` are the names that it may be called by, with ``addresses`` any numeric one too; ``key`` goes with every
    change, so that no other page can ask for one; ``token`` (None on this machine alone) is asked of every visitor.
    """

    hosts: frozenset[str]
    key: str
    token: str | None = None
    addresses: bool = False

    def knows_host(self, header: str) -> bool:
        """Whether a Host header names us: a page elsewhere whose name was made to lead here names itself."""
        try:
            host = (urlsplit(f"//{header}").hostname or "").rstrip(".")
        except ValueError:
            return False
        if host in self.hosts:
            return True
        return self.addresses and _is_address(host)


class Guard:
    """Stands before the pages: lets through what ``access`` allows, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, access: Access, lang: str) -> None:
        self.app = app
        self.access = access
        self.catalogue = Catalogue(lang)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on to the pages."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = self._refusal(scope, Headers(scope=scope)) or self.app
        await answer(scope, receive, _dressed(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.access.knows_host(hosts[0]):
            return self._no("serve.wrong_host", 421)
        asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if self.access.token is not None:
            given = asked.pop(TOKEN, [""])[0]
            if _same(given, self.access.token) and scope["method"] == "GET":
                return self._admitted(scope["path"], asked, headers)
            token, visitor = read_cookie(_cookie(headers))
            if not _same(token, self.access.token):
                return self._no("serve.no_token", 403)
            scope[VISITOR] = visitor
        if scope["method"] not in _SAFE and not self._is_ours(headers, asked, hosts[0]):
            return self._no("serve.foreign", 403)
        return None

    def _is_ours(self, headers: Headers, asked: Mapping[str, list[str]], host: str) -> bool:
        """Whether a change is asked for by a page of ours: it knows the key, and the browser names no other origin."""
        origin = headers.get("origin", "null")  # a form of a page without referrer sends "null"
        if origin != "null" and origin.lower() != f"http://{host}".lower():
            return False
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return False
        return _same(asked.get(KEY, [""])[0], self.access.key)

    def _admitted(self, path: str, asked: Mapping[str, list[str]], headers: Headers) -> Response:
        """The token becomes a cookie and leaves the address, where it would be seen and kept."""
        rest = urlencode(asked, doseq=True)
        local = "/" + path.lstrip("/")  # two slashes would name another host
        answer = RedirectResponse(f"{local}?{rest}" if rest else local, 303)
        wanted = self.access.token or ""
        known = _cookie(headers)  # who comes again by the same address is who he was
        cookie = known if _same(read_cookie(known)[0], wanted) else new_cookie(wanted)
        answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict")
        return answer

    def _no(self, key: str, status: int) -> Response:
        return PlainTextResponse(self.catalogue.text(key) + "\n", status, headers={"connection": "close"})


def _same(given: str, wanted: str) -> bool:
    """Compared in a time that does not tell how much is right."""
    return hmac.compare_digest(given.encode(), wanted.encode())


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return "" if found is None else found.value


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _dressed(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return dressed
