import json
import sys

from tools import check_notebooks, stage

PIPELINE = (stage.ROOT / "pipeline.yaml").read_text()


def test_setup_is_found_before_there_is_a_yaml_parser(monkeypatch):
    expected = stage.read_commands(PIPELINE)["setup"]
    monkeypatch.setitem(sys.modules, "yaml", None)

    assert stage.read_commands(PIPELINE) == {"setup": expected}


def test_the_stages_are_those_of_the_contract():
    names = list(stage.read_commands(PIPELINE))

    assert names == ["setup", "lint", "test", "train", "evaluate", "package", "serve"]


def test_notebooks_stay_in_their_folder_and_without_outputs(tmp_path):
    (tmp_path / "notebooks").mkdir()
    clean = {"cells": [{"outputs": [], "execution_count": None}]}
    used = {"cells": [{"outputs": [{"text": "42"}], "execution_count": 1}]}
    (tmp_path / "notebooks" / "clean.ipynb").write_text(json.dumps(clean))
    assert check_notebooks.find_problems(tmp_path) == []

    (tmp_path / "notebooks" / "used.ipynb").write_text(json.dumps(used))
    (tmp_path / "stray.ipynb").write_text(json.dumps(clean))
    problems = check_notebooks.find_problems(tmp_path)
    assert ["has outputs" in problems[0], "belong in" in problems[1]] == [True, True]
