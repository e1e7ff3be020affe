"""The HTTP interface: paths, status codes, and nothing else."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from ..signature import INPUTS, OUTPUTS
from .protocol import NotServed, RequestTooLarge
from .service import Service

BODY_BYTES_MAX = 1 << 20  # a thousand rows of ours are about 100 KB


def create_app(service: Service) -> FastAPI:
    """The application around a service."""
    app = FastAPI(title=service.name, version=service.version)
    model_path = "/v2/models/{model}"
    version_path = model_path + "/versions/{version}"

    @app.exception_handler(HTTPException)
    async def explain(_: Request, error: HTTPException) -> JSONResponse:
        return JSONResponse({"error": error.detail}, error.status_code)

    @app.exception_handler(NotServed)
    async def not_served(_: Request, error: NotServed) -> JSONResponse:
        return JSONResponse({"error": str(error)}, 404)

    @app.get("/v2")
    async def server() -> dict[str, Any]:
        return {"name": service.name, "version": service.version, "extensions": []}

    @app.get("/v2/health/live")
    async def live() -> dict[str, bool]:
        return {"live": True}

    @app.get("/v2/health/ready")
    async def ready() -> JSONResponse:
        return JSONResponse({"ready": service.is_ready}, 200 if service.is_ready else 503)

    @app.get(version_path)
    @app.get(model_path)
    async def metadata(model: str, version: str | None = None) -> dict[str, Any]:
        service.assert_served(model, version)
        return _metadata(service)

    @app.get(version_path + "/ready")
    @app.get(model_path + "/ready")
    async def model_ready(model: str, version: str | None = None) -> JSONResponse:
        service.assert_served(model, version)
        status = 200 if service.is_ready else 503
        return JSONResponse({"name": service.name, "ready": service.is_ready}, status)

    @app.post(version_path + "/infer")
    @app.post(model_path + "/infer")
    async def infer(request: Request, model: str, version: str | None = None) -> JSONResponse:
        try:
            service.assert_served(model, version)
            body = await _read_body(request)
        except (NotServed, RequestTooLarge) as error:
            status, answer = service.refuse(request.headers, error)
        else:
            # Off the event loop: a long batch must not hold up the health checks.
            status, answer = await run_in_threadpool(service.infer, body, request.headers)
        return JSONResponse(answer, status)

    return app


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES_MAX:
            raise RequestTooLarge(f"the body has more than {BODY_BYTES_MAX} bytes")
    return bytes(body)


def _metadata(service: Service) -> dict[str, Any]:
    return {
        "name": service.name,
        "versions": [service.version],
        "platform": "scikit-learn",
        "inputs": [
            {"name": field.name, "datatype": field.datatype, "shape": [-1]} for field in INPUTS
        ],
        "outputs": [
            {"name": output["name"], "datatype": output["datatype"], "shape": [-1]}
            for output in OUTPUTS
        ],
    }
