/* The passage behind a mark, in a small pane beside it. Its text stands on the page already (the list of claims, or a
   hidden store), so nothing is fetched. Without this script a mark is a plain link to the passage. */
(function () {
  "use strict";
  var pane = null;
  var owner = null;
  var docked = matchMedia("(max-width: 700px)"); // as in site.css

  function passageOf(mark) {
    return document.querySelector('[data-quotation="' + CSS.escape(mark.dataset.claim) + '"] .claim-body');
  }

  function open(mark) {
    var passage = passageOf(mark);
    if (!passage) return false;
    close();
    owner = mark;
    pane = document.createElement("div");
    pane.className = "pop";
    pane.setAttribute("role", "dialog");
    pane.setAttribute("aria-label", mark.getAttribute("aria-label"));
    var button = document.createElement("button");
    button.type = "button";
    button.className = "pop-close";
    button.setAttribute("aria-label", "Close");
    button.textContent = "×";
    button.addEventListener("click", function () { close(true); });
    pane.append(button);
    passage.childNodes.forEach(function (child) { pane.append(child.cloneNode(true)); });
    mark.setAttribute("aria-expanded", "true");
    mark.after(pane);
    if (pane.showPopover) {
      pane.popover = "manual";
      pane.showPopover();
    }
    place();
    uncover();
    return true;
  }

  function place() {
    if (!pane) return;
    if (docked.matches) {
      pane.style.left = pane.style.top = "";
      return;
    }
    var at = owner.getBoundingClientRect();
    var room = 16;
    var left = Math.min(Math.max(room, at.left - 24), document.documentElement.clientWidth - pane.offsetWidth - room);
    var below = at.bottom + 6;
    var fits = below + pane.offsetHeight + room <= innerHeight;
    pane.style.left = Math.max(room, left) + "px";
    pane.style.top = (fits ? below : Math.max(room, at.top - pane.offsetHeight - 6)) + "px";
  }

  /* A pane docked at the bottom of a small screen must not lie on the sentence that is being checked. */
  function uncover() {
    var hidden = owner.getBoundingClientRect().bottom + 12 - (innerHeight - pane.offsetHeight);
    if (docked.matches && hidden > 0) scrollBy(0, hidden);
  }

  function close(refocus) {
    if (!pane) return;
    pane.remove();
    owner.removeAttribute("aria-expanded");
    if (refocus) owner.focus();
    pane = null;
    owner = null;
  }

  function plain(event) {
    return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  }

  document.addEventListener("click", function (event) {
    var mark = event.target.closest("a.mark");
    if (mark && plain(event)) {
      if (mark === owner) return;
      if (open(mark)) event.preventDefault();
    } else if (pane && !pane.contains(event.target)) {
      close();
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && pane) close(true);
  });

  document.addEventListener("focusout", function (event) {
    var to = event.relatedTarget;
    if (pane && to && to !== owner && !pane.contains(to)) close();
  });

  addEventListener("scroll", place, { passive: true, capture: true });
  addEventListener("resize", place);

  /* On a document's page: every stretch of the passage that the address names stands out, and that of a margin note. */
  function show(className, anchor) {
    document.querySelectorAll("." + className).forEach(function (one) { one.classList.remove(className); });
    if (!anchor) return;
    document.querySelectorAll('mark[data-claims~="' + CSS.escape(anchor) + '"]').forEach(function (one) { one.classList.add(className); });
  }

  function target() {
    show("is-target", decodeURIComponent(location.hash.slice(1)));
  }

  ["mouseover", "focusin"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var note = event.target.closest("[data-shows]");
      show("is-shown", note ? note.dataset.shows : "");
    });
  });

  /* What an address names is never left in a closed fold, also where the browser would leave it there. */
  function unfold(anchor) {
    var one = anchor && document.getElementById(anchor);
    var closed = false;
    for (var fold = one && one.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      closed = closed || !fold.open;
      fold.open = true;
    }
    if (closed) one.scrollIntoView();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest('a[href^="#"]');
    if (link && plain(event)) unfold(decodeURIComponent(link.getAttribute("href").slice(1)));
  });

  document.querySelectorAll("[data-unfold]").forEach(function (button) {
    var folds = button.closest("section").querySelectorAll("details");
    button.hidden = folds.length < 2 || !button.closest("section").querySelector("details:not([open])");
    button.addEventListener("click", function () {
      folds.forEach(function (fold) { fold.open = true; });
      button.hidden = true;
      folds[0].querySelector("summary").focus();
    });
  });

  var printed = [];
  addEventListener("hashchange", function () { target(); unfold(decodeURIComponent(location.hash.slice(1))); });
  addEventListener("beforeprint", function () {
    printed = Array.from(document.querySelectorAll("details:not([open])"));
    printed.forEach(function (fold) { fold.open = true; });
  });
  addEventListener("afterprint", function () {
    printed.forEach(function (fold) { fold.open = false; });
  });
  target();
  unfold(decodeURIComponent(location.hash.slice(1)));
})();
