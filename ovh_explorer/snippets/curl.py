"""curl, in a shell script that signs. It runs in every POSIX shell, on Linux and macOS."""

# No words for people: code and its comments are the same in each language.

from collections.abc import Sequence
from dataclasses import replace
from textwrap import indent

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import (
    VARIABLES,
    body_text,
    credentials_of_all,
    own_headers,
    signs,
)
from ovh_explorer.snippets.configured import SHELL, key_reader
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    Language,
    SnippetContext,
    about,
    introduction,
    without_words,
)
from ovh_explorer.snippets.layout import WIDTH
from ovh_explorer.snippets.shell import comment, quoted, stop

__all__ = ["LANGUAGE"]

# One of them is on every system; a missing one leaves the text to the next.
_SHA1 = (
    "sha1() { { sha1sum 2>/dev/null || shasum 2>/dev/null || openssl dgst -sha1 -r; } | cut -d' "
    "' -f1; }\n"
)

# As it came: what makes JSON pretty rounds long numbers.
_SHOW = """# Prints a response without control characters, and says what is wrong with it.
show() {
  STATUS=${RESPONSE##*,}
  RESPONSE=${RESPONSE%,*}
  TYPE=${RESPONSE##*,}
  RESPONSE=$(printf '%s' "${RESPONSE%,*}" | tr -d '\\000-\\010\\013-\\037\\177')
  [ -z "$RESPONSE" ] || printf '%s\\n' "$RESPONSE"
  [ -z "$FAILED" ] || return 0
  case $STATUS in
    2*) ;;
    *) echo "The API redirects ($STATUS): nothing is sent there." >&2; FAILED=1; return 0 ;;
  esac
  [ -n "$RESPONSE" ] || return 0
  case $TYPE in
    *json*) is_json && return 0 ;;
  esac
  echo "The answer isn't JSON." >&2
  FAILED=1
}

# Where nothing parses JSON, its type has to do.
is_json() {
  if command -v jq >/dev/null; then
    printf '%s' "$RESPONSE" | jq -e -s 'length == 1' >/dev/null 2>&1
  elif command -v python3 >/dev/null; then
    printf '%s' "$RESPONSE" | python3 -m json.tool >/dev/null 2>&1
  fi
}

"""
_LIMIT = "--max-time 180"
_TELL = "-w ',%{content_type},%{http_code}'"

# It is signed, and a header: nothing else may come with it.
_CHECK_TIME = """[ -n "$FAILED" ] || case $TS in
  '' | *[!0-9]*) echo 'The API gave no time.' >&2; FAILED=1 ;;
esac
"""

_CURSOR = "X-Pagination-Cursor"
# The command of sed that prints where the next page begins.
_NEXT = "s/^[Xx]-[Pp]agination-[Cc]ursor-[Nn]ext: *//p"

# Linux hands no longer word to a program (128 KiB); what is signed and more is to fit as well.
_MAX_WORD_BYTES = 100_000

_NAMES = {
    "application_key": "AK",
    "application_secret": "AS",
    "consumer_key": "CK",
    "client_id": "CLIENT_ID",
    "client_secret": "CLIENT_SECRET",
    "access_token": "TOKEN",
    "time": "TS",
    "signature": "SIGNATURE",
    "token": "TOKEN",
}


def _write(call: Call, context: SnippetContext) -> str:
    if context.call_only:
        body = _body(call)
        url = quoted(context.url(call))
        return _curl(call, context, url, None if body is None else quoted(body), "")
    parts = [comment(line) for line in introduction(call, context)]
    parts += _keys([call], context)
    if context.pages:
        parts += _loop(call, context)
    else:
        parts += [*_exchange(call, context), "show\n"]
    # The code that the whole ends with; `exit` would close the terminal it is pasted into.
    return "".join([*parts, '[ -z "$FAILED" ]\n'])


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    words = introduction(calls[0], without_words(context))
    parts = [comment(line) for line in words]
    parts.append(stop(context))
    parts += _keys(calls, context)
    for call in calls:
        # In a script of its own the first failure is the end: so it is here.
        steps = "".join(_exchange(call, context))
        ending = '[ -z "$FAILED" ] || exit 1'
        above = about(call, context)
        parts += [comment(line) for line in above]
        parts.append(f"{steps}show\n{ending}\n\n")
    first, hashing, rest = "".join(parts).rstrip("\n").partition(_SHA1)
    return first + hashing + rest.replace(_SHA1, "") + "\n"


def _keys(calls: Sequence[Call], context: SnippetContext) -> list[str]:
    """What shows a response, and the credentials."""
    parts = [_SHOW]
    keys = credentials_of_all(calls, context)
    if keys:
        if context.token_page and not context.configured and context.has_application:
            parts.append(comment(f"Create your keys on {context.token_page}"))
        if context.configured:
            parts.append(key_reader(SHELL, context, quoted) + "\n")
        for name in keys:
            variable = VARIABLES[name]
            value = f"'{PLACEHOLDER}'"
            if context.configured:
                value = f'$(ovh_key {name} "${variable}" {variable})'
            parts.append(f"{_NAMES[name]}={value}\n")
        parts.append("\n")
    return parts


def _exchange(call: Call, context: SnippetContext) -> list[str]:
    """The lines that send a request, and keep what came back and whether it failed."""
    hashing = _SHA1 if signs(call, context) else ""
    return [*_start(call, context), hashing, *_token(call, context), *_request(call, context, "")]


