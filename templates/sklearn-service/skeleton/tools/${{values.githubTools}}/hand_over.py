"""
Hands over what the pipeline has built: `python tools/hand_over.py`, as its last step.

The portal keeps the artifact, registers the version and goes on with the deployment that asked
for it. It knows the run by the token that GitHub Actions signs for it, or by a register token of
the model in NOSHELFWARE_TOKEN.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "reports" / "model-report.json"

# A portal that is started anew, or a proxy before it: a build is too dear to be lost for that.
PASSING = (429, 502, 503, 504)
WAITS_S = (1, 2, 4, 8, 16, 32)

# As much as the portal takes; a version is not to be refused for what is merely told of it.
LOCK_BYTES_MAX = 8 * 1024 * 1024


class Refused(Exception):
    """What was not taken, and why."""


def ask(request: urllib.request.Request, body: Path | None = None) -> Any:
    """Sends a request, again where that helps; `body` is a file that may be too large to hold."""
    for wait_s in (*WAITS_S, None):
        try:
            return send(request, body)
        except urllib.error.HTTPError as error:
            why = f"answered {error.code}: {message_of(error.read())}"
            helps = error.code in PASSING
        except OSError as error:
            why, helps = f"did not answer: {error}", True
        if wait_s is None or not helps:
            break
        print(f"{request.host} {why}; again in {wait_s} s", flush=True)
        time.sleep(wait_s)
    raise Refused(f"{request.get_method()} {request.full_url} {why}")


def send(request: urllib.request.Request, body: Path | None) -> Any:
    """Sends a request once."""
    with contextlib.ExitStack() as stack:
        if body:
            request.data = stack.enter_context(body.open("rb"))
            request.add_header("content-length", str(body.stat().st_size))
        return json.load(stack.enter_context(urllib.request.urlopen(request, timeout=120)))  # noqa: S310


def message_of(body: bytes) -> str:
    """What an error of the portal says; else the beginning of what was answered."""
    try:
        return str(json.loads(body)["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return body[:200].decode(errors="replace")


def get_token(environment: Mapping[str, str], portal: str) -> str:
    """GitHub's tokens live five minutes, so that each request gets its own."""
    if environment.get("NOSHELFWARE_TOKEN"):
        return environment["NOSHELFWARE_TOKEN"]
    url = environment.get("ACTIONS_ID_TOKEN_REQUEST_URL")
    if not url:
        raise Refused(
            "The portal would not know who this is: give the job `permissions: id-token: write`, "
            "or a register token of the model in NOSHELFWARE_TOKEN"
        )
    request = urllib.request.Request(  # noqa: S310
        f"{url}&audience={urllib.parse.quote(portal, safe='')}",
        headers={"authorization": f"Bearer {environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN']}"},
    )
    return str(ask(request)["value"])


def read_commit(sha: str) -> dict[str, str]:
    """The commit as git tells it, for the page of the version."""
    command = ["git", "show", "--no-patch", "--format=%s%x00%an%x00%aI", sha]
    shown = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    message, author, authored_at = shown.stdout.rstrip("\n").split("\0")
    return {"sha": sha, "message": message, "author": author, "authoredAt": authored_at}


def read_rows(report: dict[str, Any]) -> list[Any]:
    """The reference rows, which the baseline is made of."""
    reference = report.get("reference")
    if not reference:
        return []
    lines = (ROOT / reference["path"]).read_text().splitlines()
    return [json.loads(line) for line in lines if line]


def read_lock_file() -> dict[str, str] | None:
    """What setup has installed, by the lock file that `pipeline.yaml` names."""
    # Without a YAML parser, as setup's own line is read.
    found = re.search(r"\block: ([^,}\s]+)", (ROOT / "pipeline.yaml").read_text())
    file = ROOT / found[1] if found else None
    if not found or not file or not file.is_file() or file.stat().st_size > LOCK_BYTES_MAX:
        return None
    return {"path": found[1], "content": file.read_text()}


def run_id(environment: Mapping[str, str]) -> str | None:
    """The run as the portal's engine names it; tells which deployment goes on."""
    server, repository, number = (
        environment.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "RUN_ID")
    )
    host = server.partition("://")[2]
    return f"{host}/{repository}/{number}".lower() if number else None


def hand_over(environment: Mapping[str, str]) -> int:
    """Returns the number of the version."""
    portal, model, sha = (environment[name] for name in ("PORTAL", "MODEL", "COMMIT"))
    report = json.loads(REPORT.read_text())
    model_url = f"{portal}/models/{model.partition(':')[2]}"

    def call(method: str, path: str, data: bytes | None = None, body: Path | None = None) -> Any:
        headers = {
            "authorization": f"Bearer {get_token(environment, portal)}",
            "content-type": "application/json" if data else "application/gzip",
        }
        return ask(
            urllib.request.Request(  # noqa: S310
                f"{model_url}/{path}", method=method, data=data, headers=headers
            ),
            body,
        )

    artifact = report["artifact"]
    kept = call("PUT", f"artifacts/{artifact['digest']}", body=ROOT / artifact["path"])
    registration = {
        "report": report,
        "referenceRows": read_rows(report),
        "artifactUri": kept["artifactUri"],
        "lockFile": read_lock_file(),
        "commit": read_commit(sha),
        "runId": run_id(environment),
    }
    known = {name: value for name, value in registration.items() if value is not None}
    return int(call("POST", "versions", data=json.dumps(known).encode())["version"])


def main() -> int:
    """Says which version it has become, or why there is none."""
    try:
        print(f"registered version {hand_over(os.environ)}")
    except (Refused, OSError, subprocess.CalledProcessError, KeyError) as error:
        print(f"error: {type(error).__name__}: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
