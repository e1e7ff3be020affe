"""From the tensors of a request to columns of checked values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..signature import INPUTS, Input, Value
from .protocol import InferInput, InferRequest, InvalidInput, RequestTooLarge

ROWS_MAX = 1_000  # per request: a sixteenth of the queue of records
STRING_LENGTH_MAX = 256  # the longest category that makes sense, many times over
NUMBER_MAX = 2**63 - 1  # what an integer of a log record holds

INPUT_BY_NAME = {field.name: field for field in INPUTS}

# Datatypes that hold the same kind of value with fewer bits are welcome.
_ACCEPTED_DATATYPES = {
    "FP64": {"FP64", "FP32", "FP16", "INT64", "INT32", "INT16", "INT8"},
    "INT64": {"INT64", "INT32", "INT16", "INT8", "UINT32", "UINT16", "UINT8"},
    "BYTES": {"BYTES"},
}


def read_columns(request: InferRequest) -> tuple[dict[str, list[Value | None]], int]:
    """
    Checks a request against the signature.

    :returns: values by input (None = missing), and the number of rows.
    :raises InvalidInput: on the first thing that is wrong.
    """
    columns: dict[str, list[Value | None]] = {}
    rows: int | None = None
    for tensor in request.inputs:
        field = _find_input(tensor.name)
        if field.name in columns:
            raise InvalidInput(f"input {field.name!r} is given twice")
        _assert_tensor(tensor, field)
        if rows is None:
            rows = len(tensor.data)
        elif len(tensor.data) != rows:
            first = next(iter(columns))
            raise InvalidInput(
                f"input {field.name!r} has {len(tensor.data)} rows, input {first!r} has {rows}"
            )
        columns[field.name] = [
            _read_value(value, field, row) for row, value in enumerate(tensor.data)
        ]
    for field in INPUTS:
        if field.required and field.name not in columns:
            raise InvalidInput(f"input {field.name!r} is missing, and required")
    return columns, rows or 0


def readable_rows(request: InferRequest | None) -> list[dict[str, Value]]:
    """
    What can be told of the inputs of a request that failed, for its record.

    Only inputs of the signature are kept: what nobody declared, nobody could redact.

    :returns: a row per example; a single one where the examples cannot be told apart.
    """
    tensors = [] if request is None else [t for t in request.inputs if t.name in INPUT_BY_NAME]
    lengths = {len(tensor.data) for tensor in tensors}
    count = lengths.pop() if len(lengths) == 1 else 1
    rows: list[dict[str, Value]] = [{} for _ in range(min(max(count, 1), ROWS_MAX))]
    for tensor in tensors:
        for row, value in zip(rows, tensor.data, strict=False):
            if _is_recordable(value):
                row[tensor.name] = value
    return rows


def _find_input(name: str) -> Input:
    field = INPUT_BY_NAME.get(name)
    if field is None:
        raise InvalidInput(f"input {name[:64]!r} is unknown; the model takes {list(INPUT_BY_NAME)}")
    return field


def _assert_tensor(tensor: InferInput, field: Input) -> None:
    if tensor.datatype not in _ACCEPTED_DATATYPES[field.datatype]:
        raise InvalidInput(
            f"input {field.name!r}: datatype {tensor.datatype[:16]!r}, expected {field.datatype}"
        )
    shape = tensor.shape
    if len(shape) not in (1, 2) or shape[1:] not in ([], [1]) or shape[0] < 1:
        raise InvalidInput(f"input {field.name!r}: shape {shape[:4]}, expected [n] or [n, 1]")
    if shape[0] != len(tensor.data):
        raise InvalidInput(
            f"input {field.name!r}: shape says {shape[0]} values, data has {len(tensor.data)}"
        )
    if shape[0] > ROWS_MAX:
        raise RequestTooLarge(f"{shape[0]} rows; at most {ROWS_MAX} are answered at once")


def _read_value(value: Any, field: Input, row: int) -> Value | None:
    if value is None:
        if field.required:
            raise InvalidInput(f"input {field.name!r}, row {row}: is null; it is required")
        return None
    read, expected = _READERS[field.type]
    result = read(value)
    if result is None:
        raise InvalidInput(
            f"input {field.name!r}, row {row}: expected {expected}, got {type(value).__name__}"
        )
    if field.minimum is not None and result < field.minimum:
        raise InvalidInput(f"input {field.name!r}, row {row}: must be at least {field.minimum:g}")
    if field.maximum is not None and result > field.maximum:
        raise InvalidInput(f"input {field.name!r}, row {row}: must be at most {field.maximum:g}")
    return result


def _read_number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= NUMBER_MAX else None  # nor is NaN


def _read_integer(value: Any) -> Any:
    number = _read_number(value)
    return int(number) if number is not None and number == int(number) else None


def _read_string(value: Any) -> Any:
    return value if isinstance(value, str) and len(value) <= STRING_LENGTH_MAX else None


_READERS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "number": (_read_number, "a number within ± 2^63, or null"),
    "integer": (_read_integer, "an integer"),
    "string": (_read_string, f"a string of at most {STRING_LENGTH_MAX} characters"),
}


def _is_recordable(value: Any) -> bool:
    return isinstance(value, bool) or any(
        read(value) is not None for read in (_read_number, _read_string)
    )
