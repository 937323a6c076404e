"""A Chromium as it is installed, driven without a network; whoever has none is told so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
THERE = bool(BROWSER and DRIVER)
_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--proxy-server=127.0.0.1:9",  # nothing listens there: what would go out fails, and is logged
    "--proxy-bypass-list=127.0.0.1",
)


@contextmanager
def opened(folder: Path) -> Iterator[webdriver.Chrome]:
    """A browser with an empty profile that saves downloads in ``folder``."""
    options = Options()
    options.binary_location = BROWSER
    for flag in (*_FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = Service(DRIVER, log_output=os.devnull)
    driver = webdriver.Chrome(options=options, service=service)
    try:
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
        yield driver
    finally:
        driver.quit()


def resize(driver: webdriver.Chrome, width: int, height: int = 900) -> None:
    """The size of the page, phones included, which no window can be made as narrow as."""
    sizes = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", sizes)


FAULTS = """
const faults = [];
const seen = new Set();
const shown = (e) => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden';
const name = (e) => (e.getAttribute('aria-label') || '').trim()
  || (e.getAttribute('aria-labelledby') || '').split(/\\s+/).filter(Boolean)
       .map((id) => document.getElementById(id)?.textContent || '').join(' ').trim()
  || [...(e.labels || [])].map((l) => l.textContent).join(' ').trim() || e.innerText?.trim() || e.textContent.trim();
for (const e of document.querySelectorAll('[id]')) {
  if (seen.has(e.id)) faults.push('id twice: ' + e.id);
  seen.add(e.id);
}
for (const e of document.querySelectorAll('[aria-labelledby], [aria-describedby]'))
  for (const id of (e.getAttribute('aria-labelledby') || e.getAttribute('aria-describedby')).split(/\\s+/))
    if (!document.getElementById(id)) faults.push('no such id: ' + id);
const controls = 'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]';
for (const e of document.querySelectorAll(controls)) {
  if (!shown(e)) continue;
  if (!name(e)) faults.push('no name: ' + e.outerHTML.slice(0, 120));
  const box = (/checkbox|file/.test(e.type) ? e.labels[0] : e).getBoundingClientRect();
  const inline = e.tagName === 'A' && !e.classList.contains('button');
  if (!inline && !e.classList.contains('unseen') && (box.height < 24 || box.width < 24))
    faults.push('too small to touch: ' + e.outerHTML.slice(0, 120));
}
let level = 0;
for (const h of document.querySelectorAll('h1, h2, h3, h4, h5')) {
  if (!shown(h)) continue;
  const now = Number(h.tagName[1]);
  if (now > level + 1) faults.push('heading skips a level: ' + h.textContent.slice(0, 60));
  level = now;
}
for (const t of document.querySelectorAll('table')) {
  if (!t.querySelector('th[scope]')) faults.push('table without headings');
}
if (document.querySelectorAll('main').length !== 1) faults.push('not one main');
if (!document.documentElement.lang) faults.push('no language');
if (!document.title) faults.push('no title');
const linear = (v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const light = (c) => {
  const [r, g, b] = c.match(/[\\d.]+/g).map((v) => linear(v / 255));
  return .2126 * r + .7152 * g + .0722 * b;
};
const ground = (e) => {
  for (let at = e; at; at = at.parentElement) {
    const c = getComputedStyle(at).backgroundColor;
    if (!/, 0\\)$|transparent/.test(c)) return c;
  }
  return 'rgb(255, 255, 255)';
};
const pairs = new Set();
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const e = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || !shown(e) || e.closest('script, style, option')) continue;
  const pair = getComputedStyle(e).color + ' on ' + ground(e);
  if (pairs.has(pair)) continue;
  pairs.add(pair);
  const [a, b] = pair.split(' on ').map(light).sort((x, y) => x - y);
  const start = texts.currentNode.data.trim().slice(0, 40);
  if ((b + .05) / (a + .05) < 4.5) faults.push('hard to read: ' + pair + ': ' + start);
}
return faults;
"""
"""What a hand check of the page's accessibility finds: names, ids, headings, tables, sizes, contrast (WCAG 2.2 AA)."""
