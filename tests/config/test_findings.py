"""Keys that no program reads, and values that can't be keys: each is named, with its line."""

from pathlib import Path

import pytest

from ovh_explorer.config import load
from ovh_explorer.config.files import Configuration
from ovh_explorer.config.findings import find_unread
from ovh_explorer.config.ini_file import parse
from ovh_explorer.config.keys import KEYS

AK, AS, CK = (
    "TDPKJdwZwAQPwKX2",
    "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
    "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
)
GOOD = f"""\
# comment
[default]
endpoint=ovh-eu

[ovh-eu]
application_key={AK}
application_secret = {AS}
consumer_key: {CK}

[ovh-ca]
client_id=EU.0a1b2c3d
client_secret={AS}

[https://api.example.net]
application_key={AK}

[profile:a client]
endpoint=ovh-ca
application_key={AK}

[ovh-cli]
default_cloud_project=1234

[terraform]
note=nothing of a key
"""


def unread(text: str) -> list[str]:
    """What is found in a file, in words."""
    return [str(item) for item in find_unread(configuration(text), KEYS)]


def configuration(text: str) -> Configuration:
    return Configuration([(0, "~/.ovh.conf", parse(text, "~/.ovh.conf"))])


def test_nothing_is_found_in_a_good_file():
    assert unread(GOOD) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            f"[default]\nendpoint=ovh-ca\napplication_key={AK}\nconsumer_key={CK}\n",
            "~/.ovh.conf, line 3: no program reads application_key and consumer_key in [default]. "
            "Move them to the section [ovh-ca].",
        ),
        (
            f"[default]\nclient_id={AK}\n",
            "~/.ovh.conf, line 2: no program reads client_id in [default]. "
            "Move it to the section of the endpoint, as [ovh-eu].",
        ),
        (
            f"[default]\nendpoint=ovh-ca\nconsumer_key={CK}\n[ovh-ca]\nconsumer_key={CK}\n",
            "~/.ovh.conf, line 3: no program reads consumer_key in [default]. "
            "Take it out: [ovh-ca] has keys of its own.",
        ),
        (
            "[default]\nend_point=ovh-ca\n",
            "~/.ovh.conf, line 2: no program reads end_point in [default]. Write endpoint.",
        ),
        (
            "[ Default ]\nendpoint=ovh-ca\n",
            "~/.ovh.conf, line 2: no program reads the section [ Default ]. Write [default].",
        ),
        (
            "[DEFAULT]\nendpoint=ovh-ca\n",
            "~/.ovh.conf, line 2: no program reads the endpoint in [DEFAULT] unless there is a "
            "[default] too. Write [default], in lower case.",
        ),
        (
            f"[DEFAULT]\nconsumer_key={CK}\n",
            "~/.ovh.conf, line 2: [DEFAULT] gives consumer_key to every section that there is, and "
            "there is none. Move it to the section of the endpoint, as [ovh-eu].",
        ),
        (
            "[ovh-ca]\nendpoint=ovh-ca\n",
            "~/.ovh.conf, line 2: no program reads the endpoint in [ovh-ca]. "
            "Move it to the section [default].",
        ),
    ],
)
def test_settings_in_the_wrong_place(text, words):
    assert unread(text) == [words]


@pytest.mark.parametrize(
    ("section", "advice"),
    [
        (" ovh-eu ", "Write [ovh-eu]."),
        ("OVH-EU", "Write [ovh-eu]."),
        ("ovh_eu", "Write [ovh-eu]."),
        ("ovheu", "Write [ovh-eu]."),
        ("eu", "Write [ovh-eu]."),
        ("Canada", "Write [ovh-ca]."),
        ("api.ca.ovhcloud.com", "Write [ovh-ca]."),
        ("'ovh-us'", "Write [ovh-us]."),
        ("profile work", "Write [profile:work]."),
        ("Profile: work", "Write [profile:work]."),
        (
            "work",
            "Name it after the endpoint, as [ovh-eu], or [profile:NAME] for --profile NAME.",
        ),
        (
            "http://",
            "Name it after the endpoint, as [ovh-eu], or [profile:NAME] for --profile NAME.",
        ),
    ],
)
@pytest.mark.parametrize("option", ["application_key", "Client_ID", "consumer-key"])
def test_a_section_that_no_endpoint_and_no_profile_names(section, advice, option):
    name = option.lower()
    assert unread(f"\n[{section}]\nother=1\n{option}={AK}\n") == [
        f"~/.ovh.conf, line 4: no program reads {name} in [{section}]: no endpoint and no "
        f"profile has this name. {advice}"
    ]


@pytest.mark.parametrize(
    ("option", "meant"),
    [
        ("application-key", "application_key"),
        ("applicationKey", "application_key"),
        ("Application Key", "application_key"),
        ("app_key", "application_key"),
        ("aplication_key", "application_key"),
        ("OVH_APPLICATION_KEY", "application_key"),
        ("export OVH_CONSUMER_KEY", "consumer_key"),
        ('"consumer_key"', "consumer_key"),
        ("ck", "consumer_key"),
        ("application_secret_", "application_secret"),
        ("client-secret", "client_secret"),
        ("clientId", "client_id"),
    ],
)
@pytest.mark.parametrize("section", ["ovh-eu", "https://api.example.net", "profile:work"])
def test_a_setting_that_is_nearly_written_like_one(option, meant, section):
    assert unread(f"[{section}]\n{option} = {AK}\n") == [
        f"~/.ovh.conf, line 2: no program reads {option} in [{section}]. Write {meant}."
    ]


