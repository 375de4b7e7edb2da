"""What is hashed to sign a call, explained: for a user who writes a client, or gets *Invalid
signature*.
"""

# No words for people: it is copied and saved as code is, and is the same in each language.

from collections.abc import Sequence
from dataclasses import replace

from ovh_explorer.call import Call
from ovh_explorer.snippets.language import Language, SnippetContext, heading, one_line

__all__ = ["LANGUAGE"]

_SECRET, _CONSUMER, _TIME = "APPLICATION_SECRET", "CONSUMER_KEY", "TIMESTAMP"


def _write(call: Call, context: SnippetContext) -> str:
    url = context.url(call)
    body = one_line((call.body or b"").decode("utf-8", "replace"))
    signed = "+".join([_SECRET, _CONSUMER, call.method, url, body, _TIME])
    if not call.authenticated:
        text = "This operation needs no authentication: its request is not signed.\n"
        return text if not context.call_only else text.rstrip("\n")
    if not context.has_application:
        text = "An access token is sent as it is; requests that carry one are not signed.\n"
        if context.service_account:
            text = (
                "A service account signs in by a token; its requests carry that and are not "
                "signed.\n"
            )
        return text if not context.call_only else text.rstrip("\n")
    if context.call_only:
        return signed
    rows = [
        ("application secret", _SECRET, "known to you and the API, never sent"),
        ("consumer key", _CONSUMER, "sent as X-Ovh-Consumer"),
        ("method", call.method, ""),
        ("URL", url, "with branch and query, encoded exactly as it is sent"),
        (
            "body",
            body or "",
            "exactly the bytes that are sent" if body else "none: nothing stands between two +",
        ),
        ("time", _TIME, "seconds since 1970 by the API's clock, sent as X-Ovh-Timestamp"),
    ]
    lines = [f"# {one_line(context.note)}\n"] if context.note else []
    lines += ["X-Ovh-Signature is $1$ and the SHA-1, in hexadecimal, of these, joined by +:\n\n"]
    for name, value, words in rows:
        lines.append(f"  {name:<20}{value}\n")
        if words:
            lines.append(f"  {'':<20}({words})\n")
    lines += [
        "\nThe API's clock: GET ",
        context.time_url,
        "\nIts difference from yours may be asked for once; more than a few minutes off is "
        "refused.\n",
        "\nAll of it:\n\n",
        signed,
        "\n",
    ]
    return "".join(lines)


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    plain = replace(context, note="")
    note = f"# {one_line(context.note)}\n" if context.note else ""
    return note + "\n".join(f"{heading(call)}\n\n{_write(call, plain)}" for call in calls)


LANGUAGE = Language("signature", "Signature", "text", "txt", _write, _script)
