"""Step 2: one file at a time, text into a record, with every problem of the file."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache

from msgspec import Struct, structs
from pydantic import ValidationError

from muniment import strict_yaml
from muniment.described import described
from muniment.diagnostics import Problem, nearest
from muniment.records import BY_FOLDER, RecordType
from muniment.records.base import ID_PATTERN, Mention, Part, Record, Ref, marked
from muniment.records.page import FrontMatter
from muniment.records.vocabulary import Vocabulary
from muniment.source import SourceFile
from muniment.strict_yaml import Loaded, Node, Path
from muniment.together import each

_WINDOWS_NAMES = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
RESERVED_NAMES = _WINDOWS_NAMES | {"index"}
PART = 16
"""How many files are one task."""


class Parsed(Struct, frozen=True):
    """A file with what was understood of it: its id and type, and its record where it has no problem.

    A broken file keeps its id, so that one mistake is one message.
    """

    file: SourceFile
    type: RecordType
    id: str
    record: Record | None
    problems: tuple[Problem, ...]
    marked: tuple[Mention, ...] = ()
    """Every id, vocabulary word and claim address that the record holds."""
    refers: frozenset[str] = frozenset()
    """The ids of the records that it names as such."""

    @property
    def root(self) -> Node | None:
        """The tree of the file, where it can be read."""
        return strict_yaml.tree(self.file.text)

    def problem(
        self, path: Path, code: str, message: str, hint: str = "", severity="error", key: bool = False
    ) -> Problem:
        """A problem at the place of the value at `path`, or of its key."""
        line, column = strict_yaml.locate(self.root, path, key) if self.root else (0, 0)
        return Problem(self.file.path, line, column, code, message, hint, severity)

    def problem_in(self, path: Path, text: str, at: int, code: str, message: str, hint: str) -> Problem:
        """A problem at a character of the text at `path`; at its beginning where the file breaks the text."""
        found = self.problem(path, code, message, hint)
        line = self.file.text.split("\n")[found.line - 1]
        start = line.find(text, found.column - 1)
        return structs.replace(found, column=start + at + 1) if start >= 0 else found

    def line(self, path: Path) -> int:
        """The line of the value at `path`, from 1."""
        return strict_yaml.locate(self.root, path)[0] if self.root else 0


class ParsedPage(Struct, frozen=True):
    """A Markdown page: its id, title and text; `first_line` is the line at which the text starts."""

    file: SourceFile
    id: str
    title: str
    shows: tuple[str, ...]
    text: str
    first_line: int


def parse_records(files: Sequence[SourceFile]) -> Iterator[Parsed | tuple[Problem, ...]]:
    """What `parse_record` gives for each file; two processes share the reading."""
    loaded = each(files, PART, lambda file: strict_yaml.loaded(file.text))
    return (parse_record(file, held) for file, held in zip(files, loaded, strict=True))


def parse_record(file: SourceFile, loaded: Loaded | None = None) -> Parsed | tuple[Problem, ...]:
    """The record in a YAML file of `content/`, or the problems that leave it without an id or a type.

    `loaded` is what the file holds, where that was read already.
    """
    _, folder, name = file.path.split("/")
    if folder not in BY_FOLDER:
        hint = nearest(folder, BY_FOLDER) or f"Records lie in {', '.join(BY_FOLDER)}."
        return (Problem(file.path, 0, 0, "unknown-folder", f"content/{folder}/ is no folder of records.", hint),)
    id, named = name.removesuffix(".yaml"), ()
    if fault := _id_fault(id):
        message = f"The file's name {name!r} cannot be an address: {fault}."
        named = (Problem(file.path, 0, 0, "bad-id", message, _id_hint(id)),)
        id = _slug(id)
    loaded, problems = read_model(file, BY_FOLDER[folder].model, loaded)
    kind = _meant(loaded, folder)
    if kind.folder != folder:
        problems = (_misplaced(file, loaded, BY_FOLDER[folder], kind),)
    record = problems[0] if problems and isinstance(problems[0], Record) and not named else None
    faults = (*named, *(problem for problem in problems if isinstance(problem, Problem)))
    if _id_fault(id):
        return faults
    marks = tuple(marked(record)) if record else ()
    refers = frozenset(mention.text for mention in marks if isinstance(mention.mark, Ref))
    return Parsed(file, kind, id, record, faults, marks, refers)


def _meant(loaded: Loaded, folder: str) -> RecordType:
    """The type of record that a folder holds; another, where the file has keys that only that one knows."""
    there = BY_FOLDER[folder]
    if not isinstance(loaded.value, dict) or loaded.value.keys() <= _keys(there):
        return there
    others = [kind for kind in BY_FOLDER.values() if loaded.value.keys() <= _keys(kind)]
    return others[0] if len(others) == 1 else there


def _keys(kind: RecordType) -> set[str]:
    return set(_keys_at(kind.model, ()))


def _misplaced(file: SourceFile, loaded: Loaded, there: RecordType, kind: RecordType) -> Problem:
    name = file.path.rpartition("/")[2]
    message = f"These are the keys of a record of type {kind.name}, not {there.name}."
    hint = f"Move the file to content/{kind.folder}/{name}."
    return Problem(file.path, *loaded.place, "wrong-folder", message, hint)


def unread(path: str) -> Parsed | None:
    """What a record that could not be read leaves: its id and type, so that nothing calls it unknown."""
    parts = re.fullmatch(r"content/([a-z]+)/([^/]+)\.yaml", path)
    if not parts or parts[1] not in BY_FOLDER or _id_fault(parts[2]):
        return None
    return Parsed(SourceFile(path, ""), BY_FOLDER[parts[1]], parts[2], None, ())


def parse_vocabulary(file: SourceFile) -> tuple[Vocabulary | None, tuple[Problem, ...]]:
    """The vocabulary in `content/vocabulary.yaml`."""
    _, found = read_model(file, Vocabulary)
    if not found or not isinstance(found[0], Vocabulary):
        return None, found
    return found[0], tuple(_group_problems(file, strict_yaml.tree(file.text), found[0]))


def _group_problems(file: SourceFile, root: Node, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A problem for each kind of event in a group that is not declared, and for each letter that two groups share."""
    for kind, entry in vocabulary.event_kinds.items():
        if entry.group and entry.group not in vocabulary.event_groups:
            place = strict_yaml.locate(root, ("event_kinds", kind, "group"))
            hint = nearest(entry.group, vocabulary.event_groups) or "Declare it under event_groups:."
            yield Problem(file.path, *place, "unknown-group", f"{entry.group!r} is not a group of events.", hint)
    letters: dict[str, str] = {}
    for id, group in vocabulary.event_groups.items():
        if (other := letters.setdefault(group.mark, id)) != id:
            place = strict_yaml.locate(root, ("event_groups", id, "mark"))
            message = f"The letter {group.mark} stands for the group {other!r} already."
            yield Problem(file.path, *place, "repeated-mark", message, "Give each group a letter of its own.")


