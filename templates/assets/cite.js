/* Copies citations. Without it they can be read, selected and downloaded. */
(function () {
  "use strict";
  var ENTRIES = {
    ".bib": function (text, key) {
      return text.split(/\n(?=@)/).find(function (one) { return one.includes("{" + key + ","); });
    },
    ".ris": function (text, key) {
      return text.split(/\n\n/).find(function (one) { return one.split("\n").includes("ID  - " + key); });
    },
    ".json": function (text, key) {
      var found = JSON.parse(text).filter(function (one) { return one.id === key; });
      return found.length ? JSON.stringify(found, null, 1) : undefined;
    }
  };

  function put(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    var field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    document.body.append(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  }

  function tell(near, words) {
    var status = near.closest("[data-cite]").querySelector("[role=status]");
    status.textContent = words;
  }

  function button(words, label, work) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "copy";
    made.textContent = words;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", function () {
      work().then(function () { tell(made, "Copied."); }, function () { tell(made, "It could not be copied: select it, or take the file."); });
    });
    return made;
  }

  function entry(link, key) {
    return fetch(link.href).then(function (answer) { return answer.text(); }).then(function (text) {
      var found = ENTRIES[link.href.match(/\.[a-z]+$/)[0]](text, key);
      if (!found) throw new Error("not found");
      return put(found.trim() + "\n");
    });
  }

  function equip(box) {
    var status = document.createElement("span");
    status.setAttribute("role", "status");
    status.className = "copied";
    box.querySelectorAll("[data-copy]").forEach(function (text) {
      text.after(button("Copy", "Copy " + text.dataset.copy, function () { return put(text.textContent.trim()); }));
    });
    box.querySelectorAll("a[data-entry]").forEach(function (link) {
      link.after(button("copy", "Copy as " + link.textContent, function () { return entry(link, box.dataset.cite); }));
    });
    box.append(status);
  }

  document.querySelectorAll("[data-cite]").forEach(function (box) {
    if (box.tagName !== "DETAILS") return equip(box);
    box.addEventListener("toggle", function () {
      if (!box.querySelector("[role=status]")) equip(box);
    });
  });
})();
