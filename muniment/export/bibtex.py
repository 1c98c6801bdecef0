"""BibTeX (with the fields of biblatex): citations as LaTeX reads them, in UTF-8."""

import re

from muniment.export.citations import Citation

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "&%$#_"}
_SIGNS = re.compile(r"[\\{}~^&%$#_]")


def bibtex(citation: Citation) -> str:
    """A citation as an entry; names and titles stand in braces of their own, so that none is taken apart or lowered."""
    date = citation.date
    fields = {
        "title": f"{{{escaped(citation.title)}}}",
        "author": " and ".join(f"{{{escaped(name)}}}" for name in citation.authors),
        "journal" if citation.article else "howpublished": escaped(citation.container),
        "date": date.raw if date else "",
        "year": str(date.first_day.year) if date and date.first_day else "",
        "langid": citation.language,
        "url": citation.url,
        "note": escaped(citation.note),
        "abstract": escaped(f"“{citation.quote}”") if citation.quote else "",
    }
    kind = "article" if citation.article and citation.container else "misc"
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{citation.key},\n" + ",\n".join(lines) + "\n}\n"


def escaped(text: str) -> str:
    """A text of which LaTeX prints every character."""
    return _SIGNS.sub(lambda found: _SPECIAL[found[0]], " ".join(text.split()))
