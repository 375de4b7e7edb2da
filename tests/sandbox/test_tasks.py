"""What an operation answers as its task: it isn't over, fits the call, and is read as the same
wherever it is read.
"""

import json
import re
from collections import Counter

import pytest

from ovh_explorer.call import encode
from ovh_explorer.catalog.resolve import Enum, Models, Object
from ovh_explorer.catalog.schema import read_operation, read_product
from ovh_explorer.form import Form
from ovh_explorer.sandbox.documents import EMBEDDED, Documents
from ovh_explorer.sandbox.functions import function_of
from tests import real_catalog
from tests.sandbox.asked import NOW, Asked

OVER = {
    "done", "ok", "error", "cancelled", "canceled", "refused", "aborted", "denied", "problem",
    "customererror", "ovherror", "unknown", "fixing", "unfixed",
}  # fmt: skip
FUNCTIONS = ("function", "action", "operation", "type", "name")
_SERVERS = EMBEDDED / "v1" / "dedicated" / "server.json"
VPS = "/1.0/vps/vps-0a1b2c3d.vps.example.net"


@pytest.fixture(scope="module")
def ask(real_schemas):
    return Asked(Documents(real_schemas))


def task_of(models, kind):
    """The model of a response whose type ends in ``Task``; None for others."""
    if not kind.removesuffix("[]").partition("<")[0].lower().endswith("task"):
        return None
    shape = models.shape(kind.removesuffix("[]"))
    return shape.model if isinstance(shape, Object) else None


def made(operation, models):
    form = Form(operation, models)
    form.fill_example()
    return form.call()


def property_of(model, names):
    return next((item.name for item in model.properties if item.name in names), None)


def test_what_an_operation_begins_is_not_over_and_is_the_same_wherever_it_is_read(
    real_schemas, whole, ask
):
    counts = Counter()
    for product in real_catalog.sample(real_schemas, whole):
        models = Models(product.models)
        for operation in product.operations:
            model = task_of(models, operation.response)
            if operation.method == "GET" or model is None:
                continue
            ask.app.reset()
            ask.time = NOW
            call = made(operation, models)
            status, value = ask(call.method, f"/{call.branch}{call.target}", call.body or b"")
            assert status == 200, (operation.title, value)
            task = value[0] if isinstance(value, list) else value
            state = property_of(model, ("status", "state"))
            assert state is None or task[state].lower() not in OVER, (operation.title, task)
            counts["answered a task"] += 1
            counts["read again"] += read_again(ask, operation, call, task)
    print(*(f"{number} {kind}" for kind, number in counts.items()), sep="\n")
    assert counts["answered a task"] > (600 if whole else 20)
    counted = real_catalog.figures(real_schemas)
    if whole and counted is not None:
        assert counts["answered a task"] == counted.tasks
    assert counts["read again"] > counts["answered a task"] * 0.9


def read_again(ask, operation, call, task) -> bool:
    """Whether the task is listed, and is read under its id as it was answered."""
    key = task.get("taskId", task.get("id"))
    found = ask.app._documents.route(call.branch, call.method, call.concrete_path)
    for collection in found.roles.collections():
        place = {f"{{{name}}}": encode(value) for name, value in call.path_values}
        path = "/".join(place.get(part, part) for part in collection.path.split("/"))
        if "{" in path or "task" not in path.rpartition("/")[2].lower() or not collection.reads:
            continue
        path = "/".join([""] + [part for part in path.split("/") if part])
        if key not in (ask("GET", f"/{call.branch}{path}")[1] or ()):
            continue
        status, again = ask("GET", f"/{call.branch}{path}/{key}")
        assert status == 200
        for name in (*FUNCTIONS, "status", "state"):
            if name in task and name in again:
                assert again[name] == task[name], (operation.title, name)
        return True
    return False


@pytest.mark.parametrize(
    ("method", "path", "function"),
    [
        ("POST", "/dedicated/server/{serviceName}/reboot", "hardReboot"),
        ("POST", "/dedicated/server/{serviceName}/features/ipmi/resetSessions", "resetIPMISession"),
        ("POST", "/dedicated/server/{serviceName}/features/backupFTP", "createBackupFTP"),
        ("DELETE", "/dedicated/server/{serviceName}/features/backupFTP", "removeBackupFTP"),
        ("POST", "/dedicated/server/{serviceName}/virtualMac", "addVirtualMac"),
        ("POST", "/dedicated/server/{serviceName}/ipMove", "moveFloatingIp"),
        ("POST", "/vps/{serviceName}/reboot", "rebootVm"),
        ("POST", "/vps/{serviceName}/rebuild", "reinstallVm"),
        ("POST", "/vps/{serviceName}/setPassword", "changeRootPassword"),
        ("POST", "/vps/{serviceName}/createSnapshot", "createSnapshot"),
        ("DELETE", "/vps/{serviceName}/snapshot", "deleteSnapshot"),
        ("POST", "/vps/{serviceName}/snapshot/revert", "revertSnapshot"),
        ("POST", "/vps/{serviceName}/start", "startVm"),
        ("POST", "/hosting/privateDatabase/{serviceName}/database", "database/create"),
        ("DELETE", "/hosting/privateDatabase/{serviceName}/database/{databaseName}", "database/delete"),
        ("POST", "/vrack/{serviceName}/cloudProject", "addCloudProject"),
        ("DELETE", "/vrack/{serviceName}/cloudProject/{project}", "removeCloudProject"),
    ],
)  # fmt: skip
def test_a_function_fits_its_call(real_schemas, method, path, function):
    for product in real_catalog.products(real_schemas):
        if product.branch == "v1" and path.startswith(f"{product.path}/"):
            operation = next(
                it for it in product.operations if (it.method, it.path) == (method, path)
            )
            models = Models(product.models)
            model = task_of(models, operation.response)
            name = property_of(model, ("function", "type"))
            shape = models.shape(next(i.type for i in model.properties if i.name == name))
            values = shape.values if isinstance(shape, Enum) else None
            assert function_of(operation, values) == function
            return
    pytest.fail(f"no {path}")


