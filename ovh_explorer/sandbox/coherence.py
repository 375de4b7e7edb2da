"""What has to agree inside of a response: statuses of things that live, totals, currencies, lists
of errors that are empty.
"""

from collections.abc import Container
from functools import lru_cache
from ipaddress import ip_interface
from typing import Any, TypeGuard

__all__ = ["agree", "agree_on_version", "count", "is_end", "is_trouble", "living", "tells_status"]

# Statuses of things that live, in lower case without separators, the best first.
_GOOD = (
    "ok", "active", "ready", "running", "available", "enabled", "validated", "valid", "done", "up",
    "online", "open", "opened", "delivered", "installed", "production", "success", "succeeded",
    "completed", "complete", "finished", "created", "deployed", "connected", "attached", "inuse",
    "healthy", "normal", "on", "activated", "accepted", "approved", "granted", "confirmed",
    "registered", "subscribed", "associated", "mounted", "started", "released", "received", "paid",
    "closed", "protected", "present", "match", "enable", "true", "yes", "none",
)  # fmt: skip
# Parts of words for what doesn't.
_BAD = (
    "abort", "absent", "bad", "block", "broken", "cancel", "closing", "conflict", "corrupt", "dead",
    "degraded", "delay", "delet", "denied", "destroy", "disabl", "doing", "down", "drain", "err",
    "expir", "fail", "hack", "inactive", "incident", "interrupt", "invalid", "ko", "lock",
    "missing", "mismatch", "not", "off", "outofsync", "overquota", "pause", "pending", "problem",
    "refus", "reject", "remov", "rescue", "retry", "revok", "shelv", "spam", "stop", "suspend",
    "terminat", "timeout", "tobe", "unavailable", "unknown", "unpaid", "unpro", "unreachable",
    "warn", "wrong",
)  # fmt: skip
_TROUBLE = ("error", "warning", "invalid", "failure", "rejected")
# What names of dates begin with that a thing has once its life, or a part of it, is over.
_ENDS = (
    "archived", "cancelled", "closed", "deactivat", "deleted", "deny", "eviction", "locked",
    "quarantine", "readonly", "retract", "revok", "stopped", "suspend", "terminat",
)  # fmt: skip
_SIGNS = {
    "AUD": "$", "CAD": "$", "CHF": "CHF", "CZK": "Kč", "EUR": "€", "GBP": "£", "INR": "₹",
    "LTL": "Lt", "MAD": "DH", "PLN": "zł", "SGD": "$", "TND": "TND", "USD": "$", "XOF": "FCFA",
}  # fmt: skip
# A price with tax, the one without, and the tax.
_TOTALS = (("withTax", "withoutTax", "tax"), ("priceWithTax", "priceWithoutTax", "tax"))
_TAX = 0.2
_UCENTS = 100_000_000
# What can't be more than the other.
_PARTS = (
    ("used", "total"), ("used", "size"), ("used", "quota"), ("used", "max"), ("used", "maximum"),
    ("usage", "quota"), ("usage", "total"), ("current", "max"), ("min", "max"),
    ("minimum", "maximum"),
    ("usedSpace", "totalSpace"), ("quotaUsed", "quotaSize"), ("minNodes", "maxNodes"),
)  # fmt: skip
# An address, and which version of IP it is of.
_ADDRESSES = ("ip", "ipAddress", "cidr")
_VERSIONS = ("version", "ipVersion")
# How many are wanted, and what is as many once that is done.
_WANTED = "desired"
_REACHED = ("current", "available", "upToDate")
# Without one of these, an object has nothing to agree on.
_AGREEING = frozenset(
    {"code", "value", *(part for part, _ in _PARTS), *(net for _, net, _ in _TOTALS)}
)


@lru_cache(maxsize=4096)
def tells_status(name: str, enumeration: str) -> bool:
    """Whether a property says how something is, by its name and that of its enumeration."""
    key = enumeration.lower().removesuffix("enum")
    return name.lower().endswith(("status", "state")) or key.endswith(("status", "state"))


@lru_cache(maxsize=4096, typed=True)
def living(values: tuple[Any, ...]) -> Any:
    """The status of a thing that lives: the best known, else the first that means no trouble."""
    by_word = {_plain(value): value for value in reversed(values)}
    for word in _GOOD:
        if word in by_word:
            return by_word[word]
    for value in values:
        if value != "" and not any(part in _plain(value) for part in _BAD):
            return value
    return next((value for value in values if value != ""), values[0] if values else "")