def _loop(call: Call, context: SnippetContext) -> list[str]:
    """The lines that follow the pages of a list to its end, and print each."""
    given = tuple(header for header in call.headers if header[0].lower() != _CURSOR.lower())
    call = replace(call, headers=given)
    steps = [*_request(call, context, "  "), "  show\n"]
    return [
        comment("Each page is printed as a list of its own."),
        *_start(call, context),
        _SHA1 if signs(call, context) else "",
        *_token(call, context),
        "HEADERS=$(mktemp)\nCURSOR=\nwhile :; do\n",
        *steps,
        f"  CURSOR=$(sed -n '{_NEXT}' \"$HEADERS\" | tr -d '\\r')\n",
        '  [ -z "$FAILED" ] && [ -n "$CURSOR" ] || break\n',
        'done\nrm -f "$HEADERS"\n\n',
    ]


def _start(call: Call, context: SnippetContext) -> list[str]:
    """The lines that keep what is sent."""
    body = _body(call)
    lines = [f"FAILED=\nRESPONSE=\nURL={quoted(context.url(call))}\n"]
    if body is not None:
        lines.append(f"BODY={quoted(body)}\n")
    return [*lines, "\n"]


def _token(call: Call, context: SnippetContext) -> list[str]:
    """The lines that fetch a service account's token."""
    if not (call.authenticated and context.service_account):
        return []
    form = "--data-urlencode grant_type=client_credentials --data-urlencode scope=all"
    # The secret goes by standard input: others can read a command line while it runs.
    piped = """printf '%s' "$CLIENT_SECRET" |"""
    ids = '--data-urlencode "client_id=$CLIENT_ID" --data-urlencode client_secret@-'
    # Nothing is sent without keys.
    keys = credentials_of_all([call], context) if context.configured else ()
    guard = "".join(f'[ -n "${_NAMES[name]}" ] && ' for name in keys)
    return [
        f"{guard}RESPONSE=$({piped}\n  curl -sS {_LIMIT} {form} \\\n",
        f"  {ids} \\\n  {quoted(context.token_url)}),, || FAILED=1\n",
        "TOKEN=$(printf '%s' \"$RESPONSE\" |\n",
        """  sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p')\n""",
        "[ -n \"$FAILED$TOKEN\" ] || echo 'The API gave no token.' >&2\n\n",
    ]


def _request(call: Call, context: SnippetContext, margin: str) -> list[str]:
    """The lines that sign and send a request."""
    body = call.body is not None
    needed = list(credentials_of_all([call], context)) if context.configured else []
    parts: list[str] = []
    if call.authenticated and context.service_account:
        needed = ["token"]
    elif signs(call, context):
        signed = f"$AS+$CK+{call.method}+$URL+{'$BODY' if body else ''}+$TS"
        time_url = quoted(context.time_url)
        parts.append(f"{margin}TS=$(curl -sS --fail {_LIMIT} {time_url}) || FAILED=1\n")
        parts.append(indent(_CHECK_TIME, margin))
        parts.append(f'{margin}HASH=$(printf "%s" "{signed}" | sha1)\n')
        parts.append(f'{margin}SIGNATURE="\\$1\\$$HASH"\n\n')
    command = _curl(call, context, '"$URL"', '"$BODY"' if body else None, f"{margin}  ")
    # Nothing is sent without them.
    guard = '[ -z "$FAILED" ] && ' if signs(call, context) else ""
    guard += "".join(f'[ -n "${_NAMES[name]}" ] && ' for name in needed)
    parts.append(f"{margin}{guard}RESPONSE=$(\n{margin}  {command}\n{margin}) || FAILED=1\n")
    return [*parts, "" if context.pages else "\n"]


def _curl(
    call: Call,
    context: SnippetContext,
    url: str,
    body: str | None,
    margin: str,
) -> str:
    """The curl command; `url` and `body` are words of the shell."""
    before = ""
    is_alone = context.call_only
    options = [
        f'-H "{name}: {"Bearer " if holds == "token" else ""}${_NAMES[holds]}"'
        for name, holds in own_headers(call, context)
    ]
    # With a semicolon curl sends a header that has no value; with a colon it would send none.
    options += [
        f"-H {quoted(f'{name}: {value}' if value else f'{name};')}" for name, value in call.headers
    ]
    if body is not None:
        options.append("-H 'Content-Type: application/json'")
        is_long = len(call.body or b"") > _MAX_WORD_BYTES
        options.append("--data-binary @-" if is_long else f"--data-raw {body}")
        before = f"printf '%s' {body} | " if is_long else ""
    elif call.method in ("POST", "PUT", "PATCH"):
        # curl would leave it out, and some servers refuse such a request without it.
        options.append("-H 'Content-Length: 0'")
    if context.pages:
        cursor = f'"{_CURSOR}: $CURSOR"'
        options += ['-D "$HEADERS"', f"${{CURSOR:+-H}} ${{CURSOR:+{cursor}}}"]
    # -g and --path-as-is: the URL that was signed leaves as it is. curl encodes no query: what
    # --data-urlencode makes depends on its version, and is another than was sent.
    method = "" if call.method == "GET" and body is None else f" -X {call.method}"
    words = [
        f"{before}curl -sS -g --path-as-is --fail-with-body{method}",
        *([] if is_alone else [_LIMIT, _TELL]),
        *options,
        url,
    ]
    line = " ".join(words)
    return line if len(margin + line) <= WIDTH else f" \\\n{margin}  ".join(words)


def _body(call: Call) -> str | None:
    return None if call.body is None else body_text(call)


LANGUAGE = Language(
    "curl",
    "curl",
    "bash",
    "sh",
    _write,
    _script,
    aliases=("shell", "sh", "bash", "zsh"),
    pages=True,
)
