// The search page. What is sought, narrowed and sorted by lives in the address; the address gives the list again.
// Text from the index reaches the page as text nodes only, never as HTML.

import { FACETS, currentVersion, open, shown } from "./engine.js";
import { passagesOf } from "./passages.js";

const PAUSE = 200;
const FIRST = 8; // hits of a group at first, and how many more each time
const NAMES = 5;
const FEW = 7; // values of a facet before "show all"
const GROUPS = [
  { id: "records", heading: "Events and profiles", types: ["event", "actor", "place", "outlet"], one: "event or profile", many: "events and profiles" },
  { id: "claims", heading: "Claims", types: ["claim"], one: "claim", many: "claims" },
  { id: "docs", heading: "Documents", types: ["document"], one: "document", many: "documents", passages: 3 },
];
const LEGENDS = { type: "Type", status: "Status of a point", actor: "People and groups", place: "Places", outlet: "Outlets", kind: "Kind", month: "Month" };
const ORDERS = { "": "by relevance", oldest: "oldest first", newest: "newest first" };
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const LISTS = [
  ["events/index.html", "all events"],
  ["actors/index.html", "all actors"],
  ["documents/index.html", "all documents"],
];

const root = new URL(document.querySelector("script[data-root]").dataset.root, location.href);
const part = (name) => document.getElementById(`search-${name}`);
const [form, box, status, notes, chosen, results, aside] = ["form", "box", "status", "notes", "chosen", "results", "facets"].map(part);

let opening;
let latest = 0;
let timer;
let state = stateOf(location.search);
const unfolded = new Set(); // facets shown in full

// --- what is asked, and its address ---

function stateOf(search) {
  const given = new URLSearchParams(search);
  const facets = Object.fromEntries(FACETS.map((name) => [name, given.getAll(name)]));
  const order = given.get("sort") in ORDERS ? given.get("sort") : "";
  const day = (name) => (/^\d{4}(-\d\d){0,2}$/u.test(given.get(name) ?? "") ? given.get(name) : "");
  return { q: given.get("q") ?? "", facets, from: day("from"), to: day("to"), sort: order, only: given.has("exact") };
}

function addressOf({ q, facets, from, to, sort, only }) {
  const given = new URLSearchParams();
  if (q.trim()) given.set("q", q);
  for (const name of FACETS) for (const value of facets[name]) given.append(name, value);
  for (const [name, value] of Object.entries({ from, to, sort })) if (value) given.set(name, value);
  if (only) given.set("exact", "1");
  const text = given.toString();
  return `${location.pathname}${text ? `?${text}` : ""}`;
}

const narrowed = ({ facets, from, to }) => from || to || FACETS.some((name) => facets[name].length);

function go(changes, how = "pushState") {
  clearTimeout(timer);
  state = { ...state, ...changes };
  if (addressOf(state) !== location.pathname + location.search) history[how](null, "", addressOf(state));
  return search();
}

let committed = state.q; // typing overwrites the entry of the query before: it is given back, so that "back" leads there

box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => go({ q: box.value, only: false }, "replaceState"), PAUSE);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  const q = box.value;
  if (q !== committed) history.replaceState(null, "", addressOf({ ...state, q: committed }));
  committed = q;
  state = { ...state, q };
  if (addressOf(state) !== location.pathname + location.search) history.pushState(null, "", addressOf(state));
  search();
});

window.addEventListener("popstate", () => {
  clearTimeout(timer);
  state = stateOf(location.search);
  committed = state.q;
  box.value = state.q;
  search();
});

if (state.q || !box.value) box.value = state.q;
else state = { ...state, q: box.value }; // typed before this script was there
search();

// --- one search ---

async function engine() {
  opening ??= open(root);
  try {
    return await opening;
  } catch (error) {
    opening = undefined; // what failed may belong to a version that is no longer there: the next search asks anew
    throw error;
  }
}

async function search() {
  const mine = ++latest;
  const asked = state;
  const idle = !asked.q.trim() && !narrowed(asked);
  if (!idle) {
    results.setAttribute("aria-busy", "true");
    if (!results.hasChildNodes()) status.textContent = "Searching…";
  }
  try {
    const index = await engine();
    if (mine !== latest) return;
    if (idle) showNothingAsked(index);
    else await answer(index, asked, () => mine !== latest);
    if (idle) index.prepare().catch(showFailure);
  } catch (error) {
    if (mine === latest) showFailure(error);
  }
  if (mine === latest) results.removeAttribute("aria-busy");
}

