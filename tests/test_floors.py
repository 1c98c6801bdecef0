"""The floors of the house: imports point down this list and nowhere else."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "muniment"
FLOORS = [
    "cli",
    "serve",
    "problems",
    "report",
    "tasks",
    "printing",
    "search",
    "publish",
    "pipeline",
    "alone",
    "render",
    "pages",
    "export",
    "draw",
    "rename",
    "drafts",
    "skeleton",
    "cite",
    "schema",
    "dossier",
    "verifier",
    "verify",
    "findings",
    "published",
    "resolve",
    "site",
    "mentions",
    "quotes",
    "transcript",
    "parse",
    "records",
    "basemap",
    "source",
    "settings",
    "shelf",
    "described",
    "strict_yaml",
    "yaml_faults",
    "memo",
    "together",
    "dates",
    "date_words",
    "counts",
    "addresses",
    "text",
    "diagnostics",
]
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if PACKAGE / "skeleton/project" not in path.parents)
WALLS = {
    "jinja2": {"render"},
    "markdown": {"render"},
    "nh3": {"render"},
    "pydantic": {"records", "settings", "described", "parse"},
    "ahocorasick": {"mentions"},
    "click": {"cli"},
    "rich": {"cli"},
    "yaml": {"strict_yaml", "yaml_faults"},
    "pagefind_bin": {"search"},
    "networkx": {"draw"},
    "numpy": {"draw"},
    "watchdog": {"serve"},
}


def floor(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{name.name}" for name in node.names]
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_imports_point_down_the_floors(module):
    own = floor(module)
    if own == "__init__":
        return
    assert own in FLOORS, f"{own} has no floor: add it to FLOORS"
    for name in imports(module):
        if name.startswith("muniment.") and (target := name.split(".")[1]) in FLOORS and target != own:
            assert FLOORS.index(target) > FLOORS.index(own), f"{own} imports {target}, which lies above it"


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_each_library_lives_behind_one_wall(module):
    for name in imports(module):
        library = name.split(".")[0]
        assert floor(module) in WALLS.get(library, {floor(module)}), f"{library} is used outside its wall"
