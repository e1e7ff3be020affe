"""What the model takes and gives: names, types, units and limits, in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Value: TypeAlias = str | int | float | bool
Columns: TypeAlias = Mapping[str, Sequence[Any]]
"""Values by input, one item per row; None or NaN = missing, an absent input = missing everywhere."""


@dataclass(frozen=True)
class Input:
    """One feature. `minimum` and `maximum` are limits of sense, not of what was seen in training."""

    name: str
    type: Literal["number", "integer", "string"]
    description: str
    required: bool = False
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None

    @property
    def datatype(self) -> str:
        """The datatype of the Open Inference Protocol."""
        return {"number": "FP64", "integer": "INT64", "string": "BYTES"}[self.type]


# All of these are known when a flight is scheduled, or forecast for that hour. What happens
# later (departure delay, time in the air) would leak the answer. The month is left out on
# purpose: a model of a few months could only learn it by heart.
INPUTS = (
    Input("carrier", "string", "Carrier, IATA code", required=True),
    Input("origin", "string", "Airport of departure, IATA code", required=True),
    Input("destination", "string", "Airport of arrival, IATA code", required=True),
    Input(
        "scheduled_hour",
        "integer",
        "Hour of the scheduled departure, local time",
        required=True,
        unit="hour",
        minimum=0,
        maximum=23,
    ),
    Input(
        "day_of_week",
        "integer",
        "Day of the scheduled departure, local time; 1 = Monday",
        required=True,
        minimum=1,
        maximum=7,
    ),
    Input("distance", "number", "Between the airports", required=True, unit="mile", minimum=0),
    Input("temperature", "number", "Forecast at the origin for that hour", unit="degF"),
    Input("humidity", "number", "Relative, forecast", unit="percent", minimum=0, maximum=100),
    Input("wind_speed", "number", "Forecast", unit="mile/hour", minimum=0),
    Input("wind_gust", "number", "Forecast; missing when calm", unit="mile/hour", minimum=0),
    Input("precipitation", "number", "Forecast for the hour", unit="inch", minimum=0),
    Input("visibility", "number", "Forecast; 10 = unlimited", unit="mile", minimum=0),
    Input("pressure", "number", "At sea level, forecast", unit="millibar", minimum=0),
)
CATEGORICAL = tuple(field.name for field in INPUTS if field.type == "string")

# More precipitation never lowers the risk, better visibility never raises it.
MONOTONIC = {"precipitation": 1, "visibility": -1}

PREDICTION, SCORE = "delayed", "delay_probability"
OUTPUTS = (
    {"name": PREDICTION, "type": "boolean", "datatype": "BOOL", "role": "prediction"},
    {"name": SCORE, "type": "number", "datatype": "FP64", "role": "score"},
)
TARGET = {
    "output": PREDICTION,
    "name": "delayed",
    "type": "boolean",
    "positive": True,
    "score": SCORE,
}


def describe_signature(categories: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The signature as the model report has it; `categories` are those seen in training."""
    return {
        "inputs": [_describe(field, categories.get(field.name)) for field in INPUTS],
        "outputs": [dict(output) for output in OUTPUTS],
    }


def _describe(field: Input, categories: Sequence[str] | None) -> dict[str, Any]:
    optional = {
        "unit": field.unit,
        "minimum": field.minimum,
        "maximum": field.maximum,
        "categories": None if categories is None else list(categories),
    }
    return {
        "name": field.name,
        "type": field.type,
        "datatype": field.datatype,
        "required": field.required,
        "description": field.description,
        **{key: value for key, value in optional.items() if value is not None},
    }
