"""The Open Inference Protocol v2: what a request and a response look like."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from ..signature import OUTPUTS


class InvalidInput(ValueError):
    """
    A request that its caller must change; the message says what.

    Messages name inputs and rows but never repeat a value: the receiver of our records redacts
    inputs by name, and cannot look for them in a text.
    """


class RequestTooLarge(InvalidInput):
    """More than this service answers at once."""


class NotServed(InvalidInput):
    """A model or version that another service may have, but not this one."""


class InferInput(BaseModel):
    """A tensor of a request."""

    name: str
    shape: list[int]
    datatype: str
    data: list[Any]


class InferOutput(BaseModel):
    """A tensor that is asked for."""

    name: str


class InferRequest(BaseModel):
    """A request; what else it may say is ignored, as the protocol asks."""

    id: str | None = None
    inputs: list[InferInput]
    outputs: list[InferOutput] | None = None


def parse_request(body: bytes) -> InferRequest:
    """
    Reads a request.

    :raises InvalidInput: when it is not one; says where.
    """
    try:
        return InferRequest.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "body"
        raise InvalidInput(f"{place}: {first['msg']}") from None


def respond(
    request: InferRequest, *, model: str, version: str, inference_id: str, outputs: dict[str, Any]
) -> dict[str, Any]:
    """The response, with the outputs that were asked for, or all."""
    asked = {output.name for output in request.outputs or []} or set(outputs)
    tensors = [
        {
            "name": output["name"],
            "datatype": output["datatype"],
            "shape": [len(outputs[output["name"]])],
            "data": outputs[output["name"]],
        }
        for output in OUTPUTS
        if output["name"] in asked
    ]
    return {
        "model_name": model,
        "model_version": version,
        **({} if request.id is None else {"id": request.id}),
        "parameters": {"inference_id": inference_id},
        "outputs": tensors,
    }


def assert_outputs(request: InferRequest) -> None:
    """:raises InvalidInput: when an output is asked for that the model does not have."""
    known = [output["name"] for output in OUTPUTS]
    for output in request.outputs or []:
        if output.name not in known:
            raise InvalidInput(f"output {output.name[:64]!r} is unknown; there are {known}")
