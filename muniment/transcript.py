"""The displayed text of a document: blocks in order, each character with its place in the seed file.

The text is the document's own. What is taken off (markup, the line breaks of a broken paragraph) is recorded in the
runs that tie displayed characters to seed characters; nothing is corrected.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from muniment.records.document import Document, Layout, Role
from muniment.source import SourceFile
from muniment.text import BREAK, Folded, fold_quotation


class Run(Struct, frozen=True):
    """Displayed characters from `shown` on are the seed's characters from `seed` on, as far as the next run."""

    shown: int
    seed: int


class Block(Struct, frozen=True):
    """A paragraph, heading, caption or other part, with its place in the displayed text.

    `number` counts the paragraphs of the body from 1 and is 0 elsewhere; `anchor` is its permanent address on the page.
    """

    role: Role
    anchor: str
    number: int
    start: int
    end: int
    lines: tuple[int, int]
    lang: str | None = None
    joined: bool = False
    note: str | None = None


class Transcript(Struct, frozen=True):
    """A document's displayed text, `BREAK` between its blocks."""

    text: str
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...]
    folded: Folded
    starts: tuple[int, ...]
    """Where each block starts in the text."""

    def block_at(self, offset: int) -> Block:
        """The block that holds a displayed character."""
        return self.blocks[bisect_right(self.starts, offset) - 1]

    def block_text(self, block: Block) -> str:
        """The displayed text of a block."""
        return self.text[block.start : block.end]

    def folded_texts(self) -> Sequence[str]:
        """The folded text of each block, white space at both ends removed."""
        texts = self.folded.text.split("\n")
        if len(texts) != len(self.blocks):  # a block folded to nothing, and the breaks around it to one
            texts = [fold_quotation(self.block_text(block)).text for block in self.blocks]
        return [text.strip() for text in texts]

    def seed_offset(self, offset: int) -> int:
        """The place in the seed file, in characters from 0, of a displayed character."""
        run = self.runs[bisect_right(self.runs, offset, key=lambda run: run.shown) - 1]
        return run.seed + offset - run.shown

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The paragraphs of the body."""
        return tuple(block for block in self.blocks if block.number)


class LayoutFault(Struct, frozen=True):
    """A fault of the document record against its seed; `row` is the layout row, None for the record's own lines."""

    code: str
    message: str
    hint: str
    row: int | None = None
    key: str = "lines"


def transcribe(document: Document, seed: SourceFile) -> tuple[Transcript | None, tuple[LayoutFault, ...]]:
    """The displayed text of the slice that a document record describes, or what is wrong with the description."""
    lines = _CONTROLS.sub("\ufffd", seed.text).split("\n")
    faults = tuple(_faults(document, lines))
    if faults:
        return None, faults
    line_starts = _line_starts(lines)
    text: list[str] = []
    blocks: list[Block] = []
    runs: list[Run] = []
    length = 0
    counters: dict[str, int] = {}
    for role, first, last, row in _rows(document, lines):
        pieces = list(_pieces(lines, line_starts, first, last, document.markup, role))
        if blocks:
            text.append(BREAK)
            length += len(BREAK)
        start = length
        glue = {"space": " ", "nothing": ""}.get(row.join, " ") if row and row.join else " "
        for index, (piece, piece_runs) in enumerate(pieces):
            if index:
                text.append(glue)
                length += len(glue)
            runs += [Run(length + shown, seed_at) for shown, seed_at in piece_runs]
            text.append(piece)
            length += len(piece)
        counters[role] = counters.get(role, 0) + 1
        prefix = "p" if role == "paragraph" else role
        blocks.append(
            Block(
                role,
                f"{prefix}{counters[role]}",
                counters[role] if role == "paragraph" else 0,
                start,
                length,
                (first, last),
                row.lang if row else None,
                bool(row and row.join),
                row.note if row else None,
            )
        )
    shown = "".join(text)
    starts = tuple(block.start for block in blocks)
    return Transcript(shown, tuple(blocks), tuple(runs), fold_quotation(shown), starts), ()


