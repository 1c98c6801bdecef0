// The search page: one list of hits for each index, found with Pagefind; the query lives in the address.
// Text from the index reaches the page as text nodes only, never as HTML.

const STEP = 8;
const PAUSE = 200;
const EXCERPT = 34; // words
const WEIGHTS = { title: 5, detail: 1, kind: 0, kind_label: 0, date: 0, date_label: 0 };
const UNTOLD = new Set(["kind", "kind_label", "date", "date_label"]);
const GROUPS = [
  {
    bundle: "records",
    heading: "Events, actors and places",
    one: "event, actor or place",
    many: "events, actors and places",
    ranking: { metaWeights: WEIGHTS },
  },
  {
    bundle: "docs",
    heading: "Documents",
    one: "document",
    many: "documents",
    passages: true,
    ranking: { pageLength: 0.3, metaWeights: WEIGHTS }, // the default buries long documents
  },
];
const LISTS = [
  ["events/index.html", "all events"],
  ["actors/index.html", "all actors"],
  ["documents/index.html", "all documents"],
];

const root = new URL(document.querySelector("script[data-root]").dataset.root, location.href);
const form = document.getElementById("search-form");
const box = document.getElementById("search-box");
const status = document.getElementById("search-status");
const results = document.getElementById("search-results");

const engines = new Map();
let version;
let line = Promise.resolve();
let latest = 0;
let timer;
let committed = queryInAddress();

// --- the reader types, submits, goes back ---

box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    history.replaceState(null, "", addressOf(box.value));
    search(box.value);
  }, PAUSE);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  commit(box.value);
  search(box.value);
});

window.addEventListener("popstate", () => {
  clearTimeout(timer);
  committed = queryInAddress();
  box.value = committed;
  search(committed);
});

box.addEventListener("focus", () => prepare().catch(showFailure), { once: true });

if (committed) {
  box.value = committed;
  search(committed);
}

function queryInAddress() {
  return new URLSearchParams(location.search).get("q") ?? "";
}

function addressOf(query) {
  const address = new URL(location.href);
  address.hash = "";
  if (query.trim()) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  return address;
}

// Typing has overwritten the entry of the query before: give it back, so that "back" leads there.
function commit(query) {
  if (query === committed) return;
  history.replaceState(null, "", addressOf(committed));
  history.pushState(null, "", addressOf(query));
  committed = query;
}

// --- one search ---

async function search(written) {
  const mine = ++latest;
  const query = written.trim();
  if (!query) return show("");
  if (engines.size === 0) status.textContent = "Searching…";
  results.setAttribute("aria-busy", "true");
  try {
    await answer(query, () => mine !== latest);
  } catch (error) {
    if (mine === latest) showFailure(error);
  }
  if (mine === latest) results.removeAttribute("aria-busy");
}

async function answer(query, stale) {
  const sections = [];
  const counts = [];
  for (const group of GROUPS) {
    const hits = await inLine(() => (stale() ? [] : hitsOf(group, query)));
    const section = stale() || hits.length === 0 ? null : await sectionOf(group, hits);
    if (stale()) return;
    counts.push(hits.length);
    if (section) sections.push(section);
    results.replaceChildren(...sections);
  }
  if (sections.length) status.textContent = `${told(counts)} for “${query}”.`;
  else await showNothing(query, stale);
}

// One question at a time: Pagefind's WebAssembly crashes when a second index opens before the first has answered.
function inLine(work) {
  const done = line.then(work);
  line = done.then(() => {}, () => {});
  return done;
}

async function hitsOf(group, query) {
  const engine = await engineOf(group);
  const found = await engine.search(straight(query));
  return found.results.filter((hit) => !onlyUntold(hit));
}

// Pagefind takes a query as a phrase if straight quotes stand around all of it.
function straight(query) {
  return query.replace(/[“”„‟«»＂]/gu, '"');
}

// "document" would find every document by its kind, which no reader means.
function onlyUntold(hit) {
  const fields = hit.matchedMetaFields ?? [];
  return hit.words.length === 0 && fields.length > 0 && fields.every((field) => UNTOLD.has(field));
}

function told(counts) {
  const parts = counts.map((count, n) => `${count} ${count === 1 ? GROUPS[n].one : GROUPS[n].many}`);
  return parts.filter((_, n) => counts[n] > 0).join("; ");
}

// --- the indexes ---

async function prepare() {
  return inLine(() => engineOf(GROUPS[0]));
}

async function engineOf(group) {
  if (!engines.has(group.bundle)) engines.set(group.bundle, await opened(group));
  return engines.get(group.bundle);
}

// What failed may belong to a version that is no longer there: the next search asks anew.
function forget() {
  engines.clear();
  version = undefined;
}

async function opened(group) {
  version ??= await currentVersion();
  const folder = new URL(`search/${version}/${group.bundle}/`, root);
  const contents = await fetchJson(new URL(`pagefind-entry.json?ts=${version}`, folder));
  if (Object.keys(contents.languages).length === 0) return { search: async () => ({ results: [] }) };
  const { createInstance } = await import(new URL(`search/${version}/records/pagefind.js`, root));
  return createInstance({
    basePath: folder.pathname,
    baseUrl: root.pathname,
    excerptLength: EXCERPT,
    metaCacheTag: version,
    ranking: group.ranking,
  });
}

