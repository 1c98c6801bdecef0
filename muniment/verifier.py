#!/usr/bin/env python3
"""Confirms every quotation of this archive against its documents. Needs nothing but Python 3.8 or newer.

    python3 verify.py

1. Each file is the one that the manifest names (BagIt, RFC 8493).
2. Each quotation stands in its document's text, character by character, at the place given.
3. Each document's text is made of the characters of its seed file, in their order, within the lines given.

The program that built the archive is not needed, and none of it is used here.
"""

import hashlib
import json
import sys
from pathlib import Path


def main() -> int:
    """The exit code: 0 if all is confirmed."""
    top = Path(__file__).resolve().parent
    held = json.loads((top / "quotations.json").read_text(encoding="utf-8"))
    faults = [*wrong_files(top.parent), *wrong_texts(top, held["documents"])]
    confirmed, open_, wrong = quotations(top, held["quotations"])
    for fault in faults + wrong:
        print(fault)
    print(f"{confirmed} quotations stand in their documents, word for word.")
    if open_:
        print(f"{open_} quotations are from documents whose text this archive may not hold: not checked.")
    print("Something is wrong: see above." if faults or wrong else "Nothing is wrong.")
    return 1 if faults or wrong else 0


def wrong_files(bag: Path) -> list:
    """A line for each file that is not as the manifest says, missing, or in no manifest."""
    manifest = {}
    for line in (bag / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        manifest[name] = digest
    found = {path.relative_to(bag).as_posix(): path for path in (bag / "data").rglob("*") if path.is_file()}
    changed = [name for name in manifest.keys() & found.keys() if hash_of(found[name]) != manifest[name]]
    return [
        *(f"changed: {name}" for name in sorted(changed)),
        *(f"missing: {name}" for name in sorted(manifest.keys() - found.keys())),
        *(f"not in the manifest: {name}" for name in sorted(found.keys() - manifest.keys())),
    ]


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wrong_texts(top: Path, documents: dict) -> list:
    """A line for each document whose text is not made of its seed."""
    wrong = []
    for id, document in sorted(documents.items()):
        seed = top / "seeds" / document["seed"]
        if document["held"] and seed.is_file():
            lines = text_of(seed).split("\n")[document["first_line"] - 1 : document["last_line"]]
            if not made_of(text_of(top / "documents" / (id + ".txt")), "\n".join(lines)):
                wrong.append(
                    f"documents/{id}.txt is not made of lines {document['first_line']} to "
                    f"{document['last_line']} of seeds/{document['seed']}"
                )
    return wrong


def text_of(path: Path) -> str:
    """A text with its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def made_of(text: str, seed: str) -> bool:
    """Whether all characters of `text` but white space stand in `seed` in this order."""
    rest = iter(seed)
    return all(character in rest for character in text if not character.isspace())


def quotations(top: Path, claims: list) -> tuple:
    """How many are confirmed, how many cannot be checked, and a line for each that is wrong."""
    texts, confirmed, unheld, wrong = {}, 0, 0, []
    for claim in claims:
        path = top / "documents" / (claim["document"] + ".txt")
        if not path.is_file():
            unheld += 1
            continue
        if path not in texts:
            texts[path] = text_of(path)
        text = texts[path]
        if all(text[piece["start"] : piece["end"]] == piece["text"] for piece in claim["pieces"]):
            confirmed += 1
        else:
            wrong.append(f"{claim['claim']} does not stand in {claim['document']} as it is quoted")
    return confirmed, unheld, wrong


if __name__ == "__main__":
    sys.exit(main())
