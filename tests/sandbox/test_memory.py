"""What the sandbox remembers: collections, pages, batches, and what moves on with time."""

import json
from ipaddress import ip_address, ip_network

import pytest

from ovh_explorer.sandbox.documents import Documents
from tests.sandbox.asked import NOW, Asked

DOCUMENTATION = ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")
ORGANIZATIONS = "/v2/zimbra/platform/123e4567-e89b-12d3-a456-426614174000/organization"


@pytest.fixture
def ask():
    return Asked()


@pytest.fixture(scope="module")
def documents(real_schemas):
    return Documents(real_schemas)


@pytest.fixture
def real(documents):
    """A sandbox of the real catalog."""
    return Asked(documents)


def send(ask, method, target, value):
    return ask(method, target, json.dumps(value).encode())


def test_a_group_is_added_listed_changed_and_removed(real):
    groups = "/1.0/me/identity/group"
    before = real("GET", groups)[1]
    assert (
        send(real, "POST", groups, {"name": "ops", "description": "On call", "role": "ADMIN"})[0]
        == 200
    )
    assert send(real, "POST", groups, {"name": "ops", "description": "Others"})[0] == 409
    assert real("GET", groups)[1] == [*before, "ops"]
    made = real("GET", f"{groups}/ops")[1]
    assert (made["name"], made["description"], made["role"]) == ("ops", "On call", "ADMIN")
    real.time += 60
    assert send(real, "PUT", f"{groups}/ops", {"description": "Off duty"})[0] == 200
    changed = real("GET", f"{groups}/ops")[1]
    assert {name for name in made if made[name] != changed[name]} == {"description", "lastUpdate"}
    assert real("DELETE", f"{groups}/ops")[0] == 200
    assert real("GET", groups)[1] == before
    for method, body in (("GET", b""), ("PUT", b'{"description":"x"}'), ("DELETE", b"")):
        status, answer = real(method, f"{groups}/ops", body)
        assert (status, answer["class"]) == (404, "Client::NotFound")


def test_any_well_formed_id_exists_until_it_is_deleted(real):
    target = "/1.0/me/contact/4711"
    status, contact = real("GET", target)
    assert (status, contact["id"]) == (200, 4711)
    assert real("GET", target)[1] == contact
    assert real("GET", "/1.0/me/contact/x")[0] == 400
    other = "/1.0/me/sshKey/nobody-made-it"
    assert [real(method, other)[0] for method in ("GET", "DELETE", "GET", "DELETE")] == [
        200,
        200,
        404,
        404,
    ]


def test_nothing_is_below_what_was_removed(real):
    server = "/1.0/vps/vps-0a1b2c3d.vps.example.net"
    record = real("GET", f"{server}/ips")[1][0]
    assert real("GET", f"{server}/ips/{record}")[0] == 200
    real.app.state.memory.remove(("v1", *server.split("/")[2:]))
    assert real("GET", f"{server}/ips/{record}")[1]["message"] == "This service does not exist"
    assert server.rpartition("/")[2] not in real("GET", "/1.0/vps")[1]


def test_a_reset_starts_over(ask):
    first = ask("GET", "/1.0/me/document")[1]
    send(ask, "POST", "/1.0/me/document", {"name": "x"})
    ask("DELETE", "/1.0/me/api/application/1")
    assert ask("GET", "/1.0/me")[0] == 403
    assert ask("GET", "/sandbox/reset", sign=False)[0] == 405
    assert (
        ask("POST", "/sandbox/reset", headers={"origin": "https://example.com"}, sign=False)[0]
        == 403
    )
    assert ask("GET", "/1.0/me")[0] == 403
    assert ask("POST", "/sandbox/reset", sign=False) == (200, None)
    assert ask("GET", "/1.0/me/document")[1] == first


def test_another_sandbox_says_the_same():
    one, other = Asked(), Asked()
    for target in (
        "/1.0/me",
        "/1.0/me/contact/7",
        "/1.0/vps",
        "/v2/iam/policy",
        "/1.0/domain/zone/example.com/soa",
    ):
        assert one("GET", target) == other("GET", target)


