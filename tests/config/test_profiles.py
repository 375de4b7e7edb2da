"""Every set of keys there is, and what keeps one under a name."""

from pathlib import Path

import pytest

from ovh_explorer.config import ConfigError, Credentials, OAuth2Client, find_endpoint, load
from ovh_explorer.config.profiles import find_profile, find_profiles, profile_name_problem
from ovh_explorer.config.save import save, what_is_there

AK, AS, CK = (
    "TDPKJdwZwAQPwKX2",
    "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
    "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
)
KEYS = f"application_key={AK}\napplication_secret={AS}\nconsumer_key={CK}\n"
MINE = f"""\
[default]
endpoint=ovh-ca
[ovh-eu]
{KEYS}
[ovh-ca]
client_id=EU.1
client_secret=s3cret
[profile:a client]
endpoint = ovh-us
{KEYS.replace(CK, "clients")}
[profile:elsewhere]
endpoint = https://gateway.example
{KEYS}
[profile:settings alone]
region = GRA
[ovhcloud-cli]
default_cloud_project = 1
"""


@pytest.fixture
def look(tmp_path: Path):
    def look(environ: dict[str, str] | None = None, **files: str):
        places = {
            "etc": "etc/ovh.conf",
            "home": "home/.ovh.conf",
            "cwd": "cwd/ovh.conf",
            "given": "given.conf",
        }
        for name, place in places.items():
            (tmp_path / place).parent.mkdir(exist_ok=True)
            if name in files:
                (tmp_path / place).write_text(files[name])
        return find_profiles(
            config_file=tmp_path / "given.conf" if "given" in files else None,
            environ=environ or {},
            home=tmp_path / "home",
            cwd=tmp_path / "cwd",
            system_file=tmp_path / "etc/ovh.conf",
        )

    return look


def named(profiles) -> list[tuple[str, str, str]]:
    return [(profile.name, profile.endpoint.name, profile.where) for profile in profiles]


def test_none(look):
    assert look() == ([], [])


def test_endpoints_first_then_names(look):
    profiles, problems = look(home=MINE)
    assert named(profiles) == [
        ("ovh-eu", "ovh-eu", "~/.ovh.conf [ovh-eu]"),
        ("ovh-ca", "ovh-ca", "~/.ovh.conf [ovh-ca]"),
        ("a client", "ovh-us", "~/.ovh.conf [profile:a client]"),
        ("elsewhere", "https://gateway.example", "~/.ovh.conf [profile:elsewhere]"),
    ]
    assert problems == []
    assert find_profile(profiles, "a client").credentials == Credentials(AK, AS, "clients")
    assert find_profile(profiles, "ovh-ca").credentials == OAuth2Client("EU.1", "s3cret")


def test_what_another_file_hides_can_be_chosen(look):
    profiles, _ = look(home=MINE, cwd=f"[ovh-eu]\n{KEYS.replace(CK, 'here')}")
    assert named(profiles)[0] == ("ovh-eu", "ovh-eu", "./ovh.conf [ovh-eu]")
    hidden = find_profile(profiles, "ovh-eu of ~/.ovh.conf")
    assert hidden.credentials == Credentials(AK, AS, CK)
    assert len([profile for profile in profiles if profile.endpoint.name == "ovh-eu"]) == 2


def test_keys_of_the_environment_are_the_named_endpoints(look):
    environ = {"OVH_ENDPOINT": "ovh-us", "OVH_APPLICATION_KEY": AK, "OVH_APPLICATION_SECRET": AS}
    profiles, _ = look(environ, home=MINE)
    assert named(profiles)[0][:2] == ("ovh-us", "ovh-us")
    assert "environment" in profiles[0].where
    assert named(profiles)[1][0] == "ovh-eu"


