"""Curl commands as people paste them: from guides, from a browser, from a shell."""

import json
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.form.curl import CurlError, CurlRequest, is_curl, read_curl

URL = "https://eu.api.ovh.com/1.0/me"


@pytest.mark.parametrize(
    ("command", "method", "url", "body"),
    [
        (f"curl {URL}", "GET", URL, ""),
        (f"$ curl -s '{URL}' | jq .", "GET", URL, ""),
        (f"curl -XPUT {URL} -d '{{}}'", "PUT", URL, "{}"),
        (f"curl -sSLX DELETE {URL}", "DELETE", URL, ""),
        (f'curl -X POST {URL} \\\n -H "X-Ovh-Application: $AK" \\\n -d \'{{"a": 1}}\'', "POST", URL, '{"a": 1}'),
        (f"curl --request POST --url {URL} --data-raw $'{{\"a\":\"it\\'s\\n\\u00e9\"}}'", "POST", URL, '{"a":"it\'s\né"}'),
        (f"curl -G {URL} -d date.from=2024-01-01 --data-urlencode 'x=a b'", "GET", f"{URL}?date.from=2024-01-01&x=a%20b", ""),
        (f"curl --json '{{}}' -o out.txt -u me:secret --max-time 5 {URL}", "POST", URL, "{}"),
        (f"curl.exe --compressed -k {URL}", "GET", URL, ""),
    ],
)  # fmt: skip
def test_a_command_is_the_request_that_curl_sends(command, method, url, body):
    assert is_curl(command)
    found = read_curl(command)
    assert (found.method, found.url, found.body) == (method, url, body)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("curl -X POST", "has no URL"),
        (f"curl {URL} -d '{{", "can't be read"),
        (f"curl {URL} -d @body.json", "paste what is in it"),
        (f"curl {URL} -F a=b", "takes JSON"),
        (f"curl {URL} -H", "needs a value"),
        (f"curl {URL} --data-urlencode $'a=\\ud83d'", "half a character"),
        (f"curl {URL} " + "a" * 250_000, "longer than 250,000 characters"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(command, message):
    with pytest.raises(CurlError, match=message):
        read_curl(command)


@pytest.mark.parametrize("text", ['{"curl": 1}', "curly", "/curl x", "", "a curl b"])
def test_other_texts_are_no_commands(text):
    assert not is_curl(text)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(_json, st.booleans())
def test_any_body_survives_the_shell_s_quotes(value, ascii_only):
    body = json.dumps(value, ensure_ascii=ascii_only)
    command = f"curl -X POST {URL} -H 'Accept: x' -d {shlex.quote(body)}"
    assert read_curl(command) == CurlRequest("POST", URL, (("Accept", "x"),), body)


def test_what_is_no_character_stands_as_it_was_written():
    assert read_curl(r"curl $'https://x/\UFFFFFFFF\U0001F600\x41'").url == "https://x/\\UFFFFFFFF\U0001f600A"


_PARTS = st.one_of(
    st.sampled_from(
        ["-X", "-XPUT", "-d", "-d@x", "--data-urlencode", "a=b", "@f", "-H", "a:b", "-G", "-I", "-F", "--url", URL, "$'", "\\'", "'",
         '"', "\\", "\\\n", "|", ">", "$'\\uD800'", "$'\\UFFFFFFFF'", "$'\\x", "\0", "\x1b[2J", "{", "}", "-", "--", "-sSLX", "é"]
    ),
    st.text(max_size=6),
)  # fmt: skip


@given(st.lists(_PARTS, max_size=10), st.sampled_from([" ", "", "\n", "\r\n", "\t"]))
def test_any_command_is_a_request_or_refused_in_words(parts, between):
    try:
        found = read_curl(f"curl {between.join(parts)}")
    except CurlError as error:
        assert str(error)  # noqa: PT017
    else:
        assert found.url
        assert found.method


@pytest.mark.parametrize("piece", ["$'", "$'\\", "\\'", "'", '"', "\\\n", "-H ", "curl ", "$", " "])
def test_a_long_command_is_read_in_one_go(piece):
    # As long as what is read at most: what takes the square of its length would never end.
    text = f"curl {piece * (100_000 // len(piece))}"
    try:
        read_curl(text)
    except CurlError as error:
        assert str(error)  # noqa: PT017
