"""Which keys these are, in words that tell them from others: their id, and what they may do."""

from typing import TYPE_CHECKING

from ovh_explorer.config import AccessToken, Credentials, Keys, OAuth2Client
from ovh_explorer.translation import _

if TYPE_CHECKING:
    from ovh_explorer.workspace.account.access_rules import Rights
    from ovh_explorer.workspace.account.identity import Identity

__all__ = ["key_name", "key_words", "may_words", "sign_in_words"]


def may_words(rights: "Rights") -> str:
    """What a consumer key may do: ``may: GET/POST /domain/*, GET /me``."""
    if rights.is_everything:
        return _("may do everything")
    if not rights.rules:
        return _("has no rights")
    return _("may: {rights}").format(rights=rights.summary_of_paths)


def key_name(keys: Keys, identity: "Identity | None") -> str:
    """What the API knows them by: ``consumer key 1042``; a word for their kind where that isn't
    known.
    """
    if isinstance(keys, OAuth2Client):
        return _("service account {name}").format(name=keys.client_id)
    if isinstance(keys, AccessToken):
        token = identity.token if identity is not None else None
        if token is not None and token.name:
            return _("access token {name}").format(name=token.name)
        return _("access token")
    rights = identity.rights if identity is not None else None
    if rights is None or rights.credential is None:
        return _("consumer key")
    return _("consumer key {id}").format(id=rights.credential)


def key_words(keys: Keys, identity: "Identity | None") -> str:
    """Their name and what they may do, as far as that is known: ``consumer key 1042, application
    key 7kbG…, may: GET /domain/*``.
    """
    words = [key_name(keys, identity)]
    if isinstance(keys, Credentials):
        start = keys.application_key[:4]
        words.append(_("application key {start}…").format(start=start))
        if identity is not None and identity.rights is not None:
            words.append(may_words(identity.rights))
    return ", ".join(words)


def sign_in_words(keys: Keys | None, identity: "Identity | None") -> str:
    """Whom which keys sign in, and what they may do where that is known; "" where they sign in no
    one, and before that is known.
    """
    if keys is None or identity is None or identity.problem:
        return ""
    name = key_name(keys, identity)
    if isinstance(keys, Credentials):
        words = _("Signed in with the application key {start}…")
        if identity.account:
            words = _("Signed in as {who}, with the application key {start}…")
        words = words.format(who=identity.who, start=keys.application_key[:4])
        if identity.rights is None:
            return words
        # What tells it from other keys of the application.
        return f"{words}\n{name[:1].upper()}{name[1:]}, {may_words(identity.rights)}"
    if isinstance(keys, AccessToken):
        token = identity.token
        if token is not None and token.name:
            words = _("Signed in as {who}, with the access token {name}.")
            return words.format(who=identity.who, name=token.name)
        return _("Signed in as {who}, with an access token.").format(who=identity.who)
    if not identity.account:
        return _("Signed in with the service account {id}.").format(id=keys.client_id)
    words = _("Signed in as {who}, with the service account {id}.")
    return words.format(who=identity.who, id=keys.client_id)