def test_values_are_plausible_and_from_the_ranges_kept_for_examples(real):
    server = real("GET", "/1.0/dedicated/server")[1][0]
    found = real("GET", f"/1.0/dedicated/server/{server}")[1]
    assert found["name"] == server
    assert found["iam"]["urn"] == f"urn:v1:eu:resource:dedicatedServer:{server}"
    assert any(ip_address(found["ip"]) in ip_network(block) for block in DOCUMENTATION)
    assert found["rescueMail"].endswith("@example.com")
    bill = real("GET", "/1.0/me/bill/EU10000001")[1]
    assert "2020" < bill["date"] < "2023"
    price = bill["priceWithTax"]
    assert price["text"] == f"{price['value']:.2f} €"
    assert price["priceInUcents"] == round(price["value"] * 100_000_000)


def test_a_list_can_be_asked_for_as_objects(ask):
    path, mode = (
        "/1.0/domain/zone/example.com/record",
        {"x-pagination-mode": "CachedObjectList-Pages"},
    )
    ids = ask("GET", path)[1]
    records = ask("GET", path, headers=mode)[1]
    assert [record["id"] for record in records] == ids
    assert (ask.headers["x-pagination-elements"], ask.headers["x-pagination-number"]) == ("6", "1")
    second = ask(
        "GET", path, headers={**mode, "x-pagination-size": "4", "x-pagination-number": "2"}
    )[1]
    assert second == records[4:]
    named = {**mode, "x-pagination-sort": "fieldType", "x-pagination-sort-order": "DESC"}
    assert [record["fieldType"] for record in ask("GET", path, headers=named)[1]] == [
        "TXT",
        "NS",
        "NS",
        "MX",
        "A",
        "A",
    ]
    some = {**mode, "x-pagination-filter": "fieldType:in=A,MX&subDomain:like=w%25"}
    assert [record["subDomain"] for record in ask("GET", path, headers=some)[1]] == ["www"]
    assert ask.headers["x-pagination-elements"] == "1"


def test_objects_come_by_cursor_too(ask):
    headers = {"x-pagination-mode": "CachedObjectList-Cursor", "x-pagination-size": "4"}
    path = "/1.0/domain/zone/example.com/record"
    first = ask("GET", path, headers=headers)[1]
    rest = ask(
        "GET",
        path,
        headers={**headers, "x-pagination-cursor": ask.headers["x-pagination-cursor-next"]},
    )[1]
    assert [record["id"] for record in first + rest] == ask("GET", path)[1]
    assert "x-pagination-cursor-next" not in ask.headers


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x-pagination-mode", "Objects"),
        ("x-pagination-size", "0"),
        ("x-pagination-number", "x"),
        ("x-pagination-sort-order", "UP"),
        ("x-pagination-filter", "fieldType=A"),
    ],
)
def test_a_page_that_is_none_is_refused_naming_its_header(ask, name, text):
    headers = {"x-pagination-mode": "CachedObjectList-Pages", name: text}
    status, answer = ask("GET", "/1.0/domain/zone/example.com/record", headers=headers)
    assert (status, answer["message"].partition("]")[0].lower()) == (400, f"[{name}")


def test_a_batch_answers_for_each_id(ask):
    path = "/1.0/domain/zone/example.com/record"
    one, two, *_ = ask("GET", path)[1]
    ask("DELETE", f"{path}/{two}")
    answers = ask("GET", f"{path}/{one},{two},x", headers={"x-ovh-batch": ","})[1]
    assert [answer["key"] for answer in answers] == [str(one), str(two), "x"]
    assert answers[0] == {"key": str(one), "value": ask("GET", f"{path}/{one}")[1], "error": None}
    assert [answer["error"] and answer["error"]["class"] for answer in answers] == [
        None,
        "Client::NotFound",
        "Client::BadRequest",
    ]
    many = ";".join(str(number) for number in range(51))
    status, answer = ask("GET", f"{path}/{many}", headers={"x-ovh-batch": ";"})
    assert (status, answer["message"]) == (400, "The batch has 51 ids, 50 are the most")
    assert ask("GET", f"{path}/{one},{two}")[0] == 400  # without its header it is no batch


