"""From the requests of a run to a recipe: which value came out of which response, and why."""

import itertools
import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.workspace.recipes.exchanges import NO_RESPONSE, Exchange
from ovh_explorer.workspace.recipes.flow import Flow, FlowMark, find_flow
from ovh_explorer.workspace.recipes.template import Reference, fill

NO_BODY = object()
ZONE, SERVER = "example.com", "ns1012345.ip-203-0-113.eu"
UUID = "5d8f5f0c-7a36-4f11-9c1b-3f2f0f6d7f10"


def sent(
    title: str,
    values: dict[str, str],
    response: Any = NO_RESPONSE,
    body: Any = NO_BODY,
    **more: Any,
) -> Exchange:
    method, path = title.split()
    content = None if body is NO_BODY else canonical_json(body)
    call = Call.make("v1", method, path, path_values=values, body=content, **more)
    return Exchange(call, response)


def mark(flow: Flow, number: int, name: str) -> FlowMark:
    return next(mark for mark in flow.marks if (mark.number, mark.place[1]) == (number, name))


def record_run() -> list[Exchange]:
    """A record that is made, changed, read and deleted."""
    one = "/domain/zone/{zoneName}/record/{id}"
    record = {"zoneName": ZONE, "id": "5210000013"}
    body = {"fieldType": "A", "subDomain": "www", "target": "192.0.2.1"}
    return [
        sent("GET /domain/zone", {}, [ZONE, "example.org"]),
        sent(
            "POST /domain/zone/{zoneName}/record",
            {"zoneName": ZONE},
            {"id": 5210000013, **body},
            body,
        ),
        sent(f"PUT {one}", record, None, {"target": "192.0.2.2"}),
        sent(f"GET {one}", record, {"id": 5210000013, "target": "192.0.2.2"}),
        sent(f"DELETE {one}", record),
    ]


def test_an_id_is_that_of_the_response_that_made_it_and_a_chosen_name_is_a_parameter():
    flow = find_flow(record_run())
    assert [(item.name, item.example, item.choices) for item in flow.recipe.parameters] == [
        ("zone", ZONE, "GET /domain/zone")
    ]
    values = {"zoneName": "${zone}", "id": "${record.id}"}
    assert [step.path_values for step in flow.recipe.steps[2:]] == [values] * 3
    assert [step.id for step in flow.recipe.steps] == [
        "zones",
        "record",
        "record_2",
        "record_3",
        "record_4",
    ]
    assert flow.recipe.steps[1].body["target"] == "192.0.2.1"
    why = "It is a long number, and id of the response to POST /domain/zone/{zoneName}/record."
    assert mark(flow, 2, "id").why == why


def test_what_the_user_typed_is_no_reference_to_its_echo():
    made = {"name": SERVER, "ip": "203.0.113.7"}
    flow = find_flow(
        [
            sent("GET /dedicated/server/{serviceName}", {"serviceName": SERVER}, made),
            sent("GET /dedicated/server/{serviceName}/task", {"serviceName": SERVER}, []),
        ]
    )
    assert [item.name for item in flow.recipe.parameters] == ["server"]
    assert [step.path_values["serviceName"] for step in flow.recipe.steps] == ["${server}"] * 2


def test_several_values_out_of_one_response_deep_in_it():
    made = {"user": {"uuid": UUID}, "network": {"address": "198.51.100.9"}}
    flow = find_flow(
        [
            sent("POST /x", {}, made, {"name": "a"}),
            sent("POST /y", {}, None, {"ids": [UUID], "ip": "198.51.100.9", "count": 1}),
        ]
    )
    assert flow.recipe.steps[1].body == {
        "ids": ["${x.user.uuid}"],
        "ip": "${x.network.address}",
        "count": 1,
    }


def test_an_item_of_a_list_of_ids_is_found_by_its_index_but_none_of_a_list_of_objects():
    path = "DELETE /domain/zone/{zoneName}/record/{id}"
    for listed, wanted in (
        ([5210000001, 5210000002], "${records[1]}"),
        ([{"id": 5210000001}, {"id": 5210000002}], "5210000002"),
    ):
        flow = find_flow(
            [
                sent("GET /domain/zone/{zoneName}/record", {"zoneName": ZONE}, listed),
                sent(path, {"zoneName": ZONE, "id": "5210000002"}),
            ]
        )
        assert flow.recipe.steps[1].path_values["id"] == wanted
    assert "list of objects" in mark(flow, 1, "id").why


