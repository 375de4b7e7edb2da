"""Secrets that a response shows once are remembered until they are copied, written or deleted."""

import json

import pytest

from ovh_explorer.call import Call
from ovh_explorer.client.response import Response
from ovh_explorer.workspace.calls.shown_once import ShownOnce

CLIENT = "/me/api/oauth2/client"
S3 = "/cloud/project/{serviceName}/user/{userId}/s3Credentials"
USER = "/cloud/project/{serviceName}/user"
PEM = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"


def response(value: object, status: int = 200) -> Response:
    return Response(status, "", (), json.dumps(value).encode(), 0.0, "POST", "")


def made(path: str, branch: str = "v1", body: object = None, **values: str) -> Call:
    content = None if body is None else json.dumps(body).encode()
    return Call.make(branch, "POST", path, path_values=values, body=content)


@pytest.mark.parametrize(
    ("call", "value", "name"),
    [
        (made(CLIENT), {"clientId": "EU.1", "clientSecret": "s3cret-value"}, "clientSecret"),
        (
            made(S3, serviceName="p", userId="7"),
            {"access": "a1", "secret": "s3cret-value", "userId": "7"},
            "secret",
        ),
        # The GET of a user has no password, though its path is the same.
        (made(USER, serviceName="p"), {"id": 7, "password": "s3cret-value"}, "password"),
        (
            made("/okms/resource/{okmsId}/credential", "v2", okmsId="o"),
            {"id": "c", "privateKeyPEM": PEM},
            "privateKeyPEM",
        ),
    ],
)
def test_it_is_said_until_it_is_copied(real_store, call, value, name):
    secrets = ShownOnce()
    secrets.note(real_store, call, response(value))
    (said,) = secrets.losses
    assert f"POST {call.shown_target} has {name}, which" in said
    assert "s3cret" not in said
    assert "s3cret" not in repr(vars(secrets))
    secrets.note_copied("another text")
    assert secrets.losses
    # As it stands in the response: the line ends of a PEM are escapes there.
    secrets.note_copied(json.dumps(value, indent=2))
    assert not secrets.losses


@pytest.mark.parametrize(
    ("call", "value"),
    [
        (made(CLIENT), {"clientId": "EU.1", "clientSecret": None}),
        (made(CLIENT), ["no", "shape", 1]),
        (made("/cloud/project/{serviceName}/instance", serviceName="p"), {"rescuePassword": "x"}),
        (made("/me/nothing/of/the/catalog"), {"password": "x"}),
        (Call.make("v1", "GET", "/me"), {"password": "x"}),
        # What the user gave was seen before.
        (
            made(USER, body={"password": "mine"}, serviceName="p"),
            {"id": 7, "password": "mine"},
        ),
    ],
)
def test_what_is_empty_or_returned_again_is_not_lost(real_store, call, value):
    secrets = ShownOnce()
    secrets.note(real_store, call, response(value))
    assert not secrets.losses


def test_a_refusal_and_what_is_no_json_have_none(real_store):
    secrets = ShownOnce()
    secrets.note(real_store, made(CLIENT), response({"clientSecret": "s"}, status=403))
    secrets.note(real_store, made(CLIENT), Response(200, "", (), b"<html>", 0.0, "POST", ""))
    secrets.note(real_store, made(CLIENT), Response(204, "", (), b"", 0.0, "POST", ""))
    assert not secrets.losses


def test_what_is_deleted_again_is_not_lost(real_store):
    secrets = ShownOnce()
    for name in ("EU.1", "EU.2"):
        secrets.note(
            real_store, made(CLIENT), response({"clientId": name, "clientSecret": f"secret {name}"})
        )
    assert len(secrets.losses) == 1, "one sentence for a request"
    for name in ("EU.2", "EU.1"):
        assert secrets.losses
        gone = Call.make("v1", "DELETE", f"{CLIENT}/{{clientId}}", path_values={"clientId": name})
        secrets.note(real_store, gone, Response(200, "", (), b"null", 0.0, "DELETE", ""))
    assert not secrets.losses


RANCHER = "/publicCloud/project/{projectId}/rancher"


def test_what_is_returned_at_its_creation_alone_is_lost_though_a_get_has_its_model(real_store):
    secrets = ShownOnce()
    value = {"id": "r", "currentState": {"bootstrapPassword": "s3cret", "name": "x"}}
    secrets.note(real_store, made(RANCHER, "v2", projectId="p"), response(value))
    assert len(secrets.losses) == 1


def test_what_belongs_to_a_deleted_object_is_not_lost(real_store):
    call = made(f"{USER}/{{userId}}/regeneratePassword", serviceName="p", userId="7")
    for user, is_lost in (("8", True), ("7", False)):
        secrets = ShownOnce()
        assert secrets.note(real_store, call, response({"id": 7, "password": "s3cret"}))
        values = {"serviceName": "p", "userId": user}
        gone = Call.make("v1", "DELETE", f"{USER}/{{userId}}", path_values=values)
        secrets.note(real_store, gone, Response(200, "", (), b"null", 0.0, "DELETE", ""))
        assert bool(secrets.losses) is is_lost
