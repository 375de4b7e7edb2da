"""A secret that is chosen is not read without its value before the user could ask for it."""

from tests.tui.screen import Screen, key_of

SECRET = "/okms/resource/{okmsId}/secret/{path}"


async def test_the_form_opens_where_it_is_decided_whether_the_value_comes(app):
    async with app("GET /v2/okms/resource").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        okms = screen.main.bench.response.response.json()[0]["id"]
        await screen.open(f"GET /v2/okms/resource/{okms}/secret")
        await screen.send()
        path = screen.main.bench.response.response.json()[0]["path"]
        await screen.open(f"GET /v2/okms/resource/{okms}/secret/{path}/version")
        await screen.send()
        await screen.press(key_of("actions"))
        await screen.sees("Actions")
        await screen.type("includeData")
        await screen.press("enter")
        await screen.until(lambda: screen.main.form.operation.path == SECRET, "the secret")
        view = screen.main.bench.request.view
        await screen.until(lambda: view.row.field and view.row.field.name == "includeData", "it")
        assert not screen.is_sending
        assert screen.main.bench.response.response is None
