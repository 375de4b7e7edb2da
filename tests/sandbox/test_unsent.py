"""What wasn't sent is as nobody asked for it: no switch is on, no label is set, numbers agree."""

import json

import pytest

from ovh_explorer.catalog.resolve import Core, Models, Object
from ovh_explorer.form import Form
from ovh_explorer.sandbox.documents import Documents
from tests import real_catalog
from tests.sandbox.asked import NOW, Asked

POOLS = "/1.0/cloud/project/p1/kube/k-1/nodepool"


@pytest.fixture(scope="module")
def ask(real_schemas):
    return Asked(Documents(real_schemas))


def test_no_switch_is_on_that_was_not_asked_for(real_schemas, whole, ask):
    looked_at = 0
    for product in real_catalog.sample(real_schemas, whole):
        models = Models(product.models)
        # What is one of its kind is always there: a POST of it changes what was.
        always = {item.path for item in product.operations if item.method == "GET"}
        always -= {item.path for item in product.operations if item.response.endswith("[]")}
        for operation in product.operations:
            shape = models.shape(operation.response)
            if operation.method != "POST" or not isinstance(shape, Object):
                continue
            if operation.path in always:
                continue
            form = Form(operation, models)
            form.fill_example()
            call = form.call()
            sent = call.json if isinstance(call.json, dict) else {}
            whole_body = operation.body
            body = models.shape(whole_body.type) if whole_body else None
            known = body.model.properties if isinstance(body, Object) else operation.parameters
            free = {item.name for item in known if not getattr(item, "read_only", False)} - {*sent}
            switches = [
                item.name
                for item in shape.model.properties
                if item.name in free and models.shape(item.type) == Core("boolean")
            ]
            if not switches:
                continue
            ask.app.reset()
            ask.time = NOW
            status, value = ask("POST", f"/{call.branch}{call.target}", call.body or b"")
            assert status == 200, (operation.title, value)
            assert not any(value[name] for name in switches), (operation.title, switches, value)
            looked_at += len(switches)
    assert looked_at > (20 if whole else 2)


def test_a_new_node_pool_has_the_nodes_that_were_asked_for_and_is_not_billed_by_the_month(ask):
    ask.app.reset()
    status, made = ask("POST", POOLS, b'{"flavorName": "b3-8", "desiredNodes": 2}')
    assert status == 200, made
    target = f"{POOLS}/{made['id']}"
    read = ask("GET", target)[1]
    assert (read["monthlyBilled"], read["autoscale"]) == (False, False)
    assert read["minNodes"] <= read["desiredNodes"] <= read["maxNodes"]
    assert {read["currentNodes"], read["availableNodes"], read["upToDateNodes"]} == {2}
    assert ask("PUT", target, b'{"desiredNodes": 3}')[0] == 200
    ask.time += 10
    assert ask("GET", target)[1]["currentNodes"] == 3


def test_what_is_sent_for_the_numbers_stays(ask):
    ask.app.reset()
    body = json.dumps({"flavorName": "b3-8", "desiredNodes": 4, "minNodes": 3, "maxNodes": 7})
    made = ask("POST", POOLS, body.encode())[1]
    assert (made["minNodes"], made["desiredNodes"], made["maxNodes"]) == (3, 4, 7)


def test_a_message_without_a_tag_has_none(ask):
    ask.app.reset()
    body = json.dumps({"message": "Hello", "receivers": ["+33199000000"]}).encode()
    report = ask("POST", "/1.0/sms/sms-xx1111-1/jobs", body)[1]
    assert report["validReceivers"] == ["+33199000000"]
    assert not report["tag"]
