"""What a response leaves out is said below its status, and a key sends for it."""

from ovh_explorer.tui.response.pagination import left_out_words
from ovh_explorer.workspace.calls.left_out import LeftOutPart
from tests.tui.screen import Screen


async def test_the_value_of_a_secret_comes_by_one_key(app, fresh):
    async with app("GET /v2/okms/resource", url=fresh).run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        okms = screen.main.bench.response.response.json()[0]["id"]
        await screen.open(f"GET /v2/okms/resource/{okms}/secret")
        await screen.send()
        path = screen.main.bench.response.response.json()[0]["path"]
        await screen.open(f"GET /v2/okms/resource/{okms}/secret/{path.replace('/', '%2F')}")
        await screen.send()
        await screen.show("response")
        await screen.sees("data left out: m sends includeData")
        assert '"data"' not in screen.text
        await screen.press("m")
        await screen.until(lambda: "left out" not in screen.text, "it was sent for")
        await screen.press("G")
        await screen.sees('"data"')
        assert screen.main.form.field("query", "includeData").text == "true"


async def test_the_footer_names_the_key_and_a_list_has_a_menu(app):
    async with app("GET /v2/iam/policy").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.sees("details left out: m sends details")
        await screen.press("m")
        await screen.sees("Add details")
        await screen.sees("details=true")
        # It is what the key is said to do: the cursor is on it.
        await screen.press("enter")
        await screen.until(
            lambda: "details=true" in str(screen.main.bench.response.found.call.query_string),
            "sent",
        )
        await screen.until(lambda: "left out" not in screen.text, "all of it is there")


def test_several_parts_are_named_together_and_added_together():
    parts = [LeftOutPart(f"with{name.title()}", name, "") for name in ("image", "volumes")]
    assert left_out_words(parts) == "image, volumes left out: m offers them"
    assert left_out_words([]) == ""
