"use strict";
// The language: chosen by the radio buttons (which work without this); here the page's own language follows, and is kept.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  var choices = Array.prototype.slice.call(document.querySelectorAll("input.choose"));

  function keep(lang) { try { window.sessionStorage.setItem("bahasa", lang); } catch (error) { /* not allowed: not kept */ } }
  function kept() { try { return window.sessionStorage.getItem("bahasa"); } catch (error) { return null; } }

  function follow(lang) {
    root.lang = lang;
    document.querySelectorAll("title, option[data-" + lang + "]").forEach(function (told) {
      if (told.hasAttribute("data-" + lang)) { told.textContent = told.getAttribute("data-" + lang); }
    });
    document.dispatchEvent(new CustomEvent("bahasa"));
  }
  choices.forEach(function (choice) {
    choice.addEventListener("change", function () { if (choice.checked) { keep(choice.value); follow(choice.value); } });
    if (choice.value === kept()) { choice.checked = true; }
  });
  choices.forEach(function (choice) { if (choice.checked) { follow(choice.value); } });
})();
