// Names as readers type them: every recorded spelling leads to its record, and so do most that nobody has recorded.
// The folding is that of muniment/search/keys.py; tests hold both to one list of examples.

const MARKS = /\p{M}/gu;
const APOSTROPHES = /['’‘‚‛ʼʻʾʿ`´′]/gu;
const UNSEEN = /[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u061c]/gu;
const LETTERS = { ك: "ک", ي: "ی", ى: "ی", ة: "ه", ۀ: "ه", ٱ: "ا" };
const POSSESSIVE = /['’ʼ]s(?![\p{L}\p{N}])/iu;
const ASSIMILATED = /(?<![\p{L}\p{N}])(?:a[dnrstz]|as?h|ath|[eu][ldnrstz])-(?=\p{L}{3})/giu; // ash-, ad-, ul-: forms of "al-"
const ARTICLES = new Set(["al", "el", "the"]);
const SMALL = new Set("a an and at by for from in of on or to with".split(" "));
const SURE = new Set(["n", "a", "s"]);
const LONGEST = 8; // words of a name

export function fold(text) {
  const plain = text.normalize("NFKD").replace(MARKS, "").replace(APOSTROPHES, "").replace(UNSEEN, "");
  return plain
    .toLowerCase()
    .replace(/[كيىةۀٱ]/gu, (letter) => LETTERS[letter])
    .replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/gu, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}

export function wordsOf(text) {
  const whole = text.replace(ASSIMILATED, "al-");
  const words = fold(whole.replaceAll(new RegExp(POSSESSIVE, "giu"), "")).split(/[^\p{L}\p{N}]+/u);
  return words.filter(Boolean).map((word) => word.replace(/isation(?=s?$)/u, "ization"));
}

// The phrases of a query, which stand in quotation marks of any kind, and what is left of it.
export function quoted(query) {
  const straight = query.replace(/[“”„‟«»＂]/gu, '"');
  const phrases = [...straight.matchAll(/"([^"]+)"/gu)].map((match) => match[1].trim()).filter((text) => wordsOf(text).length);
  return { phrases, rest: straight.replace(/"[^"]*"/gu, " ").replaceAll('"', " ") };
}

export const bare = (words) => words.filter((word) => !ARTICLES.has(word)).map((word) => word.replace(/^ال(?=.{3})/u, ""));

// The words that a hit may rest on: "al" or "of" alone says nothing.
export const telling = (words) => words.filter((word) => bare([word]).length && !SMALL.has(word));

// Every spelling of every name, ready to be looked up; `list` is names.json.
export class Names {
  constructor(list) {
    this.list = list;
    this.byKey = new Map(list.map((entry) => [entry.k, entry]));
    this.whole = new Map();
    this.bare = new Map();
    this.forms = [];
    for (const entry of list) for (const [text, kind] of spellings(entry)) this.add(entry, text, kind);
  }

  add(entry, text, kind) {
    const words = wordsOf(text);
    if (words.length === 0) return;
    const form = { entry, text, kind, words, joined: words.join(""), bare: bare(words).join("") };
    append(this.whole, form.joined, form);
    if (POSSESSIVE.test(text)) append(this.whole, wordsOf(text.replace(/['’ʼ]/gu, "")).join(""), form);
    if (form.bare) append(this.bare, form.bare, form);
    if (kind === "not") return;
    this.forms.push(form);
  }

  // What a few words may mean: forms whose letters are the same, with or without the article.
  lookUp(text) {
    const words = wordsOf(text);
    const found = this.whole.get(words.join("")) ?? this.bare.get(bare(words).join("")) ?? [];
    return found.filter((form) => form.kind !== "x" || form.text === text);
  }

  // The query in parts: words, and names with the records that they mean.
  read(query) {
    const chunks = query.split(/\s+/u).filter((chunk) => wordsOf(chunk).length);
    const parts = [];
    for (let at = 0; at < chunks.length; ) {
      const [part, length] = this.longest(chunks, at);
      parts.push(part);
      at += length;
    }
    return parts;
  }

  longest(chunks, at) {
    for (let length = Math.min(LONGEST, chunks.length - at); length > 0; length -= 1) {
      const text = trimmed(chunks.slice(at, at + length).join(" "));
      const forms = this.lookUp(text);
      if (forms.some((form) => form.kind === "not")) return [{ text, words: chunks.slice(at, at + length) }, length];
      if (forms.length) return [named(text, forms), length];
    }
    return [{ text: chunks[at], words: [chunks[at]] }, 1];
  }

  // Records by name while the reader types: whole spellings first, then beginnings of names and of words in them.
  starting(query, limit) {
    const words = wordsOf(query);
    if (words.join("").length < 2) return [];
    const scores = new Map();
    for (const form of this.forms) note(scores, form, startScore(words, form));
    for (const part of this.read(query)) for (const entry of part.entries ?? []) note(scores, { entry, text: part.text }, 0.95);
    return best(scores, limit);
  }

  // Records whose names sound or look like the words; each with its score, 1 at most.
  like(query, limit) {
    const words = bare(wordsOf(query));
    const joined = words.join("");
    if (joined.length < 4) return [];
    const scores = new Map();
    for (const form of this.forms) {
      note(scores, form, likeness(joined, form.bare));
      if (words.length === 1) for (const word of bare(form.words)) note(scores, form, wordLikeness(joined, word));
    }
    return best(scores, limit);
  }
}

// The spellings of a record with how they count; `o` only counts in some documents, `not` means something else.
export function* spellings(entry) {
  const open = (entry.o ?? []).map(([text]) => text);
  if (!open.includes(entry.n)) yield [entry.n, "n"];
  for (const kind of ["a", "s", "x", "not"]) for (const text of entry[kind] ?? []) yield [text, kind];
  for (const text of open) yield [text, "o"];
}

function named(text, forms) {
  const entries = [...new Set(forms.map((form) => form.entry))];
  const sure = new Set(forms.filter((form) => SURE.has(form.kind) || form.kind === "x").map((form) => form.entry));
  const printed = forms.some((form) => form.kind === "n" || form.kind === "a");
  return { text, entries, printed, open: sure.size !== 1 || entries.length > 1 };
}

function trimmed(text) {
  return text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}.]+$/gu, "");
}

function startScore(words, form) {
  const joined = words.join("");
  const lean = bare(words).join("");
  if (form.joined === joined) return form.kind === "o" ? 0.99 : 1;
  if (lean && form.bare === lean) return 0.97;
  if (form.joined.startsWith(joined) || (lean && form.bare.startsWith(lean))) return 0.9 - form.joined.length / 1000;
  const all = words.every((word) => form.words.some((other) => other.startsWith(word)));
  return all ? 0.8 - form.joined.length / 1000 : 0;
}

function note(scores, form, score) {
  const known = scores.get(form.entry);
  if (score > (known?.score ?? 0)) scores.set(form.entry, { entry: form.entry, form: form.text, kind: form.kind, score });
}

function best(scores, limit) {
  const found = [...scores.values()].filter((one) => one.score > 0.5);
  return found.sort((one, other) => other.score - one.score || plainly(other) - plainly(one) || weight(other) - weight(one)).slice(0, limit);
}

const plainly = ({ kind }) => (kind === "n" ? 1 : 0);
const weight = ({ entry }) => entry.c[0] * 100 + entry.c[1];

function append(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}

// --- likeness: the letters as they are, and the consonants that are left once transliterations are made alike ---

function likeness(one, other) {
  const letters = closeness(one, other);
  if (letters < 0.4) return 0;
  const [bones, otherBones] = [skeleton(one), skeleton(other)];
  if (bones === otherBones && bones.length > 1) return 0.7 + 0.3 * letters;
  const both = (letters + closeness(bones, otherBones)) / 2;
  return bones[0] === otherBones[0] ? both : both * 0.88;
}

// A word of a longer name: the same, begun, or alike.
function wordLikeness(joined, word) {
  if (word === joined) return 0.95;
  if (word.startsWith(joined)) return 0.85;
  return word.length > 4 ? 0.93 * likeness(joined, word) : 0;
}

const ALIKE = [
  [/tch|ch|sh|š/gu, "ş"],
  [/kh/gu, "x"],
  [/gh|[qgck]/gu, "k"],
  [/dj/gu, "j"],
  [/dh|zh|z/gu, "z"],
  [/th/gu, "t"],
  [/ph/gu, "f"],
  [/^w/u, "v"],
  [/^[aeiouy]+/u, "@"],
  [/[aeiouyhw]/gu, ""],
  [/(.)\1+/gu, "$1"],
];

function skeleton(word) {
  return ALIKE.reduce((text, [from, to]) => text.replace(from, to), word);
}

function closeness(one, other) {
  const longer = Math.max(one.length, other.length);
  return longer === 0 ? 1 : 1 - distance(one, other) / longer;
}

// Damerau and Levenshtein: insertions, deletions, substitutions, neighbours exchanged.
function distance(one, other) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}
