"""Pasted keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.config import AccessToken, ConfigError, Credentials, OAuth2Client
from ovh_explorer.config.paste import parse_pasted

AK, AS, CK = (
    "TDPKJdwZwAQPwKX2",
    "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
    "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
)

FORMS = [
    f"{AK}\n{AS}\n{CK}",
    f"{AK} {AS} {CK}",
    f"  {AK},\t'{AS}'\r\n\r\n\"{CK}\"  ",
    f"[ovh-eu]\napplication_key={AK}\napplication_secret={AS}\nconsumer_key={CK}\n",
    f"; mine\nconsumer_key = {CK}\napplication_secret = {AS}\napplication_key = {AK}",
    f"Application Key\n{AK}\nApplication Secret\n{AS}\nConsumer Key\n{CK}",
    f"Application Key: {AK}\n\nApplication Secret: {AS}\n\nConsumer Key: {CK}",
    f"Application Key\t{AK}\nApplication Secret\t{AS}\nConsumer Key\t{CK}",
    f'{{"applicationKey": "{AK}", "applicationSecret":"{AS}","consumerKey" : "{CK}"}}',
    f'{{"application_key": "{AK}",\n "application_secret": "{AS}",\n "consumer_key": "{CK}"}}',
    f"export OVH_APPLICATION_KEY=\"{AK}\"\nexport OVH_APPLICATION_SECRET={AS}\nexport OVH_CONSUMER_KEY='{CK}'",
    f"set OVH_APPLICATION_KEY={AK}\r\nset OVH_APPLICATION_SECRET={AS}\r\nset OVH_CONSUMER_KEY={CK}\r\n",
    f"APP_KEY={AK}\nAPP_SECRET={AS}\nCONSUMER_KEY={CK}",
    f"Application Key\tApplication Secret\tConsumer Key\n{AK}\t{AS}\t{CK}",
    f"| Application Key | {AK} |\n| Application Secret | {AS} |\n| Consumer Key | {CK} |",
]


@pytest.mark.parametrize("text", FORMS)
def test_forms(text: str) -> None:
    assert parse_pasted(text) == Credentials(AK, AS, CK)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "No keys"),
        ("hello world", "No keys"),
        (f"{AK}\n{AS}", "consumer key is missing"),
        (AS, "application key and the consumer key are missing"),
        (f"application_key={AK}\nconsumer_key={CK}", "application secret is missing"),
        (f"application_key={AK}\napplication_key={AK[::-1]}", "two different"),
        (f"{AK} {AS} {CK} {CK}", "more keys"),
        ("application key " + " " * 60_000, "No keys"),
        ("x" * 100_000, "longer"),
    ],
)
def test_what_is_missing(text: str, word: str) -> None:
    with pytest.raises(ConfigError, match=word) as refusal:
        parse_pasted(text)
    for key in (AK, AS, CK):
        assert key not in str(refusal.value)


def test_without_consumer_key() -> None:
    assert parse_pasted(
        f"Application key: {AK}\nApplication secret: {AS}", need_consumer_key=False
    ) == Credentials(AK, AS)
    assert parse_pasted(f"{AK}\n{AS}", need_consumer_key=False) == Credentials(AK, AS)
    assert parse_pasted(f"{AK}\n{AS}\n{CK}", need_consumer_key=False) == Credentials(AK, AS, CK)


PIECES = st.sampled_from(
    ["application_key", "Consumer Key", "secret", "=", ":", "\n", '"', AK, AS, CK, "app secret"]
)


@given(st.one_of(st.text(), st.lists(PIECES | st.text(max_size=3), max_size=12).map(" ".join)))
def test_anything(text: str) -> None:
    try:
        assert isinstance(parse_pasted(text), Credentials)
    except ConfigError as error:
        assert AS not in str(error)  # noqa: PT017 - most texts are refused, and no refusal repeats a key


@pytest.mark.parametrize(
    "text",
    [
        "client_id=EU.0a1b2c3d4e5f6a7b\nclient_secret=0123456789abcdef0123456789abcdef",
        "[ovh-eu]\nclient_id = EU.0a1b2c3d4e5f6a7b\nclient_secret = 0123456789abcdef0123456789abcdef\n",
        "export OVH_CLIENT_ID=EU.0a1b2c3d4e5f6a7b OVH_CLIENT_SECRET=0123456789abcdef0123456789abcdef",
        '{"clientId": "EU.0a1b2c3d4e5f6a7b", "clientSecret": "0123456789abcdef0123456789abcdef", "flow": "x"}',
        "Client ID: EU.0a1b2c3d4e5f6a7b\nClient secret: 0123456789abcdef0123456789abcdef",
    ],
)
def test_a_service_account_by_its_labels(text: str) -> None:
    assert parse_pasted(text) == OAuth2Client(
        "EU.0a1b2c3d4e5f6a7b", "0123456789abcdef0123456789abcdef"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("client_id=EU.0a1b2c3d4e5f6a7b", "client secret is missing"),
        ("client_secret=0123456789abcdef", "client id is missing"),
        (
            "client_id=EU.0a1b2c3d4e5f6a7b application_key=TDPKJdwZwAQPwKX2",
            "paste only one of them",
        ),
    ],
)
def test_what_a_service_account_lacks_is_said(text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        parse_pasted(text)


TOKEN = "eyJhbGciOiJFZERTQSJ9.eyJ0b2tlbiI6IngifQ.c2ln-_c2lnc2lnc2ln"


@pytest.mark.parametrize(
    "text",
    [
        f"access_token = {TOKEN}",
        f"[ovh-eu]\naccess_token={TOKEN}\n",
        f"export OVH_ACCESS_TOKEN={TOKEN}",
        f'OVH_ACCESS_TOKEN="{TOKEN}"',
        f"Authorization: Bearer {TOKEN}",
        f"curl -H 'Authorization: Bearer {TOKEN}' https://eu.api.ovh.com/1.0/me",
        f'{{"creation":"2026-01-01T00:00:00Z","name":"my-token","token":"{TOKEN}"}}',
        f'{{"access_token":"{TOKEN}","token_type":"Bearer","expires_in":3599}}',
        f"Access token\n{TOKEN}",
        f"  {TOKEN}\n",
        f'"{TOKEN}"',
    ],
)
def test_an_access_token_by_its_label_and_alone(text: str) -> None:
    pasted = parse_pasted(text)
    assert isinstance(pasted, AccessToken)
    assert pasted.text == TOKEN


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"access_token={TOKEN}\naccess_token={TOKEN}x", "two different access tokens"),
        (f"access_token={TOKEN} application_key=TDPKJdwZwAQPwKX2", "paste only one of them"),
        (f"access_token={TOKEN} client_id=EU.0a1b2c3d4e5f6a7b", "paste only one of them"),
        ("access_token=short", "No keys were found"),
        ("a" * 32, "are missing"),
        ("https://eu.api.ovh.com/createToken/?GET=/me&GET=/domain/zone/example.com", "No keys"),
    ],
)
def test_what_is_no_access_token_is_said(text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as caught:
        parse_pasted(text)
    assert TOKEN not in str(caught.value)


def test_the_word_bearer_is_no_part_of_a_token() -> None:
    with pytest.raises(ConfigError, match="Leave it out"):
        AccessToken(f"Bearer {TOKEN}")