def test_a_resource_is_made_changed_and_removed_in_its_time(real):
    made = send(real, "POST", ORGANIZATIONS, {"targetSpec": {"name": "one", "label": "l"}})[1]
    target = f"{ORGANIZATIONS}/{made['id']}"
    seen = []
    for _ in range(4):
        found = real("GET", target)[1]
        seen.append((found["resourceStatus"], [task["status"] for task in found["currentTasks"]]))
        real.time += 2
    assert seen == [
        ("CREATING", ["PENDING"]),
        ("CREATING", ["RUNNING"]),
        ("CREATING", ["RUNNING"]),
        ("READY", []),
    ]
    assert found["currentState"]["createdAt"].startswith("2023-11-14T22:13:20")
    changed = send(
        real,
        "PUT",
        target,
        {"checksum": made["checksum"], "targetSpec": {"name": "two", "label": "l"}},
    )[1]
    assert changed["checksum"] != made["checksum"]
    assert (
        changed["resourceStatus"],
        changed["targetSpec"]["name"],
        changed["currentState"]["name"],
    ) == (
        "UPDATING",
        "two",
        "one",
    )
    status, refused = send(
        real,
        "PUT",
        target,
        {"checksum": made["checksum"], "targetSpec": {"name": "three", "label": "l"}},
    )
    assert (status, refused["class"]) == (412, "Client::PreconditionFailed::ChecksumMismatch")
    real.time += 6
    settled = real("GET", target)[1]
    assert (settled["resourceStatus"], settled["currentState"]["name"]) == ("READY", "two")
    assert settled["checksum"] == changed["checksum"]
    assert real("DELETE", target)[0] == 200
    assert real("GET", target)[1]["resourceStatus"] == "DELETING"
    real.time += 6
    assert real("GET", target)[0] == 404
    assert made["id"] not in [item["id"] for item in real("GET", ORGANIZATIONS)[1]]


def test_a_resource_that_was_always_there_is_as_it_was_asked_to_be(real):
    target = f"{ORGANIZATIONS}/123e4567-e89b-12d3-a456-426614174001"
    found = real("GET", target)[1]
    assert (found["resourceStatus"], found["currentTasks"]) == ("READY", [])
    assert found["targetSpec"].items() <= found["currentState"].items()
    send(
        real,
        "PUT",
        target,
        {"checksum": found["checksum"], "targetSpec": {"name": "new", "label": "l"}},
    )
    changed = real("GET", target)[1]
    assert changed["targetSpec"]["name"] == "new"
    assert changed["currentState"]["name"] == found["currentState"]["name"]
    real.time += 6
    assert real("GET", target)[1]["currentState"]["name"] == "new"


def test_tasks_tell_what_was_done_to_a_resource_and_what_is_below_it(real):
    tasks = f"{ORGANIZATIONS.rpartition('/')[0]}/task"
    (first,) = real("GET", tasks)[1]
    assert (first["status"], first["createdAt"] < first["startedAt"] < first["finishedAt"]) == (
        "DONE",
        True,
    )
    made = send(real, "POST", ORGANIZATIONS, {"targetSpec": {"name": "one", "label": "l"}})[1]
    real.time += 10
    real("DELETE", f"{ORGANIZATIONS}/{made['id']}")
    real.time += 3
    assert [(task["type"], task["status"]) for task in real("GET", tasks)[1]] == [
        ("resourceCreate", "DONE"),
        ("resourceCreate", "DONE"),
        ("resourceDelete", "RUNNING"),
    ]
    real.time += 10
    assert [task["status"] for task in real("GET", tasks)[1]] == ["DONE"] * 3


def test_a_task_can_be_read_where_its_link_says(real):
    holder = "/v2/publicCloud/project/p1/rancher/123e4567-e89b-12d3-a456-426614174000"
    body = {"targetSpec": {"name": "r", "plan": "STANDARD", "version": "2.8"}}
    assert send(real, "PUT", holder, body)[0] == 200
    (current,) = real("GET", holder)[1]["currentTasks"]
    listed = real("GET", f"{holder}/task")[1]
    assert [task["id"] for task in listed][-1] == current["id"]
    assert real("GET", current["link"])[1] == listed[-1]
    real.time = NOW + 6
    assert [event["type"] for event in real("GET", f"{holder}/event")[1]][-3:] == [
        "TARGET_SPEC_UPDATE",
        "TASK_START",
        "TASK_SUCCESS",
    ]


def test_a_task_of_v1_is_done_after_a_while(real):
    server = "/1.0/vps/vps-0a1b2c3d.vps.example.net"
    task = real("POST", f"{server}/reboot")[1]
    states = []
    for _ in range(3):
        states.append(real("GET", f"{server}/tasks/{task['id']}")[1]["state"])
        real.time += 3
    assert states == ["todo", "doing", "done"]
    assert task["id"] in real("GET", f"{server}/tasks")[1]
    assert task["id"] in real("GET", f"{server}/tasks?state=done")[1]
    assert task["id"] not in real("GET", f"{server}/tasks?state=todo")[1]
