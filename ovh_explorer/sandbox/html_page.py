"""HTML pages of the sandbox, in the language of people: their frame, and what they have in
common.
"""

from ovh_explorer.sandbox.wire import HttpResponse
from ovh_explorer.translation import N_, _, labelled, language

__all__ = ["MAX_FORM_BYTES", "STANDARD", "VALIDITIES", "choices", "page", "table"]

VALIDITIES = (
    ("3600", N_("1 hour")),
    ("86400", N_("1 day")),
    ("604800", N_("7 days")),
    ("2592000", N_("30 days")),
    ("0", N_("Unlimited")),
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
    # not for people: a header
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors "
    "'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
}


def choices() -> str:
    """The validities, as the options of a select."""
    options = []
    for value, words in VALIDITIES:
        chosen = " selected" if value == STANDARD else ""
        # not for people: markup
        options.append(f'<option value="{value}"{chosen}>{_(words)}</option>')
    return "".join(options)


def table(*rows: tuple[str, str], head: tuple[str, str] | None = None) -> str:
    """A table of two columns, of HTML; the first column names the second where there is no head."""
    first = "td" if head else "th"
    lines = [f"<tr><th>{head[0]}</th><th>{head[1]}</th></tr>"] if head else []
    lines += [f"<tr><{first}>{name}</{first}><td>{value}</td></tr>" for name, value in rows]
    return "\n".join(("<table>", *lines, "</table>"))


def page(status: int, body: str, *, title: str, **headers: str) -> HttpResponse:
    """A page; `body` is HTML."""
    name = labelled(_("Sandbox"), title)
    # not for people: markup
    text = f"""\
<!doctype html>
<html lang="{language()}"><head><meta charset="utf-8">
<title>{name}</title>
<style>body{{font:16px sans-serif;max-width:40em;margin:3em auto;padding:0 1em}}
td,th{{text-align:left;padding:.2em 1em .2em 0}}
button{{font:inherit;padding:.4em 1em}}</style></head>
<body><h1>{title}</h1>
{body}
</body></html>
"""
    return HttpResponse(status, text.encode(), {**_HEADERS, **headers})
