"""What `training.yaml` and `gate.yaml` say, checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
MODEL_FILE = ROOT / "build" / "model.skops"
FLIGHTS_FILE = ROOT / "build" / "flights.npz"
REPORT_FILE = ROOT / "reports" / "model-report.json"
REFERENCE_FILE = ROOT / "reports" / "reference.jsonl"

DATA_START, DATA_END = date(2013, 1, 1), date(2014, 1, 1)
TRAIN_DAYS_MIN = 28  # four of each day of the week


class SettingsError(ValueError):
    """A settings file that cannot be used; the message names the file and the field."""


@dataclass(frozen=True)
class Window:
    """Days from `start` up to, not including, `end`."""

    start: date
    end: date


@dataclass(frozen=True)
class Settings:
    """`train` holds `fit` and, after it, `validation`; `test` starts where `train` ends."""

    model: str
    dataset: str
    delay_minutes: int
    train: Window
    validation: Window
    test: Window

    @property
    def fit(self) -> Window:
        """The part of the training window that validation has not seen."""
        return Window(self.train.start, self.validation.start)


def load_settings(path: Path = ROOT / "training.yaml") -> Settings:
    """
    Reads and checks the training settings.

    :raises SettingsError: when a field is missing or a window does not fit the data.
    """
    raw = yaml.safe_load(path.read_text())
    try:
        train = Window(raw["train"]["from"], raw["train"]["until"])
        validation_days = int(raw["validation"]["days"])
        settings = Settings(
            model=str(raw["model"]),
            dataset=str(raw["dataset"]),
            delay_minutes=int(raw["target"]["arrivalDelayMinutes"]),
            train=train,
            validation=Window(train.end - timedelta(days=validation_days), train.end),
            test=Window(train.end, add_months(train.end, int(raw["test"]["months"]))),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SettingsError(f"{path.name}: cannot read {error}") from error
    _assert_windows(settings, path.name)
    return settings


def load_gate(path: Path = ROOT / "gate.yaml") -> list[dict[str, Any]]:
    """The checks of the evaluation gate: `metric`, `operator` (`>=` or `<=`), `threshold`."""
    checks: list[dict[str, Any]] = yaml.safe_load(path.read_text())
    for check in checks:
        if check["operator"] not in (">=", "<="):
            raise SettingsError(f"{path.name}: {check['metric']}: operator must be >= or <=")
    return checks


def add_months(day: date, months: int) -> date:
    """The same day of a later month; a day that the month lacks becomes its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _assert_windows(settings: Settings, file: str) -> None:
    train, validation, test = settings.train, settings.validation, settings.test
    if train.start < DATA_START or test.end > DATA_END:
        raise SettingsError(
            f"{file}: train.from {train.start} to the end of the test window {test.end} "
            f"must lie within the data, {DATA_START} to {DATA_END}"
        )
    if (train.end - train.start).days < TRAIN_DAYS_MIN:
        raise SettingsError(
            f"{file}: train.from {train.start} until {train.end} "
            f"must span at least {TRAIN_DAYS_MIN} days"
        )
    if not train.start < validation.start < validation.end < test.end:
        raise SettingsError(f"{file}: validation.days and test.months must leave days to fit on")
