"""The page behind a validation link, where the owner of an account accepts or refuses a consumer
key.
"""

# No words for people: its pages stand for the API's own, which answer as programs expect.

from html import escape
from urllib.parse import parse_qs, quote

from ovh_explorer.sandbox.html_page import MAX_FORM_BYTES, STANDARD, VALIDITIES, choices, page
from ovh_explorer.sandbox.signature import Credential
from ovh_explorer.sandbox.state import State
from ovh_explorer.sandbox.wire import HttpRequest, HttpResponse

__all__ = ["PATH", "validation_page"]

PATH = "/auth/sso/api"
"""Where the page is."""

# How long a link can be used, seconds.
_LINK = 3600


def validation_page(state: State, request: HttpRequest) -> HttpResponse:
    """The page for GET; for POST, what follows from the button that was pressed."""
    if request.method not in ("GET", "HEAD", "POST"):
        return page(405, "<p>This page can be read, and answered.</p>")
    if request.method == "POST":
        text = request.content[:MAX_FORM_BYTES].decode("latin-1")
    else:
        text = request.query
    form = {name: values[0] for name, values in parse_qs(text).items()}
    token = form.get("credentialToken", "")
    found = next(
        (item for item in state.guard.credentials.values() if item.token and item.token == token),
        None,
    )
    if found is None or state.time() >= found.requested_at + _LINK:
        return page(
            404,
            "<p>This link was used already, is too old, or never was one. Ask for another key.</p>",
        )
    if request.method != "POST":
        return page(200, _question(state, found))
    validity, decision = form.get("validity", STANDARD), form.get("decision")
    if decision not in ("accept", "refuse") or validity not in dict(VALIDITIES):
        return page(400, "<p>The form is not the one of this page.</p>")
    return _decided(state, found, accepted=decision == "accept", seconds=int(validity))


def _decided(state: State, credential: Credential, *, accepted: bool, seconds: int) -> HttpResponse:
    credential.token = ""
    credential.status = "validated" if accepted else "refused"
    credential.expiration = state.time() + seconds if accepted and seconds else None
    words = "The consumer key is validated." if accepted else "The consumer key is refused."
    target = credential.redirection
    if target.startswith(("http://", "https://")) and target.isprintable():
        location = quote(target, safe="%/:=&?~#+!$,;'@()*[]")
        link = f'<p>{words} <a href="{escape(location)}">Go on</a></p>'
        return page(303, link, Location=location)
    return page(200, f"<p>{words} You can close this page.</p>")


def _question(state: State, credential: Credential) -> str:
    application = state.application(credential.application)
    name = application.name if application else "An application"
    rules = "".join(
        f"<tr><td>{escape(str(r.get('method')))}</td><td>{escape(str(r.get('path')))}</td></tr>"
        for r in credential.rules
    )
    addresses = (
        f"<p>Only from {escape(', '.join(credential.allowed))}.</p>" if credential.allowed else ""
    )
    if credential.redirection:
        leads = f"<p>You will be sent on to {escape(credential.redirection)}.</p>"
    else:
        leads = ""
    return f"""\
<p><b>{escape(name)}</b> asks for a consumer key for the account of this sandbox. \
It could then call:</p>
<table><tr><th>Method</th><th>Path</th></tr>{rules}</table>
{addresses}{leads}
<form method="post" action="{PATH}">
<input type="hidden" name="credentialToken" value="{escape(credential.token)}">
<p><label>Validity <select name="validity">{choices()}</select></label></p>
<p><button name="decision" value="accept">Accept</button> \
<button name="decision" value="refuse">Refuse</button></p>
</form>"""