def test_one_of_all_that_an_account_has_is_chosen_again():
    flow = find_flow(
        [
            sent("GET /cloud/project", {}, ["6a7c9c18e6a6ecb906b3dbfa3bcd34a7", "b" * 31 + "1"]),
            sent("GET /cloud/project/{serviceName}/instance", {"serviceName": "b" * 31 + "1"}, []),
        ]
    )
    (parameter,) = flow.recipe.parameters
    assert (parameter.name, parameter.choices) == ("project", "GET /cloud/project")
    assert flow.recipe.steps[1].path_values == {"serviceName": "${project}"}


def test_equal_values_of_other_things_are_not_joined():
    flow = find_flow(
        [
            sent("GET /a/{id}", {"id": "77"}, {"id": 77, "billId": 4200, "ttl": 3600, "ok": True}),
            sent("POST /order/{recordId}", {"recordId": "4200"}, None, {"port": 3600, "ok": True}),
        ]
    )
    assert flow.recipe.parameters == ()
    assert flow.recipe.steps[1].path_values == {"recordId": "4200"}
    assert flow.recipe.steps[1].body == {"port": 3600, "ok": True}
    assert "another thing" in mark(flow, 1, "recordId").why


def test_small_ids_are_joined_by_what_they_are_ids_of():
    flow = find_flow(
        [
            sent("POST /me/api/application", {}, {"applicationId": 3}, {"name": "a"}),
            sent("GET /me/api/application/{applicationId}", {"applicationId": "3"}),
        ]
    )
    assert flow.recipe.steps[1].path_values == {"applicationId": "${application.applicationId}"}


def test_a_task_that_was_followed_is_waited_for():
    path = "GET /dedicated/server/{serviceName}/task/{taskId}"
    values = {"serviceName": SERVER, "taskId": "5510000001"}
    states = ("todo", "doing", "done")
    flow = find_flow(
        [
            sent(
                "POST /dedicated/server/{serviceName}/reboot",
                {"serviceName": SERVER},
                {"taskId": 5510000001, "status": "todo"},
            ),
            *(sent(path, values, {"taskId": 5510000001, "status": state}) for state in states),
        ]
    )
    assert [step.until for step in flow.recipe.steps] == ["", "status == 'done'"]
    assert flow.recipe.steps[1].path_values["taskId"] == "${reboot.taskId}"
    assert flow.numbers == (0, 1)


def test_a_task_that_the_screen_followed_is_one_request_with_its_first_and_last_response():
    call = sent("GET /vps/{name}/tasks/{id}", {"name": "vps-1.example", "id": "5000001"}).call
    (step,) = find_flow([Exchange(call, {"state": "done"}, {"state": "todo"})]).recipe.steps
    assert step.until == "state == 'done'"
    (step,) = find_flow([Exchange(call, {"state": "todo"}, {"state": "todo"})]).recipe.steps
    assert step.until == ""


def test_a_get_that_is_sent_again_is_left_out_unless_something_changed():
    read = sent("GET /x/{id}", {"id": "a"}, {"n": 1})
    change = sent("PUT /x/{id}", {"id": "a"}, None, {"n": 2})
    flow = find_flow([read, read, change, read, read])
    assert [step.method for step in flow.recipe.steps] == ["GET", "PUT", "GET"]


def test_secrets_come_from_the_environment_wherever_they_stand():
    secret = frozenset({("body", "/password")})
    body = {"login": "ada", "password": "s3cr3t-of-ada"}
    flow = find_flow(
        [
            sent("POST /email", {}, None, body, sensitive=secret),
            sent("POST /check", {}, None, {"word": "s3cr3t-of-ada"}),
        ],
        fixed={(0, ("body", "/password"))},
    )
    (parameter,) = flow.recipe.parameters
    assert (parameter.name, parameter.is_secret, parameter.example) == ("password", True, "")
    assert flow.recipe.steps[0].body == {"login": "ada", "password": "${password}"}
    assert "s3cr3t" not in str(flow)


def test_what_is_inside_of_a_secret_is_a_secret():
    secret = frozenset({("body", "/version/data")})
    data = {"password": "s3cr3t", "user": ["bob"], "port": 5432, "tls": True, "note": None}
    body = {"path": "app/db", "version": {"data": data}}
    flow = find_flow([sent("POST /secret", {}, None, body, sensitive=secret)])
    assert all(item.is_secret and not item.example for item in flow.recipe.parameters)
    assert flow.recipe.steps[0].body == {
        "path": "app/db",
        "version": {
            "data": {
                "password": "${password}",
                "user": ["${user}"],
                "port": "${port}",
                "tls": True,
                "note": None,
            }
        },
    }
    for text in ("s3cr3t", "bob", "5432"):
        assert text not in str(flow)
    (why,) = {mark.why for mark in flow.marks if mark.name == "port"}
    assert why == "It is a secret: the environment gives it, as a text."


