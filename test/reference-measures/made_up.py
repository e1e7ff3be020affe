"""Writes reference-measures.json: measures of made-up counts and rows."""

import json

import numpy as np
import scipy
import sklearn
from scipy.stats import chi2
from sklearn import metrics

from measures import (
    FIXTURES,
    binary_measures,
    class_measures,
    drift_measures,
    regression_measures,
)

random = np.random.default_rng(20130101)


def drift_case(name, window, reference):
    return {
        "name": name,
        "window": np.asarray(window).tolist(),
        "reference": np.asarray(reference).tolist(),
        **drift_measures(window, reference),
    }


def drawn(name, size, reference_size, shares, reference_shares):
    return drift_case(
        name,
        random.multinomial(size, shares),
        random.multinomial(reference_size, reference_shares),
    )


def drift_cases():
    ten = np.full(10, 0.1)
    tilted = np.linspace(1, 2, 10) / np.linspace(1, 2, 10).sum()
    wide = random.dirichlet(np.ones(53))
    return [
        drift_case("equal", [50, 30, 20], [500, 300, 200]),
        drift_case("two bins", [700, 300], [5000, 5000]),
        drift_case("empty bins", [0, 40, 60, 0], [30, 0, 70, 0]),
        drift_case("disjoint", [600, 0, 0], [0, 900, 100]),
        drawn("no shift", 800, 10_000, ten, ten),
        drawn("small sample", 50, 10_000, ten, ten),
        drawn("tilted", 5_000, 10_000, tilted, ten),
        drawn("tilted and large", 2_000_000, 10_000, tilted, ten),
        drawn("many categories", 3_000, 10_000, wide, wide),
        drawn("many categories, shifted", 3_000, 10_000, wide[::-1], wide),
    ]


def tail_cases():
    return [
        {"x": x, "degreesOfFreedom": k, "tail": float(chi2.sf(x, k))}
        for k in (1, 2, 3, 9, 13, 53, 500)
        for x in (0.001, 0.5, 1, 3, 10, 50, 100, 400, 700, 1300)
    ]


def far_from_zero(rows=1_000):
    """Targets whose spread is a millionth of them; a generator of its own."""
    own = np.random.default_rng(20130102)
    actual = 1e6 + own.normal(0, 1, rows)
    predicted = actual + own.normal(0.1, 0.5, rows)
    return {
        "actual": actual.tolist(),
        "predicted": predicted.tolist(),
        "measures": regression_measures(actual, predicted),
    }


def quality_cases():
    actual = random.random(300) < 0.22
    score = np.round(np.clip(0.22 + 0.25 * actual + random.normal(0, 0.18, 300), 0, 1), 4)
    predicted = score >= 0.5
    binary = {
        "actual": actual.astype(int).tolist(),
        "predicted": predicted.astype(int).tolist(),
        "score": score.tolist(),
        "measures": binary_measures(actual, predicted, score),
        "exactRocAuc": metrics.roc_auc_score(actual, score),
    }
    outcome = np.round(random.normal(20, 12, 200), 3)
    guess = np.round(outcome + random.normal(1.5, 6, 200), 3)
    regression = {
        "actual": outcome.tolist(),
        "predicted": guess.tolist(),
        "measures": regression_measures(outcome, guess),
    }
    actual_class = random.integers(0, 3, 200)
    predicted_class = np.where(
        random.random(200) < 0.7, actual_class, random.integers(0, 3, 200)
    )
    multiclass = {
        "actual": actual_class.tolist(),
        "predicted": predicted_class.tolist(),
        "measures": class_measures(actual_class, predicted_class),
    }
    return {"binary": binary, "regression": regression, "multiclass": multiclass, "farFromZero": far_from_zero()}


measures = {
    "madeWith": f"SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}",
    "drift": drift_cases(),
    "tails": tail_cases(),
    "quality": quality_cases(),
}
(FIXTURES / "reference-measures.json").write_text(json.dumps(measures) + "\n")
