"""Who is let in, and what every answer says."""

import pytest

from lkjip_audit.serve.guard import COOKIE, HEADERS, Access
from tests.serve.conftest import HOME, KEY, send

TOKEN = "t" * 43
REMOTE = Access(frozenset({"kantor", "localhost"}), KEY, TOKEN, addresses=True)


@pytest.mark.parametrize("host", ["127.0.0.1:8642", "localhost", "LOCALHOST:1", "127.0.0.1"])
def test_page_answers_by_its_own_names(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8642", "127.0.0.1.evil.example", "192.168.1.5", "", "["]
)
def test_page_answers_by_no_other_name(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "alamat yang dicetak" in answer.text


def test_two_hosts_are_none(client):
    assert client.get("/", headers=[("host", "localhost"), ("host", "evil.example")]).status_code == 421


@pytest.mark.parametrize("path", ["/", "/daftar", "/hasil/nothing/", "/no/such/page"])
def test_every_answer_has_the_headers(client, path):
    headers = client.get(path).headers
    assert {name: headers[name] for name in HEADERS if name != "content-security-policy"} == {
        name: value for name, value in HEADERS.items() if name != "content-security-policy"
    }
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_refusal_has_the_headers_too(client):
    assert client.get("/", headers={"host": "evil.example"}).headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("key", ["", "x", KEY[:-1], KEY + "x", "kunci-hälaman"])
def test_change_without_the_key_is_refused_and_nothing_is_read(client, desk, key):
    assert send(client, ("a.xlsx", b"x"), key=key).status_code == 403
    assert desk.items() == ()


def test_change_asked_for_by_another_page_is_refused(client, desk):
    assert send(client, ("a.xlsx", b"x"), origin="http://evil.example").status_code == 403
    assert send(client, ("a.xlsx", b"x"), origin="http://127.0.0.1:9999").status_code == 403
    assert send(client, ("a.xlsx", b"x"), **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert desk.items() == ()


@pytest.mark.parametrize("headers", [{"origin": HOME, "sec-fetch-site": "same-origin"}, {"origin": "null"}, {}])
def test_change_asked_for_by_the_page_is_taken(client, headers):
    assert send(client, ("a.xlsx", b"x"), **headers).status_code == 200


def test_reading_changes_nothing(client, finished):
    item = finished()
    assert client.get(f"/hasil/{item.id}/hapus?kunci={KEY}").status_code in (404, 405)
    assert client.get(f"/hasil/{item.id}/").status_code == 200


def test_other_machines_need_the_token(visit):
    with visit(REMOTE, "http://kantor:8642") as client:
        answer = client.get("/")
        assert answer.status_code == 403
        assert "kunci" in answer.text
        assert client.get("/daftar").status_code == 403
        assert client.get(f"/?token={TOKEN[:-1]}").status_code == 403
        assert send(client, ("a.xlsx", b"x")).status_code == 403


def test_token_becomes_a_cookie_and_leaves_the_address(visit):
    with visit(REMOTE, "http://kantor:8642") as client:
        answer = client.get(f"/?token={TOKEN}&a=1")
        assert (answer.status_code, answer.headers["location"]) == (303, "/?a=1")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert client.get("/").status_code == 200


def test_wrong_cookie_is_refused(visit):
    with visit(REMOTE, "http://kantor:8642") as client:
        assert client.get("/", headers={"cookie": f"{COOKIE}=x"}).status_code == 403
        assert client.get("/", headers={"cookie": "a=\x01; =="}).status_code == 403


def test_token_does_not_lead_away(visit):
    with visit(REMOTE, "http://kantor:8642") as client:
        answer = client.get(f"http://kantor:8642//evil.example/?token={TOKEN}")
        assert not answer.headers.get("location", "/").startswith("//")


@pytest.mark.parametrize(("host", "status"), [("192.168.1.5:8642", 403), ("[fe80::1]", 403), ("evil.example", 421)])
def test_open_to_all_addresses_means_numbers_and_own_names(visit, host, status):
    with visit(REMOTE, "http://kantor:8642") as client:
        assert client.get("/", headers={"host": host}).status_code == status


def test_page_speaks_no_websocket(client):
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pass
