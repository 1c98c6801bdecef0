// "/" puts the cursor into the search box of the page's header, unless the reader is typing somewhere.
// And, because modules do not run there: what a search page opened from a disk says.
(function () {
  "use strict";

  function typing(target) {
    return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
  }

  document.addEventListener("keydown", function (event) {
    var box = document.querySelector("input[data-search]");
    var modified = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key !== "/" || !box || modified || event.defaultPrevented || typing(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  var status = document.getElementById("search-status");
  if (status && location.protocol === "file:") {
    status.textContent = "Search works once the site is served: run the project's serve command, or open the published site.";
  }
})();
