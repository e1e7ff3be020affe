"""
Notebooks are for looking, not for shipping: they live in `notebooks/` and hold no outputs.

Outputs hide data in the history and make every diff unreadable. (That nothing imports from a
notebook is ruff's rule TID251 in pyproject.toml.)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {".git", ".venv", "build", "dist", ".ipynb_checkpoints"}


def find_problems(root: Path) -> list[str]:
    """One sentence per notebook that breaks a rule."""
    problems = []
    for path in sorted(root.rglob("*.ipynb")):
        place = path.relative_to(root)
        if SKIPPED & set(place.parts):
            continue
        if place.parts[0] != "notebooks":
            problems.append(f"{place}: notebooks belong in notebooks/")
        cells = json.loads(path.read_text()).get("cells", [])
        if any(cell.get("outputs") or cell.get("execution_count") for cell in cells):
            problems.append(f"{place}: has outputs; run `pre-commit run nbstripout --all-files`")
    return problems


if __name__ == "__main__":
    found = find_problems(ROOT)
    print("\n".join(found) or "notebooks: fine")
    sys.exit(1 if found else 0)
