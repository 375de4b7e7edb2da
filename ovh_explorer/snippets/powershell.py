"""PowerShell, 7 and Windows PowerShell 5.1: a script that signs and sends requests by itself.

Its code is ASCII: Windows PowerShell reads a file without a mark in the code page of the machine,
in which parts of other characters may be quotes. It takes typographic quotes for quotes, too.
"""

# No words for people: code and its comments; what can't be written is said by marked messages.

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import (
    CAMEL_NAMES,
    body_text,
    credentials_of_all,
    own_headers,
    signs,
)
from ovh_explorer.snippets.configured import POWERSHELL, key_reader
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    Language,
    SnippetContext,
    SnippetError,
    about,
    header_parameters,
    introduction,
    one_line,
    without_words,
)
from ovh_explorer.translation import _

__all__ = ["LANGUAGE", "literal"]

_CURSOR = "X-Pagination-Cursor"
_NAMES = {**CAMEL_NAMES, "token": "token"}

_BEGIN = """
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
# Windows PowerShell may begin with TLS 1.0, which the API refuses.
$protocols = [Net.ServicePointManager]::SecurityProtocol
[Net.ServicePointManager]::SecurityProtocol = $protocols -bor [Net.SecurityProtocolType]::Tls12

function Stop-Script([string]$Reason) {
    # A response may hold commands of a terminal.
    [Console]::Error.WriteLine(($Reason -replace '\\p{Cc}+', ' '))
    exit 1
}

"""

_SEND = """# Sends a request, and gives its response; an error ends the script, and says why.
function Send-Request([hashtable]$Request) {
@keeps@    try {
        Invoke-WebRequest -UseBasicParsing -MaximumRedirection 0 -TimeoutSec 180 @Request
    } catch {
        $failure = $_
        try {
            $id = $failure.Exception.Response.Headers.GetValues('X-OVH-QUERYID')
        } catch {
            $id = 'none'
        }
        Stop-Script "$($failure.Exception.Message) $($failure.ErrorDetails) (query id: $id)"
    }
}

function Read-Text($Response) {
    $text = [Text.Encoding]::UTF8.GetString($Response.RawContentStream.ToArray())
    $text.TrimStart([char]0xFEFF)
}

function Write-Response([string]$Text) {
    if ($Text -cnotmatch '^\\s*([\\[{"tfn0-9-]|$)') {
        Stop-Script "The response isn't JSON: $Text"
    }
    Write-Output $Text
}

"""

# Windows PowerShell makes a slash of one that is encoded, unless a path is marked as it should be.
_KEEPS = """\
    # Windows PowerShell would send / for %2F.
    $Request.Uri = [Uri]$Request.Uri
    $flags = [Uri].GetField('m_Flags', 'NonPublic, Instance')
    if ($flags) {
        $null = $Request.Uri.PathAndQuery
        $value = [uint64]$flags.GetValue($Request.Uri) -band (-bnot [uint64]0x30)
        $flags.SetValue($Request.Uri, $value)
    }
"""

_SIGN = """function Get-Signature([string[]]$Parts) {
    $sha1 = [Security.Cryptography.SHA1]::Create()
    $hash = $sha1.ComputeHash([Text.Encoding]::UTF8.GetBytes($Parts -join '+'))
    '$1$' + [BitConverter]::ToString($hash).Replace('-', '').ToLowerInvariant()
}

"""

_PRINT = "Write-Response (Read-Text $response)\n"


def literal(text: str) -> str:
    """An expression that is a text: in single quotes, in which nothing is special but they; what is
    no readable ASCII by its number.
    """
    parts: list[str] = []
    run = ""
    for char in text:
        if char.isascii() and char.isprintable():
            run += char
            continue
        if run:
            parts.append(_quoted(run))
            run = ""
        number = ord(char)
        # The first of a sum says what it is: characters alone would be added as numbers.
        parts += [] if parts else ["''"]
        form = f"[char]0x{number:X}" if number < 0x10000 else f"[char]::ConvertFromUtf32({number})"
        parts.append(form)
    if run or not parts:
        parts.append(_quoted(run))
    return parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _comment(text: str) -> str:
    plain = unicodedata.normalize("NFKD", one_line(text).replace("’", "'"))
    return f"# {plain.encode('ascii', 'ignore').decode()}\n"


def _write(call: Call, context: SnippetContext) -> str:
    if context.call_only and not context.pages:
        return _alone(call, context)
    exchange = _loop(call, context) if context.pages else [*_exchange(call, context), _PRINT]
    if context.call_only:
        return "".join(exchange).rstrip("\n")
    words = introduction(call, context)
    return "".join([*_top([call], context, words), *exchange])


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    parts = _top(calls, context, introduction(calls[0], without_words(context)))
    for call in calls:
        parts += [_comment(line) for line in about(call, context)]
        parts += [*_exchange(call, context), _PRINT, "\n"]
    return "".join(parts[:-1])


