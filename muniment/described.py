"""What the text below each field of a model says of it: hints and editors' schemas show it.

Read when it is wanted, one module at a time: pydantic would read it for every model at every start, which takes
longer than importing pydantic.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue


def described(model: type[BaseModel]) -> dict[str, str]:
    """The description of each field of a model by the field's name, inherited ones among them."""
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        found |= _in_module(one.__module__).get(one.__qualname__.partition("[")[0], {})
    return found | {name: info.description for name, info in model.model_fields.items() if info.description}


class DescribedSchema(GenerateJsonSchema):
    """JSON Schema with the descriptions of the fields."""

    def model_schema(self, schema: dict) -> JsonSchemaValue:
        made = super().model_schema(schema)
        texts, fields = described(schema["cls"]), schema["cls"].model_fields
        for name, info in fields.items():
            place = made.get("properties", {}).get(info.alias or name)
            if place is not None and name in texts:
                place["description"] = texts[name]
        return made


@cache
def _in_module(name: str) -> Mapping[str, dict[str, str]]:
    """The texts below the fields of each class of a module of ours."""
    if not name.startswith("muniment."):
        return {}
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {node.name: dict(_texts(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _texts(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, text in zip(node.body, node.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            yield field.target.id, inspect.cleandoc(str(text.value.value))  # type: ignore[attr-defined]
