"""What goes wrong on the wire, and what the sandbox says then."""

import json

import pytest

from ovh_explorer.sandbox import DEMO_KEYS, READER_KEYS, Keys
from ovh_explorer.sandbox.documents import EMBEDDED, Documents, SchemasError
from ovh_explorer.sandbox.signature import allows
from tests.sandbox.asked import NOW, Asked, signed

BAD_JSON = "The input that you provided isn't valid JSON or not well formatted"


@pytest.fixture
def ask() -> Asked:
    return Asked()


def wrong(keys: Keys = DEMO_KEYS, **parts: str) -> Keys:
    """`keys` with some of them replaced."""
    fields = {
        "application_key": keys.application_key,
        "application_secret": keys.application_secret,
    }
    return Keys(**{**fields, "consumer_key": keys.consumer_key, **parts})


@pytest.mark.parametrize(
    ("headers", "status", "code", "message"),
    [
        ({}, 401, None, "You must login first"),
        ({"x-ovh-application": DEMO_KEYS.application_key}, 401, None, "You must login first"),
        ({"x-ovh-consumer": DEMO_KEYS.consumer_key}, 401, None, "You must login first"),
        (
            signed("GET", "/1.0/me", keys=wrong(application_key="0" * 16)),
            403,
            "INVALID_KEY",
            "This application key is invalid",
        ),
        (
            signed("GET", "/1.0/me", keys=wrong(consumer_key="0" * 32)),
            403,
            "NOT_CREDENTIAL",
            "This credential does not exist",
        ),
        (
            signed("GET", "/1.0/me", keys=wrong(consumer_key="")),
            400,
            "INVALID_SIGNATURE",
            "Invalid signature",
        ),
        (
            signed("GET", "/1.0/me", keys=wrong(application_secret="0" * 32)),
            400,
            "INVALID_SIGNATURE",
            "Invalid signature",
        ),
        (signed("POST", "/1.0/me"), 400, "INVALID_SIGNATURE", "Invalid signature"),
        (signed("GET", "/v1/me"), 400, "INVALID_SIGNATURE", "Invalid signature"),
        (signed("GET", "/1.0/me?x=1"), 400, "INVALID_SIGNATURE", "Invalid signature"),
        (signed("GET", "/1.0/me", b"{}"), 400, "INVALID_SIGNATURE", "Invalid signature"),
        (
            signed("GET", "/1.0/me", timestamp=str(NOW - 181)),
            400,
            "QUERY_TIME_OUT",
            "Query out of time",
        ),
        (
            signed("GET", "/1.0/me", timestamp=str(NOW + 181)),
            400,
            "QUERY_TIME_OUT",
            "Query out of time",
        ),
        (signed("GET", "/1.0/me", timestamp=""), 400, "QUERY_TIME_OUT", "Query out of time"),
        (
            signed("GET", "/1.0/me", timestamp="9" * 5000),
            400,
            "QUERY_TIME_OUT",
            "Query out of time",
        ),
        (
            signed("GET", "/1.0/me", keys=READER_KEYS),
            403,
            "NOT_GRANTED_CALL",
            "This call has not been granted",
        ),
    ],
)
def test_who_asks_wrongly_is_refused_as_by_the_api(ask, headers, status, code, message):
    found, answer = ask("GET", "/1.0/me", headers=headers, sign=False)
    assert (found, answer.pop("class").startswith("Client::")) == (status, True)
    assert answer == {"message": message}
    old = {**headers, "x-sandbox-fault": "old-errors"}
    found, answer = ask("GET", "/1.0/me", headers=old, sign=False)
    assert (found, answer.pop("httpCode").startswith(f"{status} ")) == (status, True)
    assert answer == {"message": message, **({"errorCode": code} if code else {})}


@pytest.mark.parametrize("seconds", [-180, 180])
def test_a_clock_may_be_three_minutes_off(ask, seconds):
    headers = signed("GET", "/1.0/me", timestamp=str(NOW + seconds))
    assert ask("GET", "/1.0/me", headers=headers, sign=False)[0] == 200