def _top(calls: Sequence[Call], context: SnippetContext, words: Sequence[str]) -> list[str]:
    """What stands before the calls: functions, and keys."""
    keys = credentials_of_all(calls, context)
    keeps = any("%2F" in call.target or "%5C" in call.target for call in calls)
    parts = [*(_comment(line) for line in words), _BEGIN if words else _BEGIN.lstrip("\n")]
    parts += [f"Stop-Script {literal(context.stop)}\n\n"] if context.stop else []
    parts.append(_SEND.replace("@keeps@", _KEEPS if keeps else ""))
    parts += [_SIGN] if any(signs(call, context) for call in calls) else []
    if keys and context.configured:
        parts.append(f"{key_reader(POWERSHELL, context, literal)}\n")
    if keys and context.token_page and not context.configured and context.has_application:
        parts.append(_comment(f"Create your keys on {context.token_page}"))
    for name in keys:
        value = f"Get-OvhKey '{name}'" if context.configured else f"'{PLACEHOLDER}'"
        parts.append(f"${_NAMES[name]} = {value}\n")
    parts += ["\n"] if keys else []
    if context.service_account and any(call.authenticated for call in calls):
        parts.append(_token(context))
    return parts


def _token(context: SnippetContext) -> str:
    return (
        "$granted = Send-Request @{\n"
        "    Method = 'POST'\n"
        f"    Uri = {literal(context.token_url)}\n"
        "    Body = @{\n"
        "        grant_type = 'client_credentials'\n"
        "        client_id = $clientId\n"
        "        client_secret = $clientSecret\n"
        "        scope = 'all'\n"
        "    }\n"
        "}\n"
        "$token = (ConvertFrom-Json (Read-Text $granted)).access_token\n\n"
    )


def _exchange(call: Call, context: SnippetContext, cursor: str = "") -> list[str]:
    """The statements that send a request, and keep its `$response`.

    Args:
        cursor: the expression of a header's value that is sent where it is none.
    """
    has_body = call.body is not None
    lines = [f"$url = {literal(context.url(call))}\n"]
    lines += [f"$body = {literal(body_text(call))}\n"] if has_body else []
    if signs(call, context):
        parts = ["$appSecret", "$consumerKey", f"'{call.method}'", "$url"]
        parts += ["$body" if has_body else "''", "$time"]
        clock = f"Send-Request @{{ Uri = {literal(context.time_url)} }}"
        lines += [
            f"$time = (Read-Text ({clock})).Trim()\n",
            "if ($time -notmatch '^[0-9]+$') {\n",
            '    Stop-Script "The API gave no time: $time"\n',
            "}\n",
        ]
        lines.append(f"$signature = Get-Signature @({', '.join(parts)})\n")
    lines += ["$request = @{\n", f"    Method = '{_method(call)}'\n", "    Uri = $url\n"]
    headers = _headers(call, context)
    if headers:
        lines += ["    Headers = @{\n", *(f"        {line}\n" for line in headers), "    }\n"]
    elif cursor:
        lines.append("    Headers = @{}\n")
    if has_body:
        lines.append("    ContentType = 'application/json'\n")
        lines.append("    Body = [Text.Encoding]::UTF8.GetBytes($body)\n")
    lines.append("}\n")
    if cursor:
        lines.append(f"if ({cursor}) {{\n    $request.Headers['{_CURSOR}'] = {cursor}\n}}\n")
    return [*lines, "$response = Send-Request $request\n"]


def _loop(call: Call, context: SnippetContext) -> list[str]:
    """The statements that follow the pages of a list to its end, and print each."""
    given = tuple(header for header in call.headers if header[0].lower() != _CURSOR.lower())
    lines = [*_exchange(replace(call, headers=given), context, "$cursor"), _PRINT]
    inner = "".join(lines).splitlines(keepends=True)
    return [
        _comment("Each page is printed as a list of its own."),
        "$cursor = ''\n",
        "do {\n",
        *(f"    {line}" for line in inner),
        f"    $cursor = \"$($response.Headers['{_CURSOR}-Next'])\"\n",
        "} while ($cursor)\n",
    ]


def _method(call: Call) -> str:
    if call.method == "GET" and call.body is not None:
        raise SnippetError(_("Windows PowerShell can't send a GET with a body."))
    return call.method


def _headers(call: Call, context: SnippetContext) -> list[str]:
    """The entries of the table of headers, by what the variables are called that they hold."""
    lines = []
    for name, holds in own_headers(call, context):
        value = '"Bearer $token"' if holds == "token" else f"${_NAMES[holds]}"
        lines.append(f"'{name}' = {value}")
    given = header_parameters(call).items()
    return [*lines, *(f"{literal(name)} = {literal(value)}" for name, value in given)]


def _alone(call: Call, context: SnippetContext) -> str:
    words = ["Invoke-WebRequest -UseBasicParsing", f"-Method '{_method(call)}'"]
    words.append(f"-Uri {literal(context.url(call))}")
    headers = _headers(call, context)
    if headers:
        words.append(f"-Headers @{{ {'; '.join(headers)} }}")
    if call.body is not None:
        words.append("-ContentType 'application/json'")
        words.append(f"-Body ([Text.Encoding]::UTF8.GetBytes({literal(body_text(call))}))")
    return " ".join(words)


LANGUAGE = Language(
    "powershell",
    "PowerShell",
    "powershell",
    "ps1",
    _write,
    _script,
    aliases=("pwsh", "ps", "ps1"),
    pages=True,
)
