"""What keeps a text from being read as YAML, told at the place where it is mended, with what to type.

A reader of YAML notices a missing colon or a mark that is not closed only lines later.
"""

import re
from contextlib import suppress

import yaml
from msgspec import Struct
from yaml.events import ScalarEvent

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Place = tuple[int, int]
"""Line and column, both from 1, the column in characters."""
_CLOSE = "Type the same mark, straight, at the end of the text."
_COMMA = 'Type a comma before each further key, as in {a: 1, b: 2}; put a text that holds ": " in "quotes".'
_KEY = re.compile(r"\s*(?::|[\w-]+:)\s")
"""A key, or the colon after one."""


class Fault(Struct, frozen=True):
    """What is wrong with a file as YAML, and where."""

    place: Place
    code: str
    message: str
    hint: str = ""


def syntax_fault(error: Exception, text: str) -> Fault:
    """What kept a text from being read, at the place where it can be mended."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    if mark is None:
        return Fault(_character(error, text), "yaml-syntax", f"This is not YAML: {what}.", "Remove the character.")
    lines = text.removesuffix("\n").split("\n")
    line = lines[min(mark.line, len(lines) - 1)]
    if "\t" not in line and (begun := _begun(error, text)):
        return begun
    place = (mark.line + 1, mark.column + 1) if mark.line < len(lines) else (len(lines), len(line) + 1)
    return Fault(place, "yaml-syntax", f"This is not YAML: {what}.", _advice(what, line))


def _begun(error: yaml.MarkedYAMLError, text: str) -> Fault | None:
    """The fault where it began, of what is noticed only later: a key without a colon, a mark that is not closed."""
    context, start, found = error.context or "", error.context_mark, error.problem_mark
    if "simple key" in context:
        hint = "Type a colon and a space after the key; where a text goes on in this line, indent the line."
        return Fault(_at(start), "yaml-syntax", "This is not YAML: no colon follows the key.", hint)
    if "quoted scalar" in context:
        return Fault(_at(start), "yaml-syntax", "This is not YAML: the quotation mark here is not closed.", _CLOSE)
    if "flow mapping" in context and found.line == start.line and _KEY.match(text, found.index):
        return Fault(_at(found), "yaml-syntax", "This is not YAML: no comma stands before this key.", _COMMA)
    last = _last_scalar(text)
    if last and last.style in ("'", '"') and last.end_mark.line == found.line:
        if last.start_mark.line < found.line:
            message = f"This is not YAML: the quotation mark here is closed only in line {found.line + 1}."
            return Fault(_at(last.start_mark), "yaml-syntax", message, _CLOSE)
        if found.index - last.end_mark.index <= 1:
            message = "This is not YAML: the text in quotation marks ends before this."
            return Fault(_at(found), "yaml-syntax", message, "Inside such a text, type typographic marks: “ ” ’.")
    if "parsing a flow" in context and found.line > start.line:
        sign, end = ("[", "]") if "sequence" in context else ("{", "}")
        message = f"This is not YAML: the bracket {sign} here is not closed."
        return Fault(
            _at(start), "yaml-syntax", message, f"Type {end} where it ends, and a comma between what it holds."
        )
    return None


def _last_scalar(text: str) -> ScalarEvent | None:
    """The last key or value that can be read of a text with a fault."""
    stream, last = LOADER(text), None
    with suppress(yaml.YAMLError):
        while (event := stream.get_event()) is not None:
            last = event if isinstance(event, ScalarEvent) else last
    stream.dispose()
    return last


def _character(error: Exception, text: str) -> Place:
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return 1, 1
    before = text[:position] if position <= len(text) else text
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _advice(what: str, line: str) -> str:
    if "\t" in line:
        return "Indent with spaces: YAML does not take tabs."
    if "mapping values are not allowed" in what:
        if line.count(": ") + line.endswith(":") < 2:
            return "Indent this line as what it belongs to; in the line above, look for a colon without a space."
        return 'Put a text that holds ": " in "quotes".'
    if re.search(r":\s*[>|]\s*=?\s*\d", line) or re.search(r"[:\[,-]\s*[@`%&*!>|]", line):
        return 'Put a value that starts with > | @ ` % & * or ! in "quotes".'
    if "did not find expected" in what:
        return (
            "Look at this line and the one above: indentation, a missing colon, a quotation mark or bracket not closed."
        )
    return "Look at this line and the one above it."


def _at(mark: yaml.Mark) -> Place:
    return mark.line + 1, mark.column + 1
