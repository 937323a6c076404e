"""Every form of a report is made by a module of its own, whatever the run holds."""

from importlib import import_module

import pytest

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.forms import Form, render


@pytest.mark.parametrize("form", list(Form))
def test_every_form_has_its_module_and_makes_the_same_bytes_twice(form, selaras):
    assert callable(import_module(f"lkjip_audit.reports.{form.module}").render)
    run = [Checked("a/contoh.xlsx", selaras), Checked("rusak.xlsx", problem="Berkas rusak.xlsx kosong.")]
    for lang in ("id", "en"):
        made = render(form, run, Catalogue(lang))
        assert isinstance(made, bytes)
        assert made
        assert made == render(form, run, Catalogue(lang))


@pytest.mark.parametrize("form", list(Form))
def test_every_form_can_say_that_nothing_could_be_read(form):
    assert isinstance(render(form, [Checked("rusak.xlsx", problem="Rusak.")], Catalogue("id")), bytes)
