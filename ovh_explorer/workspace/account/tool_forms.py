"""The forms that tools read their keys in: each a pure function from keys to a text.

A value that a form can't hold is refused, rather than written so that the tool reads another.
"""

import json
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ovh_explorer.call import MASK
from ovh_explorer.config import Endpoint, Keys
from ovh_explorer.config.key_kinds import kind_of
from ovh_explorer.translation import N_, _

__all__ = ["FORMS", "FormError", "KeysForm", "ToolKeys", "shown"]

# Characters that every reader of an environment file takes as they are.
_PLAIN = re.compile(r"[A-Za-z0-9_.:/@%+=,~-]*")
# What is no secret: shown as it is.
_PUBLIC = ("application_key", "client_id")
_APPLICATION = ("application_key", "application_secret", "consumer_key")
_SERVICE_ACCOUNT = ("client_id", "client_secret")
_TOKEN = ("access_token",)


class FormError(ValueError):
    """Why keys can't be written in a form, in words."""


@dataclass(frozen=True, slots=True)
class ToolKeys:
    """What a form is written from.

    Attributes:
        endpoint: the name that tools know it by (``ovh-eu``); for one that they don't, its URL.
        values: the keys, by the names that ``ovh.conf`` has for them.
        place: the zone or service they are for; "" for all.
    """

    endpoint: str
    values: Mapping[str, str]
    place: str = ""

    @classmethod
    def of(cls, endpoint: Endpoint, keys: Keys, place: str = "") -> "ToolKeys":
        """The keys of an endpoint."""
        name = endpoint.base("v1") if endpoint.is_custom else endpoint.name
        return cls(name, kind_of(keys).values(keys), place)

    def __repr__(self) -> str:
        return f"ToolKeys({self.endpoint!r}, {', '.join(self.values)})"

    @property
    def masked(self) -> "ToolKeys":
        """The same with every secret covered, to be shown."""
        covered = {name: text if name in _PUBLIC else MASK for name, text in self.values.items()}
        return ToolKeys(self.endpoint, covered, self.place)


@dataclass(frozen=True, slots=True)
class KeysForm:
    """A form that keys are written in.

    Attributes:
        title: as users know it, to be translated where it is shown.
        file: the name that is proposed for its file.
        names: what it needs, each set of names being a way to sign in.
        write: makes the text.
    """

    title: str
    file: str
    names: tuple[tuple[str, ...], ...]
    write: Callable[[ToolKeys], str]

    def holds(self, keys: ToolKeys) -> bool:
        """Whether it has a place for keys of this kind."""
        return any(set(names) == set(keys.values) for names in self.names)

    def text(self, keys: ToolKeys) -> str:
        """The keys in this form.

        Raises:
            FormError: when it has no place for them, or a value can't be written in it.
        """
        if not self.holds(keys):
            raise FormError(
                _("{form} has no place for keys of this kind.").format(form=_(self.title))
            )
        return self.write(keys)


def shown(form: KeysForm, keys: ToolKeys) -> str:
    """The text of a form with every secret covered; where it can't be written, why."""
    try:
        form.text(keys)
    except FormError as error:
        return str(error)
    # With what every form takes as it is: the mask itself is no character that a key has.
    stand_ins = {
        name: text if text != MASK else f"covered-secret-{number}-"
        for number, (name, text) in enumerate(keys.masked.values.items())
    }
    text = form.write(ToolKeys(keys.endpoint, stand_ins, keys.place))
    for name, text_of_it in keys.masked.values.items():
        if text_of_it == MASK:
            text = text.replace(stand_ins[name], MASK)
    return text


def _refuse(form: str, keys: ToolKeys, unfit: str) -> None:
    """Refuse a value that holds what `unfit`, a regular expression, finds."""
    for name, text in (*keys.values.items(), ("endpoint", keys.endpoint)):
        if re.search(unfit, text):
            words = name.replace("_", " ")
            raise FormError(
                _("The {name} holds a character that {form} can't have.").format(
                    name=words, form=_(form)
                )
            )


def _certbot(keys: ToolKeys) -> str:
    # ConfigObj, which reads it, takes % and quotes for its own.
    _refuse(N_("certbot's file"), keys, r"%\(|'|\"")
    values = {"endpoint": keys.endpoint, **keys.values}
    return "".join(f'dns_ovh_{name} = "{text}"\n' for name, text in values.items())


def _exports(names: Mapping[str, str], keys: ToolKeys) -> str:
    values = {"endpoint": keys.endpoint, **keys.values}
    # not for people
    return "".join(f"export {names[name]}={shlex.quote(text)}\n" for name, text in values.items())


_NAMES = {
    name: f"OVH_{name.upper()}" for name in ("endpoint", *_APPLICATION, *_SERVICE_ACCOUNT, *_TOKEN)
}
_ACME_SH = {
    "endpoint": "OVH_END_POINT",
    "application_key": "OVH_AK",
    "application_secret": "OVH_AS",
    "consumer_key": "OVH_CK",
}
_LEXICON = {
    "endpoint": "LEXICON_OVH_AUTH_ENTRYPOINT",
    **{name: f"LEXICON_OVH_AUTH_{name.upper()}" for name in _APPLICATION},
}
_CERT_MANAGER = {
    "application_key": "applicationKey",
    "application_secret": "applicationSecret",
    "consumer_key": "applicationConsumerKey",
    "client_id": "oauth2ClientID",
    "client_secret": "oauth2ClientSecret",
}