@pytest.mark.parametrize(
    "option", ["application_name", "application_id", "consumer_secret", "description", "as_user"]
)
def test_a_setting_of_another_kind_is_nobody_s_business(option):
    assert unread(f"[ovh-eu]\n{option} = {AK}\n") == []


def test_capitals_are_read_here_and_not_by_go_ovh():
    found = find_unread(configuration(f"[ovh-eu]\nApplication_Key  = {AK}\n"), KEYS)
    assert [str(item) for item in found] == [
        "~/.ovh.conf, line 2: go-ovh, and what uses it, doesn't read Application_Key. "
        "Write application_key, in lower case."
    ]
    assert not found[0].is_wrong


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (f'"{AS}"', "is in quotes, which are part of the value. Leave them out."),
        (f"'{AS}", "is in quotes, which are part of the value. Leave them out."),
        (
            f"{AS} # mine",
            "has a comment on its line, which is part of the value. "
            "Put the comment on a line of its own.",
        ),
        (
            f"{AS};mine",
            "has a comment on its line, which is part of the value. "
            "Put the comment on a line of its own.",
        ),
        (f"{AS} {AS}", "holds a blank or a character that keys don't have. Write only the key."),
        (f"{AS}\u200b", "holds a blank or a character that keys don't have. Write only the key."),
        (f"{AS},", "ends in a comma, which is part of the value. Leave it out."),
        (
            f"{AS}\n  more",
            "goes on in the next line, which begins with a blank. "
            "Take out the blanks before that line.",
        ),
        ("", "is set but empty. Fill it in, or take the line out."),
        ("...", "is a placeholder, not a key. Replace it with the key."),
        ("<application secret>", "is a placeholder, not a key. Replace it with the key."),
        ('"${OVH_AS}"', "is a placeholder, not a key. Replace it with the key."),
        ("xxxxxxxxxx", "is a placeholder, not a key. Replace it with the key."),
    ],
)
@pytest.mark.parametrize("section", ["ovh-us", "profile:work", "https://api.example.net"])
def test_values_that_can_t_be_keys(value, words, section):
    (found,) = unread(f"[{section}]\napplication_secret={value}\n")
    assert found == f"~/.ovh.conf, line 2: application_secret {words}"
    assert AS not in found


def test_no_finding_holds_a_secret():
    text = f"[{AS}]\nconsumer_key={CK}\n[http://me:{AS}@host]\nconsumer_key='{CK}'\n"
    found = "\n".join(unread(text))
    assert found.count("in […]") == 2
    assert AS not in found
    assert CK not in found


@pytest.fixture
def loaded(tmp_path):
    """The keys of a home directory with such a file."""

    def load_from(text: str, *, endpoint: str | None = None, environ: dict[str, str] | None = None):
        (tmp_path / ".ovh.conf").write_text(text)
        return load(
            endpoint,
            environ=environ or {},
            home=tmp_path,
            cwd=tmp_path / "none",
            system_file=Path("/none"),
        )

    return load_from


def test_the_keys_of_another_endpoint_where_the_chosen_one_has_none(loaded):
    text = f"[default]\nendpoint=ovh-eu\n[ovh-ca]\nclient_id={AK}\nclient_secret={AS}\n"
    assert [str(item) for item in loaded(text).findings] == [
        "~/.ovh.conf, line 4: the keys in [ovh-ca] are not used: the endpoint is ovh-eu "
        "(~/.ovh.conf [default]), which has none. Use --endpoint ovh-ca, or set endpoint=ovh-ca in "
        "[default]."
    ]
    assert [str(item) for item in loaded(text, environ={"OVH_ENDPOINT": "ovh-us"}).findings] == [
        "~/.ovh.conf, line 4: the keys in [ovh-ca] are not used: the endpoint is ovh-us "
        "(OVH_ENDPOINT, environment), which has none. Use --endpoint ovh-ca, or set endpoint=ovh-ca in "
        "[default]."
    ]


def test_either_host_of_a_region_reads_the_keys_of_both(loaded):
    text = f"[https://api.ca.ovhcloud.com]\nconsumer_key={CK}\n"
    assert loaded(text, environ={"OVH_ENDPOINT": "https://ca.api.ovh.com"}).findings == ()


def test_who_asks_for_an_endpoint_or_has_keys_for_it_is_told_nothing(loaded):
    text = f"[default]\nendpoint=ovh-eu\n[ovh-ca]\nconsumer_key={CK}\n"
    assert loaded(text, endpoint="ovh-us").findings == ()
    assert loaded(f"{text}[ovh-eu]\nconsumer_key={CK}\n").findings == ()


def test_a_service_account_without_a_setting_that_chooses_its_endpoint(loaded):
    found = loaded(f"[ovh-ca]\nclient_id={AK}\nclient_secret={AS}\n")
    assert "There are keys for ovh-ca, and no setting chooses an endpoint" in (found.problem or "")
    assert found.findings == ()
