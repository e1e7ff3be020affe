"""The two replays: history on a mapped clock, and a trickle in the present."""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..data import Flights
from .endpoint import Endpoint, Refused
from .feedback import Feedback
from .itinerary import Itinerary
from .progress import Progress


@dataclass
class Pace:
    """Keeps to so many predictions per second on average; 0 = as fast as they are answered."""

    rate: float
    stop: threading.Event
    _due: float = 0.0

    def wait(self, rows: int) -> None:
        """Waits until as many more may be sent."""
        if self.rate <= 0:
            return
        now = time.monotonic()
        # Time lost to an endpoint that was away is not made up for in a burst.
        self._due = max(self._due, now - 1.0) + rows / self.rate
        self.stop.wait(max(0.0, self._due - now))


@dataclass(frozen=True)
class Replay:
    """What both kinds share."""

    endpoint: Endpoint
    pace: Pace
    progress: Progress
    stop: threading.Event

    def history(
        self, itinerary: Itinerary, *, size: int, skip: int, feedback: Feedback | None
    ) -> None:
        """
        Sends every flight once, with its outcome.

        :raises EndpointAway: when the endpoint does not come back.
        """
        try:
            for batch in itinerary.batches(size, skip):
                if self.stop.is_set():
                    break
                inference_id = self._send(batch.flights, batch.events)
                if feedback is not None and inference_id is not None:
                    feedback.add(inference_id, batch)
        finally:
            if feedback is not None:
                feedback.flush()

    def live(self, flights: Flights, *, size: int, skip: int, feedback: Feedback | None) -> None:
        """
        Sends flights as if they left now, over and over, until stopped.

        Each outcome follows as long after as the flight really took.

        :raises EndpointAway: when the endpoint does not come back.
        """
        for start in itertools.count(skip, size):
            if self.stop.is_set():
                break
            first = start % len(flights)
            batch = flights.select(slice(first, first + size))
            now = np.datetime64(time.time_ns() // 1_000, "us")
            inference_id = self._send(batch, None)
            if feedback is not None and inference_id is not None:
                feedback.add(inference_id, Itinerary.at(batch, np.full(len(batch), now)))

    def _send(self, flights: Flights, events: NDArray[np.datetime64] | None) -> str | None:
        """Sends one request and waits for its turn; a refusal is counted, not fatal."""
        inference_id = None
        try:
            inference_id = self.endpoint.predict(flights, events)
            self.progress.sent += len(flights)
        except Refused as problem:
            self.progress.fail(len(flights), str(problem))
        self.pace.wait(len(flights))
        return inference_id
