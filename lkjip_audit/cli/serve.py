"""``serve``: the self-check page."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from lkjip_audit.cli import options
from lkjip_audit.cli.output import say
from lkjip_audit.errors import UsageError
from lkjip_audit.languages import INDONESIAN
from lkjip_audit.messages.catalogue import Catalogue

_NEEDS = ("starlette", "uvicorn", "python_multipart")


def serve(
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            min=0,
            max=65535,
            help="Port halaman; tanpa ini 8642, atau yang bebas. / The page's port; 8642 or a free one unless given.",
            rich_help_panel=options.PANEL,
            show_default=False,
        ),
    ] = None,
    host: Annotated[
        str | None,
        typer.Option(
            "--host",
            metavar="ALAMAT",
            help="Buka juga untuk komputer lain lewat alamat ini, dengan kunci acak; tanpa ini hanya komputer ini. / "
            "Serve other machines at this address too, with a random token; this machine alone unless given.",
            rich_help_panel=options.PANEL,
            show_default=False,
        ),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep",
            metavar="FOLDER",
            help="Simpan hasil di folder ini; tanpa ini semua dihapus di akhir. / "
            "Keep the results in this folder; everything is removed at the end unless given.",
            rich_help_panel=options.PANEL,
            show_default=False,
            readable=False,
        ),
    ] = None,
    no_browser: Annotated[
        bool,
        typer.Option("--no-browser", help="Jangan buka peramban. / Open no browser.", rich_help_panel=options.PANEL),
    ] = False,
    rules: options.RuleFolders = None,
    lang: options.Language = INDONESIAN,
    profile: options.ProfileName = None,
) -> None:
    """Buka halaman periksa mandiri: letakkan buku kerja di peramban, lihat penyebab dan temuannya.

    Open the self-check page: drop workbooks on it in a browser, see causes and findings.
    """
    if any(find_spec(name) is None for name in _NEEDS):
        raise UsageError("extra_missing", extra="serve")
    from lkjip_audit.pipeline import Options
    from lkjip_audit.serve.run import open_browser, run, take_place

    catalogue = Catalogue(lang)
    place = take_place(host, port)

    def ready() -> None:
        say(catalogue.text("serve.address", url=place.url))
        if place.remote:
            say(catalogue.text("serve.open_network"))
        say(catalogue.text("serve.stop" if keep is None else "serve.stop_kept", name=str(keep)))
        if not no_browser:
            open_browser(place.url)

    run(place, Options(rules=tuple(rules or ()), profile=profile, lang=lang), keep=keep, ready=ready)
    say(catalogue.text("serve.stopped"))
