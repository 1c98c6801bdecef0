"""Keys: one invented word for each record, put where its name stands, so that one word finds every spelling.

The key is joined to the printed word by a mark (`Suleimani,|~xq…qx`). Pagefind 1.5.2 takes such a compound as a whole
and in its parts, all at one position: excerpts, paragraphs and phrases stay those of the printed text. It promises
none of this: the version is pinned and the golden queries hold it. The search page takes the marks off again.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

from muniment.mentions import Mention
from muniment.text import plain_name

EVERYTHING = "xqallqx"
"""The word that stands on every page: Pagefind loads its whole index for an empty query."""
JOINT = "|~"
_WORD = re.compile(r"\S+")
_STOPS = re.compile(r"[.,;:!?)\]]+$")
_APOSTROPHE = re.compile("['’‘ʼʿʾ`´′]")
_DASH = re.compile("[-‐‑‒–—]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LETTERS = str.maketrans({"ة": "ه", "ۀ": "ه", "ٱ": "ا", "'": "", '"': ""} | {chr(0x660 + n): str(n) for n in range(10)})


def key(record: str) -> str:
    """The word for a record: letters only, because Pagefind splits words at digits."""
    number = int.from_bytes(sha256(record.encode()).digest()[:8])
    return "xq" + "".join(chr(97 + number // 26**place % 26) for place in range(7)) + "qx"


def keyed(text: str, mentions: Iterable[Mention]) -> str:
    """The text with the key of each name joined to every word of the name, and the folded forms of some words."""
    named = [(mention.start, mention.end, key(mention.record)) for mention in mentions]
    out, last = [], 0
    for word in _WORD.finditer(text):
        while named and named[0][1] <= word.start():
            named.pop(0)
        keys = [key for start, end, key in named if start < word.end() and end > word.start()]
        end = word.start() + len(_STOPS.sub("", word[0]))
        out += [text[last:end], *(JOINT + extra for extra in _extras(word[0], keys))]
        last = end
    return "".join(out) + text[last:]


def fold(text: str) -> str:
    """The text as search compares names: as `plain_name`, also without apostrophes and with one form of each letter."""
    return plain_name(plain_name(text).translate(_LETTERS))


def _extras(word: str, keys: list[str]) -> list[str]:
    """What is joined to a word: keys, then the forms that Pagefind would not find it by."""
    parts = [part for part in re.split(r"[\W_]+", fold(word)) if len(part) > 1]
    extras = list(keys)
    if _DASH.search(word) and _APOSTROPHE.search(word):
        extras += parts
    if _ARABIC.search(word):
        extras += [part for part in parts if part != word]
    whole = "".join(parts)
    if extras and whole and (len(parts) != 1 or _APOSTROPHE.search(word)):
        extras.append(whole)
    return list(dict.fromkeys(extras))
