// The timeline's filters: what is chosen lives in the address; the list, the picture and the count follow.

const form = document.getElementById("filters");
const shown = document.getElementById("shown");
const clear = document.getElementById("clear");
const none = document.getElementById("none");
const fold = document.getElementById("fold");
const picture = document.getElementById("picture");
const toList = document.getElementById("to-list");
const narrow = matchMedia("(max-width: 640px)");
const entries = [...document.querySelectorAll("[data-entry]")].map((node) => ({
  node,
  keys: new Set(node.dataset.keys.split(" ")),
  from: Number(node.dataset.from || NaN),
  to: Number(node.dataset.to || NaN),
  event: node.classList.contains("entered-event"),
  out: false,
}));
const byNumber = new Map(entries.map((entry) => [entry.node.dataset.entry, entry]));
const marks = [...document.querySelectorAll("[data-e]")].map((node) => ({ node, entry: byNumber.get(node.dataset.e) }));
const columns = [...document.querySelectorAll("[data-members]")].map((node) => {
  const bar = node.querySelector("rect");
  const title = node.querySelector("title");
  return {
    bar,
    title,
    words: title.textContent,
    members: node.dataset.members.split(" ").map((number) => byNumber.get(number)),
    height: Number(bar.getAttribute("height")),
    bottom: Number(bar.getAttribute("y")) + Number(bar.getAttribute("height")),
  };
});
const days = [...document.querySelectorAll(".day")];
const periods = [...document.querySelectorAll(".period")];
const parts = [...document.querySelectorAll(".parts .leaf")].map((node) => ({
  node,
  gist: node.querySelector(".leaf-gist"),
  words: node.querySelector(".leaf-gist").textContent,
  entries: entries.filter((entry) => node.contains(entry.node)),
  before: null,
}));

// --- the reader chooses, clears, goes back ---

if (form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    history.pushState(null, "", address());
    apply();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const field of fields()) field.value = "";
    history.pushState(null, "", address());
    apply();
    fold.open = true;
    fields()[0].focus();
  });
  window.addEventListener("popstate", restore);
  window.addEventListener("pageshow", restore); // browsers put back what forms held
  narrow.addEventListener("change", unfold);
  restore();
  if (picture && chosen()) picture.open = false; // the reader came for what the filter finds
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}
walkMarks();
showLatest();

function fields() {
  return [...form.querySelectorAll("select")];
}

function chosen() {
  return fields().some((field) => field.value);
}

// On a narrow screen the fields are folded away until one is set; elsewhere they always stand open.
function unfold() {
  fold.open = !narrow.matches || chosen();
}

function restore() {
  const wanted = new URLSearchParams(location.search);
  for (const field of fields()) {
    field.value = wanted.get(field.name) ?? "";
    if (field.selectedIndex < 0) field.value = "";
  }
  unfold();
  apply();
}

function address() {
  const url = new URL(location.href);
  url.search = "";
  url.hash = "";
  for (const field of fields()) if (field.value) url.searchParams.set(field.name, field.value);
  return url;
}

// --- one pass over the entries, one over what holds them ---

function apply() {
  const keys = [];
  let from = 0;
  let to = Infinity;
  for (const field of fields()) {
    field.parentElement.classList.toggle("filter-set", field.value !== "");
    if (!field.value) continue;
    if (field.name === "from") from = month(field.value);
    else if (field.name === "to") to = month(field.value);
    else keys.push(field.selectedOptions[0].dataset.key);
  }
  const dated = from > 0 || to < Infinity;
  for (const entry of entries) {
    const inTime = !dated || (entry.to >= from && entry.from <= to);
    entry.out = !inTime || !keys.every((key) => entry.keys.has(key));
    if (entry.node.hidden !== entry.out) entry.node.hidden = entry.out;
  }
  for (const day of days) day.hidden = !day.querySelector("[data-entry]:not([hidden])");
  for (const period of periods) period.hidden = !period.querySelector("[data-entry]:not([hidden])");
  for (const part of parts) folded(part, keys.length > 0 || dated);
  document.querySelector(".unfold").hidden = keys.length > 0 || dated;
  drawn();
  told(keys.length > 0 || dated);
}

// While a filter is set, what it finds stands open and the line tells how much that is; then all is as it was before.
function folded(part, narrowed) {
  const found = part.entries.some((entry) => !entry.out);
  part.node.hidden = !found;
  part.gist.textContent = narrowed ? `${amount(part.entries)} shown` : part.words;
  if (narrowed) {
    part.before ??= part.node.open;
    part.node.open = found;
  } else if (part.before !== null) {
    part.node.open = part.before;
    part.before = null;
  }
}

function amount(list) {
  const words = [];
  for (const [event, one] of [[true, "event"], [false, "document"]]) {
    const all = list.filter((entry) => entry.event === event);
    const left = all.filter((entry) => !entry.out).length;
    if (left) words.push(`${left} of ${all.length} ${one}${all.length === 1 ? "" : "s"}`);
  }
  return words.join(", ");
}

function drawn() {
  for (const { node, entry } of marks) node.classList.toggle("lane-out", entry.out);
  for (const column of columns) {
    const left = column.members.filter((entry) => !entry.out).length;
    const height = (column.height * left) / column.members.length;
    column.title.textContent = left < column.members.length ? `${column.words} (${left} shown)` : column.words;
    column.bar.setAttribute("height", height.toFixed(1));
    column.bar.setAttribute("y", (column.bottom - height).toFixed(1));
  }
}

function told(narrowed) {
  const events = entries.filter((entry) => entry.event);
  const documents = entries.filter((entry) => !entry.event);
  const left = (list) => list.filter((entry) => !entry.out).length;
  shown.textContent = narrowed
    ? `${left(events)} of ${events.length} events, ${left(documents)} of ${documents.length} documents shown`
    : `All ${events.length} events and ${documents.length} documents shown`;
  clear.hidden = !narrowed;
  none.hidden = entries.some((entry) => !entry.out);
  toList.hidden = !narrowed || !none.hidden;
}

function month(value) {
  return Number(value.replace("-", ""));
}

// --- the picture: one stop for the Tab key, arrows from mark to mark; the latest days in sight first ---

function walkMarks() {
  const links = [...document.querySelectorAll(".lanes-marks a[href]")];
  links.forEach((link, at) => link.setAttribute("tabindex", at ? "-1" : "0"));
  document.querySelector(".lanes-marks")?.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const here = links.indexOf(event.target.closest("a"));
    if (!step || here < 0) return;
    let next = here + step;
    while (links[next]?.classList.contains("lane-out")) next += step;
    if (!links[next]) return;
    event.preventDefault();
    links[here].setAttribute("tabindex", "-1");
    links[next].setAttribute("tabindex", "0");
    links[next].focus();
  });
}

function showLatest() {
  const box = document.querySelector(".lanes-box");
  const last = [...document.querySelectorAll(".lane-zone")].at(-1);
  if (box && last && box.scrollWidth > box.clientWidth) box.scrollLeft = last.getBBox().x - 12;
}
