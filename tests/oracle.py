"""What a search should find, computed from seeds and YAML alone: no word of the search's own code is used here."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"


@cache
def records(type: str) -> dict[str, dict]:
    """The records of a type as they stand in their files, by id."""
    files = sorted((CONTENT / f"{type}s").glob("*.yaml"))
    return {file.stem: yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader) for file in files}


@cache
def named() -> dict[str, dict]:
    """Every record that has names, by id, with its type."""
    return {id: {**one, "type": type} for type in ("actor", "place", "outlet") for id, one in records(type).items()}


@cache
def folded(text: str) -> str:
    """Letters and digits in words with one space between, without marks, apostrophes and case."""
    plain = unicodedata.normalize("NFKD", text.replace("\\", ""))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub("['’‘ʼʿʾ`\u200c\u200f]", "", plain).lower().translate(str.maketrans("كيىة", "کییه"))
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=\d),(?=\d{3})", "", plain)))


@cache
def document_text(id: str) -> str:
    """The text of a document: its lines of the seed without the letterhead."""
    record = records("document")[id]
    lines = (ROOT / "seeds" / record["seed"]).read_text(encoding="utf-8").split("\n")
    first, last = span(record["lines"])
    left_out = {n for row in record.get("layout", ()) if row["is"] == "letterhead" for n in numbers(row["lines"])}
    return "\n".join(line for n, line in enumerate(lines[first - 1 : last], first) if n not in left_out)


def span(lines: str) -> tuple[int, int]:
    """The first and the last line of "4" or "4-9"."""
    first, _, last = lines.partition("-")
    return int(first), int(last or first)


def numbers(lines: str) -> range:
    first, last = span(lines)
    return range(first, last + 1)


def forms(id: str, document: str | None = None, search_only: bool = False) -> list[tuple[str, bool]]:
    """The forms of a name that mean this record in a document, with whether their case must match."""
    record = named()[id]
    found = [(record["name"], False)] if document in listed(record, "name_only_in") else []
    for name in record.get("names", ()):
        name = {"is": name} if isinstance(name, str) else name
        if document in listed(name, "only_in") and (search_only or name.get("search_only") != "true"):
            found.append((name["is"], name.get("exact_case") == "true"))
    return found


def listed(record: dict, key: str) -> object:
    """The documents that a name is tied to, or whatever is asked, where it is tied to none."""
    given = record.get(key, ())
    return ([given] if isinstance(given, str) else given) or Anything()


class Anything:
    def __contains__(self, _: object) -> bool:
        return True


def names(id: str, text: str, document: str | None = None) -> bool:
    """Whether a text holds a name of a record, phrases that only look like it left out."""
    return any(stands(form, text, exact, tuple(named()[id].get("not_in", ()))) for form, exact in forms(id, document))


@cache
def stands(form: str, text: str, exact: bool, other: tuple[str, ...]) -> bool:
    if exact:
        cleared = text
        for phrase in other:
            cleared = cleared.replace(phrase, " ")
        return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", cleared) is not None
    cleared = f" {folded(text)} "
    for phrase in sorted(map(folded, other), key=len, reverse=True):
        cleared = cleared.replace(f" {phrase} ", "  ")
    wanted = folded(form)
    return f" {wanted} " in cleared or f" {wanted}s " in cleared


def documents_naming(*ids: str) -> set[str]:
    """The documents whose text names all of these records, or that one of them, an outlet, published."""
    return {id for id in records("document") if all(tells(id, record) for record in ids)}


def tells(document: str, record: str) -> bool:
    printed = [records("document")[document].get(key, {}).get("is") for key in ("outlet", "republisher")]
    return record in printed or names(record, document_text(document), document)


def documents_with(*words: str) -> set[str]:
    """The documents that hold a word with each of these beginnings."""
    return {id for id in records("document") if all(begins(word, document_text(id)) for word in words)}


def begins(word: str, text: str) -> bool:
    return f" {folded(word)}" in f" {folded(text)}"


def documents_saying(phrase: str) -> set[str]:
    """The documents in which these words stand in a row."""
    return {id for id in records("document") if f" {folded(phrase)} " in f" {folded(document_text(id))} "}


def documents_where(**facts: str) -> set[str]:
    """The documents with such an outlet or genre, published from one day until another."""
    return {id for id, record in records("document").items() if fits(record, facts)}


def fits(record: dict, facts: dict[str, str]) -> bool:
    outlets = {record.get(key, {}).get("is") for key in ("outlet", "republisher")}
    published = record["published"]["is"]
    return (
        facts.get("outlet", next(iter(outlets))) in outlets
        and facts.get("kind", record["genre"]) == record["genre"]
        and facts.get("from", "") <= published
        and published[: len(facts.get("to", "9"))] <= facts.get("to", "9")
        and published.startswith(facts.get("month", ""))
    )


def events_of_kind(kind: str) -> set[str]:
    """The events of a kind."""
    return {id for id, record in records("event").items() if record["kind"] == kind}


def events_quoting(*ids: str) -> set[str]:
    """The events with one quotation, sentence or title of which each names one of these records."""
    return {id for id, event in records("event").items() if all(event_names(event, record) for record in ids)}


def event_names(event: dict, record: str) -> bool:
    claims = event["claims"].values()
    told = [event["title"], *(one["text"] for one in event.get("summary", ()))]
    if any(names(record, text, None) for text in told if unambiguous(record)):
        return True
    return any(names(record, claim["quote"], claim["document"]) for claim in claims)


def unambiguous(record: str) -> bool:
    """Whether no form of the name is tied to documents: what our own sentences mean by it is then plain."""
    one = named()[record]
    return not one.get("name_only_in") and not any(
        isinstance(n, dict) and n.get("only_in") for n in one.get("names", ())
    )


def claims_of(event: str) -> int:
    """How many claims an event has."""
    return len(records("event")[event]["claims"])
