"""Which flights are sent, in which order, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..data import Flights, scheduled_minutes
from .clock import ReplayClock


@dataclass(frozen=True)
class Itinerary:
    """
    Flights in the order in which they are replayed.

    `observed` is when the outcome of a flight is known, on the clock of the replay: as long
    after its event as the flight really took. A flight that never arrived has none (NaT).
    """

    flights: Flights
    events: NDArray[np.datetime64]
    observed: NDArray[np.datetime64]

    def __len__(self) -> int:
        return len(self.events)

    def batches(self, size: int, skip: int = 0) -> Iterator[Itinerary]:
        """Up to `size` consecutive flights, all of one UTC day: an inference id belongs to one."""
        day = self.events.astype("datetime64[D]")
        start = skip
        while start < len(self):
            end = start + int(np.sum(day[start : start + size] == day[start]))
            yield self._slice(slice(start, end))
            start = end

    @staticmethod
    def at(flights: Flights, events: NDArray[np.datetime64]) -> Itinerary:
        """Flights whose events are at these times."""
        minutes = scheduled_minutes(flights) + flights.arrival_delay
        arrived = ~np.isnan(minutes)
        observed = np.full(len(events), np.datetime64("NaT", "us"))
        observed[arrived] = events[arrived] + minutes[arrived].astype("timedelta64[m]")
        return Itinerary(flights, events, observed)

    def _slice(self, rows: slice) -> Itinerary:
        return Itinerary(self.flights.select(rows), self.events[rows], self.observed[rows])


def plan(flights: Flights, clock: ReplayClock) -> Itinerary:
    """Puts flights on the clock, earliest event first."""
    events = clock.event_times(flights)
    order = np.argsort(events, kind="stable")
    return Itinerary.at(flights.select(order), events[order])
