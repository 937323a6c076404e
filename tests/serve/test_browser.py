"""The page and the report in a real browser: a sample dropped, read, filtered, told in English, downloaded."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
import time

import openpyxl
import pytest

from tests.truth import SAMPLES

chromium = pytest.importorskip("tests.serve.chromium")

from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import Select, WebDriverWait  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not chromium.THERE, reason="no Chromium with its driver")]
SAMPLE = SAMPLES / "kota-blitar-bkpsdm-2023.xlsx"
DROP = """
const input = document.createElement('input');
input.type = 'file'; input.multiple = true; input.id = 'from-the-desktop';
document.body.append(input);
"""
LEFT = "return [...document.querySelectorAll(arguments[0])].filter((card) => !card.closest('[hidden]'))"
SEEN = "return [...document.querySelectorAll(arguments[0])].filter((card) => card.checkVisibility()).length"
LET_GO = """
const data = new DataTransfer();
for (const file of document.getElementById('from-the-desktop').files) data.items.add(file);
document.getElementById('from-the-desktop').remove();
document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page, run as people run it."""
    environment = {**os.environ, "TMPDIR": str(tmp_path_factory.mktemp("session")), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "lkjip_audit", "serve", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield re.search(r"http\S+", process.stdout.readline())[0]
        process.terminate()


@pytest.fixture(scope="module")
def downloads(tmp_path_factory):
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def browser(downloads):
    with chromium.opened(downloads) as driver:
        yield driver


@pytest.fixture(scope="module")
def audited(browser, address):
    """The sample dropped on the page and audited; gives the address of its result."""
    chromium.resize(browser, 1280)
    browser.get(address)
    browser.execute_script(DROP)
    browser.find_element(By.ID, "from-the-desktop").send_keys(str(SAMPLE))
    browser.execute_script(LET_GO)
    WebDriverWait(browser, 240).until(lambda d: d.find_elements(By.CSS_SELECTOR, ".file.done"))
    return browser.find_element(By.CSS_SELECTOR, ".file.done [data-key=open]").get_attribute("href")


@pytest.fixture
def report(browser, audited):
    chromium.resize(browser, 1280)
    browser.get(audited)
    browser.execute_script("sessionStorage.clear()")
    browser.get(audited)
    return browser


@pytest.fixture(autouse=True)
def _quiet(request):
    """No test leaves a complaint of the browser behind: a blocked script, a request that went out."""
    yield
    if "browser" in request.fixturenames:
        driver = request.getfixturevalue("browser")
        assert [entry["message"] for entry in driver.get_log("browser")] == []


def cards(driver, kind):
    """The cards that the filters leave, folded or not, asked for at once: a question for each takes seconds."""
    return driver.execute_script(LEFT, f".card.{kind}")


def unfold(driver):
    driver.find_element(By.CSS_SELECTOR, "[data-unfold]").click()


def shown(driver):
    return driver.find_element(By.CSS_SELECTOR, ".filter [role=status]").text


def settle(driver, holds):
    return WebDriverWait(driver, 30).until(lambda _: holds())


def test_dropped_workbook_is_audited_and_its_heaviest_cause_is_named(browser, audited, address):
    browser.get(address)
    line = browser.find_element(By.CSS_SELECTOR, ".file.done")
    assert SAMPLE.name in line.text
    assert "9.513.625.429" in line.text
    assert browser.find_element(By.ID, "kabar").get_attribute("aria-live") == "polite"


def test_results_begin_as_lines_and_unfold(report):
    causes = cards(report, "cause")
    assert max(card.size["height"] for card in causes) < 140
    assert causes[0].location["y"] < 900
    assert report.execute_script(SEEN, ".card.minor.finding") == 0
    causes[0].find_element(By.TAG_NAME, "summary").click()
    settle(report, lambda: report.execute_script(SEEN, "#C01 .card.finding") > 3)
    unfold(report)
    every = len(cards(report, "cause") + cards(report, "finding"))
    settle(report, lambda: report.execute_script(SEEN, ".card") == every)
    unfold(report)
    settle(report, lambda: report.execute_script(SEEN, ".card.minor.finding") == 0)


def test_what_a_search_finds_is_laid_open_and_closed_again(report):
    report.find_element(By.NAME, "words").send_keys("Keuangan D16")
    settle(report, lambda: report.execute_script(SEEN, ".card.finding") >= 1)
    assert report.execute_script(SEEN, ".card.finding") == len(cards(report, "finding"))
    report.find_element(By.CSS_SELECTOR, ".filter button[type=reset]").click()
    settle(report, lambda: report.execute_script(SEEN, ".card.minor.finding") == 0)


def test_causes_and_findings_stand_with_the_table_around_each(report):
    unfold(report)
    assert len(cards(report, "cause")) > 10
    first = cards(report, "cause")[0]
    assert "3.2 Keuangan!D15" in first.text
    wrong = first.find_element(By.CSS_SELECTOR, "td.wrong")
    assert "9.513.625.429" in wrong.text
    assert "9.546.367.212" in wrong.text
    style = "const s = getComputedStyle(arguments[0]); return [s.outlineStyle, parseFloat(s.outlineWidth)]"
    assert report.execute_script(style, wrong) == ["solid", 3]
    marked = "td.wrong, th.wrong, td.unmatched, th.unmatched"
    assert all(card.find_elements(By.CSS_SELECTOR, marked) for card in cards(report, "finding"))


def test_filters_stand_in_the_address_and_survive_a_reload(report):
    everything = len(cards(report, "finding"))
    report.find_element(By.CSS_SELECTOR, "input[value=minor]").find_element(By.XPATH, "..").click()
    report.find_element(By.NAME, "words").send_keys("Keuangan & I24")
    report.find_element(By.NAME, "words").clear()
    report.find_element(By.NAME, "words").send_keys("Keuangan")
    settle(report, lambda: "Keuangan" in report.current_url and len(cards(report, "finding")) < everything)
    left = [card.get_attribute("id") for card in cards(report, "finding")]
    report.refresh()
    settle(report, lambda: [card.get_attribute("id") for card in cards(report, "finding")] == left)
    assert report.find_element(By.NAME, "words").get_attribute("value") == "Keuangan"
    report.find_element(By.CSS_SELECTOR, ".filter button[type=reset]").click()
    settle(report, lambda: len(cards(report, "finding")) == everything and "#" not in report.current_url)


def test_filters_by_severity_sheet_and_words(report):
    everything = len(cards(report, "finding"))
    report.find_element(By.CSS_SELECTOR, "input[value=minor]").find_element(By.XPATH, "..").click()
    settle(report, lambda: len(cards(report, "finding")) < everything)
    assert not report.find_elements(By.CSS_SELECTOR, ".card.minor:not([hidden])")
    Select(report.find_element(By.NAME, "sheet")).select_by_visible_text("3.2 Keuangan")
    settle(report, lambda: all("3.2 Keuangan!" in card.text for card in cards(report, "finding")))
    unfold(report)
    report.find_element(By.NAME, "words").send_keys("I24")
    settle(report, lambda: all("I24" in card.text for card in cards(report, "finding")) and cards(report, "finding"))
    assert shown(report).startswith(f"{len(cards(report, 'finding'))} dari {everything} temuan")
    report.find_element(By.NAME, "words").send_keys(" tak-ada")
    settle(report, lambda: not cards(report, "finding"))
    assert "Tidak ada yang cocok" in report.find_element(By.CSS_SELECTOR, "main").text
    report.find_element(By.CSS_SELECTOR, "[type=reset]").click()
    settle(report, lambda: len(cards(report, "finding")) == everything)


def test_link_to_a_finding_that_a_filter_hides_shows_it(report):
    for level in ("material", "significant", "minor", "info"):
        report.find_element(By.CSS_SELECTOR, f"input[value={level}]").find_element(By.XPATH, "..").click()
    settle(report, lambda: not cards(report, "finding"))
    report.execute_script("location.hash = 'F003'")
    settle(report, lambda: report.find_element(By.ID, "F003").is_displayed())
    assert report.switch_to.active_element.get_attribute("id") == "F003"


def test_language_changes_at_a_click_and_stays_for_the_session(report, address):
    assert "Penyebab" in report.find_element(By.TAG_NAME, "main").text
    everything = len(cards(report, "finding"))
    report.find_element(By.NAME, "words").send_keys("seharusnya")
    settle(report, lambda: shown(report) and len(cards(report, "finding")) > 0)
    report.find_element(By.CSS_SELECTOR, "label[for=bahasa-en]").click()
    settle(report, lambda: len(cards(report, "finding")) < everything / 2)
    report.find_element(By.CSS_SELECTOR, "[type=reset]").click()
    settle(report, lambda: len(cards(report, "finding")) == everything)
    main = report.find_element(By.TAG_NAME, "main").text
    assert "Causes" in main
    assert "Penyebab" not in main
    assert report.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
    assert report.title.endswith("Audit report")
    assert "findings" in shown(report)
    assert Select(report.find_element(By.NAME, "sheet")).first_selected_option.text == "All sheets"
    report.get(address)
    assert "Check LKjIP workbooks" in report.find_element(By.TAG_NAME, "h1").text
    report.find_element(By.CSS_SELECTOR, "label[for=bahasa-id]").click()


def test_note_is_saved_where_the_reader_was_and_taken_back(report, downloads):
    report.find_element(By.CSS_SELECTOR, "#C01 summary").click()
    report.find_element(By.CSS_SELECTOR, "#F008 summary").click()
    report.find_element(By.CSS_SELECTOR, "#catat-F008 summary").click()
    Select(report.find_element(By.ID, "F008-status")).select_by_value("rejected")
    report.find_element(By.ID, "F008-note").send_keys("Sesuai DPA")
    report.find_element(By.ID, "F008-name").send_keys("Penyusun", Keys.ENTER)
    settle(report, lambda: "1 dari" in report.find_element(By.ID, "catatan").text)
    assert report.find_element(By.ID, "F008").is_displayed()
    assert "Ditolak" in report.find_element(By.CSS_SELECTOR, "#F008 summary").text
    assert report.switch_to.active_element.find_element(By.XPATH, "..").get_attribute("id") == "catat-F008"
    report.find_element(By.CSS_SELECTOR, "#catatan a[download]").click()
    kept = downloads / "kota-blitar-bkpsdm-2023.tindak-lanjut.yaml"
    settle(report, lambda: kept.exists() and not list(downloads.glob("*.crdownload")))
    assert "note: Sesuai DPA" in kept.read_text("utf-8")
    report.find_element(By.CSS_SELECTOR, "#catatan button").click()
    settle(report, lambda: not report.find_element(By.ID, "catatan").text)


def test_the_heaviest_causes_are_seen_before_scrolling_on_a_small_screen(browser, audited):
    chromium.resize(browser, 1366, 625)
    browser.get(audited)
    browser.execute_script("sessionStorage.clear()")
    browser.get(audited)
    seen = [card.rect["y"] + card.rect["height"] for card in browser.find_elements(By.CSS_SELECTOR, ".card.cause")[:2]]
    assert max(seen) <= 625
    assert browser.find_element(By.CSS_SELECTOR, "header.bar").rect["height"] <= 60


def test_annotated_copy_is_downloaded_and_opens(report, downloads):
    report.find_element(By.CSS_SELECTOR, ".actions a[href=salinan]").click()
    copy = downloads / "kota-blitar-bkpsdm-2023.temuan.xlsx"
    settle(report, lambda: copy.exists() and not list(downloads.glob("*.crdownload")))
    book = openpyxl.load_workbook(copy)
    assert {"Ringkasan", "Penyebab", "Temuan"} <= set(book.sheetnames)
    assert book["3.2 Keuangan"]["D15"].comment is not None


def test_downloaded_report_reads_the_same_from_a_file(report, downloads):
    expected = len(cards(report, "finding"))
    report.find_element(By.CSS_SELECTOR, ".actions a[href=laporan]").click()
    file = downloads / "kota-blitar-bkpsdm-2023.laporan.html"
    settle(report, lambda: file.exists() and not list(downloads.glob("*.crdownload")))
    report.get(file.as_uri())
    assert len(cards(report, "finding")) == expected
    assert not report.find_elements(By.CSS_SELECTOR, "a[href=salinan]")
    assert report.execute_script("return performance.getEntriesByType('resource').length") == 0


def press(driver, *keys):
    for key in keys:
        ActionChains(driver).send_keys(key).perform()


def tab_to(driver, selector, most=40):
    """Press Tab until ``selector`` has the focus, which must be seen."""
    for _ in range(most):
        press(driver, Keys.TAB)
        active = driver.switch_to.active_element
        if driver.execute_script("return arguments[0].matches(arguments[1])", active, selector):
            return active
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def test_report_is_worked_with_by_keyboard_alone(report):
    tab_to(report, ".skip")
    press(report, Keys.ENTER)
    assert report.switch_to.active_element.get_attribute("id") == "isi"
    everything = len(cards(report, "finding"))
    box = tab_to(report, "input[value=minor]")
    outline = "return getComputedStyle(arguments[0]).outlineStyle"
    assert report.execute_script(outline, box) == "solid"
    press(report, Keys.SPACE)
    settle(report, lambda: len(cards(report, "finding")) < everything)
    tab_to(report, "select[name=sheet]")
    tab_to(report, "input[name=words]")
    press(report, "D15")
    settle(report, lambda: 0 < len(cards(report, "finding")) < everything / 2)
    tab_to(report, "[type=reset]")
    press(report, Keys.ENTER)
    settle(report, lambda: len(cards(report, "finding")) == everything)
    tab_to(report, "#C01 summary")
    press(report, Keys.ENTER)
    tab_to(report, "#C01 .card summary")
    press(report, Keys.ENTER)
    link = tab_to(report, ".to-cause")
    target = link.get_attribute("href").partition("#")[2]
    press(report, Keys.ENTER)
    settle(report, lambda: report.switch_to.active_element.get_attribute("id") == target)


def test_language_is_chosen_by_keyboard(report):
    tab_to(report, "input.choose")
    press(report, Keys.ARROW_RIGHT)
    settle(report, lambda: "Causes" in report.find_element(By.TAG_NAME, "main").text)
    press(report, Keys.ARROW_LEFT)
    settle(report, lambda: "Penyebab" in report.find_element(By.TAG_NAME, "main").text)


def test_file_chooser_and_results_are_reached_by_keyboard(browser, audited, address):
    browser.get(address)
    chooser = tab_to(browser, "#pilih")
    label = browser.find_element(By.CSS_SELECTOR, "label[for=pilih]")
    assert browser.execute_script("return getComputedStyle(arguments[0]).outlineStyle", label) == "solid"
    assert chooser.accessible_name
    tab_to(browser, "[data-key=open]")
    press(browser, Keys.ENTER)
    settle(browser, lambda: browser.current_url == audited)


@pytest.mark.parametrize("width", [360, 768])
def test_no_page_is_wider_than_the_screen(report, address, width):
    chromium.resize(report, width)
    for page in (report.current_url, address):
        report.get(page)
        report.execute_script("document.querySelectorAll('[data-unfold]').forEach((each) => each.click())")
        for lang in ("en", "id"):
            report.execute_script(f"document.getElementById('bahasa-{lang}').click()")
            wide = report.execute_script("return [document.documentElement.scrollWidth, window.innerWidth]")
            assert wide[0] <= width >= wide[1], (page, lang)


def test_wrong_cell_of_a_wide_table_is_in_sight_on_a_phone(report):
    chromium.resize(report, 360)
    report.refresh()
    unfold(report)
    cut = """
    return [...document.querySelectorAll('.excerpt .scroll')].filter((box) => {
      const wrong = box.querySelector('.wrong, .unmatched').getBoundingClientRect(), seen = box.getBoundingClientRect();
      return wrong.right > seen.right + 1 || wrong.right < seen.left;
    }).length"""
    assert report.execute_script(cut) == 0


def test_name_of_the_row_stays_in_sight_on_a_phone(report):
    chromium.resize(report, 390)
    report.refresh()
    unfold(report)
    hidden = """
    return [...document.querySelectorAll('.excerpt .scroll')].filter((box) => {
      const name = box.querySelector('tr:has(.wrong, .unmatched) .names');
      if (!name) return false;
      const seen = box.getBoundingClientRect(), at = name.getBoundingClientRect();
      return at.left < seen.left - 1 || at.right > seen.right + 1;
    }).length"""
    assert len(report.find_elements(By.CSS_SELECTOR, "td.names")) > 50
    assert report.execute_script(hidden) == 0


def test_nothing_is_found_by_the_checks_of_accessibility(report, address):
    for page in (report.current_url, address):
        report.get(page)
        report.execute_script("document.querySelectorAll('[data-unfold]').forEach((each) => each.click())")
        for lang in ("en", "id"):
            report.execute_script(f"document.getElementById('bahasa-{lang}').click()")
            assert report.execute_script(chromium.FAULTS) == []


def test_what_is_dark_is_read_as_well(report, address):
    dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    report.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    try:
        for page in (report.current_url, address):
            report.get(page)
            report.execute_script("document.querySelectorAll('[data-unfold]').forEach((each) => each.click())")
            ground = report.execute_script("return getComputedStyle(document.body).backgroundColor")
            assert ground == "rgb(20, 25, 30)"
            assert report.execute_script(chromium.FAULTS) == []
    finally:
        report.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_report_without_script_is_read_whole_and_in_both_languages(report):
    report.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        report.refresh()
        assert not report.find_element(By.CSS_SELECTOR, ".filter").is_displayed()
        assert len(cards(report, "finding")) > 30
        report.find_element(By.CSS_SELECTOR, "label[for=bahasa-en]").click()
        assert "Causes" in report.find_element(By.TAG_NAME, "main").text
    finally:
        report.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_report_prints_on_a4_with_everything_open(report):
    answer = report.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    pdf = base64.b64decode(answer["data"])
    sizes = {(round(float(w)), round(float(h))) for w, h in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)}
    assert sizes == {(595, 842)}


def test_files_are_sorted_by_what_is_clicked(browser, audited, address):
    browser.get(address)
    browser.find_element(By.ID, "pilih").send_keys(str(SAMPLES / "contoh-selaras.xlsx"))
    names = "return [...document.querySelectorAll('#tabel tbody th')].map((cell) => cell.dataset.value)"
    WebDriverWait(browser, 120).until(lambda d: len(d.execute_script(names)) == 2)
    buttons = browser.find_elements(By.CSS_SELECTOR, "#tabel .sort")
    buttons[0].click()
    assert browser.execute_script(names) == ["contoh-selaras.xlsx", SAMPLE.name]
    buttons[1].click()
    assert browser.execute_script(names) == [SAMPLE.name, "contoh-selaras.xlsx"]
    assert browser.find_element(By.CSS_SELECTOR, "[aria-sort=descending]").text.startswith("material")
    lines = browser.find_elements(By.CSS_SELECTOR, ".file.done")
    (clean,) = [line for line in lines if "contoh-selaras" in line.text]
    clean.find_element(By.CSS_SELECTOR, "[data-key=remove]").click()
    settle(browser, lambda: not browser.find_elements(By.ID, "tabel"))


def test_broken_and_removed_files(browser, address, tmp_path):
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    browser.get(address)
    browser.find_element(By.ID, "pilih").send_keys(str(broken))
    line = WebDriverWait(browser, 120).until(lambda d: d.find_elements(By.CSS_SELECTOR, ".file.failed"))[0]
    assert "rusak.xlsx rusak" in line.text
    line.find_element(By.CSS_SELECTOR, "[data-key=remove]").click()
    settle(browser, lambda: not browser.find_elements(By.CSS_SELECTOR, ".file.failed"))


def test_page_whose_program_has_ended_says_so(browser, address, tmp_path):
    browser.get(address)
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/berkas*", "*/daftar*"]})
    try:
        file = tmp_path / "a.xlsx"
        file.write_bytes(b"x")
        browser.find_element(By.ID, "pilih").send_keys(str(file))
        settle(browser, lambda: "kehilangan hubungan" in browser.find_element(By.CSS_SELECTOR, ".problems").text)
    finally:
        browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
        time.sleep(0.1)
        browser.get_log("browser")
