"""What is odd in the real catalog, each oddity in the form that meets it (API facts,
"Irregularities").
"""

import json
from pathlib import Path

import pytest

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.form import Form, FormInvalid, State, error_of, value_of
from tests import real_catalog


@pytest.fixture
def form(real_schemas: Path):
    """Makes the form of an operation of the real catalog: ``form("POST /v1/domain/…")``."""

    def make(words: str) -> Form:
        method, path = words.split(" ")
        branch, path = path[1:3], path[3:]
        product, operation = next(
            (product, operation)
            for product in real_catalog.products(real_schemas)
            if product.branch == branch and path.startswith(product.path)
            for operation in product.operations
            if (operation.method, operation.path) == (method, path)
        )
        return Form(operation, Models(product.models))

    return make


def test_a_placeholder_that_only_the_body_declares_has_a_path_field_too(form):
    agent = form(
        "POST /v1/telephony/{billingAccount}/easyHunting/{serviceName}/hunting/queue/{queueId}/agent"
    )
    assert [item.name for item in agent.placed("path")] == [
        "billingAccount",
        "serviceName",
        "queueId",
    ]
    assert "queueId" in [item.name for item in agent.placed("body")]
    agent.field("path", "queueId").type_text("7")
    agent.field("body", "queueId").type_text("8")
    call = agent.preview()
    assert dict(call.path_values)["queueId"] == "7"
    assert call.json["queueId"] == 8


def test_path_parameters_are_asked_for_in_the_order_of_the_path(form):
    kube = form("GET /v1/cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}/nodes")
    assert [item.name for item in kube.placed("path")] == ["serviceName", "kubeId", "nodePoolId"]


def test_an_alias_that_is_used_as_a_type_is_its_base(real_schemas):
    support = next(
        p for p in real_catalog.products(real_schemas) if (p.branch, p.path) == ("v1", "/support")
    )
    models = Models(support.models)
    assert models.shape("coreTypes.AccountId:string") == models.shape("string")


def test_a_model_that_holds_itself_is_opened_a_level_at_a_time(form):
    policy = form("POST /v2/iam/policy")
    conditions = policy.field("body", "conditions")
    level = conditions
    for _ in range(5):
        level.part("conditions").add_part()
        level = level.part("conditions").parts[-1]
    level.part("operator").type_text("MATCH")
    assert json.dumps(policy.preview().json).count('"conditions"') == 6


def test_numbers_of_an_enumeration_are_sent_as_numbers_however_the_document_spells_them(form):
    address = form("GET /v1/ip")
    version = address.field("query", "version")
    assert set(version.schema.choices) == {4, 6}
    version.type_text("6")
    assert address.call().query == (("version", "6"),)
    record = form("POST /v1/domain/{serviceName}/dsRecord")
    keys = record.field("body", "keys")
    keys.add_part()
    entry = keys.parts[0]
    flags = entry.part("flags")
    assert flags.kind == "choice"
    flags.type_text(str(flags.schema.choices[0]))
    assert isinstance(value_of(flags), int)


def test_the_tag_filter_is_asked_for_although_its_properties_are_read_only_and_goes_as_compact_json(
    form,
):
    services = form("GET /v1/vps")
    tags = services.field("query", "iamTags")
    entry = tags.add_part()
    entry.key.type_text("env")
    item = entry.add_part()
    assert {"operator", "value"} <= {field.name for field in item.parts}
    item.part("operator").type_text("EQ")
    item.part("value").type_text("prod é")
    assert services.call().query == (("iamTags", '{"env":[{"operator":"EQ","value":"prod é"}]}'),)


def test_other_read_only_properties_are_not_asked_for(form):
    contact = form("PUT /v1/domain/contact/{contactId}")
    assert contact.body.part("id") is None
    assert contact.body.part("lastName") is not None


def test_names_with_dots_and_names_python_keeps_for_itself_are_names(form):
    bills = form("GET /v1/me/bill")
    bills.field("query", "date.from").type_text("2024-01-31T00:00:00Z")
    assert bills.call().query[0][0] == "date.from"
    usage = form("GET /v1/cloud/project/{serviceName}/usage/history")
    assert usage.field("query", "from") is not None
    job = form("POST /v1/sms/{serviceName}/jobs")
    assert job.field("body", "class") is not None


