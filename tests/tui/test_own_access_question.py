"""The question before a key is deleted says which one it is, and that it is the one in use."""

import pytest

from ovh_explorer.call import Call
from ovh_explorer.config import OAuth2Client
from ovh_explorer.workspace.account.access_rules import Rights
from ovh_explorer.workspace.account.own_access import own_access_words
from ovh_explorer.workspace.account.own_token import OwnToken
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
KEY = "/me/api/credential/{credentialId}"


@pytest.mark.parametrize("size", SIZES)
async def test_the_question_names_the_key_in_use_and_what_another_may(app, fresh, size):
    async with app("GET /me", url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.until(lambda: screen.main.workspace.account.rights is not None, "the rights")
        own = screen.main.workspace.account.rights.credential
        await screen.open(f"DELETE /me/api/credential/{own}")
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.sees("the key that you use now")
        await screen.sees("applicationId ")
        assert "rules GET/" in screen.text
        await screen.press("escape")
        others = await screen.main.workspace.send(Call.make("v1", "GET", "/me/api/credential"))
        other = next(number for number in others.json() if number != own)
        await screen.open(f"DELETE /me/api/credential/{other}")
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.sees("applicationId ")
        assert "the key that you use now" not in screen.text


class Account:
    """Who is signed in, as far as the question needs it."""

    def __init__(self, rights=None, token=None) -> None:
        self.rights, self.token = rights, token


RIGHTS = Rights((), credential=94, application=7)
CLIENT = OAuth2Client("EU.1", "s" * 32)
TOKEN = OwnToken("ada", "ci")
OWNED = [
    (KEY, {"credentialId": "94"}, Account(RIGHTS), None, "key that you use"),
    (KEY, {"credentialId": "9"}, Account(RIGHTS), None, ""),
    (
        "/me/api/application/{applicationId}",
        {"applicationId": "7"},
        Account(RIGHTS),
        None,
        "of this",
    ),
    (
        "/me/api/oauth2/client/{clientId}",
        {"clientId": "EU.1"},
        Account(),
        CLIENT,
        "service account",
    ),
    ("/me/identity/user/{user}", {"user": "ada"}, Account(token=TOKEN), None, "of this user"),
    (
        "/me/identity/user/{user}/token/{name}",
        {"user": "ada", "name": "ci"},
        Account(token=TOKEN),
        None,
        "access token that you use",
    ),
    ("/me/identity/user/{user}", {"user": "bob"}, Account(token=TOKEN), None, ""),
]


@pytest.mark.parametrize(("path", "values", "account", "keys", "words"), OWNED)
def test_what_signs_out_is_told_from_what_does_not(path, values, account, keys, words):
    call = Call.make("v1", "DELETE", path, path_values=values)
    said = own_access_words(call, account, keys)
    assert words in said
    assert bool(said) == bool(words)
    assert not own_access_words(Call.make("v1", "GET", path, path_values=values), account, keys)