def test_a_region_alone_is_an_endpoint_too(look):
    profiles, _ = look(home=f"[profile:x]\nendpoint=CA\n{KEYS}[profile:y]\n{KEYS}")
    assert named(profiles) == [
        ("x", "ovh-ca", "~/.ovh.conf [profile:x]"),
        ("y", "ovh-eu", "~/.ovh.conf [profile:y]"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            f"[profile:x]\nendpoint=ovh-mars\n{KEYS}",
            "~/.ovh.conf, line 2, the profile x: Unknown endpoint 'ovh-mars'",
        ),
        (
            f"[profile:x]\nendpoint=\n{KEYS}",
            "~/.ovh.conf, line 2, the profile x: Unknown endpoint ''",
        ),
        (
            f"[profile:x]\napplication_key={AK}\n",
            "~/.ovh.conf [profile:x]: Invalid authentication config",
        ),
        ("no section\n", "~/.ovh.conf, line 1"),
    ],
)
def test_what_can_not_be_used_is_said_and_the_rest_counts(look, text, words):
    profiles, problems = look(home=text, cwd=f"[ovh-eu]\n{KEYS}")
    assert [profile.name for profile in profiles] == ["ovh-eu"]
    assert problems[0].startswith(words)
    assert AS not in problems[0]


def test_a_name_that_is_none_names_those_there_are(look):
    with pytest.raises(ConfigError, match="Profiles: ovh-eu, ovh-ca, a client, elsewhere"):
        find_profile(look(home=MINE)[0], "nobody")


def test_a_profile_is_saved_beside_everything_else(look, tmp_path):
    look(home=MINE)
    path = tmp_path / "home/.ovh.conf"
    save(path, find_endpoint("ovh-eu"), Credentials(AK, AS, "delegated"), profile="somebody else")
    assert path.read_text() == MINE + (
        f"\n[profile:somebody else]\nendpoint = ovh-eu\napplication_key = {AK}\n"
        f"application_secret = {AS}\nconsumer_key = delegated\n"
    )
    assert path.stat().st_mode & 0o777 == 0o600
    assert find_profile(look()[0], "somebody else").credentials == Credentials(AK, AS, "delegated")
    # What the wrappers take by themselves is as it was.
    found = load(None, environ={}, home=tmp_path / "home", cwd=tmp_path, system_file=tmp_path / "x")
    assert found.credentials == OAuth2Client("EU.1", "s3cret")


def test_a_saved_profile_can_move_to_another_endpoint_and_kind(look, tmp_path):
    look(home=MINE)
    path = tmp_path / "home/.ovh.conf"
    us, eu = find_endpoint("ovh-us"), find_endpoint("ovh-eu")
    account = OAuth2Client("EU.2", "other")
    assert what_is_there(path, us, "a client") == f"application key {AK}"
    with pytest.raises(ConfigError, match=r"\[profile:a client\] in .* can't stand beside"):
        save(path, eu, account, profile="a client")
    save(path, eu, account, profile="a client", replace=True)
    profile = find_profile(look()[0], "a client")
    assert (profile.endpoint, profile.credentials) == (eu, account)
    assert "clients" not in path.read_text()
    assert what_is_there(path, eu, "a client") == "client id EU.2"


def test_an_endpoints_own_section_changes_kind_when_that_is_wanted(look, tmp_path):
    look(home=MINE)
    path = tmp_path / "home/.ovh.conf"
    ca = find_endpoint("ovh-ca")
    assert what_is_there(path, ca) == "client id EU.1"
    save(path, ca, Credentials(AK, AS, CK), replace=True)
    assert find_profile(look()[0], "ovh-ca").credentials == Credentials(AK, AS, CK)
    assert "s3cret" not in path.read_text()
    assert "[ovhcloud-cli]\ndefault_cloud_project = 1\n" in path.read_text()


@pytest.mark.parametrize("name", ["", " ", " x", "a]b", "a\nb", "\x1b[2J"])
def test_names_that_could_not_be_read_again(name):
    assert profile_name_problem(name)


@pytest.mark.parametrize("name", ["client", "ACME : prod", "été", "50%", "x=y", "#1"])
def test_every_other_name_comes_back(name, look, tmp_path):
    assert profile_name_problem(name) == ""
    save(
        tmp_path / "home/.ovh.conf" if look() else tmp_path,
        find_endpoint("ovh-eu"),
        Credentials(AK, AS),
        profile=name,
    )
    assert find_profile(look()[0], name).where == f"~/.ovh.conf [profile:{name}]"
