"""A live endpoint that speaks the Open Inference Protocol, and may be away for a while."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass
from typing import Any

import httpx2
import numpy as np
from numpy.typing import NDArray

from ..data import Flights
from ..serve.call import REPLAY_HEADER
from ..signature import INPUTS

AWAY = {404, 408, 429, 502, 503, 504}  # 404: between two versions a gateway may know none
FORBIDDEN = {401, 403}
BACKOFF_SECONDS_MIN, BACKOFF_SECONDS_MAX = 0.2, 5.0
GIVE_UP_SECONDS = 120.0  # longer than any restart
TIMEOUT_SECONDS = 30.0


class EndpointAway(Exception):
    """Nobody is there to answer, or not for us: going on makes no sense."""


class Refused(Exception):
    """The endpoint answered, but not with a prediction."""


@dataclass(frozen=True)
class Endpoint:
    """`url` is the root of the model, without `/v2`; `stop` ends any waiting."""

    url: str
    model: str
    client: httpx2.Client
    stop: threading.Event

    def predict(self, flights: Flights, events: NDArray[np.datetime64] | None) -> str:
        """
        Asks for predictions.

        :param events: replayed event times, one per flight; None = now.
        :returns: the inference id.
        :raises Refused: when the answer was not a prediction.
        :raises EndpointAway: when nobody answered for two minutes, `stop` was set meanwhile, or
            the token is not accepted.
        """
        headers = {} if events is None else {REPLAY_HEADER: ",".join(map(rfc3339, events))}
        url = f"{self.url.rstrip('/')}/v2/models/{self.model}/infer"
        response = self._post(url, infer_request(flights), headers)
        if response.status_code != 200:
            raise Refused(f"{url}: status {response.status_code}: {response.text[:500]}")
        inference_id: str = response.json()["parameters"]["inference_id"]
        return inference_id

    def _post(self, url: str, body: Any, headers: dict[str, str]) -> httpx2.Response:
        deadline = time.monotonic() + GIVE_UP_SECONDS
        backoff = 0.0
        while True:
            problem: object
            try:
                response = self.client.post(
                    url, json=body, headers=headers, timeout=TIMEOUT_SECONDS
                )
                if response.status_code not in AWAY | FORBIDDEN:
                    return response
                problem = f"status {response.status_code}: {response.text[:500]}"
                if response.status_code in FORBIDDEN:
                    raise EndpointAway(f"{url}: {problem}")
            except httpx2.TransportError as error:
                problem = error
            if backoff == 0:
                sys.stderr.write(f"waiting for {url}: {problem}\n")
            backoff = min(2 * backoff, BACKOFF_SECONDS_MAX) or BACKOFF_SECONDS_MIN
            if self.stop.wait(backoff) or time.monotonic() > deadline:
                raise EndpointAway(f"{url}: {problem}")


def infer_request(flights: Flights) -> dict[str, Any]:
    """The flights as a request of the Open Inference Protocol; a missing value is null."""
    return {
        "inputs": [
            {
                "name": field.name,
                "datatype": field.datatype,
                "shape": [len(flights)],
                "data": [
                    None if value != value else value
                    for value in flights.inputs[field.name].tolist()
                ],
            }
            for field in INPUTS
        ]
    }


def rfc3339(moment: np.datetime64) -> str:
    """To the microsecond, in UTC."""
    return f"{np.datetime_as_string(moment, unit='us')}Z"
