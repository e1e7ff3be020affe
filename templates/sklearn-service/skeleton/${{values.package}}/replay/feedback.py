"""True outcomes, sent as OTLP log records to the receiver that the environment names."""

from __future__ import annotations

import time

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


class Feedback:
    """Collects outcomes and exports them in batches; counts what was delivered and refused."""

    def __init__(self, exporter: LogRecordExporter, delay_minutes: int) -> None:
        self._exporter = exporter
        self._delay_minutes = delay_minutes
        self._resource = Resource.create()
        self._scope = InstrumentationScope("noshelfware.replay")
        self._waiting: list[ReadableLogRecord] = []
        self._exported_at = time.monotonic()
        self.delivered = 0
        self.refused = 0

    def add(self, inference_id: str, batch: Itinerary) -> None:
        """
        Takes the outcomes of a request's rows, and exports when it is time.

        Left out are flights that never arrived, and outcomes that the clock of the replay
        has not reached yet: nobody could know them.
        """
        now = np.datetime64(time.time_ns() // 1_000, "us")
        delayed = batch.flights.is_delayed(self._delay_minutes).tolist()
        for row, observed in enumerate(batch.observed):
            if observed <= now:  # never true of NaT
                self._waiting.append(self._record(inference_id, row, delayed[row], observed))
        if len(self._waiting) >= BATCH or time.monotonic() > self._exported_at + SECONDS_MAX:
            self.flush()

    def flush(self) -> None:
        """Exports what has been collected."""
        waiting, self._waiting = self._waiting, []
        for start in range(0, len(waiting), BATCH):
            records = waiting[start : start + BATCH]
            if self._exporter.export(records) is LogRecordExportResult.SUCCESS:
                self.delivered += len(records)
            else:
                self.refused += len(records)
        self._exported_at = time.monotonic()

    def _record(
        self, inference_id: str, row: int, delayed: bool, observed: np.datetime64
    ) -> ReadableLogRecord:
        record = LogRecord(
            timestamp=int(observed.astype("datetime64[ns]").astype(np.int64)),
            observed_timestamp=time.time_ns(),
            severity_number=SeverityNumber.INFO,
            severity_text=SeverityNumber.INFO.name,
            event_name=EVENT_NAME,
            body={"target": {str(TARGET["name"]): delayed}, "observedAt": rfc3339(observed)},
            attributes={
                "noshelfware.inference.id": inference_id,
                "noshelfware.inference.row": row,
                "noshelfware.replay": True,
            },
        )
        return ReadableLogRecord(record, self._resource, self._scope)
