// The report: filters, links to cards that a filter hides, and printing.  Without it everything is there to read.
(function () {
  var all = function (selector, inside) { return Array.prototype.slice.call((inside || document).querySelectorAll(selector)); };

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

    function textOf(card) {
      if (!texts.has(card)) {
        var lang = document.documentElement.lang;
        var nodes = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
        var told = [];
        while (nodes.nextNode()) {
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
      all(".cards", report).forEach(function (list) { list.nextElementSibling.hidden = !!list.querySelector(".card:not([hidden])"); });
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
    report.showAll = function () { form.reset(); apply(); };
    apply();
  }
  all(".report").forEach(prepare);

  function reveal() {
    var target = window.location.hash.length > 1 && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (!target) { return; }
    if (target.hidden) { target.closest(".report").showAll(); target.scrollIntoView(); }
    target.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  function reachable() {
    all(".scroll").forEach(function (box) {
      if (box.scrollWidth <= box.clientWidth) { box.removeAttribute("tabindex"); return; }
      box.tabIndex = 0;
      var wrong = box.querySelector(".wrong, .unmatched");
      if (wrong) { box.scrollLeft = wrong.offsetLeft + wrong.offsetWidth - box.clientWidth + 24; }
    });
  }
  reachable();
  window.addEventListener("resize", reachable);
  document.addEventListener("bahasa", reachable);

  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = all("details:not([open])");
    opened.forEach(function (box) { box.open = true; });
  });
  window.addEventListener("afterprint", function () { opened.forEach(function (box) { box.open = false; }); });
  all("[data-print]").forEach(function (button) { button.addEventListener("click", function () { window.print(); }); });
})();
