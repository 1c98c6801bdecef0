// The index of the search page: Pagefind for words, names.js for names, the tables of facets for counting.
// What is told of Pagefind holds for version 1.5.2, which the build pins.

import { bare, Names, quoted, telling, wordsOf } from "./names.js";

const EVERYTHING = "xqallqx"; // stands on every page: an empty query would load the whole index
const WEIGHTS = { title: 5, key: 5, detail: 1, kind: 0, kind_label: 0, date: 0, date_label: 0, all: 0 };
const RANKING = {
  records: { metaWeights: WEIGHTS },
  claims: { metaWeights: { ...WEIGHTS, title: 1, key: 1, detail: 0 } },
  docs: { metaWeights: { ...WEIGHTS, key: 1 }, pageLength: 0.3 }, // the default buries long documents
};
const TELLING = { claim: ["title", "key"], other: ["title", "key", "detail"] };
const SURE = 0.66; // from here on a misspelt name is corrected at once
const LIKELY = 0.6; // from here on it is asked for
const WHOLE = 0.86; // from here on a name is read as a whole of which a part is known
const NEAR = 0.8; // the same for words that stand somewhere
const APART = 0.03;
const MOST = 4; // readings of an ambiguous query
const CLOSE = 4; // so many words on, a number still belongs to its noun
const READ = 40; // pages looked into for that
const MONTHS = new Set("january february march april may june july august september october november december".split(" "));
export const FACETS = ["type", "status", "actor", "place", "outlet", "kind", "month"];

// An index of one version, ready for questions. `root` is the URL of the site.
export async function open(root) {
  const { version } = await fetchJson(new URL("search/current.json", root), { cache: "no-cache" });
  const folder = new URL(`search/${version}/`, root);
  const [list, tables] = await Promise.all([fetchJson(new URL("names.json", folder)), loadTables(folder)]);
  return new Engine(root, folder, version, new Names(list), tables);
}

export async function currentVersion(root) {
  return (await fetchJson(new URL("search/current.json", root), { cache: "no-cache" })).version;
}

async function fetchJson(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  return response.json();
}

async function loadTables(folder) {
  const whole = await fetchJson(new URL("facets.json", folder));
  const numbers = Array.from({ length: whole.parts }, (_, n) => n);
  const parts = await Promise.all(numbers.map((n) => fetchJson(new URL(`facets-${n}.json`, folder))));
  const rows = new Map(parts.flatMap((part) => Object.entries(part)).map(([id, row]) => [id, rowOf(row)]));
  return { bundles: whole.bundles, values: whole.values, rows };
}

function rowOf([first, last, ...facets]) {
  const row = { first, last, month: monthsOf(first, last) };
  for (const [n, name] of FACETS.slice(0, -1).entries()) row[name] = facets[n];
  return row;
}

// The months of a date; a matter of more than a quarter of a year is of no month.
function monthsOf(first, last) {
  if (!first || !last) return [];
  const number = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const [from, to] = [number(first), number(last)];
  if (to - from > 3) return [];
  return Array.from({ length: to - from + 1 }, (_, n) => monthName(from + n));
}

const monthName = (n) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`;

class Engine {
  constructor(root, folder, version, names, tables) {
    Object.assign(this, { root, folder, version, names, tables });
    this.line = Promise.resolve();
    this.known = new Map();
  }

  // Pagefind's WebAssembly breaks when a second index opens before the first has answered: one question at a time.
  inLine(work) {
    const done = this.line.then(work);
    this.line = done.then(() => {}, () => {});
    return done;
  }

  prepare() {
    return (this.ready ??= this.inLine(() => this.start()));
  }

  async start() {
    const [first, ...others] = ["records", "claims", "docs"].filter((name) => this.tables.bundles.includes(name));
    if (!first) return { search: async () => ({ results: [] }) };
    const contents = await fetch(new URL(`${first}/pagefind-entry.json?ts=${this.version}`, this.folder));
    if (!contents.ok) throw new Error(`${contents.url}: ${contents.status}`);
    const { createInstance } = await import(new URL(`${first}/pagefind.js`, this.folder));
    const pagefind = await createInstance({ basePath: this.path(first), ...this.options(first) });
    await pagefind.search(EVERYTHING.slice(1)); // the first index must have answered
    for (const name of others) await pagefind.mergeIndex(this.path(name), this.options(name));
    return pagefind;
  }

  path(bundle) {
    return new URL(`${bundle}/`, this.folder).pathname;
  }

  options(bundle) {
    return { baseUrl: this.root.pathname, metaCacheTag: this.version, ranking: RANKING[bundle] };
  }

  // The hits of one question to Pagefind, without those that match only in what a hit shows of its kind or date.
  async ask(question) {
    const pagefind = await this.prepare();
    const found = await this.inLine(() => pagefind.search(question));
    return found.results.filter((hit) => this.tables.rows.has(hit.id) && (question === EVERYTHING || this.tells(hit)));
  }

  tells(hit) {
    const type = this.tables.values.type[this.tables.rows.get(hit.id).type[0]][0];
    return hit.words.length > 0 || (hit.matchedMetaFields ?? []).some((field) => (TELLING[type] ?? TELLING.other).includes(field));
  }

  // What was found: hits in order, and what the page has to say about the query.
  async find(query, literal) {
    const told = { corrected: null, choices: [], missing: [], open: [], sought: query };
    if (!query.trim()) return { ...told, hits: await this.ask(EVERYTHING) };
    const { phrases, rest } = quoted(query);
    const parts = literal ? rest.split(/\s+/u).filter(Boolean).map((text) => ({ text, words: [text] })) : this.names.read(rest);
    const read = await this.corrected(literal ? parts : this.joined(parts, rest, told), literal, told);
    told.sought = [...phrases.map((phrase) => `"${phrase}"`), ...read.map((part) => part.text)].join(" ");
    told.open = read.filter((part) => part.open && part.entries.length > 1);
    if (read.length === 0 && phrases.length === 0) return { ...told, hits: [] };
    return { ...told, hits: await this.together(phrases, read) };
  }

  async together(phrases, parts) {
    const lists = [];
    for (const phrase of phrases) lists.push(await this.ask(`"${phrase}"`));
    if (parts.length) lists.unshift(await this.numbered(parts, await this.words(parts, phrases)));
    const [first, ...others] = lists;
    const sets = others.map((hits) => new Set(hits.map((hit) => hit.id)));
    return first.filter((hit) => sets.every((set) => set.has(hit.id)));
  }

  // Every reading of the parts, hits of the whole phrase first.
  async words(parts, phrases) {
    const saying = parts.filter((part) => part.entries || telling(wordsOf(part.text)).length); // "al" also finds "all", "of" "office"
    const questions = readings(saying.length ? saying : parts);
    const plain = parts.flatMap((part) => part.words ?? []);
    const together = plain.length > 1 && plain.length === parts.flatMap((part) => part.words ?? [""]).length;
    if (together && phrases.length === 0) questions.unshift(`"${plain.join(" ")}"`);
    if (parts.length === 1 && parts[0].printed) questions.push(`"${parts[0].text}"`); // also within longer names
    const hits = new Map();
    for (const question of questions) for (const hit of await this.ask(question)) if (!hits.has(hit.id)) hits.set(hit.id, hit);
    return [...hits.values()];
  }

  // The hits of a number and a word, first those where they stand by each other in a sentence, in either order.
  async numbered(parts, hits) {
    const [number, ...more] = parts.filter((part) => part.words && /^\p{N}+$/u.test(part.text));
    const nouns = parts.filter((part) => part.words && part !== number);
    if (!number || more.length || nouns.length !== 1 || parts.length !== 2) return hits;
    const places = await this.places(`"${number.text}"`);
    const others = await this.places(nouns[0].text);
    const pairs = new Map(hits.map((hit) => [hit, pairsOf(places.get(hit.id) ?? [], others.get(hit.id) ?? [])]));
    const candidates = hits.filter((hit) => pairs.get(hit).length).slice(0, READ);
    const pages = await Promise.all(candidates.map((hit) => hit.data()));
    for (const [n, hit] of candidates.entries()) hit.near = together(pages[n].content.split(/[\r\n\s]+/u), pairs.get(hit), number.text);
    const close = candidates.filter((hit) => hit.near.length).sort((one, other) => other.near.length - one.near.length);
    return [...close, ...hits.filter((hit) => !close.includes(hit))];
  }

  async places(question) {
    return new Map((await this.ask(question)).map((hit) => [hit.id, hit.words]));
  }

  // The records that go by such a name: what was meant, what begins so, what may be meant.
  named(query, found, limit) {
    const fixed = found?.corrected ? [{ entry: found.corrected.entry, form: "", score: 1 }] : [];
    const choices = (found?.choices ?? []).map((one) => ({ ...one, form: "" }));
    const all = [...fixed, ...this.names.starting(query, limit), ...choices];
    return all.filter((one, n) => all.findIndex((other) => other.entry === one.entry) === n).slice(0, limit);
  }

  // One name where a part of it is known and the rest is only spelt in another way.
  joined(parts, query, told) {
    const [first] = parts.length > 1 ? this.names.like(query, 1) : [];
    if (!first || first.score < WHOLE || !parts.some((part) => part.words)) return parts;
    if (!parts.some((part) => part.entries?.includes(first.entry))) return parts;
    told.corrected = { entry: first.entry, written: query.trim() };
    return [{ text: first.entry.n, entries: [first.entry], printed: true, open: false }];
  }

  // The parts with misspelt names put right and words left out that stand nowhere; `told` learns of both.
  async corrected(parts, literal, told) {
    const unknown = new Set();
    for (const part of parts)
      for (const word of part.words ?? []) if (!(await this.knows(word, part === parts.at(-1)))) unknown.add(part);
    if (unknown.size === 0) {
      if (!literal) told.choices = this.near(parts);
      return parts;
    }
    told.missing = [...unknown].map((part) => part.text);
    if (literal) return parts.filter((part) => !unknown.has(part));
    const fix = this.fix(parts, unknown);
    if (!fix) return parts.filter((part) => !unknown.has(part));
    const [{ entry, score }, second] = fix.found;
    const close = fix.found.filter((one) => one.score > score - APART);
    told.choices = close.length > 1 || score < SURE ? fix.found.filter((one) => one.score >= LIKELY).slice(0, 4) : [];
    if (score < SURE || (second && second.score === score && score < 0.9)) return parts.filter((part) => !unknown.has(part));
    const mended = [...parts.slice(0, fix.from), { text: entry.n, entries: [entry], printed: true, open: false }, ...parts.slice(fix.to)];
    told.corrected = { entry, written: parts.slice(fix.from, fix.to).map((part) => part.text).join(" ") };
    told.missing = mended.filter((part) => unknown.has(part)).map((part) => part.text);
    return mended.filter((part) => !unknown.has(part));
  }

  // Names so like the words that they may be meant, although each word stands somewhere.
  near(parts) {
    const fix = parts.some((part) => part.entries) ? null : this.fix(parts, new Set(parts));
    return (fix?.found ?? []).filter((one) => one.score >= NEAR).slice(0, 2);
  }

  // The run of parts that is most like a name and holds an unknown word.
  fix(parts, unknown) {
    let most = null;
    for (let from = 0; from < parts.length; from += 1) {
      for (let to = from + 1; to <= Math.min(parts.length, from + 5); to += 1) {
        const run = parts.slice(from, to);
        if (!run.some((part) => unknown.has(part))) continue;
        const found = this.names.like(run.map((part) => part.text).join(" "), 5).filter((one) => one.score >= LIKELY);
        const gain = found.length ? found[0].score + 0.02 * run.filter((part) => unknown.has(part)).length : 0;
        if (gain > (most?.gain ?? 0)) most = { from, to, found, gain };
      }
    }
    return most;
  }

  // Whether some page holds the word, or, where the reader may be typing still, one that begins with it.
  async knows(word, last) {
    if (/\p{N}/u.test(word) && (await this.ask(word)).some((hit) => hit.words.length)) return true; // S-400, F-15E
    for (const folded of bare(wordsOf(word))) {
      const asked = `${folded} ${last}`;
      if (!this.known.has(asked)) this.known.set(asked, await this.stands(folded, last));
      if (!this.known.get(asked)) return false;
    }
    return true;
  }

  async stands(folded, last) {
    if ((await this.ask(`"${folded}"`)).length) return true;
    const [first] = last ? (await this.ask(folded)).filter((hit) => hit.words.length) : [];
    if (!first) return false;
    const page = await first.data();
    const words = page.content.split(/[\r\n\s]+/u);
    return first.words.some((at) => wordsOf(words[at] ?? "").some((other) => other.startsWith(folded)));
  }
}

// The places that are close to each other, the closest pair first.
function pairsOf(places, others) {
  const pairs = places.flatMap((at) => others.filter((other) => Math.abs(other - at) <= CLOSE && other !== at).map((other) => [at, other]));
  return pairs.sort((one, other) => Math.abs(one[0] - one[1]) - Math.abs(other[0] - other[1]));
}

// The places of the number and its noun within one sentence, where the number is no day of a month.
function together(words, pairs, number) {
  const said = ([at, other]) => !words.slice(Math.min(at, other), Math.max(at, other)).some((word) => /[.!?:;]["”’»)\]]*$/u.test(shown(word)));
  const counts = ([at]) => wordsOf(shown(words[at])).includes(number) && !dated(words, at);
  return [...new Set(pairs.filter((pair) => said(pair) && counts(pair)).flat())];
}

const dated = (words, at) => [words[at - 1], words[at + 1]].some((word) => MONTHS.has(wordsOf(shown(word ?? ""))[0]));

// The word as printed, without the keys that are joined to it.
export function shown(text) {
  return text.replace(/\|~[\p{L}\p{N}_]+/gu, "");
}

// An ambiguous name is sought as it is written, and under each record that it may mean.
function readings(parts) {
  let all = [""];
  for (const part of parts) {
    const keys = (part.entries ?? []).map((entry) => entry.k);
    const ways = part.words ? [wordsOf(part.words.join(" ")).length ? part.words.join(" ") : ""] : part.open ? [...keys, part.text] : keys;
    all = all.flatMap((start) => ways.map((way) => `${start} ${way}`.trim())).slice(0, MOST);
  }
  return all;
}
