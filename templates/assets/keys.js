// "/" puts the cursor into the search box, unless the reader is typing somewhere. A page that a search has led to marks
// what was sought. And, because modules do not run there: what a search page opened from a disk says.
(function () {
  "use strict";

  function typing(target) {
    return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
  }

  document.addEventListener("keydown", function (event) {
    var box = document.getElementById("search-box") || document.querySelector("input[data-search]");
    var modified = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key !== "/" || !box || modified || event.defaultPrevented || typing(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  var sought = new URLSearchParams(location.search).get("hl");
  if (sought && location.protocol !== "file:") {
    import(new URL("hits.js", document.currentScript.src)).then(function (hits) { hits.mark(sought); });
  }

  var status = document.getElementById("search-status");
  if (status && location.protocol === "file:") {
    status.textContent = "Search works once the site is served: run the project's serve command, or open the published site.";
  }
})();
