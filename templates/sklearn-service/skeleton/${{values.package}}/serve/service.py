"""Answers one inference request: check, predict, record."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model import Model
from ..signature import PREDICTION, SCORE, Value
from .call import Call, open_call
from .columns import read_columns, readable_rows
from .inference_log import InferenceLog
from .protocol import (
    InferRequest,
    InvalidInput,
    NotServed,
    RequestTooLarge,
    assert_outputs,
    parse_request,
    respond,
)


@dataclass
class Service:
    """
    The model behind its protocol. `version` is what the responses and the paths say;
    `is_ready` turns false when the process was asked to stop.
    """

    name: str
    version: str
    model: Model
    log: InferenceLog
    now_ns: Callable[[], int] = time.time_ns
    is_ready: bool = True

    def infer(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        """:returns: the HTTP status and the body of the response. Whatever happens is recorded."""
        started = time.perf_counter()
        call, problem = open_call(headers, self.now_ns())
        request: InferRequest | None = None
        try:
            request = parse_request(body)
            if problem is not None:
                raise problem
            assert_outputs(request)
            columns, count = read_columns(request)
            call.assert_rows(count)
            outputs = self._predict(columns)
            answer = respond(
                request,
                model=self.name,
                version=self.version,
                inference_id=call.inference_id,
                outputs=outputs,
            )
        except Exception as error:
            return self._fail(call, request, error, _milliseconds_since(started))
        rows = list(zip(_rows(columns, count), _rows(outputs, count), strict=True))
        self.log.succeeded(call, rows, _milliseconds_since(started))
        return 200, answer

    def assert_served(self, model: str, version: str | None) -> None:
        """:raises NotServed: when a path names another model or version; None = whichever."""
        if model != self.name:
            raise NotServed(f"model {model!r} is not served here; {self.name!r} is")
        if version not in (None, self.version):
            raise NotServed(f"version {version!r} is not served here; version {self.version!r} is")

    def refuse(self, headers: Mapping[str, str], error: InvalidInput) -> tuple[int, dict[str, Any]]:
        """Records and answers a request whose body was not read: nothing there to time."""
        call, _ = open_call(headers, self.now_ns())
        return self._fail(call, None, error, duration_ms=None)

    def _predict(self, columns: Mapping[str, list[Value | None]]) -> dict[str, list[Value]]:
        probability = self.model.predict_probability(columns)
        decision = self.model.decide(probability)
        return {PREDICTION: decision.tolist(), SCORE: probability.tolist()}

    def _fail(
        self, call: Call, request: InferRequest | None, error: Exception, duration_ms: float | None
    ) -> tuple[int, dict[str, Any]]:
        status = _status_of(error)
        self.log.failed(call, readable_rows(request), duration_ms, status, error)
        message = str(error)
        if status >= 500:
            message = f"{type(error).__name__} while predicting; see inference {call.inference_id}"
        return status, {"error": message, "parameters": {"inference_id": call.inference_id}}


def _status_of(error: Exception) -> int:
    if isinstance(error, NotServed):
        return 404
    if isinstance(error, RequestTooLarge):
        return 413
    return 400 if isinstance(error, InvalidInput) else 500


def _rows(columns: Mapping[str, list[Any]], count: int) -> list[dict[str, Any]]:
    """A missing value is an absent key."""
    return [
        {name: values[row] for name, values in columns.items() if values[row] is not None}
        for row in range(count)
    ]


def _milliseconds_since(started: float) -> float:
    return (time.perf_counter() - started) * 1_000
