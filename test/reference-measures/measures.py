"""Drift and quality as SciPy and scikit-learn compute them, named as ours are."""

import pathlib

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.spatial.distance import jensenshannon
from scipy.stats import (
    chi2_contingency,
    ks_2samp,
    rv_histogram,
    wasserstein_distance,
)
from sklearn import metrics

FIXTURES = (
    pathlib.Path(__file__).parents[2]
    / "plugins/ml-models-backend/src/performance/__fixtures__"
)

SCORE_BINS = 100
CALIBRATION_BINS = 10
EMPTY_SHARE = 1e-4

# Where hundredths near 0 are cut: in each decade from a millionth on at every eighth
# below 2, every quarter below 4, every half below 8; near 1 at the mirrored places.
NEAR_0 = [
    step * 125 * 10**decade
    for decade in range(5)
    for step in [*range(8, 16), *range(16, 32, 2), *range(32, 64, 4), 64, 72]
]
FINER_EDGES = np.sort([*NEAR_0, *(10**9 - it for it in NEAR_0)]) / 1e9


def drift_measures(window, reference):
    """Of counts in the same bins."""
    window, reference = np.asarray(window), np.asarray(reference)
    occupied = (window + reference) > 0
    table = np.array([window[occupied], reference[occupied]])
    n, m = window.sum(), reference.sum()
    p, q = window / n, reference / m
    plain = jensenshannon(p, q, base=2)
    expected = (occupied.sum() - 1) / (8 * np.log(2)) * (1 / n + 1 / m)
    floored_p = np.where(p == 0, EMPTY_SHARE, p)[occupied]
    floored_q = np.where(q == 0, EMPTY_SHARE, q)[occupied]
    return {
        "jsDistance": float(np.sqrt(max(0, plain**2 - expected))),
        "gTestP": float(
            chi2_contingency(table, correction=False, lambda_="log-likelihood").pvalue
        ),
        "chi2P": float(chi2_contingency(table, correction=False).pvalue),
        "psi": float(((floored_p - floored_q) * np.log(floored_p / floored_q)).sum()),
        "lInfinity": float(np.abs(p - q).max()),
    }


def binned_distances(window, reference, edges):
    """Of counts below the edges, in each bin and above; numbers lie evenly in a bin."""
    window, reference, edges = map(np.asarray, (window, reference, edges))
    places = np.arange(len(window))

    def distribution(counts):
        inner = rv_histogram((counts[1:-1], edges), density=False)
        return lambda x: (counts[0] + counts[1:-1].sum() * inner.cdf(x)) / counts.sum()

    of_window, of_reference = distribution(window), distribution(reference)

    def gap(x):
        return of_window(x) - of_reference(x)

    def area(low, high):
        # Where the line crosses 0 its size has a corner, which no rule integrates well.
        start, end = gap(low), gap(high)
        middle = [brentq(gap, low, high, xtol=1e-14)] if start * end < 0 else []
        points = [low, *middle, high]
        return sum(
            quad(lambda x: abs(gap(x)), a, b)[0] for a, b in zip(points, points[1:])
        )

    return {
        "ks": float(
            ks_2samp(np.repeat(places, window), np.repeat(places, reference)).statistic
        ),
        "wasserstein": float(sum(map(area, edges, edges[1:]))),
    }


def exact_distances(window, reference):
    """Of the values themselves; `clipped` to the range of the reference."""
    low, high = np.min(reference), np.max(reference)
    return {
        "ks": float(ks_2samp(window, reference).statistic),
        "wasserstein": float(wasserstein_distance(window, reference)),
        "clippedWasserstein": float(
            wasserstein_distance(np.clip(window, low, high), reference)
        ),
    }


def binary_measures(actual, predicted, score):
    # Histograms are what is kept, so the area is that of the binned scores.
    hundredths = np.minimum(np.floor(score * SCORE_BINS), SCORE_BINS - 1)
    # Both ascend, so that their sum is the same in no two bins.
    binned = hundredths + np.searchsorted(FINER_EDGES, score, side="right")
    pairs = actual[:, None] > actual[None, :]
    bins = np.floor(hundredths * CALIBRATION_BINS / SCORE_BINS)
    gaps = [
        (bins == b).mean() * abs(score[bins == b].mean() - actual[bins == b].mean())
        for b in np.unique(bins)
    ]
    return {
        "accuracy": metrics.accuracy_score(actual, predicted),
        "precision": metrics.precision_score(actual, predicted),
        "recall": metrics.recall_score(actual, predicted),
        "f1": metrics.f1_score(actual, predicted),
        "rocAuc": metrics.roc_auc_score(actual, binned),
        "rocAucErrorMax": float((binned[:, None] == binned)[pairs].mean() / 2),
        "logLoss": metrics.log_loss(actual, score),
        "brier": metrics.brier_score_loss(actual, score),
        "calibrationError": float(np.sum(gaps)),
    }


def class_measures(actual, predicted):
    average = {"average": "macro", "zero_division": 0}
    return {
        "accuracy": metrics.accuracy_score(actual, predicted),
        "precision": metrics.precision_score(actual, predicted, **average),
        "recall": metrics.recall_score(actual, predicted, **average),
        "f1": metrics.f1_score(actual, predicted, **average),
    }


def regression_measures(actual, predicted):
    return {
        "mae": metrics.mean_absolute_error(actual, predicted),
        "rmse": metrics.root_mean_squared_error(actual, predicted),
        "bias": float((predicted - actual).mean()),
        "r2": metrics.r2_score(actual, predicted),
    }
