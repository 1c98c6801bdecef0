// The comparison of outlets: which columns are shown. The choice lives in the address, as ?outlets=one,two.

const table = document.querySelector("[data-compare]");
const picker = document.querySelector("[data-picker]");

if (table && picker) {
  const heads = [...table.querySelectorAll("th[data-column]")];
  const rows = [...table.rows].filter((row) => row.cells.length === heads.length + 1);
  const boxes = heads.map(checkbox);
  const all = document.createElement("button");
  all.type = "button";
  all.textContent = "Show all";

  const field = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = "Outlets shown";
  field.append(legend, ...boxes.map((box) => box.parentElement), all);
  picker.append(field);
  picker.hidden = false;

  field.addEventListener("change", () => choose(true));
  all.addEventListener("click", () => {
    for (const box of boxes) box.checked = true;
    choose(true);
  });
  window.addEventListener("popstate", read);
  read();

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
    const wanted = (new URLSearchParams(location.search).get("outlets") || "").split(",");
    const known = heads.some((head) => wanted.includes(head.dataset.column));
    heads.forEach((head, i) => {
      boxes[i].checked = !known || wanted.includes(head.dataset.column);
    });
    choose(false);
  }

  function choose(remember) {
    const shown = boxes.map((box) => box.checked);
    const some = shown.includes(true) && shown.includes(false);
    for (const row of rows) {
      shown.forEach((is, i) => {
        row.cells[i + 1].hidden = some && !is;
      });
      if (row.classList.contains("published")) {
        row.hidden = !shown.some((is, i) => (is || !some) && row.cells[i + 1].firstElementChild);
      }
    }
    all.hidden = !some;
    table.parentElement.classList.toggle("picked", some);
    if (remember) history.replaceState(null, "", address(some ? heads.filter((_, i) => shown[i]) : []));
  }

  function address(chosen) {
    const to = new URL(location.href);
    to.searchParams.delete("outlets");
    const query = chosen.map((head) => encodeURIComponent(head.dataset.column)).join(",");
    return to.pathname + (query ? "?outlets=" + query : "") + to.hash;
  }
}
