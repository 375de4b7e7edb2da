"""What something comes to when it is done: a block leads elsewhere, a machine has stopped."""

import json
from urllib.parse import quote

import pytest

from tests.sandbox.asked import Asked
from tests.sandbox.scenarios import documents_of

BLOCK = "/ip/198.51.100.0%2F28"


@pytest.fixture
def ask():
    return Asked()


@pytest.fixture(params=["demo", "schemas"])
def any_ask(request):
    """The demo's catalog, and the whole one."""
    if request.param == "demo":
        return Asked()
    return Asked(documents_of(request.getfixturevalue("real_schemas")))


def call(ask, method, path, **body):
    status, value = ask(method, f"/1.0{path}", json.dumps(body).encode() if body else b"")
    assert status == 200, value
    return value


def get(ask, path, name=""):
    value = call(ask, "GET", path)
    return value[name] if name else value


def first(ask, path):
    return f"{path}/{get(ask, path)[0]}"


@pytest.mark.parametrize("block", ["198.51.100.0/28", "198.51.100.3/28"])
def test_a_block_that_was_moved_to_a_server_leads_to_it_when_the_task_is_done(any_ask, block):
    ask = any_ask
    server = get(ask, "/dedicated/server")[1]
    before = get(ask, BLOCK, "routedTo")
    call(ask, "POST", f"/dedicated/server/{server}/ipMove", ip=block)
    assert get(ask, BLOCK, "routedTo") == before
    ask.time += 10
    assert get(ask, BLOCK, "routedTo") == {"serviceName": server}
    assert get(ask, f"/ip?routedTo.serviceName={server}") == ["198.51.100.0/28"]


def test_a_block_goes_into_a_vrack_and_is_parked(real_schemas):
    ask = Asked(documents_of(real_schemas))
    vrack = get(ask, "/vrack")[0]
    call(ask, "POST", f"/vrack/{vrack}/ip", block="198.51.100.0/28")
    ask.time += 10
    assert get(ask, BLOCK, "routedTo") == {"serviceName": vrack}
    call(ask, "POST", f"{BLOCK}/park")
    ask.time += 10
    assert get(ask, BLOCK, "routedTo") is None


def test_a_server_that_was_reinstalled_has_the_new_system(any_ask):
    ask = any_ask
    server = first(ask, "/dedicated/server")
    before = get(ask, server, "os")
    system = next(name for name in get(ask, "/dedicated/installationTemplate") if name != before)
    call(ask, "POST", f"{server}/reinstall", operatingSystem=system)
    steps = [step["status"] for step in get(ask, f"{server}/install/status", "progress")]
    assert steps[0] == "doing"
    assert get(ask, server, "os") == before
    ask.time += 10
    steps = [step["status"] for step in get(ask, f"{server}/install/status", "progress")]
    assert (get(ask, server, "os"), set(steps)) == (system, {"done"})


@pytest.mark.parametrize(
    ("verb", "meanwhile", "afterwards"),
    [
        ("stop", "stopping", "stopped"),
        ("reboot", "rebooting", "running"),
        ("start", "running", "running"),
    ],
)
def test_a_virtual_server_says_what_is_done_to_it(any_ask, verb, meanwhile, afterwards):
    ask = any_ask
    server = first(ask, "/vps")
    call(ask, "POST", f"{server}/{verb}")
    assert get(ask, server, "state") == meanwhile
    ask.time += 10
    assert get(ask, server, "state") == afterwards
    call(ask, "POST", f"{server}/start")
    ask.time += 10
    assert get(ask, server, "state") == "running"


def test_an_instance_stops_and_starts_and_restarts(any_ask):
    ask = any_ask
    project = first(ask, "/cloud/project")
    machine = f"{project}/instance/{get(ask, f'{project}/instance')[0]['id']}"
    for verb, body, meanwhile, afterwards in (
        ("stop", {}, "ACTIVE", "SHUTOFF"),
        ("start", {}, "SHUTOFF", "ACTIVE"),
        ("reboot", {"type": "soft"}, "REBOOT", "ACTIVE"),
    ):
        call(ask, "POST", f"{machine}/{verb}", **body)
        assert get(ask, machine, "status") == meanwhile, verb
        ask.time += 10
        assert get(ask, machine, "status") == afterwards, verb


def test_a_snapshot_of_a_virtual_server_takes_the_place_of_the_one_before(any_ask):
    ask = any_ask
    place = f"{first(ask, '/vps')}/snapshot"
    made = place.replace("snapshot", "createSnapshot")
    call(ask, "POST", made, description="one")
    ask.time += 10
    assert get(ask, place, "description") == "one"
    assert get(ask, place, "creationDate").startswith("2023-11-14")
    call(ask, "DELETE", place)
    ask.time += 10
    call(ask, "POST", made, description="two")
    assert ask("GET", f"/1.0{place}")[0] == 404, "it is being made"
    ask.time += 10
    assert get(ask, place, "description") == "two"