def test_an_id_within_a_urn_and_a_url():
    made = {"serviceName": "vps-0a1b2c3d.vps.example.net", "ip": "203.0.113.77"}
    urn = "urn:v1:eu:resource:vps:vps-0a1b2c3d.vps.example.net"
    flow = find_flow(
        [
            sent("POST /order", {}, made, {"plan": "x"}),
            sent(
                "POST /policy", {}, None, {"urn": urn, "url": "https://203.0.113.77/a", "x": "1.0"}
            ),
        ]
    )
    assert flow.recipe.steps[1].body == {
        "urn": "urn:v1:eu:resource:vps:${order.serviceName}",
        "url": "https://${order.ip}/a",
        "x": "1.0",
    }


def test_a_request_that_was_sent_again_gives_a_value_only_to_what_came_after_it():
    """A list that was read again stands once, where it was first."""
    records = "GET /domain/zone/{zoneName}/record"
    one = records + "/{id}"

    def ids(first: list[int], again: list[int]) -> list[str]:
        exchanges = [
            sent(records, {"zoneName": ZONE}, first),
            sent(one, {"zoneName": ZONE, "id": "5210000002"}, {}),
            sent(records, {"zoneName": ZONE}, again),
            sent(one, {"zoneName": ZONE, "id": "5210000003"}, {}),
        ]
        return [step.path_values["id"] for step in find_flow(exchanges).recipe.steps[1:]]

    assert ids([5210000002], [5210000002, 5210000003]) == ["${records[0]}", "${records[1]}"]
    unknown = ids([], [5210000002, 5210000003])
    assert unknown == ["5210000002", "${records[1]}"], "nobody had the first one yet"


def test_the_user_keeps_a_value_as_it_is():
    run = record_run()
    flow = find_flow(run, fixed={(4, ("path", "id")), (2, ("path", "zoneName"))})
    assert flow.recipe.steps[4].path_values == {"zoneName": "${zone}", "id": "5210000013"}
    assert flow.recipe.steps[2].path_values == {"zoneName": ZONE, "id": "${record.id}"}
    assert mark(flow, 4, "id").is_choice
    assert mark(flow, 4, "id").why == "You keep it as it is."


def response_of(run: list[Exchange], number: int) -> Any:
    """What a step was answered at last: a GET that is sent again before something changes is the
    same step.
    """
    response = run[number].response
    if run[number].call.method == "GET":
        reads = itertools.takewhile(lambda later: later.call.method == "GET", run[number:])
        response = [read.response for read in reads if read.call == run[number].call][-1]
    return response


def look_up(flow: Flow, run: list[Exchange]):
    values = {item.name: item.example for item in flow.recipe.parameters}
    by_name = {
        step.id: response_of(run, number)
        for step, number in zip(flow.recipe.steps, flow.numbers, strict=True)
    }

    def value_of(reference: Reference) -> Any:
        found = values.get(reference.name, by_name.get(reference.name))
        for step in reference.path:
            found = found[step]
        return found

    return value_of


# Few and telling values, so that they meet.
TEXTS = st.sampled_from(
    [ZONE, SERVER, UUID, "192.0.2.1", "A", "${zone}", "5210000001", f"urn:x:{UUID}"]
)
JSON = st.recursive(
    st.one_of(TEXTS, st.sampled_from([5210000001, 77, 1, True, None])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "name", "ip", "a/b", "x~"]), inner, max_size=3),
    ),
    max_leaves=6,
)
EXCHANGES = st.builds(
    lambda method, value, body, response: sent(
        f"{method} /zone/{{zoneName}}/x",
        {"zoneName": value},
        response,
        NO_BODY if method == "GET" else body,
        query=[("q", value), ("q", "A")],
    ),
    st.sampled_from(["GET", "POST"]),
    TEXTS,
    JSON,
    JSON,
)


@given(st.lists(EXCHANGES, min_size=1, max_size=6))
# A GET that was sent again, with what the request between had.
@example(
    [
        sent("GET /zone/{zoneName}/x", {"zoneName": ZONE}, ZONE),
        sent("GET /zone/{zoneName}/x", {"zoneName": SERVER}, {}),
        sent("GET /zone/{zoneName}/x", {"zoneName": ZONE}, SERVER),
    ]
)
def test_with_the_responses_of_the_day_the_recipe_sends_what_was_sent(run: list[Exchange]):
    flow = find_flow(run)
    value_of = look_up(flow, run)
    for step, number in zip(flow.recipe.steps, flow.numbers, strict=True):
        call = run[number].call
        assert {key: str(fill(item, value_of)) for key, item in step.path_values.items()} == dict(
            call.path_values
        )
        assert tuple((key, str(fill(item, value_of))) for key, item in step.query) == call.query
        if call.body is not None:
            assert json.dumps(fill(step.body, value_of)) == json.dumps(call.json)