def _faults(document: Document, lines: list[str]) -> Iterator[LayoutFault]:
    slice_, body, end = document.lines, document.body, len(lines)
    if slice_.last > end:
        yield LayoutFault(
            "slice-outside-seed",
            f"The slice ends at line {slice_.last}; the seed file has {end} lines.",
            f"Type {slice_.first}-{end}.",
        )
        return
    if body.first not in slice_ or body.last not in slice_:
        yield LayoutFault(
            "slice-outside-seed",
            f"The body {body} lies outside the slice {slice_}.",
            f"Type lines within {slice_}.",
            key="body",
        )
    taken: set[int] = set()
    for index, row in enumerate(document.layout):
        if row.lines.first not in slice_ or row.lines.last not in slice_:
            yield LayoutFault(
                "slice-outside-seed",
                f"The lines {row.lines} lie outside the slice {slice_}.",
                f"Type lines within {slice_}.",
                index,
            )
            continue
        if not any(lines[line - 1].strip() for line in range(row.lines.first, row.lines.last + 1)):
            yield LayoutFault("empty-lines", f"The lines {row.lines} are blank.", "Name lines that hold text.", index)
        named = range(row.lines.first, row.lines.last + 1)
        if twice := [line for line in named if line in taken]:
            message = f"Line {twice[0]} stands in two rows of the layout."
            yield LayoutFault("slice-overlap", message, "Name each line once.", index)
        taken.update(named)
    for line in range(slice_.first, slice_.last + 1):
        if lines[line - 1].strip() and line not in body and line not in taken:
            shown = lines[line - 1].strip()[:40]
            yield LayoutFault(
                "line-without-role",
                f"Line {line} ({shown!r}) lies outside the body and has no role.",
                f"Add to layout: - {{lines: {line}, is: byline}} (or title, letterhead, dateline, caption …).",
            )


def _rows(document: Document, lines: list[str]) -> Iterator[tuple[Role, int, int, Layout | None]]:
    """The blocks of the slice in order: role, first and last line, and the layout row that made it, if any."""
    rows = {row.lines.first: row for row in document.layout}
    line = document.lines.first
    while line <= document.lines.last:
        row = rows.get(line)
        if row and row.join:
            yield row.role, line, row.lines.last, row
            line = row.lines.last + 1
            continue
        last = row.lines.last if row else line
        for each in range(line, last + 1):
            if lines[each - 1].strip():
                yield row.role if row else "paragraph", each, each, row
        line = last + 1


_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
"""Control characters have no place in a page (HTML Standard, 13.2.3.5): each is shown as the replacement character."""

Piece = tuple[str, list[tuple[int, int]]]
"""Displayed characters, with the places (shown, seed) at which a run starts."""


def _pieces(lines: list[str], starts: list[int], first: int, last: int, markup: str, role: Role) -> Iterator[Piece]:
    for line in range(first, last + 1):
        raw = lines[line - 1]
        body = raw.strip()
        if body:
            yield _undo(body, starts[line - 1] + raw.index(body), markup)


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKDOWN = re.compile(
    r"\\([!-/:-@\[-`{-~])"  # an escape: its character stays
    r"|^\#{1,6}[ \t]+"  # the sign of a heading
    r"|(?:\*{1,3}|_{2,3})(?=\S)|(?<=\S)(?:\*{1,3}|_{2,3})"  # emphasis
    r"|\[([^\]]*)\]\(\S*?\)"  # a link: its text stays
)


def _undo(body: str, offset: int, markup: str) -> Piece:
    """The text with its markup undone; `offset` is the place of its first character in the seed."""
    if markup == "plain":
        return body, [(0, offset)]
    shown: list[str] = []
    runs: list[tuple[int, int]] = []
    length = position = 0
    for match in (_ESCAPED if markup == "escaped" else _MARKDOWN).finditer(body):
        keep = [(position, match.start())]
        if match.lastindex:
            keep.append(match.span(match.lastindex))
        for start, end in keep:
            if end > start:
                runs.append((length, offset + start))
                shown.append(body[start:end])
                length += end - start
        position = match.end()
    if position < len(body):
        runs.append((length, offset + position))
        shown.append(body[position:])
    return "".join(shown), runs


def _line_starts(lines: list[str]) -> list[int]:
    starts, total = [], 0
    for line in lines:
        starts.append(total)
        total += len(line) + 1
    return starts
