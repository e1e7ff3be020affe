"""`python -m …serve`: the service, set up by PORT, HOST and the OTEL_* variables."""

from __future__ import annotations

import json
import os
import sys

from ..model import load_model
from ..settings import REPORT_FILE
from .app import create_app
from .inference_log import InferenceLog, open_provider
from .server import flush, run_server
from .service import Service


def main() -> None:
    """Serves the model that was last trained here, or that this folder was unpacked with."""
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8080"))
    if not REPORT_FILE.exists():
        sys.exit("there is no model here yet: run the stages train and evaluate first")
    name = json.loads(REPORT_FILE.read_text())["model"]
    provider = open_provider(default_name=f"{name}-service")
    version = str(provider.resource.attributes.get("service.version") or "dev")
    service = Service(name, version, load_model(), InferenceLog(provider))

    def stop_being_ready() -> None:
        service.is_ready = False

    sys.stdout.write(f"serving {name} version {version} on http://{host}:{port}\n")
    sys.stdout.flush()
    run_server(create_app(service), host=host, port=port, on_stop=stop_being_ready)
    flush(provider.shutdown)


if __name__ == "__main__":
    main()