def _environment(keys: ToolKeys) -> str:
    values = {"endpoint": keys.endpoint, **keys.values}
    for name, text in values.items():
        if not _PLAIN.fullmatch(text):
            words = name.replace("_", " ")
            raise FormError(
                _(
                    "The {name} holds a character that readers of environment files take "
                    "differently. Take the exports of a shell."
                ).format(name=words)
            )
    return "".join(f"{_NAMES[name]}={text}\n" for name, text in values.items())


def _secret(name: str, values: Mapping[str, str]) -> str:
    # What JSON puts in double quotes, YAML reads alike.
    # not for people
    lines = "".join(f"  {key}: {json.dumps(text)}\n" for key, text in values.items())
    return (
        # not for people
        f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: {name}\ntype: Opaque\n"
        f"stringData:\n{lines}"
    )


def _kubernetes(keys: ToolKeys) -> str:
    values = {"endpoint": keys.endpoint, **keys.values}
    return _secret("ovh-credentials", {_NAMES[name]: text for name, text in values.items()})


def _cert_manager(keys: ToolKeys) -> str:
    names = {_CERT_MANAGER[name]: text for name, text in keys.values.items()}
    return _secret("ovh-credentials", names)


def _octodns(keys: ToolKeys) -> str:
    # octoDNS reads env/NAME from the environment.
    _refuse(N_("octoDNS's file"), keys, r"\Aenv/")
    values = {"endpoint": keys.endpoint, **keys.values}
    # not for people
    lines = "".join(f"    {name}: {json.dumps(text)}\n" for name, text in values.items())
    # not for people
    return f"providers:\n  ovh:\n    class: octodns_ovh.OvhProvider\n{lines}"


def _terraform(keys: ToolKeys) -> str:
    values = {"endpoint": keys.endpoint, **keys.values}
    width = max(map(len, values))

    def quoted(text: str) -> str:
        # ${ and %{ begin an expression.
        return json.dumps(text).replace("${", "$${").replace("%{", "%%{")

    lines = "".join(f"  {name:<{width}} = {quoted(text)}\n" for name, text in values.items())
    return f'provider "ovh" {{\n{lines}}}\n'


def _dnscontrol(keys: ToolKeys) -> str:
    # What begins with a dollar is read from the environment.
    _refuse("creds.json", keys, r"\A\$")
    known = {"ovh-eu": "eu", "ovh-ca": "ca", "ovh-us": "us"}
    entry = {
        "TYPE": "OVH",
        "app-key": keys.values["application_key"],
        "app-secret-key": keys.values["application_secret"],
        "consumer-key": keys.values["consumer_key"],
        "endpoint": known.get(keys.endpoint, keys.endpoint),
    }
    return json.dumps({"ovh": entry}, indent=2) + "\n"


def _ddns_updater(keys: ToolKeys) -> str:
    if keys.endpoint not in ("ovh-eu", "ovh-ca"):
        raise FormError(_("ddns-updater knows the endpoints ovh-eu and ovh-ca alone."))
    entry = {
        "provider": "ovh",
        "domain": keys.place or "example.com",
        "mode": "api",
        "api_endpoint": keys.endpoint,
        "app_key": keys.values["application_key"],
        "app_secret": keys.values["application_secret"],
        "consumer_key": keys.values["consumer_key"],
    }
    return json.dumps({"settings": [entry]}, indent=2) + "\n"


def _ovh_conf(keys: ToolKeys) -> str:
    # Of two readers of this file, one takes what follows these for a comment, and one quotes.
    _refuse("ovh.conf", keys, r"[;#\"'`]")
    lines = "".join(f"{name}={text}\n" for name, text in keys.values.items())
    return f"[default]\nendpoint={keys.endpoint}\n\n[{keys.endpoint}]\n{lines}"


_KEYS_ALONE = (_APPLICATION,)
_EVERY_KIND = (_APPLICATION, _SERVICE_ACCOUNT, _TOKEN)

FORMS: dict[str, KeysForm] = {
    "certbot": KeysForm(N_("certbot's credentials file"), "ovh.ini", _KEYS_ALONE, _certbot),
    "lexicon": KeysForm(
        N_("exports for lexicon"),
        "lexicon.sh",
        _KEYS_ALONE,
        lambda keys: _exports(_LEXICON, keys),
    ),
    "acme.sh": KeysForm(
        N_("exports for acme.sh"), "acme-ovh.sh", _KEYS_ALONE, lambda keys: _exports(_ACME_SH, keys)
    ),
    "exports": KeysForm(
        N_("exports of a shell"), "ovh.sh", _EVERY_KIND, lambda keys: _exports(_NAMES, keys)
    ),
    "environment": KeysForm(N_("an environment file"), "ovh.env", _EVERY_KIND, _environment),
    "kubernetes": KeysForm(N_("a Kubernetes secret"), "ovh-secret.yaml", _EVERY_KIND, _kubernetes),
    "cert-manager": KeysForm(
        N_("a Kubernetes secret for the webhook"),
        "ovh-secret.yaml",
        (_APPLICATION, _SERVICE_ACCOUNT),
        _cert_manager,
    ),
    "octodns": KeysForm(N_("a provider of octoDNS"), "octodns.yaml", _KEYS_ALONE, _octodns),
    "terraform": KeysForm(N_("Terraform's provider block"), "ovh.tf", _EVERY_KIND, _terraform),
    "dnscontrol": KeysForm(N_("DNSControl's creds.json"), "creds.json", _KEYS_ALONE, _dnscontrol),
    "ddns-updater": KeysForm(
        N_("ddns-updater's config.json"), "config.json", _KEYS_ALONE, _ddns_updater
    ),
    "ovh.conf": KeysForm(N_("an ovh.conf"), "ovh.conf", _EVERY_KIND, _ovh_conf),
}
"""Every form that ``tools.toml`` names."""
