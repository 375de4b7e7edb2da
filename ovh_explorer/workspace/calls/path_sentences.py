"""Sentences for whole paths: those whose words, in their order, don't say what is done, to what."""

import re
from collections.abc import Mapping, Sequence

# No words for people: English is made of these; question_french.toml has its own.

__all__ = ["SENTENCES", "whole_sentence"]

_EMAIL_MIGRATION = "POST /email/domain/{}/account/{}/migrate/{}/destinationEmailAddress/{}/migrate"

SENTENCES = {
    _EMAIL_MIGRATION: "migrate account {1} of email domain {0} to {3} of {2}",
    "DELETE /dedicated/server/{}/vrack/{}": "remove dedicated server {0} from vRack {1}",
    "DELETE /dedicatedCloud/{}/vrack/{}": "remove Hosted Private Cloud {0} from vRack {1}",
    "POST /auth/credential": "request a consumer key",
    "POST /hosting/privateDatabase/{}/user/{}/grant": (
        "grant rights to user {1} of database service {0}"
    ),
    "POST /me/mailingList/subscribe": "subscribe an email address to a mailing list",
    "POST /newAccount/rules": "get the rules of a new account",
    "POST /order/cart/{}/assign": "assign cart {0} to your account",
    "POST /overTheBox/{}/migration/changeOffers": "migrate OverTheBox {0} to another offer",
    "POST /pack/xdsl/{}/migration/migrate": "migrate xDSL pack {0} to another offer",
    "POST /support/tickets/{}/reply": "reply to ticket {0}",
    "POST /telephony/spare/{}/replace": "replace the phone with telephony spare {0}",
    "POST /telephony/{}/line/{}/tones/toneUpload": (
        "upload a tone to line {1} of billing account {0}"
    ),
    "POST /telephony/{}/voicemail/{}/migrateOnNewVersion": (
        "migrate voicemail {1} of billing account {0} to the new version"
    ),
    "POST /xdsl/spare/{}/replace": "replace the modem with xDSL spare {0}",
    "POST /vps/{}/automatedBackup/detachBackup": "detach the restored backup from VPS {0}",
    "POST /vrack/{}/dedicatedCloudDatacenter/{}/move": (
        "move datacenter {1} from vRack {0} to another one"
    ),
}
"""What a method and a path do; numbers in braces are the places of the values in the path."""

_NAME = re.compile(r"\{[^{}/]*\}")
_NUMBER = re.compile(r"\{(\d)\}")


def whole_sentence(
    sentences: Mapping[str, str], method: str, path: str, values: Sequence[str]
) -> str:
    """The sentence that a table has for a whole path, with its values; "" where it has none."""
    found = sentences.get(f"{method} {_NAME.sub('{}', path)}", "")
    # Not by `format`: what is in braces may be a placeholder without a value.
    return _NUMBER.sub(lambda match: values[int(match[1])], found)