def test_a_document_is_sent_once_and_then_known_by_its_tag(ask):
    path = EMBEDDED / "v1" / "domain.json"
    headers = {"host": "127.0.0.1"}
    start, body = ask.exchange("GET", "/1.0/domain.json", headers, [{"type": "http.request"}])
    assert (start["status"], body["body"]) == (200, path.read_bytes())
    tag = ask.headers["etag"]
    for known in (tag, f'"other", W/{tag}', "*"):
        again = {**headers, "if-none-match": known}
        start, body = ask.exchange("GET", "/v1/domain.json", again, [{"type": "http.request"}])
        assert (start["status"], body["body"]) == (304, b"")
        assert ask.headers["etag"] == tag
    again = {**headers, "if-none-match": '"other"'}
    assert (
        ask.exchange("GET", "/v1/domain.json", again, [{"type": "http.request"}])[0]["status"]
        == 200
    )
    start, body = ask.exchange("HEAD", "/v1/domain.json", headers, [{"type": "http.request"}])
    assert (start["status"], body["body"], ask.headers["content-length"]) == (
        200,
        b"",
        str(path.stat().st_size),
    )


def test_a_body_is_bounded_and_a_client_that_leaves_gets_nothing(ask):
    part = {"type": "http.request", "body": b"x" * (4 * 1024 * 1024), "more_body": True}
    last = {"type": "http.request", "body": b""}
    start, body = ask.exchange("POST", "/1.0/domain", {"host": "h"}, [part, part, part, last])
    assert (start["status"], json.loads(body["body"])["message"]) == (413, "The body is too large")
    assert (
        ask.exchange("POST", "/1.0/domain", {"host": "h"}, [part, {"type": "http.disconnect"}])
        == []
    )


def test_a_mistake_of_ours_is_an_error_in_the_apis_form(ask, monkeypatch, caplog):
    monkeypatch.delattr(ask.app, "state")
    status, answer = ask("GET", "/1.0/auth/time", sign=False)
    assert (status, answer["class"]) == (500, "Server::InternalServerError")
    assert "AttributeError" in caplog.text


