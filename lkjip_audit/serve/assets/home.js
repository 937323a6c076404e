// The page that files are dropped on.  Without this it is a form, and the page is loaded again while work goes on.
(function () {
  var form = document.getElementById("taruh");
  var input = document.getElementById("pilih");
  var list = document.getElementById("daftar");
  var news = document.getElementById("kabar");
  var problems = document.querySelector(".problems");
  var section = document.querySelector(".files");
  var looking = 0;
  var waiting = [];
  var sending = false;
  var arrived = false;

  function told(name) {
    var by = {};
    Array.prototype.forEach.call(news.attributes, function (each) {
      if (each.name.indexOf("data-" + name + "-") === 0) { by[each.name.slice(name.length + 6)] = each.value; }
    });
    return by;
  }
  function here(by) { return by[document.documentElement.lang] || by.id; }
  function word(name) { return here(told(name)); }
  function say(text) { if (news.textContent !== text) { news.textContent = text; } }

  function complain(sentence) { tell(sentence, "problem"); }
  function announce(sentence) { tell(sentence, "news"); }
  function tell(sentence, look) {
    var line = document.createElement("p");
    line.className = look;
    Object.keys(sentence).forEach(function (each) {
      var span = document.createElement("span");
      span.lang = each;
      span.textContent = sentence[each];
      line.appendChild(span);
    });
    problems.appendChild(line);
  }
  function lost() { complain(told("lost")); }

  function send() {
    if (sending || !waiting.length) { return; }
    var file = waiting.shift();
    var body = new FormData();
    sending = true;
    body.append("berkas", file, file.name);
    say(word("sending").replace("{name}", file.name));
    fetch(form.action, { method: "POST", body: body, headers: { Accept: "application/json" } })
      .then(function (answer) { return answer.json(); })
      .then(function (told) { told.news.forEach(announce); told.problems.forEach(complain); }, lost)
      .then(function () { sending = false; look(); send(); });
  }
  function add(files) {
    problems.textContent = "";
    arrived = true;
    waiting = waiting.concat(Array.prototype.slice.call(files));
    send();
  }

  function show(item) {
    var old = document.getElementById("f-" + item.id);
    if (old && old.getAttribute("data-stamp") === String(item.stamp)) { return; }
    var box = document.createElement("ol");
    box.innerHTML = item.html;
    var fresh = box.firstElementChild;
    var focused = old && old.contains(document.activeElement) ? document.activeElement.getAttribute("data-key") : null;
    if (old) { old.replaceWith(fresh); } else { list.appendChild(fresh); }
    var again = focused && fresh.querySelector("[data-key=" + focused + "]");
    if (again) { again.focus(); }
    say(here(item.said));
  }
  // The table of several files: a click on a heading sorts by it, the largest first; a second click turns it round.
  var table = document.getElementById("ringkas");
  var tableText = null;
  var order = null;
  function sort() {
    if (!order) { return; }
    var rows = Array.prototype.slice.call(table.querySelectorAll("tbody tr"));
    var value = function (row) { return row.children[order.column].getAttribute("data-value"); };
    rows.sort(function (one, other) {
      var a = value(one), b = value(other);
      return order.sign * (isNaN(a) || isNaN(b) ? b.localeCompare(a, "id", { numeric: true }) : b - a);
    });
    rows.forEach(function (row) { row.parentNode.appendChild(row); });
    Array.prototype.forEach.call(table.querySelectorAll("thead th[aria-sort]"), function (head, at) {
      head.setAttribute("aria-sort", at !== order.column ? "none" : order.sign > 0 ? "descending" : "ascending");
    });
  }
  table.addEventListener("click", function (event) {
    var button = event.target.closest(".sort");
    if (!button) { return; }
    var column = Array.prototype.indexOf.call(button.closest("tr").children, button.closest("th"));
    var first = column === 0 ? -1 : 1;
    order = { column: column, sign: order && order.column === column ? -order.sign : first };
    sort();
  });

  function look() {
    window.clearTimeout(looking);
    fetch("/daftar", { headers: { Accept: "application/json" } })
      .then(function (answer) { if (!answer.ok) { throw new Error(answer.status); } return answer.json(); })
      .then(function (told) {
        section.hidden = !told.items.length;
        document.getElementById("semua").hidden = told.done < 2;
        if (told.table !== tableText) { table.innerHTML = tableText = told.table; sort(); }
        told.items.forEach(show);
        if (arrived && told.items.length) { arrived = false; section.scrollIntoView({ block: "start" }); }
        var here = told.items.map(function (item) { return "f-" + item.id; });
        Array.prototype.slice.call(list.children).forEach(function (line) { if (here.indexOf(line.id) < 0) { line.remove(); } });
        if (told.busy) { looking = window.setTimeout(look, 700); }
      })
      .catch(function () { if (!document.hidden) { problems.textContent = ""; lost(); } });
  }

  input.addEventListener("change", function () { add(input.files); form.reset(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  ["dragenter", "dragover"].forEach(function (name) {
    document.addEventListener(name, function (event) { event.preventDefault(); form.classList.add("over"); });
  });
  ["dragleave", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      event.preventDefault();
      if (name === "drop" || !event.relatedTarget) { form.classList.remove("over"); }
    });
  });
  document.addEventListener("drop", function (event) { if (event.dataTransfer) { add(event.dataTransfer.files); } });
  list.addEventListener("submit", function (event) {
    event.preventDefault();
    fetch(event.target.action, { method: "POST", redirect: "manual" }).then(function () { look(); input.focus(); }, lost);
  });
  look();
})();
