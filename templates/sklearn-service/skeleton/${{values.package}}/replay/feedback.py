"""True outcomes, sent as OTLP log records to the receiver that the environment names."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.sdk._logs import ReadableLogRecord
from opentelemetry.sdk._logs.export import LogRecordExporter, LogRecordExportResult
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.util.instrumentation import InstrumentationScope

from ..signature import TARGET
from .endpoint import rfc3339
from .itinerary import Itinerary

EVENT_NAME = "noshelfware.feedback"
BATCH = 500  # records per export, as the SDK's own processor does
SECONDS_MAX = 1.0  # between exports


@dataclass(frozen=True, order=True)
class Outcome:
    """What became of a row, and when that is known: µs since 1970."""

    observed_us: int
    inference_id: str
    row: int
    delayed: bool


class Feedback:
    """
    Tells outcomes when they are known, in batches; counts what was delivered and refused.

    `is_replay` marks them as history. What is not known when the process ends is never told.
    """

    def __init__(
        self,
        exporter: LogRecordExporter,
        delay_minutes: int,
        *,
        is_replay: bool,
        now_ns: Callable[[], int] = time.time_ns,
    ) -> None:
        self._exporter = exporter
        self._delay_minutes = delay_minutes
        self._attributes = {"noshelfware.replay": True} if is_replay else {}
        self._now_ns = now_ns
        self._resource = Resource.create()
        self._scope = InstrumentationScope("noshelfware.replay")
        self._in_the_air: list[Outcome] = []  # a heap, earliest first
        self._exported_at = time.monotonic()
        self.delivered = 0
        self.refused = 0

    def add(self, inference_id: str, batch: Itinerary) -> None:
        """
        Takes the outcomes of a request's rows, and exports when it is time.

        A flight that never arrived has none.
        """
        delayed = batch.flights.is_delayed(self._delay_minutes).tolist()
        for row in np.flatnonzero(~np.isnat(batch.observed)).tolist():
            observed_us = int(batch.observed[row].astype(np.int64))
            outcome = Outcome(observed_us, inference_id, row, delayed[row])
            heapq.heappush(self._in_the_air, outcome)
        if time.monotonic() > self._exported_at + SECONDS_MAX:
            self.flush()

    def flush(self) -> None:
        """Exports what is known by now."""
        now_us = self._now_ns() // 1_000
        known: list[ReadableLogRecord] = []
        while self._in_the_air and self._in_the_air[0].observed_us <= now_us:
            known.append(self._record(heapq.heappop(self._in_the_air)))
        for start in range(0, len(known), BATCH):
            records = known[start : start + BATCH]
            if self._exporter.export(records) is LogRecordExportResult.SUCCESS:
                self.delivered += len(records)
            else:
                self.refused += len(records)
        self._exported_at = time.monotonic()

    def _record(self, outcome: Outcome) -> ReadableLogRecord:
        observed = np.datetime64(outcome.observed_us, "us")
        record = LogRecord(
            timestamp=outcome.observed_us * 1_000,
            observed_timestamp=self._now_ns(),
            severity_number=SeverityNumber.INFO,
            severity_text=SeverityNumber.INFO.name,
            event_name=EVENT_NAME,
            body={
                "target": {str(TARGET["name"]): outcome.delayed},
                "observedAt": rfc3339(observed),
            },
            attributes={
                **self._attributes,
                "noshelfware.inference.id": outcome.inference_id,
                "noshelfware.inference.row": outcome.row,
            },
        )
        return ReadableLogRecord(record, self._resource, self._scope)
