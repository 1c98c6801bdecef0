// Passages: the words around a hit, cut at the borders of its paragraph, as text nodes with marks; never as HTML.

import { shown } from "./engine.js";
import { telling, wordsOf } from "./names.js";

const LENGTH = 38; // words of a passage
const LEAD = 9; // words before the first hit
const BEST = 1e6; // more than any sum of scores: a number that stands by its noun

// The best passages of a page, best first; one with id "" stands before the first anchor.
export function passagesOf(page, most) {
  const words = page.content.split(/[\r\n\s]+/u);
  const parts = partsOf(page, words);
  const weights = new Map();
  const told = page.weighted_locations.filter((hit) => telling(wordsOf(shown(words[hit.location] ?? ""))).length);
  for (const hit of told.length ? told : page.weighted_locations) {
    const part = parts.findLast((one) => one.start <= hit.location);
    if (part && hit.location >= part.start) weights.set(part, (weights.get(part) ?? 0) + hit.balanced_score);
  }
  const near = new Set(page.near);
  for (const part of parts) if (within(part, near) !== undefined) weights.set(part, (weights.get(part) ?? 0) + BEST);
  const ranked = [...weights].sort((one, other) => other[1] - one[1]).map(([part]) => part);
  const chosen = ranked.length ? ranked : parts.slice(0, 1);
  return chosen.slice(0, most).map((part) => ({ id: part.id, text: excerpt(words, part, new Set([...page.locations, ...near]), near) }));
}

// The paragraphs of a page: where they begin and end, in words. The title, which comes first, is none.
function partsOf(page, words) {
  const title = page.meta.title.split(/[\r\n\s]+/u).filter(Boolean).length;
  const anchors = [...page.anchors].sort((one, other) => one.location - other.location);
  const starts = [{ id: "", start: title }, ...anchors.map(({ id, location }) => ({ id, start: location }))];
  const ended = starts.map((part, n) => ({ ...part, end: starts[n + 1]?.start ?? words.length }));
  return ended.filter((part) => part.end > part.start);
}

// The first of the places that stands in the part.
function within(part, places) {
  return Array.from({ length: part.end - part.start }, (_, n) => part.start + n).find((at) => places.has(at));
}

function excerpt(words, part, hits, near) {
  const first = within(part, near) ?? within(part, hits);
  const from = Math.max(part.start, Math.min((first ?? part.start) - LEAD, part.end - LENGTH));
  const to = Math.min(part.end, from + LENGTH);
  const nodes = from > part.start ? ["… "] : [];
  for (let at = from; at < to; ) {
    let end = at + 1;
    while (end < to && hits.has(at) && hits.has(end)) end += 1;
    const text = shown(words.slice(at, end).join(" "));
    nodes.push(...marked(end === part.end ? text.replace(/([”"»])\.$/u, "$1") : text, hits.has(at)), " "); // the stop is Pagefind's
    at = end;
  }
  return to < part.end ? [...nodes, "…"] : nodes;
}

// The mark covers the words and not the punctuation at their ends.
function marked(text, hit) {
  const [, before, core, after] = text.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
  if (!hit || !core) return [text];
  const mark = document.createElement("mark");
  mark.append(core);
  return [before, mark, after];
}
