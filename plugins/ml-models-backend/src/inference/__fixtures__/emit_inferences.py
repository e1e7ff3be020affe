"""Reports two predictions and an outcome with OpenTelemetry's own exporter."""

import os
import traceback

from opentelemetry._logs import LogRecord
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor

provider = LoggerProvider()
provider.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter()))
logger = provider.get_logger("serving")
first, second = os.environ["INFERENCE_IDS"].split(",")


def emit(event_name, body, **attributes):
    named = {key.replace("__", "."): value for key, value in attributes.items()}
    logger.emit(LogRecord(event_name=event_name, body=body, attributes=named))


def predict():
    raise ValueError("distance is negative")


emit(
    "noshelfware.inference",
    {
        "inputs": {
            "distance": 1400,
            "carrier": "UA",
            "legs": [1, 2.5],
            "ratio": float("nan"),
        },
        "outputs": {"delayed": True, "probability": 0.75},
    },
    noshelfware__inference__id=first,
    noshelfware__inference__row=0,
    noshelfware__inference__sequence=1,
    noshelfware__inference__duration_ms=12.5,
    noshelfware__traffic="canary",
    noshelfware__request__id="request-1",
    http__response__status_code=200,
)
try:
    predict()
except ValueError as error:
    emit(
        "noshelfware.inference",
        {"inputs": {"distance": -1}},
        noshelfware__inference__id=second,
        http__response__status_code=500,
        exception__type=type(error).__name__,
        exception__message=str(error),
        exception__stacktrace=traceback.format_exc(),
    )
emit(
    "noshelfware.feedback",
    {"target": {"delayed": True}, "observedAt": "2026-03-10T15:00:00Z"},
    noshelfware__inference__id=first,
)
provider.shutdown()
