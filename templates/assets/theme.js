/* The reader's choice of colours, kept in this browser. A classic script in the head: it acts before anything is drawn. */
(function () {
  "use strict";
  var KEY = "theme";

  function stored() {
    try { return localStorage.getItem(KEY) || "system"; } catch (blocked) { return "system"; }
  }

  function apply(choice) {
    if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
    else delete document.documentElement.dataset.theme;
  }

  function choose(choice) {
    apply(choice);
    try {
      if (choice === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch (blocked) { /* private windows keep nothing: the choice holds for this page */ }
  }

  apply(stored());
  document.addEventListener("DOMContentLoaded", function () {
    var group = document.querySelector("[data-theme-switch]");
    if (!group) return;
    group.hidden = false;
    group.querySelectorAll("input").forEach(function (input) {
      input.checked = input.value === stored();
      input.addEventListener("change", function () { choose(input.value); });
    });
  });
})();
