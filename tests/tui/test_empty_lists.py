"""A list that is narrowed names its filters; where it came empty, a key asks for all of it."""

import pytest

from ovh_explorer.client.response import Response
from ovh_explorer.workspace.calls.narrowed import narrowed_by, nothing_fits_words
from tests.tui.screen import Screen

RECORDS = "GET /domain/zone/example.com/record"
SIZES = [(160, 48), (80, 24)]


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_list_names_its_filters_and_one_key_shows_all(app, size):
    words = f"{RECORDS}?fieldType=CAA&subDomain=no-such"
    async with app(words).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        flat = " ".join(screen.response.text.split())
        assert "Nothing matches fieldType=CAA, subDomain=no-such" in flat
        if size[0] > 80:
            assert "m the whole list" in screen.text.splitlines()[-1]
        await screen.press("m")
        await screen.until(lambda: "Nothing matches" not in screen.text, "it was sent without them")
        form = screen.main.form
        assert not any(item.is_given for item in form.placed("query"))
        assert "5210000001" in screen.response.text


async def test_a_list_of_texts_is_taken_out_of_the_query_too(app):
    async with app("GET /v2/iam/policy?identity=urn:none&identity=urn:other").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.sees("Nothing matches identity=urn:none")
        await screen.press("m")
        await screen.until(lambda: "Nothing matches" not in screen.text, "it was sent without them")
        assert not screen.main.form.field("query", "identity").is_given


async def test_a_list_that_is_empty_by_itself_says_nothing_of_filters(app):
    async with app("GET /me/accessRestriction/ip").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        assert "Nothing matches" not in screen.text


def form(real_store, path: str, query: dict[str, str]):
    from ovh_explorer.form import Form

    operation = real_store.operation("v1", "GET", path)
    made = Form(operation, real_store.models("v1", operation.product))
    for place in ("path", "query"):
        for item in made.placed(place):
            if item.name in query:
                item.type_text(query[item.name])
    return operation, made.call()


@pytest.mark.parametrize(
    ("path", "query", "body", "named"),
    [
        ("/dedicated/server", {"iamTags": "{}"}, b"[]", ["iamTags"]),
        ("/support/tickets", {"page": "7", "pageSize": "5", "subject": "x"}, b"[ ]", []),
        ("/support/tickets", {"page": "7", "pageSize": "5", "subject": "x"}, b"[]\n", ["subject"]),
        ("/support/tickets", {"subject": "x"}, b"[1]", []),
        ("/support/tickets", {"page": "7"}, b"[]", []),
        ("/me", {}, b"[]", []),
    ],
)
def test_only_what_narrows_a_list_is_a_filter(real_store, path, query, body, named):
    operation, call = form(real_store, path, query)
    response = Response(200, "OK", (), body, 0.1, "GET", "http://x")
    assert [name for name, _value in narrowed_by(operation, call, response)] == named


def test_one_filter_is_one():
    assert nothing_fits_words([("status", "OK")]).endswith("without this filter.")


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_that_is_narrowed_says_by_what(app, fresh, size):
    """The values of the form may be those of another time."""
    target = "GET /domain/zone/example.com/record?fieldType=A"
    async with app(target, url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.sees("only fieldType=A  m opens the menu to load the details")
        screen.main.form.field("query", "fieldType").type_text("")
        screen.main.bench.refresh_form()
        await screen.send()
        await screen.until(lambda: "only fieldType" not in screen.text, "all of it")


@pytest.mark.parametrize("size", [*SIZES, (100, 30)])
async def test_a_click_anywhere_on_what_nothing_fits_asks_for_all(app, size):
    async with app(f"{RECORDS}?fieldType=CAA&subDomain=no-such").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.click("Nothing matches")
        await screen.until(lambda: "Nothing matches" not in screen.text, "it was sent without them")
    async with app(f"{RECORDS}?fieldType=CAA&subDomain=no-such").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        # It goes on in the next line.
        await screen.click("these filters.")
        await screen.until(lambda: "Nothing matches" not in screen.text, "it was sent without them")
