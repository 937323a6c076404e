"""The page's life: a socket, a server, the browser, and a clean end."""

from __future__ import annotations

import ipaddress
import os
import secrets
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn

from lkjip_audit.errors import UsageError
from lkjip_audit.pipeline import Options, load_pack
from lkjip_audit.serve.app import make_app
from lkjip_audit.serve.desk import Desk, Limits
from lkjip_audit.serve.door import MOST_OF_ALL, Door
from lkjip_audit.serve.guard import TOKEN, Access
from lkjip_audit.serve.leftovers import clear_leftovers
from lkjip_audit.serve.worker import Worker

PORT: Final = 8642
"""Tried first, so that the page stands at the same address every day; another free one when it is taken."""

_LOCAL: Final = "127.0.0.1"
_SECONDS_TO_END: Final = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page stands: the socket it listens at, its address for a browser, and whom it answers."""

    socket: socket.socket
    url: str
    access: Access

    @property
    def remote(self) -> bool:
        """Whether other machines may come."""
        return self.access.token is not None


def take_place(host: str | None, port: int | None) -> Place:
    """Listen at ``host`` and ``port``: this machine alone and a free port unless they are named.

    Raises UsageError when that cannot be.
    """
    name = host or _LOCAL
    ours = _listen(name, PORT if port is None else port, otherwise_any=port is None)
    at = ipaddress.ip_address(ours.getsockname()[0])
    number = ours.getsockname()[1]
    key = secrets.token_urlsafe(32)
    if at.is_loopback:
        hosts = frozenset({"localhost", str(at), name.lower()})
        return Place(ours, f"http://{_in_url(str(at))}:{number}/", Access(hosts, key))
    token = secrets.token_urlsafe(32)
    machine = socket.gethostname().lower()
    hosts = frozenset({"localhost", machine, str(at), name.lower()})
    shown = machine if at.is_unspecified else name
    url = f"http://{_in_url(shown)}:{number}/?{TOKEN}={token}"
    return Place(ours, url, Access(hosts, key, token, addresses=at.is_unspecified))


def run(
    place: Place, options: Options, *, limits: Limits | None = None, keep: Path | None = None, ready: Callable[[], None]
) -> None:
    """Serve until Ctrl-C; ``ready`` is called when the page answers.  Only what ``keep`` asks for is left behind.

    Raises RulePackError and UsageError for what is wrong with ``options`` before anything is served.
    """
    load_pack(options)
    clear_leftovers()
    try:
        desk = Desk(limits or Limits(), keep)
    except OSError as error:
        raise UsageError("not_written", name=str(keep), reason=error.strerror or "") from error

    def end() -> None:
        server.should_exit = True

    worker = Worker(desk, options)
    app = make_app(desk, worker, place.access, lang=options.lang, remote=place.remote, end=end, rules=options.rules)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="on",
        ws="none",
        proxy_headers=False,
        server_header=False,
        http=Door,
        limit_concurrency=MOST_OF_ALL,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
    server = _Server(config, ready)
    try:
        with _hangup_ends(server):
            server.run(sockets=[place.socket])
    except KeyboardInterrupt:
        pass  # the end that was asked for; the app has put everything away
    finally:
        place.socket.close()
        desk.close()


@contextmanager
def _hangup_ends(server: uvicorn.Server) -> Iterator[None]:
    """A closed terminal (SIGHUP) ends the server as Ctrl-C does, with everything put away; under nohup it goes on."""
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(hangup)
    if before is not signal.SIG_IGN:
        signal.signal(hangup, lambda *_: setattr(server, "should_exit", True))
    try:
        yield
    finally:
        signal.signal(hangup, before)


def open_browser(url: str) -> None:
    """Show ``url``; on a machine without a browser nothing happens, and the address is printed anyway."""
    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


class _Server(uvicorn.Server):
    """Says when it is ready to answer."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _listen(host: str, port: int, *, otherwise_any: bool) -> socket.socket:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, OverflowError) as error:
        raise UsageError("port_taken", host=host, port=port, reason=_why(error)) from error
    ours = socket.socket(family, kind, proto)
    if os.name != "nt":  # there it would let two programs listen at once
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        ours.bind(address)
    except OSError as error:
        ours.close()
        if otherwise_any and port:
            return _listen(host, 0, otherwise_any=False)
        raise UsageError("port_taken", host=host, port=port, reason=_why(error)) from error
    return ours


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
