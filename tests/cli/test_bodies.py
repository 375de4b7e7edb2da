"""What stands behind ``-d``, and every other argument, is UTF-8, whatever the locale says."""

import io
import os
import subprocess
import sys

import pytest

from tests.faults import fault, faults

PATH = "/domain/zone/example.com/record"
RECORD = '{"fieldType":"TXT","subDomain":"été 😀","target":"x"}'
SENT = '"subDomain":"\\u00e9t\\u00e9 \\ud83d\\ude00"'


@pytest.fixture
def code_of(run, tmp_path, monkeypatch):
    """The code of a request whose body comes from each of the places there are."""

    def one(content: bytes, place: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="cp1252"))
        file = tmp_path / "body.json"
        file.write_bytes(content)
        data = {"-": "-", "@": f"@{file}", "text": os.fsdecode(content)}[place]
        return run("code", "signature", "POST", PATH, "-d", data)

    return one


@pytest.mark.parametrize("place", ["-", "@", "text"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_bytes_are_utf_8_with_or_without_a_byte_order_mark(code_of, place, mark):
    code, out, words = code_of(mark + RECORD.encode(), place)
    assert (code, words) == (0, "")
    assert SENT in out


WRONG = {
    "a body in Latin-1": ("is not UTF-8: byte 13 is 0xE9 (line 2). Write the body in UTF-8. Nothing was sent.", b'{\n"target":"\xe9"}'),
    "a body in UTF-16": ("is not UTF-8: byte 1 is 0xFF (line 1). It is UTF-16.", "\ufeff{}".encode("utf-16-le")),
    "two byte-order marks before a body": ("This is not JSON: remove the invisible character U+FEFF", b"\xef\xbb\xbf\xef\xbb\xbf{}"),
    "half a character in a body, escaped": (
        "This text holds half a character (a lone surrogate), which can't be sent (line 2, column 11)",
        b'{\n"target":"\\ud83d"}',
    ),
    "half a character in a body, in three bytes": ("is not UTF-8: byte 2 is 0xED", b'"\xed\xa0\xbd"'),
    "a body that is empty": ("The body (-d) is empty. Leave out -d to send none.", b" \n"),
}  # fmt: skip


@faults("Requests", WRONG)
def test_what_is_no_text_is_refused_with_its_place(case, code_of):
    said = set()
    for place in ("-", "@") if b"\0" in case else ("-", "@", "text"):
        code, out, words = code_of(case, place)
        assert (code, out) == (2, "")
        said.add(words)
    return " ".join(said)


def test_raw_refuses_half_a_character_too(run):
    code, _, words = run("code", "curl", "POST", "/no/such", "--raw", "-d", '{"a":"\\udc00"}')
    assert code == 2
    assert "half a character" in words


@fault(
    "Requests",
    "a body that never ends",
    "/dev/zero is larger than 64 MiB: that is no body of a request.",
)
def test_a_body_without_an_end_is_not_read_to_it(run):
    code, _, words = run("code", "curl", "POST", PATH, "-d", "@/dev/zero")
    assert code == 2
    return words


@fault(
    "Requests", "an argument that is not UTF-8", "argument -p: this is not UTF-8: byte 10 is 0xE9"
)
def test_an_argument_that_is_no_text(run):
    for words in (
        ("-q", "fieldType=\udce9"),
        ("-H", "a=\udce9"),
        ("--filter", "\udce9"),
        ("--endpoint", "\udce9"),
    ):
        code, _, said = run("try", "GET", PATH, *words)
        assert code == 2
        assert (
            f"argument {words[0]}: this is not UTF-8: byte {words[1].index(chr(0xDCE9)) + 1} is 0xE9"
            in said
        )
    assert "argument PATH: this is not UTF-8" in run("try", "GET", "/\udce9", "--raw")[2]
    assert (
        "argument PATH: character 2 is half a character" in run("try", "GET", "/\ud83d", "--raw")[2]
    )
    return run("try", "GET", "/domain/zone/{zoneName}", "-p", "zoneName=\udce9")[2]


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "en_US.ISO-8859-1"])
def test_the_locale_decides_nothing(locale, run, tmp_path):
    program = "import sys; from ovh_explorer.cli import main; sys.exit(main())"
    environ = os.environ | {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    words = [
        sys.executable,
        "-c",
        program,
        "code",
        "signature",
        "POST",
        "/x/{y}?z=é",
        "--raw",
        "-p",
        "y=è",
        "-d",
    ]
    for data in ("-", RECORD):
        done = subprocess.run(
            [*words, data], input=RECORD.encode(), env=environ, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert SENT in done.stdout.decode()
        assert "/x/%C3%A8?z=%C3%A9" in done.stdout.decode()