def test_a_snapshot_of_an_instance_is_listed(any_ask):
    ask = any_ask
    project = first(ask, "/cloud/project")
    machine = get(ask, f"{project}/instance")[0]
    path = f"{project}/instance/{machine['id']}/snapshot"
    key = call(ask, "POST", path, snapshotName="before the change")["snapshotId"]
    image = f"{project}/snapshot/{key}"
    listed = {item["id"]: item for item in get(ask, f"{project}/snapshot")}
    assert listed[key]["name"] == "before the change"
    assert get(ask, image, "status") == "saving"
    ask.time += 10
    assert (get(ask, image, "status"), get(ask, image, "region")) == ("active", machine["region"])


def test_a_project_that_is_in_a_vrack_says_so(any_ask):
    ask = any_ask
    vrack, project = first(ask, "/vrack"), first(ask, "/cloud/project")
    names = [path.rpartition("/")[2] for path in (vrack, project)]
    assert names[1] not in get(ask, f"{vrack}/cloudProject")
    call(ask, "POST", f"{vrack}/cloudProject", project=names[1])
    assert get(ask, f"{project}/vrack", "name") == names[0]
    assert get(ask, f"{vrack}/cloudProject/{names[1]}", "vrack") == names[0]
    call(ask, "DELETE", f"{vrack}/cloudProject/{names[1]}")
    assert names[1] not in get(ask, f"{vrack}/cloudProject")


def test_a_node_pool_has_its_nodes_once_it_is_ready(any_ask):
    ask = any_ask
    project = first(ask, "/cloud/project")
    cluster = f"{project}/kube/{get(ask, f'{project}/kube')[0]}"
    body = {"flavorName": "b3-8", "desiredNodes": 2, "name": "web"}
    pool = f"{cluster}/nodepool/{call(ask, 'POST', f'{cluster}/nodepool', **body)['id']}"
    assert (get(ask, pool, "status"), get(ask, f"{pool}/nodes")) == ("INSTALLING", [])
    ask.time += 10
    nodes = get(ask, f"{pool}/nodes")
    assert (get(ask, pool, "status"), len(nodes)) == ("READY", 2)
    assert all(node["name"].startswith("web-node-") for node in nodes)
    for wanted, meanwhile in ((3, "UPSCALING"), (1, "DOWNSCALING")):
        had = get(ask, pool, "currentNodes")
        call(ask, "PUT", pool, desiredNodes=wanted)
        assert (get(ask, pool, "status"), get(ask, pool, "currentNodes")) == (meanwhile, had)
        ask.time += 10
        assert (get(ask, pool, "status"), get(ask, pool, "currentNodes")) == ("READY", wanted)
        assert len(get(ask, f"{pool}/nodes")) == wanted


def test_a_domain_has_the_name_servers_and_keys_that_it_was_given(any_ask):
    ask = any_ask
    domain = "/domain/example.com"

    def hosts():
        numbers = get(ask, f"{domain}/nameServer")
        return [get(ask, f"{domain}/nameServer/{number}", "host") for number in numbers]

    before = hosts()
    assert before == ["dns1.example.net", "dns2.example.net"]
    after = ["ns1.example.org", "ns2.example.org"]
    servers = [{"host": host} for host in after]
    call(ask, "POST", f"{domain}/nameServers/update", nameServers=servers)
    assert hosts() == before
    keys = get(ask, f"{domain}/dsRecord")
    key = {"algorithm": 8, "flags": 257, "publicKey": "AAAA", "tag": 7}
    call(ask, "POST", f"{domain}/dsRecord", keys=[key])
    assert get(ask, f"{domain}/dsRecord") == keys
    ask.time += 10
    assert hosts() == after
    (number,) = get(ask, f"{domain}/dsRecord")
    assert get(ask, f"{domain}/dsRecord/{number}", "tag") == 7


def test_a_zone_is_signed_or_not(any_ask):
    ask, place = any_ask, "/domain/zone/example.com/dnssec"
    for method, word in (("DELETE", "disable"), ("POST", "enable")):
        call(ask, method, place)
        assert get(ask, place, "status") == f"{word}InProgress"
        ask.time += 10
        assert get(ask, place, "status") == f"{word}d"


def test_a_zone_that_is_reset_or_restored_has_other_records(any_ask):
    ask, zone = any_ask, "/domain/zone/example.com"

    def records():
        found = [get(ask, f"{zone}/record/{number}") for number in get(ask, f"{zone}/record")]
        return sorted((item["fieldType"], item["subDomain"], item["target"]) for item in found)

    before = records()
    call(ask, "POST", f"{zone}/reset", minimized=True)
    assert {kind for kind, _, _ in records()} == {"NS"}
    backup = get(ask, f"{zone}/history")[0]
    call(ask, "POST", f"{zone}/history/{quote(backup)}/restore")
    ask.time += 10
    assert records() == before
    mail = {"fieldType": "MX", "target": "5 mail.example.org."}
    call(ask, "POST", f"{zone}/reset", DnsRecords=[mail], minimized=False)
    assert {kind for kind, _, _ in records()} == {"NS", "MX"}
    assert "5 mail.example.org." in get(ask, f"{zone}/export")


