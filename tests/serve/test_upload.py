"""What is taken in: counted as it comes, written to places of ours, refused with a sentence."""

import anyio
import pytest

from lkjip_audit.serve.desk import Desk, Limits
from lkjip_audit.serve.upload import NotAnUploadError, take
from tests.serve.conftest import KEY, send


def held(desk):
    return [(item.name, item.source.read_bytes()) for item in desk.items()]


def files_under(desk):
    return sorted(path.name for path in desk.root.rglob("*") if path.is_file())


def test_file_is_kept_byte_for_byte_and_handed_to_the_worker(client, desk, worker):
    data = bytes(range(256)) + b"\r\n--x\r\n"
    assert send(client, ("laporan.xlsx", data)).json() == {"problems": [], "news": []}
    assert held(desk) == [("laporan.xlsx", data)]
    assert worker.put_in == [desk.items()[0].id]
    assert desk.items()[0].size == len(data)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\boot.ini",
        "/abs/a.xlsx",
        "a\x00b.xlsx",
        "CON.xlsx",
        "x" * 300 + ".xlsx",
        "\u202efdp.xlsx",
    ],
)
def test_no_name_from_outside_reaches_the_disk(client, desk, name):
    assert send(client, (name, b"x")).status_code == 200
    assert files_under(desk) == ["sumber.xlsx"]
    shown = desk.items()[0].name
    assert "/" not in shown
    assert "\\" not in shown
    assert shown.isprintable()
    assert len(shown) <= 150
    outside = {path for path in desk.root.parent.iterdir() if path != desk.root}
    assert outside == set()


def test_ending_on_the_disk_is_one_that_is_read(client, desk):
    send(client, ("a.CSV", b"1;2"), ("b.xlsm", b"x"), ("c.exe", b"x"))
    assert files_under(desk) == ["sumber.csv", "sumber.xlsm", "sumber.xlsx"]


def test_file_over_the_limit_is_refused_and_gone_while_its_neighbours_stay(client, desk):
    answer = send(client, ("besar.xlsx", b"x" * 1001), ("kecil.xlsx", b"y" * 1000))
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["id"].startswith("besar.xlsx lebih besar dari batas")
    assert held(desk) == [("kecil.xlsx", b"y" * 1000)]
    assert files_under(desk) == ["sumber.xlsx"]


def test_files_over_the_number_are_refused(client, desk):
    answer = send(client, *((f"{n}.xlsx", b"x") for n in range(5)))
    assert len(desk.items()) == 3
    assert answer.json()["problems"][0]["en"].startswith("At most 3 files")
    assert len(answer.json()["problems"]) == 1


def test_session_has_a_size(client, desk):
    send(client, ("a.xlsx", b"x" * 1000), ("b.xlsx", b"x" * 1000))
    answer = send(client, ("c.xlsx", b"x" * 600))
    assert answer.status_code == 422
    assert sum(item.size for item in desk.items()) == 2000
    assert len(files_under(desk)) == 2


def test_room_of_a_removed_file_is_free_again(client, desk):
    send(client, *((f"{n}.xlsx", b"x" * 800) for n in range(3)))
    number = desk.items()[0].id
    assert client.post(f"/hasil/{number}/hapus?kunci={KEY}").status_code == 303
    assert send(client, ("d.xlsx", b"x" * 800)).status_code == 200


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/octet-stream", b"x"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=" + "b" * 300, b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\nbroken"),
        ("multipart/form-data; boundary=b", b"no boundary at all"),
    ],
)
def test_what_is_no_upload_is_one_sentence(client, desk, kind, body):
    answer = client.post(
        f"/berkas?kunci={KEY}", content=body, headers={"content-type": kind, "accept": "application/json"}
    )
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["id"].startswith("Tidak ada berkas")
    assert files_under(desk) == []


def test_other_fields_of_the_form_are_passed_over(client, desk):
    parts = [("lain", ("a.xlsx", b"x")), ("berkas", ("b.xlsx", b"y"))]
    client.post(f"/berkas?kunci={KEY}", files=parts, data={"teks": "z" * 500})
    assert held(desk) == [("b.xlsx", b"y")]


def test_browser_without_script_is_led_back_to_the_page(client):
    answer = client.post(f"/berkas?kunci={KEY}", files=[("berkas", ("a.xlsx", b"x"))])
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_browser_without_script_is_told_what_was_refused(client):
    answer = client.post(f"/berkas?kunci={KEY}", files=[("berkas", ("besar.xlsx", b"x" * 2000))])
    assert answer.status_code == 422
    assert "besar.xlsx lebih besar dari batas" in answer.text


def part(name):
    return f'--b\r\nContent-Disposition: form-data; name="berkas"; filename="{name}"\r\n\r\n'.encode()


def taken(desk, *chunks):
    async def body():
        for chunk in chunks:
            yield chunk

    return anyio.run(take, desk, "multipart/form-data; boundary=b", body())


def test_file_cut_off_on_the_way_is_removed(desk):
    with pytest.raises(NotAnUploadError):
        taken(desk, part("a.xlsx"), b"x" * 100)
    assert desk.items() == ()
    assert files_under(desk) == []


def test_file_in_pieces_of_any_size_is_whole(desk):
    whole = part("a.xlsx") + b"\r\n--c--\r\n-" + b"\r\n--b--\r\n"
    taken(desk, *(bytes([byte]) for byte in whole))
    assert held(desk) == [("a.xlsx", b"\r\n--c--\r\n-")]


def test_endless_request_is_left_alone(tmp_path):
    desk = Desk(Limits(file_bytes=100, files=3, session_bytes=200), tmp_path / "d")
    read = []

    async def body():
        yield part("a.xlsx")
        while True:
            read.append(1)
            yield b"x" * 100

    result = anyio.run(take, desk, "multipart/form-data; boundary=b", body())
    assert result.items == []
    assert len(read) <= 4
    assert files_under(desk) == []


def test_body_that_is_no_form_raises(desk):
    with pytest.raises(NotAnUploadError):
        taken(desk, b"nothing")
