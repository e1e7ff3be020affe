"""From the time of a flight to the time at which it is replayed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..data import Flights
from ..settings import Window

DAY = np.timedelta64(1, "D").astype("timedelta64[us]")


@dataclass(frozen=True)
class ReplayClock:
    """
    Maps the days of `source` evenly onto the time from `start` to `end`.

    Where that time holds at least one whole day, a flight keeps its time of day (in UTC): the
    whole days that end with `end` are numbered, a source day gets its proportional number, and
    the flight its own time within it. Several source days may so share one target day. Within
    less than a day, times are mapped linearly.
    """

    source: Window
    start: datetime
    end: datetime

    def event_times(self, flights: Flights) -> NDArray[np.datetime64]:
        """The replayed departure of every flight, in UTC."""
        start, end = _utc(self.start), _utc(self.end)
        days = int((end - start) // DAY)
        if days < 1:
            return start + _share(flights.departure) * (end - start)
        source_days = (self.source.end - self.source.start).days
        number = (flights.day - np.datetime64(self.source.start, "D")).astype(np.int64)
        target_day = end - (days - number * days // source_days) * DAY
        return target_day + (flights.departure - target_day) % DAY


def _share(moments: NDArray[np.datetime64]) -> NDArray[np.float64]:
    elapsed = (moments - moments.min()).astype(np.float64)
    share: NDArray[np.float64] = elapsed / max(elapsed.max() + 1, 1)
    return share


def _utc(moment: datetime) -> Any:
    return np.datetime64(moment.astimezone(timezone.utc).replace(tzinfo=None), "us")
