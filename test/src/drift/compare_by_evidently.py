"""Lets Evidently compare two tables, column by column, by its own choice of test.

    python compare_by_evidently.py reference.csv current.csv

Prints what it took, and which columns have drifted, as JSON.
"""

import json
import sys
import time

import pandas as pd
from evidently import Report
from evidently.presets import DataDriftPreset


def has_drifted(metric):
    threshold = metric["config"]["threshold"]
    if "p_value" in metric["config"]["method"]:
        return metric["value"] < threshold
    return metric["value"] >= threshold


reference, current = (pd.read_csv(path) for path in sys.argv[1:3])
started = time.perf_counter()
snapshot = Report([DataDriftPreset()]).run(current, reference)
measured = snapshot.dict()["metrics"]
milliseconds = (time.perf_counter() - started) * 1000
columns = [metric for metric in measured if "column" in metric["config"]]
if len(columns) < len(reference.columns):
    raise SystemExit(f"Evidently measured only {len(columns)} of the columns")
drifted = [it["config"]["column"] for it in columns if has_drifted(it)]
print(json.dumps({"milliseconds": milliseconds, "drifted": drifted}))