async function answer(index, asked, stale) {
  const starting = namesFor(asked, index.named(asked.q, null, NAMES));
  if (starting && !results.querySelector(".hit-group")) results.replaceChildren(starting);
  const found = await index.find(asked.q, asked.only);
  if (stale()) return;
  const rows = index.tables.rows;
  const passing = found.hits.filter((hit) => passes(rows.get(hit.id), asked, index));
  const names = namesFor(asked, index.named(asked.q, found, NAMES));
  const told = new Set([...(names?.querySelectorAll("a") ?? [])].map((link) => link.dataset.record));
  const sections = names ? [names] : [];
  const counts = [];
  for (const group of GROUPS) {
    const hits = sorted(passing.filter((hit) => group.types.includes(typeOf(index, hit))), rows, asked);
    const section = hits.length ? await sectionOf(index, group, hits, found, told) : null;
    if (stale()) return;
    counts.push(section ? section.count : 0);
    if (section?.element) sections.push(section.element);
  }
  if (sections.length === 0) return await showNothing(index, asked, found, stale);
  results.replaceChildren(...sections);
  status.textContent = sentence(counts, names, asked, found);
  showNotes(asked, found);
  showChosen(index, asked);
  showFacets(index, asked, found.hits);
}

const typeOf = (index, hit) => index.tables.values.type[index.tables.rows.get(hit.id).type[0]][0];

function sentence(counts, names, asked, found) {
  const parts = counts.map((count, n) => `${count} ${count === 1 ? GROUPS[n].one : GROUPS[n].many}`).filter((_, n) => counts[n]);
  if (names) parts.unshift(`${names.count} ${names.count === 1 ? "name" : "names"}`);
  const what = asked.q.trim() ? ` for “${(found.corrected ? found.sought : asked.q).trim()}”` : "";
  return `${parts.join(" · ")}${what}${narrowed(asked) ? ", narrowed" : ""}.`;
}

// --- narrowing, counting, sorting ---

function passes(row, asked, index, except = "") {
  for (const name of FACETS) {
    if (name === except || asked.facets[name].length === 0) continue;
    if (!valuesOf(row, name, index).some((value) => asked.facets[name].includes(value))) return false;
  }
  if (except === "dates" || !(asked.from || asked.to)) return true;
  if (!row.first && !row.last) return false;
  return (!asked.from || (row.last || "9999") >= asked.from) && (!asked.to || row.first.slice(0, asked.to.length) <= asked.to);
}

function valuesOf(row, name, index) {
  return name === "month" ? row.month : row[name].map((n) => index.tables.values[name][n][0]);
}