def test_a_ticket_has_its_messages_and_is_closed(any_ask):
    ask = any_ask
    made = call(ask, "POST", "/support/tickets/create", subject="Slow", body="It is slow",
                type="genericRequest")  # fmt: skip
    ticket = f"/support/tickets/{made['ticketId']}"
    assert made["ticketId"] in get(ask, "/support/tickets")
    assert (get(ask, ticket, "subject"), get(ask, ticket, "state")) == ("Slow", "open")
    call(ask, "POST", f"{ticket}/reply", body="It is fast again")
    messages = get(ask, f"{ticket}/messages")
    assert [message["body"] for message in messages] == ["It is slow", "It is fast again"]
    call(ask, "POST", f"{ticket}/close")
    assert (get(ask, ticket, "state"), get(ask, ticket, "canBeClosed")) == ("closed", False)


def test_an_order_waits_until_it_is_paid(any_ask):
    ask = any_ask
    cart = call(ask, "POST", "/order/cart", ovhSubsidiary="FR")["cartId"]
    call(ask, "POST", f"/order/cart/{cart}/assign")
    checkout = f"/order/cart/{cart}/checkout"
    number = call(ask, "POST", checkout, autoPayWithPreferredPaymentMethod=False)["orderId"]
    order = f"/me/order/{number}"
    assert get(ask, f"{order}/status") == "notPaid"
    call(ask, "POST", f"{order}/payWithRegisteredPaymentMean", paymentMean="creditCard")
    assert get(ask, f"{order}/status") == "checking"
    ask.time += 10
    assert get(ask, f"{order}/status") == "delivered"


def test_the_task_of_a_load_balancer_can_be_read(any_ask):
    ask = any_ask
    balancer = first(ask, "/ipLoadbalancing")
    number = call(ask, "POST", f"{balancer}/refresh")["id"]
    task = f"{balancer}/task/{number}"
    assert number in get(ask, f"{balancer}/task")
    assert get(ask, task, "status") == "todo"
    ask.time += 10
    assert get(ask, task, "status") == "done"


def test_one_bill_of_the_account_is_not_paid(any_ask):
    ask, unpaid = any_ask, []
    for number in get(ask, "/me/bill"):
        bill, debt = get(ask, f"/me/bill/{number}"), get(ask, f"/me/bill/{number}/debt")
        assert (debt["amount"], debt["orderId"]) == (bill["priceWithTax"], bill["orderId"])
        if debt["status"] == "UNPAID":
            unpaid.append(number)
            # All of it waits to be paid, and nothing is being paid.
            assert debt["dueAmount"] == debt["todoAmount"] == bill["priceWithTax"]
            assert debt["pendingAmount"]["value"] == debt["unmaturedAmount"]["value"] == 0
            assert debt["dueDate"] > bill["date"]
            assert ask("GET", f"/1.0/me/bill/{number}/payment")[0] == 404
        else:
            payment = get(ask, f"/me/bill/{number}/payment")
            assert debt["status"] == "PAID"
            assert debt["dueAmount"]["value"] == debt["todoAmount"]["value"] == 0
            assert payment["paymentDate"] == bill["date"]
    assert unpaid == ["EU10000002"]


def test_a_payment_method_says_of_which_kind_it_is(any_ask):
    ask = any_ask
    (default,) = get(ask, "/me/payment/method?default=true&status=VALID")
    assert default in get(ask, "/me/payment/method")
    method = get(ask, f"/me/payment/method/{default}")
    assert (method["paymentType"], method["paymentMethodId"]) == ("CREDIT_CARD", default)


def test_a_message_can_be_read_until_it_is_sent_and_afterwards(any_ask):
    ask = any_ask
    account = first(ask, "/sms")
    credit = get(ask, account, "creditsLeft")
    body = {"message": "Hello", "receivers": ["+33600000000"], "sender": "Example"}
    (number,) = call(ask, "POST", f"{account}/jobs", **body)["ids"]
    job, sent = f"{account}/jobs/{number}", f"{account}/outgoing/{number}"
    assert number in get(ask, f"{account}/jobs")
    assert (get(ask, job, "sender"), get(ask, job, "sentAt")) == ("Example", None)
    assert get(ask, account, "creditsLeft") == pytest.approx(credit - 1)
    ask.time += 10
    assert get(ask, job, "sentAt").startswith("2023-11-14")
    assert number in get(ask, f"{account}/outgoing")
    assert get(ask, sent, "message") == "Hello"
