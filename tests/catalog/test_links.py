"""From one operation to another, on the real catalog: where values come from, what shows an item."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.catalog.labelled_values import Value, label_of, values_of
from ovh_explorer.catalog.links import NoSource, Source, detail_of, field_source, related, source_of
from tests import real_catalog


def source(store, words: str, name: str) -> Source | NoSource:
    return source_of(store, operation(store, words), name)


def operation(store, words: str):
    method, path = words.split()
    branch = "v2" if path.startswith("/v2/") else "v1"
    found = store.operation(branch, method, path.removeprefix("/v2"))
    assert found is not None, words
    return found


@pytest.mark.parametrize(
    ("words", "name", "listing", "needs", "key"),
    [
        ("GET /domain/zone/{zoneName}/record/{id}", "zoneName", "/domain/zone", (), ""),
        (
            "GET /domain/zone/{zoneName}/record/{id}",
            "id",
            "/domain/zone/{zoneName}/record",
            ("zoneName",),
            "",
        ),
        ("POST /dedicated/server/{serviceName}/reboot", "serviceName", "/dedicated/server", (), ""),
        ("PUT /ip/{ip}", "ip", "/ip", (), ""),
        (
            "GET /vps/{serviceName}/disks/{id}",
            "id",
            "/vps/{serviceName}/disks",
            ("serviceName",),
            "",
        ),
        (
            "GET /cloud/project/{serviceName}/instance/{instanceId}",
            "instanceId",
            "/cloud/project/{serviceName}/instance",
            ("serviceName",),
            "id",
        ),
        ("PUT /v2/iam/policy/{policyId}", "policyId", "/iam/policy", (), "id"),
        (
            "GET /dedicated/ceph/{serviceName}/pool/{poolName}",
            "poolName",
            "/dedicated/ceph/{serviceName}/pool",
            ("serviceName",),
            "name",
        ),
    ],
)
def test_where_the_values_of_a_path_parameter_come_from(
    real_store, words, name, listing, needs, key
):
    found = source(real_store, words, name)
    assert isinstance(found, Source)
    assert (found.operation.method, found.operation.path, found.needs, found.key) == (
        "GET",
        listing,
        needs,
        key,
    )


def test_what_has_no_list_says_why(real_store):
    price = source(
        real_store, "GET /price/dedicated/server/firewall/{firewallModel}", "firewallModel"
    )
    assert price == NoSource("its values are those of its type")
    address = source(
        real_store, "DELETE /dedicated/ceph/{serviceName}/osd/blocklist/{address}", "address"
    )
    assert isinstance(address, NoSource)
    assert source(real_store, "GET /me/bill", "billId") == NoSource("billId is no part of the path")


def test_labels_tell_people_which_one_it_is(real_store):
    found = source(
        real_store, "GET /cloud/project/{serviceName}/instance/{instanceId}", "instanceId"
    )
    answer = [
        {"id": "i-1", "name": "web", "status": "ACTIVE", "region": "GRA"},
        {"id": "i-2"},
        {"id": None},
        7,
    ]
    values = values_of(answer, found.key, found.labels)
    assert values[:2] == [Value("i-1", "web · ACTIVE · GRA"), Value("i-2")]


def test_fields_that_name_a_listed_thing_have_values_too(real_store):
    create = operation(real_store, "POST /cloud/project/{serviceName}/instance")
    flavor = field_source(real_store, create, "flavorId")
    assert (flavor.operation.path, flavor.key) == ("/cloud/project/{serviceName}/flavor", "id")
    assert (
        field_source(real_store, create, "sshKeyId").operation.path
        == "/cloud/project/{serviceName}/sshkey"
    )
    assert field_source(real_store, create, "name") is None
    assert field_source(real_store, create, "userData") is None


def test_what_is_near_an_operation(real_store):
    found = dict(related(real_store, operation(real_store, "GET /domain/zone/{zoneName}")))
    assert {row.method for row in found["the same path"]} == {"DELETE"} or found[
        "the same path"
    ] == []
    assert "/domain/zone/{zoneName}/record" in {row.path for row in found["below it"]}
    assert {row.path for row in found["above it"]} == {"/domain/zone", "/domain"}


@pytest.mark.parametrize(
    ("words", "shown", "parameter", "key"),
    [
        ("GET /domain/zone/{zoneName}/record", "/domain/zone/{zoneName}/record/{id}", "id", ""),
        ("GET /me/bill", "/me/bill/{billId}", "billId", ""),
        ("GET /v2/iam/policy", "/iam/policy/{policyId}", "policyId", "id"),
        ("GET /me/consent", "/me/consent/{campaignName}", "campaignName", "name"),
    ],
)
def test_what_shows_an_item_of_a_list(real_store, words, shown, parameter, key):
    found = detail_of(real_store, operation(real_store, words))
    assert (found.operation.path, found.parameter, found.key) == (shown, parameter, key)


def test_what_is_no_list_has_no_items(real_store):
    assert detail_of(real_store, operation(real_store, "GET /me")) is None
    assert (
        detail_of(real_store, operation(real_store, "POST /domain/zone/{zoneName}/record")) is None
    )


def test_most_path_parameters_of_the_real_catalog_have_a_list(real_store, real_schemas):
    """94 %; the rest by reason."""
    reasons: Counter[str] = Counter()
    known: dict[str, bool | str] = {}
    total = 0
    for product in real_catalog.products(real_schemas):
        for item in product.operations:
            for parameter in item.placed("path"):
                total += 1
                beginning = f"{item.branch}{item.path[: item.path.index('{' + parameter.name + '}')]}{parameter}"
                if beginning not in known:
                    found = source_of(real_store, item, parameter.name)
                    known[beginning] = (
                        True if isinstance(found, Source) else found.reason.split(" what ")[0]
                    )
                reason = known[beginning]
                if reason is not True:
                    reasons[str(reason).split(" GET ")[0].split(" /")[0]] += 1
    without = total - sum(reasons.values())
    assert without / total >= 0.94, reasons
    assert len(reasons) <= 60, "every one has a reason in words"


def test_every_list_of_the_real_catalog_that_has_a_detail_operation_leads_there(
    real_store, real_schemas
):
    lists = [
        item
        for product in real_catalog.products(real_schemas)
        for item in product.operations
        if item.method == "GET" and item.response.endswith("[]")
    ]
    followed = [item for item in lists if detail_of(real_store, item) is not None]
    assert len(followed) / len(lists) > 0.6
    counted = real_catalog.figures(real_schemas)
    if counted is not None:
        assert (len(lists), len(followed)) == (counted.lists, counted.lists_followed)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("id"), inner),
)


@given(JSON, st.sampled_from(["", "id"]), st.lists(st.text(), max_size=2).map(tuple))
def test_any_answer_has_values_or_none(answer, key, labels):
    values = values_of(answer, key, labels)
    assert len({value.text for value in values}) == len(values)
    assert all(value.text for value in values)


@pytest.mark.parametrize(
    ("words", "name", "listing"),
    [
        ("GET /v2/iam/resource/{resourceURN}", "resourceURN", "/iam/resource"),
        (
            "GET /v2/iam/permissionsGroup/{permissionsGroupURN}",
            "permissionsGroupURN",
            "/iam/permissionsGroup",
        ),
    ],
)
def test_a_urn_is_offered_where_a_path_asks_for_one(real_store, words, name, listing):
    found = source(real_store, words, name)
    assert (found.operation.path, found.key) == (listing, "urn")


@pytest.mark.parametrize(
    ("words", "name", "listing", "key", "inside"),
    [
        ("GET /v2/iam/policy", "resourceURN", "/iam/resource", "urn", ""),
        ("POST /v2/iam/authorization/check", "resourceURNs", "/iam/resource", "urn", ""),
    ],
)
def test_a_urn_is_offered_where_a_field_asks_for_one(real_store, words, name, listing, key, inside):
    found = field_source(real_store, operation(real_store, words), name)
    assert (found.operation.path, found.key, found.inside) == (listing, key, inside)


def test_a_list_inside_a_response_is_read():
    answer = {"identities": ["urn:v1:eu:identity:account:xx1111-ovh"]}
    found = [Value("urn:v1:eu:identity:account:xx1111-ovh")]
    assert values_of(answer, inside="identities") == found
    assert values_of([], inside="identities") == values_of({}, inside="identities") == []


def test_a_name_that_is_said_by_two_properties_stands_once():
    answer = [{"urn": "urn:a", "displayName": "web", "name": "web", "type": "vps"}]
    (value,) = values_of(answer, "urn", ("displayName", "name", "type"))
    assert value.label == "web · vps"


def test_an_address_is_labelled_by_what_it_leads_to(real_store):
    shows = real_store.operation("v1", "GET", "/ip/{ip}")
    models = real_store.models("v1", shows.product)
    block = {"description": "Test", "routedTo": {"serviceName": "ns7.example"}, "type": "failover"}
    assert label_of(block, models, shows.response) == "Test · ns7.example · failover"
    assert label_of({**block, "routedTo": None}, models, shows.response) == "Test · failover"
