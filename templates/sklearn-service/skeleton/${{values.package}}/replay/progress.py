"""How far a replay is: a JSON line per second."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

INTERVAL_SECONDS = 1.0


@dataclass
class Progress:
    """
    Counts rows: `sent` were answered with a prediction, `failed` were not; `total` is what this
    run has to send, null when it has no end. To go on later, skip `sent` + `failed` more.
    """

    total: int | None
    out: TextIO
    count_feedback: Callable[[], int]
    sent: int = 0
    failed: int = 0
    _done: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def fail(self, rows: int, problem: str) -> None:
        """Counts the rows of a refused request; the first problem is told in full."""
        if self.failed == 0:
            sys.stderr.write(f"refused: {problem}\n")
        self.failed += rows

    def __enter__(self) -> Progress:
        self._thread = threading.Thread(target=self._report, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        if self._thread is not None:
            self._thread.join()
        self._write()

    def _report(self) -> None:
        while not self._done.wait(INTERVAL_SECONDS):
            self._write()

    def _write(self) -> None:
        line = {
            "sent": self.sent,
            "total": self.total,
            "failed": self.failed,
            "feedback": self.count_feedback(),
        }
        self.out.write(json.dumps(line) + "\n")
        self.out.flush()
