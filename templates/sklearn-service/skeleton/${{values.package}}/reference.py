"""`reports/reference.jsonl`: what normal looks like, for drift to be measured against."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from .data import Flights
from .model import Model
from .settings import REFERENCE_FILE
from .signature import PREDICTION, SCORE, TARGET
from .train import fit_each

ROWS_MAX = 10_000  # what is read of such a file; holds a 1 % category within ± 0.2 points


def write_reference(
    training: Flights, model: Model, delay_minutes: int, path: Path = REFERENCE_FILE
) -> int:
    """
    Writes every k-th flight of the training window with its prediction and its outcome.

    :returns: the number of rows written.
    """
    count = min(ROWS_MAX, len(training))
    positions = np.linspace(0, len(training) - 1, count).astype(np.int64)
    probability = held_out_probability(training, positions, delay_minutes)
    sample = training.select(positions)
    columns = zip(
        probability.tolist(),
        model.decide(probability).tolist(),
        sample.is_delayed(delay_minutes).tolist(),
        strict=True,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        for position, (score, decision, outcome) in enumerate(columns):
            row = {
                "inputs": sample.row(position),
                "outputs": {PREDICTION: decision, SCORE: score},
                "target": {TARGET["name"]: outcome},
            }
            file.write(json.dumps(row) + "\n")
    return count


def held_out_probability(
    training: Flights, positions: np.ndarray, delay_minutes: int
) -> np.ndarray:
    """
    Predicts flights of the training window with a model that was fit on the other weeks.

    The final model has seen these flights and would be too sure of itself: its scores would
    look like drift from the first day. Whole weeks are held out, because flights of one day
    share their weather and their delays.
    """
    week = (training.day - training.day[0]).astype(np.int64) // 7
    parity = week % 2
    probability = np.empty(len(positions))
    asked = np.unique(parity[positions])
    others = [training.select(parity != held_out) for held_out in asked]
    for held_out, model in zip(asked, fit_each(others, delay_minutes), strict=True):
        rows = parity[positions] == held_out
        probability[rows] = model.predict_probability(training.select(positions[rows]).inputs)
    return probability
