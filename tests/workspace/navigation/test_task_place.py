"""Where the task of an answer is shown, known before there is one."""

import pytest

from ovh_explorer.workspace.navigation.states import is_over
from ovh_explorer.workspace.navigation.task_place import TaskPlace, task_place

OVER = ("cancelled", "done", "error")


@pytest.mark.parametrize(
    ("operation", "place"),
    [
        (
            "POST /vps/{serviceName}/reboot",
            TaskPlace("/vps/{serviceName}/tasks", "id", "state", OVER, "done"),
        ),
        (
            "POST /domain/zone/{zoneName}/import",
            TaskPlace("/domain/zone/{zoneName}/task", "id", "status", OVER, "done"),
        ),
        (
            "POST /dedicated/server/{serviceName}/reboot",
            TaskPlace(
                "/dedicated/server/{serviceName}/task",
                "taskId",
                "status",
                ("cancelled", "customerError", "done", "ovhError"),
                "done",
            ),
        ),
        # It is of another type than the task that is shown.
        (
            "POST /hosting/web/{serviceName}/database",
            TaskPlace(
                "/hosting/web/{serviceName}/tasks", "id", "status", ("cancelled", "done"), "done"
            ),
        ),
        (
            "POST /dbaas/logs/{serviceName}/output/graylog/stream",
            TaskPlace(
                "/dbaas/logs/{serviceName}/operation",
                "operationId",
                "state",
                ("FAILURE", "REVOKED", "SUCCESS"),
                "SUCCESS",
            ),
        ),
        # A list of them, whose type is told apart from that of one.
        (
            "POST /horizonView/{serviceName}/customerNetwork",
            TaskPlace(
                "/horizonView/{serviceName}/dedicatedHorizon/task",
                "taskId",
                "state",
                ("canceled", "done", "error"),
                "done",
                several=True,
            ),
        ),
        (
            "POST /dedicated/server/{serviceName}/ola/ungroup",
            TaskPlace(
                "/dedicated/server/{serviceName}/task",
                "taskId",
                "status",
                ("cancelled", "customerError", "done", "ovhError"),
                "done",
                several=True,
            ),
        ),
        # What only asks is asked again; what spends money is not.
        (
            "POST /connectivity/eligibility/search/meetings",
            TaskPlace("", "", "status", ("error", "ok"), "ok", repeats=True),
        ),
        (
            "POST /pack/xdsl/{packName}/addressMove/offers",
            TaskPlace("", "", "status", ("error", "ok"), "ok", repeats=True),
        ),
        ("POST /pack/xdsl/{packName}/addressMove/moveOffer", None),
        # No task; none that says how far it is; tasks of another service.
        ("POST /domain/zone/{zoneName}/record", None),
        ("POST /domain/zone/{zoneName}/refresh", None),
        ("DELETE /email/domain/{domain}/account/{accountName}/filter/{name}", None),
        ("GET /vps/{serviceName}/tasks/{id}", None),
    ],
)
def test_where_a_task_is_shown(operation: str, place: TaskPlace | None, real_store) -> None:
    method, path = operation.split()
    assert task_place(real_store, real_store.operation("v1", method, path)) == place


def test_each_place_is_one_of_the_catalog(real_store) -> None:
    found = 0
    for branch in ("v1", "v2"):
        for product in real_store.products(branch):
            shown = {path.rpartition("/")[0] for path in real_store.details(branch, product.path)}
            for row in real_store.operations(branch, product.path):
                place = task_place(real_store, real_store.operation(branch, row.method, row.path))
                if place is not None:
                    found += 1
                    assert place.repeats or place.path in shown
                    assert place.done in place.over
                    assert place.repeats or all(map(is_over, place.over))
    assert found > 700
