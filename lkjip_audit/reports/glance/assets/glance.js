// A page on a region: tables wider than the screen can be reached by the keyboard; printing is in printing.js.
(function () {
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  function reachable() {
    all(".scroll").forEach(function (box) {
      if (box.clientWidth && box.scrollWidth > box.clientWidth) { box.tabIndex = 0; } else { box.removeAttribute("tabindex"); }
    });
  }
  reachable();
  window.addEventListener("resize", reachable);
  document.addEventListener("toggle", reachable, true);
})();
