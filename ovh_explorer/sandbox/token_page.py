"""The page that makes an application and a consumer key at once, its rights filled in from the
link.
"""

# No words for people: its pages stand for the API's own, which answer as programs expect.

import secrets
from html import escape
from urllib.parse import parse_qsl

from ovh_explorer.sandbox.html_page import MAX_FORM_BYTES, STANDARD, VALIDITIES, choices, page
from ovh_explorer.sandbox.signature import Application
from ovh_explorer.sandbox.state import State
from ovh_explorer.sandbox.wire import HttpRequest, HttpResponse

__all__ = ["PATH", "token_page"]

PATH = "/createToken/"
"""Where the page is."""

_METHODS = ("GET", "POST", "PUT", "DELETE")
_MAX_RULES = 200


def token_page(state: State, request: HttpRequest) -> HttpResponse:
    """The form for GET, ``?GET=/me&POST=/domain/zone/*`` filled in (first-steps guide); the keys
    for POST.
    """
    if request.method not in ("GET", "HEAD", "POST"):
        return page(405, "<p>This page can be read, and answered.</p>", title="Token")
    if request.method != "POST":
        rules = [pair for pair in parse_qsl(request.query) if pair[0] in _METHODS][:_MAX_RULES]
        return page(200, _form(rules), title="Token")
    form = parse_qsl(request.content[:MAX_FORM_BYTES].decode("latin-1"))
    rules = [pair for pair in form if pair[0] in _METHODS][:_MAX_RULES]
    validity = dict(form).get("validity", STANDARD)
    if not rules or validity not in dict(VALIDITIES):
        return page(
            400,
            "<p>A token needs a right at least, and a validity of those offered.</p>",
            title="Token",
        )
    name = dict(form).get("name", "")[:100] or "A token"
    application = Application(
        max(item.id for item in state.guard.applications.values()) + 1,
        secrets.token_hex(8),
        secrets.token_hex(16),
        name,
        "Made by the token page",
    )
    state.guard.applications[application.key] = application
    credential = state.new_credential(
        application.id,
        [{"method": method, "path": path} for method, path in rules],
        key=secrets.token_hex(16),
        token="",
        redirection="",
    )
    credential.status = "validated"
    credential.expiration = state.time() + int(validity) if int(validity) else None
    return page(
        200,
        f"""\
<table>
<tr><th>Application key</th><td>{application.key}</td></tr>
<tr><th>Application secret</th><td>{application.secret}</td></tr>
<tr><th>Consumer key</th><td>{credential.key}</td></tr>
</table>
<p>They are shown this once.</p>""",
        title="Token",
    )


def _form(rules: list[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><td>{method}</td><td>{escape(path)}"
        f'<input type="hidden" name="{method}" value="{escape(path)}"></td></tr>\n'
        for method, path in rules
    )
    no_rules = "<tr><td colspan=2>none: add them to the link</td></tr>"
    return f"""\
<p>Keys for the account of this sandbox, with these rights:</p>
<form method="post" action="{PATH}">
<table><tr><th>Method</th><th>Path</th></tr>{rows or no_rules}</table>
<p><label>Script name <input name="name" value="A token"></label></p>
<p><label>Validity <select name="validity">{choices()}</select></label></p>
<p><button>Create keys</button></p>
</form>"""
