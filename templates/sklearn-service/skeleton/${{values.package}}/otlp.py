"""Log records to an OTLP receiver, by the standard OpenTelemetry environment variables."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from typing import Any

import requests
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.sdk._logs import ReadableLogRecord
from opentelemetry.sdk._logs.export import LogRecordExporter, LogRecordExportResult

NOT_SENT, UNREACHABLE = 0, 1  # beside the HTTP status codes
RETRY_SECONDS = 1.0  # between attempts of ours; within one, the SDK backs off by itself


def find_exporter() -> LogRecordExporter | None:
    """An exporter to the receiver that the environment names; none if it names none."""
    endpoints = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT")
    return PatientExporter() if any(os.environ.get(name) for name in endpoints) else None


class PatientExporter(LogRecordExporter):
    """
    Keeps a batch until the receiver takes it, or refuses it for good.

    The SDK's own exporter drops a batch after OTEL_EXPORTER_OTLP_TIMEOUT (10 s), which is
    shorter than a restart of the receiver. Records wait in the bounded queue before it.
    """

    def __init__(self) -> None:
        self._closed = threading.Event()
        self._session = _Session()
        self._exporter = OTLPLogExporter(session=self._session)

    def export(self, batch: Sequence[ReadableLogRecord]) -> LogRecordExportResult:
        while True:
            self._session.outcome = NOT_SENT
            result = self._exporter.export(batch)
            if result is LogRecordExportResult.SUCCESS or self._session.is_final():
                return result
            if self._closed.wait(RETRY_SECONDS):
                return result

    def shutdown(self) -> None:
        self._closed.set()
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._exporter.force_flush(timeout_millis)


class _Session(requests.Session):
    """Remembers how the last request ended, which the SDK's exporter does not tell."""

    def __init__(self) -> None:
        super().__init__()
        self.outcome: int = NOT_SENT

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        self.outcome = UNREACHABLE
        response = super().send(request, **options)
        self.outcome = response.status_code
        return response

    def is_final(self) -> bool:
        """Whether the same batch would end the same: it cannot be encoded, or is refused."""
        if self.outcome == NOT_SENT:
            return True
        return 400 <= self.outcome < 500 and self.outcome not in (408, 429)
