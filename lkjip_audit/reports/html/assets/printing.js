// Printing lays open what is folded, and folds it again.  Without it everything is there to read.
(function () {
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = all("details:not([open])");
    opened.forEach(function (box) { box.open = true; });
  });
  window.addEventListener("afterprint", function () { opened.forEach(function (box) { box.open = false; }); });
  all("[data-print]").forEach(function (button) { button.addEventListener("click", function () { window.print(); }); });
})();
