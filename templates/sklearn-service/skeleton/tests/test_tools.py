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
    def save(path, **cell):
        content = {"cells": [{"outputs": [], "execution_count": None, **cell}]}
        (tmp_path / path).write_text(json.dumps(content))

    (tmp_path / "notebooks").mkdir()
    save("notebooks/clean.ipynb")
    assert check_notebooks.find_problems(tmp_path) == []

    save("notebooks/run.ipynb", execution_count=1)
    save("notebooks/used.ipynb", outputs=[{"text": "42"}])
    save("stray.ipynb")
    problems = check_notebooks.find_problems(tmp_path)
    assert [problem.split(";")[0] for problem in problems] == [
        "notebooks/run.ipynb: has outputs",
        "notebooks/used.ipynb: has outputs",
        "stray.ipynb: notebooks belong in notebooks/",
    ]
