// A page on a region: printing lays every year open.  Without it everything is there to read.
(function () {
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = all("details:not([open])");
    opened.forEach(function (box) { box.open = true; });
  });
  window.addEventListener("afterprint", function () { opened.forEach(function (box) { box.open = false; }); });
  all("[data-print]").forEach(function (button) { button.addEventListener("click", function () { window.print(); }); });
  function reachable() {
    all(".scroll").forEach(function (box) {
      if (box.clientWidth && box.scrollWidth > box.clientWidth) { box.tabIndex = 0; } else { box.removeAttribute("tabindex"); }
    });
  }
  reachable();
  window.addEventListener("resize", reachable);
  document.addEventListener("toggle", reachable, true);
})();