async function currentVersion() {
  const pointer = await fetchJson(new URL("search/current.json", root), { cache: "no-cache" });
  return pointer.version;
}

async function fetchJson(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  return response.json();
}

// --- what the reader sees ---

async function sectionOf(group, hits) {
  const list = element("ol", { class: "hits" });
  const heading = element("h2", { id: `hits-${group.bundle}` }, `${group.heading} (${hits.length})`);
  const section = element("section", { "aria-labelledby": heading.id }, heading, list);
  const more = element("button", { type: "button", class: "hits-more" });
  const grow = async () => {
    const shown = list.children.length;
    const pages = await Promise.all(hits.slice(shown, shown + STEP).map((hit) => hit.data()));
    list.append(...pages.map((page) => itemOf(group, page)));
    const left = hits.length - list.children.length;
    more.textContent = `Show ${Math.min(left, STEP)} more of ${left}`;
    if (left === 0) more.remove();
    return list.children[shown];
  };
  await grow();
  if (list.children.length < hits.length) section.append(more);
  more.addEventListener("click", async () => {
    more.disabled = true;
    try {
      const first = await grow();
      first.querySelector("a").focus();
    } catch (error) {
      showFailure(error);
    }
    more.disabled = false;
  });
  return section;
}

function itemOf(group, page) {
  const { title, kind, kind_label, date, date_label, detail } = page.meta;
  const link = element("a", { href: linkOf(group, page), dir: "auto" }, title);
  const when = date_label && (date ? element("time", { datetime: date }, date_label) : date_label);
  const facts = [kind_label, when, detail].filter(Boolean);
  const apart = facts.flatMap((fact, n) => (n ? [" · ", fact] : [fact]));
  return element(
    "li",
    { class: "hit", "data-kind": kind },
    element("h3", { class: "hit-title" }, link),
    element("p", { class: "hit-meta" }, ...apart),
    element("p", { class: "hit-excerpt", dir: "auto" }, ...excerptOf(page.excerpt)),
  );
}

// A link never leads out of the site, whatever the index holds.
function linkOf(group, page) {
  const link = new URL(page.raw_url.replace(/^\/+/, ""), root);
  if (!link.href.startsWith(root.href)) return root.href;
  if (group.passages) link.hash = passageOf(page);
  return link.href;
}

// The paragraph that weighs most in the excerpt shown; an excerpt with hits in the title only leads to the top.
function passageOf(page) {
  const anchors = [...page.anchors].sort((a, b) => a.location - b.location);
  const start = excerptStart(page.weighted_locations);
  const weights = new Map();
  for (const hit of inWindow(page.weighted_locations, start)) {
    const id = anchors.filter((anchor) => anchor.location <= hit.location).at(-1)?.id;
    if (id) weights.set(id, (weights.get(id) ?? 0) + hit.balanced_score);
  }
  return [...weights].reduce((best, one) => (one[1] > best[1] ? one : best), ["", 0])[0];
}

// Where Pagefind begins its excerpt: in the middle of the first run of windows that hold the heaviest hits.
function excerptStart(hits) {
  const last = Math.max(0, ...hits.map((hit) => hit.location));
  let heaviest = 0;
  let starts = [0];
  for (let start = 0; last >= EXCERPT && start <= last; start += 1) {
    const weight = inWindow(hits, start).reduce((sum, hit) => sum + hit.balanced_score, 0);
    if (weight > heaviest) [heaviest, starts] = [weight, [start]];
    else if (weight === heaviest && starts.at(-1) === start - 1) starts.push(start);
  }
  return starts[Math.floor(starts.length / 2)];
}

function inWindow(hits, start) {
  return hits.filter((hit) => hit.location >= start && hit.location < start + EXCERPT);
}

// Pagefind's excerpt is plain text in which "<" and ">" (and no other sign) are escaped, with <mark> around hits.
function excerptOf(excerpt) {
  const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  const parts = excerpt.split(/<mark>(.*?)<\/mark>/su).map(plain);
  return parts.map((text, n) => (n % 2 ? element("mark", {}, text) : text));
}

async function showNothing(query, stale) {
  const now = await currentVersion(); // also fails, as it should, where the network is down
  if (stale()) return;
  if (now === version) return show(`Nothing found for “${query}”.`, "Fewer or shorter words find more. Or look through");
  show("The site was updated while this page was open.", "Reload the page to search again, or look through");
}

function showFailure(error) {
  forget();
  console.warn("search:", error);
  const disk = location.protocol === "file:";
  const why = disk ? "Search does not work on a page opened from a disk." : "The search index could not be loaded.";
  const todo = disk ? "Open the published site, or serve this folder" : "Check the connection and search again";
  show(why, `${todo}, or look through`);
}

function show(sentence, advice) {
  status.textContent = sentence;
  results.removeAttribute("aria-busy");
  if (!advice) return results.replaceChildren();
  const links = LISTS.map(([path, label]) => element("a", { href: new URL(path, root).href }, label));
  results.replaceChildren(element("p", {}, `${advice} `, links[0], ", ", links[1], " or ", links[2], "."));
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