def test_a_body_that_is_a_map_or_a_list_is_filled_entry_by_entry(form):
    settings = form(
        "PUT /v1/cloud/project/{serviceName}/database/mysql/{clusterId}/advancedConfiguration"
    )
    assert settings.body.kind == "map"
    entry = settings.body.add_part()
    entry.key.type_text("mysql.sql_mode")
    entry.type_text("ANSI")
    assert settings.preview().json == {"mysql.sql_mode": "ANSI"}
    ranges = form(
        "PUT /v1/cloud/project/{serviceName}/containerRegistry/{registryID}/ipRestrictions/management"
    )
    assert ranges.body.kind == "list"
    ranges.body.add_part().part("ipBlock").type_text("192.0.2.0/24")
    assert ranges.preview().json == [{"ipBlock": "192.0.2.0/24"}]


def test_a_body_and_a_query_go_together(form):
    check = form("POST /v1/domain/configurationRule/check")
    assert check.placed("query")
    assert check.has_body


def test_what_a_path_holds_is_encoded_whole(form):
    secret = form("GET /v2/okms/resource/{okmsId}/secret/{path}")
    secret.field("path", "okmsId").type_text("4bd4ea3a-3a2d-4b1c-8b1f-3a8b3a1b2c3d")
    secret.field("path", "path").type_text("team/api key?")
    assert secret.call().concrete_path.endswith("/secret/team%2Fapi%20key%3F")


def test_enumerations_keep_values_that_are_empty_alike_or_look_like_literals(real_schemas):
    kinds = {}
    for product in real_catalog.products(real_schemas):
        for key, model in product.models.items():
            if model.values is not None:
                kinds.setdefault(key, set()).update(model.values)
    assert "" in kinds["telephony.FaxScreenListTypeEnum"]
    assert any({"PAYPAL", "paypal"} <= values for values in kinds.values())
    assert any("none" in values for values in kinds.values())
    assert max(len(values) for values in kinds.values()) > 800


def test_declared_headers_are_fields_and_v2_has_its_schemas_version(form):
    policies = form("GET /v2/iam/policy")
    assert [item.name for item in policies.placed("header")] == [
        "X-Pagination-Cursor",
        "X-Pagination-Size",
        "X-Schemas-Version",
    ]
    assert not form("GET /v1/me").placed("header")


def test_a_password_in_a_query_is_a_secret(form):
    eligibility = form("GET /v1/cloud/eligibility")
    voucher = eligibility.field("query", "voucher")
    assert voucher.is_secret
    voucher.type_text("s3cret")
    assert "s3cret" not in str(eligibility.call().masked())


def test_a_post_without_body_sends_none_and_the_largest_form_is_whole(form):
    assert form("POST /v1/domain/zone/{zoneName}/refresh").body is None
    account = form("POST /v1/email/exchange/{organizationName}/service/{exchangeService}/account")
    assert len(account.fields) >= 37


def test_a_put_requires_nothing_and_a_post_what_cannot_be_null(form):
    contact = form("PUT /v1/domain/contact/{contactId}")
    assert not any(item.required for item in contact.placed("body"))
    contact.field("path", "contactId").type_text("1")
    assert contact.call().json == {}
    record = form("POST /v1/domain/zone/{zoneName}/record")
    with pytest.raises(FormInvalid) as caught:
        record.call()
    assert [mistake.field.name for mistake in caught.value.mistakes] == [
        "zoneName",
        "fieldType",
        "target",
    ]


def test_required_and_nullable_at_once_takes_null(real_schemas):
    seen = 0
    for product in real_catalog.products(real_schemas):
        models = Models(product.models)
        both = {
            key
            for key, model in product.models.items()
            if model.values is None
            and any(p.required and p.nullable and not p.read_only for p in model.properties)
        }
        for operation in product.operations:
            if (
                operation.body is None
                or operation.body.type not in both
                or operation.method != "POST"
            ):
                continue
            form = Form(operation, models)
            model = models.model(operation.body.type)
            for item in model.properties:
                if item.required and item.nullable and not item.read_only:
                    field = form.field("body", item.name)
                    assert State.NULL in field.states
                    field.choose_state(State.NULL)
                    assert value_of(field) is None
                    assert error_of(field) == "", operation.title
                    seen += 1
    assert seen


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ("POST /v1/hosting/web/{serviceName}/ssl", {}),
        ("POST /v1/order/cart/{cartId}/checkout", {"autoPayWithPreferredPaymentMethod": True}),
    ],
)
def test_what_is_not_marked_can_be_left_out_although_it_cannot_be_null(form, words, sent):
    """As a guide and a program send it; the example still shows what a body is made of."""
    asked = form(words)
    for field in asked.placed("path"):
        field.type_text("x")
    assert asked.take_body(sent)
    assert asked.call().json == sent
    asked.clear_body()
    assert asked.fill_example() > 0
    assert asked.call().json not in ({}, None)
