"""What usually follows a call, where the schema or the description says so."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call
from ovh_explorer.catalog.examples import example
from ovh_explorer.client.response import Response
from ovh_explorer.workspace.navigation.next_steps import Pending, next_steps, steps_after
from ovh_explorer.workspace.navigation.states import (
    is_over,
    is_ready,
    state_of,
    state_of_response,
)

RECORD = {"id": 5210000001, "fieldType": "A", "target": "192.0.2.1", "zone": "example.com"}


def steps(
    store, title: str, answer: object = None, **values: str
) -> list[tuple[str, dict[str, str]]]:
    method, path = title.split()
    branch = "v2" if path.startswith("/v2") else "v1"
    path = path.removeprefix("/v2")
    operation = store.operation(branch, method, path)
    call = Call(branch, method, path, tuple(values.items()))
    found = next_steps(store, operation, call, answer)
    return [
        (f"{step.opened.method} {step.opened.path}", dict(step.opened.values)) for step in found
    ]


def test_a_record_wants_its_zone_refreshed(real_store):
    zone = {"zoneName": "example.com"}
    assert steps(real_store, "POST /domain/zone/{zoneName}/record", RECORD, **zone) == [
        ("POST /domain/zone/{zoneName}/refresh", zone),
        ("GET /domain/zone/{zoneName}/record/{id}", {**zone, "id": "5210000001"}),
        ("GET /domain/zone/{zoneName}/record", zone),
    ]
    assert steps(real_store, "DELETE /domain/zone/{zoneName}/record/{id}", None, **zone, id="7")[0][
        0
    ].endswith("/refresh")
    assert steps(real_store, "POST /domain/zone/{zoneName}/dnssec", None, **zone) == [
        ("GET /domain/zone/{zoneName}/dnssec", zone)
    ]
    assert steps(real_store, "POST /domain/zone/{zoneName}/refresh", None, **zone) == []


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("INSTALLING", "Follow it until it is ready"),
        ("creating", "Follow it until it is ready"),
        ("PENDING", "Follow it until it is ready"),
        ("IN_CREATION", "Follow it until it is ready"),
        ("BUILD", "Follow it until it is ready"),
        ("READY", "View the new object"),
        ("running", "View the new object"),
        ("ACTIVE", "View the new object"),
    ],
)
def test_what_is_still_being_made_is_followed_until_it_is_ready(real_store, state, title):
    path = "/cloud/project/{serviceName}/kube/{kubeId}/nodepool"
    call = Call("v1", "POST", path, (("serviceName", "p"), ("kubeId", "k")))
    operation = real_store.operation("v1", "POST", path)
    first = next_steps(real_store, operation, call, {"id": "n", "status": state})[0]
    assert (first.title, first.opened.path) == (title, f"{path}/{{nodePoolId}}")
    assert (first.is_over is is_ready) == title.startswith("Follow")


@pytest.mark.parametrize(
    ("title", "state", "wanted"),
    [
        (
            "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}",
            "UPSCALING",
            "ready",
        ),
        ("GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}", "READY", ""),
        ("GET /cloud/project/{serviceName}/instance/{instanceId}", "REBUILD", "ready"),
        ("GET /dedicated/server/{serviceName}/task/{taskId}", "doing", "done"),
        ("GET /dedicated/server/{serviceName}/task/{taskId}", "todo", "done"),
        ("GET /dedicated/server/{serviceName}/task/{taskId}", "done", ""),
    ],
)
def test_what_is_shown_under_way_is_followed_until_it_stays(real_store, title, state, wanted):
    method, path = title.split()
    operation = real_store.operation("v1", method, path)
    values = tuple((part.name, "7") for part in operation.placed("path"))
    call = Call("v1", method, path, values, (("page", "2"),))
    found = next_steps(real_store, operation, call, {"id": "n", "status": state})
    assert [step.title for step in found] == ([f"Follow it until it is {wanted}"] if wanted else [])
    for step in found:
        assert (step.opened.path, step.opened.values) == (path, values)
        assert step.opened.query == call.query


@pytest.mark.parametrize("state", ["RUNNING", "PAUSED", "FAILED"])
def test_a_task_of_which_no_state_says_that_it_is_done_is_not_followed(real_store, state):
    """A task of a connector runs as long as the connector exists."""
    path = "/cloud/project/{serviceName}/database/kafkaConnect/{clusterId}/connector/{connectorId}"
    values = {"serviceName": "p", "clusterId": "c", "connectorId": "k", "taskId": "0"}
    answer = {"id": 0, "status": state, "trace": ""}
    assert steps(real_store, f"GET {path}/task/{{taskId}}", answer, **values) == []


def test_a_change_that_says_that_it_is_under_way_is_followed(real_store):
    path = "/cloud/project/{serviceName}/region/{regionName}/loadbalancing/loadbalancer/{loadBalancerId}"
    values = (("serviceName", "p"), ("regionName", "GRA"), ("loadBalancerId", "l"))
    operation = real_store.operation("v1", "PUT", path)
    call = Call("v1", "PUT", path, values)
    found = next_steps(real_store, operation, call, {"id": "l", "status": "updating"})
    assert [step.title for step in found] == ["Follow it until it is ready"]
    found = next_steps(real_store, operation, call, {"id": "l", "status": "active"})
    assert [step.title for step in found] == ["View it as it is now"]


@pytest.mark.parametrize(
    ("state", "stays"),
    [
        ("UPDATING_IP", False),
        ("backing-up", False),
        ("autorenewInProgress", False),
        ("IN PROGRESS", False),
        ("pending_delete", False),
        ("WARNING", True),
        ("sleeping", True),
        ("waitingCustomer", True),
        ("awaiting_transfer", True),
        ("error_deleting", True),
        ("extending_error", True),
        ("no_building", True),
        ("incomingBlackList", True),
        ("", True),
    ],
)
def test_states_that_the_catalog_names_stay_or_go_on(state, stays):
    assert is_ready(state) is stays


def test_a_load_balancer_applies_its_configuration(real_store):
    name = {"serviceName": "loadbalancer-1"}
    first = steps(
        real_store, "POST /ipLoadbalancing/{serviceName}/http/farm", {"farmId": 5}, **name
    )
    assert first[0] == ("POST /ipLoadbalancing/{serviceName}/refresh", name)
    for path in ("terminate", "changeContact", "log/url", "confirmTermination"):
        found = steps(real_store, f"POST /ipLoadbalancing/{{serviceName}}/{path}", None, **name)
        assert not any(title.endswith("/refresh") for title, _ in found), path


@pytest.mark.parametrize(
    ("title", "values", "answer", "shown"),
    [
        (
            "POST /vps/{serviceName}/reboot",
            {"serviceName": "vps-1"},
            {"id": 5, "state": "todo", "type": "rebootVm"},
            ("GET /vps/{serviceName}/tasks/{id}", {"serviceName": "vps-1", "id": "5"}),
        ),
        (
            "POST /dedicated/server/{serviceName}/reboot",
            {"serviceName": "ns1"},
            {"taskId": 9, "status": "init"},
            (
                "GET /dedicated/server/{serviceName}/task/{taskId}",
                {"serviceName": "ns1", "taskId": "9"},
            ),
        ),
        (
            "PUT /v2/vrackServices/resource/{vrackServicesId}",
            {"vrackServicesId": "vrs-1"},
            {"id": "vrs-1", "currentTasks": [{"id": "t-1", "type": "x", "status": "PENDING"}]},
            (
                "GET /vrackServices/resource/{vrackServicesId}/task/{taskId}",
                {"vrackServicesId": "vrs-1", "taskId": "t-1"},
            ),
        ),
        (
            "POST /v2/managedCMS/resource/{serviceId}/website",
            {"serviceId": "s-1"},
            {"id": "w-2", "currentTasks": [{"id": "t-2", "type": "x"}]},
            (
                "GET /managedCMS/resource/{serviceId}/task/{taskId}",
                {"serviceId": "s-1", "taskId": "t-2"},
            ),
        ),
    ],
)
def test_a_task_is_followed(real_store, title, values, answer, shown):
    assert steps(real_store, title, answer, **values)[0] == shown


def test_the_way_of_a_cart(real_store):
    cart = {"cartId": "c-1"}
    way = [
        ("POST /order/cart", {}, {"cartId": "c-1"}, "POST /order/cart/{cartId}/assign"),
        ("POST /order/cart/{cartId}/assign", cart, None, "GET /order/cart/{cartId}"),
        (
            "POST /order/cart/{cartId}/domain",
            cart,
            {"itemId": 4, "cartId": "c-1"},
            "GET /order/cart/{cartId}/item/{itemId}/requiredConfiguration",
        ),
        (
            "POST /order/cart/{cartId}/item/{itemId}/configuration",
            {**cart, "itemId": "4"},
            {"id": 1},
            "GET /order/cart/{cartId}/checkout",
        ),
        (
            "GET /order/cart/{cartId}/checkout",
            cart,
            {"orderId": None},
            "POST /order/cart/{cartId}/checkout",
        ),
    ]
    for title, values, answer, following in way:
        assert steps(real_store, title, answer, **values)[0][0] == following


def test_nothing_usually_follows_a_question(real_store):
    assert steps(real_store, "GET /domain/zone", ["example.com"]) == []
    assert (
        steps(real_store, "GET /vps/{serviceName}/tasks/{id}", {"id": 1}, serviceName="v", id="1")
        == []
    )


def test_what_waits_for_a_refresh_is_counted_until_then(real_store):
    pending = Pending(real_store)
    path = "/domain/zone/{zoneName}/record"
    for zone in ("example.com", "example.com", "example.org"):
        pending.note(
            real_store.operation("v1", "POST", path),
            Call("v1", "POST", path, (("zoneName", zone),)),
        )
    assert pending.words == "refresh example.com (2), refresh example.org (1)"
    refresh = "/domain/zone/{zoneName}/refresh"
    operation = real_store.operation("v1", "POST", refresh)
    pending.note(operation, Call("v1", "POST", refresh, (("zoneName", "example.com"),)))
    assert pending.words == "refresh example.org (1)"


def came(content: bytes) -> Response:
    return Response(200, "OK", (), content, 0.1, "GET", "http://x/")


def test_states_in_which_a_task_is_over():
    for state in (
        "done",
        "DONE",
        "cancelled",
        "ovhError",
        "in-error",
        "FAILURE",
        "FAILED",
        "expired",
    ):
        assert is_over(state)
    for state in (
        "todo",
        "doing",
        "init",
        "PENDING",
        "RUNNING",
        "WAITING_USER_INPUT",
        "in-progress",
        "",
    ):
        assert not is_over(state)
    assert is_ready("ing_" * 50_000 + "!"), "at once: it is none"
    assert state_of({"status": "doing"}) == "doing"
    assert state_of([{"state": "todo"}]) == "todo"
    assert state_of_response(came(b'{"status":"doing"}')) == "doing"
    for page in (b"", b"<html>busy</html>", b"[" * 50_000):
        assert state_of_response(came(page)) == "", (
            "a front end answers a task that is asked for again and again"
        )
    assert state_of([1, 2]) == state_of(None) == state_of({"status": 5}) == ""


def test_every_operation_that_answers_a_task_leads_to_it(real_store):
    """All but 26 of 773; those are of types that no operation shows."""
    tasks = missed = 0
    for branch in ("v1", "v2"):
        for product in real_store.products(branch):
            models = real_store.models(branch, product.path)
            for row in real_store.operations(branch, product.path):
                operation = real_store.operation(branch, row.method, row.path)
                kind = operation.response.lower()
                if row.method == "GET" or not ("task" in kind or kind.endswith("operation")):
                    continue
                call = Call(
                    branch,
                    row.method,
                    row.path,
                    tuple((p.name, "5") for p in operation.placed("path")),
                )
                found = next_steps(
                    real_store, operation, call, example(models, operation.response, full=True)
                )
                tasks += 1
                missed += not any(step.is_over for step in found)
    assert tasks > 700
    assert missed <= 26


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "taskId", "currentTasks", "status", "itemId", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(JSON)
def test_any_answer_is_taken(real_store, answer):
    """Only with every path value known, and none that would change the path."""
    for branch, method, path in (
        ("v1", "POST", "/vps/{serviceName}/reboot"),
        ("v2", "PUT", "/vrackServices/resource/{vrackServicesId}"),
        ("v1", "POST", "/order/cart/{cartId}/domain"),
    ):
        operation = real_store.operation(branch, method, path)
        call = Call(
            branch, method, path, tuple((part.name, "x") for part in operation.placed("path"))
        )
        for step in next_steps(real_store, operation, call, answer):
            assert dict(step.opened.values).keys() == {
                part[1:-1] for part in step.opened.path.split("/") if part.startswith("{")
            }
            assert not {".", "..", ""} & set(dict(step.opened.values).values())
    raw = json.dumps(answer).encode()
    response = Response(200, "OK", (), raw, 0.1, "POST", "https://x")
    operation = real_store.operation("v1", "POST", "/vps/{serviceName}/reboot")
    steps_after(
        real_store, operation, Call("v1", "POST", operation.path, (("serviceName", "x"),)), response
    )
