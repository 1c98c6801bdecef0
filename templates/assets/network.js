/* The network page: pointing at an actor shows its ties and dims the rest; relations can be left out; both stand in
   the address. Without this script the picture is a picture with links, and the table below it says the same. */
(function () {
  "use strict";
  var picture = document.getElementById("network");
  var tools = document.getElementById("network-tools");
  if (!picture || !tools) return;
  var choice = document.getElementById("network-actor");
  var status = document.getElementById("network-status");
  var boxes = Array.from(document.querySelectorAll(".legend input"));
  var lines = Array.from(picture.querySelectorAll("[data-ends]"));
  var spots = Array.from(picture.querySelectorAll("[data-actor]"));
  var rows = Array.from(document.querySelectorAll("[data-actors]"));

  function show(actor) {
    var near = {};
    near[actor] = true;
    lines.forEach(function (line) {
      var ends = line.dataset.ends.split(" ");
      var own = Boolean(actor) && !line.hasAttribute("hidden") && ends.indexOf(actor) >= 0;
      line.classList.toggle("near", own);
      if (own) ends.forEach(function (end) { near[end] = true; });
    });
    spots.forEach(function (spot) { spot.classList.toggle("near", Boolean(near[spot.dataset.actor])); });
    picture.classList.toggle("chosen", Boolean(actor));
  }

  function left() {
    return boxes.filter(function (box) { return !box.checked; }).map(function (box) { return box.value; });
  }

  function apply() {
    var out = left();
    var actor = choice.value;
    lines.forEach(function (line) { line.toggleAttribute("hidden", out.indexOf(line.dataset.relation) >= 0); });
    rows.forEach(function (row) { row.hidden = Boolean(actor) && row.dataset.actors.split(" ").indexOf(actor) < 0; });
    document.querySelectorAll("tbody[data-relation]").forEach(function (part) {
      var any = part.querySelector("[data-actors]:not([hidden])");
      part.hidden = out.indexOf(part.dataset.relation) >= 0 || !any;
    });
    var shown = document.querySelectorAll("#ties tbody:not([hidden]) [data-actors]:not([hidden])").length;
    status.textContent = actor || out.length ? shown + (shown === 1 ? " stated relation" : " stated relations") + " in the table" : "";
    show(actor);
  }

  function keep() {
    var address = new URL(location.href);
    address.search = "";
    if (choice.value) address.searchParams.set("actor", choice.value);
    if (left().length) address.searchParams.set("without", left().join(" "));
    history.replaceState(null, "", address);
  }

  /* The chosen actor comes to the middle of a box that is narrower than the picture; without one, the middle does. */
  function bring() {
    var box = picture.parentNode.getBoundingClientRect();
    var found = spots.find(function (spot) { return spot.dataset.actor === choice.value; });
    var at = (found || picture).getBoundingClientRect();
    picture.parentNode.style.scrollSnapType = "none";
    picture.parentNode.scrollLeft += at.left + at.width / 2 - box.left - box.width / 2;
  }

  function changed() { apply(); keep(); }

  function restore() {
    var asked = new URLSearchParams(location.search);
    var out = (asked.get("without") || "").split(" ");
    choice.value = asked.get("actor") || "";
    if (choice.selectedIndex < 0) choice.value = "";
    boxes.forEach(function (box) { box.checked = out.indexOf(box.value) < 0; });
    apply();
    bring();
  }

  spots.forEach(function (spot) {
    ["mouseenter", "focus"].forEach(function (kind) {
      spot.addEventListener(kind, function () { show(spot.dataset.actor); });
    });
    ["mouseleave", "blur"].forEach(function (kind) {
      spot.addEventListener(kind, function () { show(choice.value); });
    });
  });
  boxes.forEach(function (box) { box.hidden = false; box.addEventListener("change", changed); });
  choice.addEventListener("change", function () { changed(); bring(); });
  addEventListener("popstate", restore);
  tools.hidden = false;
  restore();
})();
