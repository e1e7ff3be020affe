"""The evaluate stage: measures the model on the test window and holds it against the gate."""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np
import sklearn
from numpy.typing import NDArray
from sklearn import metrics

from .data import SOURCE, read_flights
from .model import Model, load_model
from .reference import write_reference
from .settings import (
    REFERENCE_FILE,
    REPORT_FILE,
    ROOT,
    Settings,
    SettingsError,
    load_gate,
    load_settings,
)
from .signature import TARGET, describe_signature

LOWER_IS_BETTER = {"log_loss", "brier"}
# Says what the test month was like, not how good the model is.
NEITHER_IS_BETTER = {"base_rate"}


def measure(
    probability: NDArray[np.float64],
    decision: NDArray[np.bool_],
    delayed: NDArray[np.bool_],
    usual_rate: float,
) -> dict[str, float]:
    """
    Metrics on one set of flights.

    :param usual_rate: share of delays in training. `brier_skill` is the gain over answering
        always that: 1 is perfect, 0 no better, below 0 worse
        (Wilks, Statistical Methods in the Atmospheric Sciences, chapter on forecast verification).
    """
    brier = metrics.brier_score_loss(delayed, probability)
    return {
        "roc_auc": metrics.roc_auc_score(delayed, probability),
        "average_precision": metrics.average_precision_score(delayed, probability),
        "log_loss": metrics.log_loss(delayed, probability),
        "brier": brier,
        "brier_skill": 1 - brier / float(np.mean((delayed - usual_rate) ** 2)),
        "accuracy": metrics.accuracy_score(delayed, decision),
        "precision": metrics.precision_score(delayed, decision, zero_division=0),
        "recall": metrics.recall_score(delayed, decision),
        "f1": metrics.f1_score(delayed, decision),
        "base_rate": float(np.mean(delayed)),
    }


def higher_is_better(name: str) -> bool | None:
    """None: neither is, where a number tells about the data alone."""
    return None if name in NEITHER_IS_BETTER else name not in LOWER_IS_BETTER


def check_gate(values: dict[str, float], checks: list[dict[str, Any]]) -> dict[str, Any]:
    """Holds each check of `gate.yaml` against the measured values."""
    results = []
    for check in checks:
        if check["metric"] not in values:
            raise SettingsError(
                f"gate.yaml: no metric is called {check['metric']}; there are {', '.join(values)}"
            )
        value, threshold = values[check["metric"]], check["threshold"]
        passed = value >= threshold if check["operator"] == ">=" else value <= threshold
        results.append({**check, "value": round(value, 6), "passed": bool(passed)})
    return {"passed": all(result["passed"] for result in results), "checks": results}


def evaluate(model: Model, settings: Settings, gate: list[dict[str, Any]]) -> dict[str, Any]:
    """The model report, without the artifact; writes the reference rows on the way."""
    arrived = read_flights().arrived()
    training, test = arrived.within(settings.train), arrived.within(settings.test)
    probability = model.predict_probability(test.inputs)
    values = measure(
        probability,
        model.decide(probability),
        test.is_delayed(settings.delay_minutes),
        usual_rate=float(np.mean(training.is_delayed(settings.delay_minutes))),
    )
    reference_rows = write_reference(training, model, settings.delay_minutes)
    return {
        "schemaVersion": 1,
        "model": settings.model,
        "framework": {"name": "scikit-learn", "version": sklearn.__version__},
        "task": "tabular-classification",
        "signature": describe_signature(model.categories),
        "target": TARGET,
        "metrics": [
            {
                "name": name,
                "value": round(value, 6),
                "split": "test",
                "higherIsBetter": higher_is_better(name),
                "n": len(test),
            }
            for name, value in values.items()
        ],
        "gate": check_gate(values, gate),
        "data": {
            "digest": training.digest(),
            "references": [
                {
                    "entityRef": settings.dataset,
                    "source": SOURCE,
                    "rows": len(training),
                    "from": settings.train.start.isoformat(),
                    "until": settings.train.end.isoformat(),
                }
            ],
        },
        "reference": {
            "path": REFERENCE_FILE.relative_to(ROOT).as_posix(),
            "rows": reference_rows,
        },
    }


def main() -> int:
    """Writes the report; a gate that is missed ends the stage, after the report is written."""
    report = evaluate(load_model(), load_settings(), load_gate())
    REPORT_FILE.parent.mkdir(exist_ok=True)
    REPORT_FILE.write_text(json.dumps(report, indent=2) + "\n")
    for metric in report["metrics"]:
        sys.stdout.write(f"{metric['name']:<18} {metric['value']:.4f}  (n = {metric['n']})\n")
    failures = [check for check in report["gate"]["checks"] if not check["passed"]]
    for check in failures:
        sys.stderr.write(
            f"gate missed: {check['metric']} is {check['value']:.4f}, "
            f"gate.yaml asks for {check['operator']} {check['threshold']}\n"
        )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
