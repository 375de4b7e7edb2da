"""What a POST made, or a PUT changed, is changed and deleted from its response: it is read first."""

import pytest

from ovh_explorer.call import Call
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.navigation.follow import Place
from ovh_explorer.workspace.navigation.shown_item import shown_item
from tests import real_catalog
from tests.sandboxes import running
from tests.tui.conftest import Demo
from tests.tui.held_account import Account
from tests.tui.screen import Screen, key_of
from tests.tui.test_put_question import Clock, made

SIZES = [(160, 48), (80, 24)]
RECORD = "POST /domain/zone/example.com/record"
CLIENT = {
    "callbackUrls": [],
    "description": "of a test",
    "flow": "CLIENT_CREDENTIALS",
    "name": "test",
}
NO_PUT = "The API has no PUT to change this with."


def run(workspace: Demo, size, words: str):
    return ExplorerApp(workspace, words, clock=Clock()).run_test(size=size, notifications=True)


async def sent(pilot, body: dict) -> Screen:
    """What is open is sent with a body, and the question answered with yes."""
    screen = await Screen(pilot).ready(form=True)
    screen.main.form.take_body(body)
    screen.main.bench.refresh_form()
    await screen.confirm()
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_made_is_changed_from_the_response_to_its_post(size):
    record = {"fieldType": "A", "subDomain": "new", "target": "192.0.2.9", "ttl": 3600}
    async with run(Account(), size, RECORD) as pilot:
        screen = await sent(pilot, record)
        await screen.sees('"subDomain": "new"')
        await screen.press(key_of("change_object"))
        await screen.until(lambda: screen.main.form.operation.method == "PUT", "the PUT is open")
        await screen.drawn()
        assert screen.main.form.operation.path == "/domain/zone/{zoneName}/record/{id}"
        assert "now 192.0.2.9" in screen.request.text
        assert screen.main.form.body_text == "{}"


async def test_what_was_made_is_deleted_from_the_response_to_its_post():
    record = {"fieldType": "A", "subDomain": "gone", "target": "192.0.2.9"}
    async with run(Account(), (160, 48), RECORD) as pilot:
        screen = await sent(pilot, record)
        await screen.sees('"subDomain": "gone"')
        await screen.press(key_of("delete_object"))
        await screen.until(lambda: screen.main.form.operation.method == "DELETE", "the DELETE")
        shown = screen.main.bench.state.left[-1].outcome
        assert screen.main.form.field("path", "id").text in str(shown)


async def test_what_a_put_changed_is_changed_once_more():
    account = Account()
    async with run(account, (160, 48), "PUT /domain/zone/{zoneName}/record/{id}") as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.open(f"PUT {await made(account)}")
        await sent(pilot, {"ttl": 300})
        await screen.until(lambda: "e change" in screen.text.splitlines()[-1], "the footer")
        await screen.press(key_of("change_object"))
        await screen.until(lambda: "now 300" in screen.request.text, "what is there now")


async def test_what_no_put_changes_says_so():
    async with run(Demo(), (160, 48), "POST /me/api/oauth2/client") as pilot:
        screen = await sent(pilot, CLIENT)
        await screen.press(key_of("change_object"))
        await screen.sees(NO_PUT)
        assert screen.main.form.operation.method == "POST"


def test_what_a_post_of_the_real_catalog_made_is_known_by_its_id(real_store):
    def read(path: str, place: Place, **values: str) -> str | None:
        found = shown_item(real_store, Call.make("v1", "POST", path, path_values=values), place)
        return None if found is None else found.target

    pools = "/cloud/project/{serviceName}/kube/{kubeId}/nodepool"
    pool = Place(key="name", value="web", item={"id": "p1", "name": "web"}, depth=1)
    here = {"serviceName": "s", "kubeId": "k"}
    assert read(pools, pool, **here) == "/cloud/project/s/kube/k/nodepool/p1"
    assert read(pools, Place(item={"name": "web"}), **here) is None
    assert read(pools, Place(item={"id": ".."}), **here) is None
    # The user who was given a role is no role.
    role = "/cloud/project/{serviceName}/user/{userId}/role"
    assert read(role, Place(item={"id": 5}), serviceName="s", userId="5") is None
    # A task's id is the task's own.
    assert read("/ip/{ip}/move", Place(item={"taskId": 7}), ip="192.0.2.7") is None


def test_most_objects_that_are_made_can_be_found_again(real_store, real_schemas):
    """Of the POSTs at the path of a list whose items are shown."""
    found = 0
    for product in real_catalog.products(real_schemas):
        for operation in product.operations:
            if operation.method == "POST":
                names = [part.name for part in operation.placed("path")]
                call = Call.make(
                    operation.branch,
                    "POST",
                    operation.path,
                    path_values=dict.fromkeys(names, "x"),
                )
                item = {"id": "1", "name": "n", "uuid": "u", "taskId": 3}
                found += shown_item(real_store, call, Place(item=item)) is not None
    assert found > 250


@pytest.mark.parametrize("size", SIZES)
async def test_an_id_in_a_list_that_a_post_responds_with_opens_what_was_made(
    real_schemas, real_file, monkeypatch, size
):
    monkeypatch.setattr("tests.tui.conftest._stock", lambda: real_file)
    demo = Demo(running(real_schemas)[1])
    async with run(demo, size, "POST /sms/{serviceName}/jobs") as pilot:
        screen = await Screen(pilot).ready(form=True)
        account = (await demo.send(Call.make("v1", "GET", "/sms"))).json()[0]
        await screen.open(f"POST /sms/{account}/jobs")
        screen.main.form.take_body({"message": "Hello", "receivers": ["+33600000000"]})
        screen.main.bench.refresh_form()
        await screen.press("ctrl+r")
        await screen.asked()
        question = pilot.app.screen
        assert isinstance(question, ConfirmScreen)
        await screen.type(question.word)
        await screen.press("enter")
        await screen.sees('"ids": [')
        view = screen.main.bench.response.view
        list_line = next(n for n in range(view.row_count) if '"ids"' in view.document.plain(n))
        number = view.document.plain(list_line + 1).strip(" ,")
        view.move_to(list_line + 1)
        await screen.drawn()
        await screen.press("enter")
        await screen.until(
            lambda: screen.main.form.operation.path == "/sms/{serviceName}/jobs/{id}", "the job"
        )
        assert screen.main.form.field("path", "id").text == number
        await screen.until(lambda: screen.response.status == "200 OK", "it is read")
        # Anywhere else in the response, what the only id names is what was made.
        await screen.back()
        view.move_to(0)
        await screen.drawn()
        await screen.press(key_of("delete_object"))
        await screen.until(lambda: screen.main.form.operation.method == "DELETE", "the DELETE")
        assert screen.main.form.field("path", "id").text == number
