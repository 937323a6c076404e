"""The example on the page: it comes with the program, and what was planted in it is found, and nothing else."""

import io
from datetime import date

import openpyxl
import pytest
from ruamel.yaml import YAML
from starlette.testclient import TestClient

from lkjip_audit import audit
from lkjip_audit.serve.app import make_app
from lkjip_audit.serve.desk import Desk, Limits
from lkjip_audit.serve.example import NAME, put_example
from tests.serve.conftest import HOME, KEY, LOCAL
from tests.truth import SAMPLES

FAULTS = YAML(typ="safe").load((SAMPLES / "exercise.yaml").read_text("utf-8"))["faults"]


def test_example_is_taken_in_like_a_file_that_was_dropped(worker):
    desk = Desk(Limits())
    with TestClient(make_app(desk, worker, LOCAL), base_url=HOME, follow_redirects=False) as client:
        assert "Coba dengan laporan contoh" in client.get("/").text
        answer = client.post(f"/contoh?kunci={KEY}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/#berkas")
        (item,) = desk.items()
        content = item.source.read_bytes()
        assert (item.name, worker.put_in, item.size) == (NAME, [item.id], len(content))
        assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames


def test_example_needs_the_key_and_room(client, desk):
    assert client.post("/contoh").status_code == 403
    assert client.get("/contoh").status_code == 405
    assert client.post(f"/contoh?kunci={KEY}").status_code == 422
    assert desk.items() == ()


@pytest.mark.slow
def test_what_was_planted_is_found_and_nothing_else_of_weight(tmp_path):
    desk = Desk(Limits(), tmp_path)
    item = put_example(desk, "")
    heavy = {finding.place for finding in audit(item.source).findings if finding.severity.value != "info"}
    computed = "3.2.4 Efisiensi!E12"  # right for what stands in its row
    assert heavy == {f"{fault['sheet']}!{fault['cell']}" for fault in FAULTS} - {computed}


def test_blank_forms_are_those_of_last_year(client):
    answer = client.get("/formulir")
    year = date.today().year - 1
    assert f'filename="lkjip-{year}.xlsx"' in answer.headers["content-disposition"]
    assert "2.6 Perjanjian Kinerja" in openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames
