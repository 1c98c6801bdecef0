"""JSON Schema for editors' programs: one per record type, made from the same models that `check` reads with."""

import json
from collections.abc import Mapping
from typing import Any

from muniment.described import DescribedSchema
from muniment.records import RECORD_TYPES
from muniment.records.base import Part
from muniment.records.vocabulary import Vocabulary


def schemas(vocabulary: Vocabulary | None, ids: Mapping[str, str]) -> dict[str, str]:
    """The schema files by name; words of the vocabulary and ids of records are listed so that they complete.

    `ids` gives each record's id and type.
    """
    models: dict[str, type[Part]] = {kind.name: kind.model for kind in RECORD_TYPES} | {"vocabulary": Vocabulary}
    return {f"{name}.json": _schema(model, vocabulary, ids) for name, model in models.items()}


def _schema(model: type[Part], vocabulary: Vocabulary | None, ids: Mapping[str, str]) -> str:
    schema = model.model_json_schema(by_alias=True, mode="validation", schema_generator=DescribedSchema)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": model.__name__}
    return json.dumps(_completed(head | schema, vocabulary, ids), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _completed(node: Any, vocabulary: Vocabulary | None, ids: Mapping[str, str]) -> Any:
    """The schema with the words or ids that may stand there for each mark of ours; where keys are ids, no others."""
    if isinstance(node, list):
        return [_completed(item, vocabulary, ids) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _completed(value, vocabulary, ids) for key, value in node.items()}
    if (refs := node.pop("x-ref", None)) is not None:
        node["enum"] = sorted(id for id, type in ids.items() if type in refs)
    if (term := node.pop("x-term", None)) is not None and vocabulary is not None:
        node["enum"] = list(getattr(vocabulary, term))
    node.pop("x-claim", None)
    if "patternProperties" in node:
        node["additionalProperties"] = False
    return node