// How many hits each value would leave, given what is chosen in the other facets.
function counted(index, asked, hits, name) {
  const counts = new Map();
  for (const hit of hits) {
    const row = index.tables.rows.get(hit.id);
    if (passes(row, asked, index, name)) for (const value of valuesOf(row, name, index)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  for (const value of asked.facets[name]) if (!counts.has(value)) counts.set(value, 0);
  return counts;
}

function sorted(hits, rows, asked) {
  const order = asked.sort || (asked.q.trim() ? "" : "oldest");
  if (!order) return hits;
  const sign = order === "oldest" ? 1 : -1;
  const day = (hit) => rows.get(hit.id).first || rows.get(hit.id).last;
  return [...hits].sort((one, other) => {
    const [a, b] = [day(one), day(other)];
    if (!a || !b) return a ? -1 : b ? 1 : 0; // what has no date comes last
    return a === b ? 0 : a < b ? -sign : sign;
  });
}

// --- people, groups, places, outlets ---

function namesFor(asked, found) {
  const types = asked.facets.type;
  const others = FACETS.some((name) => name !== "type" && asked.facets[name].length) || asked.from || asked.to;
  const shownNames = others ? [] : found.filter(({ entry }) => types.length === 0 || types.includes(entry.g));
  if (shownNames.length === 0) return null;
  const list = element("ol", { class: "hits-names" }, ...shownNames.map(nameItem));
  const section = element("section", { class: "hit-group", "aria-labelledby": "hits-names" }, heading("names", "People, groups and places"), list);
  section.count = shownNames.length;
  return section;
}

function nameItem({ entry, form, kind }) {
  const link = element("a", { href: new URL(entry.u, root).href, "data-record": entry.u, dir: "auto" }, entry.n);
  const [documents, records] = entry.c;
  const told = [entry.t, documents && `in ${plural(documents, "document", "documents")}`, records && `in ${plural(records, "record", "records")}`];
  const also = form && form !== entry.n && kind !== "s" ? [element("span", { class: "also" }, "also ", element("bdi", {}, form))] : [];
  return element("li", { class: "hit-name" }, element("h3", {}, link, ...also), element("p", { class: "hit-meta" }, told.filter(Boolean).join(" · ")));
}

const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

// --- groups of hits ---

async function sectionOf(index, group, hits, found, told) {
  const urls = new Set();
  const list = element("ol", { class: `hits hits-${group.id}` });
  const more = element("button", { type: "button", class: "hits-more" });
  const profiles = told.size ? await repeated(index, group, hits, told) : new Set();
  const left = hits.filter((hit) => !profiles.has(hit));
  if (left.length === 0) return { count: 0 };
  const section = element("section", { class: "hit-group", "aria-labelledby": `hits-${group.id}` }, heading(group.id, group.heading, left.length), list);
  const grow = async () => {
    const from = list.children.length;
    const pages = await Promise.all(left.slice(from, from + FIRST).map(async (hit) => ({ ...(await hit.data()), near: hit.near ?? [] })));
    list.append(...pages.map((page) => itemOf(group, page, found)));
    const rest = left.length - list.children.length;
    more.textContent = rest > FIRST ? `Show ${FIRST} more (${rest} left)` : rest === 1 ? "Show the last one" : `Show the last ${rest}`;
    if (rest === 0) more.remove();
    return list.children[from];
  };
  await grow();
  if (list.children.length < left.length) section.append(more);
  more.addEventListener("click", async () => {
    more.disabled = true;
    try {
      (await grow()).querySelector("a").focus();
    } catch (error) {
      showFailure(error);
    }
    more.disabled = false;
  });
  return { count: left.length, element: section, urls };
}

// Profiles that stand among the names are not told twice.
async function repeated(index, group, hits, told) {
  if (group.id !== "records") return new Set();
  const profiles = hits.filter((hit) => typeOf(index, hit) !== "event");
  const pages = await Promise.all(profiles.slice(0, 40).map((hit) => hit.data()));
  return new Set(profiles.filter((_, n) => told.has(pages[n]?.raw_url)));
}

function itemOf(group, page, found) {
  const { title, kind } = page.meta;
  const passages = passagesOf(page, group.passages ?? 1);
  if (kind === "claim") return claimItem(page, passages[0], found);
  const link = element("a", { href: linkTo(page, group.passages ? passages[0]?.id : "", found), dir: "auto" }, shown(title));
  const item = element("li", { class: "hit", "data-kind": kind }, dateOf(page), element("h3", { class: "hit-title" }, link), metaOf(page));
  item.append(...passages.map((passage, n) => passageOf(page, passage, found, group.passages && n > 0)));
  return item;
}

function claimItem(page, passage, found) {
  const { title, kind_label, detail } = page.meta;
  const link = element("a", { href: linkTo(page, "", found), dir: "auto" }, ...(passage?.text ?? [shown(title)]));
  const meta = element("p", { class: "hit-meta" }, element("bdi", {}, shown(title)), " · ", kind_label, " · on ", element("i", {}, detail));
  return element("li", { class: "hit", "data-kind": "claim" }, dateOf(page), element("h3", { class: "hit-title hit-quote" }, link), meta);
}

function dateOf(page) {
  const { date, date_label } = page.meta;
  const text = date_label || (date ? inWords(date) : "");
  return element("p", { class: "hit-date" }, date ? element("time", { datetime: date }, text) : text);
}

function inWords(iso) {
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  return [day, MONTHS[month - 1], year].filter(Boolean).join(" ");
}

function metaOf(page) {
  const { kind_label, detail } = page.meta;
  return element("p", { class: "hit-meta" }, [kind_label, detail].filter(Boolean).join(" · "));
}

function passageOf(page, passage, found, linked) {
  const text = element("p", { class: "hit-excerpt", dir: "auto" }, ...passage.text);
  if (!linked) return text;
  const where = /^p\d+$/u.test(passage.id) ? `paragraph ${passage.id.slice(1)}` : passage.id.replace(/\d+$/u, "").replaceAll("-", " ");
  text.append(" ", element("a", { class: "hit-there", href: linkTo(page, passage.id, found) }, where));
  return text;
}

// A link never leads out of the site, whatever the index holds. What was sought goes along, to be marked there.
function linkTo(page, anchor, found) {
  const link = new URL(page.raw_url.replace(/^\/+/, ""), root);
  if (!link.href.startsWith(root.href)) return root.href;
  if (found.sought.trim()) link.searchParams.set("hl", found.sought.trim());
  if (anchor) link.hash = anchor;
  return link.href;
}

// --- what the page says of the query ---

function showNotes(asked, found) {
  const lines = [];
  if (found.corrected) {
    const only = element("a", { href: addressOf({ ...state, only: true }), class: "only" }, "search only for ", element("bdi", {}, found.corrected.written));
    lines.push(note("Showing results for ", element("b", {}, found.corrected.entry.n), " · ", follow(only, { only: true })));
  } else if (asked.only) {
    lines.push(note("Only as written. ", follow(element("a", { href: addressOf({ ...state, only: false }) }, "Correct the spelling of names"), { only: false })));
  }
  const choices = found.choices.filter(({ entry }) => entry !== found.corrected?.entry);
  if (choices.length) lines.push(note("Did you mean ", ...between(choices.map(({ entry }) => choice(entry)), " · "), "?"));
  for (const { text, entries } of found.open) lines.push(note(element("bdi", {}, `“${text}”`), " may mean ", ...between(entries.map(choice), " · "), "."));
  if (found.missing.length) {
    const words = between(found.missing.map((word) => element("bdi", {}, `“${word}”`)), ", ");
    lines.push(note("Nothing here holds ", ...words, found.missing.length === 1 ? ": it was left out." : ": they were left out."));
  }
  notes.replaceChildren(...lines);
}

const note = (...parts) => element("p", {}, ...parts);
const choice = (entry) => follow(element("a", { href: addressOf({ ...state, q: entry.n }) }, entry.n), { q: entry.n });
const between = (items, text) => items.flatMap((item, n) => (n ? [text, item] : [item]));

function follow(link, changes) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if ("q" in changes) box.value = committed = changes.q;
    go(changes);
    box.focus();
  });
  return link;
}

