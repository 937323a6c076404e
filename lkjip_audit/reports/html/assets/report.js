// The report: filters, and links to cards that a filter hides; printing is in printing.js.  Without it everything is there to read.
(function () {
  var all = function (selector, inside) { return Array.prototype.slice.call((inside || document).querySelectorAll(selector)); };

  // A note that is saved loads the page again: what was open, and where the reader was, is found as it was.
  var LEFT = "tinjauan:" + window.location.pathname;
  function leave() {
    var open = all("details[open]").map(function (box) { return all("details").indexOf(box); });
    try { window.sessionStorage.setItem(LEFT, JSON.stringify({ hash: window.location.hash, open: open, at: window.scrollY })); } catch (error) { /* not allowed */ }
  }
  function come() {
    try { var told = JSON.parse(window.sessionStorage.getItem(LEFT)); window.sessionStorage.removeItem(LEFT); return told; } catch (error) { return null; }
  }
  var left = come();
  var subject = left ? window.location.hash.slice(1) : "";
  if (left) {
    window.history.replaceState(null, "", window.location.pathname + window.location.search + left.hash);
    left.open.forEach(function (number) { var box = all("details")[number]; if (box) { box.open = true; } });
  }
  document.addEventListener("submit", function (event) { if (event.target.matches(".noting")) { leave(); } });

  // The filters stand in the address, so that a reload, a step back or a colleague sees the same cards.
  var FILTER = "saring:";
  function kept(place) {
    var hash = decodeURIComponent(window.location.hash.slice(1));
    if (hash.indexOf(FILTER + place + "?") !== 0) { return null; }
    return new URLSearchParams(hash.slice(hash.indexOf("?") + 1));
  }
  function keep(place, form) {
    var boxes = all("input[name=severity]", form);
    var off = boxes.filter(function (box) { return !box.checked; }).map(function (box) { return box.value; });
    var told = new URLSearchParams();
    if (off.length) { told.set("tanpa", off.join(" ")); }
    if (form.elements.sheet.selectedIndex > 0) { told.set("lembar", form.elements.sheet.value); }
    if (form.elements.words.value.trim()) { told.set("kata", form.elements.words.value.trim()); }
    var hash = told.toString() ? "#" + encodeURIComponent(FILTER + place + "?" + told) : "";
    if (!hash && window.location.hash.indexOf(encodeURIComponent(FILTER)) !== 1) { return; }
    window.history.replaceState(null, "", window.location.pathname + window.location.search + hash);
  }
  function restore(place, form) {
    var told = kept(place);
    if (!told) { return; }
    var off = (told.get("tanpa") || "").split(" ");
    all("input[name=severity]", form).forEach(function (box) { box.checked = off.indexOf(box.value) < 0; });
    form.elements.sheet.value = told.get("lembar") || "";
    if (form.elements.sheet.selectedIndex < 0) { form.elements.sheet.value = ""; }
    form.elements.words.value = told.get("kata") || "";
  }

  function prepare(report, place) {
    var form = report.querySelector("form.filter");
    if (!form) { return; }
    var cards = all(".card", report);
    var status = form.querySelector("[role=status]");
    var texts = new Map();
    var waiting = 0;
    var opened = new Set();

    function textOf(card) {
      if (!texts.has(card)) {
        var lang = document.documentElement.lang;
        var nodes = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
        var told = [];
        while (nodes.nextNode()) {
          if (nodes.currentNode.parentElement.closest(".card") !== card) { continue; }  // that of a finding below its cause
          if (nodes.currentNode.parentElement.closest("[lang]").lang === lang) { told.push(nodes.currentNode.data); }
        }
        texts.set(card, told.join("").toLowerCase());
      }
      return texts.get(card);
    }
    function count(kind, shown) {
      return cards.filter(function (card) { return card.classList.contains(kind) && (!shown || !card.hidden); }).length;
    }
    function tell() {
      var text = status.getAttribute("data-" + document.documentElement.lang) || "";
      var numbers = { findings: count("finding", true), all_findings: count("finding", false), causes: count("cause", true), all_causes: count("cause", false) };
      var told = text.replace(/\{(\w+)\}/g, function (place, name) { return name in numbers ? numbers[name] : place; });
      if (status.textContent !== told) { status.textContent = told; }
    }
    function apply() {
      var severities = all("input[name=severity]:checked", form).map(function (box) { return box.value; });
      var sheet = form.elements.sheet.value;
      var words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
      cards.forEach(function (card) {
        card.hidden = severities.indexOf(card.dataset.severity) < 0 || (sheet && card.dataset.sheet !== sheet) ||
          !words.every(function (word) { return textOf(card).indexOf(word) >= 0; });
      });
      // A cause stands as long as one of its findings does; what a search found below it is laid open.
      var looks = !!sheet || words.length > 0;
      all(".card.cause, .trifles", report).forEach(function (group) {
        var found = group.querySelector(".card.finding:not([hidden])");
        var box = group.matches("details") ? group : group.querySelector("details");
        if (!group.matches(".card") || group.hidden) { group.hidden = !found; }
        if (looks && found && !box.open) { box.open = true; opened.add(box); }
      });
      if (!looks) { opened.forEach(function (box) { box.open = false; }); opened.clear(); }
      all(".part > .empty", report).forEach(function (told) { told.hidden = !!told.parentElement.querySelector(".card:not([hidden])"); });
      all(".explains", report).forEach(function (list) { list.hidden = !list.querySelector(".card:not([hidden])"); });
      tell();
    }
    function chosen() { apply(); keep(place, form); }
    form.addEventListener("submit", function (event) { event.preventDefault(); chosen(); });
    form.addEventListener("change", chosen);
    form.addEventListener("input", function () { window.clearTimeout(waiting); waiting = window.setTimeout(chosen, 150); });
    form.addEventListener("reset", function () { window.setTimeout(chosen, 0); });
    window.addEventListener("hashchange", function () { if (kept(place)) { restore(place, form); apply(); } });
    restore(place, form);
    document.addEventListener("bahasa", function () { texts.clear(); apply(); });
    all("[data-unfold]", form).forEach(function (button) {
      button.addEventListener("click", function () {
        var open = button.getAttribute("aria-pressed") !== "true";
        all("details.fold, details.trifles", report).forEach(function (box) { box.open = open; });
        button.setAttribute("aria-pressed", String(open));
      });
    });
    report.showAll = function () { form.reset(); apply(); };
    apply();
  }
  all(".report").forEach(prepare);

  function reveal() {
    var target = window.location.hash.length > 1 && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (!target) { return; }
    if (target.closest("[hidden]")) { target.closest(".report").showAll(); }
    for (var box = target; box; box = box.parentElement) { if (box.matches("details")) { box.open = true; } }
    if (target.matches(".card")) { target.querySelector("details").open = true; }
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", reveal);
  if (!left) { reveal(); } else {
    window.scrollTo(0, left.at);
    var saved = document.querySelector(subject ? "#catat-" + subject + " summary" : "#catatan");
    if (saved) { saved.focus({ preventScroll: true }); }
  }

  function reachable(inside) {
    all(".scroll", inside).forEach(function (box) {
      if (!box.clientWidth) { return; }  // folded away
      if (box.scrollWidth <= box.clientWidth) { box.removeAttribute("tabindex"); return; }
      box.tabIndex = 0;
      var wrong = box.querySelector(".wrong, .unmatched");
      if (wrong) { box.scrollLeft = wrong.offsetLeft + wrong.offsetWidth - box.clientWidth + 24; }
    });
  }
  reachable();
  window.addEventListener("resize", function () { reachable(); });
  document.addEventListener("bahasa", function () { reachable(); });
  document.addEventListener("toggle", function (event) { if (event.target.open) { reachable(event.target); } }, true);
})();