def parse_page(file: SourceFile) -> ParsedPage | tuple[Problem, ...]:
    """The page in a Markdown file: front matter with a title between two lines of ---, then the text."""
    id = file.path.rsplit("/", 1)[-1].removesuffix(".md")
    if fault := _id_fault(id):
        return (Problem(file.path, 0, 0, "bad-id", f"The file's name cannot be an address: {fault}.", _id_hint(id)),)
    form = re.match(r"---\n(.*?\n)---\n", file.text, re.DOTALL)
    if not form:
        return (
            Problem(
                file.path,
                1,
                1,
                "no-front-matter",
                "The page does not start with its title.",
                "Start with the lines ---, title: …, ---.",
            ),
        )
    _, found = read_model(SourceFile(file.path, "\n" + form[1]), FrontMatter)
    if not isinstance(found[0], FrontMatter):
        return found
    return ParsedPage(file, id, found[0].title, found[0].shows, file.text[form.end() :], form[0].count("\n") + 1)


def read_model(file: SourceFile, model: type[Part], loaded: Loaded | None = None) -> tuple[Loaded, tuple]:
    """What a YAML file holds, with either the model's value alone or all problems."""
    loaded = loaded or strict_yaml.loaded(file.text)
    problems = [Problem(file.path, *fault.place, fault.code, fault.message, fault.hint) for fault in loaded.faults]
    if loaded.place is None:
        return loaded, tuple(problems) or (
            Problem(file.path, 1, 1, "empty-file", "The file holds no record.", "Fill it or remove it."),
        )
    if not isinstance(loaded.value, dict):
        return loaded, (
            *problems,
            Problem(
                file.path,
                *loaded.place,
                "wrong-type",
                "A record is a mapping of keys and values.",
                "Write key: value, one a line.",
            ),
        )
    try:
        value = model.model_validate(loaded.value)
    except ValidationError as error:
        root = strict_yaml.tree(file.text)
        found = [_problem(fault, root, file, model) for fault in _one_each(error.errors())]
        return loaded, (*problems, *dict.fromkeys(found))
    return loaded, tuple(problems) or (value,)


def _one_each(faults: list[dict]) -> list[dict]:
    """The faults without the missing key of each misspelt one, and without lists short for their broken items."""
    misspelt = {fault["loc"][:-1]: [] for fault in faults if fault["type"] == "extra_forbidden"}
    for fault in faults:
        if fault["type"] == "extra_forbidden":
            misspelt[fault["loc"][:-1]].append(str(fault["loc"][-1]))
    inner = {fault["loc"][:length] for fault in faults for length in range(len(fault["loc"]))}
    return [
        fault
        for fault in faults
        if not (fault["type"] == "too_short" and fault["loc"] in inner)
        if fault["type"] != "missing"
        or not get_close_matches(str(fault["loc"][-1]), misspelt.get(fault["loc"][:-1], ()))
    ]


