"""What an error of the API means, and what mends it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.config import AccessToken, Credentials, Keys, OAuth2Client
from ovh_explorer.translation import N_, _, labelled
from ovh_explorer.workspace.account.identity import WHY_UNAUTHORIZED, Account, fetch_rights
from ovh_explorer.workspace.calls.refused_parts import refused_parts
from ovh_explorer.workspace.calls.retry_after import wait_of
from ovh_explorer.workspace.calls.used_values import NO_PATH
from ovh_explorer.workspace.settings import Settings

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import ApiError, Response
    from ovh_explorer.workspace.account.access_rules import Rights

__all__ = [
    "ErrorDoctor",
    "about_keys",
    "behind_dialog",
    "explain",
    "explain_at_once",
    "how_it_ended",
    "is_end_unknown",
    "without_screen",
]

Send = Callable[[Call], Awaitable["Response"]]

# In keys that work where a field has the focus too: there a letter is typed.
_SIGN_IN = N_("Press shift F4 to sign in with other keys.")
_SIGN_IN_FIRST = N_("Press shift F4 to sign in.")
_ASK_FOR_RIGHT = N_("Press shift F4 to request a key with this right.")
_HASHED = N_("The Signature tab shows what is hashed.")
# What the screen is needed for, in the words of the command line.
_WITHOUT_SCREEN = {
    _SIGN_IN: N_("Press S in the explorer to sign in with other keys."),
    _SIGN_IN_FIRST: N_(
        "Press S in the explorer to sign in, or set OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET "
        "and OVH_CONSUMER_KEY."
    ),
    _ASK_FOR_RIGHT: N_("Press S in the explorer to request a key with this right."),
    _HASHED: N_("`ovh-explorer code signature` and the request show what is hashed."),
}
# And where a dialog is before the screen that has the key.
_BEHIND_DIALOG = {
    _SIGN_IN: N_("Press esc, then shift F4, to sign in with other keys."),
    _SIGN_IN_FIRST: N_("Press esc, then shift F4, to sign in."),
    _ASK_FOR_RIGHT: N_("Press esc, then shift F4, to request a key with this right."),
}
_UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND = 401, 403, 404
_TOO_MANY, _EXPIRED, _UNAVAILABLE = 429, 460, 503
# Responses after which it isn't known whether the call was carried out: a gateway's 503 can follow
# it.
_UNKNOWN_END = (408, 500, 502, _UNAVAILABLE, 504)
_UNGRANTED = "unauthorizedActions"


class ErrorDoctor:
    """Explains the errors that responses hold.

    Args:
        settings: those in use.
        send: sends a call.
        account: who is signed in.
        store: the catalog; None while it isn't open.
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        send: Send,
        account: Account,
        store: "Callable[[], Store | None]",
    ) -> None:
        self._settings = settings
        self._send = send
        self._account = account
        self._store = store

    def explain_at_once(self, call: Call, response: "Response") -> list[str]:
        """What an error means, as far as that is known without another request; empty for a
        success.
        """
        return explain_at_once(response, call, self._settings(), rights=self._account.rights)

    def knows_more(self, call: Call, response: "Response") -> bool:
        """Whether :meth:`explain` would send requests to find out what an error means."""
        error, keys = response.error, self._settings().credentials
        if error is None or keys is None or not call.authenticated:
            return False
        return _is_looked_at(error, keys) or _refuses_call(error, response)

    async def explain(
        self, call: Call, response: "Response", mistakes: Sequence[str] = ()
    ) -> list[str]:
        """What an error means and what mends it, line by line; empty for a success.

        What the key may do is known anew after that, where the API was asked for it.
        """
        settings, account = self._settings(), self._account
        return await explain(
            response,
            call,
            settings,
            self._send,
            rights=account.rights,
            mistakes=mistakes,
            learn=lambda rights: account.learn_rights(settings.credentials, rights),
            store=self._store(),
        )