function showChosen(index, asked) {
  const items = FACETS.flatMap((name) => asked.facets[name].map((value) => removal(labelOf(index, name, value), () => toggle(name, value, false))));
  if (asked.from) items.push(removal(`from ${inWords(asked.from)}`, () => go({ from: "" })));
  if (asked.to) items.push(removal(`until ${inWords(asked.to)}`, () => go({ to: "" })));
  if (items.length > 1) items.push(removal("all of them", () => go({ facets: stateOf("").facets, from: "", to: "" })));
  chosen.replaceChildren(...(items.length ? [element("ul", { "aria-label": "Chosen" }, ...items)] : []));
}

function removal(label, remove) {
  const button = element("button", { type: "button" }, element("span", { class: "unseen" }, "Remove "), label, element("span", { "aria-hidden": "true" }, " ×"));
  button.addEventListener("click", remove);
  return element("li", {}, button);
}

// --- facets ---

function showFacets(index, asked, hits) {
  const focused = document.activeElement?.id;
  const wide = matchMedia("(min-width: 1000px)").matches;
  const open = aside.querySelector("details")?.open ?? wide;
  const sets = FACETS.map((name) => facetOf(index, asked, hits, name)).filter(Boolean);
  const box = element("details", open ? { open: "" } : {}, element("summary", {}, "Narrow and sort"), orderOf(asked), datesOf(asked), ...sets);
  aside.replaceChildren(box);
  aside.hidden = false;
  if (focused) document.getElementById(focused)?.focus();
}

function facetOf(index, asked, hits, name) {
  const counts = counted(index, asked, hits, name);
  if (counts.size === 0 || (counts.size === 1 && asked.facets[name].length === 0)) return null;
  const values = [...counts].sort(byCount(name));
  const chosenValues = new Set(asked.facets[name]);
  const all = unfolded.has(name) || values.length <= FEW + 2;
  const few = all ? values : values.filter(([value], n) => n < FEW || chosenValues.has(value));
  const rows = few.map(([value, count]) => valueOf(index, name, value, count, chosenValues.has(value)));
  const set = element("fieldset", { class: "facet", "data-facet": name }, element("legend", {}, LEGENDS[name]), element("ul", {}, ...rows));
  if (!all) {
    const more = element("button", { type: "button", class: "facet-more", id: `facet-more-${name}` }, `All ${values.length}`);
    more.addEventListener("click", () => {
      unfolded.add(name);
      showFacets(index, asked, hits);
      document.getElementById(`facet-${name}-${few.length}`)?.focus();
    });
    set.append(more);
  }
  for (const [n, row] of rows.entries()) row.querySelector("input").id ||= `facet-${name}-${n}`;
  return set;
}

