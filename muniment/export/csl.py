"""CSL-JSON: citations as citation processors and Zotero read them."""

from muniment.dates import Edtf
from muniment.export.citations import Citation


def csl(citation: Citation) -> dict:
    """A citation as an item of CSL-JSON."""
    held = {
        "id": citation.key,
        "type": "article-newspaper" if citation.article else "webpage",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "container-title": citation.container,
        "publisher": citation.publisher,
        "issued": _issued(citation.date) if citation.date else None,
        "language": citation.language,
        "URL": citation.url,
        "note": citation.note,
        "abstract": f"“{citation.quote}”" if citation.quote else "",
    }
    return {name: value for name, value in held.items() if value}


def _issued(date: Edtf) -> dict:
    """A date as parts, of an interval both ends; in words where it has none."""
    if date.is_choice:
        return {"literal": date.english}
    ends = date.ends or (date,)
    parts = [[int(part) for part in end.iso.partition("T")[0].split("-")] for end in ends if end and end.iso]
    if len(parts) != len(ends):
        return {"literal": date.english}
    return {"date-parts": parts} | ({"circa": True} if date.uncertain or date.approximate else {})