def explain_at_once(
    response: "Response", call: Call, settings: Settings, *, rights: "Rights | None" = None
) -> list[str]:
    """An error in words, as far as no request is needed to know them: what the API says, and mostly
    what mends it.

    For a success what of it was refused all the same; mostly nothing.

    Args:
        rights: what the key could do when it was last asked.
    """
    error = response.error
    if error is None:
        return refused_parts(response)
    kind = error.error_class or error.code
    is_told = bool(kind) and kind != error.message
    lines = [labelled(kind, error.message) if is_told else error.message]
    keys = settings.credentials
    if _is_looked_at(error, keys):
        return lines
    match error.code:
        case "INVALID_CREDENTIAL" if rights is not None and (words := _outlived(rights)):
            lines += [words, _(_SIGN_IN)]
        case "QUERY_TIME_OUT":
            lines.append(
                _("Your clock differs from the API's. The difference has been read again.")
            )
        case code:
            lines += [*about_keys(code or "", settings.title)] or _known(
                error, response, keys, call
            )
    return lines


async def explain(
    response: "Response",
    call: Call,
    settings: Settings,
    send: Send,
    *,
    rights: "Rights | None" = None,
    mistakes: Sequence[str] = (),
    learn: "Callable[[Rights], object] | None" = None,
    store: "Store | None" = None,
) -> list[str]:
    """The same, and, where only the API knows the cause, what it says of that.

    For a missing right, and for a signature that isn't taken, the key is looked at with
    ``GET /auth/currentCredential``; where no right is missing, what else refuses the call is
    looked up.

    Args:
        send: sends those GETs; what it raises is left out of the explanation.
        mistakes: what is not as the schema has it, in words.
        learn: told what the key may do, where that was asked for.
        store: the catalog, which says what the call needs and what lists what it names.
    """
    lines = explain_at_once(response, call, settings, rights=rights)
    error, keys = response.error, settings.credentials
    if error is None:
        return lines
    if error.code == "INVALID_SIGNATURE":
        return [*lines, *await _signature_advice(send, mistakes)]
    if keys is None or not call.authenticated or not _refuses_call(error, response):
        return lines
    from ovh_explorer.workspace.calls.refusal_causes import policy_cause, refusal_causes

    if _actions(error):
        cause = await policy_cause(call, store, send)
        return [*lines, cause] if cause else lines
    asked = rights
    if isinstance(keys, Credentials):
        from ovh_explorer.workspace.account.access_rules import Rights, covering, lacking

        asked = Rights.read((await fetch_rights(send)).value)
        if asked is not None and learn is not None:
            learn(asked)
        asked = asked or rights
        if asked is None or lacking(asked.rules, call):
            return [*lines, *_not_granted(call, asked)]
        rule = covering(asked.rules, call)
        lines.append(
            _(
                "The access rule {rule} of this consumer key covers the call, so it is refused "
                "for another reason."
            ).format(rule=rule)
        )
    return [*lines, *await refusal_causes(call, store, asked, send)]


def _refuses_call(error: "ApiError", response: "Response") -> bool:
    """Whether the API takes the keys, and refuses this very call."""
    if error.code is None:
        # Not a page of what stands before the API.
        return error.status == _FORBIDDEN and response.content_type.endswith("json")
    return error.code in ("NOT_GRANTED_CALL", "FORBIDDEN")


def _is_looked_at(error: "ApiError", keys: Keys | None) -> bool:
    """Whether the key has to be looked at to tell what happened."""
    return error.code == "INVALID_SIGNATURE" or (
        error.code == "NOT_GRANTED_CALL" and isinstance(keys, Credentials)
    )


def about_keys(code: str, endpoint: str) -> list[str]:
    """What a refusal of keys means and what mends it, by the API's word for it; empty for another
    word.
    """
    match code:
        case "INVALID_KEY":
            return [
                _(
                    "{endpoint} does not know this application key. Each region has its own keys."
                ).format(endpoint=endpoint),
                _(_SIGN_IN),
            ]
        case "NOT_CREDENTIAL":
            return [
                _("Unknown consumer key: it was revoked, or is from another region."),
                _(_SIGN_IN),
            ]
        case "INVALID_CREDENTIAL":
            words = _(
                "This consumer key is not valid: not validated yet, refused, expired, or not "
                "allowed from this address."
            )
            return [words, _(_SIGN_IN)]
        case "INVALID_SIGNATURE":
            return [
                _(
                    "The application secret or the consumer key doesn't belong to this "
                    "application key."
                )
            ]
    return []


def is_end_unknown(response: "Response") -> bool:
    """Whether a response leaves open if the call was carried out."""
    return response.status in _UNKNOWN_END


