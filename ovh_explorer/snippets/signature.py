"""What is hashed to sign a call, explained: for a user who writes a client, or gets *Invalid
signature*.
"""

from collections.abc import Sequence
from dataclasses import replace

from ovh_explorer.call import Call
from ovh_explorer.snippets.language import Language, SnippetContext, heading, one_line
from ovh_explorer.translation import _

__all__ = ["LANGUAGE"]

_SECRET, _CONSUMER, _TIME = "APPLICATION_SECRET", "CONSUMER_KEY", "TIMESTAMP"


def _write(call: Call, context: SnippetContext) -> str:
    url = context.url(call)
    body = one_line((call.body or b"").decode("utf-8", "replace"))
    signed = "+".join([_SECRET, _CONSUMER, call.method, url, body, _TIME])
    if not call.authenticated:
        return _alone(
            _("This operation needs no authentication: its request is not signed."), context
        )
    if not context.has_application:
        if context.service_account:
            words = _(
                "A service account signs in by a token; its requests carry that and are not signed."
            )
        else:
            words = _("An access token is sent as it is; requests that carry one are not signed.")
        return _alone(words, context)
    if context.call_only:
        return signed
    rows = [
        (_("application secret"), _SECRET, _("known to you and the API, never sent")),
        (_("consumer key"), _CONSUMER, _("sent as {header}").format(header="X-Ovh-Consumer")),
        (_("method"), call.method, ""),
        (_("URL"), url, _("with branch and query, encoded exactly as it is sent")),
        (
            _("body"),
            body or "",
            _("exactly the bytes that are sent")
            if body
            else _("none: nothing stands between two +"),
        ),
        (
            _("time"),
            _TIME,
            _("seconds since 1970 by the API's clock, sent as {header}").format(
                header="X-Ovh-Timestamp"
            ),
        ),
    ]
    width = max(len(name) for name, _value, _words in rows) + 2
    lines = [f"# {one_line(context.explained_note)}\n"] if context.explained_note else []
    made_of = _("{header} is $1$ and the SHA-1, in hexadecimal, of these, joined by +:").format(
        header="X-Ovh-Signature"
    )
    lines.append(f"{made_of}\n\n")
    for name, value, words in rows:
        lines.append(f"  {name:<{width}}{value}\n")
        if words:
            lines.append(f"  {'':<{width}}({words})\n")
    clock = _("The API's clock: GET {url}").format(url=context.time_url)
    difference = _(
        "Its difference from yours may be asked for once; more than a few minutes off is refused."
    )
    lines.append(f"\n{clock}\n{difference}\n\n")
    lines += [_("All of it:"), "\n\n", signed, "\n"]
    return "".join(lines)


def _alone(words: str, context: SnippetContext) -> str:
    """A sentence that stands for the whole text; its line ends where it isn't put into another."""
    return words if context.call_only else f"{words}\n"


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    plain = replace(context, note="", explained_note="")
    said = context.explained_note
    note = f"# {one_line(said)}\n" if said else ""
    return note + "\n".join(f"{heading(call)}\n\n{_write(call, plain)}" for call in calls)


LANGUAGE = Language("signature", "Signature", "text", "txt", _write, _script)
