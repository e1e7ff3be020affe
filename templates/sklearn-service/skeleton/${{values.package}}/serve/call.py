"""What is known of a request whatever comes of it: who sent it, and when it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from .event_id import uuid7
from .protocol import InvalidInput

REPLAY_HEADER = "x-noshelfware-replay-at"
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
TRAFFIC = ("primary", "canary", "shadow")
REQUEST_ID_LENGTH_MAX = 128
FUTURE_NS_MAX = 300 * 10**9  # clocks differ; a receiver takes five minutes
_TIMES = TypeAdapter(list[AwareDatetime])


@dataclass(frozen=True)
class Call:
    """
    One request. `replay_ns` are the event times that its sender gave, none for a live request;
    `inference_id` carries the first event time.
    """

    inference_id: str
    received_ns: int
    replay_ns: tuple[int, ...]
    traffic: str
    request_id: str | None
    gateway_id: str | None

    @property
    def is_replay(self) -> bool:
        """Whether this happened earlier than it is sent."""
        return bool(self.replay_ns)

    def event_ns(self, row: int) -> int:
        """When the row's prediction counts; a single replay time counts for all rows."""
        if not self.replay_ns:
            return self.received_ns
        return self.replay_ns[min(row, len(self.replay_ns) - 1)]

    def assert_rows(self, rows: int) -> None:
        """:raises InvalidInput: when the replay times do not fit the number of rows."""
        if len(self.replay_ns) not in (0, 1, rows):
            raise InvalidInput(
                f"header {REPLAY_HEADER}: {len(self.replay_ns)} times for {rows} rows, "
                "expected one, or one per row"
            )


def open_call(headers: Mapping[str, str], now_ns: int) -> tuple[Call, InvalidInput | None]:
    """
    Reads the headers.

    The replay header is trusted: the gateway removes it from callers who may not set it, and a
    service that is reached without the gateway has no callers but its owner's.

    :param headers: by lower-case name.
    :returns: the call, which stands even when a header is wrong, and what is wrong.
    """
    replay_ns: tuple[int, ...] = ()
    problem = None
    try:
        replay_ns = _read_replay_times(headers.get(REPLAY_HEADER), now_ns)
    except InvalidInput as error:
        problem = error
    call = Call(
        inference_id=uuid7(replay_ns[0] if replay_ns else now_ns),
        received_ns=now_ns,
        replay_ns=replay_ns,
        traffic=_one_of(TRAFFIC, headers.get("x-noshelfware-traffic")),
        request_id=_shortened(headers.get("x-request-id")),
        gateway_id=_shortened(headers.get("x-noshelfware-gateway-id")),
    )
    return call, problem


def unix_ns(moment: datetime) -> int:
    """Nanoseconds since 1970, exact to the microsecond (a float would not be)."""
    return (moment - _EPOCH) // timedelta(microseconds=1) * 1_000


def _read_replay_times(header: str | None, now_ns: int) -> tuple[int, ...]:
    if not header:
        return ()
    try:
        moments = _TIMES.validate_python([text.strip() for text in header.split(",")])
    except ValidationError:
        raise InvalidInput(
            f"header {REPLAY_HEADER}: expected RFC 3339 times with a time zone, separated by commas"
        ) from None
    times = tuple(unix_ns(moment) for moment in moments)
    # One such record would keep the whole batch that it is in from being encoded.
    if min(times) < 0 or max(times) > now_ns + FUTURE_NS_MAX:
        raise InvalidInput(f"header {REPLAY_HEADER}: expected times from 1970 until now")
    return times


def _one_of(known: tuple[str, ...], value: str | None) -> str:
    return value if value in known else known[0]


def _shortened(value: str | None) -> str | None:
    return None if value is None else value[:REQUEST_ID_LENGTH_MAX]
