// The comparison of outlets: which columns are shown. The choice lives in the address, as ?outlets=one,two.

const table = document.querySelector("[data-compare]");
const picker = document.querySelector("[data-picker]");

if (table && picker) {
  const heads = [...table.querySelectorAll("th[data-column]")];
  const rows = [...table.rows].filter((row) => row.cells.length === heads.length + 1);
  const boxes = heads.map(checkbox);
  const all = button("All", true);
  const none = button("None", false);
  const count = document.querySelector("[data-picker-count]");

  const field = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = "Outlets shown";
  field.append(legend, all, none, ...boxes.map((box) => box.parentElement));
  picker.append(field);
  picker.hidden = count.hidden = false;

  field.addEventListener("change", () => choose(true));
  window.addEventListener("popstate", read);
  read();

  function button(words, checked) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", () => {
      for (const box of boxes) box.checked = checked;
      choose(true);
    });
    return made;
  }

  function checkbox(head) {
    const label = document.createElement("label");
    const name = document.createElement("bdi");
    const box = document.createElement("input");
    box.type = "checkbox";
    name.textContent = head.dataset.name;
    label.append(box, name);
    return box;
  }

  function read() {
    const query = new URLSearchParams(location.search).get("outlets");
    const wanted = (query || "").split(",");
    const known = query === "" || heads.some((head) => wanted.includes(head.dataset.column));
    heads.forEach((head, i) => {
      boxes[i].checked = !known || wanted.includes(head.dataset.column);
    });
    choose(false);
  }

  function choose(remember) {
    const shown = boxes.map((box) => box.checked);
    const some = shown.includes(false);
    let left = 0;
    let empty = 0;
    for (const row of rows) {
      shown.forEach((is, i) => {
        row.cells[i + 1].hidden = !is;
      });
      if (row === heads[0].parentElement) continue;
      row.hidden = some && !shown.some((is, i) => is && row.cells[i + 1].querySelector("a"));
      if (row.hidden) empty += 1;
      else left += 1;
    }
    for (const gap of table.querySelectorAll(".gap-row")) gap.hidden = gap.nextElementSibling.hidden;
    for (const body of table.tBodies) {
      body.hidden = ![...body.rows].some((row) => rows.includes(row) && !row.hidden);
    }
    steps(heads.filter((_, i) => shown[i]));
    table.parentElement.hidden = !shown.includes(true);
    table.parentElement.classList.toggle("picked", some);
    count.textContent = told(shown.filter((is) => is).length, left, empty);
    if (remember) history.replaceState(null, "", address(some ? heads.filter((_, i) => shown[i]) : null));
  }

  // On narrow screens the head of a column leads to the columns beside it: those that are shown.
  function steps(left) {
    left.forEach((head, at) => {
      const row = head.querySelector(".compare-steps");
      row.children[1].textContent = `${at + 1} of ${left.length}`;
      row.children[0].replaceWith(step(left[at - 1], "←", "Back to"));
      row.children[2].replaceWith(step(left[at + 1], "→", "On to"));
    });
  }

  function step(to, arrow, words) {
    const made = document.createElement(to ? "a" : "span");
    made.textContent = arrow;
    if (to) {
      made.href = `#${to.id}`;
      made.setAttribute("aria-label", `${words} ${to.dataset.name}`);
    } else made.className = "compare-end";
    return made;
  }

  function told(chosen, left, empty) {
    if (!chosen) return "No column is chosen.";
    const columns = `${chosen} of ${heads.length} ${heads.length === 1 ? "column" : "columns"}`;
    const hidden = empty ? `; ${empty} ${empty === 1 ? "row that is" : "rows that are"} empty in all of them left out` : "";
    return `${columns}, ${left} ${left === 1 ? "row" : "rows"}${hidden}.`;
  }

  function address(chosen) {
    const to = new URL(location.href);
    to.searchParams.delete("outlets");
    if (!chosen) return to.pathname + to.hash;
    return to.pathname + "?outlets=" + chosen.map((head) => encodeURIComponent(head.dataset.column)).join(",") + to.hash;
  }
}
