"""What the API answers, in all the forms in which it says no."""

import pytest

from ovh_explorer.client import ApiError, Response


def response(status: int, content: bytes | str = b"", reason: str = "", **headers: str) -> Response:
    fields = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    content = content if isinstance(content, bytes) else content.encode()
    return Response(status, reason, fields, content, 0.1, "GET", "https://x/1.0/me")


def test_success() -> None:
    answer = response(
        200, "[1]", X_OVH_QUERYID="EU.ext-3", Content_Type="Application/JSON; charset=utf-8"
    )
    assert answer.ok
    assert answer.error is None
    assert answer.json() == [1]
    assert answer.query_id == "EU.ext-3"
    assert answer.content_type == "application/json"
    assert response(204).query_id is None
    assert response(204).content_type == ""


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff", b"[" * 200_000])
def test_no_json(content: bytes) -> None:
    with pytest.raises(ValueError):
        response(200, content).json()


@pytest.mark.parametrize(
    ("status", "content", "error"),
    [
        (
            400,
            '{"message":"Invalid signature","httpCode":"400 Bad Request","errorCode":"INVALID_SIGNATURE"}',
            ApiError(400, "Invalid signature", None, "INVALID_SIGNATURE"),
        ),
        (
            403,
            '{"class":"Client::Forbidden","message":"no","details":{"unauthorizedActionsByIAM":"a:b","n":[1]}}',
            ApiError(
                403,
                "no",
                "Client::Forbidden",
                details=(("unauthorizedActionsByIAM", "a:b"), ("n", "[1]")),
            ),
        ),
        (400, '{"message":{"a":"é"},"details":"x"}', ApiError(400, '{"a": "é"}')),
        (401, '{"error":"invalid_client","error_description":"unknown"}', ApiError(401, "unknown")),
        (401, '{"error":"invalid_client"}', ApiError(401, "invalid_client")),
        (500, "{}", ApiError(500, "500 Oops")),
        (500, "null", ApiError(500, "500 Oops")),
        (500, "[1]", ApiError(500, "500 Oops")),
        (500, '"broken"', ApiError(500, "broken")),
        (503, "", ApiError(503, "503 Oops")),
        (
            503,
            "<html><head><title>503 &amp;\n busy</title></head><h1>x</h1>",
            ApiError(503, "503 & busy"),
        ),
        (503, "<html><p>Come <b>back</b></p>", ApiError(503, "Come back")),
        (503, "<title> </title><h1>\n502 Bad\n</h1>", ApiError(503, "502 Bad")),
        (503, "<h1><b>busy</b></h1>", ApiError(503, "busy")),
        (503, "<h1>" * 4000, ApiError(503, "503 Oops")),
        (502, "bad gateway", ApiError(502, "bad gateway")),
        (502, b"\xff\xfe", ApiError(502, "��")),
        (502, b"[" * 200_000, ApiError(502, "[" * 2000)),
    ],
)
def test_refusals(status: int, content: str | bytes, error: ApiError) -> None:
    assert response(status, content, "Oops").error == error


@pytest.mark.parametrize(
    ("status", "kind", "message", "code"),
    [
        (403, "Client::Forbidden", "This application key is invalid", "INVALID_KEY"),
        (403, "Client::Forbidden", "This call has not been granted", "NOT_GRANTED_CALL"),
        (403, "Client::Forbidden", "This credential does not exist", "NOT_CREDENTIAL"),
        (403, "Client::Forbidden", "This credential is not valid", "INVALID_CREDENTIAL"),
        (400, "Client::BadRequest", "Invalid signature", "INVALID_SIGNATURE"),
        (400, "Client::BadRequest", "Query out of time", "QUERY_TIME_OUT"),
        (403, "Client::Forbidden::NotGrantedCall", "Ask your owner", "NOT_GRANTED_CALL"),
        (403, "InvalidKey", "No such application", "INVALID_KEY"),
        (403, "Client::Forbidden", "User not granted for this request", None),
        (400, "Client::BadRequest", "[id] Given data (x) is not valid for type long", None),
        (404, "Client::NotFound", "This credential does not exist", None),
    ],
)
def test_a_refusal_of_keys_without_its_code_is_told_by_its_words(
    status: int, kind: str, message: str, code: str | None
) -> None:
    """Since 2023 the API leaves ``errorCode`` out, which the advice on errors goes by."""
    error = response(status, f'{{"class":"{kind}","message":"{message}"}}').error
    assert error == ApiError(status, message, kind, code)


def test_an_error_is_no_longer_than_one_reads() -> None:
    details = ",".join(f'"{n}{"k" * 3000}":"{"v" * 3000}"' for n in range(60))
    error = response(
        400, f'{{"message":"{"x" * 3000}","class":"{"c" * 3000}","details":{{{details}}}}}'
    ).error
    assert error is not None
    assert error.message == "x" * 2000 + "…"
    assert error.error_class == "c" * 2000 + "…"
    assert len(error.details) == 50
    assert {len(text) for pair in error.details for text in pair} == {2001}


def test_a_redirect_is_said() -> None:
    error = response(302, "", "Found", Location="https://elsewhere/").error
    assert error is not None
    assert "https://elsewhere/, which is not followed" in error.message
    assert response(460, "", "This Service is expired").error == ApiError(
        460, "460 This Service is expired"
    )
