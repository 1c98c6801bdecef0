"""Write docs/problems.md: every kind of problem, with what the program prints for its example.

    .venv/bin/python tools/problems.py

To be run after a change of muniment/problems/catalogue.toml or of a message; a test tells when it was forgotten.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from muniment.problems.explained import page  # noqa: E402

if __name__ == "__main__":
    (ROOT / "docs/problems.md").write_text(page(), encoding="utf-8")
