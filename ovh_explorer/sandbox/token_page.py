"""The page that makes an application and a consumer key at once, its rights filled in from the
link.
"""

import secrets
from html import escape
from urllib.parse import parse_qsl

from ovh_explorer.sandbox.html_page import (
    MAX_FORM_BYTES,
    STANDARD,
    VALIDITIES,
    choices,
    page,
    table,
)
from ovh_explorer.sandbox.signature import Application
from ovh_explorer.sandbox.state import State
from ovh_explorer.sandbox.wire import HttpRequest, HttpResponse
from ovh_explorer.translation import _

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
        return _page(405, _paragraph(_("This page takes only GET and POST.")))
    if request.method != "POST":
        rules = [pair for pair in parse_qsl(request.query) if pair[0] in _METHODS][:_MAX_RULES]
        return _page(200, _form(rules))
    form = parse_qsl(request.content[:MAX_FORM_BYTES].decode("latin-1"))
    rules = [pair for pair in form if pair[0] in _METHODS][:_MAX_RULES]
    validity = dict(form).get("validity", STANDARD)
    if not rules or validity not in dict(VALIDITIES):
        words = _("Keys need at least one right, and one of the validities of the list.")
        return _page(400, _paragraph(words))
    name = dict(form).get("name", "")[:100] or "A token"
    application = Application(
        max(item.id for item in state.guard.applications.values()) + 1,
        secrets.token_hex(8),
        secrets.token_hex(16),
        name,
        "Made by the token page",  # not for people: a value of the API
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
    keys = table(
        (_("Application key"), application.key),
        (_("Application secret"), application.secret),
        (_("Consumer key"), credential.key),
    )
    advice = _paragraph(_("Copy them now: they are not shown again."))
    return _page(200, f"{keys}\n{advice}")


def _page(status: int, body: str) -> HttpResponse:
    return page(status, body, title=_("Token"))


def _paragraph(words: str) -> str:
    return f"<p>{words}</p>"


def _form(rules: list[tuple[str, str]]) -> str:
    rights = _paragraph(_("No rights: add some to the address of this page."))
    if rules:
        rows = [
            (
                method,
                # not for people: markup
                f'{escape(path)}<input type="hidden" name="{method}" value="{escape(path)}">',
            )
            for method, path in rules
        ]
        rights = table(*rows, head=(_("Method"), _("Path")))
    intent = _paragraph(_("Keys for the account of this sandbox, with these rights:"))
    name, standard, validity = _("Name of the application"), _("A token"), _("Validity")
    create = _("Create the keys")
    # not for people: markup
    return f"""\
{intent}
<form method="post" action="{PATH}">
{rights}
<p><label>{name} <input name="name" value="{standard}"></label></p>
<p><label>{validity} <select name="validity">{choices()}</select></label></p>
<p><button>{create}</button></p>
</form>"""
