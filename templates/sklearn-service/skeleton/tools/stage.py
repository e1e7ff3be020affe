"""
Runs stages of `pipeline.yaml`: `python tools/stage.py lint test`, or `all`.

The Makefile and CI call this, so that every command stands in one place.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def read_commands(text: str) -> dict[str, str]:
    """The command of every stage by its name, in order, and that of `serve`."""
    try:
        import yaml
    except ModuleNotFoundError:
        # Before setup has run there is no YAML parser: setup's own line is read without one.
        found = re.search(r"name: setup, run: ([^,}]+)", text)
        return {"setup": found[1].strip()} if found else {}
    pipeline = yaml.safe_load(text)
    commands = {stage["name"]: stage["run"] for stage in pipeline["stages"]}
    return {**commands, "serve": pipeline["serve"]["run"]}


def run(command: str) -> int:
    """Runs a command as a pipeline engine does: from the root, with this Python first in PATH."""
    bin_folder = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": bin_folder + os.pathsep + os.environ.get("PATH", "")}
    return subprocess.run(command, shell=True, cwd=ROOT, env=environment).returncode  # noqa: S602


def main(names: list[str]) -> int:
    """Runs the stages one after another, up to the first that fails."""
    commands = read_commands((ROOT / "pipeline.yaml").read_text())
    if names == ["all"]:
        names = [name for name in commands if name not in ("setup", "serve")]
    for name in names:
        if name not in commands:
            print(f"no stage {name!r} (is setup done?); there are: {', '.join(commands)}")
            return 2
        print(f"--- {name}: {commands[name]}", flush=True)
        code = run(commands[name])
        if code != 0:
            print(f"--- {name} failed with code {code}")
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else __doc__)
