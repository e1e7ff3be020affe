"""`python -m …replay`: see `--help`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from datetime import date, datetime, timezone

import httpx2

from ..data import load_flights
from ..otlp import find_exporter
from ..settings import Window, load_settings
from .clock import ReplayClock
from .endpoint import Endpoint, EndpointAway
from .feedback import Feedback
from .itinerary import plan
from .progress import Progress
from .run import Pace, Replay

STOP_SECONDS = 3.0  # for outcomes that are still to be exported when asked to stop


def parse_arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """Reads and checks the command line."""
    parser = argparse.ArgumentParser(
        prog="replay",
        description="Sends flights of 2013 through a live endpoint. Outcomes follow as feedback "
        "when the OTEL_EXPORTER_OTLP_* variables name a receiver. NOSHELFWARE_REPLAY_TOKEN, if "
        "set, is sent as a bearer token to the endpoint.",
    )
    add = parser.add_argument
    add("--endpoint", required=True, help="URL of the model's root, without /v2")
    add("--from", dest="start", type=date.fromisoformat, default=date(2013, 3, 1), metavar="DAY")
    add("--until", type=date.fromisoformat, default=date(2014, 1, 1), metavar="DAY")
    add("--every", type=int, default=10, metavar="N", help="only each N-th flight (default 10)")
    add("--map-from", type=_moment, metavar="TIME", help="RFC 3339; when the first day is replayed")
    add("--map-until", type=_moment, metavar="TIME", help="RFC 3339; default: now")
    add("--rate", type=float, metavar="N", help="per second (default: no limit; 2 live)")
    add("--batch", type=int, metavar="N", help="flights per request (default 10; 1 live)")
    add("--skip", type=int, default=0, metavar="N", help="sent by an earlier run, mapped alike")
    add("--live", action="store_true", help="at the present time, endlessly")
    arguments = parser.parse_args(argv)
    if arguments.start >= arguments.until:
        parser.error("--from must be before --until")
    if arguments.every < 1 or arguments.skip < 0 or (arguments.batch or 1) < 1:
        parser.error("--every and --batch must be at least 1, --skip at least 0")
    _add_defaults(parser, arguments)
    return arguments


def main() -> int:
    """:returns: 0 when done or asked to stop, 1 when the endpoint did not come back."""
    arguments = parse_arguments()
    settings = load_settings()
    window = Window(arguments.start, arguments.until)
    flights = load_flights().within(window).select(slice(None, None, arguments.every))
    if not len(flights):
        sys.exit(f"no flights from {window.start} until {window.end}: the data is of 2013")

    stop = threading.Event()
    exporter = find_exporter()
    feedback = exporter and Feedback(exporter, settings.delay_minutes, is_replay=not arguments.live)
    progress = Progress(
        total=None if arguments.live else max(0, len(flights) - arguments.skip),
        out=sys.stdout,
        count_feedback=lambda: 0 if feedback is None else feedback.delivered,
    )

    def ask_to_stop(*_: object) -> None:
        stop.set()
        if exporter is not None:
            timer = threading.Timer(STOP_SECONDS, exporter.shutdown)
            timer.daemon = True
            timer.start()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)

    token = os.environ.get("NOSHELFWARE_REPLAY_TOKEN")
    headers = {"authorization": f"Bearer {token}"} if token else {}
    with httpx2.Client(headers=headers) as client, progress:
        endpoint = Endpoint(arguments.endpoint, settings.model, client, stop)
        replay = Replay(endpoint, Pace(arguments.rate, stop), progress, stop)
        try:
            if arguments.live:
                replay.live(flights, size=arguments.batch, skip=arguments.skip, feedback=feedback)
            else:
                clock = ReplayClock(window, arguments.map_from, arguments.map_until)
                replay.history(
                    plan(flights, clock),
                    size=arguments.batch,
                    skip=arguments.skip,
                    feedback=feedback,
                )
        except EndpointAway as error:
            if stop.is_set():
                return 0
            done = arguments.skip + progress.sent + progress.failed
            sys.stderr.write(f"gave up: {error}; go on with --skip {done}\n")
            return 1
    if feedback is not None and feedback.refused:
        sys.stderr.write(f"the receiver refused {feedback.refused} outcomes\n")
    return 0


def _add_defaults(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    if arguments.rate is None:
        arguments.rate = 2.0 if arguments.live else 0.0
    if arguments.batch is None:
        arguments.batch = 1 if arguments.live else 10
    if arguments.live:
        return
    arguments.map_until = arguments.map_until or datetime.now(timezone.utc)
    if arguments.map_from is None:
        parser.error("--map-from is required, unless --live")
    if arguments.map_from >= arguments.map_until:
        parser.error("--map-from must be before --map-until")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} has no time zone; add Z for UTC")
    return moment


if __name__ == "__main__":
    sys.exit(main())
