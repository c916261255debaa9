"""Zendesk's error answers in its own words; nothing here decides when they are due."""

from typing import Any

from helpdesk.sandbox.zendesk.records import Json


class ApiError(Exception):
    """An answer with an error status; `body` is the JSON as Zendesk writes it."""

    def __init__(self, status: int, body: Json, headers: dict[str, str] | None = None) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body
        self.headers = headers or {}


def record_invalid(field: str, description: str, error: str | None = None, **extra: Any) -> ApiError:
    """422 with one complaint under `details.<field>`."""
    return records_invalid({field: [{"description": description, "error": error, **extra}]})


def records_invalid(details: dict[str, list[Json]]) -> ApiError:
    return ApiError(422, {"error": "RecordInvalid", "description": "Record validation errors", "details": details})


def record_not_found() -> ApiError:
    return ApiError(404, {"error": "RecordNotFound", "description": "Not found"})


def invalid_endpoint() -> ApiError:
    return ApiError(404, {"error": "InvalidEndpoint", "description": "Not found"})


def could_not_authenticate() -> ApiError:
    return ApiError(401, {"error": "Couldn't authenticate you"})


def invalid_token() -> ApiError:
    """What an expired or revoked bearer token gets, in RFC 6750's words."""
    description = "The access token provided is expired, revoked, malformed or invalid for other reasons."
    return ApiError(401, {"error": "invalid_token", "error_description": description})


def forbidden() -> ApiError:
    message = (
        "You do not have access to this page. Please contact the account owner of this help desk for further help."
    )
    return ApiError(403, {"error": {"title": "Forbidden", "message": message}})


def update_conflict() -> ApiError:
    description = (
        "Safe Update prevented the update due to outdated ticket data. "
        "Please fetch the latest ticket data and try again."
    )
    return ApiError(409, {"error": "UpdateConflict", "description": description})


def idempotent_request_error() -> ApiError:
    description = "Request parameters don't match the given idempotency key"
    return ApiError(400, {"error": "IdempotentRequestError", "description": description})


def too_many_values() -> ApiError:
    return ApiError(
        400, {"error": "TooManyValues", "description": "Parameter exceeds max_count", "details": {"max_count": 100}}
    )


def rate_limited(retry_after: int) -> ApiError:
    description = "Number of allowed API requests per minute exceeded"
    return ApiError(
        429, {"error": "APIRateLimitExceeded", "description": description}, {"Retry-After": str(retry_after)}
    )


def bad_request(description: str) -> ApiError:
    return ApiError(400, {"error": "BadRequest", "description": description})
