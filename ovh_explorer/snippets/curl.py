"""A shell script that signs and calls with curl."""

from ovh_explorer.call import Call
from ovh_explorer.snippets.context import SnippetContext, comment

__all__ = ["quote", "write"]


def write(call: Call, context: SnippetContext) -> str:
    """A script for sh, bash and zsh, or the curl command alone, that sends `call`."""
    prefix = context.v1 if call.branch == "v1" else call.branch
    url = quote(f"{context.base_url}/{prefix}{call.target}")
    command = [f"curl -g --path-as-is -X {call.method} \"$URL\""]
    if call.authenticated:
        command += [
            '-H "X-Ovh-Application: $AK"',
            '-H "X-Ovh-Consumer: $CK"',
            '-H "X-Ovh-Timestamp: $TS"',
            '-H "X-Ovh-Signature: $SIG"',
        ]
    command += [f"-H {quote(f'{name}: {value}')}" for name, value in call.headers]
    if call.body is not None:
        command += ["-H 'Content-Type: application/json'", '--data-raw "$BODY"']
    lines = [f"URL={url}"]
    if call.body is not None:
        lines.append(f"BODY={quote(call.body.decode('ascii'))}")
    if call.authenticated:
        body = "$BODY" if call.body is not None else ""
        lines += [
            f"TS=$(curl -s {quote(f'{context.base_url}/{context.v1}/auth/time')})",
            f"SIG='$1$'$(printf '%s' \"$AS+$CK+{call.method}+$URL+{body}+$TS\" | openssl dgst -sha1 | sed 's/^.* //')",
        ]
    lines.append(" \\\n  ".join(command))
    text = "\n".join(lines) + "\n"
    if context.call_only or not call.authenticated:
        return text if context.call_only else comment("#", context.note) + text
    page = comment("# Keys:", context.token_page)
    keys = "AK='xxxxxxxxxxxxxxxx'\nAS='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'\nCK='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'\n\n"
    return comment("#", context.note) + page + keys + text


def quote(text: str) -> str:
    """`text` as one word of a shell, whatever is in it."""
    return "'" + text.replace("'", "'\\''") + "'"