def how_it_ended(response: "Response", method: str) -> str:
    """What a response leaves open about a call, and how long to wait; empty where it says what
    became of the call.
    """
    wait = wait_of(response)
    if response.status == _TOO_MANY:
        if wait:
            return _("Too many requests: {wait}.").format(wait=wait)
        return _("Too many requests.")
    if not is_end_unknown(response):
        return ""
    if response.status != _UNAVAILABLE:
        words = _("The API had an internal error.")
    elif wait:
        words = _("The API is unavailable: {wait}.").format(wait=wait)
    else:
        words = _("The API is unavailable.")
    if method == "GET":
        what_next = _("It only reads: you can try it again.")
    else:
        what_next = _("The request may have been executed. Check before you send it again.")
    return f"{words} {what_next}"


def _known(error: "ApiError", response: "Response", keys: Keys | None, call: Call) -> list[str]:
    if error.status == _UNAUTHORIZED:
        return _sign_in_advice(keys)
    if error.status == _FORBIDDEN and (actions := _actions(error)):
        return [
            _("An IAM policy must grant {actions} to this identity: see /v2/iam/policy.").format(
                actions=actions
            )
        ]
    if words := how_it_ended(response, call.method):
        return [words]
    if error.status == _EXPIRED:
        return [_("The service has expired: renew it first.")]
    if error.status == _NOT_FOUND and error.error_class and NO_PATH not in error.message:
        return [_("This service or object does not exist, or is not of this account.")]
    return []


def _sign_in_advice(keys: Keys | None) -> list[str]:
    if keys is None:
        return [_("Authentication is required, and there are no keys."), _(_SIGN_IN_FIRST)]
    if isinstance(keys, OAuth2Client):
        return [_("The API rejects the service account's token.")]
    if isinstance(keys, AccessToken):
        return [_(WHY_UNAUTHORIZED), _(_SIGN_IN)]
    if not keys.is_complete:
        return [
            _("There is an application key but no consumer key, so the request was not signed."),
            _(_SIGN_IN),
        ]
    return []


def _actions(error: "ApiError") -> str:
    """The IAM actions that an answer names as not granted."""
    return ", ".join(
        dict.fromkeys(text for name, text in error.details if name.startswith(_UNGRANTED) and text)
    )


def _outlived(rights: "Rights") -> str:
    if rights.expires is not None and rights.expired(datetime.now(UTC)):
        from ovh_explorer.translation.dates import DATE_AT_TIME, shown_date

        return _("This consumer key ended on {moment} UTC.").format(
            moment=shown_date(rights.expires, DATE_AT_TIME)
        )
    if rights.allowed_ips:
        return _("This consumer key is allowed only from {names}.").format(
            names=", ".join(rights.allowed_ips)
        )
    return ""


def _not_granted(call: Call, rights: "Rights | None") -> list[str]:
    """Why a key isn't granted a call that its rules don't cover, as far as they are known."""
    if rights is None:
        words = _("The API says that no access rule of this consumer key covers the call.")
        return [words, _(_ASK_FOR_RIGHT)]
    from ovh_explorer.workspace.account.access_rules import lacking

    return [lacking(rights.rules, call), _(_ASK_FOR_RIGHT)]


def without_screen(lines: Sequence[str]) -> list[str]:
    """The lines of an explanation for a user who has no screen before them."""
    return _in_other_words(lines, _WITHOUT_SCREEN)


def behind_dialog(lines: Sequence[str]) -> list[str]:
    """The lines of an explanation for a user who has a dialog before them."""
    return _in_other_words(lines, _BEHIND_DIALOG)


def _in_other_words(lines: Sequence[str], others: Mapping[str, str]) -> list[str]:
    spoken = {_(line): _(words) for line, words in others.items()}
    return [spoken.get(line, line) for line in lines]


async def _signature_advice(send: Send, mistakes: Sequence[str]) -> list[str]:
    """Whether it is the keys or the request: a request of another kind, signed with the same keys,
    tells.
    """
    key = await fetch_rights(send)
    if key.code == "INVALID_SIGNATURE":
        return [
            _(
                "Every request signed with these keys is refused: the application secret or the "
                "consumer key doesn't belong to this application key."
            ),
            _(_SIGN_IN),
            _(_HASHED),
        ]
    if key.problem:
        return [
            _("Perhaps the keys: {problem}.").format(problem=key.problem),
            _(_SIGN_IN),
            _(_HASHED),
        ]
    words = _(
        "The keys and the clock are right: another request was accepted just now. The cause is in "
        "this request:"
    )
    about = mistakes or [_("a value of the body may have another type than the API expects.")]
    return [words, *about, _(_HASHED)]
