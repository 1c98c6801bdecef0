// Where a search leads: everything that was sought is marked on the page, in every spelling, and can be stepped through.
// keys.js loads this only for an address with "?hl=". Nothing in the page is changed: the marks are highlights of CSS.

import { bare, fold, Names, quoted, spellings, telling, wordsOf } from "./names.js";

const TEXT = ".transcript .block-text"; // of a document, only its own words count
const BLOCKS = "p, li, h1, h2, h3, h4, dt, dd, td, th, blockquote, figcaption, summary, caption";
const ASIDE = "[hidden], svg, nav, .evidence, .store, .on-paper"; // what is no text of a record's page
const ENDINGS = /(?<=.{3})(?:ations?|ings?|ed|es|s|e)$/u;
const root = new URL("../", import.meta.url);

export async function mark(sought) {
  const names = await known();
  const { phrases, rest } = quoted(sought);
  const parts = [...phrases.map((text) => ({ words: [text], phrase: true })), ...(names ? names.read(rest) : plain(rest))];
  const tests = parts.flatMap((part) => testsOf(part));
  const ranges = tests.length ? rangesIn(document.querySelector("main"), tests) : [];
  highlight("hit", ranges);
  show(sought, ranges);
}

// The names, or null where they cannot be had: the words are marked all the same.
async function known() {
  try {
    const { version } = await fetched("search/current.json");
    return new Names(await fetched(`search/${version}/names.json`));
  } catch (error) {
    console.warn("marks:", error);
    return null;
  }
}

async function fetched(path) {
  const response = await fetch(new URL(path, root));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

const plain = (text) => text.split(/\s+/u).filter((word) => wordsOf(word).length).map((word) => ({ text: word, words: [word] }));

// --- what counts as a hit: a run of words, compared as search compares them ---

function testsOf(part) {
  if (part.entries) return [...part.entries.flatMap((entry) => formsOf(entry, part)), ...typed(part.text)];
  const words = part.words.flatMap((word) => wordsOf(word));
  if (words.length === 0) return [];
  if (part.phrase) return [{ length: words.length, joined: words.join("") }];
  return telling(words).map((word) => ({ length: 1, stem: stemOf(word) }));
}

// The words as the reader wrote them, with and without the article, whatever spellings are recorded.
function typed(text) {
  const words = wordsOf(text);
  return [words, bare(words)].filter((run) => telling(run).length).map((run) => ({ length: run.length, joined: run.join("") }));
}

function formsOf(entry, part) {
  const here = location.pathname;
  const elsewhere = new Set((entry.o ?? []).filter(([, pages]) => !pages.some((page) => here.endsWith(`/${page}`))).map(([text]) => text));
  const told = [...spellings(entry)].filter(([text, kind]) => kind !== "not" && (kind !== "o" || !elsewhere.has(text) || part.open));
  return told.map(([text, kind]) => {
    const words = wordsOf(text);
    return { length: words.length, joined: words.join(""), exact: kind === "x" ? text : "" };
  });
}

const stemOf = (word) => word.replace(/(?<=.{3})(?:ies|y)$/u, "i").replace(ENDINGS, "");

// --- the page's words, each with its place ---

function rangesIn(main, tests) {
  const longest = Math.max(...tests.map((test) => test.length));
  return blocksIn(main).flatMap((block) => rangesOf(wordsIn(block), tests, longest));
}

// The text of a document; of another page, what stands there and is not folded away.
function blocksIn(main) {
  const text = [...main.querySelectorAll(TEXT)];
  if (text.length) return text;
  return [...main.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS) && !block.closest(ASIDE) && !folded(block));
}

// The line that opens a fold stands there even while the fold is closed.
function folded(block) {
  const summary = block.closest("summary");
  return Boolean((summary?.parentElement.parentElement ?? block).closest("details:not([open])"));
}

function wordsIn(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const words = [];
  let open = false; // whether the text so far ends within a word, which the next node may continue
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data || node.parentElement.closest("sup, .mark, .unseen, button")) continue;
    let end = -1;
    for (const match of node.data.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’‘ʼʿʾ\u200c]*/gu)) {
      end = match.index + match[0].length;
      const part = [node, match.index, end];
      if (open && match.index === 0) words.at(-1).parts.push(part);
      else words.push({ parts: [part] });
    }
    open = end === node.data.length;
  }
  return words.map(({ parts }) => ({ parts, text: parts.map(([node, from, to]) => node.data.slice(from, to)).join("") }));
}

function rangesOf(words, tests, longest) {
  const ranges = [];
  for (let at = 0; at < words.length; ) {
    const length = hitAt(words, at, tests, longest);
    if (length) ranges.push(rangeOf(words[at], words[at + length - 1]));
    at += length || 1;
  }
  return ranges;
}

// How many words from here on are a hit; the longest counts.
function hitAt(words, at, tests, longest) {
  for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
    const run = words.slice(at, at + length);
    const joined = run.flatMap((word) => wordsOf(word.text)).join("");
    if (joined && tests.some((test) => test.length === length && matches(test, run, joined))) return length;
  }
  return 0;
}

function matches(test, run, joined) {
  if (test.stem) return stemOf(joined) === test.stem || (test.stem.length > 3 && joined.startsWith(test.stem));
  if (test.exact) return joined === fold(test.exact).replace(/[^\p{L}\p{N}]/gu, "") && run[0].text[0] === test.exact[0];
  return joined === test.joined;
}

function rangeOf(first, last) {
  const range = document.createRange();
  range.setStart(first.parts[0][0], first.parts[0][1]);
  range.setEnd(last.parts.at(-1)[0], last.parts.at(-1)[2]);
  return range;
}

function highlight(name, ranges) {
  if (!globalThis.Highlight || !CSS.highlights) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

// --- the bar with which a reader steps through the hits ---

function show(sought, ranges) {
  const style = element("link", { rel: "stylesheet", href: new URL("hits.css", import.meta.url).href });
  const count = element("span", { role: "status" });
  const back = element("button", { type: "button" }, "Previous");
  const next = element("button", { type: "button" }, "Next");
  const remove = element("button", { type: "button" }, "Remove");
  const buttons = ranges.length ? [back, next, remove] : [remove];
  const bar = element("div", { class: "hits-bar", role: "region", "aria-label": "Words sought" }, element("span", { class: "hits-sought", dir: "auto" }, sought), count, ...buttons);
  let now = firstAfter(target(), ranges);
  const tell = () => {
    count.textContent = ranges.length ? `${now + 1} of ${ranges.length}` : "not on this page in these words";
    highlight("hit-now", ranges.slice(now, now + 1));
  };
  const step = (by) => {
    now = (now + by + ranges.length) % ranges.length;
    tell();
    reach(ranges[now]);
  };
  back.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));
  remove.addEventListener("click", () => end(bar));
  addEventListener("hashchange", () => {
    if (!bar.isConnected || !target()) return;
    now = firstAfter(target(), ranges);
    tell();
  });
  tell();
  document.head.append(style);
  style.addEventListener("load", () => document.body.append(bar));
}

const target = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

function firstAfter(target, ranges) {
  if (!target) return 0;
  const at = ranges.findIndex((range) => target.contains(range.startContainer) || target.compareDocumentPosition(range.startContainer) & 4);
  return Math.max(at, 0);
}

function reach(range) {
  const { top, bottom } = range.getBoundingClientRect();
  if (top < 60 || bottom > innerHeight - 90) scrollBy({ top: top - innerHeight * 0.35 });
}

function end(bar) {
  const address = new URL(location.href);
  address.searchParams.delete("hl");
  history.replaceState(history.state, "", address);
  highlight("hit", []);
  highlight("hit-now", []);
  bar.remove();
  document.getElementById("content").focus({ preventScroll: true });
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
