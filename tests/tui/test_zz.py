import pytest, random
from ovh_explorer.config import data_dir
from tests.tui.screen import Screen
from tests.tui.test_recipes import choose_recipes
from ovh_explorer.tui.main.actions import show_keys
from ovh_explorer.tui.main.footer import FooterBar

R = """\
format = 1
title = "Pool its name"

[[steps]]
id = "pools"
call = "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool"
note = "Lists."
path = { serviceName = "a6af", kubeId = "k1" }

[[steps]]
call = "DELETE /cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}"
note = "Deletes."
path = { serviceName = "a6af", kubeId = "k1", nodePoolId = "${pools[0].id}" }

[[steps]]
id = "one"
call = "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool"
note = "Lists until."
path = { serviceName = "a6af", kubeId = "k1" }
until = "[0].status == 'NOPE'"

[[steps]]
call = "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool"
note = "Lists."
path = { serviceName = "a6af", kubeId = "k1" }
"""


@pytest.mark.parametrize("seed", [231, 239, *range(240, 262)])
async def test_x(app, fresh, no_keys_of_the_user, seed):
    rnd = random.Random(seed)
    d = data_dir() / "recipes"
    d.mkdir(parents=True, exist_ok=True)
    (d / "mine.toml").write_text(R)
    async with app(url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await choose_recipes(screen)
        await screen.choose_recipe("its name")
        await screen.sees(f"Recipe step 1 of 4")
        done = []
        await pilot.press("ctrl+r")
        await pilot.pause(0.2)
        await pilot.press("t")
        await pilot.pause(0.1)
        for n in range(50):
            key = rnd.choice(
                [
                    ">",
                    ">",
                    "ctrl+r",
                    "ctrl+r",
                    "t",
                    "f6",
                    "f7",
                    "escape",
                    "right",
                    "down",
                    "backspace",
                    "enter",
                    "a",
                    "shift+f8",
                    "alt+right",
                    "tab",
                    "shift+tab",
                    "]",
                    "space",
                    "y",
                    "y",
                    "r",
                    "ctrl+c",
                    "w",
                ]
            )
            done.append(key)
            await pilot.press(key)
            await pilot.pause(rnd.choice([0, 0.02, 0.1]))
            await screen.drawn()
            main = screen.main
            if pilot.app.screen is not main:
                continue
            f = main.focused
            bar = main.query_one(FooterBar)
            before = bar.keys
            foot = screen.text.splitlines()[-1]
            show_keys(main)
            if {k.label for k in bar.keys if k.action not in ("copy_response",)} != {
                k.label for k in before if k.action != "copy_response"
            }:
                print("STALE", seed, done[-8:], f and f.id, set(before) ^ set(bar.keys), foot)
            if f is None or not all(w.display for w in f.ancestors_with_self) or not f.region:
                print("HIDDEN", seed, done[-6:], f, foot)
            if "column" in foot and any(
                l.strip().startswith("TRY") for l in screen.text.splitlines()
            ):
                print("FOUND", seed, done[-8:], f, foot)
