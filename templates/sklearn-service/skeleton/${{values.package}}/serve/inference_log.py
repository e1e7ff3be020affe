"""One OTLP log record per prediction: inputs, outputs or exception, latency."""

from __future__ import annotations

import os
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.resources import Resource
from opentelemetry.util.types import AnyValue

from ..otlp import find_exporter
from .call import Call

EVENT_NAME = "noshelfware.inference"
Row = dict[str, Any]

# Unless the environment says otherwise. A record shows up in the portal within a second, and
# the queue holds a minute of 250 predictions a second while the receiver is away.
DEFAULTS = {"OTEL_BLRP_SCHEDULE_DELAY": "500", "OTEL_BLRP_MAX_QUEUE_SIZE": "16384"}


def open_provider(default_name: str) -> LoggerProvider:
    """A provider that exports where the environment says, or nowhere."""
    resource = Resource.create()
    if str(resource.attributes.get("service.name", "")).startswith("unknown_service"):
        resource = resource.merge(Resource({"service.name": default_name}))
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    provider = LoggerProvider(resource=resource, shutdown_on_exit=False)
    exporter = find_exporter()
    if exporter is not None:
        provider.add_log_record_processor(BatchLogRecordProcessor(exporter))
    return provider


class InferenceLog:
    """Numbers and emits records. The number shows a receiver what it never received."""

    def __init__(self, provider: LoggerProvider) -> None:
        self._logger = provider.get_logger("noshelfware.inference")
        self._lock = threading.Lock()
        self._sequence = 0

    def succeeded(self, call: Call, rows: Sequence[tuple[Row, Row]], duration_ms: float) -> None:
        """Records a prediction per row; each row is its inputs and its outputs."""
        shared = _shared_attributes(call, 200, duration_ms)
        for row, (inputs, outputs) in enumerate(rows):
            body = {"inputs": inputs, "outputs": outputs}
            self._emit(call, row, body, shared, SeverityNumber.INFO)

    def failed(
        self,
        call: Call,
        rows: Sequence[Row],
        duration_ms: float | None,
        status: int,
        error: Exception,
    ) -> None:
        """Records a failure per row; a failure that is ours, not the caller's, with its stack."""
        shared = _shared_attributes(call, status, duration_ms)
        shared["error.type"] = type(error).__name__
        shared["exception.type"] = type(error).__name__
        shared["exception.message"] = str(error)
        if status >= 500:
            shared["exception.stacktrace"] = "".join(traceback.format_exception(error))
        for row, inputs in enumerate(rows):
            body = {"inputs": inputs, "outputs": {}}
            self._emit(call, row, body, shared, SeverityNumber.ERROR)

    def _emit(
        self,
        call: Call,
        row: int,
        body: Mapping[str, AnyValue],
        shared: dict[str, AnyValue],
        severity: SeverityNumber,
    ) -> None:
        attributes = {**shared, "noshelfware.inference.row": row}
        with self._lock:  # two threads must not swap number and place in the queue
            self._sequence += 1
            attributes["noshelfware.inference.sequence"] = self._sequence
            self._logger.emit(
                LogRecord(
                    timestamp=call.event_ns(row),
                    observed_timestamp=time.time_ns(),
                    severity_number=severity,
                    severity_text=severity.name,
                    body=body,
                    attributes=attributes,
                    event_name=EVENT_NAME,
                )
            )


def _shared_attributes(call: Call, status: int, duration_ms: float | None) -> dict[str, AnyValue]:
    attributes: dict[str, AnyValue] = {
        "noshelfware.inference.id": call.inference_id,
        "noshelfware.traffic": call.traffic,
        "http.response.status_code": status,
    }
    if duration_ms is not None:  # zero would count as the fastest of all answers
        attributes["noshelfware.inference.duration_ms"] = duration_ms
    if call.request_id is not None:
        attributes["noshelfware.request.id"] = call.request_id
    if call.gateway_id is not None:
        attributes["noshelfware.gateway.id"] = call.gateway_id
    if call.is_replay:
        attributes["noshelfware.replay"] = True
    return attributes
