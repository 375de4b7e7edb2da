"""A response that was read before the user changed something says so, until it is read again."""

import pytest

from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
ZONE = "/domain/zone/example.com"
OUTDATED = "from before your change · ^r reads it"


async def record(screen: Screen, ttl: int) -> str:
    """The path of a record that is shown, and whose TTL is that."""
    await screen.open(f"POST {ZONE}/record")
    screen.main.form.take_body({"fieldType": "A", "target": "192.0.2.9", "ttl": ttl})
    screen.main.bench.refresh_form()
    await screen.confirm()
    created = screen.main.bench.response.response.json()["id"]
    await screen.open(f"GET {ZONE}/record/{created}")
    await screen.send()
    return f"{ZONE}/record/{created}"


async def change(screen: Screen, path: str, ttl: int) -> None:
    await screen.open(f"PUT {path}")
    screen.main.form.take_body({"ttl": ttl})
    screen.main.bench.refresh_form()
    await screen.confirm()


@pytest.mark.parametrize("size", SIZES)
async def test_the_object_from_before_a_put_says_so_until_it_is_read_again(app, fresh, size):
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        path = await record(screen, 60)
        await screen.show("response")
        assert OUTDATED not in screen.text
        assert not screen.response.is_dimmed
        await screen.press("e")
        await screen.until(lambda: screen.main.form.operation.method == "PUT", "the form")
        screen.main.form.take_body({"ttl": 300})
        screen.main.bench.refresh_form()
        await screen.confirm()
        await screen.back()
        await screen.sees(OUTDATED)
        assert '"ttl": 60' in screen.text
        assert screen.response.is_dimmed
        await screen.send()
        await screen.show("response")
        await screen.sees('"ttl": 300')
        assert OUTDATED not in screen.text
        assert not screen.response.is_dimmed
        assert path in screen.main.form.call().concrete_path


async def test_opened_anew_it_says_so_too_and_other_objects_do_not(app, fresh):
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        first, second = await record(screen, 60), await record(screen, 61)
        await change(screen, first, 300)
        await screen.open(f"GET {first}")
        await screen.sees(OUTDATED)
        await screen.open(f"GET {second}")
        await screen.sees('"ttl": 61')
        assert OUTDATED not in screen.text


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_says_so_when_one_is_added_or_removed(app, fresh, size):
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open(f"GET {ZONE}/record")
        await screen.send()
        await screen.show("response")
        assert OUTDATED not in screen.text
        path = await record(screen, 60)
        await screen.open(f"GET {ZONE}/record")
        await screen.show("response")
        await screen.sees(OUTDATED)
        await screen.send()
        await screen.until(lambda: OUTDATED not in screen.text, "it is read again")
        await screen.open(f"DELETE {path}")
        await screen.confirm()
        await screen.open(f"GET {ZONE}/record")
        await screen.show("response")
        await screen.sees(OUTDATED)


async def test_a_change_that_was_refused_changes_nothing(app, fresh):
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open(f"DELETE {ZONE}/record/1")
        await screen.confirm()
        await screen.open(f"GET {ZONE}/record")
        await screen.send()
        await screen.open(f"DELETE {ZONE}/record/1")
        await screen.confirm()
        assert screen.response.status.startswith("404")
        await screen.open(f"GET {ZONE}/record")
        await screen.show("response")
        assert OUTDATED not in screen.text


async def test_to_change_it_again_reads_what_is_there_now(app, fresh):
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        path = await record(screen, 60)
        await change(screen, path, 300)
        await screen.open(f"GET {path}")
        await screen.show("response")
        await screen.sees(OUTDATED)
        await screen.press("e")
        await screen.until(lambda: screen.main.form.operation.method == "PUT", "the form")
        await screen.sees("now 300")


async def test_the_click_on_its_words_reads_it_again(app, fresh):
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        path = await record(screen, 60)
        await change(screen, path, 300)
        await screen.open(f"GET {path}")
        await screen.show("response")
        await screen.click("^r reads it")
        await screen.sees('"ttl": 300')
