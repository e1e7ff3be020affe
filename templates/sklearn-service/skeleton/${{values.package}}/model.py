"""The model itself: a classifier, the categories it knows and its decision threshold."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from .settings import MODEL_FILE
from .signature import INPUTS, Columns

# A skops file runs no code, but it may name types to build. These, and no others, belong
# to a gradient-boosting model with categories; anything else in the file is refused.
TRUSTED_TYPES = [
    "functools.partial",
    "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
    "sklearn.utils.validation.check_array",
]


@dataclass(frozen=True)
class Model:
    """Predicts from columns of raw values, in training and in serving alike."""

    classifier: HistGradientBoostingClassifier
    categories: dict[str, list[str]]
    threshold: float

    def predict_probability(self, columns: Columns) -> NDArray[np.float64]:
        """The probability of a delay, per row."""
        matrix = encode(columns, self.categories)
        probability: NDArray[np.float64] = self.classifier.predict_proba(matrix)[:, 1]
        return probability

    def decide(self, probability: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether that is likely enough to say "delayed"."""
        decision: NDArray[np.bool_] = probability >= self.threshold
        return decision

    def save(self, path: Path = MODEL_FILE) -> None:
        """Writes the model; the same model gives the same bytes."""
        state = {
            "classifier": self.classifier,
            "categories": self.categories,
            "threshold": self.threshold,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_canonical(skops.io.dumps(state)))


def load_model(path: Path = MODEL_FILE) -> Model:
    """
    Reads a model.

    :raises skops.io.exceptions.UntrustedTypesFoundException: when the file names other types.
    """
    return Model(**skops.io.load(path, trusted=TRUSTED_TYPES))


def encode(columns: Columns, categories: dict[str, list[str]]) -> NDArray[np.float64]:
    """One row per example, one column per input; a missing value or a new category is NaN."""
    rows = max((len(values) for values in columns.values()), default=0)
    matrix = np.full((rows, len(INPUTS)), np.nan)
    for position, field in enumerate(INPUTS):
        values = columns.get(field.name)
        if values is None:
            continue
        if field.type == "string":
            codes = {category: code for code, category in enumerate(categories[field.name])}
            values = [codes.get(value, np.nan) for value in values]
        matrix[:, position] = np.asarray(values, dtype=np.float64)
    return matrix


def _canonical(archive: bytes) -> bytes:
    """skops numbers objects by their address and stamps files with the time; neither may count."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    schema = json.loads(files.pop("schema.json"))
    new_names: dict[str, str] = {}
    _renumber(schema, new_names, itertools.count(), {})
    contents = {new_names[name]: data for name, data in files.items()}
    contents["schema.json"] = json.dumps(schema).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as canonical:
        for name, content in sorted(contents.items()):
            canonical.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def _renumber(
    node: Any, new_names: dict[str, str], numbers: Iterator[int], number_of: dict[int, int]
) -> None:
    """
    Numbers objects in the order in which they are met, in place.

    Only a node that says it repeats an earlier one keeps that one's number: whether two equal
    texts happen to be one object is up to the Python that wrote them.
    """
    if isinstance(node, dict):
        if "__id__" in node:
            if node["__loader__"] != "CachedNode":
                number_of[node["__id__"]] = next(numbers)
            node["__id__"] = number_of[node["__id__"]]
        if "file" in node:
            node["file"] = new_names.setdefault(node["file"], f"{len(new_names)}.npy")
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, dict | list):
            _renumber(child, new_names, numbers, number_of)