_FORM_HINT = "Type small letters, digits and hyphens."
_TYPES = {
    "string_type": ("A text is expected here.", 'Put it in "quotes" if it looks like a number, true, false or null.'),
    "int_type": ("A whole number is expected here.", "Type digits only, without quotes."),
    "bool_type": ("true or false is expected here.", "Type true or false."),
    "tuple_type": ("A list is expected here.", "Write - before each item, or [one, two]."),
    "dict_type": ("A mapping is expected here.", "Write key: value, one a line."),
    "model_type": ("A mapping is expected here.", "Write key: value, one a line, or {key: value}."),
    "string_too_short": ("This value is empty.", "Fill it in or remove the key."),
    "too_short": ("This list is empty.", "Give at least one item, or remove the key."),
}


def _problem(fault: dict, root: Node, file: SourceFile, model: type[Part]) -> Problem:
    path, of_key = _real_path(root, fault["loc"]), fault["type"] == "extra_forbidden" or "[key]" in fault["loc"]
    return Problem(file.path, *strict_yaml.locate(root, path, key=of_key), *_told(fault, model))


def _told(fault: dict, model: type[Part]) -> tuple[str, str, str]:
    """The code, message and hint for what pydantic found."""
    kind, given, context = fault["type"], fault["input"], fault.get("ctx", {})
    key, described = str(fault["loc"][-1]), _describe(model, fault["loc"])
    if kind == "extra_forbidden":
        known = _keys_at(model, fault["loc"][:-1])
        return "unknown-key", f"The key {key!r} is not known here.", nearest(key, known) or _all(known)
    if kind == "missing":
        return "missing-key", f"The key {key!r} is missing here.", described
    if kind in _TYPES:
        return "wrong-type", *_TYPES[kind]
    if kind == "string_too_long":
        return "wrong-type", "This value is too long.", f"Shorten it to {context['max_length']} characters."
    if kind in ("literal_error", "enum"):
        words = re.findall(r"'([^']*)'", context.get("expected", ""))
        return "unknown-word", f"{given!r} is not one of the words allowed here.", nearest(given, words)
    if kind == "string_pattern_mismatch" and "[a-z0-9]" in context.get("pattern", ""):
        return "bad-id", f"{given!r} cannot be an id.", _id_hint(str(given))
    if kind == "string_pattern_mismatch":
        return "wrong-value", f"{given!r} is not in the form wanted here.", described or _FORM_HINT
    return _CODES.get(kind, "wrong-value"), _sentence(fault["msg"]), _sentence(context.get("hint", "")) or described


_CODES = {"date": "bad-date", "count": "bad-count", "lines": "bad-lines", "degrees": "wrong-type"}


def _real_path(root: Node, loc: tuple) -> Path:
    """The part of pydantic's path that exists in the file (a last missing step included)."""
    node, path = root, []
    for step in loc:
        if step == "[key]":
            break
        path.append(step)
        if step not in node.children:
            break
        node = node.children[step]
    return tuple(path)


def _all(known: tuple[str, ...]) -> str:
    return f"Known here: {', '.join(known)}." if known else "Remove it."


def _keys_at(model: type[Part], loc: tuple) -> tuple[str, ...]:
    part = _model_at(model, loc)
    return tuple(info.alias or name for name, info in part.model_fields.items()) if part else ()


def _describe(model: type[Part], loc: tuple) -> str:
    part = _model_at(model, loc[:-1])
    if not part:
        return ""
    names = {info.alias or name: name for name, info in part.model_fields.items()}
    return described(part).get(names.get(loc[-1], ""), "")


@lru_cache(maxsize=512)
def _model_at(model: type[Part], loc: tuple) -> type[Part] | None:
    """The model that stands at the end of a path, found through the annotations."""
    current: list[type[Part]] = [model]
    for step in loc:
        steps = [info for part in current for name, info in part.model_fields.items() if (info.alias or name) == step]
        if steps:
            current = list(_models_in(steps[0].annotation))
    return current[0] if current else None


def _models_in(annotation: object) -> tuple[type[Part], ...]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return (annotation,)
    return tuple(found for inner in getattr(annotation, "__args__", ()) for found in _models_in(inner))


def _id_fault(id: str) -> str:
    if id in RESERVED_NAMES or id.lower() in RESERVED_NAMES:
        return f"{id!r} is reserved"
    if not re.fullmatch(ID_PATTERN.strip("^$"), id):
        return "an id has small letters, digits and single hyphens"
    return "it has more than 80 characters" if len(id) > 80 else ""


def _id_hint(id: str) -> str:
    slug = _slug(id)
    return f"Type {slug!r}." if slug and slug not in RESERVED_NAMES and slug != id else "Choose another name."


def _slug(text: str) -> str:
    """The id nearest to a text; empty where it holds neither a letter nor a digit of an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80].strip("-")


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if not text or text.endswith((".", "?", "!")) else ".")
