"""The page behind a validation link, where the owner of an account accepts or refuses a consumer
key.
"""

from html import escape
from urllib.parse import parse_qs, quote

from ovh_explorer.sandbox.html_page import (
    MAX_FORM_BYTES,
    STANDARD,
    VALIDITIES,
    choices,
    page,
    table,
)
from ovh_explorer.sandbox.signature import Credential
from ovh_explorer.sandbox.state import State
from ovh_explorer.sandbox.wire import HttpRequest, HttpResponse
from ovh_explorer.translation import _

__all__ = ["PATH", "validation_page"]

PATH = "/auth/sso/api"
"""Where the page is."""

# How long a link can be used, seconds.
_LINK = 3600


def validation_page(state: State, request: HttpRequest) -> HttpResponse:
    """The page for GET; for POST, what follows from the button that was pressed."""
    if request.method not in ("GET", "HEAD", "POST"):
        return _page(405, _("This page takes only GET and POST."))
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
        words = _("This link is unknown, too old, or was used already. Request another key.")
        return _page(404, words)
    if request.method != "POST":
        return page(200, _question(state, found), title=_("Consumer key"))
    validity, decision = form.get("validity", STANDARD), form.get("decision")
    if decision not in ("accept", "refuse") or validity not in dict(VALIDITIES):
        return _page(400, _("What was sent is not the form of this page."))
    return _decided(state, found, accepted=decision == "accept", seconds=int(validity))


def _decided(state: State, credential: Credential, *, accepted: bool, seconds: int) -> HttpResponse:
    credential.token = ""
    credential.status = "validated" if accepted else "refused"
    credential.expiration = state.time() + seconds if accepted and seconds else None
    words = _("The consumer key is validated.") if accepted else _("The consumer key is refused.")
    target = credential.redirection
    if target.startswith(("http://", "https://")) and target.isprintable():
        location = quote(target, safe="%/:=&?~#+!$,;'@()*[]")
        go_on = _("Continue")
        return _page(303, f'{words} <a href="{escape(location)}">{go_on}</a>', Location=location)
    close = _("You can close this page.")
    return _page(200, f"{words} {close}")


def _page(status: int, words: str, **headers: str) -> HttpResponse:
    """A page of one paragraph, of HTML."""
    return page(status, f"<p>{words}</p>", title=_("Consumer key"), **headers)


def _question(state: State, credential: Credential) -> str:
    application = state.application(credential.application)
    name = escape(application.name) if application else _("An application")
    words = _(
        "{application} requests a consumer key for the account of this sandbox. "
        "With this key, it may call:"
    )
    asks = words.format(application=f"<b>{name}</b>")
    rules = [
        (escape(str(rule.get("method"))), escape(str(rule.get("path"))))
        for rule in credential.rules
    ]
    limits = ""
    if credential.allowed:
        words = _("Only from {addresses}.")
        limits += f"<p>{words.format(addresses=escape(', '.join(credential.allowed)))}</p>"
    if credential.redirection:
        words = _("You will then go to {address}.")
        limits += f"<p>{words.format(address=escape(credential.redirection))}</p>"
    calls = table(*rules, head=(_("Method"), _("Path")))
    validity, accept, refuse = _("Validity"), _("Accept"), _("Refuse")
    # not for people: markup
    return f"""\
<p>{asks}</p>
{calls}
{limits}
<form method="post" action="{PATH}">
<input type="hidden" name="credentialToken" value="{escape(credential.token)}">
<p><label>{validity} <select name="validity">{choices()}</select></label></p>
<p><button name="decision" value="accept">{accept}</button> \
<button name="decision" value="refuse">{refuse}</button></p>
</form>"""
