"""The names of the record as the browser gets them: every spelling, what it means, and where it is spoken of."""

import json
from collections import Counter
from collections.abc import Iterator

from muniment.records.names import Named
from muniment.search.contents import Bundles, kind_label
from muniment.search.keys import key
from muniment.site import Entry, Site


def names(site: Site, bundles: Bundles) -> bytes:
    """`names.json`: an entry for each record that has names, those most spoken of first.

    `a` printed spellings, `s` spellings of ours, `x` spellings that count in just this case, `o` spellings that mean
    this record only in some documents, `c` how many documents and how many records name it.
    """
    counts = {name: _counts(bundles[name]) for name in ("docs", "records", "claims")}
    found = [_name(site, entry, counts) for entry in site.entries.values() if isinstance(entry.record, Named)]
    found.sort(key=lambda one: ([-n for n in one["c"]], one["u"]))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _counts(pages: tuple) -> Counter[str]:
    """How many pages name each record, by its key."""
    counts: Counter[str] = Counter()
    for page in pages:
        told = {mention.record for block in page.blocks for mention in block.names}
        counts.update({key(m.record) for m in page.title_names} | {key(id) for id in told} | set(page.keys))
    return counts


def _name(site: Site, entry: Entry, counts: dict[str, Counter[str]]) -> dict[str, object]:
    own = key(entry.id)
    spellings = dict(_spellings(site, entry))
    given = {kind: [text for text, as_ in spellings.items() if as_ == kind] for kind in ("a", "s", "x")}
    only_in = {name.text: name.only_in for name in entry.record.names if name.only_in}  # type: ignore[attr-defined]
    if entry.record.name_only_in:  # type: ignore[attr-defined]
        only_in[entry.name] = entry.record.name_only_in  # type: ignore[attr-defined]
    given["o"] = [[text, [site.entries[id].address for id in ids]] for text, ids in only_in.items()]
    given["not"] = list(entry.record.not_in)  # type: ignore[attr-defined]
    told = {kind: texts for kind, texts in given.items() if texts}
    kind = kind_label(site, entry)
    counted = [counts[bundle][own] for bundle in ("docs", "records", "claims")]
    return {"n": entry.name, "k": own, "t": kind, "g": entry.type, "u": entry.address, **told, "c": counted}


def _spellings(site: Site, entry: Entry) -> Iterator[tuple[str, str]]:
    """Each spelling that means this record anywhere, and how it counts."""
    for name in entry.record.names:  # type: ignore[attr-defined]
        if not name.only_in:
            yield name.text, "x" if name.exact_case else "s" if name.search_only else "a"