@pytest.mark.parametrize(
    ("method", "target", "body", "message"),
    [
        (
            "GET",
            "/1.0/vps?iamTags=" + "%5B" * 20_000,
            b"",
            "[iamTags] The input that you provided isn't valid",
        ),
        (
            "GET",
            "/1.0/vps?iamTags=%7B%22a%22%3A1%7D",
            b"",
            "[iamTags/a] Given data (1) is not valid for type iam.resource.TagFilter[]",
        ),
        (
            "GET",
            "/1.0/domain/zone/example.com/record?subDomain=a&subDomain=b",
            b"",
            "[subDomain] Given more than once",
        ),
        (
            "GET",
            "/v2/iam/policy?details=maybe",
            b"",
            "[details] Given data (maybe) is not valid for type boolean",
        ),
        (
            "GET",
            "/1.0/domain/zone/example.com/history?creationDate.from=x",
            b"",
            "[creationDate.from] Given data (x) is not valid for type datetime",
        ),
        ("POST", "/1.0/me/document", b"[" * 200_000, BAD_JSON),
        ("POST", "/1.0/me/document", b'{"name":"\\ud800"}', BAD_JSON),
        ("POST", "/1.0/me/document", b'{"name":NaN}', BAD_JSON),
        ("POST", "/1.0/me/document", b'{"name":"x","tags":1e999}', BAD_JSON),
        ("POST", "/1.0/me/document", b"\xff", BAD_JSON),
        ("POST", "/1.0/me/document", b"[]", BAD_JSON),
        (
            "POST",
            "/1.0/me/document",
            b'{"name":"x","y":1}',
            "Received not described parameters: (y)",
        ),
        (
            "POST",
            "/1.0/me/document",
            b'{"name":null}',
            "[name] Given data (null) is not valid for type string",
        ),
        (
            "PUT",
            "/v2/iam/policy/123e4567-e89b-12d3-a456-426614174000",
            b"null",
            "[body] Given data (null) is not valid for type iam.policy.Update",
        ),
        (
            "GET",
            "/v2/iam/policy/no-uuid",
            b"",
            "[policyId] Given data (no-uuid) is not valid for type uuid",
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_no_schema_takes_is_refused(ask, method, target, body, message):
    status, answer = ask(method, target, body)
    assert status == 400
    assert message in answer["message"]


def test_null_and_bare_names_are_missing_values_and_empty_ones_are_not(ask):
    path = "/1.0/domain/zone/example.com/record"
    everything = ask("GET", path)[1]
    assert ask("GET", f"{path}?subDomain=null&fieldType")[1] == everything
    apex = ask("GET", f"{path}?subDomain=")[1]
    assert 0 < len(apex) < len(everything)
    assert ask("GET", f"{path}?fieldType=A&subDomain=www")[0] == 200


@pytest.mark.parametrize(
    "target",
    [
        "/1.0/me//",
        "/1.0//me",
        "/1.0/domain/zone//record",
        "/1.0/domains/",
        "/1.0/domain.json/",
        "/",
        "",
        "/1.0x/me",
        "/v2/me",
        "/v2/me/",
    ],
)
def test_a_path_is_taken_as_it_is_written(ask, target):
    assert ask("GET", target) == (
        404,
        {
            "message": "Got an invalid (or empty) URL",
            "class": "Client::NotFound",
        },
    )


@pytest.mark.parametrize(
    "target",
    ["/1.0/domain/zone", "/1.0/domain/zone/example.com/record?fieldType=A", "/v2/iam/policy"],
)
def test_one_slash_at_the_end_of_a_path_changes_nothing_but_the_signature(ask, target):
    path, mark, query = target.partition("?")
    assert ask("GET", f"{path}/{mark}{query}") == ask("GET", target)
    wrong = signed("GET", target)
    assert ask("GET", f"{path}/{mark}{query}", headers=wrong, sign=False)[0] == 400


def test_a_rule_for_what_is_below_covers_a_path_with_a_slash_at_its_end(ask):
    below = signed("GET", "/1.0/domain/zone/", keys=READER_KEYS)
    ask.app.state.guard.credentials[READER_KEYS.consumer_key].rules = [
        {"method": "GET", "path": "/domain/zone/*"}
    ]
    assert ask("GET", "/1.0/domain/zone/", headers=below, sign=False)[0] == 200
    assert ask("GET", "/1.0/domain/zone", keys=READER_KEYS)[0] == 403


def test_a_zone_that_does_not_exist_has_nothing(ask):
    for path in ("", "/export", "/dnssec", "/record"):
        assert ask("GET", f"/1.0/domain/zone/example.net{path}")[0] == 404
    assert ask("GET", "/1.0/domain/zone/example.org")[1]["name"] == "example.org"


def test_a_repeated_query_is_a_list(ask):
    assert ask("GET", "/v2/iam/policy?action=a&action=b&readOnly=false")[0] == 200
    assert ask("GET", "/v2/iam/policy?readOnly=true") == (200, [])


def test_every_list_with_a_cursor_declared_checks_its_headers(ask):
    for path in ("/v2/iam/policy", "/v2/iam/resource"):
        for size, status in (("1", 200), ("0", 400), ("-1", 400), ("x", 400)):
            assert ask("GET", path, headers={"x-pagination-size": size})[0] == status
        assert (
            ask("GET", path, headers={"x-pagination-cursor": "x"})[1]["message"] == "invalid cursor"
        )


def test_pages_follow_each_other_to_the_end(ask):
    seen, cursor = [], ""
    while True:
        headers = {"x-pagination-size": "2", **({"x-pagination-cursor": cursor} if cursor else {})}
        seen += [policy["name"] for policy in ask("GET", "/v2/iam/policy", headers=headers)[1]]
        cursor = ask.headers.get("x-pagination-cursor-next", "")
        if not cursor:
            break
    assert seen == [policy["name"] for policy in ask("GET", "/v2/iam/policy")[1]]
    assert len(seen) == 6


def test_authorization_is_answered_for_what_was_asked(ask):
    body = b'{"resourceURNs":["urn:v1:eu:resource:vps:a"],"actions":["vps:apiovh:get"]}'
    assert ask("POST", "/v2/iam/authorization/check", body) == (
        200,
        [
            {
                "resourceURN": "urn:v1:eu:resource:vps:a",
                "authorizedActions": ["vps:apiovh:get"],
                "unauthorizedActions": [],
            }
        ],
    )


def test_a_key_that_logs_out_or_loses_its_application_is_refused(ask):
    assert ask("POST", "/1.0/auth/logout") == (200, None)
    assert ask("GET", "/1.0/me")[1]["message"] == "This credential is not valid"
    ask = Asked()
    assert ask("DELETE", "/1.0/me/api/application/1") == (200, None)
    assert ask("GET", "/1.0/me")[1]["message"] == "This application key is invalid"


def test_a_body_may_be_a_list_where_the_schema_says_so(tmp_path):
    """Two operations of the real catalog take one; none of the embedded products'."""
    (tmp_path / "v1").mkdir()
    (tmp_path / "v1" / "index.json").write_text('{"apis": [{"path": "/x"}]}')
    operation = {
        "httpMethod": "PUT",
        "responseType": "string[]",
        "noAuthentication": True,
        "parameters": [{"paramType": "body", "dataType": "ipBlock[]", "required": True}],
    }
    document = {
        "resourcePath": "/x",
        "apis": [{"path": "/x/{a}", "operations": [operation]}],
        "models": {},
    }
    (tmp_path / "v1" / "x.json").write_text(json.dumps(document))
    ask = Asked(Documents(tmp_path))
    assert ask("PUT", "/v1/x/192.0.2.0%2F24", b'["192.0.2.0/24"]', sign=False)[0] == 200
    assert ask("PUT", "/v1/x/1", b'["no"]', sign=False)[1]["message"].startswith(
        "[0] Given data (no) is not valid for type ipBlock"
    )
    assert ask("PUT", "/v1/x/1", b"{}", sign=False)[1]["message"].startswith(
        "[body] Given data ({}) is not valid for type ipBlock[]"
    )
    assert ask("GET", "/v2/", sign=False)[0] == 404


def test_a_directory_without_a_catalog_is_refused(tmp_path):
    with pytest.raises(SchemasError, match="holds no catalog"):
        Documents(tmp_path)
    (tmp_path / "v2").mkdir()
    (tmp_path / "v2" / "index.json").write_text("[]")
    with pytest.raises(SchemasError, match=r"index\.json"):
        Documents(tmp_path)


def test_a_document_that_is_broken_or_missing_has_no_operations(tmp_path):
    (tmp_path / "v1").mkdir()
    (tmp_path / "v1" / "index.json").write_text(
        '{"apis": [{"path": "/broken"}, {"path": "/missing"}]}'
    )
    (tmp_path / "v1" / "broken.json").write_text("{")
    ask = Asked(Documents(tmp_path))
    assert (
        ask("GET", "/v1/broken/x")[0]
        == ask("GET", "/v1/missing/x")[0]
        == ask("GET", "/v1/missing.json")[0]
        == 404
    )


def test_a_rule_of_many_stars_is_weighed_at_once():
    rule = [{"method": "GET", "path": "/" + "*a" * 2000 + "*b"}]
    assert not allows(rule, "GET", "v1", "/" + "a" * 5000)
    assert allows([{"method": "GET", "path": "/a*a"}], "GET", "v1", "/a/a")
    assert not allows([{"method": "GET", "path": "/a*a"}], "GET", "v1", "/a")
