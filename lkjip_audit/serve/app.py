"""Which address gives what."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.html.render import report_policy
from lkjip_audit.serve.comparing import comparison_page
from lkjip_audit.serve.desk import Desk, Item, State
from lkjip_audit.serve.dossier import put_dossier, standing_alone
from lkjip_audit.serve.example import blank_forms, put_example
from lkjip_audit.serve.guard import FRAMES, Access, Guard
from lkjip_audit.serve.made import XLSX, made_of
from lkjip_audit.serve.names import PAGE, SUBJECTS, attachment
from lkjip_audit.serve.noting import STEPS, Notes, noted, read_subjects
from lkjip_audit.serve.noting_page import filled
from lkjip_audit.serve.pages import ended, home, listed
from lkjip_audit.serve.recapped import RECAP, recap_of
from lkjip_audit.serve.reference import Reference
from lkjip_audit.serve.returning import come_back, is_record, keep
from lkjip_audit.serve.telling import told
from lkjip_audit.serve.together import NAME, together
from lkjip_audit.serve.upload import NotAnUploadError, Taken, take
from lkjip_audit.serve.visitor import visitor_of
from lkjip_audit.serve.worker import Worker

_LONGEST_FORM: Final = 1 << 16


def make_app(
    desk: Desk,
    worker: Worker,
    access: Access,
    *,
    lang: str = "id",
    remote: bool = False,
    end: Callable[[], None] | None = None,
    rules: Sequence[Path] = (),
) -> Starlette:
    """The pages over ``desk``; whoever runs them starts the worker, and everything is removed at their end.

    ``end`` ends the program; where others may come (``remote``) no page can ask for that.  ``rules`` are the folders of
    rules beside the packaged ones.
    """
    pages = _Pages(desk, worker, access, lang, remote, None if remote else end)
    routes = [
        Route("/", pages.home),
        Route("/daftar", pages.listed),
        Route("/berkas", pages.upload, methods=["POST"]),
        Route("/perkara", pages.dossier, methods=["POST"]),
        Route("/contoh", pages.example, methods=["POST"]),
        Route("/formulir", pages.forms),
        Route("/semua", pages.together),
        Route("/rekap", pages.recap),
        Route("/banding", pages.compare),
        Route("/tutup", pages.end, methods=["POST"]),
        Route("/hasil/{number}/", pages.result),
        Route("/hasil/{number}/hapus", pages.remove, methods=["POST"]),
        Route("/hasil/{number}/catatan", pages.note, methods=["POST"]),
        Route("/hasil/{number}/urungkan", pages.undo, methods=["POST"]),
        Route("/hasil/{number}/{form}", pages.download),
        *Reference(rules, lang).routes(),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, access=access, lang=lang)],
        exception_handlers={HTTPException: _plainly(Catalogue(lang))},
        lifespan=pages.lifespan,
    )
    app.router.redirect_slashes = False
    return app


class _Pages:
    """The answers; what they know is on the desk."""

    def __init__(
        self, desk: Desk, worker: Worker, access: Access, lang: str, remote: bool, end: Callable[[], None] | None
    ) -> None:
        self.desk = desk
        self.worker = worker
        self.key = access.key
        self.lang = lang
        self.remote = remote
        self.ends = end

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """The worker's life, and the desk's end."""
        self.worker.start()
        try:
            yield
        finally:
            await run_in_threadpool(self.worker.stop)
            await run_in_threadpool(self.desk.close)

    async def home(self, request: Request) -> Response:
        """The page itself."""
        return self._home(request, Taken(), 200)

    async def listed(self, request: Request) -> Response:
        """The visitor's files as the page's script shows them, and whether any is still at work."""
        return JSONResponse(listed(self.desk.items(visitor_of(request.scope)), self.key, self.lang))

    async def upload(self, request: Request) -> Response:
        """Take files in; JSON for the script, the page again for a browser without one."""
        try:
            kind, visitor = request.headers.get("content-type", ""), visitor_of(request.scope)
            taken = await take(self.desk, kind, request.stream(), visitor)
        except NotAnUploadError:
            taken = Taken(problems=[told("serve.not_an_upload")])
        except ClientDisconnect:
            return Response(status_code=400)
        except TimeoutError:
            return Response(status_code=408, headers={"connection": "close"})
        for item in taken.items:
            if is_record(item):
                good, said = await run_in_threadpool(come_back, self.desk, item, self.lang)
                (taken.news if good else taken.problems).append(said)
            else:
                self.worker.put(item.id)
        status = 422 if taken.problems else 200
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"problems": taken.problems, "news": taken.news}, status)
        return self._home(request, taken, status) if taken.problems or taken.news else RedirectResponse("/", 303)

    async def example(self, request: Request) -> Response:
        """Take in the example as if it had been dropped."""
        item = await run_in_threadpool(put_example, self.desk, visitor_of(request.scope))
        if item is None:
            full = Taken(problems=[told("serve.too_many", count=self.desk.limits.files)])
            return self._home(request, full, 422)
        self.worker.put(item.id)
        return RedirectResponse("/#berkas", 303)

    async def dossier(self, request: Request) -> Response:
        """Have the visitor's files checked as one dossier."""
        made = await run_in_threadpool(put_dossier, self.desk, visitor_of(request.scope), self.lang)
        if not isinstance(made, Item):
            return self._home(request, Taken(problems=[made]), 422)
        self.worker.put(made.id)
        return RedirectResponse("/#berkas", 303)

    async def forms(self, _: Request) -> Response:
        """The blank forms for the report of last year, which is the one that is written now."""
        year = date.today().year - 1
        book = await run_in_threadpool(blank_forms, year, self.lang)
        headers = {"content-disposition": f'attachment; filename="lkjip-{year}.xlsx"'}
        return Response(book, media_type=XLSX, headers=headers)

    async def result(self, request: Request) -> Response:
        """The report of one file."""
        item = self._done(request)
        text = await run_in_threadpool((item.folder / PAGE).read_text, "utf-8")
        text = filled(text, item.notes, key=self.key, lang=self.lang, kept=self.desk.kept)
        return HTMLResponse(text, headers={"content-security-policy": _framed(report_policy(noting=True))})

    async def note(self, request: Request) -> Response:
        """Note something of a finding or a cause; what was noted before can be had back."""
        form = await _form(request)
        item = self._done(request)
        subject = form.get("id", "")
        if subject not in {known.id for known in read_subjects(item.folder / SUBJECTS)}:
            raise HTTPException(404)
        before: Notes = item.notes[-1] if item.notes else {}
        now = noted(before, subject, form, date.today())
        if now is None:
            raise HTTPException(400)
        if now != before:
            keep(self.desk, item.id, (*item.notes, now)[-STEPS:], self.lang)
        return RedirectResponse(f"/hasil/{item.id}/#{subject}", 303)

    async def undo(self, request: Request) -> Response:
        """Take the last step of what was noted back."""
        item = self._done(request)
        keep(self.desk, item.id, item.notes[:-1], self.lang)
        return RedirectResponse(f"/hasil/{item.id}/", 303)

    async def download(self, request: Request) -> Response:
        """One of the files made of one file, under its owner's name."""
        item = self._done(request)
        made = made_of(item).get(request.path_params["form"])
        if made is None or not made.path.is_file():
            raise HTTPException(404)
        headers = {"content-disposition": attachment(item.name, made.ending)}
        return FileResponse(made.path, media_type=made.kind, headers=headers)

    async def together(self, request: Request) -> Response:
        """What was made of all files of the visitor, in one archive."""
        done = [item for item in self.desk.items(visitor_of(request.scope)) if item.state is State.DONE]
        if not done:
            raise HTTPException(404)
        headers = {"content-disposition": f'attachment; filename="{NAME}"'}
        return StreamingResponse(together(done, self.lang), media_type="application/zip", headers=headers)

    async def recap(self, request: Request) -> Response:
        """The recap of all files of the visitor."""
        done = [item for item in self.desk.items(visitor_of(request.scope)) if item.state is State.DONE]
        if not done:
            raise HTTPException(404)
        book = await run_in_threadpool(recap_of, standing_alone(done), {}, self.lang)
        return Response(book, media_type=XLSX, headers={"content-disposition": f'attachment; filename="{RECAP}"'})

    async def compare(self, request: Request) -> Response:
        """What became of the findings of one file (``lama``) in another (``baru``)."""
        asked, visitor = request.query_params, visitor_of(request.scope)
        old, new = (self.desk.get(asked.get(name, ""), visitor) for name in ("lama", "baru"))
        if old is None or new is None or {old.state, new.state} != {State.DONE}:
            raise HTTPException(404)
        made = await run_in_threadpool(comparison_page, old, new, self.lang)
        if made is None:
            raise HTTPException(404)
        return HTMLResponse(made[0], headers={"content-security-policy": _framed(made[1])})

    async def end(self, _: Request) -> Response:
        """End the program, once this has been said."""
        if self.ends is None:
            raise HTTPException(404)
        return PlainTextResponse(ended(self.lang) + "\n", background=BackgroundTask(self.ends))

    async def remove(self, request: Request) -> Response:
        """Forget one file."""
        await run_in_threadpool(self.desk.remove, request.path_params["number"], visitor_of(request.scope))
        return RedirectResponse("/", 303)

    def _done(self, request: Request) -> Item:
        """The item that the address names, if its results are there."""
        item = self.desk.get(request.path_params["number"], visitor_of(request.scope))
        if item is None or item.state is not State.DONE:
            raise HTTPException(404)
        return item

    def _home(self, request: Request, taken: Taken, status: int) -> Response:
        items = self.desk.items(visitor_of(request.scope))
        limits = self.desk.limits
        can_end = self.ends is not None
        text, policy = home(
            items, limits, taken.problems, taken.news, key=self.key, lang=self.lang, remote=self.remote, ends=can_end
        )
        return HTMLResponse(text, status, headers={"content-security-policy": _framed(policy)})


def _plainly(catalogue: Catalogue) -> Callable[[Request, Exception], Response]:
    """Answers what is not there, or not to be asked for so, with one sentence."""

    def answer(_: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return PlainTextResponse(catalogue.text("serve.not_there") + "\n", status)

    return answer


async def _form(request: Request) -> dict[str, str]:
    """The fields of a small form; HTTPException 413 for more than anybody types."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_FORM:
            raise HTTPException(413)
    return {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace"), max_num_fields=20).items()}


def _framed(policy: str) -> str:
    return f"{policy}; {FRAMES}"
