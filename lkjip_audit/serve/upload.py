"""Workbooks taken in as they arrive: written to places of ours, counted byte by byte, ended at a limit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BufferedWriter
from time import monotonic
from typing import Final

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from lkjip_audit.serve.desk import Desk, Item, Limits
from lkjip_audit.serve.names import told_name
from lkjip_audit.serve.telling import Told, told
from lkjip_audit.serve.visitor import EVERYONE

FIELD: Final = b"berkas"
_LONGEST_BOUNDARY: Final = 200


class NotAnUploadError(Exception):
    """The request's body is no form with files."""


@dataclass(slots=True)
class Taken:
    """What came of an upload: the items whose files are whole, a sentence for each that was refused, and good news."""

    items: list[Item] = field(default_factory=list)
    problems: list[Told] = field(default_factory=list)
    news: list[Told] = field(default_factory=list)


async def take(desk: Desk, content_type: str, body: AsyncIterable[bytes], visitor: str = EVERYONE) -> Taken:
    """Write the files of a ``multipart/form-data`` request of ``visitor`` to ``desk``.

    What is refused is read to its end, so that the answer arrives, but not without end.  Raises NotAnUploadError, and
    TimeoutError when nothing comes for too long; of a request that breaks, all files are removed, whole ones too:
    nobody was told of them.
    """
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not 0 < len(boundary) <= _LONGEST_BOUNDARY:
        raise NotAnUploadError
    intake = _Intake(desk, visitor)
    patience = desk.limits.session_bytes + desk.limits.file_bytes
    parser = MultipartParser(boundary, intake.callbacks())  # type: ignore[arg-type]
    whole = False
    try:
        async for chunk in _in_time(body, desk.limits):
            patience -= len(chunk)
            if patience < 0:
                break
            if chunk:
                parser.write(chunk)
        else:
            parser.finalize()
        whole = True
    except MultipartParseError as error:
        raise NotAnUploadError from error
    finally:
        intake.abandon()
        if not whole:
            intake.give_back()
    if not intake.taken.items and not intake.taken.problems:
        raise NotAnUploadError
    return intake.taken


async def _in_time(body: AsyncIterable[bytes], limits: Limits) -> AsyncIterator[bytes]:
    """The chunks of ``body``; TimeoutError when one is waited for too long, or all of them take too long."""
    chunks = aiter(body)
    end = monotonic() + limits.upload_seconds
    while True:
        try:
            yield await asyncio.wait_for(anext(chunks), min(limits.stall, end - monotonic()))
        except StopAsyncIteration:
            return


class _Intake:
    """Takes the parser's calls, part by part."""

    def __init__(self, desk: Desk, visitor: str) -> None:
        self.desk = desk
        self.visitor = visitor
        self.taken = Taken()
        self._header = [b"", b""]
        self._headers: dict[bytes, bytes] = {}
        self._item: Item | None = None
        self._file: BufferedWriter | None = None
        self._size = 0

    def callbacks(self) -> dict[str, object]:
        """What the parser calls."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._more(0, data[start:end]),
            "on_header_value": lambda data, start, end: self._more(1, data[start:end]),
            "on_header_end": self._header_ends,
            "on_headers_finished": self._open,
            "on_part_data": lambda data, start, end: self._write(data[start:end]),
            "on_part_end": self._end,
        }

    def abandon(self) -> None:
        """Remove the file that was being written, if there is one."""
        if self._file is not None and self._item is not None:
            with suppress(OSError):
                self._file.close()
            self.desk.remove(self._item.id)
            self._file = self._item = None

    def give_back(self) -> None:
        """Free the places of the files that had come whole."""
        for item in self.taken.items:
            self.desk.remove(item.id)
        self.taken.items.clear()

    def _begin(self) -> None:
        self._headers = {}
        self._size = 0

    def _more(self, which: int, data: bytes) -> None:
        self._header[which] += data

    def _header_ends(self) -> None:
        self._headers[self._header[0].lower()] = self._header[1]
        self._header = [b"", b""]

    def _open(self) -> None:
        """A part with a name of a file begins; the other parts of the form are passed over."""
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        name = options.get(b"filename", b"")
        if options.get(b"name") != FIELD or not name:
            return
        if self.desk.is_full(self.visitor):
            self._refuse(told("serve.session_full", limit=self.desk.limits.session_bytes))
            return
        shown = told_name(name.decode("utf-8", "replace"))
        item = self.desk.open(shown, self.visitor)
        if item is None:
            self._refuse(told("serve.too_many", count=self.desk.limits.files))
            return
        self._item, self._file = item, item.source.open("xb")

    def _refuse(self, sentence: Told) -> None:
        if sentence not in self.taken.problems:
            self.taken.problems.append(sentence)

    def _write(self, data: bytes) -> None:
        if self._file is None or self._item is None:
            return
        self._size += len(data)
        if self._size > self.desk.limits.file_bytes:
            limit = self.desk.limits.file_bytes
            self.taken.problems.append(told("serve.too_large", name=self._item.name, limit=limit))
            self.abandon()
        elif not self.desk.grow(self._item.id, len(data)):
            self._refuse(told("serve.session_full", limit=self.desk.limits.session_bytes))
            self.abandon()
        else:
            self._file.write(data)

    def _end(self) -> None:
        if self._file is None or self._item is None:
            return
        self._file.close()
        self.desk.change(self._item.id)
        self.taken.items.append(self.desk.get(self._item.id) or self._item)
        self._file = self._item = None
