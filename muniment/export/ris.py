"""RIS: citations as reference managers read them."""

from collections.abc import Iterator

from muniment.dates import Edtf
from muniment.export.citations import Citation


def ris(citation: Citation) -> str:
    """A citation as a record of RIS."""
    lines = [("TY", "NEWS" if citation.article else "ELEC"), ("ID", citation.key), ("TI", citation.title)]
    lines += [("AU", name) for name in citation.authors]
    lines += [("T2", citation.container), *(_date(citation.date) if citation.date else ())]
    lines += [("LA", citation.language), ("UR", citation.url), ("N1", citation.note)]
    lines += [("AB", f"“{citation.quote}”" if citation.quote else "")]
    told = "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines if value)
    return f"{told}ER  - \n"


def _date(date: Edtf) -> Iterator[tuple[str, str]]:
    """The year; and year, month and day as far as they are known, or the date in words where it is no single one."""
    if date.first_day:
        yield "PY", str(date.first_day.year)
    year, month, day = (*date.iso.partition("T")[0].split("-"), "", "", "")[:3]
    yield "DA", f"{year}/{month}/{day}/" if date.iso else date.english