def test_a_task_is_worked_at_and_over_in_a_few_seconds(ask):
    ask.app.reset()
    ask.time = NOW
    server = ask("GET", "/1.0/dedicated/server")[1][0]
    path = f"/1.0/dedicated/server/{server}"
    _, task = ask("POST", f"{path}/reboot")
    assert (task["function"], task["comment"]) == ("hardReboot", "Reboot asked")
    seen = []
    for seconds in (0, 3, 7):
        ask.time = NOW + seconds
        again = ask("GET", f"{path}/task/{task['taskId']}")[1]
        seen.append((again["status"], again["doneDate"] is None))
    assert seen == [("todo", True), ("doing", True), ("done", False)]
    assert again["ticketReference"] is again["note"] is again["tags"] is None


def test_a_second_task_is_refused_while_the_first_one_runs(ask):
    ask.app.reset()
    ask.time = NOW
    status, task = ask("POST", f"{VPS}/reboot")
    assert (status, task["type"], task["state"]) == (200, "rebootVm", "todo")
    status, refused = ask("POST", f"{VPS}/stop")
    words = "Action not available while there are running tasks on the VPS"
    assert (status, refused["message"]) == (400, words)
    assert ask("POST", "/1.0/vps/vps-4e5f6a7b.vps.example.net/reboot")[0] == 200
    ask.time += 7
    assert ask("POST", f"{VPS}/stop")[0] == 200
    path = "/1.0/dedicated/server/ns1.example.net"
    body = json.dumps({"operatingSystem": "debian12_64"}).encode()
    _, task = ask("POST", f"{path}/reinstall", body)
    assert (task["function"], task["status"]) == ("reinstallServer", "todo")
    status, refused = ask("POST", f"{path}/reinstall", body)
    assert (status, refused["class"]) == (400, "Client::BadRequest::TaskAlreadyExists")
    assert refused["message"] == (
        f"Task {task['taskId']} of type reinstallServer with status todo is already running on "
        "server ns1.example.net"
    )
    assert ask("POST", f"{path}/reboot")[0] == 200


def test_a_task_without_an_id_is_asked_for_again_with_the_same_call(ask):
    ask.app.reset()
    ask.time = NOW
    path = "/1.0/connectivity/eligibility/search/cities"
    body = b'{"zipCode":"59100"}'
    assert ask("POST", path, body)[1] == {"error": None, "result": None, "status": "pending"}
    ask.time += 7
    assert ask("POST", path, b'{"zipCode":"59000"}')[1]["status"] == "pending"
    found = ask("POST", path, body)[1]
    assert (found["status"], found["error"]) == ("ok", None)
    assert found["result"]


# What nobody wants to read who asked for something else, and words of paths that mean it.
DREADED = re.compile("reinstall|rebuild|terminat|delet|remov|destroy|purge|wipe|format", re.I)


def test_no_task_says_that_something_is_lost_which_its_call_does_not_say(real_schemas):
    products = [*real_catalog.products(real_schemas), read_product("v1", _SERVERS.read_bytes())]
    looked_at = 0
    for product in products:
        models = Models(product.models)
        for operation in product.operations:
            model = task_of(models, operation.response)
            name = model and property_of(model, FUNCTIONS)
            if model is None or name is None or operation.method not in ("POST", "PUT"):
                continue
            shape = models.shape(next(i.type for i in model.properties if i.name == name))
            function = function_of(operation, shape.values if isinstance(shape, Enum) else None)
            if not DREADED.search(operation.path):
                assert not DREADED.search(function), (operation.title, function)
                looked_at += 1
    assert looked_at > 150


def test_what_fits_no_function_gets_one_that_alarms_nobody():
    """No words of the path are in the enumeration but those of the product."""
    raw = {"httpMethod": "POST", "responseType": "x.Task", "apiStatus": {"value": "PRODUCTION"}}
    operation = read_operation("v1", "/x", "/dedicated/server/{serviceName}/ipMove", raw)
    assert function_of(operation, ("reinstallServer", "hardReboot", "addMac")) == "addMac"


def test_a_function_of_a_free_name_says_what_is_done():
    def named(method, path):
        raw = {"httpMethod": method, "responseType": "void"}
        return function_of(read_operation("v1", "/x", path, raw), None)

    assert named("POST", "/x/{s}/redirection") == "addRedirection"
    assert named("POST", "/x/{s}/reboot") == "reboot"
    assert named("PUT", "/x/{s}/options") == "updateOption"
