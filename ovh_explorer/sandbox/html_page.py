"""HTML pages of the sandbox: their frame, and what they have in common."""

# No words for people: its pages stand for the API's own, which answer as programs expect.

from ovh_explorer.sandbox.wire import HttpResponse

__all__ = ["MAX_FORM_BYTES", "STANDARD", "VALIDITIES", "choices", "page"]

VALIDITIES = (
    ("3600", "1 hour"),
    ("86400", "1 day"),
    ("604800", "7 days"),
    ("2592000", "30 days"),
    ("0", "Unlimited"),
)
"""How long a key can be good for: seconds, 0 for ever; and in words."""

STANDARD = "86400"
"""The validity of who chooses none."""

MAX_FORM_BYTES = 10_000
"""Bytes of a form that are read."""

_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    # Nothing is loaded and nothing runs; a form may lead to wherever the application wants its user
    # to go.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors "
    "'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
}


def choices() -> str:
    """The validities, as the options of a select."""
    return "".join(
        f'<option value="{value}"{" selected" if value == STANDARD else ""}>{words}</option>'
        for value, words in VALIDITIES
    )


def page(status: int, body: str, *, title: str = "Consumer key", **headers: str) -> HttpResponse:
    """A page; `body` is HTML."""
    text = f"""\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sandbox: {title}</title>
<style>body{{font:16px sans-serif;max-width:40em;margin:3em auto;padding:0 1em}}
td,th{{text-align:left;padding:.2em 1em .2em 0}}
button{{font:inherit;padding:.4em 1em}}</style></head>
<body><h1>{title}</h1>
{body}
</body></html>
"""
    return HttpResponse(status, text.encode(), {**_HEADERS, **headers})
