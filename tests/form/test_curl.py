"""Curl commands as people paste them: from guides, from a browser, from a shell."""

import json
import re
import shlex
import shutil
import subprocess
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.form.curl import CurlError, CurlRequest, is_curl, read_curl
from ovh_explorer.form.curl_options import LONG, REFUSED, TAKES_NONE, TAKES_VALUE

URL = "https://eu.api.ovh.com/1.0/me"


@pytest.mark.parametrize(
    ("command", "method", "url", "body"),
    [
        (f"curl {URL}", "GET", URL, ""),
        (f"$ curl -s '{URL}' | jq .", "GET", URL, ""),
        (f"curl -XPUT {URL} -d '{{}}'", "PUT", URL, "{}"),
        (f"curl -sSLX DELETE {URL}", "DELETE", URL, ""),
        (f'curl -X POST {URL} \\\n -H "X-Ovh-Application: $AK" \\\n -d \'{{"a": 1}}\'', "POST", URL, '{"a": 1}'),
        (f"curl --request POST --url {URL} --data-raw $'{{\"a\":\"it\\'s\\u00e9\"}}'", "POST", URL, '{"a":"it\'sé"}'),
        (f"curl -G {URL} -d date.from=2024-01-01 --data-urlencode 'x=a b'", "GET", f"{URL}?date.from=2024-01-01&x=a%20b", ""),
        (f"curl --json '{{}}' -o out.txt -u me:secret --max-time 5 {URL}", "POST", URL, "{}"),
        (f"curl.exe --compressed -k {URL}", "GET", URL, ""),
        # What ends a command, without blanks too.
        (f"curl {URL}|jq", "GET", URL, ""),
        (f"curl {URL};echo done", "GET", URL, ""),
        (f"curl {URL}&&echo done", "GET", URL, ""),
        (f"curl {URL}& wait", "GET", URL, ""),
        (f"(curl {URL})"[1:], "GET", URL, ""),
        (f"curl {URL}>out.json", "GET", URL, ""),
        (f"curl {URL}\nls", "GET", URL, ""),
        (f"curl {URL} # what it is", "GET", URL, ""),
        (f"curl {URL}#fragment -XPUT", "PUT", URL, ""),
        # Redirections are no words, and end nothing.
        (f"curl -s 2>/dev/null {URL} 2>&1 -X PUT", "PUT", URL, ""),
        # What a redirection leads to is no word that & could cut.
        (f"curl '{URL}?a=1' > f&b=c", "GET", f"{URL}?a=1", ""),
        (f"curl >out.json 2>> log {URL} -d '{{}}' <&-", "POST", URL, "{}"),
        # Line ends: with a blank after the backslash, from Windows, with the backslashes lost on a
        # web page.
        (f"curl -X PUT \\ \n  {URL} \\\r\n  -d 1", "PUT", URL, "1"),
        (f"curl\n -X PUT\n '{URL}'\n --data 1", "PUT", URL, "1"),
        (f"curl\xa0-X\xa0PUT {URL}", "PUT", URL, ""),
        # Quotes.
        (f"curl '{URL}'?a=\"b c\"\\ d -H 'x'\"'\"'y: 1'", "GET", f"{URL}?a=b c d", ""),
        (f'curl {URL} -d "{{\\"a\\": \\"\\$x \\`\\\\\\\\n\\"}}"', "POST", URL, '{"a": "$x `\\\\n"}'),
        (rf"curl {URL} -d $'\x22\303\251\xc3\xa9\xe9\ud83d\ude00\U1f600\u0021\x22'", "POST", URL, '"éé\xe9😀😀!"'),
        # Options, glued and several of a kind.
        (f"curl {URL} --json '{{\"a\":' --json '1}}'", "POST", URL, '{"a":1}'),
        (f"curl {URL} -G --data-urlencode =a=b --data-urlencode 'c=d&e' -d f=g", "GET", f"{URL}?a%3Db&c=d%26e&f=g", ""),
        (f"curl '{URL}?x=1' --url-query 'a=b c' --url-query +d=%20", "GET", f"{URL}?x=1&a=b%20c&d=%20", ""),
        (f"curl -sXPUT -d1 -ofile {URL} -uname:word", "PUT", URL, "1"),
        (f"curl -q --no-progress-meter --no-compressed --http2 -4 {URL}", "GET", URL, ""),
        ("curl eu.api.ovh.com/1.0/me", "GET", URL, ""),
        (f"PS C:\\Users\\me> curl.exe {URL}", "GET", URL, ""),
        (f"C:\\>CURL {URL}", "GET", URL, ""),
        # cmd: as browsers copy it, old and new, and as it is typed.
        (f'curl ^"{URL}?fieldType=TXT^&subDomain=^%^2F^" ^\n  -X ^"PUT^" ^\n  -H ^"accept: */*^" ^\n'
         '  --data-raw ^"^{^\\^"a^\\^":^\\^"^%^41 ^\\^\\n^\\^"^}^"',
         "PUT", f"{URL}?fieldType=TXT&subDomain=%2F", '{"a":"%41 \\n"}'),
        (f'curl ^"{URL}^" --data-raw ^"^{{^\n\n^\\^"a^\\^":1^}}^"', "POST", URL, '{\n"a":1}'),
        (f'curl "{URL}" ^\r\n -d "{{""a"":""b^^c""}}"', "POST", URL, '{"a":"b^^c"}'),
        (f"curl {URL}?fieldType=TXT^&subDomain=a|more", "GET", f"{URL}?fieldType=TXT&subDomain=a", ""),
        (f'curl {URL}?a=1^&b=2 -d "{{\\"a\\":1}}" > out.txt & dir', "POST", f"{URL}?a=1&b=2", '{"a":1}'),
        # A caret in a shell's quotes is none of cmd's.
        (f"""curl {URL} -d '{{"a":"^"}}'""", "POST", URL, '{"a":"^"}'),
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
        (f"curl {URL} -d '{{", "a single quote that doesn't end"),
        (f'curl {URL} -d "{{', "a double quote that doesn't end"),
        (f"curl {URL} \\", "its other lines are missing"),
        (f'curl ^"{URL}^" ^', "its other lines are missing"),
        (f'curl ^"{URL}', "a double quote that doesn't end"),
        (f"curl {URL} `\n -X PUT", "PowerShell: write it on one line, or copy it as cURL"),
        (
            f"Invoke-WebRequest -UseBasicParsing -Uri '{URL}'",
            "PowerShell's command, which isn't read: copy the request as cURL",
        ),
        (
            "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n",
            "PowerShell's command",
        ),
        (f'PS C:\\> irm "{URL}"', "PowerShell's command"),
        (f'fetch("{URL}", {{\n', "JavaScript"),
        (f"curl {URL}?a=1&b=2", "put the URL in quotes"),
        (f"curl {URL} {URL}/bill", "more than one URL"),
        (f"curl {URL} POST", "more than one URL"),
        (f"curl {URL} --next {URL}", "several requests"),
        (f"curl {URL}/$ID", r"The URL .* holds a variable, \$ID, whose value"),
        ('curl "https://${HOST}/1.0/me"', r"holds a variable, \$\{HOST\}"),
        (f'curl {URL} -d "{{\\"a\\": $N}}"', r"The body .* holds a variable, \$N"),
        (f"curl {URL}/$(id)", "holds a command, whose output"),
        (f"curl {URL} -d `id`", "holds a command, whose output"),
        (f"curl {URL} --unknown x", "has the option --unknown, which isn't known here"),
        (f"curl {URL} --data={{}}", "has the option --data="),
        (f"curl {URL} -d @-", "standard input"),
        (f"curl {URL} --json @body.json", "paste what is in it"),
        (f"curl {URL} --data-urlencode a@file", "A value is in the file file"),
        (f"curl {URL} -H @headers", "in a file"),
        (f"curl {URL} -T file", "sends a file"),
        (f"curl -K file {URL}", "from a file"),
        (f"curl {URL} -d 'a=1&b=2'", "is not JSON"),
        (f"curl -I {URL}", "sends HEAD, which is not a method"),
        (f"curl -X PURGE {URL}", "sends PURGE"),
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


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "command",
    ["curl '{}' \\{}  -X PUT \\{}  -d 1{}ls", 'curl ^"{}^" ^{}  -X ^"PUT^" ^{}  -d 1{}dir'],
)
def test_lines_end_as_files_and_terminals_have_it(command, end):
    assert read_curl(command.format(URL, end, end, end)) == CurlRequest("PUT", URL, (), "1")


def test_headers_are_read_as_curl_does():
    found = read_curl(
        f"""curl {URL} -H 'X-A: b: c' -H 'X-Empty;' -H "X-Ovh-Application: $AK" -H X-Gone:"""
    )
    assert found.headers == (
        ("X-A", "b: c"),
        ("X-Empty", ""),
        ("X-Ovh-Application", "$AK"),
        ("X-Gone", ""),
    )


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
def test_each_option_of_curl_is_known_with_its_kind():
    shown = subprocess.run(
        ["curl", "--help", "all"], capture_output=True, text=True, check=True
    ).stdout
    found = re.findall(r"^ *(?:(-.), )?(--\S+)( <)?", shown, re.MULTILINE)
    assert len(found) > 200
    wrong = [
        option
        for letter, option, value in found
        # Their help doesn't say that they take one.
        if option not in REFUSED and option not in ("--proxy", "--preproxy", "--manual")
        and (option not in TAKES_VALUE if value else option.replace("--no-", "--") not in TAKES_NONE)
    ]  # fmt: skip
    assert wrong == []
    letters = {letter: option for letter, option, _ in found if letter and letter not in "-M"}
    assert {letter: LONG.get(letter) for letter in letters} == letters


def _for_bash(text: str) -> str:
    """As browsers copy a text for bash."""
    if re.fullmatch(r"[\x20\x22-\x26\x28-\x7e]*", text):
        return f"'{text}'"
    units = [
        int.from_bytes(text.encode("utf-16-be")[at : at + 2])
        for at in range(0, 2 * _units(text), 2)
    ]
    plain = "".join(
        chr(unit) if 0x20 < unit < 0x7F and chr(unit) not in "\\'!" else f"\\u{unit:04x}"
        for unit in units
    )
    return f"$'{plain}'"


def _units(text: str) -> int:
    return len(text.encode("utf-16-be")) // 2


def _for_cmd(text: str) -> str:
    """As browsers copy a text for cmd."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    text = re.sub(r"[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]", lambda found: f"^{found[0]}", text)
    text = re.sub(r"%(?=[a-zA-Z0-9_])", "%^", text)
    return '^"' + re.sub(r"\r?\n", "^\n\n", text) + '^"'


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(
        lambda text: quote(text)
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=20),
    st.sampled_from([_for_bash, _for_cmd]),
    st.booleans(),
)
def test_what_browsers_copy_is_read_as_it_was(path, value, copied, ascii_only):
    url, body = (
        f"{URL}/{path}?a=%2F&b={path}",
        json.dumps({"a": value}, indent=1, ensure_ascii=ascii_only),
    )
    end = " \\\n" if copied is _for_bash else " ^\n"
    words = [
        copied(url),
        f"-X {copied('PUT')}",
        f"-H {copied('accept: */*')}",
        f"--data-raw {copied(body)}",
    ]
    command = f"curl {f'{end}  '.join(words)}"
    assert read_curl(command) == CurlRequest("PUT", url, (("accept", "*/*"),), body)


@pytest.mark.parametrize(
    "text", ['{"curl": 1}', "curly", "/curl x", "", "a curl b", "fetch(x)", "$sessions = 1"]
)
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
    assert (
        read_curl(r"curl $'https://x/\UFFFFFFFF\U0001F600\x41'").url
        == "https://x/\\UFFFFFFFF\U0001f600A"
    )


_PARTS = st.one_of(
    st.sampled_from(
        ["-X", "-XPUT", "-d", "-d@x", "--data-urlencode", "a=b", "@f", "-H", "a:b", "-G", "-I", "-F", "--url", URL, "$'", "\\'", "'",
         '"', "\\", "\\\n", "^", "^\n", '^"', "`", "$x", "|", ">", "$'\\uD800'", "$'\\UFFFFFFFF'", "$'\\x", "\0", "\x1b[2J", "{", "}", "-", "--", "-sSLX", "é"]
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


@pytest.mark.parametrize(
    "piece",
    [
        "^",
        '^"',
        "^\n",
        '"a',
        "`",
        "$(",
        "|",
        "&",
        "<",
        "1>",
        "#",
        "\n",
        "\\\\",
        '\\"',
        "$'",
        "$'\\",
        "\\'",
        "'",
        '"',
        "\\\n",
        "-H ",
        "curl ",
        "$",
        " ",
    ],
)
def test_a_long_command_is_read_in_one_go(piece):
    # As long as what is read at most: what takes the square of its length would never end.
    text = f"curl {URL} {piece * (100_000 // len(piece))}"
    try:
        read_curl(text)
    except CurlError as error:
        assert str(error)  # noqa: PT017
