"""The Public Cloud: disks and what they are attached to, and what each region has; and the
operations of any product that change the item they are below.
"""

import json

import pytest

from ovh_explorer.catalog.resolve import Models, Object
from ovh_explorer.sandbox.roles import Roles
from tests import real_catalog
from tests.sandbox.asked import Asked
from tests.sandbox.scenarios import documents_of
from tests.sandbox.test_every_operation import Operation

PROJECT = "/1.0/cloud/project/0a1b2c3d4e5f60718293a4b5c6d7e8f9"


@pytest.fixture
def ask(real_schemas):
    return Asked(documents_of(real_schemas))


def send(ask, method, path, **body):
    status, value = ask(method, f"{PROJECT}{path}", json.dumps(body).encode() if body else b"")
    assert status == 200, value
    return value


@pytest.fixture
def disk(ask):
    return send(ask, "POST", "/volume", name="disk", region="GRA11", size=10, type="classic")


def test_a_new_disk_is_attached_to_nothing_until_it_is(ask, disk):
    assert disk["attachedTo"] == []
    place = f"/volume/{disk['id']}"
    machine = "6a1f0c1e-1111-4222-8333-444455556666"
    for verb, status, machines in (("attach", "in-use", [machine]), ("detach", "available", [])):
        changed = send(ask, "POST", f"{place}/{verb}", instanceId=machine)
        read = send(ask, "GET", place)
        assert changed == read
        assert (read["id"], read["attachedTo"], read["status"]) == (disk["id"], machines, status)
    assert [item["id"] for item in send(ask, "GET", "/volume")].count(disk["id"]) == 1


def test_a_disk_that_grows_is_the_same_disk(ask, disk):
    assert send(ask, "POST", f"/volume/{disk['id']}/upsize", size=20)["size"] == 20
    assert send(ask, "GET", f"/volume/{disk['id']}")["size"] == 20


def test_a_snapshot_is_as_large_as_its_disk(ask, disk):
    made = send(ask, "POST", f"/volume/{disk['id']}/snapshot", name="copy")
    assert (made["volumeId"], made["size"], made["region"]) == (disk["id"], 10, "GRA11")
    assert send(ask, "GET", f"/volume/snapshot/{made['id']}") == made


@pytest.mark.parametrize("kind", ["flavor", "image"])
def test_each_region_has_its_own(ask, kind):
    every = send(ask, "GET", f"/{kind}")
    regions = send(ask, "GET", "/region")
    assert {item["region"] for item in every} == set(regions)
    here = send(ask, "GET", f"/{kind}?region={regions[0]}")
    assert here == [item for item in every if item["region"] == regions[0]] != []
    assert send(ask, "GET", f"/{kind}/{here[0]['id']}") == here[0]


def test_a_value_of_the_path_may_be_sent_once_more(ask, disk):
    target, machine = f"/volume/{disk['id']}/attach", "6a1f0c1e-1111-4222-8333-444455556666"
    send(ask, "POST", target, instanceId=machine, volumeId=disk["id"])
    body = json.dumps({"instanceId": machine, "volumeId": "another"}).encode()
    assert ask("POST", f"{PROJECT}{target}", body)[0] == 400
    # An id that is read back is listed; the same in the query is no other request.
    key = send(ask, "POST", "/sshkey", name="mine", publicKey="ssh-ed25519 AAAA")["id"]
    assert ask("DELETE", f"{PROJECT}/sshkey/{key}?keyId=another")[0] == 400
    assert ask("DELETE", f"{PROJECT}/sshkey/{key}?keyId={key}") == (200, None)


def test_what_changes_an_item_answers_that_item(real_schemas, ask):
    found = 0
    for product in real_catalog.products(real_schemas):
        models = Models(product.models)
        roles = Roles(product.operations, models)
        for operation in product.operations:
            shape = models.shape(operation.response)
            item = roles.item(operation.path.rpartition("/")[0])
            if operation.method != "POST" or not isinstance(shape, Object) or item is None:
                continue
            if item.reads is None or item.read_model != shape.model.key:
                continue
            found += 1
            ask.app.reset()
            call = Operation(product, operation, models)
            status, value = call.ask(ask)
            assert status == 200, (operation.title, value)
            holder = call.target.partition("?")[0].rpartition("/")[0]
            assert ask("GET", holder) == (200, value), operation.title
    assert found > 50
