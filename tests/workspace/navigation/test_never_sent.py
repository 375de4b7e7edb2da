"""Parts of a URL that are pasted along and never sent: they are refused, and said."""

import pytest

from ovh_explorer.workspace.navigation.notation import parse_pasted
from ovh_explorer.workspace.navigation.target import TargetError, parse_target

API = "https://eu.api.ovh.com"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("GET /domain/zone#frag", "leave out #frag."),
        ("/domain/zone?iamTags=a#frag", "leave out #frag."),
        (f"GET {API}/1.0/domain/zone#frag", "leave out #frag."),
        ("GET /domain/zone;jsessionid=1", "leave out ;jsessionid=1."),
        (f"{API}/v2/iam/policy;x=1/y", "leave out ;x=1."),
        ("/domain/zone;", "leave out ;."),
        ("https://ada:secret@eu.api.ovh.com/1.0/me", "before @"),
        ("ada:secret@eu.api.ovh.com/1.0/me", "before @"),
    ],
)
def test_what_is_never_sent_is_refused(words, said):
    with pytest.raises(TargetError) as error:
        parse_target(words)
    assert said in str(error.value)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("GET eu.api.ovh.com/1.0/domain/zone", "/domain/zone"),
        ("GET /domain/zone?", "/domain/zone"),
        ("GET /domain/zone/", "/domain/zone"),
        ("GET /me/tag/a%23b%3Bc", "/me/tag/a%23b%3Bc"),
        ('client.get("/domain/zone/#{zone}")', "/domain/zone/{zone}"),
    ],
)
def test_other_ways_to_write_a_path_are_read(words, path):
    assert parse_pasted(words).path == path
