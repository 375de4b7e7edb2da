"""certbot's OVH plugin: it answers a challenge in the zone, and takes the response away again."""

import functools
import io
import os
import tempfile
from pathlib import Path
from unittest import mock

import josepy
import ovh as python_ovh
import tldextract
from acme import challenges, messages
from certbot import achallenges
from certbot._internal.display import obj as display_obj
from certbot_dns_ovh._internal.dns_ovh import Authenticator
from cryptography.hazmat.primitives.asymmetric import rsa
from lexicon._private.providers import ovh

ovh.ENDPOINTS["ovh-eu"] = os.environ["SANDBOX"] + "/1.0"
python_ovh.client.ENDPOINTS["ovh-eu"] = os.environ["SANDBOX"] + "/1.0"
# The list of public suffixes that comes with it will do.
tldextract.TLDExtract = functools.partial(tldextract.TLDExtract, suffix_list_urls=())
RECORDS = "/domain/zone/example.com/record"

display_obj.set_display(display_obj.NoninteractiveDisplay(io.StringIO()))
key = josepy.JWKRSA(key=rsa.generate_private_key(public_exponent=65537, key_size=2048))
challenge = achallenges.KeyAuthorizationAnnotatedChallenge(
    challb=messages.ChallengeBody(
        chall=challenges.DNS01(token=b"0123456789abcdef"),
        uri="https://acme.example.com/1",
        status=messages.STATUS_PENDING,
    ),
    account_key=key,
    identifier=messages.Identifier(typ=messages.IDENTIFIER_FQDN, value="www.example.com"),
)
settings = Path(tempfile.mkdtemp()) / "ovh.ini"
settings.touch(mode=0o600)
settings.write_text(
    "dns_ovh_endpoint = ovh-eu\n"
    f"dns_ovh_application_key = {os.environ['OVH_APPLICATION_KEY']}\n"
    f"dns_ovh_application_secret = {os.environ['OVH_APPLICATION_SECRET']}\n"
    f"dns_ovh_consumer_key = {os.environ['OVH_CONSUMER_KEY']}\n"
)
options = mock.MagicMock(dns_ovh_credentials=str(settings), dns_ovh_propagation_seconds=0)
plugin = Authenticator(options, "dns_ovh")
reader = python_ovh.Client(endpoint="ovh-eu")
wanted = {"fieldType": "TXT", "subDomain": "_acme-challenge.www"}

plugin.perform([challenge])
(record,) = reader.get(RECORDS, **wanted)
answer = challenge.response_and_validation()[1]
assert reader.get(f"{RECORDS}/{record}")["target"] == f'"{answer}"'
plugin.cleanup([challenge])
assert reader.get(RECORDS, **wanted) == []
