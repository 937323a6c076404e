"""Connections that bring nothing: each is closed after a while, and one machine has but so many of them.

uvicorn waits for ever for the rest of a request's head, and counts such a connection against the limit for all: a
machine that opens a hundred and says nothing would keep everybody else out.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle, Transport
from typing import Final, cast

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS_FOR_A_HEAD: Final = 10
MOST_OF_ONE_MACHINE: Final = 32
MOST_OF_ALL: Final = 1000


class Door(H11Protocol):
    """uvicorn's protocol, which waits ``SECONDS_FOR_A_HEAD`` and takes ``MOST_OF_ONE_MACHINE`` connections."""

    _timer: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """A connection: refused at once where its machine has too many."""
        super().connection_made(cast("Transport", transport))
        here = self.client[0] if self.client else None
        held = [other.client for other in self.connections if isinstance(other, H11Protocol)]
        if sum(client is not None and client[0] == here for client in held) > MOST_OF_ONE_MACHINE:
            transport.close()
            return
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Some bytes: the watch goes on until a request is whole enough to be answered."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """An answer is out: the next request has its own time."""
        super().on_response_complete()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Gone."""
        self._rest()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._rest()
        elif self._timer is None:
            self._timer = self.loop.call_later(SECONDS_FOR_A_HEAD, self._close)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _close(self) -> None:
        self._timer = None
        if self.transport is not None and not self.transport.is_closing():
            self.transport.close()