function byCount(name) {
  if (name === "month") return ([one], [other]) => (one < other ? 1 : -1);
  return ([one, many], [other, more]) => more - many || (one < other ? -1 : 1);
}

function valueOf(index, name, value, count, on) {
  const input = element("input", { type: "checkbox", name, value });
  input.checked = on;
  input.id = `facet-${name}-${value}`;
  input.addEventListener("change", () => toggle(name, value, input.checked));
  const label = element("label", {}, input, element("span", { class: "facet-value", dir: "auto" }, labelOf(index, name, value)));
  label.append(element("span", { class: "facet-count" }, String(count)));
  return element("li", {}, label);
}

function labelOf(index, name, value) {
  if (name === "month") return inWords(value);
  return index.tables.values[name].find(([id]) => id === value)?.[1] ?? value;
}

function toggle(name, value, on) {
  const others = state.facets[name].filter((other) => other !== value);
  return go({ facets: { ...state.facets, [name]: on ? [...others, value] : others } });
}

function orderOf(asked) {
  const select = element("select", { id: "search-order" });
  for (const [value, text] of Object.entries(ORDERS)) select.append(element("option", { value }, text));
  select.value = asked.sort;
  select.addEventListener("change", () => go({ sort: select.value }));
  return element("p", { class: "facet-order" }, element("label", { for: "search-order" }, "Order"), select);
}

function datesOf(asked) {
  const fields = ["from", "to"].map((name) => {
    const input = element("input", { type: "date", id: `search-${name}` });
    input.value = asked[name].length === 10 ? asked[name] : "";
    input.addEventListener("change", () => go({ [name]: input.value }));
    return element("p", {}, element("label", { for: `search-${name}` }, name === "from" ? "From" : "Until"), input);
  });
  return element("fieldset", { class: "facet facet-dates" }, element("legend", {}, "Dates"), ...fields);
}

// --- nothing asked, nothing found, nothing works ---

function showNothingAsked(index) {
  status.textContent = "";
  notes.replaceChildren();
  chosen.replaceChildren();
  const often = ["actor", "place", "outlet"].flatMap((type) => index.names.list.filter((entry) => entry.g === type).slice(0, 4));
  results.replaceChildren(...(often.length ? [element("p", { class: "search-advice" }, "Named in the most documents: ", ...between(often.map(choice), " · "), ".")] : []));
  showFacets(index, state, [...index.tables.rows.keys()].map((id) => ({ id })));
}

async function showNothing(index, asked, found, stale) {
  const now = await currentVersion(root); // also fails, as it should, where the network is down
  if (stale()) return;
  if (now !== index.version) return showReload();
  showNotes(asked, found);
  showChosen(index, asked);
  showFacets(index, asked, found.hits);
  const what = asked.q.trim() ? ` for “${asked.q.trim()}”` : "";
  const advice = narrowed(asked) && found.hits.length ? "Take a choice away to see more, or look through" : "Fewer or shorter words find more. Or look through";
  tell(`Nothing found${what}${narrowed(asked) && found.hits.length ? " with these choices" : ""}.`, advice);
}

function showReload() {
  const button = element("button", { type: "button", class: "hits-more" }, "Reload the page");
  button.addEventListener("click", () => location.reload());
  tell("The site was updated while this page was open.", "Reload the page to search again, or look through");
  results.append(button);
}

function showFailure(error) {
  opening = undefined;
  console.warn("search:", error);
  const disk = location.protocol === "file:";
  const why = disk ? "Search does not work on a page opened from a disk." : "The search index could not be loaded.";
  const todo = disk ? "Open the published site, or serve this folder" : "Check the connection and search again";
  notes.replaceChildren();
  tell(why, `${todo}, or look through`);
}

function tell(text, advice) {
  status.textContent = text;
  results.removeAttribute("aria-busy");
  const links = LISTS.map(([path, label]) => element("a", { href: new URL(path, root).href }, label));
  results.replaceChildren(element("p", { class: "search-advice" }, `${advice} `, links[0], ", ", links[1], " or ", links[2], "."));
}

function heading(id, text, count) {
  const counter = count === undefined ? [] : [" ", element("span", { class: "hit-count" }, String(count))];
  return element("h2", { id: `hits-${id}` }, text, ...counter);
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
