"""Rules and words to look up on the page: every one has its page, in both languages, and none is markup."""

import pytest
from lxml import html

from lkjip_audit.messages.glossary import terms
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulework import entries

IDS = sorted(entry.rule.id for entry in entries(None))


def page_at(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    return html.document_fromstring(answer.text)


def test_every_rule_is_listed_the_gravest_first(client):
    page = page_at(client, "/aturan")
    assert sorted(row.text_content() for row in page.cssselect("th code")) == IDS
    badges = [row.get("class").split()[1] for row in page.cssselect("tbody .badge")]
    assert badges == sorted(badges, key=["material", "significant", "minor", "info"].index)


def test_every_rule_has_its_page(client):
    for name in IDS:
        page = page_at(client, f"/aturan/{name}")
        assert page.cssselect(".kicker code")[0].text == name
        assert page.cssselect("details.extra table")
        assert "{" not in page.cssselect("main")[0].text_content()


def test_page_of_a_rule_says_why_what_to_do_and_how_to_disagree(client):
    page = page_at(client, "/aturan/serapan-rasio")
    heads = [head.cssselect("[lang=id]")[0].text for head in page.cssselect("h2")]
    said = ["Bunyi temuan", "Rumus", "Mengapa penting", "Tindak lanjut", "Dasar"]
    assert heads == [*said, "Tidak setuju dengan temuannya?", "Contoh"]
    assert page.cssselect("h1 [lang=en]")


@pytest.mark.parametrize("name", ["tidak-ada", "..%2f..%2fetc", "serapan-rasio.md"])
def test_no_page_for_what_is_no_rule(client, name):
    assert client.get(f"/aturan/{name}").status_code == 404


def test_a_folders_own_rule_has_its_page_too(visit, tmp_path):
    text = (pack_folder() / "checks" / "serapan-rasio.yaml").read_text("utf-8")
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "milik-pemda.yaml").write_text(text.replace("id: serapan-rasio", "id: milik-pemda"), "utf-8")
    with visit(rules=[tmp_path]) as client:
        assert page_at(client, "/aturan/milik-pemda").cssselect("h1")


def test_glossary_tells_every_word_and_the_severities(client):
    page = page_at(client, "/istilah")
    told = page.text_content()
    assert all(term.id in told and term.means_id in told and term.means_en in told for term in terms())
    assert len(page.cssselect(".terms .badge")) == 4


def test_both_are_a_click_away_from_the_first_page(client):
    links = {link.get("href") for link in page_at(client, "/").cssselect(".foot a")}
    assert links == {"/aturan", "/istilah", "/formulir"}
