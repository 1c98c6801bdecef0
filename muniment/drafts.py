"""New records: the questions that each type needs answered, and the commented file that the answers make."""

import re
import unicodedata
from collections.abc import Mapping

from msgspec import Struct

from muniment.cite import Found, scalar
from muniment.parse import RESERVED_NAMES
from muniment.records import RECORD_TYPES
from muniment.records.base import ID_PATTERN

FOLDERS = {kind.name: kind.folder for kind in RECORD_TYPES}
Answers = Mapping[str, str]


class Question(Struct, frozen=True):
    """Something that a new record needs: its key, what is asked, the vocabulary's list from which the answer is taken.

    A question without a default must be answered; the default may be empty. `among` are the only answers.
    """

    key: str
    ask: str
    list: str = ""
    default: str | None = None
    among: tuple[str, ...] = ()


QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "event": (
        Question("title", "Headline (only what is printed and undisputed)"),
        Question("kind", "Kind", "event_kinds"),
        Question("importance", "Importance", default="secondary", among=("core", "secondary", "background")),
        Question("date", "Date, as 2020-01-03, 2020-01 or 2020; empty where no document dates it", default=""),
        Question("words", "Some words of a document that tell of it"),
    ),
    "actor": (
        Question("name", "Name, in its commonest form in the documents"),
        Question("kind", "Kind", "actor_kinds"),
    ),
    "place": (
        Question("name", "Name, in its commonest form in the documents"),
        Question("kind", "Kind", "place_kinds"),
        Question("parent", "Id of the larger place that it lies in; may be empty", default=""),
    ),
    "outlet": (Question("name", "Name, as printed"),),
    "document": (
        Question("title", "Title, as printed"),
        Question("label", "Short name for tables: author or outlet, and date"),
        Question("seed", "File in seeds/"),
        Question("lines", "Its lines in that file, as 23-105"),
        Question("body", "Lines of the body, as 27-105"),
        Question("published", "Date of publication, as 2020-01-03"),
        Question("language", "Language", default="en"),
        Question("genre", "Genre", "genres"),
    ),
}
"""What is asked for each type, in order."""


def identifier(text: str) -> str:
    """The id that a name or title makes: small letters, digits, single hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")


def is_id(id: str) -> bool:
    """Whether a text has the form of an id."""
    return bool(re.fullmatch(ID_PATTERN.strip("^$"), id)) and len(id) <= 80 and id not in RESERVED_NAMES


def path(type: str, id: str) -> str:
    """Where a record stands, from the project's root."""
    return f"content/{FOLDERS[type]}/{id}.yaml"


def draft(type: str, answers: Answers, found: Found | None = None) -> str:
    """The commented file of a new record. `found` is the passage that a new event stands on."""
    head = f"# yaml-language-server: $schema=../../schema/{type}.json\n"
    if type == "event":
        return head + _event(answers, found)
    return head + {"actor": _actor, "place": _place, "outlet": _outlet, "document": _document}[type](answers)


def _line(key: str, answers: Answers, name: str | None = None) -> str:
    return f"{name or key}: {scalar(answers[key])}\n" if answers.get(key) else ""


def _event(answers: Answers, found: Found | None) -> str:
    claim = found.yaml().replace("a-short-name", "told").replace("point: ,", "point: told,") if found else ""
    date = (
        f"date: {{is: {answers['date']}, claims: [told]}}   # a claim with {{point: date, date: …}}\n"
        if answers.get("date")
        else ""
    )
    return (
        f"{_line('title', answers)}{_line('kind', answers)}{_line('importance', answers)}{date}"
        "# place: {is: a-place-id, claims: [told]}\n"
        "# summary:   # one sentence of ours an item, each with the claims that it stands on\n"
        "#   - {text: Who says what., claims: [told]}\n"
        "points:   # what is asked; points of content/vocabulary.yaml need no entry here\n"
        "  told: {label: What is told, ask: What is told of it?, takes: words}\n"
        "# participants:\n"
        "#   - {actor: an-actor-id, role: a-role-of-the-vocabulary, claims: [told]}\n"
        'claims:   # python build.py cite "some words" prints the next one\n'
        f"{claim}\n"
    )


def _actor(answers: Answers) -> str:
    return (
        f"{_line('name', answers)}{_line('kind', answers)}"
        "# names:   # every other printed form; spellings of ours for the search are marked\n"
        "#   - Another Form\n"
        "#   - {is: A Misspelling, search_only: true}\n"
        "# offices:\n"
        "#   - {title: the office as printed, of: an-actor-id, claims: [a-claim]}\n"
        "# relations:\n"
        "#   - {to: an-actor-id, relation: part-of, claims: [a-claim]}\n"
        '# claims:   # python build.py cite "some words" prints one to paste\n'
    )


def _place(answers: Answers) -> str:
    return (
        f"{_line('name', answers)}{_line('kind', answers)}{_line('parent', answers)}"
        "# names: [Another Form]\n"
        "# precision: the base, the town, somewhere in the province\n"
        "# coordinates: {lat: 33.31, lon: 44.36, radius_km: 5, origin: a named gazetteer}\n"
    )


def _outlet(answers: Answers) -> str:
    return (
        f"{_line('name', answers)}"
        "# names: [Another Form]\n"
        "# country: {is: …, claims: [a-claim]}   # only with a source\n"
        "# owner: {is: …, claims: [a-claim]}     # only with a source\n"
    )


def _document(answers: Answers) -> str:
    head = "".join(_line(key, answers) for key in ("title", "label", "seed", "lines", "body"))
    return (
        f"{head}"
        "# markup: plain   # or escaped, markdown: how the seed is written\n"
        "# layout:   # what the lines outside the body are, and lines that were broken and are joined\n"
        "#   - {lines: 23, is: title}\n"
        "#   - {lines: 24, is: byline}\n"
        "# authors: [As Printed]\n"
        "# outlet: {is: an-outlet-id, printed: As Printed}\n"
        f"published: {{is: {answers['published']}}}   # and printed: its words there, or basis: the reason\n"
        f"{_line('language', answers)}{_line('genre', answers)}"
        "# abstract:   # one sentence of ours an item, each with the claims that it stands on\n"
    )
