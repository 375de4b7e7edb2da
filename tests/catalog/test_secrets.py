"""Secrets: what of the real catalog is one, and where one is in a value of whatever shape."""

import pytest

from ovh_explorer.catalog.resolve import Core, Models
from ovh_explorer.catalog.schema import read_model, read_product
from ovh_explorer.catalog.secrets import is_secret, is_secret_name, secret_pointers
from ovh_explorer.form import Form
from ovh_explorer.form.masked_text import masked_body_text
from ovh_explorer.workspace.calls.put_difference import difference_of
from tests.catalog.test_schema import prop

PEM = "-----BEGIN PRIVATE KEY-----\nHIDEME\n-----END PRIVATE KEY-----"


@pytest.fixture(scope="module")
def form_of(real_schemas):
    """Makes forms of operations of the real catalog."""

    def make(document, method, path):
        product = read_product("v1", (real_schemas / "v1" / f"{document}.json").read_bytes())
        found = (one for one in product.operations if (one.method, one.path) == (method, path))
        return Form(next(found), Models(product.models))

    return make


@pytest.mark.parametrize(
    ("document", "path", "name"),
    [
        ("ipLoadbalancing", "/ipLoadbalancing/{serviceName}/ssl", "key"),
        ("cdn/dedicated", "/cdn/dedicated/{serviceName}/ssl", "key"),
        ("cdn/dedicated", "/cdn/dedicated/{serviceName}/ssl/update", "key"),
        ("pack/xdsl", "/pack/xdsl/{packName}/domain/services", "authInfo"),
    ],
)
def test_a_key_of_a_certificate_and_the_like_are_secrets(form_of, document, path, name):
    form = form_of(document, "POST", path)
    field = form.field("body", name)
    field.type_text(f"HIDEME\n{PEM}" if field.kind == "lines" else "HIDEME")
    assert field.is_secret
    assert "HIDEME" not in masked_body_text(form)
    assert "HIDEME" not in str(form.preview().redacted().body)


def test_the_certificate_beside_its_key_is_in_sight_and_the_key_has_its_lines(form_of):
    form = form_of("ipLoadbalancing", "POST", "/ipLoadbalancing/{serviceName}/ssl")
    form.field("body", "key").type_text(PEM)
    form.field("body", "certificate").type_text("-----BEGIN CERTIFICATE-----\nMII")
    assert form.field("body", "key").kind == "lines"
    assert form.preview().json["key"] == PEM
    assert "MII" in masked_body_text(form)


def test_a_public_key_stays_in_sight(form_of):
    form = form_of("me", "POST", "/me/sshKey")
    form.field("body", "key").type_text("ssh-ed25519 AAAA me")
    assert "ssh-ed25519" in masked_body_text(form)
    assert not form.preview().sensitive


@pytest.mark.parametrize(
    "name", ["AWS_SECRET_ACCESS_KEY", "client-secret", "database.password", "apiKey", "PASSWORDS"]
)
def test_a_name_is_known_in_whatever_spelling(name):
    assert is_secret_name(name)


@pytest.mark.parametrize("name", ["secretId", "tokenName", "publicKey", "keys", "passwordPolicy"])
def test_what_only_speaks_of_a_secret_is_none(name):
    assert not is_secret(name, Core("string"))


@pytest.mark.parametrize(
    "words",
    [
        "Voucher code",
        "Token value",
        "Token given by email to validate identity",
        "A token to prove the ownership of the line number, needed to port the number",
        "Bay Security code",
        "The new password, in clear",
    ],
)
def test_what_is_called_a_secret_is_one(words):
    assert is_secret("code", Core("string"), words)


@pytest.mark.parametrize(
    "words",
    [
        "Token name",
        "A read-only token ID",
        "Personal access token's description",
        "Secret path",
        "ID of the secret containing the certificate",
        "Password update task status",
        "Plan code",
        "Voucher reference identifier of the return merchandise authorisation",
        "ASCII encoded public SSH key to add",
    ],
)
def test_what_is_said_to_belong_to_a_secret_is_none(words):
    assert not is_secret("code", Core("string"), words)
    assert not is_secret("code", Core("boolean"), "Token value")


@pytest.mark.parametrize(
    ("document", "path", "name"),
    [
        ("cloud", "/cloud/project/{serviceName}/credit", "code"),
        ("xdsl", "/xdsl/{serviceName}/requestTotalDeconsolidation", "rio"),
        ("domain", "/domain/{serviceName}/outgoingTransfer/approve", "ident"),
    ],
)
def test_what_a_description_calls_a_secret_is_masked_wherever_a_body_is(
    form_of, document, path, name
):
    form = form_of(document, "POST", path)
    assert form.type_body(f'{{"{name}": "HIDEME"}}')
    call = form.preview()
    assert call.sensitive
    assert "HIDEME" not in masked_body_text(form)
    assert "HIDEME" not in str(call.redacted().body)


def test_a_description_masks_a_value_of_a_response_and_a_change_of_it():
    property_ = {"type": "string", "fullType": "string", "description": "Token value"}
    model = read_model("logs.Token", {"properties": {"value": property_}})
    models = Models({"logs.Token": model})
    assert secret_pointers(models, "logs.Token[]", [{"value": "HIDEME"}]) == ["/0/value"]
    kind = "logs.Token"
    change = difference_of(
        models, kind, models.shape(kind), {"value": "HIDEME"}, {"value": "HIDEME TOO"}
    )
    assert change.changes
    assert "HIDEME" not in repr(change.changes)


def test_a_value_of_another_shape_shows_no_secret():
    inside = {
        "Job": {"spec": prop("Spec"), "env": prop("job.JobEnv[]"), "name": prop("string")},
        "Spec": {"pin": prop("password")},
        "job.JobEnv": {"name": prop("string"), "value": prop("string")},
    }
    models = Models({key: read_model(key, {"properties": given}) for key, given in inside.items()})

    def found(value):
        return secret_pointers(models, "Job", value)

    assert found({"env": [{"name": "a", "value": "b"}], "spec": {"pin": "1"}}) == [
        "/env/0/value",
        "/spec/pin",
    ]
    assert found({"spec": [{"pin": "1"}], "env": {"name": "a"}}) == ["/spec", "/env"]
    assert found({"more": [{"Pin": "1", "name": "n"}]}) == ["/more"]
    assert found({"spec": {"pni": "1"}}) == ["/spec/pni"], "a name that is spelt wrong"
    assert secret_pointers(models, "Spec", {"a": None}) == []
    assert found({"name": {"a": {"pin": 1}}}) == ["/name/a/pin"]
    assert found([{"spec": None}]) == [""]
    assert found({"name": "n", "spec": {}}) == []


def test_a_private_key_is_a_secret_in_a_value_of_any_type():
    models = Models({})
    assert secret_pointers(models, "any", {"a": [{"note": PEM}, "x"]}) == ["/a/0/note"]
    assert secret_pointers(models, "string", PEM) == [""]
