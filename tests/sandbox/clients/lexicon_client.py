"""dns-lexicon's OVH provider: a record of each kind lives, and a foreign zone is refused."""

import functools
import os
from contextlib import suppress

import tldextract
from lexicon._private.providers import ovh
from lexicon.client import Client
from lexicon.config import ConfigResolver
from lexicon.exceptions import AuthenticationError

ovh.ENDPOINTS["ovh-eu"] = os.environ["SANDBOX"] + "/1.0"
# The list of public suffixes that comes with it will do.
tldextract.TLDExtract = functools.partial(tldextract.TLDExtract, suffix_list_urls=())


def client(domain: str) -> Client:
    settings = {
        "provider_name": "ovh",
        "domain": domain,
        "delegated": domain,
        "ttl": 600,
        "ovh": {
            "auth_entrypoint": "ovh-eu",
            "auth_application_key": os.environ["OVH_APPLICATION_KEY"],
            "auth_application_secret": os.environ["OVH_APPLICATION_SECRET"],
            "auth_consumer_key": os.environ["OVH_CONSUMER_KEY"],
        },
    }
    return Client(ConfigResolver().with_dict(settings))


with client("example.com") as zone:
    for kind, content in (("A", "192.0.2.7"), ("CNAME", "www.example.org."), ("TXT", "token")):
        name = f"{kind.lower()}.test"
        before = len(zone.list_records())
        assert zone.create_record(kind, name, content)
        assert len(zone.list_records()) == before + 1
        (made,) = zone.list_records(kind, name)
        assert (made["name"], made["ttl"]) == (f"{name}.example.com", 600), made
        assert made["content"].strip('"') == content, made
        # The same once more is told by what is there, as it is read.
        assert zone.create_record(kind, name, made["content"])
        assert len(zone.list_records(kind, name)) == 1
        assert zone.update_record(made["id"], kind, f"new.{name}", content)
        assert not zone.list_records(kind, name)
        (moved,) = zone.list_records(kind, f"new.{name}", content)
        assert moved["id"] == made["id"]
        assert zone.delete_record(made["id"])
        assert not zone.list_records(kind, f"new.{name}")
    for number in (1, 2, 3):
        zone.create_record("TXT", "_acme-challenge.set", f"token-{number}")
    zone.delete_record(None, "TXT", "_acme-challenge.set", "token-1")
    assert len(zone.list_records("TXT", "_acme-challenge.set")) == 2
    zone.delete_record(None, "TXT", "_acme-challenge.set")
    assert zone.list_records("TXT", "_acme-challenge.set") == []

with suppress(AuthenticationError), client("example.net"):
    raise SystemExit("a zone that isn't the account's was taken")