def _plain(value: Any) -> str:
    return "".join(char for char in str(value).lower() if char.isalnum())


@lru_cache(maxsize=4096)
def is_trouble(name: str) -> bool:
    """Whether a property tells of what went wrong."""
    lowered = name.lower()
    return lowered.startswith(_TROUBLE) or lowered.removesuffix("s").endswith(_TROUBLE)


@lru_cache(maxsize=4096)
def is_end(name: str) -> bool:
    """Whether a property says when something ended that lives, as all that is made up does."""
    lowered = name.lower()
    return lowered.startswith(_ENDS) and lowered.endswith(("at", "date", "datetime", "until"))


def agree(made: dict[str, Any]) -> None:
    """Let the values of an object agree with one another."""
    if _AGREEING.isdisjoint(made):
        return
    _price(made)
    for names in _TOTALS:
        _total(made, *names)
    for part, whole in _PARTS:
        one, other = made.get(part), made.get(whole)
        if _is_number(one) and _is_number(other) and one > other:
            made[part], made[whole] = other, one
    count(made, ())
    if isinstance(made.get("symbol"), str) and isinstance(made.get("code"), str):
        made["code"] = made["code"] if made["code"] in _SIGNS else "EUR"
    sign = _SIGNS.get(str(made.get("code")))
    if sign is not None and isinstance(made.get("symbol"), str):
        made["symbol"] = sign


def count(made: dict[str, Any], sent: Container[str]) -> None:
    """Let numbers of things agree with how many of them are wanted: ``currentNodes`` and
    ``minNodes`` with ``desiredNodes``; those that were `sent` stay.
    """
    for name in [name for name in made if name.startswith(_WANTED)]:
        noun = name.removeprefix(_WANTED)
        least, most = made.get(f"min{noun}"), made.get(f"max{noun}")
        if name not in sent and _is_number(made[name]):
            if _is_number(most) and f"max{noun}" in sent:
                made[name] = min(made[name], most)
            if _is_number(least) and f"min{noun}" in sent:
                made[name] = max(made[name], least)
        wanted = made[name]
        if not _is_number(wanted):
            continue
        if _is_number(least) and f"min{noun}" not in sent:
            made[f"min{noun}"] = 0
        if _is_number(most) and f"max{noun}" not in sent:
            made[f"max{noun}"] = max(most, wanted)
        for reached in _REACHED:
            if _is_number(made.get(f"{reached}{noun}")) and f"{reached}{noun}" not in sent:
                made[f"{reached}{noun}"] = wanted


def agree_on_version(made: dict[str, Any]) -> None:
    """Let the version of IP agree with the address: ``version`` with ``ip``."""
    address = next((made[name] for name in _ADDRESSES if isinstance(made.get(name), str)), "")
    try:
        version = ip_interface(address).version
    except ValueError:
        return
    for name in _VERSIONS:
        if str(made.get(name)) in ("4", "6"):
            made[name] = type(made[name])(version)
        elif str(made.get(name)) in ("v4", "v6"):
            made[name] = f"v{version}"


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _price(made: dict[str, Any]) -> None:
    """Let the ways in which a price says its value agree."""
    value = made.get("value")
    if not (_is_number(value) and isinstance(made.get("currencyCode"), str)):
        return
    if isinstance(made.get("text"), str):
        made["text"] = f"{value:.2f} {_SIGNS.get(made['currencyCode'], made['currencyCode'])}"
    if isinstance(made.get("priceInUcents"), int):
        made["priceInUcents"] = round(value * _UCENTS)


def _total(made: dict[str, Any], total: str, net: str, tax: str) -> None:
    prices: list[Any] = [made.get(name) for name in (total, net, tax)]
    if all(map(_is_number, prices)):
        is_whole = any(isinstance(price, int) for price in prices)
        made[tax] = round(prices[1] * _TAX, None if is_whole else 2)
        made[total] = round(prices[1] + made[tax], None if is_whole else 2)
        return
    if not all(isinstance(price, dict) and _is_number(price.get("value")) for price in prices):
        return
    whole, base, share = made[total], made[net], made[tax]
    share["value"] = round(base["value"] * _TAX, 2)
    whole["value"] = round(base["value"] + share["value"], 2)
    for price in (whole, share):
        if "currencyCode" in base:
            price["currencyCode"] = base["currencyCode"]
        _price(price)
