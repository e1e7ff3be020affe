"""Runs an application until it is asked to stop, and stops it in order."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

# A stop takes at most 0.5 + 2 + 1.5 s, and Python's own end a part of the rest of the 5 s that
# a supervisor grants.
DRAIN_SECONDS = 0.5  # balancers see "not ready" before the socket closes
IN_FLIGHT_SECONDS = 2  # for requests that were already being answered
FLUSH_SECONDS = 1.5  # for records that were not yet exported


class GracefulServer(uvicorn.Server):
    """Turns "not ready" on the first signal, and leaves a moment later; at once on the second."""

    def __init__(self, config: uvicorn.Config, on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_stop = on_stop
        self._stopping = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # uvicorn would raise the signal again once it is done, and end with its code, not 0.
        if self._stopping:
            self.should_exit = True
            return
        self._stopping = True
        self._on_stop()
        timer = threading.Timer(DRAIN_SECONDS, self._leave)
        timer.daemon = True
        timer.start()

    def _leave(self) -> None:
        self.should_exit = True


def run_server(app: FastAPI, *, host: str, port: int, on_stop: Callable[[], None]) -> None:
    """Serves until SIGTERM or SIGINT; returns when the last request has been answered."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        access_log=False,  # every prediction is in the inference log
        log_level="warning",
        timeout_graceful_shutdown=IN_FLIGHT_SECONDS,
    )
    GracefulServer(config, on_stop).run()


def flush(shutdown: Callable[[], object]) -> None:
    """Exports what is left, for as long as there is time: the receiver may be away for good."""
    thread = threading.Thread(target=shutdown, daemon=True)
    thread.start()
    thread.join(FLUSH_SECONDS)
